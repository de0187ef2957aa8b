"""Read = stored + incomplete + test + duplicate + rejected, for any export of any tool, whole or damaged.

In the gate 200 files (in a night 10 000) are made, ten in each dialect, damaged in up to three ways and imported twice
through the whole pipeline into a workspace. What can have been read the test counts in the grid that it wrote.
"""

import json
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import cli, pipeline
from monitor.errors import FileRefused
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace, open_workspace
from tests.support.at_once import reading_here
from tests.support.damages import DAMAGES, damaged
from tests.support.dialects import DIALECTS, Grid
from tests.support.people import YEAR, people
from tests.support.saving import SAVED, saved

FATES = ("stored", "incomplete", "test", "duplicate", "rejected")


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pipeline.new_workspace(tmp_path_factory.mktemp("leeg") / "werkmap", "De Linde").root


@pytest.mark.slow
@pytest.mark.parametrize("dialect", sorted(DIALECTS))
@settings(max_examples=max(1, settings().max_examples // 4))
@given(
    size=st.integers(1, 20),
    damages=st.lists(st.sampled_from(sorted(DAMAGES)), max_size=3),
    how=st.sampled_from(["native", *SAVED]),
    seed=st.integers(0, 999),
    kept=st.booleans(),
)
def test_every_row_has_one_fate(
    dialect: str, size: int, damages: list[str], how: str, seed: int, kept: bool,
    empty: Path, tmp_path_factory: pytest.TempPathFactory,
) -> None:  # fmt: skip
    made, dice, folder = DIALECTS[dialect], random.Random(seed), tmp_path_factory.mktemp("telling")
    grid = made.grid(people(size, seed=seed))
    for damage in damages:
        grid = damaged(grid, made.heading_rows, damage, dice)
    file = saved(grid, made.native if how == "native" else how, folder)
    workspace = open_workspace(shutil.copytree(empty, folder / "werkmap"))
    with reading_here():
        for stored_before in (False, True):
            outcome = taken(file, workspace, include_incomplete=kept)
            if outcome is not None:
                check(outcome, grid, made.heading_rows, stored_before=stored_before)
    shutil.rmtree(folder)


def taken(file: Path, workspace: Workspace, *, include_incomplete: bool) -> pipeline.ImportOutcome | None:
    """What became of a file; nothing if it was refused, as a file that cannot be used must be."""
    options = ImportOptions(include_incomplete=include_incomplete)
    try:
        return pipeline.import_file(file, survey="proef", year=YEAR, workspace=workspace, options=options)
    except FileRefused:
        return None


def check(outcome: pipeline.ImportOutcome, grid: Grid, heads: int, *, stored_before: bool) -> None:
    rows = outcome.report["rows"]
    assert rows["read"] == sum(rows[fate] for fate in FATES)
    filled = sum(any(str(cell or "").strip() for cell in row) for row in grid)
    assert rows["read"] <= filled
    assert rows["read"] >= filled - max(heads, 3), "at most the headings are no answers"
    by_reason = Counter(reason for _row, reason in outcome.dropped)
    assert by_reason == Counter({fate: rows[fate] for fate in FATES[1:] if rows[fate]})
    numbers = [row for row, _reason in outcome.dropped]
    assert len(set(numbers)) == len(numbers)
    assert all(1 <= number <= len(grid) for number in numbers)
    assert not (stored_before and rows["stored"]), "the same file a second time"


def test_the_rows_that_were_left_out_are_told_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    grid = DIALECTS["limesurvey-full"].grid(people(20))
    grid[3] = [*grid[3][:6], *[None] * 6]
    grid[4][-1] = "test"
    file = saved([*grid, grid[1]], "bom", tmp_path)
    call = [str(file), "--survey", "proef", "--year", YEAR, "--dry-run", "--workspace", str(tmp_path / "geen")]
    with reading_here():
        pipeline.new_workspace(tmp_path / "geen", "De Linde")
        assert cli.run(["import", *call, "--json"]) == 0
        report = json.loads(capsys.readouterr().out)
        assert cli.run(["import", *call]) == 0
    assert report["dropped"] == [
        {"row": 4, "reason": "rejected"},
        {"row": 5, "reason": "test"},
        {"row": 6, "reason": "incomplete"},
        {"row": 13, "reason": "incomplete"},
        {"row": 20, "reason": "incomplete"},
        {"row": 22, "reason": "duplicate"},
    ]
    said = capsys.readouterr().out
    for line in ("Niet afgewerkt: rijen 6, 13, 20", "Test: rij 5", "Dubbel: rij 22", "Zonder enig antwoord: rij 4"):
        assert line in said


def test_rows_that_follow_each_other_are_told_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = saved(DIALECTS["forms"].grid(people(12)), "xlsx", tmp_path)
    call = ["import", str(file), "--survey", "proef", "--year", YEAR, "--workspace", str(tmp_path / "werkmap")]
    with reading_here():
        pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
        assert (cli.run(call), cli.run(call)) == (0, 0)
    assert "Dubbel: rijen 2-13" in capsys.readouterr().out
