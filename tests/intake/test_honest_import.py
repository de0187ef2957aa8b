"""What a school's own mistake must never do: become a number, hide a person, or look repaired."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.definition import library
from monitor.errors import FileRefused
from monitor.importing import ImportOptions, ImportOutcome
from monitor.rows import result_rows
from monitor.workspace import Workspace
from tests.support.files import answers_file, read_rows, write_csv

SAMPLE = Path(__file__).parents[2] / "data/sample/exports"
YEAR = "2025-2026"
SURVEY = library.survey("ouders")
ITEM = SURVEY.item("aan_tevreden")
HEADING = SURVEY.say(ITEM.text)
Cells = Callable[[dict[str, str]], None]


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def file_with(path: Path, change: Cells, *, people: int = 60) -> Path:
    """Answers of parents, each row changed as a dict of heading to cell."""
    heading, rows = read_rows(answers_file(path, people))
    told = [dict(zip(heading, row, strict=True)) for row in rows]
    for row in told:
        change(row)
    return write_csv(path, heading, [list(row.values()) for row in told])


def imported(workspace: Workspace, file: Path, **more: object) -> ImportOutcome:
    return pipeline.import_file(
        file,
        survey="ouders",
        year=YEAR,
        workspace=workspace,
        options=ImportOptions(**more),  # type: ignore[arg-type]  # as given
    )


def counts(outcome: ImportOutcome, item: str = ITEM.id) -> dict[str, int]:
    found = next(one for one in outcome.report["items"] if one["item"] == item)
    return {code: n for code, n in found["counts"].items() if n} | {"unrecognised": found["unrecognised"]}


def codes(outcome: ImportOutcome) -> set[str]:
    return {one["code"] for one in outcome.report["findings"]}


def as_numbers(row: dict[str, str]) -> None:
    labels = {SURVEY.say(option.label): option.value for option in ITEM.options}
    value = labels[row[HEADING]]
    row[HEADING] = str(value) if value is not None else row[HEADING]


def in_other_words(row: dict[str, str]) -> None:
    labels = {SURVEY.say(option.label): option.value for option in ITEM.options}
    row[HEADING] = f"Graad {labels[row[HEADING]]}" if labels[row[HEADING]] is not None else row[HEADING]


def test_numbers_beside_weet_ik_niet_are_read(workspace: Workspace, tmp_path: Path) -> None:
    plain = imported(workspace, answers_file(tmp_path / "a.csv", 60), dry_run=True)
    numbers = imported(workspace, file_with(tmp_path / "b.csv", as_numbers), dry_run=True)
    assert counts(numbers) == counts(plain)
    assert "I-NUMBERS" in codes(numbers)


def test_a_question_that_was_mostly_not_understood_has_no_share(workspace: Workspace, tmp_path: Path) -> None:
    outcome = imported(workspace, file_with(tmp_path / "a.csv", in_other_words))
    assert "W-OTHER-OPTIONS" in codes(outcome)
    pipeline.close_wave(workspace, "ouders", YEAR)
    rows = [row for row in result_rows(pipeline.results(workspace)) if row["item"] == ITEM.id]
    assert rows
    assert not any(row["shown"] for row in rows)


def test_a_changed_mapping_file_does_not_look_used(workspace: Workspace, tmp_path: Path) -> None:
    file = file_with(tmp_path / "a.csv", in_other_words)
    imported(workspace, file)
    steps = [option for option in ITEM.options if option.value is not None]
    answers = "\n".join(f"    Graad {option.value}: {option.code}" for option in steps)
    mapping = tmp_path / "koppel.yaml"
    mapping.write_text(f"schema: schoolklimaat/mapping@1\nanswers:\n  {ITEM.id}:\n{answers}\n", encoding="utf-8")
    again = imported(workspace, file, mapping=mapping)
    assert again.report["rows"]["stored"] == 0
    assert "W-RECODED" in codes(again)
    pipeline.undo(workspace, None)
    assert "W-RECODED" not in codes(imported(workspace, file, mapping=mapping))


def test_a_parent_may_answer_for_two_children(workspace: Workspace, tmp_path: Path) -> None:
    heading, rows = read_rows(answers_file(tmp_path / "a.csv", 20))
    for n, row in enumerate(rows[10:15]):
        row[1] = rows[n][1]
        row[2] = "6C"
    rows[15][1:3] = rows[9][1:3]
    outcome = imported(workspace, write_csv(tmp_path / "a.csv", heading, rows))
    assert outcome.report["rows"] == dict.fromkeys(outcome.report["rows"], 0) | {
        "read": 20,
        "stored": 19,
        "duplicate": 1,
    }


@pytest.mark.parametrize("file", ["results-survey563118.xlsx", "results-survey517402.csv", "results-survey482913.csv"])
def test_staffs_answers_are_not_parents(workspace: Workspace, file: str) -> None:
    """Also where two thirds of the questions have the same code for both."""
    with pytest.raises(FileRefused, match="personeel"):
        imported(workspace, SAMPLE / file, dry_run=True)
