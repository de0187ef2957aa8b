"""How scales are said, in Dutch, as a school reads them; and in English."""

import re
from dataclasses import replace

import pytest

from monitor import texts
from monitor.disclosure.release import ScaleReliability
from monitor.report import scale_words as words
from monitor.results import MeanChange, MeanStep, Results, ScaleFigures, Share, Verdict
from monitor.statistics.consistency import Consistency, consistency
from monitor.statistics.reasons import because
from tests.support import releases
from tests.support.scale_releases import with_scales

FORBIDDEN = re.compile(
    r"significan|statistisch bewezen|statistically|representati|foutenmarge|margin of error|95 ?%|\bp ?[=<]",
    re.IGNORECASE,
)
HARDLY = "De vragen van deze schaal hangen nauwelijks samen: kijk naar elke vraag apart, niet naar de schaal"
TITLE = "Zich goed en veilig voelen op school"


def figures(share: Share | None = None) -> ScaleFigures:
    made = with_scales(releases.release_of(releases.Wave("leerlingen-9-12", "2025-2026", 141, 160, groups=False)))
    found = Results.of([made]).scales("leerlingen-9-12", "2025-2026")[0]
    return found if share is None else replace(found, share=share)


def share(count: int, n: int) -> Share:
    place = ("leerlingen-9-12", "2025-2026", "school", "schaal_klimaat", "favourable")
    return Share(*place, "A", count, n, count / n, 0.36, 0.54, 3)


HIDDEN = replace(share(48, 120), count=None, n=None, share=None, low=None, high=None, reason=because("not-published"))


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        (
            share(54, 120),
            f'{TITLE}. Op "Hoog": 45% van de leerlingen. Dat zijn ongeveer 54 van de 120 mensen met een score. '
            "Alleen al door toeval kan dit cijfer tussen ongeveer 36% en 54% liggen.",
        ),
        (
            share(12, 24),
            f'{TITLE}. Op "Hoog": ongeveer 12 van de 24 leerlingen. Met zo weinig antwoorden vergelijken we niet.',
        ),
        (
            HIDDEN,
            f"{TITLE}: Niet vrijgegeven voor deze groep: te weinig antwoorden (of geen enkel), of een te "
            "persoonlijke vraag.",
        ),
    ],
    ids=["enough", "few", "hidden"],
)
def test_a_share_of_a_scale(shown: Share, said: str) -> None:
    assert words.scale_sentence(figures(shown), "leerlingen") == said


def mean(value: float | None, low: float | None = None, high: float | None = None) -> MeanStep:
    reason = None if value is not None else because("few-categories")
    return MeanStep("ouders", "2024-2025", "schaal", 3, 120, value, low, high, None, reason)


def test_a_mean_step() -> None:
    assert words.mean_sentence(mean(2.35, 2.21, 2.49)) == (
        "Gemiddeld staan ze op 2,4, op treden van 1 (laag) tot 3 (hoog); waarschijnlijk tussen 2,2 en 2,5. "
        "Dit is het gemiddelde van de treden, niet van de antwoorden zelf."
    )
    assert words.mean_sentence(mean(None)) == "Te weinig antwoorden om elke trede van de schaal te tonen."
    assert (words.mean_words(mean(2.35)), words.mean_words(mean(None))) == ("2,4", "")


def moved(by: float, low: float, high: float, said: Verdict) -> MeanChange:
    return MeanChange(mean(2.2), mean(2.2 + by), by, low, high, 0.01, said)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            moved(0.34, 0.12, 0.56, Verdict.RISE),
            "De gemiddelde trede is 0,3 hoger dan in 2024-2025; tussen 0,1 en 0,6. Dat is meer dan toeval.",
        ),
        (
            moved(-0.3, -0.57, -0.03, Verdict.FALL),
            "De gemiddelde trede is 0,3 lager dan in 2024-2025; tussen minder dan 0,1 en 0,6. Dat is meer dan toeval.",
        ),
        (
            moved(0.1, -0.1, 0.3, Verdict.UNDECIDED),
            "De gemiddelde trede: van 0,1 lager tot 0,3 hoger dan in 2024-2025 past bij de antwoorden. "
            "Of er iets veranderd is, is niet vast te stellen.",
        ),
        (MeanChange(None, mean(2.2), reasons=(because("no-scale", year="2024-2025"),)),
         "Deze schaal is in 2024-2025 niet berekend."),
    ],
    ids=["rise", "fall", "undecided", "not comparable"],
)  # fmt: skip
def test_a_change_of_the_mean_step(change: MeanChange, said: str) -> None:
    assert words.mean_change_sentence(change) == said


def told(alpha: float | None, omega: float | None = None, reason: str = "") -> Consistency:
    return consistency(ScaleReliability(scale="s", step=0.1, n=105, alpha=alpha, omega=omega, reason=reason), 4)


@pytest.mark.parametrize(
    ("alpha", "begins"),
    [
        (0.9, "De vragen van deze schaal hangen goed samen (alpha 0,9 of meer, waarschijnlijk tussen"),
        (0.8, "De vragen van deze schaal hangen redelijk samen (alpha ongeveer 0,8, waarschijnlijk tussen 0,6 en 0,9"),
        (0.7, "De vragen van deze schaal hangen zwak samen: kijk ook naar elke vraag apart (alpha ongeveer 0,7"),
        (0.6, f"{HARDLY} (alpha ongeveer 0,6"),
        (0.5, f"{HARDLY} (alpha ongeveer 0,5"),
        (0.0, f"{HARDLY} (alpha 0,0 of lager"),
    ],
)  # fmt: skip
def test_how_well_questions_hang_together(alpha: float, begins: str) -> None:
    said = words.consistency_sentence(told(alpha))
    assert said.startswith(begins)
    assert said.endswith(
        "; van minstens 105 mensen). Dat zegt iets over de vragen, niet hoe precies het cijfer van de school is."
    )
    assert "omega" not in said
    assert ", omega ongeveer 0,7; van" in words.consistency_sentence(told(alpha, 0.7))
    assert words.consistency_words(told(alpha)) in said


def test_without_an_alpha_the_reason_is_said() -> None:
    few = told(None, reason="few-complete")
    assert words.consistency_words(few) == ""
    assert words.consistency_sentence(few) == (
        "Uit de aantallen blijkt niet dat 50 mensen elke vraag van de schaal beantwoordden. "
        "Bij minder tonen we dit niet."
    )


def test_columns_hold_no_share_of_few_or_of_nobody() -> None:
    assert words.share_words(figures(share(54, 120))) == ("45%", "36%", "54%")
    assert words.share_words(figures(share(12, 24))) == words.share_words(figures(HIDDEN)) == ("", "", "")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_nothing_is_said_that_may_not_be_said(language: str) -> None:
    texts.use(language)
    shown = figures(share(54, 120))
    said = [
        words.scale_sentence(shown, "leerlingen"), words.mean_sentence(mean(2.35, 2.21, 2.49)),
        words.mean_change_sentence(moved(0.34, 0.12, 0.56, Verdict.RISE)), words.consistency_sentence(told(0.8, 0.8)),
        words.mean_change_sentence(moved(0.1, -0.1, 0.3, Verdict.UNDECIDED)),
    ]  # fmt: skip
    assert all(said)
    assert not [one for one in said if FORBIDDEN.search(one)]
    assert words.decimal(2.35) == {"nl": "2,35", "en": "2.35"}[language]
