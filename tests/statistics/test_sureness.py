"""How sure a goal is reached: edges, and what must always hold. What R gives is in tests/golden."""

import math

import pytest

from monitor.statistics import sureness
from monitor.statistics.change import Counted
from monitor.statistics.sureness import (
    Reached,
    change,
    jeffreys,
    leans,
    of_our_people,
    one_year,
    reached,
    within_margin,
)


@pytest.mark.parametrize(
    ("sure", "verdict", "way"),
    [
        (1.0, Reached.YES, True), (0.95, Reached.YES, True), (0.949, Reached.UNDECIDED, True),
        (0.5, Reached.UNDECIDED, None), (0.499, Reached.UNDECIDED, False), (0.051, Reached.UNDECIDED, False),
        (0.05, Reached.NO, False), (0.0, Reached.NO, False),
    ],
)  # fmt: skip
def test_three_verdicts_and_which_way_it_leans(sure: float, verdict: Reached, way: bool | None) -> None:
    assert (reached(sure), leans(sure)) == (verdict, way)


@pytest.mark.parametrize("sure", [math.nan, -0.1, 1.1])
def test_what_is_no_sureness_has_no_verdict(sure: float) -> None:
    with pytest.raises(ValueError, match="a sureness lies between 0 and 1"):
        reached(sure)


def test_nobody_and_everybody_are_half_of_the_chance_of_just_that() -> None:
    """0 of n: half of (1-g)^n; n of n: one minus half of g^n."""
    assert one_year(0, 20, 0.1) == pytest.approx(0.9**20 / 2)
    assert one_year(18, 18, 0.9) == pytest.approx(1 - 0.9**18 / 2)


def test_sureness_is_the_binomial_counted_out() -> None:
    chances = [math.comb(10, k) * 0.6**k * 0.4 ** (10 - k) for k in range(11)]
    assert one_year(7, 10, 0.6) == pytest.approx(sum(chances[:7]) + chances[7] / 2)


@pytest.mark.parametrize(("x", "n", "goal"), [(0, 0, 0.5), (-1, 10, 0.5), (11, 10, 0.5), (5, 10, 0.0), (5, 10, 1.0)])
def test_impossible_counts_and_goals_are_errors(x: int, n: int, goal: float) -> None:
    for one in (one_year, jeffreys):
        with pytest.raises(ValueError, match=r"0 <= x <= n|between 0 and 1"):
            one(x, n, goal)
    with pytest.raises(ValueError, match=r"0 <= x <= n|between 0 and 1"):
        of_our_people(x, n, goal, 50)


def test_among_our_people_it_is_certain_once_enough_have_answered() -> None:
    assert of_our_people(70, 80, 0.7, 100) == pytest.approx(1)
    assert of_our_people(7, 10, 0.7, 10) == 1  # .7 of 10 is 7, although 0.7 * 10 is 7.000000000000001 somewhere
    assert of_our_people(6, 10, 0.7, 10) == 0
    with pytest.raises(ValueError, match="more answers than people"):
        of_our_people(5, 11, 0.7, 10)


def test_two_equal_years_rose_or_fell_by_the_same_chance() -> None:
    assert change((30, 60), (30, 60)) == pytest.approx(0.5)
    assert change((30, 60), (40, 70), 0.1) + change((40, 70), (30, 60), -0.1) == pytest.approx(1)


@pytest.mark.parametrize("n", [10, 1_000, 100_000])
def test_a_change_is_as_sure_as_two_normal_curves_say_when_many_answer(n: int) -> None:
    """Beta(x+1/2, ..) has its mean and variance in every textbook; with many answers it is normal."""
    before, after, least = (0.5 * n, n), (0.5 * n + 0.5 * n**0.5, n), 0.0
    spread = math.sqrt(2 * 0.25 / n)
    normal = 0.5 * math.erfc(-(0.5 / math.sqrt(n)) / spread / math.sqrt(2))
    assert change(before, after, least) == pytest.approx(normal, abs=0.05 if n < 100 else 0.001)


def test_a_change_at_the_ends_is_defined() -> None:
    assert change((0, 20), (20, 20)) == pytest.approx(1)
    assert change((20, 20), (0, 20)) == pytest.approx(0, abs=1e-9)
    assert change((5, 20), (6, 20), -1.0) == pytest.approx(1)
    assert change((5, 20), (6, 20), 1.0) == pytest.approx(0, abs=1e-9)
    with pytest.raises(ValueError, match="a rise lies between"):
        change((5, 20), (6, 20), 1.5)
    with pytest.raises(ValueError, match="0 <= x <= n"):
        change((5, 0), (6, 20))


def test_not_worse_is_not_the_same_as_no_change() -> None:
    many = within_margin(Counted(750, 1000), Counted(810, 1000), 0.05)
    assert (many.noninferior, many.equivalent) == (True, False)
    same = within_margin(Counted(1500, 2000), Counted(1510, 2000), 0.05)
    assert (same.noninferior, same.equivalent) == (True, True)
    few = within_margin(Counted(15, 20), Counted(15, 20), 0.05)
    assert (few.noninferior, few.equivalent) == (False, False)
    with pytest.raises(ValueError, match="a margin"):
        within_margin(Counted(15, 20), Counted(15, 20), 0.0)


def test_sure_is_nineteen_in_twenty() -> None:
    assert sureness.SURE == 0.95


def test_jeffreys_is_even_at_one_half_and_keeps_the_rule_of_the_boundary() -> None:
    assert jeffreys(10, 20, 0.5) == pytest.approx(0.5)
    assert sureness.jeffreys_above(0, 20) == 0
    assert sureness.jeffreys_above(18, 18) == pytest.approx(0.900123820363417)  # R qbeta(.05, 18.5, .5)
