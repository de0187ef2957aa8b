"""The command line speaks two languages, and ends with the code that the contract names."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from monitor import cli, importing, pipeline
from monitor.cli import output
from monitor.definition import library
from monitor.errors import CallError, FileRefused, PrivacyRefused
from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.support.files import answers_file


def test_help_is_dutch_unless_english_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["import", "--help"]) == 0
    dutch = capsys.readouterr().out
    assert cli.run(["import", "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "Lees de antwoorden uit een antwoordbestand in." in dutch
    assert "Opties" in dutch
    assert "Take in the answers of an export file." in english
    assert "Options" in english


def test_it_reckons_in_one_thread_unless_the_computer_says_otherwise() -> None:
    asked = "import sys; from monitor import __main__; sys.argv = ['x', '--help']; __main__.main();"
    asked += "import os; before = 'numpy' in sys.modules; print(os.environ['OPENBLAS_NUM_THREADS'], before)"
    bare = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    for given, expected in (({}, "1"), ({"OPENBLAS_NUM_THREADS": "2"}, "2")):
        begin = [sys.executable, "-c", asked]
        ran = subprocess.run(begin, check=True, capture_output=True, encoding="utf-8", env={**bare, **given})
        assert ran.stdout.splitlines()[-1] == f"{expected} False"


@pytest.mark.parametrize(
    "wrong",
    [["nonsense"], ["import"], ["import", "f.csv", "--survey", "ouders"], ["serve", "--port", "x"], ["survey"], []],
)
def test_a_wrong_call_ends_with_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(wrong) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(("error", "code"), [(CallError, 2), (FileRefused, 3), (PrivacyRefused, 4)])
def test_a_refusal_is_message_and_remedy(
    error: type[CallError], code: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(_arguments: list[str]) -> int:
        raise error("Dit kan niet.", remedy="Doe dat.")

    monkeypatch.setattr(cli, "_dispatch", refuse)
    assert cli.run(["anything"]) == code
    assert capsys.readouterr().err == "Dit kan niet.\nDoe dat.\n"


def test_our_own_fault_shows_no_data(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fail(_arguments: list[str]) -> int:
        raise KeyError("juf Marleen")

    monkeypatch.setattr(cli, "_dispatch", fail)
    assert cli.run(["anything"]) == 1
    told = capsys.readouterr().err
    assert "KeyError" in told
    assert "Marleen" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("fault", "code"), [(KeyboardInterrupt, 130), (BrokenPipeError, 0)])
def test_stopping_is_no_fault(fault: type[BaseException], code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_arguments: list[str]) -> int:
        raise fault

    monkeypatch.setattr(cli, "_dispatch", stop)
    monkeypatch.setattr(sys, "stderr", open("/dev/null", "w") if fault is BrokenPipeError else sys.stderr)  # noqa: SIM115, PTH123 - closed by the code under test
    assert cli.run(["anything"]) == code


def test_an_interrupted_command_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The library of the command line takes an interruption for itself, and ends with 130 and without a word."""

    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(library, "surveys", interrupted)
    assert cli.run(["survey", "list"]) == 130
    assert "geef dezelfde opdracht opnieuw" in capsys.readouterr().err


def test_init_asks_for_the_name_or_takes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["init", "--name", "De Linde", "--locale", "nl-NL", "--workspace", str(tmp_path / "w")]) == 0
    assert "De Linde" in capsys.readouterr().out
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == [
        "catalogue.sqlite", "releases", "schoolklimaat.toml", "vault",
    ]  # fmt: skip
    assert cli.run(["init", "--name", "De Linde", "--workspace", str(tmp_path / "w")]) == 3


def test_survey_list_is_for_people_and_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["survey", "list"]) == 0
    assert "leerlingen-9-12" in capsys.readouterr().out
    assert cli.run(["survey", "list", "--json"]) == 0
    ids = [entry["id"] for entry in json.loads(capsys.readouterr().out)]
    assert ids == ["ouders", "leerlingen-9-12", "leerlingen-12-18", "personeel"]


def test_as_a_module_it_is_the_same_command() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "monitor", "--help"], check=True, capture_output=True, encoding="utf-8"
    )
    assert "schoolklimaat" in shown.stdout


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from monitor.cli import run; run(['--help']); "
        "sys.exit(bool({'pandas','scipy','dash','plotly','pyarrow','pyspark','sqlalchemy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_a_table_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stdout", screen)
    output.print_table(["naam", "n"], [["ouders", "34"]])
    assert "ouders" in screen.getvalue()
    assert "\t" not in screen.getvalue()


def test_progress_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        with output.progress("Beschermen") as step:
            step(1, 2)
        assert ("Beschermen" in stream.getvalue()) == shown


def test_import_shows_how_far_it_is_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    call = [
        "import",
        str(answers_file(tmp_path / "a.csv", 20)),
        "--survey",
        "ouders",
        "--year",
        "2025-2026",
        "--dry-run",
    ]
    for stream, shown in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", stream)
        assert cli.run(call) == 0
        assert ("Invoeren" in stream.getvalue()) == shown


