"""The command line speaks two languages, and ends with the code that the contract names."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import cli
from monitor.errors import CallError, FileRefused, PrivacyRefused


def test_help_is_dutch_unless_english_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["import", "--help"]) == 0
    dutch = capsys.readouterr().out
    assert cli.run(["import", "--help", "--lang", "en"]) == 0
    english = capsys.readouterr().out
    assert "Lees de antwoorden uit een antwoordbestand in." in dutch
    assert "Opties" in dutch
    assert "Take in the answers of an export file." in english
    assert "Options" in english


@pytest.mark.parametrize(
    "wrong",
    [["nonsense"], ["import"], ["import", "f.csv", "--survey", "ouders"], ["serve", "--port", "x"], ["survey"], []],
)
def test_a_wrong_call_ends_with_two(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(wrong) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_typer_itself_speaks_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["nonsense"]) == 2
    assert "bestaat niet" in capsys.readouterr().err


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
        "sys.exit(bool({'pandas','scipy','dash','plotly','pyarrow','sqlalchemy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
