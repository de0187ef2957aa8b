"""Each respondent is stored once, whatever is imported, saved again, imported later with more in it, or taken back."""

import random
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import pipeline
from monitor.mending import in_hand
from monitor.pipeline import ImportOptions, ImportOutcome
from monitor.waves import _vault  # what is stored is counted in the vault itself, not by our own reports
from monitor.workspace import Workspace, open_workspace
from tests.support.at_once import reading_here
from tests.support.dialects import DIALECTS, Grid, Person
from tests.support.people import WAVE, YEAR, people
from tests.support.saving import saved

pytestmark = pytest.mark.unmeasured  # hundreds of imports: tests of reading, mapping and storing cover the same lines
TIMED = sorted(set(DIALECTS) - {"plain", "plain-xlsx", "limesurvey-anonymous"})


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty workspace, to be copied: making one takes as long as five imports."""
    return pipeline.new_workspace(tmp_path_factory.mktemp("leeg") / "werkmap", "De Linde").root


@pytest.fixture
def workspace(empty: Path, tmp_path: Path) -> Iterator[Workspace]:
    with reading_here():
        yield open_workspace(shutil.copytree(empty, tmp_path / "werkmap"))


def take(workspace: Workspace, grid: Grid, how: str, *, dry_run: bool = False) -> ImportOutcome:
    file = saved(grid, how, workspace.root.parent, f"export {random.getrandbits(40):x}")
    options = ImportOptions(dry_run=dry_run)
    return pipeline.import_file(file, survey="proef", year=YEAR, workspace=workspace, options=options)


def rows_in_the_vault(workspace: Workspace) -> int:
    with in_hand(workspace, WAVE) as change:
        wave = change.wave(WAVE)
        if wave is None or wave.vault_sha256 is None:
            return 0
        vault = _vault(workspace, change, wave)
        stored, marks = vault.read(wave.vault_sha256), vault.read_marks(wave.vault_sha256)
        assert {number: len(part) for number, part in marks.items()} == {
            number: len(part) for number, part in stored.items()
        }
        return sum(map(len, stored.values()))


def counted(dialect: str, group: Sequence[Person]) -> int:
    """How many of these are responses that count, in a tool that does or does not tell who finished."""
    tells = DIALECTS[dialect].tells_state
    left_out = {"incomplete"} | ({"test"} if dialect == "qualtrics" else set())
    return sum(not (tells and one.state in left_out) for one in group)


def codes(outcome: ImportOutcome) -> set[str]:
    return {finding["code"] for finding in outcome.report["findings"]}


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_saved_again_and_later_with_more(workspace: Workspace, dialect: str) -> None:
    made, everybody = DIALECTS[dialect], people(24)
    first = take(workspace, made.grid(everybody[:15]), made.native)
    assert first.report["rows"]["stored"] == counted(dialect, everybody[:15])
    for place, again in enumerate([made.native, "xlsx", "dutch", "american", "opened"]):
        copy = take(workspace, made.grid(everybody[: 15 + place]), again)
        assert (copy.report["rows"]["stored"], copy.import_id) == (0, None), again
        assert copy.report["rows"]["duplicate"] == counted(dialect, everybody[: 15 + place])
        assert "W-SAME-FILE" in codes(copy)
        later = take(workspace, made.grid(everybody[: 16 + place]), again)
        assert later.report["rows"]["stored"] == counted(dialect, everybody[15 + place : 16 + place])
        assert later.report["rows"]["duplicate"] == counted(dialect, everybody[: 15 + place])
    assert rows_in_the_vault(workspace) == counted(dialect, everybody[:20])


def with_helper(grid: Grid, heading_rows: int) -> Grid:
    """A column that somebody filled in beside the answers, different in every row."""
    return [[*row, "Nagekeken door" if n == 0 else None if n < heading_rows else f"x{n}"] for n, row in enumerate(grid)]


def with_renamed(grid: Grid, heading_rows: int, *, of: str = "nieuw") -> Grid:
    """A question that got other words while people were answering: a new column, filled for the last ones."""
    heads = ["Wie helpt je kind?"] + [None] * (heading_rows - 1)
    filled = [None] * (len(grid) - heading_rows - 5) + [of] * 5
    return [[*row, cell] for row, cell in zip(grid, [*heads, *filled], strict=True)]


def turned(grid: Grid, heading_rows: int) -> Grid:
    """The answers in another order, the tool's own columns where they were."""
    width = next(
        place for place, head in enumerate(grid[0]) if head in ("Voelt je kind zich veilig op school?", "Q1", "veilig")
    )
    return [[*row[:width], row[width + 1], row[width], *row[width + 2 :]] for row in grid]