def test_import_tells_each_of_its_five_steps(tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 20)
    workspace = pipeline.new_workspace(tmp_path / "school", "De Vogels")
    for dry_run in (True, False):
        steps: list[tuple[int, int]] = []
        pipeline.import_file(
            file,
            survey="ouders",
            year="2025-2026",
            workspace=workspace,
            options=pipeline.ImportOptions(dry_run=dry_run),
            progress=lambda done, total, steps=steps: steps.append((done, total)),
        )
        assert steps == [(done, 5) for done in range(6)]


def test_the_bar_moves_while_a_file_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(path: Path, *, progress: Callable[[int, int], None], **asked: Any) -> Export:
        progress(1, 4)
        progress(3, 4)
        return read_export(path, **asked)

    monkeypatch.setattr(importing, "read_export", read)
    file, heard = answers_file(tmp_path / "a.csv", 20), list[float]()
    options = pipeline.ImportOptions(dry_run=True)
    pipeline.import_file(
        file, survey="ouders", year="2025-2026", workspace=None, options=options,
        progress=lambda done, total: heard.append(done / total),
    )  # fmt: skip
    assert heard[:4] == [0, 0.05, 0.15, 0.2]


def test_json_is_utf8_whatever_the_terminal_thinks(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii"))
    output.print_json({"naam": "één"})
    assert json.loads(raw.getvalue().decode("utf-8")) == {"naam": "één"}
    text = io.StringIO()
    monkeypatch.setattr(sys, "stdout", text)
    output.print_json({"naam": "één"})
    assert json.loads(text.getvalue()) == {"naam": "één"}


def test_undo_and_forget_say_what_they_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--workspace", str(tmp_path / "w")]
    wave = ["--survey", "ouders", "--year", "2025-2026", *where]
    assert cli.run(["init", "--name", "S", *where]) == 0
    assert cli.run(["import", str(answers_file(tmp_path / "a.csv", 20)), *wave]) == 0
    assert cli.run(["undo", *where]) == 0
    assert cli.run(["forget", *wave, "--yes"]) == 0
    told = capsys.readouterr().out
    assert "teruggedraaid" in told
    assert "vernietigd" in told


def test_close_reports_the_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--workspace", str(tmp_path / "w")]
    wave = ["--survey", "ouders", "--year", "2025-2026", *where]
    assert cli.run(["init", "--name", "S", *where]) == 0
    assert cli.run(["import", str(answers_file(tmp_path / "a.csv", 40)), *wave]) == 0
    capsys.readouterr()
    assert cli.run(["close", *wave, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["release"], report["passed"]) == ("ouders_2025-2026", True)


def test_serve_and_demo_hand_the_releases_to_the_dashboard(
    tmp_path: Path, demo_workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import dashboards.server
    from monitor.desk import DeskOfWorkspace

    served: list[tuple[Path, str, int]] = []

    def serve(releases: Path, *, host: str, port: int, benchmarks: object, desk: object, **more: Any) -> None:
        served.append((releases, host, port))
        assert len(more["goals"]()) == 3
        assert benchmarks == ()  # the sample school has no figures of its own
        assert isinstance(desk, DeskOfWorkspace)
        assert desk.school() == "Basisschool De Wilgentak (voorbeeld)"

    monkeypatch.setattr(dashboards.server, "serve", serve)
    assert cli.run(["serve", "--port", "8051", "--workspace", str(demo_workspace)]) == 0
    assert cli.run(["demo", "--port", "8052", "--workspace", str(demo_workspace)]) == 0
    assert [(host, port) for _releases, host, port in served] == [("127.0.0.1", 8051), ("127.0.0.1", 8052)]
    assert {releases for releases, _host, _port in served} == {demo_workspace / "releases"}


def table(told: str) -> list[dict[str, str]]:
    """The rows of every table that was printed; a blank line or a sentence parts them."""
    blocks: list[list[list[str]]] = [[]]
    for line in told.splitlines():
        if "\t" in line:
            blocks[-1].append(line.split("\t"))
        elif blocks[-1]:
            blocks.append([])
    tables = (block for block in blocks if block)
    return [dict(zip(headings, row, strict=True)) for headings, *rows in tables for row in rows]


def test_a_fall_is_printed_as_a_fall(demo_workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["compare", "--workspace", str(demo_workspace)]) == 0
    signs = {(row["oordeel"], row["verandering in punten"][:1]) for row in table(capsys.readouterr().out)}
    assert ("daling", "-") in signs
    assert not {("daling", "+"), ("stijging", "-")} & signs


def test_few_answers_are_printed_as_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--workspace", str(tmp_path / "w")]
    wave = ["--survey", "ouders", "--year", "2025-2026", *where]
    for call in (["init", "--name", "S", *where], ["import", str(answers_file(tmp_path / "a.csv", 24)), *wave]):
        assert cli.run(call) == 0
    assert cli.run(["close", *wave]) == 0
    capsys.readouterr()
    assert cli.run(["results", *where]) == 0
    shown = [row for row in table(capsys.readouterr().out) if row.get("aandeel")]
    assert shown
    assert not any("%" in cell for row in shown for cell in row.values())


def test_the_sample_school_stays_out_of_the_workspace_of_a_school(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--workspace", str(tmp_path / "w")]
    assert cli.run(["init", "--name", "De Linde", *where]) == 0
    assert cli.run(["demo", "--no-serve", *where]) == 3
    assert "voorbeeldschool" in capsys.readouterr().err
    assert list((tmp_path / "w" / "vault").iterdir()) == []
