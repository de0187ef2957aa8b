"""A hostile comment costs time in proportion to its length: measured by ratio, never by the clock on the wall."""

import time
from collections.abc import Callable

import pytest

from monitor.comments.danger import dangers
from monitor.comments.masking import mask
from tests.comments.test_masking_rules import ROSTER

UNITS = [
    "a", "Aa ", "[naam] 4B ", "de van Jan ", "jan@", "\u0301\u0327", "a-", "0486 12 ", "kerkstraat ", "x@x.", "De ",
    "ik wil niet ", "mes mijn ",
]  # fmt: skip
SHORT, LONG = 1_500, 12_000
"""Eight times as long: a linear rule takes about eight times as long, a quadratic one sixty-four times."""
MOST = 24


@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_length(unit: str) -> None:
    short, long = ((unit * size)[:size] for size in (SHORT, LONG))
    judged(short)
    assert best(judged, long, tries=2) < MOST * best(judged, short, tries=3)


def judged(text: str) -> None:
    mask(text, ROSTER)
    dangers(text)


def best(rule: Callable[[str], object], text: str, *, tries: int) -> float:
    """The seconds of this process that the quickest of some tries took."""
    taken = []
    for _ in range(tries):
        start = time.process_time()
        rule(text)
        taken.append(time.process_time() - start)
    return min(taken)


@pytest.mark.parametrize("unit", ["Zeynep uit 4B en ", "\U0001d4d0\u0301"])
def test_a_very_long_comment_is_masked(unit: str) -> None:
    comment = (unit * 100_000)[:100_000]
    assert "Zeynep" not in mask(comment, ROSTER).text
    assert dangers(comment) == ()
