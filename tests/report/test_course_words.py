"""Whole scales, the two parts of a change and courses in words, Dutch and English."""

from dataclasses import replace

import pytest

from monitor import texts
from monitor.report.course_words import course_sentence, family_words, split_sentence, whole_scale_sentence
from monitor.statistics.compare import Change, Verdict
from monitor.statistics.course import Course
from monitor.statistics.intervals import Interval
from monitor.statistics.listing import Notable
from monitor.statistics.reasons import because
from monitor.statistics.split import Split
from monitor.statistics.whole_scale import WholeScale

PAIRS = WholeScale(
    "ouders", "com_tevreden", "school", "2023-2024", "2024-2025", "up", delta=0.17, higher=0.42, lower=0.25,
    low=0.02, high=0.31, p=0.02, verdict=Verdict.RISE,
)  # fmt: skip
COURSE = Course(
    "ouders", "com_tevreden", "favourable", "A", "school", ("2022-2023", "2023-2024", "2025-2026"),
    slope=0.072, low=0.02, high=0.12, p=0.007, bends=False, verdict=Verdict.RISE,
)  # fmt: skip
PARTS = Split(0.16, 0.0825, Interval(0.02, 0.15), 0.0775, Interval(-0.05, 0.2))


def test_pairs_of_people() -> None:
    assert whole_scale_sentence(PAIRS) == (
        "Neem honderd keer één antwoord uit 2023-2024 en één uit 2024-2025. In ongeveer 42 paren is het latere "
        "antwoord gunstiger, in ongeveer 25 is het minder gunstig. In de andere zijn ze gelijk. Dat is meer dan toeval."
    )
    often = replace(PAIRS, better="down", verdict=Verdict.UNDECIDED)
    assert "is het latere antwoord vaker, in ongeveer 25 is het minder vaak" in whole_scale_sentence(often)
    assert whole_scale_sentence(often).endswith("Het is niet vast te stellen of er iets veranderd is.")
    nothing = replace(PAIRS, higher=None, lower=None, reasons=(because("no-steps"),))
    assert whole_scale_sentence(nothing) == (
        "Over de hele schaal is dit niet te vergelijken met 2023-2024. De antwoorden op deze vraag zijn geen stappen "
        "van één schaal."
    )


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            PARTS,
            "In punten: +8 doordat meer ouders een mening hebben, en +8 doordat wie een mening heeft, meer tevreden "
            "is. Van het tweede deel is niet vast te stellen of het meer is dan toeval.",
        ),
        (
            Split(-0.16, -0.0825, Interval(-0.15, -0.02), -0.0775, Interval(-0.12, -0.02)),
            "In punten: -8 doordat minder ouders een mening hebben, en -8 doordat wie een mening heeft, minder "
            "tevreden is.",
        ),
        (
            Split(0.0, 0.0, Interval(-0.1, 0.1), 0.0, Interval(-0.1, 0.1)),
            "In punten: 0 doordat evenveel ouders een mening hebben, en 0 doordat wie een mening heeft, even "
            "tevreden is. Van het eerste deel en het tweede deel is niet vast te stellen of het meer is dan toeval.",
        ),
        (Split(reasons=(because("numerator"),)), ""),
    ],
)
def test_the_two_parts(found: Split, expected: str) -> None:
    assert split_sentence(found, "ouders") == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (
            COURSE,
            "Van 2022-2023 tot 2025-2026 steeg het met ongeveer 7 punten per jaar; tussen 2 en 12 punten. "
            "Dat is meer dan toeval.",
        ),
        (
            replace(COURSE, slope=-0.072, low=-0.12, high=-0.001, bends=True, verdict=Verdict.FALL),
            "Van 2022-2023 tot 2025-2026 ging het niet één kant op: bekijk elk jaar apart.",
        ),
        (
            replace(COURSE, slope=0.01, low=-0.03, high=0.04, verdict=Verdict.UNDECIDED),
            "Van 2022-2023 tot 2025-2026 is geen stijgende of dalende lijn vast te stellen: alles tussen -3 en +4 "
            "punten per jaar past bij de antwoorden.",
        ),
        (
            replace(
                COURSE, slope=None, low=None, high=None, reasons=(because("few-waves", least=3),),
                left_out=(("2021-2022", because("wording")),),
            ),
            "Voor een verloop zijn 3 jaren of meer nodig die te vergelijken zijn. 2021-2022 telt niet mee: "
            "De vraag werd in andere woorden gesteld.",
        ),
    ],
)  # fmt: skip
def test_the_course(found: Course, expected: str) -> None:
    assert course_sentence(found) == expected


def test_english() -> None:
    texts.use("en")
    assert "in about 42 pairs the later answer is more favourable" in whole_scale_sentence(PAIRS)
    assert course_sentence(COURSE).startswith("From 2022-2023 to 2025-2026 it rose by about 7 points a year")
    assert split_sentence(PARTS, "ouders").startswith("In points: +8 because more parents have an opinion")


def test_the_family_of_a_change_is_stated() -> None:
    change = Change("ouders", "a", "favourable", "A", "school", "2024-2025", "2025-2026", None, None)
    assert family_words(Notable("ouders", change, 0.01, "favourable", 17)) == (
        "gekozen uit 17 vragen die we vergeleken"
    )
    assert family_words(Notable("personeel", change, 0.01, "known", 1)) == ("de enige vraag waarvan we dit nagingen")
