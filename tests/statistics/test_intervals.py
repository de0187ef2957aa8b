"""Intervals of one share: what must hold for every count, and the traps of statistics.md."""

import itertools
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.intervals import (
    Interval,
    clopper_pearson,
    hypergeometric,
    quantile,
    wilson,
    wilson_fpc,
    worst_case,
)

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
of_population = counts.flatmap(lambda xn: st.tuples(st.just(xn[0]), st.just(xn[1]), st.integers(xn[1], 900)))


@given(counts, st.floats(0, 0.01))
def test_the_interval_holds_the_share(xn: tuple[int, int], noise: float) -> None:
    x, n = xn
    for low, high in (wilson(x, n), wilson(x, n, noise=noise), clopper_pearson(x, n)):
        assert 0 <= low <= x / n <= high <= 1


@given(counts)
def test_yes_and_no_mirror_each_other(xn: tuple[int, int]) -> None:
    x, n = xn
    for method in (wilson, clopper_pearson):
        low, high = method(x, n)
        mirrored = method(n - x, n)
        assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx((low, high), abs=1e-12)


@given(counts)
def test_one_yes_more_moves_the_interval_up(xn: tuple[int, int]) -> None:
    x, n = xn
    here, next_ = wilson(x, n + 1), wilson(x + 1, n + 1)
    assert here.low < next_.low or here.low == 0
    assert here.high < next_.high or next_.high == 1


@given(counts, st.floats(0.0001, 0.01))
def test_surer_or_noisier_is_wider(xn: tuple[int, int], noise: float) -> None:
    plain = wilson(*xn)
    for wider in (wilson(*xn, level=0.99), wilson(*xn, noise=noise)):
        assert wider.low <= plain.low
        assert wider.high >= plain.high
        assert wider != plain


@given(counts)
def test_the_exact_interval_leaves_its_tails_outside(xn: tuple[int, int]) -> None:
    x, n = xn
    low, high = clopper_pearson(x, n)

    def chance(p: float, among: range) -> float:
        return math.fsum(math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in among)

    assert x == 0 or chance(low, range(x, n + 1)) == pytest.approx(0.025, rel=1e-6)
    assert x == n or chance(high, range(x + 1)) == pytest.approx(0.025, rel=1e-6)


def test_many_shares_at_once_are_as_one_by_one() -> None:
    x, n = np.array([0.0, 3.0, 84.0, 60.0]), np.array([12.0, 15.0, 120.0, 60.0])
    low, high = wilson(x, n)
    one_by_one = [wilson(float(a), float(b)) for a, b in zip(x, n, strict=True)]
    assert np.column_stack([low, high]) == pytest.approx(np.array(one_by_one))


def test_an_effective_number_of_answers_need_not_be_whole() -> None:
    assert wilson(52.5, 75.0).low < wilson(52.85, 75.5).low < wilson(53.2, 76.0).low


@given(of_population)
def test_worst_case_holds_every_other_interval_of_the_whole(xnn: tuple[int, int, int]) -> None:
    widest = worst_case(*xnn)
    exact = hypergeometric(*xnn)
    assert widest.low <= exact.low <= exact.high <= widest.high


@pytest.mark.parametrize(("n", "population"), [(3, 7), (6, 9), (5, 5), (8, 20)])
def test_the_finite_interval_is_every_count_that_is_not_too_rare(n: int, population: int) -> None:
    for x in range(n + 1):
        kept = []
        for yes in range(x, population - n + x + 1):
            draws = [
                Fraction(math.comb(yes, k) * math.comb(population - yes, n - k), math.comb(population, n))
                for k in range(n + 1)
            ]
            if sum(draws[x:]) > Fraction(1, 40) and sum(draws[: x + 1]) > Fraction(1, 40):
                kept.append(yes)
        assert hypergeometric(x, n, population) == Interval(min(kept) / population, max(kept) / population)


@pytest.mark.parametrize(("x", "n"), [(0, 1), (0, 20), (20, 20), (1, 1)])
def test_none_and_all_are_limits_themselves(x: int, n: int) -> None:  # T7
    for low, high in (wilson(x, n), clopper_pearson(x, n), wilson_fpc(x, n, 30)):
        assert (low == 0) is (x == 0)
        assert (high == 1) is (x == n)


def test_when_everybody_answered_the_finite_interval_is_a_point_and_the_other_is_not() -> None:  # T6
    assert wilson_fpc(14, 20, 20) == hypergeometric(14, 20, 20) == worst_case(14, 20, 20) == (0.7, 0.7)
    assert wilson(14, 20).low < 0.5 < 0.85 < wilson(14, 20).high


@pytest.mark.parametrize("method", [wilson_fpc, hypergeometric, worst_case])
def test_more_answers_than_people_is_an_error(method) -> None:  # T6
    with pytest.raises(ValueError, match="more answers than people"):
        method(14, 21, 20)


@pytest.mark.parametrize(("x", "n"), [(-1, 20), (21, 20), (0, 0), (1, -5)])
def test_impossible_counts_are_an_error(x: int, n: int) -> None:
    for method in (wilson, clopper_pearson):
        with pytest.raises(ValueError, match="0 <= x <= n"):
            method(x, n)


@pytest.mark.parametrize("level", [0, 1, 1.5, -0.2])
def test_a_level_lies_between_none_and_all(level: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        quantile(level)


def test_the_example_of_the_methods_page() -> None:
    rows = """
        x  n   N    wilson       finite       worst
        84 120 200  61.3-77.5    64.5-75.0    42.0-82.0
        16 18  20   67.2-96.9    80.0-90.0    80.0-90.0
    """.strip().splitlines()[1:]
    for line in rows:
        x, n, population, *wanted = line.split()
        numbers = (int(x), int(n), int(population))
        found = (wilson(*numbers[:2]), hypergeometric(*numbers), worst_case(*numbers))
        assert [f"{100 * low:.1f}-{100 * high:.1f}" for low, high in found] == wanted


def test_every_pair_of_limits_is_in_order() -> None:
    for n, x in itertools.product((1, 2, 10), repeat=2):
        if x <= n:
            low, high = wilson_fpc(x, n, 11)
            assert low <= x / n <= high
