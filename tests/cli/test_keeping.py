"""What is kept, what is due and what was destroyed, as the commands tell it; a reminder stands beside the others."""

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli, pipeline, retention
from monitor.reminders import reminders
from monitor.report.numerals import date
from monitor.shipped import sample_folder
from monitor.workspace import Workspace, read_settings
from tests.support.files import answers_file
from tests.support.kept import began, imported_on

DAY = dt.timedelta(days=1)
WAVE = ("--survey", "ouders", "--year", "2025-2026")
Run = Callable[..., tuple[int, str, str]]
OLD = dt.date.today() - 800 * DAY
EARLIER = "ouders_2024-2025"
REMINDER = "! De antwoorden van ouders_2024-2025, ingelezen op "


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "w", "De Linde")


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
        assert f'schoolklimaat forget --survey ouders --year 2024-2025 --workspace "{workspace.root}".\n' in err
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
    assert err.endswith(f'Er moeten nog 2 dingen weg: schoolklimaat retention --workspace "{workspace.root}".\n')
    assert err.count("\n") == 1


def test_answers_that_go_because_a_later_year_has_numbers_are_not_said_to_be_old(
    workspace: Workspace, run: Run
) -> None:
    today = dt.date.today()
    began(workspace, "2024-2025", today - 9 * DAY, closed=today - 9 * DAY)
    assert run("results")[2] == ""
    began(workspace, "2025-2026", today, closed=today)
    err = run("results")[2]
    told = f"! Er zijn cijfers van een later jaar. Daarom moeten de antwoorden van {EARLIER}, ingelezen op "
    assert err.startswith(f"{told}{date(today - 9 * DAY)}, weg: schoolklimaat forget ")


def test_of_the_made_up_answers_of_the_sample_school_nobody_is_reminded(tmp_path: Path) -> None:
    settings = (sample_folder() / "schoolklimaat.toml").read_text(encoding="utf-8")
    school = pipeline.new_workspace(tmp_path / "demo", "", settings_text=settings)
    began(school, "2024-2025", OLD, closed=OLD)
    assert len(retention.due_at_a_glance(school, dt.date.today())) == 1
    assert reminders(school) == ()
    began(school, "2019-2020", OLD, closed=OLD)
    (told,) = reminders(school)
    assert "de antwoorden van ouders_2019-2020, " in told, "what somebody added is somebody's"
    assert "Er moet nog iets weg" not in told


def test_a_school_of_the_same_name_is_reminded(tmp_path: Path) -> None:
    name = read_settings(sample_folder() / "schoolklimaat.toml").name
    school = pipeline.new_workspace(tmp_path / "echt", name)
    began(school, "2024-2025", OLD, closed=OLD)
    assert len(reminders(school)) == 1


def test_a_workspace_that_is_found_by_itself_is_not_named(
    workspace: Workspace, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    began(workspace, "2024-2025", OLD, closed=OLD)
    monkeypatch.setenv("SCHOOLKLIMAAT_WORKSPACE", str(workspace.root))
    assert run("results")[2].endswith("schoolklimaat forget --survey ouders --year 2024-2025.\n")


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
    assert f'Er moet nog iets weg: schoolklimaat retention --workspace "{workspace.root}".\n' in err
    pipeline.forget(workspace, "ouders", "2024-2025")
    assert run("compare")[2].startswith("! De open antwoorden van ouders_2025-2026, ingelezen op ")


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
    assert lines[0] == ["meting", "gegevens", "sinds", "uiterlijk tot", "eindigt als", "moet weg", "wat te doen"]
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
    assert lines[0] == ["dag", "meting", "wat er gedaan is", "gegevens", "SHA-256"]
    assert [line[2:4] for line in lines[1:]] == [
        ["ingevoerd", "antwoorden"], ["besloten te vernietigen", "antwoorden"], ["vernietigd", "antwoorden"],
        ["vernietigd", "sleutel"],
    ]  # fmt: skip
    assert lines[-1][4] == rows[-1]["sha256"]


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
