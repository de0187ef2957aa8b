"""A goal in words: a verdict where it is sure, else which way it leans; never "reached" of what only leans that way."""

from dataclasses import replace

import pytest

from monitor import texts
from monitor.definition.indicators import Direction
from monitor.goals import Declared, Goal, GoalStatus, statuses
from monitor.report.goal_words import (
    feasible_sentence,
    frozen_on,
    goal_sentence,
    sentences,
    small_step_sentence,
    standing_name,
)
from monitor.statistics.estimate import Share
from monitor.statistics.reasons import because
from tests.support import releases
from tests.support.declared import GOAL, Counts, done, frozen


@pytest.mark.parametrize(
    ("sureness", "said"),
    [
        (0.95, "Bereikt, en dat is zo goed als zeker."),
        (0.9499, "Of het bereikt is, is nog niet te zeggen: eerder wel dan niet (zekerheid 94 van 100)."),
        (0.51, "Of het bereikt is, is nog niet te zeggen: eerder wel dan niet (zekerheid 51 van 100)."),
        (0.5, "Of het bereikt is, is nog niet te zeggen: het kan evengoed wel als niet."),
        (0.0501, "Of het bereikt is, is nog niet te zeggen: eerder niet dan wel (zekerheid 6 van 100)."),
        (0.04, "Niet bereikt, en dat is zo goed als zeker."),
    ],
)
def test_a_goal_at_the_edges_of_its_verdicts(sureness: float, said: str) -> None:
    assert goal_sentence(0.65, sureness) == f"Doel: minstens 65%. {said}"


def test_a_goal_of_at_most_so_much() -> None:
    assert goal_sentence(0.1, 0.99, "down").startswith("Doel: hoogstens 10%. Bereikt")


def test_where_nothing_can_be_said_the_reason_is() -> None:
    texts.use("en")
    assert goal_sentence(0.65, because("few-answers", least=10)) == (
        "Goal: at least 65%. Whether it was reached cannot be told. Fewer than 10 answers: not shown."
    )


COUNTED = Share("ouders", "2025-2026", "school", "com_tevreden", "favourable", "A", 60, 120, 0.5, 0.41, 0.59)


def status(declared: Declared, counts: Counts) -> GoalStatus:
    return statuses([declared], counts)[0]


def test_what_is_said_of_a_goal_in_every_state() -> None:
    counts = Counts({GOAL.item: (80, 120)})
    later = GOAL.model_copy(update={"deadline": "2026-2027"})
    assert sentences(status(frozen(later), counts)) == (
        "Tussenstand in 2025-2026: 67%. Dat is geen oordeel.", "Het oordeel komt met de cijfers van 2026-2027.",
    )  # fmt: skip
    assert standing_name(status(frozen(later), counts)) == "Tussenstand"
    assert standing_name(status(frozen(later), Counts({}, seen=()))) == "Wacht op 2026-2027"
    (hidden,) = sentences(status(frozen(), Counts({})))
    assert hidden == "Of het bereikt is, is niet te zeggen. Minder dan 10 antwoorden: niet getoond."
    held = replace(status(frozen(), counts), sureness=0.97, together=3)
    assert sentences(held) == (
        "Of het bereikt is, is nog niet te zeggen: eerder wel dan niet (zekerheid 97 van 100).",
        "Op zichzelf zou dat zeker genoeg zijn. Maar 3 doelen worden samen beoordeeld, en dan is meer zekerheid nodig.",
    )


@pytest.mark.parametrize(("share", "said"), [
    (COUNTED, "kunt u een stijging vanaf 18 punten of een daling vanaf 18 punten aantonen."),
    (replace(COUNTED, count=2, share=2 / 120), "kunt u een stijging vanaf 8 punten aantonen."),
    (replace(COUNTED, count=118, share=118 / 120), "kunt u een daling vanaf 8 punten aantonen."),
    (replace(COUNTED, count=120, share=1.0), "geen haalbaar doel te berekenen."),
    (replace(COUNTED, n=20, count=10), "geen haalbaar doel te berekenen."),
    (
        Share("ouders", "2025-2026", "school", "a", "b", "A", reason=because("few-answers", least=10)),
        "Minder dan 10 antwoorden: niet getoond.",
    ),
])  # fmt: skip
def test_which_change_can_be_shown_is_said_as_help(share: Share, said: str) -> None:
    assert feasible_sentence(share).endswith(said)


@pytest.mark.parametrize(("direction", "target", "is_small"), [
    ("up", 67, True), ("up", 68, False), ("up", 40, True), ("down", 33, True), ("down", 32, False), ("down", 60, True),
])  # fmt: skip
def test_a_step_that_cannot_be_shown_is_warned_of(direction: Direction, target: int, *, is_small: bool) -> None:
    """Of 50 percent of 120 a rise shows from 18 points on, and a fall: the sentence of help says so."""
    goal = Goal(
        survey="ouders", item="a", measure="known", direction=direction, target=target, start="2025-2026",
        deadline="2026-2027",
    )  # fmt: skip
    half = replace(COUNTED, count=60, share=0.5)
    assert feasible_sentence(half).endswith("een stijging vanaf 18 punten of een daling vanaf 18 punten aantonen.")
    assert bool(small_step_sentence(half, goal)) is is_small
    assert small_step_sentence(replace(COUNTED, count=120, share=1.0), goal) == ""


@pytest.mark.parametrize(("day", "said"), [
    ("2026-05-11", "11 mei 2026"),
    ("2026-05-12", "12 mei 2026, voor de meting die dag werd afgesloten"),
])  # fmt: skip
def test_a_goal_frozen_on_the_day_of_the_survey_that_decides_says_that_it_came_first(day: str, said: str) -> None:
    deed = replace(frozen().deeds[-1], at=f"{day}T08:00:00+00:00")
    assert frozen_on(releases.sample_results(), Declared(1, (deed,))) == said


def test_a_draft_was_not_frozen() -> None:
    with pytest.raises(ValueError, match="draft"):
        frozen_on(releases.sample_results(), done(None, "draft", GOAL))
