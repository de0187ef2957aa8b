"""What is told of classes: never a name that stands in answers alone."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from monitor import pipeline
from monitor.intake.class_findings import beside_answers
from monitor.intake.enrolment import Enrolled
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.files import answers_file

CLASS = "In welke klas zit je kind?"
YEAR = "2025-2026"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def told(
    file: Path, workspace: Workspace | None = None, *, dry_run: bool = False, **more: Any
) -> dict[str, tuple[str | None, str]]:
    options = ImportOptions(dry_run=dry_run or workspace is None, **more)
    outcome = pipeline.import_file(file, survey="ouders", year=YEAR, workspace=workspace, options=options)
    return {one["code"]: (one["column"], one["message"]) for one in outcome.report["findings"]}


def test_a_column_that_looks_like_the_class_is_told_once_with_what_to_do(tmp_path: Path) -> None:
    found = told(answers_file(tmp_path / "a.csv", 20))
    column, message = found["I-GROUP-POSSIBLE"]
    assert column == CLASS
    assert f'--group-column "{CLASS}"' in message
    assert "I-NO-ITEM" not in found


@pytest.mark.parametrize("heading", ["Hoe komt je kind naar school?", "Klassieke muziek?"])
def test_another_column_does_not(tmp_path: Path, heading: str) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    file.write_text(file.read_text(encoding="utf-8").replace(CLASS, heading), encoding="utf-8")
    found = told(file)
    assert "I-GROUP-POSSIBLE" not in found
    assert found["I-NO-ITEM"][0] == heading


def test_the_points_of_a_quiz_for_the_question_about_the_class_do_not(tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        (_time, _mail, *heads), *rows = csv.reader(lines)
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(["ID", "Begintijd", "Tijd van voltooien", "E-mail", *heads, f"Punten - {CLASS}"])
        table.writerows([n, time, time, mail, *said, n % 2] for n, (time, mail, *said) in enumerate(rows))
    options = ImportOptions(dry_run=True)
    outcome = pipeline.import_file(file, survey="ouders", year=YEAR, workspace=None, options=options)
    assert outcome.report["columns"][-1]["role"] == "metadata"
    columns = [one["column"] for one in outcome.report["findings"] if one["code"] == "I-GROUP-POSSIBLE"]
    assert columns == [CLASS]


def test_a_column_in_which_everybody_says_something_else_is_no_class(tmp_path: Path) -> None:
    assert "I-GROUP-POSSIBLE" not in told(answers_file(tmp_path / "a.csv", 12, classes=[f"{n}A" for n in range(12)]))


def test_the_column_that_is_used_needs_no_hint(tmp_path: Path) -> None:
    found = told(answers_file(tmp_path / "a.csv", 20), group_column=CLASS)
    assert "I-GROUP-POSSIBLE" not in found
    assert "2 groepen" in found["I-GROUP-COLUMN"][1]


def test_a_file_of_doubles_alone_says_nothing_of_groups(workspace: Workspace, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    assert "I-GROUP-COLUMN" in told(file, workspace, group_column=CLASS)
    again = told(file, workspace, group_column=CLASS)
    assert "W-SAME-FILE" in again
    assert not {"I-GROUP-COLUMN", "W-NO-GROUPS", "I-NO-ITEM", "W-NOTHING-STORED"} & again.keys()


def test_where_nobody_gave_a_class_that_is_said(tmp_path: Path) -> None:
    found = told(answers_file(tmp_path / "a.csv", 20, classes=[""]), group_column=CLASS)
    assert found["W-NO-GROUPS"][0] == CLASS
    assert "I-GROUP-COLUMN" not in found


def classes_list(folder: Path, *lines: str) -> Path:
    path = folder / "klassen.csv"
    path.write_text("\n".join(("klas;aantal", *lines)), encoding="utf-8")
    return path


def test_classes_of_the_list_alone_are_named_and_those_of_the_answers_alone_counted(tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20, classes=("1A", "Zonnekes"))
    found = told(file, group_column=CLASS, enrolled=classes_list(tmp_path, "1 a;24", "2B;20", "3C;19"))
    assert "2B, 3C" in found["W-ENROLLED-SILENT"][1]
    assert "1 a" not in found["W-ENROLLED-SILENT"][1]
    assert found["W-ENROLLED-UNLISTED"][1].startswith("Eén klas in de antwoorden staat niet in de lijst")
    assert not any("Zonnekes" in message for _column, message in found.values())


def test_a_list_that_fits_says_nothing(tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    found = told(file, group_column=CLASS, enrolled=classes_list(tmp_path, "1A;24", "1B;20"))
    assert not [code for code in found if code.startswith("W-ENROLLED")]


def test_a_list_without_the_column_of_the_class_is_told(tmp_path: Path) -> None:
    found = told(answers_file(tmp_path / "a.csv", 20), enrolled=classes_list(tmp_path, "1A;24", "1B;20"))
    assert "--group-column" in found["W-ENROLLED-NO-COLUMN"][1]
    assert {code for code in found if code.startswith("W-ENROLLED")} == {"W-ENROLLED-NO-COLUMN"}


def beside(listed: Sequence[str], groups: Sequence[str]) -> list[str]:
    enrolled = beside_answers(Enrolled(None, dict.fromkeys(listed, 20)), groups, are_used=True)
    return [finding.message for finding in enrolled.findings]


def test_of_very_many_classes_some_are_named() -> None:
    (message,) = beside([f"k{n}" for n in range(25)], ["k0"])
    assert message.startswith("24 klassen")
    assert "k20 en nog 4" in message
    assert "k21" not in message


def test_one_class_is_one() -> None:
    silent, unlisted = beside(["1A", "2B"], ["1A", "3C", "4D"])
    assert silent.startswith("Eén klas van de lijst")
    assert unlisted.startswith("2 klassen in de antwoorden")


def test_a_number_alone_has_no_classes() -> None:
    assert beside([], ["1A"]) == []
