"""What a person calls wrongly is told in their language, with what to do."""

import re
from pathlib import Path

import pytest

from monitor import cli

ENGLISH = re.compile(r"\b(?:Usage|Try|for help|Error|Missing|No such|Did you mean|Invalid|Got|does not|is not)\b")

WRONG = """
import                                  | BESTAND ontbreekt.
import f.csv --year 2025-2026           | De optie --survey ontbreekt.
import f.csv --survey                   | Na de optie --survey moet nog iets komen.
import f.csv --jaar 3                   | De optie --jaar bestaat niet. Bedoelt u "--year"?
import f.csv --qqq                      | De optie --qqq bestaat niet.
import a b --survey o --year j            | Er staat te veel achter deze opdracht.
import f.csv --json=3                   | Na de optie --json komt niets.
import f.csv --lang                     | Na de optie --lang moet nog iets komen.
init --locale fr                        | Wat u bij --locale opgeeft, kan niet: geef nl-BE / nl-NL.
init --lang fr                          | Het programma spreekt geen 'fr'.
serve --port x | Wat u bij --port opgeeft, kan niet: geef een geheel getal van 0 tot en met 65535.
import f --survey o --year j --enrolled 0 | Wat u bij --enrolled opgeeft, kan niet: geef een geheel getal van 1 tot
import f --survey o --year j --enrolled 99999999999999999999 | Wat u bij --enrolled opgeeft, kan niet: geef een geheel
undo x                                  | Wat u bij NUMMER opgeeft, kan niet: geef een geheel getal.
nonsense                                | De opdracht 'nonsense' bestaat niet.
importt                                 | De opdracht 'importt' bestaat niet. Bedoelt u "import"?
survey chek                             | De opdracht 'chek' bestaat niet. Bedoelt u "check"?
"""


@pytest.mark.parametrize("line", WRONG.strip().splitlines())
def test_a_wrong_call_is_told_in_dutch(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    call, _bar, sentence = line.partition("|")
    assert cli.run(call.split()) == 2
    told = capsys.readouterr()
    assert told.err.startswith(sentence.strip())
    assert not ENGLISH.search(told.err)
    assert told.out == ""


def test_a_folder_that_may_not_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda *_asked, **_how: False)
    assert cli.run(["results", "--workspace", str(tmp_path)]) == 2
    said = "Wat u bij --workspace opgeeft, kan niet: geef een map of een bestand dat u mag lezen."
    assert capsys.readouterr().err.startswith(said)


def test_a_wrong_call_is_told_in_english_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["import", "f.csv", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("The option --survey is missing.\n")


def test_without_a_command_there_is_only_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["survey"]) == 2
    told = capsys.readouterr()
    assert "Gebruik: schoolklimaat survey" in told.out
    assert told.err == ""


COMMANDS = (
    "", "demo", "init", "survey", "survey list", "survey items", "survey check", "survey draft", "import", "undo",
    "forget", "close", "results", "compare", "audit", "serve",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_a_help_text_is_readable(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run([*command.split(), "--help"]) == 0
    told = capsys.readouterr().out
    assert "--lang" in told
    assert "Gebruik:" in told
    assert not re.search(r"<\w+|\[\[|Usage|\b(?:DIR|FILE|TEXT|NAME|NUMBER|HEADING|EXPORT|SURVEY)\b", told)


def test_asked_in_a_prompt_nobody_answers(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert cli.run(["init", "--workspace", "nergens"]) == 2
    assert capsys.readouterr().err.endswith("Gestopt.\n")
