"""Two groups side by side in words: the figures, the difference with its range, and how far the questions compare."""

import re
from dataclasses import replace

import pytest

from monitor import texts
from monitor.report.gap_words import (
    gap_note,
    gap_sentence,
    gap_title,
    gap_verdict_words,
    higher_words,
    level_note,
    level_words,
    side_words,
    subject_words,
)
from monitor.statistics.gap import Difference, Gap, GapVerdict, Side
from monitor.statistics.reasons import because
from tests.report.test_funnel_words import FORBIDDEN
from tests.statistics.test_perspectives import BEFORE, PARENTS, STAFF, asked, only, wave

GAP = only([PARENTS, STAFF])


def told(staff: tuple[int, int, int]) -> str:
    return gap_sentence(only([PARENTS, wave(asked("personeel"), *staff)]))


def test_a_gap() -> None:
    assert gap_sentence(GAP) == (
        "Tevreden over de aanpak van pesten (“Tevreden” of “Zeer tevreden”, zonder “weet ik niet”): "
        "personeelsleden 82% (ongeveer 27 van 33), ouders 55% (ongeveer 99 van 180). "
        "Bij personeelsleden is het 27 punten hoger, tussen 6 en 42 punten: dat is een kloof, meer dan toeval. "
        "Beide groepen kregen dezelfde vraag en dezelfde antwoorden."
    )


def test_a_gap_the_other_way_and_in_english() -> None:
    texts.use("en")
    said = told((36, 33, 3))
    assert "Among staff members it is 46 points lower, between " in said
    assert said.startswith("Satisfied with how bullying is dealt with (“Tevreden” or “Zeer tevreden”")


def test_undecided_is_never_no_difference() -> None:
    said = told((36, 33, 21))
    assert re.search(
        r"Of de groepen verschillen, is niet vast te stellen: alles van \d+ punten lager tot \d+ punten hoger "
        r"bij personeelsleden past bij de antwoorden\.",
        said,
    )
    assert "kloof" not in said


def test_a_small_difference_is_not_called_a_gap() -> None:
    small = replace(GAP, numbers=Difference(0.06, 0.02, 0.1))
    assert (
        "Bij personeelsleden is het 6 punten hoger, tussen 2 en 10 punten: meer dan toeval, maar minder dan 10 punten, "
        "dus we noemen het geen kloof."
    ) in gap_sentence(small)


def test_few_answers_are_counts_beside_the_gap() -> None:
    assert "personeelsleden ongeveer 12 van 12, ouders 55% (ongeveer 99 van 180)" in told((12, 12, 12))


def test_what_is_hidden_or_not_there_is_said() -> None:
    assert "personeelsleden (Minder dan 10 antwoorden: niet getoond), ouders 55%" in told((9, 9, 9))
    absent = only([PARENTS, wave(asked("personeel"), 36, 33, 27, year=BEFORE)])
    assert "personeelsleden: geen cijfer, ouders 55%" in gap_sentence(absent)
    assert "Er zijn geen vrijgegeven cijfers van personeel in 2024-2025." in gap_sentence(absent)


def test_at_level_3_there_are_two_figures_and_no_difference() -> None:
    side_by_side = replace(GAP, subject="kl_erbij", level=3, numbers=None, reasons=(because("orientation"),))
    said = gap_sentence(side_by_side)
    assert "punten" not in said
    assert said.count("Alleen het onderwerp is hetzelfde") == 1
    assert said.endswith("telt bij elke groep anders.")


@pytest.mark.parametrize(
    ("measure", "base", "words"),
    [
        ("known", "A", "weet het"),
        ("dont_know", "A", "weet het niet"),
        ("ever", "B", "minstens 1 keer, zonder “weet ik niet”"),
        ("regularly", "A", "regelmatig"),
        ("weekly", "A", "elke week"),
        ("onbekend", "A", "onbekend"),
    ],
)
def test_what_is_counted(measure: str, base: str, words: str) -> None:
    row: Gap = replace(GAP, subject="erv_gepest", measure=measure, base=base, answer=())  # type: ignore[arg-type]  # base is one of two letters
    assert gap_title(row) == f"Gepest worden ({words})"
    assert gap_title(replace(row, subject="eigen")) == f"eigen ({words})"


@pytest.mark.parametrize(
    ("survey", "audience", "people"),
    [
        ("leerlingen-9-12", "leerlingen", "leerlingen van 9 tot 12 jaar"),
        ("leerlingen-12-18", "leerlingen", "leerlingen van 12 tot 18 jaar"),
        ("leerlingen-proef", "leerlingen", "leerlingen"),
        ("eigen", "overig", "mensen"),
    ],
)
def test_groups_by_name(survey: str, audience: str, people: str) -> None:
    assert side_words(Side(survey, audience, "")) == f"{people}: geen cijfer"


def test_verdicts_and_levels_each_have_their_words() -> None:
    assert [gap_verdict_words(one) for one in GapVerdict] == [
        "kloof", "klein verschil", "niet vast te stellen", "niet te vergelijken",
    ]  # fmt: skip
    assert len({level_words(level) for level in (None, 1, 2, 3)}) == 4
    assert level_words(None) == ""


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_forbidden_word(language: str) -> None:
    texts.use(language)
    for staff in ((36, 33, 27), (36, 33, 21), (12, 12, 12), (9, 9, 9)):
        assert not FORBIDDEN.search(told(staff))


def test_in_a_line_or_two_and_whose_figure_is_higher() -> None:
    assert gap_note(GAP) == "kloof: 27 punten hoger, tussen 6 en 42 punten"
    lower = replace(GAP, numbers=Difference(-0.06, -0.1, -0.02))
    assert gap_note(lower) == "klein verschil: 6 punten lager, tussen 2 en 10 punten"
    open_ = replace(GAP, numbers=Difference(0.05, -0.1, 0.2))
    assert gap_note(open_) == "niet vast te stellen\nvan 10 punten lager tot 20 punten hoger"
    assert higher_words(GAP) == "“Hoger” betekent: hoger bij personeelsleden dan bij ouders."
    apart = replace(GAP, numbers=None, reasons=(because("orientation"),))
    assert gap_note(apart).startswith("niet te vergelijken\nAlleen het onderwerp is hetzelfde")


def test_how_far_two_questions_compare_in_a_few_words() -> None:
    assert level_note(1) == "dezelfde vraag voor iedereen"
    assert level_note(3) == "alleen hetzelfde onderwerp: niet te vergelijken"
    assert level_note(None) == ""


def test_a_subject_that_only_own_questionnaires_share_is_called_by_its_key() -> None:
    assert subject_words(replace(GAP, subject="eigen_onderwerp")) == "eigen_onderwerp"
