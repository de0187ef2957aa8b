"""Weighted figures and figures from elsewhere, as a parent reads them."""

import re
from dataclasses import replace

import pytest

from monitor.report.benchmark_words import benchmark_sentence, figure_words, source_words
from monitor.report.weighting_words import headline_change_sentence, weighted_sentence, weighting_cannot
from monitor.statistics.beside import beside
from monitor.statistics.compare import Change, Verdict
from monitor.statistics.nonresponse import Weighted
from monitor.statistics.reasons import because
from monitor.statistics.weighted_change import HeadlineChange
from monitor.texts import use
from tests.statistics.test_beside import figure, share

WEIGHTED = Weighted(share(69, 120), 0.483, 0.38, 0.59, apart=-0.092, beyond_chance=True)
SAME = Weighted(share(69, 120), 0.58, 0.49, 0.66, apart=0.005)
NONE = Weighted(share(69, 120), reason=because("no-groups-to-weigh"))
FORBIDDEN = re.compile(
    "significant|statistisch bewezen|representatie|foutenmarge|p-waarde|95 ?% kans|margin of error|proven", re.I
)


def test_a_weighted_figure_that_differs_is_told_so() -> None:
    assert weighted_sentence(WEIGHTED) == (
        "Als elke groep even vaak had geantwoord, was het ongeveer 48%: 38% tot 59%. Dat scheelt meer dan 2 punten met "
        "het cijfer zonder weging: groepen die minder antwoordden, geven andere antwoorden."
    )


def test_a_difference_that_chance_may_make_has_no_cause() -> None:
    said = weighted_sentence(replace(WEIGHTED, beyond_chance=False))
    assert said.endswith("Dat verschilt meer dan 2 punten van het ongewogen cijfer, maar dat kan ook toeval zijn.")


def test_weights_that_were_cut_are_told() -> None:
    said = weighted_sentence(replace(SAME, trimmed=12))
    assert said.endswith("Sommige groepen antwoordden zo weinig dat ze maar voor een deel zwaarder tellen.")


def test_one_that_does_not_is_told_so_too() -> None:
    assert weighted_sentence(SAME).endswith("58%: 49% tot 66%. Dat is ongeveer hetzelfde als het cijfer zonder weging.")


def test_where_there_is_none_it_is_said_why() -> None:
    assert weighted_sentence(NONE) == (
        "Er is geen gewogen cijfer. Van deze vraag zijn geen cijfers van groepen vrijgegeven. "
        "Er valt dus niets te wegen."
    )


def test_what_weighting_cannot_do_is_said_in_words() -> None:
    assert "Vroege en late antwoorden kunnen we dus niet vergelijken." in weighting_cannot()


def changed(verdict: Verdict, change: float = 0.1) -> HeadlineChange:
    return HeadlineChange(True, a_change(verdict, change))


def a_change(verdict: Verdict, change: float) -> Change:
    low, high = change - 0.05, change + 0.05
    years = ("2024-2025", "2025-2026")
    return Change("ouders", "vraag", "favourable", "A", "school", *years, None, None, change, low, high, None, verdict)


def test_the_change_of_a_weighted_headline() -> None:
    assert headline_change_sentence(changed(Verdict.RISE)) == (
        "Gewogen naar groep: 10 punten hoger dan in 2024-2025; tussen 5 en 15 punten. Dat is meer dan toeval."
    )
    fall = headline_change_sentence(changed(Verdict.FALL, -0.1))
    assert fall.startswith("Gewogen naar groep: 10 punten lager dan in 2024-2025; tussen 5 en 15 punten.")
    undecided = headline_change_sentence(changed(Verdict.UNDECIDED, -0.01))
    assert undecided == (
        "Gewogen naar groep: 1 punt lager dan in 2024-2025, maar alles van 6 punten lager tot 4 punten hoger past bij "
        "de antwoorden. Het is niet vast te stellen of er iets veranderd is."
    )
    plain = a_change(Verdict.RISE, 0.1)
    assert headline_change_sentence(HeadlineChange(False, plain)) == ""
    half = HeadlineChange(False, plain, because("headline-not-recorded", year="2024-2025"))
    assert headline_change_sentence(half).endswith("Beide jaren zijn daarom ongewogen.")


@pytest.mark.parametrize(
    ("op", "said"), [("=", "84%"), ("~", "ongeveer 84%"), ("<", "minder dan 84%"), (">", "meer dan 84%")]
)
def test_a_figure_is_said_with_its_sign(op: str, said: str) -> None:
    assert figure_words(beside(share(84, 120), (figure(84, op),))[0]) == said


@pytest.mark.parametrize(
    ("value", "kind", "n", "said"),
    [
        (50, "A", 120, "Bij ons is het meer: tussen ongeveer 61% en 77%, toeval meegerekend."),
        (90, "A", 120, "Bij ons is het minder: tussen ongeveer 61% en 77%, toeval meegerekend."),
        (70, "A", 120, "We kunnen dus niet zeggen of het meer of minder is."),
        (50, "B", 120, "Elders (ouders in Vlaanderen, 2023): 50%. Alleen ter oriëntatie. Omdat."),
        (50, "A", 24, "We vergelijken niet. Te weinig antwoorden om te vergelijken: minder dan 30 in 2025-2026."),
    ],
)
def test_a_figure_from_elsewhere_in_a_sentence(value: float, kind: str, n: int, said: str) -> None:
    (found,) = beside(share(round(0.7 * n), n), (figure(value, kind=kind),))
    assert benchmark_sentence(found).endswith(said)
    assert benchmark_sentence(found).startswith("Elders (ouders in Vlaanderen, 2023): ")


def test_the_source_and_who_is_counted_stand_with_it() -> None:
    assert source_words(beside(share(84, 120), (figure(84),))[0]) == "Bron: Bron. Geteld over: alle ouders."


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_says_what_cannot_be_said(language: str) -> None:
    use(language)
    try:
        told = [weighted_sentence(one) for one in (WEIGHTED, SAME, NONE)] + [weighting_cannot()]
        told += [headline_change_sentence(changed(one)) for one in Verdict]
        for value in (50, 70, 90):
            found = beside(share(84, 120), (figure(value), figure(value, kind="B")))
            told += [benchmark_sentence(one) for one in found] + [source_words(found[0])]
    finally:
        use("nl")
    assert not [one for one in told if FORBIDDEN.search(one)]
    assert all(told)
