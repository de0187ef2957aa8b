"""The mapping file: what a person decided, in YAML or csv."""

from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake.choices import Choices, read_choices
from monitor.intake.mapping_file import read_mapping_file
from tests.intake.export_tables import SURVEY

YAML = """
columns:
  "Voel je je veilig?": veilig
  Schoolfeest:
answers:
  veilig: {Prima: eens}
  "*": {Geen idee: wn}
"""
CSV = """heading;item;label;code
Voel je je veilig?;veilig;;
Schoolfeest;;;
;veilig;Prima;eens
;;Geen idee;wn
"""


@pytest.mark.parametrize(("name", "text"), [("m.yaml", YAML), ("m.csv", CSV), ("m.CSV", CSV.replace(";", ","))])
def test_one_content_in_three_spellings(tmp_path: Path, name: str, text: str) -> None:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    read = read_mapping_file(file, SURVEY)
    assert read == Choices(
        {"voel je je veilig": "veilig", "schoolfeest": None},
        {"veilig": {"prima": "eens"}, "*": {"geen idee": "wn"}},
    )
    assert read.labels("veilig") == {"prima": "eens", "geen idee": "wn"}
    assert read.labels("waar") == {"geen idee": "wn"}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "anders uit"),
        ("veilig", "anders uit"),
        (["veilig"], "anders uit"),
        ({"kolommen": {}}, "anders uit"),
        ({"columns": ["veilig"]}, "anders uit"),
        ({"answers": {"veilig": "Prima"}}, "anders uit"),
        ({"columns": {"Kop": "bestaat_niet"}}, "bestaat_niet"),
        ({"answers": {"bestaat_niet": {}}}, "bestaat_niet"),
        ({"answers": {"veilig": {"Prima": "prima"}}}, "prima"),
    ],
)
def test_faults_are_told(data: object, said: str) -> None:
    with pytest.raises(FileRefused, match=said) as caught:
        read_choices(data, SURVEY)
    assert "columns" in caught.value.remedy


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        read_mapping_file(tmp_path / "weg.csv", SURVEY)
