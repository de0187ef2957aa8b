"""How long what is kept may be kept: on both sides of every term, and never destroyed by itself."""

import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor import pipeline, retention
from monitor.catalogue.catalogue import ImportRecord, Wave, opened
from monitor.catalogue.glimpse import glimpsed
from monitor.definition import library
from monitor.legal import Grounds
from monitor.retention import RetentionFile, Term, terms
from monitor.workspace import Workspace
from tests.support.kept import ROWS, SURVEY, began

STAFF = library.survey("personeel")
DAY = dt.timedelta(days=1)
BEGUN = dt.date(2025, 10, 6)
OLD = dt.date.today() - 800 * DAY


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "w", "De Linde")


def due(workspace: Workspace, today: dt.date) -> list[tuple[str, str]]:
    kept = [(one.wave, one.data) for one in retention.kept_data(workspace, today) if one.is_due]
    glanced = [(one.wave, one.data) for one in retention.due_at_a_glance(workspace, today)]
    assert glanced == kept
    return kept


def test_each_kind_of_data_has_its_term_with_a_reason_and_a_source() -> None:
    file = terms()
    told = {name: getattr(file, name) for name in RetentionFile.model_fields if name != "schema_"}
    assert {name: (term.ends, term.days, term.months) for name, term in told.items()} == {
        "upload": ("import", 1, None),
        "marks": ("close", 180, None),
        "comments": ("publication", 60, None),
        "answers": ("next-release", None, 24),
        "releases": ("never", None, None),
        "log": ("never", None, None),
    }
    assert all(len(term.sentence) > 40 and len(term.source) > 20 for term in told.values())


@pytest.mark.parametrize("fault", [{"days": 0}, {"months": 0}, {"ends": "later"}, {"sentence": ""}, {"years": 7}])
def test_a_term_that_cannot_be_is_refused(fault: dict[str, object]) -> None:
    right = {"ends": "close", "days": 1, "sentence": "It is needed until then.", "source": "GDPR article 5."}
    assert Term.model_validate(right).days == 1
    with pytest.raises(ValidationError):
        Term.model_validate({**right, **fault})


@pytest.mark.parametrize(
    ("since", "months", "until"),
    [
        ("2025-10-06", 24, "2027-10-06"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2025-11-30", 1, "2025-12-30"),
    ],
)
def test_months_end_on_the_same_day_or_the_last_one_there_is(since: str, months: int, until: str) -> None:
    term = Term(ends="never", months=months, sentence="A sentence that says why.", source="A source for it.")
    assert str(term.last_day(dt.date.fromisoformat(since))) == until


def test_an_empty_workspace_keeps_nothing(workspace: Workspace) -> None:
    assert retention.kept_data(workspace, BEGUN) == ()


def test_an_open_wave_is_due_after_half_a_year(workspace: Workspace) -> None:
    name = began(workspace, "2025-2026", BEGUN)
    assert due(workspace, BEGUN + 179 * DAY) == []
    assert due(workspace, BEGUN + 180 * DAY) == [(name, "marks")]


def test_answers_of_a_closed_wave_are_due_after_two_years(workspace: Workspace) -> None:
    name = began(workspace, "2025-2026", BEGUN, closed=BEGUN + 30 * DAY)
    assert due(workspace, dt.date(2027, 10, 5)) == []
    assert due(workspace, dt.date(2027, 10, 6)) == [(name, "answers")]
    marks = [one for one in retention.kept_data(workspace, BEGUN) if one.data == "marks"]
    assert marks == [], "they went when the wave was closed"


def test_answers_of_an_open_wave_are_due_after_two_years_too(workspace: Workspace) -> None:
    name = began(workspace, "2025-2026", BEGUN)
    assert due(workspace, dt.date(2027, 10, 6)) == [(name, "marks"), (name, "answers")]


def test_answers_are_due_as_soon_as_the_next_wave_of_the_survey_has_numbers(workspace: Workspace) -> None:
    name = began(workspace, "2024-2025", BEGUN - 365 * DAY, closed=BEGUN - 300 * DAY)
    began(workspace, "2025-2026", BEGUN)
    began(workspace, "2025-2026", BEGUN, closed=BEGUN, survey=STAFF)
    began(workspace, "2023-2024", BEGUN, survey=STAFF)
    assert due(workspace, BEGUN + 30 * DAY) == [], "an open wave, and those of others, end nothing"
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        change.add_release("ouders_2025-2026", "c" * 64, BEGUN + 40 * DAY, Grounds())
    assert due(workspace, BEGUN + 39 * DAY) == []
    assert due(workspace, BEGUN + 40 * DAY) == [(name, "answers")]


def test_an_earlier_year_that_is_closed_later_is_due_at_once(workspace: Workspace) -> None:
    began(workspace, "2025-2026", BEGUN, closed=BEGUN + 10 * DAY)
    name = began(workspace, "2024-2025", BEGUN + 20 * DAY, closed=BEGUN + 30 * DAY)
    assert due(workspace, BEGUN + 29 * DAY) == []
    assert due(workspace, BEGUN + 30 * DAY) == [(name, "answers")]


def test_open_answers_are_due_after_sixty_days(workspace: Workspace) -> None:
    name = began(workspace, "2025-2026", BEGUN)
    assert due(workspace, BEGUN + 60 * DAY) == []
    (workspace.vault_folder / f"{name}.comments.enc").write_bytes(b"noise")
    assert due(workspace, BEGUN + 59 * DAY) == []
    assert due(workspace, BEGUN + 60 * DAY) == [(name, "comments")]


def test_numbers_stay_for_ever_and_what_is_destroyed_or_taken_back_is_not_due(workspace: Workspace) -> None:
    name = began(workspace, "2024-2025", BEGUN, closed=BEGUN)
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        wave = change.wave(name)
        assert wave is not None
        change.save_wave(replace(wave, wrapped_key=None, vault_sha256=None))
        change.save_wave(Wave("ouders_2025-2026", SURVEY, "2025-2026", "open", None, b"wrapped", None))
        change.mark_undone(change.add_import(ImportRecord("ouders_2025-2026", 1, "generic", ROWS)))
    (kept,) = retention.kept_data(workspace, dt.date(2099, 1, 1))
    assert (kept.wave, kept.data, kept.since, kept.until, kept.is_due) == (name, "releases", BEGUN, None, False)


# -- the glance at the catalogue touches nothing


def test_a_glance_makes_no_file_and_waits_for_nobody(workspace: Workspace) -> None:
    name = began(workspace, "2024-2025", OLD, closed=OLD)
    listed = sorted(workspace.root.iterdir())
    meanwhile = glimpsed(workspace.catalogue_file, lambda change: (change.waves(), sorted(workspace.root.iterdir()))[1])
    assert meanwhile == listed
    writer = sqlite3.connect(workspace.catalogue_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM imports")
    before = {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")}
    assert [one.wave for one in retention.due_at_a_glance(workspace, dt.date.today())] == [name]
    assert {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")} == before
    writer.close()


def test_a_catalogue_elsewhere_is_looked_into_too(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began(workspace, "2024-2025", OLD, closed=OLD)
    monkeypatch.setenv("SCHOOLKLIMAAT_CATALOGUE", f"sqlite:///{workspace.catalogue_file}")
    assert glimpsed(tmp_path / "elsewhere.sqlite", lambda change: len(change.waves())) == 1
