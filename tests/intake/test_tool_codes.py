"""Codes and conditions of tools in the spelling of a definition."""

from pathlib import Path

import pytest

from monitor.definition.model import Item, ItemType, Option, Survey
from monitor.intake.codes import Names, as_code
from monitor.intake.definitions.base import Asked, Questionnaire, survey_of
from monitor.intake.definitions.conditions import any_of
from monitor.intake.definitions.languages import named, spoken
from monitor.intake.draft import draft_survey
from monitor.intake.options import OptionBook
from monitor.intake.read import read_export
from monitor.intake.tool_options import Told, favourable, options_in_order
from tests.intake.sav_files import sav


@pytest.mark.parametrize(
    ("tool", "ours"),
    [("A1", "A1"), ("-9", "min9"), ("0.5", "0_5"), (" Westers", "Westers"), ("één twee", "een_twee"), ("_x_", "x"),
     ("-oth-", "oth-"), ("€", ""), ("a" * 90, "a" * 60)],
)  # fmt: skip
def test_a_code_is_spelt_so_that_a_definition_takes_it(tool: str, ours: str) -> None:
    assert as_code(tool) == ours


def test_a_name_is_given_once() -> None:
    names = Names()
    assert [names.new(name) for name in ("a", "A", "a", "b")] == ["a", "A_2", "a_3", "b"]


def test_an_export_with_the_tools_codes_is_understood() -> None:
    options = options_in_order(
        [Told("-9", {"nl": "Weet niet"}), Told("0.5", {"nl": "Half"}), Told("1", {"nl": "Heel"})]
    )
    item = Item(id="v", type=ItemType.SINGLE, text={"nl": "?"}, options=options)
    survey = Survey(id="p", audience="overig", version="1", title={"nl": "P"}, items=(item,))
    book = OptionBook(item, survey)
    assert [book.code(text) for text in ("-9", "0.5", "1", "min9", "0 5", "9", "-")] == ["min9", "0_5", "1", "min9"] + [
        None
    ] * 3


def pair(comparison: str) -> tuple[str, str] | None:
    question, mark, answer = comparison.partition("=")
    return (question.strip(), answer.strip()) if mark else None


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("a = 1", (("a", "1"),)),
        ("((a = 1) or (b=2))", (("a", "1"), ("b", "2"))),
        ("a=1 || a=2", (("a", "1"), ("a", "2"))),
        ("(a=1) or b", ()),
        ("((a=1)", (("((a", "1)"),)),
        ("", ()),
    ],
)
def test_only_answers_joined_by_or_are_conditions(expression: str, found: tuple[tuple[str, str], ...]) -> None:
    assert any_of(expression, pair) == found


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Nederlands (nl)", "nl"),
        ("English", "en"),
        ("nl-be", "nl-BE"),
        ("de", "de"),
        ("Klingon", None),
        ("x (abc)", None),
    ],
)
def test_languages_by_name(name: str, code: str | None) -> None:
    assert named(name) == code


def test_the_language_of_a_text() -> None:
    assert spoken(["Wat vindt u van de sfeer?"]) == "nl"
    assert spoken(["How is the mood of your child?"]) == "en"
    assert spoken(["Wie ist die Stimmung für Ihr Kind?"]) == "de"
    assert spoken([]) == "nl"


def test_steps_in_one_language_only_are_still_a_scale() -> None:
    told = [Told(str(n), {"nl": nl} | ({"en": "x"} if n == 1 else {})) for n, nl in enumerate(STEPS, start=1)]
    options = options_in_order(told)
    assert [option.value for option in options] == [5, 4, 3, 2, 1], "the words decide, not the numbers"
    assert favourable(options) == ("1", "2")


STEPS = ("Helemaal eens", "Eens", "Neutraal", "Oneens", "Helemaal oneens")


def test_steps_that_no_scale_has_follow_the_tool() -> None:
    told = [Told(code, {"nl": f"stap {code}"}) for code in ("3", "1", "2")]
    assert [option.value for option in options_in_order(told, ordered=True)] == [3, 1, 2]
    assert [option.value for option in options_in_order(told)] == [None] * 3
    assert favourable([Option(code="a", label={"nl": "x"})]) == ()


def test_a_list_of_all_towns_is_no_question_to_count(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"v1": [1.0, 2.0]}, variable_value_labels={"v1": dict(enumerate(TOWNS, start=1))})
    assert draft_survey(read_export(file), "proef").items[0].type is ItemType.OPEN
    told = tuple(Told(str(place), {"nl": town}) for place, town in enumerate(TOWNS))
    asked = Questionnaire({}, (Asked("v1", {"nl": "Waar?"}, ItemType.SINGLE, told),))
    assert survey_of(asked, "proef").items[0].type is ItemType.OPEN


TOWNS = [f"Plaats {n}" for n in range(200)]
