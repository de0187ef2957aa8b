"""All real exports: drafted, dry-run, every row and cell accounted for, and counts equal to counts made by hand."""

import csv
import os
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from monitor import pipeline
from monitor.errors import FileRefused
from monitor.intake.refusals import refusal
from monitor.pipeline import ImportOptions
from tests.end_to_end.counted_by_hand import Described, choices, filled, one_answer, plain, rows_of, ticks
from tests.end_to_end.real_files import FILES, HOLDS_NO_ANSWERS

FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_EXPORTS", "../shared/exports"))
CLOSED = ("single", "likert", "multiple")
BY_NAME = {described.file: described for described in FILES}

pytestmark = [
    pytest.mark.real_exports,
    pytest.mark.skipif(not FOLDER.is_dir() and not os.environ.get("CI"), reason=f"no real exports in {FOLDER}"),
]


@pytest.fixture(scope="session")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("real")


@cache
def reported(name: str, scratch: Path) -> dict[str, Any]:
    """The dry run of a real export under its own draft, through the pipeline."""
    described = BY_NAME[name]
    path = FOLDER / name if described.status is None else without_test_marks(described, scratch)
    return dry_run(path, scratch / f"{list(BY_NAME).index(name)}.yaml", include_incomplete=True)


def dry_run(path: Path, draft: Path, *, include_incomplete: bool) -> dict[str, Any]:
    """What an import of a file under its own draft would do."""
    pipeline.draft(path, draft, "proef")
    options = ImportOptions(dry_run=True, include_incomplete=include_incomplete)
    return pipeline.import_file(path, survey=draft, year="2025-2026", workspace=None, options=options).report


def without_test_marks(described: Described, scratch: Path) -> Path:
    """A copy of a file of which the tool marks every row as a test, as if people had filled it in."""
    with (FOLDER / described.file).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows[described.headings :]:
        row[described.status or 0] = "0"
    copy = scratch / Path(described.file).name
    with copy.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return copy


def test_every_file_beside_the_project_is_described() -> None:
    found = {str(path.relative_to(FOLDER)) for path in FOLDER.glob("*/*")}
    spss = {name for name in found if name.startswith("spss/")}
    assert found == set(BY_NAME) | set(HOLDS_NO_ANSWERS) | spss


TRIAL = ImportOptions(dry_run=True)