@pytest.mark.parametrize("dialect", ["forms", "google-sheet", "limesurvey-full", "surveymonkey", "plain"])
@pytest.mark.parametrize("change", [with_helper, with_renamed, turned])
def test_a_later_file_with_other_columns(workspace: Workspace, dialect: str, change: object) -> None:
    made, everybody = DIALECTS[dialect], people(30)
    take(workspace, made.grid(everybody[:20]), made.native)
    later = take(workspace, change(made.grid(everybody), made.heading_rows), made.native)
    assert later.report["rows"]["duplicate"] == counted(dialect, everybody[:20])
    assert "W-CHANGED" not in codes(later)
    assert rows_in_the_vault(workspace) == counted(dialect, everybody)


@pytest.mark.parametrize("dialect", ["forms", "google-sheet", "limesurvey-full", "qualtrics", "kobo"])
def test_a_heading_in_other_words_is_no_other_person(workspace: Workspace, dialect: str) -> None:
    """The question is not even linked any more: of the earlier rows one answer is missing now."""
    made, everybody = DIALECTS[dialect], people(30)
    take(workspace, made.grid(everybody[:20]), made.native)
    grid = made.grid(everybody)
    place = grid[made.heading_rows // 2].index("Weet je bij wie je terechtkunt?") if dialect != "kobo" else 4
    for row in grid[: made.heading_rows]:
        row[place] = "Ken je iemand die je kan helpen?"
    take(workspace, grid, made.native)
    assert rows_in_the_vault(workspace) == counted(dialect, everybody)


@pytest.mark.parametrize("dialect", ["forms", "limesurvey-codes", "surveymonkey", "qualtrics", "kobo", "alchemer"])
def test_an_edited_answer_is_still_the_same_person(workspace: Workspace, dialect: str) -> None:
    made, before = DIALECTS[dialect], people(20)
    after = [replace(one, safe=1 + one.safe % 4, helped=3 - one.helped) if one.number in (1, 4, 8) else one
             for one in before]  # fmt: skip
    take(workspace, made.grid(before), made.native)
    more = [replace(one, number=100 + one.number) for one in people(3, seed=9, day=2)]
    later = take(workspace, made.grid([*after, *more]), made.native)
    changed = [finding for finding in later.report["findings"] if finding["code"] == "W-CHANGED"]
    assert ["3 invullingen hebben nu andere antwoorden" in finding["message"] for finding in changed] == [True]
    assert rows_in_the_vault(workspace) == counted(dialect, before) + counted(dialect, people(3))


def test_everything_of_one_person_was_edited(workspace: Workspace) -> None:
    one = people(1)[0]
    take(workspace, DIALECTS["forms"].grid([one]), "xlsx")
    edited = replace(one, safe=1 + one.safe % 4, helped=3 - one.helped, ticks=(1, 2, 3), text="heel anders", group="6B")
    assert take(workspace, DIALECTS["forms"].grid([edited]), "xlsx").import_id is None


@pytest.mark.parametrize("dialect", sorted(set(DIALECTS) - {"plain", "plain-xlsx"}))
def test_two_forms_with_the_same_numbers_do_not_swallow_each_other(workspace: Workspace, dialect: str) -> None:
    made, here, there = DIALECTS[dialect], people(25, seed=1), people(25, seed=2, day=1)
    take(workspace, made.grid(here), made.native)
    take(workspace, made.grid(there), made.native)
    assert rows_in_the_vault(workspace) == counted(dialect, here) + counted(dialect, there)
    later = people(31, seed=2, day=1)
    assert take(workspace, made.grid(later), made.native).report["rows"]["stored"] == counted(dialect, later[25:])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("dialect", ["forms", "google-sheet"])
def test_two_classes_that_answer_at_the_same_minutes_in_two_forms(
    workspace: Workspace, dialect: str, seed: int
) -> None:
    here, there = people(20, seed=3 + seed, pause=0), people(20, seed=50 + seed, pause=0)
    there = [replace(other, started=one.started) for one, other in zip(here, there, strict=True)]
    said = [Counter((f"{one.started:%H:%M}", one.safe, one.helped, one.ticks) for one in g) for g in (here, there)]
    equal = sum((said[0] & said[1]).values())
    take(workspace, DIALECTS[dialect].grid(here), "xlsx")
    take(workspace, DIALECTS[dialect].grid(there), "xlsx")
    assert 40 - rows_in_the_vault(workspace) <= equal, "only who wrote the same in the same minute"


def test_without_number_and_time_the_number_of_equal_rows_counts(workspace: Workspace) -> None:
    one = people(1)[0]
    take(workspace, DIALECTS["plain"].grid([one, one, *people(6)]), "semicolons")
    later = take(workspace, DIALECTS["plain"].grid([one, one, one, *people(6)]), "xlsx")
    assert (later.report["rows"]["stored"], later.report["rows"]["duplicate"]) == (1, 8)
    assert "W-BY-ANSWERS" in codes(later)


def test_two_lists_of_two_classes_without_number_and_time(workspace: Workspace) -> None:
    """Some of the one answer as some of the other do; the lists as a whole differ, so all are people."""
    here, there = people(20, seed=5), people(20, seed=6)
    there[:4] = [replace(one, group="6B") for one in here[:4]]
    take(workspace, DIALECTS["plain"].grid(here), "semicolons")
    take(workspace, DIALECTS["plain"].grid(there), "semicolons")
    more = [*there, *people(6, seed=7)]
    take(workspace, DIALECTS["plain"].grid(more), "semicolons")
    assert rows_in_the_vault(workspace) == 46


def test_somebody_who_answers_again_later_is_still_one(workspace: Workspace) -> None:
    """With e-mail addresses a later row replaces the earlier one within a file; the earlier one is stored already."""

    def signed(group: Sequence[Person]) -> Grid:
        heads, *rows = DIALECTS["forms"].grid(group)
        return [
            heads,
            *([*row[:3], f"p{one.text}@example.org", *row[4:]] for one, row in zip(group, rows, strict=True)),
        ]

    before = [replace(one, text=f"idee {one.number}") for one in people(10)]
    third, eleventh = before[2], people(11)[-1]
    again = replace(third, number=eleventh.number, started=eleventh.started)
    take(workspace, signed(before), "xlsx")
    later = take(workspace, signed([*before, again]), "xlsx")
    assert (later.report["rows"]["duplicate"], later.import_id) == (11, None)
    assert "W-CHANGED" not in codes(later), "only the times differ"
    later = take(workspace, signed([*before, replace(again, safe=1 + again.safe % 4)]), "xlsx")
    assert (later.report["rows"]["duplicate"], later.import_id) == (11, None)
    assert "W-CHANGED" in codes(later)
    assert rows_in_the_vault(workspace) == 10


def test_after_undo_of_the_first_the_later_export_brings_the_rest_back(workspace: Workspace) -> None:
    made, everybody = DIALECTS["google-sheet"], people(30)
    first = take(workspace, made.grid(everybody[:20]), "sheet")
    take(workspace, made.grid(everybody), "american")
    pipeline.undo(workspace, first.import_id)
    assert rows_in_the_vault(workspace) == 10
    assert take(workspace, made.grid(everybody), "xlsx").report["rows"]["stored"] == 20
    assert rows_in_the_vault(workspace) == 30


def test_a_trial_says_what_would_be_stored(workspace: Workspace) -> None:
    made, everybody = DIALECTS["forms"], people(30)
    assert take(workspace, made.grid(everybody), "xlsx", dry_run=True).report["rows"]["stored"] == 30
    take(workspace, made.grid(everybody[:20]), "xlsx")
    trial = take(workspace, made.grid(everybody), "dutch", dry_run=True)
    assert (trial.report["rows"]["stored"], trial.report["rows"]["duplicate"]) == (10, 20)
    item = trial.report["items"][0]
    assert sum(item["counts"].values()) + item["empty"] + item["not_shown"] + item["unrecognised"] == 10
    assert (trial.import_id, rows_in_the_vault(workspace)) == (None, 20)


step = st.one_of(
    st.tuples(st.just("import"), st.integers(0, 1), st.integers(1, 16), st.sampled_from(
        ["native", "xlsx", "dutch", "american", "opened"]), st.sampled_from(["", "helper", "renamed", "turned"])),
    st.tuples(st.just("undo"), st.integers(0, 5)),
)  # fmt: skip


@pytest.mark.slow
@given(dialect=st.sampled_from(TIMED), steps=st.lists(step, min_size=2, max_size=7))
def test_whatever_the_order_everybody_is_stored_once(
    dialect: str, steps: list[tuple[object, ...]], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Two forms of one wave; imports of their first n people in any form, and undo of any import, in any order."""
    made, changes = DIALECTS[dialect], {"helper": with_helper, "turned": turned}
    two = (people(16, seed=11), people(16, seed=12, day=1))
    stored: dict[tuple[int, int], int] = {}  # who, by which import
    done: list[int] = []
    with reading_here():
        workspace = open_workspace(shutil.copytree(empty, tmp_path_factory.mktemp("keer") / "werkmap"))
        for what, *how in steps:
            if what == "undo" and done:
                gone = done.pop(int(how[0]) % len(done))
                pipeline.undo(workspace, gone)
                stored = {who: by for who, by in stored.items() if by != gone}
            elif what == "import":
                form, first, saving, change = how
                group = two[form][:first]
                grid = made.grid(group)
                grid = changes[change](grid, made.heading_rows) if change in changes else grid
                outcome = take(workspace, grid, made.native if saving == "native" else saving)
                new = [
                    (form, one.number) for one in group if counted(dialect, [one]) and (form, one.number) not in stored
                ]
                assert outcome.report["rows"]["stored"] == len(new)
                if outcome.import_id is not None:
                    done.append(outcome.import_id)
                    stored |= dict.fromkeys(new, outcome.import_id)
            assert rows_in_the_vault(workspace) == len(stored)
