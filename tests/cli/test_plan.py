"""`schoolklimaat plan`: before a survey, without a workspace, in words and as JSON; wrong values are refused."""

import json
from pathlib import Path

import pytest

from monitor import cli


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert cli.run(["plan", *arguments]) == 0
    told = capsys.readouterr()
    assert told.err == ""
    return told.out


def test_a_plan_in_words(capsys: pytest.CaptureFixture[str], elsewhere: Path) -> None:
    told = said(capsys, "--families", "320", "--response", "40..60")
    lines = told.splitlines()
    assert [line.split("\t")[:4] for line in lines[1:4]] == [
        ["40%", "128", "18", "15"], ["50%", "160", "15", "14"], ["60%", "192", "14", "12"],
    ]  # fmt: skip
    assert lines[6] == (
        "Bij een respons van 40% (128 van de 320): een echte daling van 18 punten of een echte stijging van 15 punten "
        "valt op. In uw cijfers telt een verschil als meer dan toeval vanaf ongeveer 12 punten."
    )
    assert "gaat u van 40% naar 60%, dan valt al een daling van 14 punten op in plaats van 18 punten" in told
    assert "dan valt bij een respons van 60% al een daling van 10 punten op. Daar zijn vier jaren voor nodig" in told
    assert "Een schaal van 5 vragen toont kleinere veranderingen: bij een respons van 60% al een verandering" in told
    assert list(elsewhere.iterdir()) == []


def test_a_plan_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--people", "320", "--response", "50", "--base", "1", "--lang", "en")
    assert "With a response of 50% (160 of the 320): a true fall of" in told
    assert "More response" not in told
    assert "rounded" not in told


def test_a_plan_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    plan = json.loads(said(capsys, "--families", "150", "--response", "45..50", "--base", "1", "--json"))
    assert {key: plan[key] for key in ("families", "share", "base")} == {"families": 150, "share": 0.7, "base": 1}
    assert [row["response"] for row in plan["responses"]] == [0.45, 0.5]
    last = plan["responses"][-1]
    assert (last["answers"], last["fall"], last["reason"]) == (75, 0.22, None)
    assert last["scale_fall"] < last["fall"]
    assert last["two_years_fall"] < last["fall"]


def test_with_few_people_it_says_why_years_are_not_compared(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--families", "40", "--response", "20..60%")
    assert "20%\t8\t-\t-" in told
    assert "(8 van de 40): minder dan 10 antwoorden: niet getoond." in told
    assert "(24 van de 40): met minder dan 30 antwoorden vergelijken we geen jaren" in told
    assert told.rstrip().endswith("Met meer antwoorden kunt u meer zeggen: probeer het met een hogere respons.")
    plan = json.loads(said(capsys, "--families", "40", "--response", "20", "--json"))
    assert plan["responses"][0]["fall"] is None
    assert plan["responses"][0]["reason"]


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("98", "voor een stijging is er te weinig ruimte"),
        ("3", "voor een daling is er te weinig ruimte"),
    ],
)
def test_at_the_ends_there_is_no_room(share: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--families", "120", "--response", "60", "--share", share)
    assert words in told
    assert ("schaal van 5 vragen toont hier geen kleinere" in told) is (share == "98")
    assert ("Twee jaren samen" in told) is (share == "98")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ("--families 3", "Bij 3 mensen mag geen enkel cijfer getoond worden, dus valt er niets te plannen."),
        ("--families -5", "Bij -5 mensen mag geen enkel cijfer"),
        ("--families 99999", "99999 mensen zijn er meer dan één school heeft."),
        ("--families 320 --response 0", "Een respons ligt tussen 1 en 100%. 0 kan niet."),
        ("--families 320 --response 0..50", "Een respons ligt tussen 1 en 100%. 0..50 kan niet."),
        ("--families 320 --response 120%", "Een respons ligt tussen 1 en 100%. 120% kan niet."),
        ("--families 320 --response 40..120", "Een respons ligt tussen 1 en 100%. 40..120 kan niet."),
        ("--families 320 --response 60..40", "In 60..40 is het eerste percentage hoger dan het tweede."),
        ("--families 320 --response 0.5", "'0.5' is geen respons."),
        ("--families 320 --response veel", "'veel' is geen respons."),
        ("--families 320 --share 0", "Wat u bij --share opgeeft, kan niet: geef een geheel getal van 1 tot en met 99."),
        ("--families 320 --base 0", "Wat u bij --base opgeeft, kan niet: geef een geheel getal van 1 tot en met 5."),
        ("--families veel", "Wat u bij --families opgeeft, kan niet: geef een geheel getal."),
        ("", "De optie --families ontbreekt."),
    ],
)
def test_wrong_values_are_refused_with_what_to_do(
    arguments: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["plan", *arguments.split()]) == 2
    told = capsys.readouterr()
    assert told.err.startswith(sentence)
    assert len(told.err.strip().splitlines()) == 2  # what is wrong, and what to do
    assert told.out == ""


def test_where_more_answers_show_less_it_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    assert "Soms staat een hogere respons er een of twee punten slechter voor" in said(capsys, "--families", "80")
    assert "slechter voor" not in said(capsys, "--families", "320")


def test_with_fewer_people_than_years_need_no_response_helps(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "--families", "20", "--response", "90")
    assert "bij welke respons ook" in told
    assert "probeer het met een hogere respons" not in told
