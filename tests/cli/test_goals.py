"""`schoolklimaat goals`: from a draft to a verdict, in words and as JSON of contract 5.2; refused with a reason."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.disclosure import release_file
from tests.support import releases

KEYS = {
    "goal", "indicator", "target", "deadline", "frozen_at", "value", "low", "high", "sureness", "verdict",
}  # fmt: skip
ADD = ["add", "--survey", "ouders", "--item", "com_tevreden", "--deadline", "2025-2026"]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A workspace with one year of parents; the next one can be released in it."""
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde").root
    release(root, "2024-2025")
    return root


def release(root: Path, year: str) -> None:
    made = releases.release_of(releases.Wave("ouders", year, 150, 320))
    release_file.write_release(root / "releases" / f"ouders_{year}", made)


@pytest.fixture
def goals(school: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def called(*arguments: str, at: bool = True) -> tuple[int, str]:
        capsys.readouterr()
        code = cli.run(["goals", *arguments, *(["--workspace", str(school)] if at else [])])
        said = capsys.readouterr()
        return code, said.out + said.err

    return called


def test_from_a_draft_to_a_verdict(school: Path, goals: Callable[..., tuple[int, str]]) -> None:
    assert goals() == (0, "Er zijn nog geen doelen. Maak er een met `schoolklimaat goals add`.\n")
    assert goals("--json") == (0, "[]\n")
    code, told = goals(*ADD, "--target", "30", "--why", "Ouders missen informatie.")
    assert code == 0
    assert told.startswith("Doel 1: Tevreden over de informatie, minstens 30% in 2025-2026.\nHet is een ontwerp.")
    assert "Een haalbaar doel: met ongeveer 141 antwoorden kunt u een stijging vanaf " in told
    code, told = goals("freeze", "1")
    assert (code, "Vastgezet op 20" in told, "Noteer de controlecode" in told) == (0, True, True)
    code, told = goals("amend", "1", "--target", "35", "--margin", "2", "--reason", "Na overleg.")
    assert (code, "minstens 35%, met een marge van 2 punten" in told) == (0, True)
    assert "Let op: de stap naar uw doel is kleiner." in told
    _code, told = goals()
    assert told.splitlines()[1].split("\t")[-5:] == [
        "2024-2025",
        *told.splitlines()[1].split("\t")[-4:-1],
        "Wacht op 2025-2026",
    ]
    assert told.endswith("Doel 1: Het oordeel komt met de cijfers van 2025-2026.\n")
    release(school, "2025-2026")
    (row,) = json.loads(goals("--json")[1])
    assert row.keys() >= KEYS
    assert (row["goal"], row["indicator"], row["target"], row["margin"]) == (
        1, "ouders-com_tevreden-favourable", 0.35, 0.02,
    )  # fmt: skip
    assert (row["deadline"], row["verdict"], row["interim"], row["amendments"]) == ("2025-2026", "bereikt", False, 1)
    assert 0 < row["low"] < row["value"] < row["high"] < 1
    assert row["sureness"] > 0.95
    code, told = goals("withdraw", "1", "--reason", "Klaar.")
    assert (code, told) == (0, "Doel 1 is ingetrokken. Het blijft te zien.\n")
    assert "Daarom wordt het toch beoordeeld." in goals()[1]


def test_a_number_is_meant_by_what_it_is_itself(goals: Callable[..., tuple[int, str]]) -> None:
    """An indicator's base and direction, an option, a question that is no indicator, a group."""
    for more in (
        ["--item", "erv_gepest", "--target", "5"],
        ["--item", "rol_ouderwerking", "--measure", "option:acties", "--target", "70", "--direction", "up"],
        ["--item", "com_tevreden", "--measure", "dont_know", "--target", "5", "--group", "onderbouw"],
    ):
        code, told = goals(*ADD, *more)
        assert code == 0, told
    rows = json.loads(goals("--json")[1])
    assert [(row["measure"], row["base"], row["direction"], row["indicator"]) for row in rows] == [
        ("regularly", "B", "down", "ouders-erv_gepest-regularly"),
        ("option:acties", "A", "up", "ouders-rol_ouderwerking-acties"),
        ("dont_know", "A", "down", "dont_know"),
    ]
    assert "(Onderbouw), hoogstens 5%" in told
    assert {row["frozen_at"] for row in rows} == {None}


REFUSED: list[tuple[list[str], int, str]] = [
    ([*ADD, "--target", "60", "--survey", "niets"], 2, "Noem een van deze: ouders."),
    ([*ADD, "--target", "60", "--item", "niets"], 2, "Vraag niets is niet gesteld in 2024-2025."),
    ([*ADD, "--target", "60", "--item", "niets"], 2, "`schoolklimaat survey items ouders` toont de code"),
    ([*ADD, "--target", "60", "--item", "tevreden"], 2, "Bedoelde u com_tevreden ("),
    ([*ADD, "--target", "60", "--item", "Tevreden over de informatie"], 2, "Bedoelde u com_tevreden ("),
    ([*ADD, "--target", "60", "--measure", "niets"], 2, "heeft geen cijfer niets. Noem een van deze: favourable"),
    ([*ADD, "--target", "60", "--item", "rol_ouderwerking"], 2, "niet welke kant beter is"),
    ([*ADD, "--target", "60", "--start", "2020-2021"], 3, "geen vrijgegeven cijfers van ouders in 2020-2021"),
    ([*ADD, "--target", "60", "--deadline", "2024-2025"], 2, "komt niet na het begin"),
    (["freeze", "9"], 2, "Er is geen doel 9."),
    (["withdraw", "9"], 2, "Er is geen doel 9."),
]  # fmt: skip


def test_what_cannot_be_is_said_in_dutch(goals: Callable[..., tuple[int, str]]) -> None:
    for arguments, code, told in REFUSED:
        found, said = goals(*arguments)
        assert (found, told in " ".join(said.split())) == (code, True), said
        assert "Traceback" not in said
    assert goals("--json")[1] == "[]\n", "nothing was written down"


def test_an_option_before_the_command_is_not_passed_over(school: Path, goals: Callable[..., tuple[int, str]]) -> None:
    code, told = goals("--workspace", str(school), "freeze", "1", at=False)
    assert (code, "Zet de opties erachter" in told) == (2, True)
