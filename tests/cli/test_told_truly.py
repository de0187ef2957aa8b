"""What the program says of the workspace is so: what was kept, what would be refused, which numbers are damaged."""

import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from monitor import cli, importing, mending, pipeline, waves
from monitor.cli import closing, output, taking_in
from monitor.errors import WorkspaceRefused
from monitor.intake.mapping_in_use import MappingInUse
from monitor.pipeline import ImportOptions
from monitor.workspace import Workspace
from tests.support.files import answers_file

BEFORE, NOW, NEXT = "2024-2025", "2025-2026", "2026-2027"
NOTHING = "Er is niets veranderd."


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


@pytest.fixture
def run(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def called(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([*map(str, arguments), "--workspace", str(workspace.root)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return called


def take(workspace: Workspace, file: Path, year: str = NOW, **options: Any) -> pipeline.ImportOutcome:
    answers_file(file, 40, when=f"{year[:4]}-10-06")
    return pipeline.import_file(file, survey="ouders", year=year, workspace=workspace, options=ImportOptions(**options))


def broken(*_arguments: object, **_named: object) -> Any:
    raise ZeroDivisionError


# undo


def test_undo_without_a_number_takes_the_last_import_of_an_open_wave(workspace: Workspace, tmp_path: Path) -> None:
    opened = take(workspace, tmp_path / "a.csv", BEFORE)
    closed = take(workspace, tmp_path / "b.csv", NOW)
    pipeline.close_wave(workspace, "ouders", NOW)
    assert pipeline.undo(workspace, None).id == opened.import_id
    for number in (None, closed.import_id):
        with pytest.raises(WorkspaceRefused, match="afgesloten"):
            pipeline.undo(workspace, number)


def test_undo_leaves_a_wave_alone_whose_answers_were_destroyed(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path / "a.csv", NOW)
    pipeline.forget(workspace, "ouders", NOW)
    with pytest.raises(WorkspaceRefused, match="vernietigd"):
        pipeline.undo(workspace, None)


# our own faults


@pytest.mark.parametrize("where", ["before", "report", "mapping", "printing"])
def test_after_a_fault_of_ours_it_says_what_was_kept(
    where: str, workspace: Workspace, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = answers_file(tmp_path / "a.csv", 40)
    place = {
        "before": (importing, "validate"),
        "report": (importing, "about_earlier"),
        "mapping": (MappingInUse, "written"),
        "printing": (taking_in, "tell"),
    }
    with monkeypatch.context() as patch:
        patch.setattr(*place[where], broken)
        code, _out, said = run("import", file, "--survey", "ouders", "--year", NOW)
    assert code == 1
    assert "ZeroDivisionError in test_told_truly.py" in said
    kept = [wave for wave in waves.waves(workspace) if wave.vault_sha256]
    assert (NOTHING in said) == (not kept)
    assert ("De antwoorden zijn bewaard als import 1; met `schoolklimaat undo 1` draait u hem terug." in said) == bool(
        kept
    )
    assert bool(kept) == (where != "before")


def test_who_looks_for_the_fault_sees_where_it_began(
    tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCHOOLKLIMAAT_DEBUG", "1")
    monkeypatch.setattr(taking_in, "tell", broken)
    said = run("import", answers_file(tmp_path / "a.csv", 40), "--survey", "ouders", "--year", NOW)[2]
    assert "ZeroDivisionError" in said.split("Traceback")[-1]


def test_after_a_trial_nothing_was_kept(
    tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking_in, "tell", broken)
    file = answers_file(tmp_path / "a.csv", 40)
    assert NOTHING in run("import", file, "--survey", "ouders", "--year", NOW, "--dry-run")[2]


def test_a_refusal_stays_a_refusal_after_the_answers_are_stored(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> Any:
        raise WorkspaceRefused("bezig")

    monkeypatch.setattr(MappingInUse, "written", refused)
    outcome = take(workspace, tmp_path / "a.csv")
    assert (outcome.import_id, outcome.report["rows"]["stored"]) == (1, 40)
    assert "W-MAPPING-NOT-WRITTEN" in {one["code"] for one in outcome.report["findings"]}


@pytest.mark.parametrize("command", ["close", "undo", "forget"])
def test_a_fault_after_the_change_does_not_say_that_nothing_was(
    command: str, workspace: Workspace, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, tmp_path / "a.csv")
    mended = mending._mend
    calls: list[int] = []

    def once_only(*arguments: Any) -> None:
        calls.append(1)
        if len(calls) % 2 == 0 and waves.waves(workspace) != before:
            raise ZeroDivisionError
        mended(*arguments)

    before = waves.waves(workspace)
    monkeypatch.setattr(mending, "_mend", once_only)
    more = {"close": ("--survey", "ouders", "--year", NOW), "forget": ("--survey", "ouders", "--year", NOW, "--yes")}
    code, _out, said = run(command, *more.get(command, ()))
    assert code == 1
    assert NOTHING not in said
    assert "ZeroDivisionError" in said
    assert ("is afgesloten." if command == "close" else "kan al gedaan zijn") in said


def test_a_fault_while_the_release_is_written_down_says_that_the_wave_is_closed(
    workspace: Workspace, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, tmp_path / "a.csv")
    monkeypatch.setattr(waves, "_write_down", broken)
    code, _out, said = run("close", "--survey", "ouders", "--year", NOW)
    assert (code, NOTHING in said) == (1, False)
    assert f"De meting ouders_{NOW} is afgesloten." in said


@pytest.mark.parametrize(
    "full",
    [OSError(errno.ENOSPC, "no space left"), OperationalError("", {}, Exception("database or disk is full"))],
    ids=["the file", "the database"],
)
def test_a_disk_that_is_full_when_the_release_lies_there_is_no_mistake_of_the_program(
    full: Exception, workspace: Workspace, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wave is closed then: the next command writes that down."""
    take(workspace, tmp_path / "a.csv")

    def no_room(*_arguments: object) -> None:
        raise full

    with monkeypatch.context() as patch:
        patch.setattr(waves, "_write_down", no_room)
        code, told, said = run("close", "--survey", "ouders", "--year", NOW)
    assert (code, said) == (0, "")
    assert f"ouders_{NOW} is afgesloten" in told
    with pytest.raises(WorkspaceRefused, match="afgesloten"):
        take(workspace, tmp_path / "b.csv")


@pytest.mark.parametrize("command", ["init", "close", "close --json", "undo", "forget", "draft", "demo"])
def test_what_was_done_is_told_where_printing_fails(
    command: str, workspace: Workspace, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that cannot print a letter, say."""
    take(workspace, tmp_path / "a.csv")
    calls: dict[str, tuple[object, ...]] = {
        "init": ("init", "--name", "De Linde"),
        "close": ("close", "--survey", "ouders", "--year", NOW),
        "close --json": ("close", "--survey", "ouders", "--year", NOW, "--json"),
        "undo": ("undo",),
        "forget": ("forget", "--survey", "ouders", "--year", NOW, "--yes"),
        "draft": ("survey", "draft", tmp_path / "a.csv", "-o", tmp_path / "o.yaml"),
        "demo": ("demo", "--no-serve"),
    }
    if command == "init":
        shutil.rmtree(workspace.root)
    monkeypatch.setattr(output, "say", broken)
    monkeypatch.setattr(closing, "say", broken)
    monkeypatch.setattr(closing, "print_json", broken)
    monkeypatch.setattr("monitor.sample.make_workspace_of_sample", broken)
    code, _out, said = run(*calls[command])
    assert code == 1
    assert NOTHING not in said


def test_a_wave_is_closed_where_only_writing_that_down_failed(
    workspace: Workspace, tmp_path: Path, run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full between the release and the catalogue: the next command writes it down."""

    def full(*_arguments: object) -> None:
        raise OperationalError("", {}, sqlite3.OperationalError("database or disk is full"))

    take(workspace, tmp_path / "a.csv")
    with monkeypatch.context() as patch:
        patch.setattr(waves, "_write_down", full)
        assert run("close", "--survey", "ouders", "--year", NOW)[0] == 0
    assert [wave.status for wave in waves.waves(workspace)] == ["open"]
    assert "is al afgesloten" in run("close", "--survey", "ouders", "--year", NOW)[2]


# a trial


@pytest.mark.parametrize("why", ["closed", "destroyed", "other questionnaire", "no key"])
def test_a_trial_says_that_the_import_would_be_refused(
    why: str, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a.csv"
    take(workspace, file)
    survey: str | Path = "ouders"
    if why == "closed":
        pipeline.close_wave(workspace, "ouders", NOW)
    elif why == "destroyed":
        pipeline.forget(workspace, "ouders", NOW)
    elif why == "other questionnaire":
        survey = tmp_path / "ouders.yaml"
        pipeline.draft(file, survey, "ouders")
    else:
        monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "weg.key"))
    options = ImportOptions(dry_run=True)
    for year in (NOW, *([NEXT] if why == "no key" else [])):
        report = pipeline.import_file(file, survey=survey, year=year, workspace=workspace, options=options).report
        (told,) = [one for one in report["findings"] if one["code"] == "W-WOULD-BE-REFUSED"]
        with pytest.raises(WorkspaceRefused) as refused:
            pipeline.import_file(
                answers_file(file, 40, when=f"{year[:4]}-10-06"), survey=survey, year=year, workspace=workspace
            )
        assert told["severity"] == "warning"
        assert told["message"].startswith("Zo zou deze import geweigerd worden: " + refused.value.message)


def test_a_trial_that_would_do_says_nothing_of_refusing(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, tmp_path / "a.csv", BEFORE)
    for year in (BEFORE, NOW):
        report = take(workspace, tmp_path / "b.csv", year, dry_run=True).report
        assert "W-WOULD-BE-REFUSED" not in {one["code"] for one in report["findings"]}


# damaged releases


@pytest.mark.parametrize("command", ["results", "compare"])
@pytest.mark.parametrize("json", [(), ("--json",)], ids=["words", "json"])
def test_damaged_releases_are_told(
    command: str, json: tuple[str, ...], workspace: Workspace, tmp_path: Path, run: Callable[..., Any]
) -> None:
    assert run(command, *json)[0] == 0
    for year in (BEFORE, NOW):
        take(workspace, tmp_path / "a.csv", year)
        pipeline.close_wave(workspace, "ouders", year)
    damage = "Het bestand facts.parquet van de vrijgave ouders_{year} is beschadigd of veranderd."
    (workspace.releases_folder / f"ouders_{NOW}/facts.parquet").write_bytes(b"x")
    code, out, said = run(command, *json)
    assert (code, damage.format(year=NOW) in said) == (0, True)
    assert "Zet de map van deze vrijgave terug" in said
    assert BEFORE in out or command == "compare"
    (workspace.releases_folder / f"ouders_{BEFORE}/facts.parquet").write_bytes(b"x")
    code, out, said = run(command, *json)
    assert (code, out) == (3, "")
    assert damage.format(year=NOW) in said
    assert damage.format(year=BEFORE) in said
    assert "nog geen meting afgesloten" not in said
