"""`survey items` lists what a mapping file and a message name by code."""

import json
from pathlib import Path

import pytest

from monitor import cli


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SCHOOLKLIMAAT_WORKSPACE", raising=False)


def listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[list[str]]:
    assert cli.run(["survey", "items", *arguments]) == 0
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def test_every_question_and_answer_stands_in_it_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    headings, *lines = listed(capsys, "ouders")
    assert headings == ["vraag", "code", "tekst", "te beantwoorden met"]
    assert ["kl_veilig", "", "Mijn kind voelt zich veilig op school.", "één antwoord"] in lines
    assert ["kl_veilig", "weet_niet", "Weet ik niet", ""] in lines
    assert {line[3] for line in lines} >= {"één antwoord", "één of meer antwoorden", "eigen woorden", ""}


def test_programs_get_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["survey", "items", "ouders", "--json"]) == 0
    items = json.loads(capsys.readouterr().out)
    (safe,) = (one for one in items if one["item"] == "kl_veilig")
    assert (safe["type"], safe["text"]) == ("likert", "Mijn kind voelt zich veilig op school.")
    assert safe["options"][-1] == {"code": "weet_niet", "label": "Weet ik niet"}


def test_the_words_are_those_of_the_school(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    belgian = listed(capsys, "ouders")
    where = ["--workspace", str(tmp_path / "w")]
    assert cli.run(["init", "--name", "De Linde", "--locale", "nl-NL", *where]) == 0
    capsys.readouterr()
    dutch = listed(capsys, "ouders", *where)
    assert [line[:2] for line in dutch] == [line[:2] for line in belgian]
    assert dutch != belgian


def test_a_name_that_means_two_or_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for name, said in (("leerlingen", "leerlingen-9-12"), ("ouder", "ouders")):
        assert cli.run(["survey", "items", name]) == 3
        assert said in capsys.readouterr().err
