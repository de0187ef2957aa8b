"""A question put in other words is kept in those words."""

from pathlib import Path

import pytest

from monitor.definition import library
from monitor.intake.asked import as_asked
from monitor.intake.choices import read_choices
from monitor.intake.mapping import map_export
from monitor.intake.read import read_export
from tests.support.files import answers_file

SURVEY = library.survey("ouders")
OURS = SURVEY.say(SURVEY.item("com_duidelijk").text)
OLD = "De school legt goed uit wat zij doet om pesten tegen te gaan."
CROSSWALK = {"com_duidelijk": {"2024-2025": (OLD,)}}


def headed(tmp_path: Path, heading: str) -> Path:
    file = answers_file(tmp_path / "a.csv", 12)
    file.write_text(file.read_text(encoding="utf-8").replace(OURS, heading), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("heading", "reworded"),
    [
        (OURS, False),
        (OURS.upper() + "  ", False),
        (OURS.replace(" ", "\u00a0"), False),
        ("com_duidelijk", False),
        (OLD, True),
    ],
)
def test_only_other_words_are_another_question(tmp_path: Path, heading: str, reworded: bool) -> None:
    answers = map_export(read_export(headed(tmp_path, heading)), SURVEY, crosswalk=CROSSWALK)
    asked, findings = as_asked(answers)
    assert (asked.item("com_duidelijk").fingerprint != SURVEY.item("com_duidelijk").fingerprint) == reworded
    assert [finding.code for finding in findings] == ["W-OTHER-WORDING"] * reworded
    assert {i.id for i in asked.items if i.fingerprint != SURVEY.item(i.id).fingerprint} <= {"com_duidelijk"}


def test_what_a_mapping_file_links_keeps_the_words_of_the_file(tmp_path: Path) -> None:
    choices = read_choices({"columns": {"Uitleg van de school": "com_duidelijk"}}, SURVEY)
    answers = map_export(read_export(headed(tmp_path, "Uitleg van de school")), SURVEY, mapping=choices)
    asked, _findings = as_asked(answers)
    assert asked.say(asked.item("com_duidelijk").text) == "Uitleg van de school"
