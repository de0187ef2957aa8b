"""Tables of counts, and the traps that others fell into (statistics.md, section 3)."""

import math

import numpy as np
import pytest

from monitor.statistics.change import Counted, newcombe
from monitor.statistics.tables import cramers_v, pearson

TWO_BY_TWO = [[54, 66], [75, 45]]


def test_no_yates_by_default() -> None:
    """Trap T2: SciPy corrects a table of two by two unless it is told not to."""
    from scipy.stats import chi2_contingency

    found = pearson(TWO_BY_TWO)
    assert (found.statistic, found.p) == pytest.approx(chi2_contingency(TWO_BY_TWO, correction=False)[:2])
    assert found.p != pytest.approx(chi2_contingency(TWO_BY_TWO)[1], rel=0.05)


@pytest.mark.parametrize("table", [[[60, 0], [45, 0]], [[0, 60], [0, 45]], [[60, 45], [0, 0]], [[7]]], ids=str)
def test_all_in_one_column_or_row_is_no_difference(table: list[list[int]]) -> None:
    """Traps T2 and T7: SciPy raises there; nothing differs, and p = 1."""
    assert (pearson(table).p, pearson(table).df, cramers_v(table)) == (1.0, 0, (0.0, 0.0))


def test_a_column_that_nobody_chose_does_not_count() -> None:
    assert pearson([[54, 0, 66], [75, 0, 45]]) == pearson(TWO_BY_TWO)
    assert cramers_v([[54, 0, 66], [75, 0, 45]]) == cramers_v(TWO_BY_TWO)


@pytest.mark.parametrize(
    "table", [[], [[]], [3, 4], [[0, 0], [0, 0]], [[3, -1], [2, 2]], [[3, math.nan], [2, 2]], [[3, math.inf]]], ids=str
)
def test_what_is_no_table_of_counts_is_refused(table: object) -> None:
    for method in (pearson, cramers_v):
        with pytest.raises(ValueError, match="table of counts"):
            method(table)  # type: ignore[operator]  # what should not be given


def test_the_strength_is_one_where_the_row_tells_the_column() -> None:
    found = cramers_v([[60, 0], [0, 60]])
    assert found.v == pytest.approx(1.0)
    assert cramers_v([[30, 30], [30, 30]]) == (0.0, 0.0)


def test_the_change_of_the_trap_of_miettinen_and_nurminen() -> None:
    """Trap T1: 56 of 70 against 48 of 80. Their interval is .0528 to .3382 as published, .0526 to .3440 in statsmodels.

    Ours is Newcombe's (method 10: .0524 to .3339), of which Newcombe 1998b printed these very counts.
    """
    low, high = newcombe(Counted(48, 80), Counted(56, 70))
    assert (low, high) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_a_change_is_later_minus_earlier() -> None:
    """Trap T8: other libraries take the first group minus the second."""
    low, high = newcombe(Counted(48, 80), Counted(56, 70))
    assert 0 < low < 56 / 70 - 48 / 80 < high
    assert newcombe(Counted(56, 70), Counted(48, 80)) == pytest.approx((-high, -low))


@pytest.mark.parametrize(("x1", "n1", "x2", "n2"), [(0, 20, 0, 30), (20, 20, 30, 30), (0, 20, 30, 30), (20, 20, 0, 30)])
def test_nobody_and_everybody_have_limits(x1: int, n1: int, x2: int, n2: int) -> None:
    """Trap T7."""
    low, high = newcombe(Counted(x1, n1), Counted(x2, n2))
    change = x2 / n2 - x1 / n1
    assert np.isfinite([low, high]).all()
    assert -1 <= low <= change <= high <= 1
    assert low < high
