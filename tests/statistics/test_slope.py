"""A straight line through the shares of some years, and tables of counts."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency
from scipy.stats.contingency import association

from monitor.statistics.slope import cochran_armitage
from monitor.statistics.tables import cramers_v, pearson


def test_a_missing_year_is_a_gap() -> None:
    gap = cochran_armitage([60, 66, 78], [120, 120, 120], [2022, 2023, 2025])
    assert gap.slope == pytest.approx(0.05)
    assert cochran_armitage([60, 66, 78], [120, 120, 120], [2022, 2023, 2024]).slope == pytest.approx(0.075)
    assert gap.departure == pytest.approx(0)


def test_two_years_lie_on_a_line() -> None:
    found = cochran_armitage([60, 78], [120, 120], [2023, 2025])
    assert (found.departure, found.departure_df, found.departure_p) == (None, 0, None)
    assert found.slope == pytest.approx(0.075)
    statistic = chi2_contingency([[60, 60], [78, 42]], correction=False).statistic
    assert found.chi2 == pytest.approx(statistic)


@pytest.mark.parametrize("x", [[0, 0, 0], [50, 40, 60]])
def test_nobody_or_everybody_has_no_slope(x: list[int]) -> None:
    found = cochran_armitage(x, [50, 40, 60], [1, 2, 3])
    assert (found.slope, found.p, found.departure_p) == (pytest.approx(0), 1.0, 1.0)


def test_rounding_widens_it_and_makes_bends_rarer() -> None:
    bare = cochran_armitage([60, 78, 66], [120, 120, 120], [1, 2, 3])
    wide = cochran_armitage([60, 78, 66], [120, 120, 120], [1, 2, 3], 0.0004)
    assert wide.slope == bare.slope
    assert wide.p > bare.p
    assert wide.departure_p is not None
    assert bare.departure_p is not None
    assert 0 < bare.departure_p < wide.departure_p


@pytest.mark.parametrize(("base", "n"), [(3, 60), (5, 60), (5, 150)])
def test_of_rounded_counts_it_is_not_wrong_more_often_than_it_says(base: int, n: int) -> None:
    from monitor.statistics.rounding import noise, variance

    random, times, wrong, bends = np.random.default_rng(5), 1500, 0, 0
    for _time in range(times):
        x = random.binomial(n, 0.7, 3)
        rest = x % base
        seen = np.minimum(x - rest + base * (random.random(3) < rest / base), n)
        found = cochran_armitage(seen, [n] * 3, [1, 2, 3], noise(seen / n, np.full(3, float(n)), variance(base), 0.0))
        wrong += found.p < 0.05
        bends += found.departure_p is not None and found.departure_p < 0.05
    assert wrong / times < 0.065
    assert bends / times < 0.065


@pytest.mark.parametrize(
    ("x", "n", "years"),
    [
        ([1], [2], [2024]),
        ([1, 2], [2, 3], [2024, 2024]),
        ([1, 2, 3], [2, 3], [1, 2]),
        ([1, 4], [2, 3], [1, 2]),
        ([-1, 2], [2, 3], [1, 2]),
        ([0, 0], [0, 3], [1, 2]),
        ([float("nan"), 2], [2, 3], [1, 2]),
    ],
)
def test_what_has_no_course_is_refused(x: list[float], n: list[float], years: list[int]) -> None:
    with pytest.raises(ValueError, match=r"two years or more|0 <= x <= n"):
        cochran_armitage(x, n, years)


def test_a_table_against_scipy() -> None:
    table = [[12, 30, 8], [20, 22, 5]]
    found, theirs = pearson(table), chi2_contingency(table, correction=False)
    assert (found.statistic, found.df) == (pytest.approx(theirs.statistic), theirs.dof)
    assert found.p == pytest.approx(theirs.pvalue)
    assert found.least_expected == pytest.approx(theirs.expected_freq.min())
    assert cramers_v(table).v == pytest.approx(association(table, method="cramer"))


def test_a_table_in_which_nothing_can_differ() -> None:  # T2
    assert pearson([[5, 0], [9, 0]]) == (0.0, 0, 1.0, 5.0)
    assert pearson([[5, 4, 0], [9, 3, 0]]).df == 1
    assert cramers_v([[5, 0], [9, 0]]) == (0.0, 0.0)


@pytest.mark.parametrize("table", [[], [[]], [[0, 0], [0, 0]], [[-1, 2], [3, 4]], [1, 2], [[float("nan"), 1], [1, 1]]])
def test_what_is_no_table_is_refused(table: list[object]) -> None:
    with pytest.raises(ValueError, match="a table of counts"):
        pearson(table)
