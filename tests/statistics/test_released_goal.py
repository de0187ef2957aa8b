"""A goal judged from rounded counts: every outcome enumerated with its chance, rounded as a release does."""

import math
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from monitor.statistics.estimate import Share
from monitor.statistics.reasons import Reason, because
from monitor.statistics.released_goal import of_rounded, sureness_of
from monitor.statistics.sureness import one_year
from tests.support.evidence import check_section

ANSWERS = (30, 31, 32, 33, 34, 45, 61, 62, 75, 120, 151, 210, 300)
GOALS = (0.1, 0.25, 0.5, 0.65, 0.75, 0.8, 0.9)
PROMISED_MEAN, PROMISED_MOST = 0.048, 0.073


def neighbours(count: int, base: int) -> Iterator[tuple[int, float]]:
    """What a count may be rounded to, with the chance of each: up with remainder / base."""
    below, rest = count // base * base, count % base
    yield below, 1 - rest / base
    if rest:
        yield below + base, rest / base


def wrong(n: int, goal: float, base: int, judge: Callable[[int, int, float, int], float]) -> tuple[float, float]:
    """How often "reached", and "not reached", is said of a share that is the goal itself."""
    said = {}
    reached = missed = 0.0
    for x in range(n + 1):
        chance = math.comb(n, x) * goal**x * (1 - goal) ** (n - x)
        for released_n, chance_n in neighbours(n, base):
            for released_x, chance_x in neighbours(x, base):
                pair = min(released_x, released_n), released_n
                if pair not in said:
                    said[pair] = judge(*pair, goal, base)
                reached += chance * chance_n * chance_x * (said[pair] >= 0.95)
                missed += chance * chance_n * chance_x * (said[pair] <= 0.05)
    return reached, missed


def as_if_exact(x: int, n: int, goal: float, _base: int) -> float:
    return one_year(x, n, goal)


@cache
def enumerated(base: int, judge: Callable[[int, int, float, int], float]) -> tuple[tuple[float, ...], ...]:
    """Per side (reached, not reached) how often it is said wrongly, for all numbers of answers and goals."""
    return tuple(zip(*(wrong(n, goal, base, judge) for n in ANSWERS for goal in GOALS), strict=True))


@pytest.mark.parametrize("base", [3, 5])
def test_a_goal_only_just_met_is_seldom_called_reached_or_missed(base: int) -> None:
    """The promise of exact counts: 4.8 % on average, at most 7.3 %; kept with rounded ones."""
    for side in enumerated(base, of_rounded):
        assert sum(side) / len(side) <= PROMISED_MEAN
        assert max(side) <= PROMISED_MOST


@pytest.mark.parametrize(("base", "often"), [(3, 0.1), (5, 0.15)])
def test_as_if_the_counts_were_exact_it_would_be_called_so_too_often(base: int, often: float) -> None:
    """Why the rounding is in it: the same enumeration without it breaks the promise."""
    assert max(map(max, enumerated(base, as_if_exact))) > often


def test_the_table_in_the_docs_is_what_was_enumerated() -> None:
    lines = ["| base | sureness | reached: mean | most | not reached: mean | most |", "|---|---|---|---|---|---|"]
    for base in (3, 5):
        for name, judge in (("as if exact", as_if_exact), ("with rounding", of_rounded)):
            cells = [f"{100 * one:.1f}" for s in enumerated(base, judge) for one in (sum(s) / len(s), max(s))]
            lines.append(f"| {base} | {name} | {' | '.join(cells)} |")
    check_section("goals", "\n".join(lines), Path(__file__).parents[2] / "docs" / "methods" / "goals.md")


@pytest.mark.parametrize("x", [0, 12, 18, 30])
def test_counts_that_were_not_rounded_give_the_sureness_of_exact_ones(x: int) -> None:
    assert of_rounded(x, 30, 0.6, 1) == one_year(x, 30, 0.6)


def test_rounding_makes_it_less_sure_and_more_answers_surer() -> None:
    assert 0.5 < of_rounded(84, 120, 0.65, 5) < of_rounded(84, 120, 0.65, 3) < one_year(84, 120, 0.65)
    assert of_rounded(66, 120, 0.65, 5) > of_rounded(66, 120, 0.65, 3) > one_year(66, 120, 0.65)
    assert of_rounded(840, 1200, 0.65, 3) > of_rounded(84, 120, 0.65, 3)


def test_more_yes_is_never_less_sure() -> None:
    found = [of_rounded(x, 60, 0.7, 3) for x in range(0, 61, 3)]
    assert found == sorted(found)
    assert (found[0], found[-1]) == (pytest.approx(0, abs=1e-9), pytest.approx(1, abs=1e-6))


def test_what_lies_at_the_goal_is_told_neither_way() -> None:
    assert of_rounded(42, 60, 0.7, 3) == 0.5


def test_a_sum_of_several_rounded_counts_is_less_sure() -> None:
    assert of_rounded(84, 120, 0.65, 3, parts=3) < of_rounded(84, 120, 0.65, 3)


@pytest.mark.parametrize(("x", "n"), [(31, 30), (-3, 30), (0, 0)])
def test_impossible_counts_are_errors(x: int, n: int) -> None:
    with pytest.raises(ValueError, match="0 <= x <= n"):
        of_rounded(x, n, 0.5, 3)


def share(**more: object) -> Share:
    return Share("ouders", "2025-2026", "school", "com_tevreden", "favourable", "A", **more)


def test_a_released_share_brings_its_rounding_along() -> None:
    """Variance 2 per count at base 3: (2 + .7^2 * 2) / 120^2 for one count, 6 for three of them."""
    one = share(count=84, n=120, share=0.7, rounding=3, noise=(2 + 0.49 * 2) / 120**2)
    three = share(count=84, n=120, share=0.7, rounding=3, noise=(6 + 0.49 * 2) / 120**2)
    exact = share(count=84, n=120, share=0.7)
    assert sureness_of(one, 0.65) == of_rounded(84, 120, 0.65, 3)
    assert sureness_of(three, 0.65) == of_rounded(84, 120, 0.65, 3, parts=3)
    assert sureness_of(exact, 0.65) == one_year(84, 120, 0.65)


def test_of_a_hidden_share_nothing_is_said() -> None:
    hidden = share(reason=because("few-answers", least=10))
    assert sureness_of(hidden, 0.65) == hidden.reason
    assert isinstance(sureness_of(share(), 0.65), Reason)
