"""The difference between two groups: its limits, and when it is called a gap."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from monitor.statistics.change import Counted, newcombe
from monitor.statistics.gap import Difference, GapVerdict, difference
from monitor.statistics.rounding import noise, variance
from tests.support.shown import arithmetic


@pytest.mark.parametrize(
    ("second", "first", "expected"),
    [
        ((48, 80), (56, 70), (0.2, 0.0524314724023649, 0.333872654036906)),
        ((0, 29), (5, 56), (0.0892857142857143, -0.0381371479035369, 0.192560013855112)),
        ((0, 20), (0, 10), (0.0, -0.161125158052819, 0.277532799862889)),
        ((0, 20), (10, 10), (1.0, 0.679086037141915, 1.0)),
        ((60, 75), (60, 75), (0.0, -0.128243027927299, 0.128243027927299)),
    ],
)
def test_the_limits_are_those_of_r(
    second: tuple[int, int], first: tuple[int, int], expected: tuple[float, float, float]
) -> None:
    """`moverci(type = "wilson")` of ratesci; the signs are those of the first group minus the second."""
    assert difference(Counted(*first), Counted(*second)) == pytest.approx(expected, rel=1e-8, abs=1e-9)


@pytest.mark.parametrize(
    ("first", "second", "points", "low", "high", "verdict"),
    [
        ((24, 30), (60, 120), 30, 10.6, 43.7, GapVerdict.GAP),
        ((21, 30), (60, 120), 20, 0.1, 36.0, GapVerdict.GAP),
        ((18, 100), (29, 100), -11, -22.4, 0.8, GapVerdict.UNDECIDED),
    ],
)
def test_the_examples_of_the_blueprint(
    first: tuple[int, int], second: tuple[int, int], points: float, low: float, high: float, verdict: GapVerdict
) -> None:
    """Section 4 of the blueprint, "when to call a gap a gap", without rounding."""
    found = difference(Counted(*first), Counted(*second))
    assert [100 * one for one in found] == pytest.approx([points, low, high], abs=0.06)
    assert found.verdict is verdict


def test_rounding_makes_a_bare_gap_undecided() -> None:
    """21 of 30 beside 60 of 120, both rounded to base 3: as good as exact is not good enough."""
    base = variance(3)
    first, second = Counted(21, 30, noise(0.7, 30, base, base)), Counted(60, 120, noise(0.5, 120, base, base))
    found = difference(first, second)
    assert found.verdict is GapVerdict.UNDECIDED
    expected = arithmetic.change(arithmetic.part((60, base), (120, base)), arithmetic.part((21, base), (30, base)))
    assert found == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("numbers", "verdict"),
    [
        ((0.10, 0.01, 0.19), GapVerdict.GAP),
        ((0.3 - 0.2, 0.01, 0.19), GapVerdict.GAP),  # 0.09999999999999998
        ((0.099, 0.01, 0.19), GapVerdict.SMALL),
        ((-0.10, -0.19, -0.01), GapVerdict.GAP),
        ((-0.05, -0.09, -0.01), GapVerdict.SMALL),
        ((0.30, 0.0, 0.5), GapVerdict.UNDECIDED),
        ((-0.30, -0.5, 0.0), GapVerdict.UNDECIDED),
        ((0.0, -0.1, 0.1), GapVerdict.UNDECIDED),
    ],
)
def test_a_gap_is_off_nought_and_10_points_or_more(numbers: tuple[float, float, float], verdict: GapVerdict) -> None:
    assert Difference(*numbers).verdict is verdict


def test_the_words_of_the_verdicts() -> None:
    assert set(GapVerdict) == {"kloof", "klein-verschil", "niet-vast-te-stellen", "niet-vergelijkbaar"}


SHARES = st.integers(10, 300).flatmap(
    lambda n: st.builds(Counted, st.integers(0, n), st.just(n), st.sampled_from((0.0, 4 / 3 / n**2, 4 / n**2)))
)


@given(SHARES, SHARES)
def test_the_other_way_round_is_the_opposite(first: Counted, second: Counted) -> None:
    one, other = difference(first, second), difference(second, first)
    assert (one.difference, one.low, one.high) == pytest.approx((-other.difference, -other.high, -other.low))
    assert one.verdict is other.verdict
    assert -1 <= one.low <= one.difference <= one.high <= 1


@pytest.mark.parametrize(("x", "n"), [(0, 0), (-1, 10), (11, 10)])
def test_what_cannot_be_is_an_error(x: int, n: int) -> None:
    for pair in ((Counted(x, n), Counted(5, 10)), (Counted(5, 10), Counted(x, n))):
        with pytest.raises(ValueError, match="0 <= x <= n"):
            difference(*pair)


def _rounded(x: int, base: int = 3) -> dict[int, float]:
    """What a count may have been rounded to, without bias."""
    low = x - x % base
    return {value: p for value, p in ((low, 1 - x % base / base), (low + base, x % base / base)) if p}


def _released(n: int, p: float) -> list[tuple[int, int, float]]:
    """Every released count and number of answers of n people, with its chance."""
    found: dict[tuple[int, int], float] = {}
    for x, chance in enumerate(binom.pmf(np.arange(n + 1), n, p)):
        for (count, one), (answers, other) in itertools.product(_rounded(x).items(), _rounded(n).items()):
            place = min(count, answers), answers
            found[place] = found.get(place, 0.0) + chance * one * other
    return [(*place, chance) for place, chance in found.items()]


@pytest.mark.parametrize(("staff", "parents", "p"), [*itertools.product((14, 31), (62, 200), (0.5, 0.7, 0.9))])
def test_where_there_is_no_gap_one_is_seldom_called(staff: int, parents: int, p: float) -> None:
    """Every outcome counted out, rounding in it: two groups that think the same; at most 6 % are called a gap."""
    one, other = (np.array(_released(n, p)) for n in (staff, parents))
    first, second = np.repeat(one, len(other), axis=0).T, np.tile(other, (len(one), 1)).T
    base = variance(3)
    counted = [Counted(x, n, noise(x / n, n, base, base)) for x, n, _chance in (second, first)]
    low, high = newcombe(*counted)
    moved = first[0] / first[1] - second[0] / second[1]
    called = ((np.asarray(low) > 0) | (np.asarray(high) < 0)) & (np.abs(moved) >= 0.1)
    assert float((first[2] * second[2])[called].sum()) <= 0.06
