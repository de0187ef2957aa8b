"""Changes between two years: sign, edges, and that interval, p and verdict never contradict each other."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.change import Counted, cohens_h, newcombe, newcombe_p

years = st.integers(1, 300).flatmap(lambda n: st.builds(Counted, st.integers(0, n), st.just(n), st.floats(0, 0.002)))


@given(years, years)
def test_the_other_way_round_is_the_same_with_another_sign(a: Counted, b: Counted) -> None:  # T8
    there, back = newcombe(a, b), newcombe(b, a)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low), abs=1e-12)
    assert newcombe_p(a, b) == pytest.approx(newcombe_p(b, a), abs=1e-9)


def test_the_later_year_minus_the_earlier() -> None:  # T8
    low, high = newcombe(Counted(40, 100), Counted(70, 100))
    assert 0 < low < 0.3 < high


@given(years, years)
def test_the_interval_holds_the_change(a: Counted, b: Counted) -> None:
    low, high = newcombe(a, b)
    assert -1 <= low <= b.x / b.n - a.x / a.n <= high <= 1


@given(years, years, st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_p_and_interval_never_contradict_each_other(a: Counted, b: Counted, level: float) -> None:
    p = newcombe_p(a, b)
    low, high = newcombe(a, b, level)
    if abs(p - (1 - level)) > 1e-6:
        assert (p < 1 - level) is bool(low > 0 or high < 0)


@given(years, years, st.floats(0.0005, 0.01))
def test_rounding_makes_nothing_surer(a: Counted, b: Counted, more: float) -> None:
    noisier = (a._replace(noise=a.noise + more), b._replace(noise=b.noise + more))
    plain, wider = newcombe(a, b), newcombe(*noisier)
    assert wider.low <= plain.low
    assert wider.high >= plain.high
    assert newcombe_p(*noisier) >= newcombe_p(a, b) - 1e-12


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2"),
    [(0, 20, 0, 30), (20, 20, 30, 30), (10, 20, 15, 30), (1, 3, 20, 60)],
)
def test_equal_shares_have_p_one(x1: int, n1: int, x2: int, n2: int) -> None:  # T7
    low, high = newcombe(Counted(x1, n1), Counted(x2, n2))
    assert newcombe_p(Counted(x1, n1), Counted(x2, n2)) == 1
    assert low < 0 < high


def test_from_none_to_all_is_as_clear_as_can_be() -> None:  # T7
    low, high = newcombe(Counted(0, 40), Counted(40, 40))
    assert 0.8 < low < high == 1
    assert 0 < newcombe_p(Counted(0, 40), Counted(40, 40)) < 1e-12


def test_one_answer_per_year_tells_nothing() -> None:
    assert newcombe_p(Counted(0, 1), Counted(1, 1)) > 0.05


def test_a_table_of_newcombe_1998() -> None:
    """Table II of Newcombe 1998b, method 10, as printed there."""
    published = """
        x2  n2   x1 n1   low      high
        56  70   48 80   0.0524   0.3339
        9   10   3  10   0.1705   0.8090
        6   7    2  7    0.0582   0.8062
        5   56   0  29  -0.0381   0.1926
        0   10   0  20  -0.1611   0.2775
        0   10   0  10  -0.2775   0.2775
        10  10   0  20   0.6791   1.0000
        10  10   0  10   0.6075   1.0000
    """.strip().splitlines()[1:]
    for line in published:
        x2, n2, x1, n1, low, high = line.split()
        found = newcombe(Counted(int(x1), int(n1)), Counted(int(x2), int(n2)))
        assert found == pytest.approx((float(low), float(high)), abs=5e-5)


def test_many_changes_at_once_are_as_one_by_one() -> None:
    before = Counted(np.array([0.0, 48.0, 10.0]), np.array([20.0, 80.0, 20.0]), np.array([0.0, 0.001, 0.0]))
    after = Counted(np.array([5.0, 56.0, 15.0]), np.array([25.0, 70.0, 30.0]), np.array([0.0, 0.001, 0.0]))
    pairs = [
        (Counted(*map(float, a)), Counted(*map(float, b)))
        for a, b in zip(zip(*before, strict=True), zip(*after, strict=True), strict=True)
    ]
    low, high = newcombe(before, after)
    assert np.column_stack([low, high]) == pytest.approx(np.array([newcombe(*pair) for pair in pairs]))
    assert newcombe_p(before, after) == pytest.approx(np.array([newcombe_p(*pair) for pair in pairs]))


@pytest.mark.parametrize("wrong", [Counted(1, 0), Counted(5, 4), Counted(-1, 4)])
def test_impossible_counts_are_an_error(wrong: Counted) -> None:
    for method in (newcombe, newcombe_p):
        with pytest.raises(ValueError, match="0 <= x <= n"):
            method(wrong, Counted(1, 2))
        with pytest.raises(ValueError, match="0 <= x <= n"):
            method(Counted(1, 2), wrong)


def test_cohens_h_goes_from_minus_to_plus_pi() -> None:
    assert cohens_h(0, 1) == pytest.approx(math.pi)
    assert cohens_h(1, 0) == pytest.approx(-math.pi)
    assert cohens_h(0.3, 0.3) == 0
