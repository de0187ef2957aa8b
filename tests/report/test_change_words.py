"""What a change is made of, as a school reads it."""

import re
from dataclasses import replace

import pytest

from monitor import texts
from monitor.report import change_words as words
from monitor.results import Change, Course, Notable, PartOfChange, Split, Verdict, WholeScale
from monitor.statistics.reasons import because

YEARS = ("2024-2025", "2025-2026")
RISE = WholeScale(
    "ouders", "aan_tevreden", "school", *YEARS, "up", 0.38, 0.22, 0.16, 0.04, 0.28, 0.01, Verdict.RISE
)  # fmt: skip
UNDECIDED = replace(RISE, higher=0.31, lower=0.27, delta=0.04, low=-0.08, high=0.16, verdict=Verdict.UNDECIDED)
KNOWING = PartOfChange(0.12, 0.02, 0.21, Verdict.RISE)
SATISFIED = PartOfChange(-0.05, -0.13, 0.03, Verdict.UNDECIDED)
SPLIT = Split("ouders", "aan_tevreden", "school", *YEARS, 0.07, KNOWING, SATISFIED)
COURSE = Course(
    "ouders", "aan_tevreden", "favourable", "A", "school", years=("2022-2023", "2023-2024", "2025-2026"),
    slope=0.043, low=0.012, high=0.071, p=0.01, departure_p=0.5, verdict=Verdict.RISE,
)  # fmt: skip
NO_COURSE = Course("ouders", "a", "favourable", "A", "school", reasons=(because("few-years", n=2), because("wording")))


def test_the_whole_scale_in_pairs() -> None:
    assert words.whole_scale_sentence(RISE) == (
        "Zet iemand van 2024-2025 naast iemand van 2025-2026: in ongeveer 38 van de 100 paren is het antwoord van "
        "2025-2026 gunstiger, in ongeveer 22 is het minder gunstig. Dat is een verschil van +16 op 100 paren; alleen "
        "al door toeval kan dat tussen +4 en +28 liggen. Dat is meer dan toeval."
    )
    assert words.whole_scale_sentence(UNDECIDED).endswith(
        "tussen \N{MINUS SIGN}8 en +16 liggen. Dat kan toeval zijn: of er iets veranderde, is niet vast te stellen."
    )


def test_more_often_is_not_called_better() -> None:
    said = words.whole_scale_sentence(replace(RISE, better="down"))
    assert "gebeurt het vaker bij die van 2025-2026" in said
    assert "gunstig" not in said
    assert "hoger op de schaal" in words.whole_scale_sentence(replace(RISE, better=None))


def test_a_change_taken_apart() -> None:
    assert words.split_sentence(SPLIT) == (
        "Het verschil met 2024-2025 is +7 punten. Daarvan +12 punten doordat meer mensen een mening hebben (van +2 tot "
        "+21 punten: meer dan toeval); en \N{MINUS SIGN}5 punten doordat wie een mening heeft, minder gunstig "
        "antwoordt (van \N{MINUS SIGN}13 tot +3 punten: dat kan toeval zijn)."
    )


def test_the_parts_the_other_way_round() -> None:
    said = words.split_sentence(
        replace(
            SPLIT,
            knowing=PartOfChange(-0.12, -0.21, -0.002, Verdict.FALL),
            satisfied=PartOfChange(0.05, 0.004, 0.13, Verdict.RISE),
        )
    )
    assert "doordat minder mensen een mening hebben (van \N{MINUS SIGN}21 tot \N{MINUS SIGN}1 punten: meer" in said
    assert "doordat wie een mening heeft, gunstiger antwoordt (van +1 tot +13 punten: meer dan toeval)" in said


def test_a_part_of_nothing_has_no_direction() -> None:
    still = PartOfChange(0.001, -0.05, 0.05, Verdict.UNDECIDED)
    said = words.split_sentence(replace(SPLIT, knowing=still, satisfied=still))
    assert "minder dan 1 punt doordat meer of minder mensen een mening hebben" in said
    assert "doordat wie een mening heeft, meer of minder gunstig antwoordt" in said


def test_a_course() -> None:
    assert words.course_sentence(COURSE) == (
        "Over 3 schooljaren, van 2022-2023 tot 2025-2026, ging dit per jaar ongeveer 4 punten omhoog; tussen 1 en 7 "
        "punten per jaar. Dat is meer dan toeval."
    )
    fall = replace(COURSE, slope=-0.043, low=-0.071, high=-0.002, verdict=Verdict.FALL)
    assert "ongeveer 4 punten omlaag; tussen 1 en 7 punten per jaar" in words.course_sentence(fall)
    unclear = replace(COURSE, low=-0.012, verdict=Verdict.UNDECIDED)
    assert words.course_sentence(unclear) == (
        "Over 3 schooljaren, van 2022-2023 tot 2025-2026, is niet vast te stellen of dit hoger of lager werd: alles "
        "van 1 punt per jaar lager tot 7 punten per jaar hoger past bij de antwoorden."
    )


def test_a_course_that_is_bent_or_broken_says_so() -> None:
    said = words.course_sentence(replace(COURSE, departure_p=0.01, broken=(because("wording"),)))
    assert said.endswith(
        "De jaren liggen niet op een rechte lijn: kijk ook naar elk jaar apart. De jaren voor 2022-2023 tellen niet "
        "mee. De vraag werd in andere woorden gesteld."
    )


def test_what_cannot_be_said_has_its_reason() -> None:
    assert words.course_sentence(NO_COURSE) == (
        "Voor een verloop zijn minstens drie schooljaren nodig die te vergelijken zijn. Hier zijn dat er 2. De vraag "
        "werd in andere woorden gesteld."
    )
    hidden = WholeScale("ouders", "a", "school", *YEARS, reasons=(because("not-all-options", year="2024-2025"),))
    assert words.whole_scale_sentence(hidden) == "In 2024-2025 is niet elk antwoord op deze vraag apart vrijgegeven."
    assert words.split_sentence(Split("ouders", "a", "school", *YEARS, reasons=(because("no-split"),)))


def test_the_family_of_a_change_is_stated() -> None:
    change = Change("ouders", "a", "favourable", "A", "school", *YEARS, None, None)
    assert words.family_words(Notable("ouders", change, 0.01, "favourable", 17)) == (
        "Dit valt op tussen 17 vragen aan ouders die samen getoetst zijn."
    )
    assert words.family_words(Notable("personeel", change, 0.01, "known", 1)) == (
        "Dit was de enige vraag aan personeelsleden die zo getoetst is."
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_p_value_and_no_forbidden_word(language: str) -> None:
    texts.use(language)
    scales = (words.whole_scale_sentence(one) for one in (RISE, UNDECIDED))
    courses = (words.course_sentence(one) for one in (COURSE, NO_COURSE))
    said = " ".join((*scales, words.split_sentence(SPLIT), *courses))
    assert not re.search(r"signific|statistisch|representat|foutenmarge|margin of error|p ?[<=]|\d[.,]\d", said)
