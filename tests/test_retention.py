"""How long what is kept may be kept: on both sides of every term, and never destroyed by itself."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import ValidationError

from monitor import cli, pipeline, retention
from monitor.catalogue.catalogue import ImportRecord, Wave, opened
from monitor.catalogue.glimpse import glimpsed
from monitor.definition import library
from monitor.legal import Grounds
from monitor.retention import RetentionFile, Term, terms
from monitor.workspace import Workspace
from tests.support.files import answers_file

SURVEY = library.survey("ouders")
STAFF = library.survey("personeel")
ROWS = dict.fromkeys(("read", "stored", "incomplete", "test", "duplicate", "rejected"), 1)
DAY = dt.timedelta(days=1)
BEGUN = dt.date(2025, 10, 6)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "w", "De Linde")


def began(
    workspace: Workspace, year: str, day: dt.date, *, closed: dt.date | None = None, survey: object = SURVEY
) -> str:
    """A wave that the catalogue knows, imported and perhaps closed on these days."""
    assert isinstance(survey, type(SURVEY))
    name = f"{survey.id}_{year}"
    status = "closed" if closed else "open"
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        change.save_wave(Wave(name, survey, year, status, None, b"wrapped", "a" * 64))
        change.add_import(ImportRecord(name, 1, "generic", ROWS))
        if closed:
            change.add_release(name, "b" * 64, closed, Grounds())
    imported_on(workspace, name, day)
    return name


def imported_on(workspace: Workspace, name: str, day: dt.date) -> None:
    with sqlite3.connect(workspace.catalogue_file) as connection:
        connection.execute("UPDATE imports SET imported_on = ? WHERE wave = ?", (day.isoformat(), name))
    connection.close()


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


# -- as the commands tell it

WAVE = ("--survey", "ouders", "--year", "2025-2026")
Run = Callable[..., tuple[int, str, str]]
OLD = dt.date.today() - 800 * DAY
REMINDER = "! De antwoorden van ouders_2024-2025 mogen niet langer bewaard worden (ze zijn van "


@pytest.fixture
def run(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run([*arguments, "--workspace", str(workspace.root)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


def test_a_reminder_stands_beside_the_commands_that_people_use(workspace: Workspace, run: Run, tmp_path: Path) -> None:
    before = str(answers_file(tmp_path / "b.csv", 40, when="2024-10-06"))
    assert run("import", before, "--survey", "ouders", "--year", "2024-2025")[::2] == (0, "")
    imported_on(workspace, "ouders_2024-2025", OLD)
    assert run("close", "--survey", "ouders", "--year", "2024-2025")[0] == 0
    file = str(answers_file(tmp_path / "a.csv", 40))
    commands = (
        ("import", file, *WAVE, "--dry-run", "--json"), ("import", file, *WAVE), ("close", *WAVE, "--json"),
        ("results", "--json"), ("results",), ("compare", "--json"), ("compare",),
    )  # fmt: skip
    for command in commands:
        code, out, err = run(*command)
        assert code == 0
        assert err.startswith(REMINDER), command
        assert err.endswith("schoolklimaat forget --survey ouders --year 2024-2025.\n")
        assert err.count("\n") == 1
        assert "mogen niet langer" not in out
        if "--json" in command:
            json.loads(out)
    assert (workspace.vault_folder / "ouders_2025-2026.parquet.enc").is_file(), "nothing is destroyed by itself"


def test_several_things_that_are_due_are_one_line(workspace: Workspace, run: Run) -> None:
    began(workspace, "2023-2024", OLD, closed=OLD)
    began(workspace, "2024-2025", OLD)
    code, _out, err = run("results")
    assert code == 0
    assert err.endswith("Er moeten nog 2 dingen weg: schoolklimaat retention.\n")
    assert err.count("\n") == 1


def test_a_wave_that_is_open_for_long_is_to_be_closed(workspace: Workspace, run: Run) -> None:
    began(workspace, "2025-2026", dt.date.today() - 200 * DAY)
    err = run("results")[2]
    assert "ouders_2025-2026 staat open sinds" in err
    assert "schoolklimaat close --survey ouders --year 2025-2026" in err


def test_open_answers_that_are_due_are_told_with_what_else_is(workspace: Workspace, run: Run) -> None:
    name = began(workspace, "2025-2026", dt.date.today() - 185 * DAY, closed=dt.date.today())
    (workspace.vault_folder / f"{name}.comments.enc").write_bytes(b"noise")
    began(workspace, "2024-2025", OLD, closed=OLD)
    err = run("compare")[2]
    assert err.startswith(REMINDER)
    assert err.endswith("Er moet nog iets weg: schoolklimaat retention.\n")
    pipeline.forget(workspace, "ouders", "2024-2025")
    assert run("compare")[2].startswith("! De open antwoorden van ouders_2025-2026 mogen niet langer")


def test_the_table_says_since_when_until_when_and_what_to_do(workspace: Workspace, run: Run) -> None:
    assert "nog niets bewaard" in run("retention")[1]
    began(workspace, "2024-2025", dt.date(2023, 10, 2), closed=dt.date(2023, 12, 1))
    began(workspace, "2090-2091", dt.date.today())
    code, out, err = run("retention", "--json")
    assert (code, err) == (0, "")
    rows = json.loads(out)
    assert rows[0] == {
        "wave": "ouders_2024-2025", "data": "answers", "since": "2023-10-02", "until": "2025-10-02",
        "ends": "next-release", "due": True, "action": "schoolklimaat forget --survey ouders --year 2024-2025",
    }  # fmt: skip
    assert [(row["wave"], row["data"], row["due"], row["action"]) for row in rows[1:]] == [
        ("ouders_2024-2025", "releases", False, ""),
        ("ouders_2090-2091", "marks", False, ""),
        ("ouders_2090-2091", "answers", False, ""),
    ]
    lines = [line.split("\t") for line in run("retention")[1].splitlines()]
    assert lines[0] == ["bevraging", "gegevens", "sinds", "uiterlijk tot", "eindigt als", "moet weg", "wat te doen"]
    assert lines[1][:4] == ["ouders_2024-2025", "antwoorden", "2 oktober 2023", "2 oktober 2025"]
    assert lines[1][5:] == ["ja", "schoolklimaat forget --survey ouders --year 2024-2025"]
    assert lines[2][1:] == ["vrijgegeven cijfers", "1 december 2023", "", "nooit", "nee", ""]
    assert len(lines) == 6


def test_the_log_is_told_in_dutch_and_as_json(workspace: Workspace, run: Run, tmp_path: Path) -> None:
    assert "nog niets gedaan" in run("log")[1]
    assert json.loads(run("log", "--json")[1]) == []
    assert run("import", str(answers_file(tmp_path / "a.csv", 20)), *WAVE)[0] == 0
    assert "schoolklimaat log" in run("forget", *WAVE, "--yes")[1]
    rows = json.loads(run("log", "--json")[1])
    assert [(row["done"], row["data"]) for row in rows] == [
        ("import", "answers"), ("forget", "answers"), ("destroy", "answers"), ("destroy", "key"),
    ]  # fmt: skip
    assert {(row["day"], row["wave"]) for row in rows} == {(dt.date.today().isoformat(), "ouders_2025-2026")}
    lines = [line.split("\t") for line in run("log")[1].splitlines()]
    assert lines[0] == ["dag", "bevraging", "wat er gedaan is", "gegevens", "SHA-256"]
    assert [line[2:4] for line in lines[1:]] == [
        ["ingevoerd", "antwoorden"], ["besloten te vernietigen", "antwoorden"], ["vernietigd", "antwoorden"],
        ["vernietigd", "sleutel"],
    ]  # fmt: skip
    assert lines[-1][4] == rows[-1]["sha256"]


# -- the glance at the catalogue touches nothing


def test_a_glance_makes_no_file_and_waits_for_nobody(workspace: Workspace) -> None:
    name = began(workspace, "2024-2025", OLD, closed=OLD)
    writer = sqlite3.connect(workspace.catalogue_file, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM imports")
    before = {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")}
    assert [one.wave for one in retention.due_at_a_glance(workspace, dt.date.today())] == [name]
    assert {path: path.stat().st_mtime_ns for path in workspace.root.rglob("*")} == before
    writer.close()


def _gone(file: Path) -> None:
    file.unlink()


def _damaged(file: Path) -> None:
    file.write_bytes(b"no database " * 400)


def _older(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("ALTER TABLE releases DROP COLUMN legal_basis")
    connection.close()


@pytest.mark.parametrize("harm", [_gone, _damaged, _older])
def test_where_the_catalogue_cannot_be_read_nothing_is_said(
    harm: Callable[[Path], None], workspace: Workspace, run: Run
) -> None:
    began(workspace, "2024-2025", OLD, closed=OLD)
    harm(workspace.catalogue_file)
    assert retention.due_at_a_glance(workspace, dt.date.today()) == ()
    code, _out, err = run("results")
    assert (code, err) == (0, "")


def test_a_catalogue_elsewhere_is_looked_into_too(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    began(workspace, "2024-2025", OLD, closed=OLD)
    monkeypatch.setenv("SCHOOLKLIMAAT_CATALOGUE", f"sqlite:///{workspace.catalogue_file}")
    assert glimpsed(tmp_path / "elsewhere.sqlite", lambda change: len(change.waves())) == 1
