"""How numbers are said, in Dutch, as a school reads them."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from monitor import texts
from monitor.definition.indicators import indicators
from monitor.definition.model import wording
from monitor.report import words
from monitor.results import Change, Interval, Response, Share, Verdict
from monitor.statistics.reasons import because

SENTENCE = "Zoveel ouders zijn tevreden over de aanpak."


def share(count: int, n: int, *, low: float = 0.36, high: float = 0.54) -> Share:
    return Share(
        "ouders", "2025-2026", "school", "aan_tevreden", "favourable", "A", count, n, count / n, low, high, 3
    )  # fmt: skip


HIDDEN = Share(
    "ouders", "2025-2026", "school", "aan_tevreden", "favourable", "A", reason=because("few-answers", least=10)
)  # fmt: skip


def change(moved: float | None, low: float | None, high: float | None, said: Verdict) -> Change:
    reasons = () if moved is not None else (because("wording"),)
    return Change(
        "ouders", "aan_tevreden", "favourable", "A", "school", "2024-2025", "2025-2026",
        share(54, 120), share(75, 120), moved, low, high, 0.01, said, reasons,
    )  # fmt: skip


RISE = change(0.17, 0.03, 0.29, Verdict.RISE)
FALL = change(-0.17, -0.29, -0.004, Verdict.FALL)
UNDECIDED = change(0.08, -0.06, 0.22, Verdict.UNDECIDED)
STILL = change(0.001, -0.14, 0.0041, Verdict.UNDECIDED)
NOT_COMPARABLE = change(None, None, None, Verdict.NOT_COMPARABLE)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (share(54, 120), "45%"),
        (share(21, 48), "44% (ongeveer 21 van 48)"),  # counts beside percents below 50
        (share(18, 24), "ongeveer 18 van 24"),  # counts only below 30
        (share(1, 300), "minder dan 1%"),
        (share(299, 300), "meer dan 99%"),
        (share(0, 300), "0%"),
        (share(300, 300), "100%"),
        (HIDDEN, "Minder dan 10 antwoorden: niet getoond."),
    ],
)
def test_levels(given: Share, expected: str) -> None:
    assert words.level(given) == expected


def test_of_all() -> None:
    assert words.of_all(share(54, 120), "ouders") == "45% van de ouders"
    assert words.of_all(share(18, 24), "personeel") == "ongeveer 18 van de 24 personeelsleden"
    assert words.of_all(HIDDEN, "ouders") == "Minder dan 10 antwoorden: niet getoond."


def test_level_sentences() -> None:
    assert words.level_sentence(share(54, 120), "ouders") == (
        "45% van de ouders (ongeveer 54 van 120 antwoorden). "
        "Alleen al door toeval kan dit cijfer tussen ongeveer 36% en 54% liggen."
    )
    assert words.level_sentence(share(18, 24), "leerlingen") == (
        "Ongeveer 18 van de 24 leerlingen. Met zo weinig antwoorden vergelijken we niet."
    )
    assert words.level_sentence(HIDDEN, "ouders") == "Minder dan 10 antwoorden: niet getoond."
    assert words.range_words(HIDDEN) == ""


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "Bijna geen ouders zijn tevreden over de aanpak."),
        (10, "Ongeveer 1 op de 10 ouders is tevreden over de aanpak."),
        (25, "Ongeveer een kwart van de ouders zijn tevreden over de aanpak."),
        (42, "Minder dan de helft van de ouders zijn tevreden over de aanpak."),
        (47, "Iets minder dan de helft van de ouders zijn tevreden over de aanpak."),
        (50, "Ongeveer de helft van de ouders zijn tevreden over de aanpak."),
        (53, "Iets meer dan de helft van de ouders zijn tevreden over de aanpak."),
        (58, "Meer dan de helft van de ouders zijn tevreden over de aanpak."),
        (67, "Ongeveer twee derde van de ouders zijn tevreden over de aanpak."),
        (90, "Ongeveer 9 op de 10 ouders zijn tevreden over de aanpak."),
        (100, "Bijna alle ouders zijn tevreden over de aanpak."),
    ],
)
def test_the_message_of_a_chart(count: int, expected: str) -> None:
    assert words.headline(SENTENCE, share(count, 100), "ouders") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zoveel ouders voelen zich welkom.", "Ongeveer 1 op de 5 ouders voelt zich welkom."),
        ("Zoveel ouders die gepest zijn, hebben hulp.", "Ongeveer 1 op de 5 ouders die gepest zijn, heeft hulp."),
        ("Zoveel ouders verven graag.", "Ongeveer 1 op de 5 ouders verven graag."),
        ("Tevreden?", "Ongeveer 1 op de 5 ouders: Tevreden?"),
    ],
)
def test_one_in_so_many_has_its_verb_in_the_singular(sentence: str, expected: str) -> None:
    assert words.headline(sentence, share(20, 100), "ouders") == expected


def test_every_verb_of_the_indicators_has_its_singular() -> None:
    said = [wording(each.sentence, "nl-BE") for each in indicators()]
    ours = [re.sub(r"^Zoveel (ouders|leerlingen|personeelsleden)", "Zoveel ouders", each) for each in said]
    assert ours
    for sentence in ours:
        led = words.headline(sentence, share(20, 100), "ouders")
        assert led.removeprefix("Ongeveer 1 op de 5 ouders") != sentence.removeprefix("Zoveel ouders"), sentence


def test_a_range_may_end_at_everyone() -> None:
    assert words.range_words(Interval(0.481, 0.9999)) == "tussen ongeveer 48% en 100%"
    assert words.range_words(Interval(0.0001, 0.2)) == "tussen ongeveer 0% en 20%"


def test_answers_are_said_with_about() -> None:
    assert words.answers(1236) == "ongeveer 1.236 antwoorden"
    assert words.answers(1) == "ongeveer 1 antwoord"


def test_what_an_undecided_change_leaves_open() -> None:
    assert words.change_sentence(UNDECIDED).startswith(words.left_open(UNDECIDED))
    assert words.left_open(NOT_COMPARABLE) == ""


def test_the_words_never_contradict_the_half() -> None:
    for count in range(1001):
        said = words.headline(SENTENCE, share(count, 1000), "ouders")
        if "inder dan de helft" in said:
            assert count < 500
        if "eer dan de helft" in said:
            assert count > 500


def test_the_message_when_few_answered_or_nothing_is_shown() -> None:
    assert (
        words.headline(SENTENCE, share(18, 24), "ouders")
        == "Ongeveer 18 van de 24 ouders zijn tevreden over de aanpak."
    )
    assert words.headline(SENTENCE, HIDDEN, "ouders") == "Minder dan 10 antwoorden: niet getoond."
    assert words.headline("Tevreden?", share(50, 100), "ouders") == "Ongeveer de helft van de ouders: Tevreden?"


@pytest.mark.parametrize(
    ("given", "title", "verdict", "sentence"),
    [
        (
            RISE,
            "Meer ouders zijn tevreden over de aanpak dan in 2024-2025.",
            "stijging",
            "17 punten hoger dan in 2024-2025; tussen 3 en 29 punten. Dat is meer dan toeval.",
        ),
        (
            FALL,
            "Minder ouders zijn tevreden over de aanpak dan in 2024-2025.",
            "daling",
            "17 punten lager dan in 2024-2025; tussen minder dan 1 en 29 punten. Dat is meer dan toeval.",
        ),
        (
            UNDECIDED,
            "Het is niet vast te stellen of dit veranderd is sinds 2024-2025.",
            "niet vast te stellen",
            "8 punten hoger dan in 2024-2025, maar alles van 6 punten lager tot 22 punten hoger past bij de "
            "antwoorden. Het is niet vast te stellen of er iets veranderd is.",
        ),
        (
            STILL,
            "Het is niet vast te stellen of dit veranderd is sinds 2024-2025.",
            "niet vast te stellen",
            "Ongeveer gelijk aan 2024-2025, maar alles van 14 punten lager tot minder dan 1 punt hoger past bij de "
            "antwoorden. Het is niet vast te stellen of er iets veranderd is.",
        ),
        (
            NOT_COMPARABLE,
            "Dit is niet te vergelijken met 2024-2025.",
            "niet te vergelijken",
            "Niet te vergelijken met 2024-2025. De vraag werd in andere woorden gesteld.",
        ),
    ],
)
def test_changes(given: Change, title: str, verdict: str, sentence: str) -> None:
    assert words.change_title(SENTENCE, given) == title
    assert words.verdict_words(given.verdict) == verdict
    assert words.change_sentence(given) == sentence


def test_a_title_without_the_usual_beginning() -> None:
    assert words.change_title("Tevreden.", RISE) == "Meer mensen: Tevreden dan in 2024-2025."


def test_smallest_real_and_smallest_detectable_are_two_sentences() -> None:
    assert words.smallest_real_sentence(UNDECIDED) == (
        "Met zoveel antwoorden is een verschil meer dan toeval vanaf ongeveer 14 punten."
    )
    assert re.fullmatch(
        r"Met zoveel antwoorden valt een daling van \d\d punten of een stijging van \d\d punten op in 4 van de 5 "
        r"gevallen\. Kleinere veranderingen vallen minder vaak op\.",
        words.detectable_sentence(UNDECIDED),
    )
    high = replace(UNDECIDED, before=share(118, 120), after=share(118, 120))
    assert "stijging" not in words.detectable_sentence(high)
    few = replace(UNDECIDED, before=share(5, 10), after=replace(share(5, 10), rounding=5))
    assert words.detectable_sentence(few) == "Met zo weinig antwoorden zou bijna geen enkele verandering opvallen."
    assert words.smallest_real_sentence(NOT_COMPARABLE) == words.detectable_sentence(NOT_COMPARABLE) == ""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            Response("ouders", "2025-2026", 120, 200, 0.6),
            "120 van de 200 ouders antwoordden (60%). 80 deden dat niet. Denken zij er anders over, dan kunnen de "
            "echte cijfers hoger of lager liggen.",
        ),
        (Response("ouders", "2025-2026", 1200, 1200, 1.0), "1.200 van de 1.200 ouders antwoordden (100%)."),
        (
            Response("ouders", "2025-2026", 120, None, None, because("no-enrolment")),
            "Er kwamen 120 formulieren binnen. We weten niet hoeveel mensen de vragenlijst kregen.",
        ),
        (
            Response("ouders", "2025-2026", 130, 120, None, because("more-forms-than-people", forms=130, enrolled=120)),
            "Er kwamen meer formulieren binnen (130) dan er mensen zijn (120). Kijk het ingevulde aantal na.",
        ),
    ],
)
def test_response(given: Response, expected: str) -> None:
    assert words.response_sentence(given, "ouders") == expected


def test_a_response_that_moved_much_is_a_warning() -> None:
    low, high = Response("ouders", "a", 60, 200, 0.3), Response("ouders", "b", 90, 200, 0.45)
    assert words.response_change_sentence(low, high).startswith("De respons ging van 30% naar 45%.")
    assert words.response_change_sentence(low, replace(high, forms=80, rate=0.4)) == ""
    assert words.response_change_sentence(low, replace(high, rate=None)) == ""
    assert words.response_change_sentence(replace(low, rate=None), high) == ""


def test_bases_and_date() -> None:
    assert words.base_words("A", "ouders") == "van alle ouders die antwoordden, ook wie “weet ik niet” koos"
    assert words.base_words("B", "leerlingen") == "van de leerlingen die iets anders antwoordden dan “weet ik niet”"
    assert words.base_words("A", "ouders", unknown=False) == "van alle ouders die antwoordden"
    assert words.closed_on(dt.date(2026, 11, 21)) == "Cijfers vastgelegd op 21 november 2026."
    assert words.noun("iemand") == "mensen"


@pytest.mark.parametrize("given", [RISE, FALL, UNDECIDED, STILL, NOT_COMPARABLE])
def test_no_p_value_no_decimal_and_no_forbidden_word(given: Change) -> None:
    said = " ".join(
        (
            words.change_sentence(given),
            words.change_title(SENTENCE, given),
            words.smallest_real_sentence(given),
            words.detectable_sentence(given),
        )
    )
    assert not re.search(r"\d,\d|p ?[<=]|signific|representatie|bewezen|kans|\{|\}", said)


def test_english_for_who_asks_for_it() -> None:
    texts.use("en")
    assert words.change_sentence(RISE) == (
        "17 points higher than in 2024-2025; between 3 and 29 points. That is more than chance."
    )
    assert words.response_sentence(Response("ouders", "2025-2026", 1200, 1200, 1.0), "ouders") == (
        "1,200 of the 1,200 parents answered (100%)."
    )
