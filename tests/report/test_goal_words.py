"""A goal in words: a verdict where it is sure, else which way it leans; never "reached" of what only leans that way."""

import pytest

from monitor import texts
from monitor.report.goal_words import goal_sentence
from monitor.statistics.reasons import because


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
