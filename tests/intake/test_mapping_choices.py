"""The mapping file: what a person decided, in YAML or csv."""

import csv
from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake.choices import Choices, read_choices
from monitor.intake.mapping_file import read_mapping_file, require_mapping_place
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
        ({"answers": {"*": {"Geen idee": {"wn": 1}}}}, "anders uit"),
    ],
)
def test_faults_are_told(data: object, said: str) -> None:
    with pytest.raises(FileRefused, match=said) as caught:
        read_choices(data, SURVEY)
    assert "columns" in caught.value.remedy


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        read_mapping_file(tmp_path / "weg.csv", SURVEY)


@pytest.mark.parametrize(
    ("text", "said"),
    [("", "noemt zijn kolommen niet"), ("kop;vraag\nSchoolfeest;\n", "noemt zijn kolommen niet"),
     (f"heading;item\n{'x' * 200_000};veilig\n", "niet gelezen")],
)  # fmt: skip
def test_a_table_that_decides_nothing_is_refused(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "m.csv").write_text(text, encoding="utf-8")
    longest = csv.field_size_limit(131_072)  # another test in this process may have raised it, as the sandbox does
    try:
        with pytest.raises(FileRefused, match=said):
            read_mapping_file(tmp_path / "m.csv", SURVEY)
    finally:
        csv.field_size_limit(longest)


@pytest.mark.parametrize("name", ["", "map", "a.txt/los.yaml", "los.csv", "stuk.yaml"])
def test_a_place_where_no_mapping_file_can_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("map").mkdir()
    Path("a.txt").write_text("")
    Path("stuk.yaml").write_text("columns: [", encoding="utf-8")
    with pytest.raises(FileRefused):
        require_mapping_place(Path(name), SURVEY)


@pytest.mark.parametrize("name", ["los.yaml", "map/diep/los.yaml", "er.yaml"])
def test_a_place_where_it_can(tmp_path: Path, name: str) -> None:
    (tmp_path / "er.yaml").write_text(YAML, encoding="utf-8")
    require_mapping_place(tmp_path / name, SURVEY)
