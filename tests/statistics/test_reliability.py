"""Edges of alpha and omega; the numbers themselves are proven by the oracle kinds `reliability.*`."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.statistics.reliability import (
    Loadings,
    Table,
    correlations,
    covariances,
    cronbach_alpha,
    feldt,
    omega_likely,
    omega_minres,
    omega_total,
)

EXACT = 1e-9
Fit = Callable[[Table], Loadings | None]


def equal_correlations(r: float, items: int) -> np.ndarray:
    return np.full((items, items), r) + (1 - r) * np.eye(items)


def test_alpha_by_hand() -> None:
    # four people, two items: variances 5/3 and 5/3, of the sum 6; 2/1 (1 - (10/3)/6) = 8/9
    covariance = covariances(np.array([[1, 1], [2, 3], [3, 2], [4, 4]]))
    assert cronbach_alpha(covariance) == pytest.approx(8 / 9, abs=EXACT)


def test_items_that_go_against_each_other_have_an_alpha_below_nought() -> None:
    # the answers 1-3, 2-1, 3-2: variances 1 and 1; the sums 4, 3, 5 have variance 1; 2 (1 - 2/1) = -2
    assert cronbach_alpha(covariances(np.array([[1, 3], [2, 1], [3, 2]]))) == pytest.approx(-2, abs=EXACT)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param([[3, 3], [3, 3], [3, 3]], id="everybody the same"),
        pytest.param([[1, 3], [2, 2], [3, 1]], id="a sum that does not vary"),
    ],
)
def test_nothing_varies_so_there_is_no_alpha(answers: list[list[int]]) -> None:
    assert cronbach_alpha(covariances(np.array(answers))) is None


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([[1], [2]], "two items"),
        ([1, 2, 3], "two items"),
        ([[1, 2]], "two people"),
        (np.empty((0, 3)), "two people"),
        ([[1, 2], [np.nan, 1]], "did not answer"),
    ],
)
def test_what_has_no_covariances(answers: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        covariances(np.asarray(answers, float))


def test_one_item_has_no_alpha() -> None:
    with pytest.raises(ValueError, match="two items"):
        cronbach_alpha(np.array([[2.0]]))


@pytest.mark.parametrize("wrong", [(0.7, 1, 4), (0.7, 60, 1), (1.1, 60, 4), (float("nan"), 60, 4)])
def test_what_has_no_interval_of_alpha(wrong: tuple[float, int, int]) -> None:
    with pytest.raises(ValueError, match="at most 1"):
        feldt(*wrong)


@given(st.floats(-2, 0.99), st.integers(3, 400), st.integers(2, 8))
def test_the_interval_holds_alpha_and_narrows_with_more_people(alpha: float, n: int, items: int) -> None:
    low, high = feldt(alpha, n, items)
    assert low < alpha < high <= 1
    wider = feldt(alpha, n - 1, items)
    assert high - low < wider.high - wider.low


def test_an_alpha_of_one_has_no_width() -> None:
    assert feldt(1.0, 60, 4) == (1.0, 1.0)


@pytest.mark.parametrize("fit", [omega_minres, omega_likely])
@pytest.mark.parametrize(("r", "items"), [(0.3, 3), (0.5, 4), (0.2, 8)])
def test_items_that_all_correlate_the_same_have_an_omega_equal_to_alpha(fit: Fit, r: float, items: int) -> None:
    related = equal_correlations(r, items)
    found = fit(related)
    assert found is not None
    assert found.omega == pytest.approx(items * r / (1 + (items - 1) * r), abs=1e-5)  # Spearman-Brown
    assert found.omega == pytest.approx(cronbach_alpha(related), abs=1e-5)
    assert found.loadings == pytest.approx(np.full(items, np.sqrt(r)), abs=1e-4)


@pytest.mark.parametrize("fit", [omega_minres, omega_likely])
def test_loadings_come_back_from_the_correlations_that_they_make(fit: Fit) -> None:
    true = np.array([0.8, 0.7, 0.6, -0.4])
    related = np.outer(true, true)
    np.fill_diagonal(related, 1)
    found = fit(related)
    assert found is not None
    assert found.loadings == pytest.approx(true, abs=1e-4)


@pytest.mark.parametrize("fit", [omega_minres, omega_likely])
def test_two_items_have_no_single_best_factor(fit: Fit) -> None:
    assert fit(equal_correlations(0.5, 2)) is None


@pytest.mark.parametrize("fit", [omega_minres, omega_likely])
def test_an_item_with_nothing_of_its_own_is_no_solution(fit: Fit) -> None:
    """r12 r13 / r23 = 1.28 would be the square of the first loading."""
    related = np.array([[1, 0.8, 0.8], [0.8, 1, 0.5], [0.8, 0.5, 1]])
    assert fit(related) is None


@pytest.mark.parametrize("fit", [omega_minres, omega_likely])
def test_items_that_are_the_same_have_no_factor_beside_their_own(fit: Fit) -> None:
    assert fit(np.ones((3, 3))) is None


def test_items_that_have_nothing_to_do_with_each_other_have_no_factor() -> None:
    assert omega_minres(np.eye(4)) is None


def test_an_item_that_does_not_vary_has_no_correlations() -> None:
    assert correlations(covariances(np.array([[1, 3], [2, 3], [3, 3]]))) is None


def test_omega_weighs_items_by_their_spread() -> None:
    # loadings .5 and .5 with spreads 1 and 2: (1.5)^2 / (1.5^2 + .75 + 3) = .375; without spread 1 / (1 + 1.5) = .4
    loadings = np.array([0.5, 0.5])
    assert omega_total(loadings, np.array([1.0, 2.0])) == pytest.approx(0.375, abs=EXACT)
    assert omega_total(loadings) == pytest.approx(0.4, abs=EXACT)
    assert omega_total(loadings, 0.0) is None