@pytest.mark.parametrize("name", HOLDS_NO_ANSWERS)
def test_a_file_without_answers_is_refused_with_its_reason(name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        pipeline.import_file(FOLDER / name, survey="ouders", year="2025-2026", workspace=None, options=TRIAL)
    assert refused.value.message == refusal(HOLDS_NO_ANSWERS[name], "x").message
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("name", [d.file for d in FILES if d.status is not None])
def test_a_file_of_tests_stores_none_of_them(name: str, tmp_path: Path) -> None:
    rows = dry_run(FOLDER / name, tmp_path / "proef.yaml", include_incomplete=False)["rows"]
    read = len(rows_of(BY_NAME[name], FOLDER / name)[1])
    assert rows == dict.fromkeys(rows, 0) | {"read": read, "test": read}


@pytest.mark.parametrize("name", BY_NAME)
def test_every_row_and_cell_is_accounted_for(name: str, scratch: Path) -> None:
    described, report = BY_NAME[name], reported(name, scratch)
    _headings, rows = rows_of(described, FOLDER / name)
    fates = report["rows"]
    assert report["tool"] == described.tool
    assert fates["read"] == len(rows) == sum(n for fate, n in fates.items() if fate != "read")
    assert fates["stored"] + fates["rejected"] == len(rows)
    columns_of = Counter(column["item"] for column in report["columns"])
    given = list(filled(rows, described.not_shown))
    items = {item["item"]: item for item in report["items"]}
    assert set(columns_of) - {None} == set(items)
    for index, column in enumerate(report["columns"]):
        item = items.get(column["item"])
        if item is None:
            assert column["role"] in ("metadata", "identifier", "free_text", "ignored")
        elif columns_of[item["item"]] == 1 and item["type"] not in ("multiple", "ranking"):
            assert sum(item["counts"].values()) + item["unrecognised"] == given[index], column["heading"]
    assert [item["item"] for item in items.values() if item["type"] in CLOSED and item["unrecognised"]] == []


def item_at(described: Described, column: int, report: dict[str, Any]) -> dict[str, Any]:
    """The item to which the column at this place of the file was linked."""
    item = report["columns"][column]["item"]
    return next(one for one in report["items"] if one["item"] == item)


def labelled(item: dict[str, Any]) -> dict[str, int]:
    """Label to count of the options that anybody chose."""
    return {plain(item["labels"][code]): count for code, count in item["counts"].items() if count}


@pytest.mark.parametrize("described", [d for d in FILES if d.one or d.spread], ids=lambda d: d.file)
def test_one_answer_questions_equal_counts_made_by_hand(described: Described, scratch: Path) -> None:
    report = reported(described.file, scratch)
    _headings, rows = rows_of(described, FOLDER / described.file)
    ours, theirs = {}, {}
    for where in (*((column,) for column in described.one), *described.spread):
        given, empty, absent = one_answer(rows, where, described.not_shown)
        item = item_at(described, where[0], report)
        without_answers = report["rows"]["rejected"]
        ours[where] = (
            item["type"] in ("single", "likert"),
            labelled(item),
            item["empty"] + item["not_shown"] + without_answers,
            item["unrecognised"],
        )
        theirs[where] = (True, given, empty + absent, 0)
        if not without_answers:
            assert item["not_shown"] == absent
    assert ours == theirs


@pytest.mark.parametrize("described", [d for d in FILES if d.ticks], ids=lambda d: d.file)
def test_columns_of_ticks_equal_counts_made_by_hand(described: Described, scratch: Path) -> None:
    report = reported(described.file, scratch)
    headings, rows = rows_of(described, FOLDER / described.file)
    for where in described.ticks:
        by_item: dict[str, list[int]] = {}
        for column in where:
            by_item.setdefault(report["columns"][column]["item"], []).append(column)
        for name, columns in by_item.items():
            item = next(one for one in report["items"] if one["item"] == name)
            ticked, empty, absent = ticks(rows, columns, described)
            assert item["type"] == "multiple"
            assert len(item["counts"]) == len(columns)
            found = dict(zip(columns, item["counts"].values(), strict=True))
            assert found == ticked
            labels = [item["labels"][code] for code in item["counts"]]
            assert all(plain(label) in plain(headings[c]) for c, label in zip(columns, labels, strict=True))
            assert item["unrecognised"] == 0
            assert item["empty"] + item["not_shown"] + report["rows"]["rejected"] == empty + absent
            if not described.blank_is_not_shown:
                assert absent - report["rows"]["rejected"] <= item["not_shown"] <= absent


@pytest.mark.parametrize("described", [d for d in FILES if d.joined], ids=lambda d: d.file)
def test_joined_choices_equal_counts_made_by_hand(described: Described, scratch: Path) -> None:
    report = reported(described.file, scratch)
    _headings, rows = rows_of(described, FOLDER / described.file)
    for column, joined in described.joined.items():
        chosen, others, empty = choices(rows, column, joined)
        item = item_at(described, column, report)
        assert (item["type"], others) == ("multiple", 0)
        assert labelled(item) == chosen
        assert item["empty"] + report["rows"]["rejected"] == empty
        assert (item["not_shown"], item["unrecognised"]) == (0, 0)


def test_enough_questions_of_enough_files_and_tools_are_counted_by_hand() -> None:
    enough = [described for described in FILES if described.closed >= 8]
    assert len(enough) >= 10
    assert len({described.tool for described in enough}) >= 5
