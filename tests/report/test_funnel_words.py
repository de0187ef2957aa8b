"""A funnel in words, in Dutch and in English: with both bases, never more certain than the counts."""

import re

import pytest

from monitor import texts
from monitor.report.funnel_words import funnel_change_sentences, funnel_sentence, funnel_title, step_words
from monitor.statistics.compare import compare
from monitor.statistics.funnel import Funnel, funnel_change, funnels
from tests.statistics.test_funnel import ITEM, only, wave
from tests.support.tables import like

FORBIDDEN = re.compile(
    r"significant|bewezen|proven|representatie|p-waarde|p-value|foutenmarge|margin of error|95 ?% (kans|chance|prob)",
    re.I,
)


def test_of_every_100_so_many_know_and_so_many_of_those_are_satisfied() -> None:
    assert funnel_sentence(only(207, 177, 132), "ouders") == (
        "210 van de 320 ouders vulden de vragenlijst in. Ongeveer 207 ouders beantwoordden deze vraag. "
        "Van elke 100 mensen die deze vraag beantwoordden, weten er ongeveer 86 genoeg om te oordelen. "
        "Ongeveer 64 van die 86 ouders zijn tevreden over wat de school vertelt over haar aanpak van pesten. "
        "Weten genoeg om te oordelen: 86% (ongeveer 177 van 207; tussen ongeveer 80% en 90%). "
        "Bij wie het weet: 75% (ongeveer 132 van 177; tussen ongeveer 67% en 81%). "
        "Bij iedereen die antwoordde: 64% (ongeveer 132 van 207; tussen ongeveer 57% en 70%). "
        "Alleen al door toeval kan een cijfer tussen deze grenzen liggen."
    )


def test_the_same_in_english() -> None:
    texts.use("en")
    assert funnel_sentence(only(207, 177, 132), "ouders").startswith(
        "210 of the 320 parents filled in the questionnaire. About 207 parents answered this question. "
        "Of every 100 people who answered this question, about 86 know enough to judge. About 64 of those 86 parents "
    )


def test_below_50_answers_people_are_counted_and_not_made_into_hundreds() -> None:
    assert funnel_title(only(36, 33, 27), "ouders") == (
        "Ongeveer 33 van de 36 ouders weten genoeg om te oordelen. "
        "Ongeveer 27 van die 33 ouders zijn tevreden over wat de school vertelt over haar aanpak van pesten."
    )


def test_with_few_answers_no_percentage_is_said() -> None:
    told = funnel_sentence(only(27, 24, 12), "ouders")
    assert "%" not in told
    assert "Bij wie het weet: ongeveer 12 van 24." in told
    assert "toeval" not in told


def test_when_nobody_knows_nobody_is_satisfied() -> None:
    told = funnel_title(only(207, 0, 0), "ouders")
    assert told == "Van elke 100 mensen die deze vraag beantwoordden, weten er ongeveer 0 genoeg om te oordelen."


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((9, 9, 3), "Minder dan 10 antwoorden: niet getoond."),
        ((27, None, 18), "Bij iedereen die antwoordde: ongeveer 18 van 27."),
        ((207, 9, 6), "Bij wie het weet: Minder dan 10 antwoorden: niet getoond."),
        ((207, 177, None), "Weten genoeg om te oordelen: 86%"),
    ],
)
def test_what_is_hidden_is_said_with_its_reason(counts: tuple[int | None, ...], said: str) -> None:
    told = funnel_sentence(only(*counts), "ouders")
    assert said in told
    assert ".." not in told


def test_where_not_everybody_was_asked_that_is_said() -> None:
    routed = Funnel(**{**vars(only(207, 177, 132)), "routed": True})
    assert "Alleen wie ermee te maken had, kreeg deze vraag; ongeveer 207 ouders beantwoordden ze." in (
        funnel_sentence(routed, "ouders")
    )


def test_without_enrolment_only_the_forms_are_said() -> None:
    (funnel,) = funnels(wave(207, 177, 132, enrolled=0))
    assert funnel_sentence(funnel, "ouders").startswith("210 ouders vulden de vragenlijst in.")


def test_a_step_of_which_nothing_is_shown_says_why() -> None:
    assert step_words(only(9, 9, 3).knows) == "Minder dan 10 antwoorden: niet getoond."


def test_the_change_of_each_step_has_a_sentence_of_its_own() -> None:
    changes = compare(wave(207, 99, 90, year="2023-2024"), wave(207, 180, 93))
    change = funnel_change(changes, ITEM.id)
    knows, satisfied, of_all = funnel_change_sentences(change)
    assert knows.startswith("Genoeg weten om te oordelen: 39 punten hoger dan in 2023-2024; tussen ")
    assert satisfied.startswith("Bij wie het weet: 39 punten lager dan in 2023-2024; tussen ")
    assert of_all.endswith("Het is niet vast te stellen of er iets veranderd is.")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_forbidden_word(language: str) -> None:
    texts.use(language)
    for counts in ((207, 177, 132), (36, 33, 27), (27, 24, 12), (9, 9, 3)):
        assert not FORBIDDEN.search(funnel_sentence(only(*counts), "ouders"))


def test_another_sentence_stands_behind_a_colon() -> None:
    """Indicators of other shape than "Zoveel ouders ..." keep their words."""
    (funnel,) = funnels(wave(207, 177, 132, item=like(ITEM)))
    indicator = funnel.indicator.__class__(**{**vars(funnel.indicator), "sentence": {"nl": "Tevreden met de school."}})
    assert funnel_title(Funnel(**{**vars(funnel), "indicator": indicator}), "ouders").endswith(
        "Ongeveer 64 van die 86 ouders: Tevreden met de school."
    )


@pytest.mark.parametrize(("answered", "explained"), [(207, False), (210, False), (213, True)])
def test_a_rounded_count_above_the_forms_is_explained(answered: int, explained: bool) -> None:
    told = funnel_sentence(only(answered, 177, 132), "ouders")
    assert ("Dat is een afgerond aantal." in told) is explained, "210 filled in the questionnaire"
