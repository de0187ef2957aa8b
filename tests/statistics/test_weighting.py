"""Weights from known totals: what R gives is in tests/golden; here what is impossible, and what must always hold."""

import numpy as np
import pytest

from monitor.statistics import linearised
from monitor.statistics.linearised import Design
from monitor.statistics.weighting import kish, post_stratify, rake, trim


def test_one_answer_stands_for_as_many_people_as_there_are_per_answer() -> None:
    assert post_stratify({"1A": 10, "1B": 20}, {"1A": 30, "1B": 30}) == {"1A": 3.0, "1B": 1.5}


def test_a_group_of_nobody_weighs_nothing() -> None:
    assert post_stratify({"1A": 10, "1B": 0}, {"1A": 30, "1B": 0}) == {"1A": 3.0, "1B": 0.0}


@pytest.mark.parametrize(
    ("counts", "totals", "told"),
    [
        ({"1A": 10, "1B": 0}, {"1A": 30, "1B": 5}, "nobody answered in 1B"),
        ({"1A": 10}, {"1A": 30, "1B": 5}, "not of the same groups: 1B"),
        ({"1A": 10, "2A": 1}, {"1A": 30}, "not of the same groups: 2A"),
        ({"1A": 10}, {"1A": -1}, "fewer than 0 people"),
    ],
)
def test_what_cannot_be_weighted_is_told(counts: dict[str, float], totals: dict[str, float], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        post_stratify(counts, totals)


def test_raking_meets_both_divisions_and_keeps_the_odds_ratio() -> None:
    """Two divisions of 2 x 2: iterative fitting keeps how the two hang together (odds ratio of the start)."""
    cells = [["a", "a", "b", "b"], ["x", "y", "x", "y"]]
    found = rake(cells, [10, 20, 30, 40], [{"a": 50, "b": 50}, {"x": 70, "y": 30}])
    assert found[:2].sum() == pytest.approx(50, rel=1e-9)
    assert found[[0, 2]].sum() == pytest.approx(70, rel=1e-9)
    assert found[0] * found[3] / (found[1] * found[2]) == pytest.approx(10 * 40 / (20 * 30), rel=1e-8)


def test_raking_over_one_division_is_post_stratifying() -> None:
    found = rake([["1A"] * 2 + ["1B"]], [1, 1, 1], [{"1A": 8, "1B": 3}])
    assert found.tolist() == [4.0, 4.0, 3.0]


@pytest.mark.parametrize(
    ("cells", "start", "margins", "told"),
    [
        ([["a", "b"]], [1, 0], [{"a": 1, "b": 1}], "raking: nobody answered in b"),
        ([["a", "c"]], [1, 1], [{"a": 1, "b": 1}], "not of the same groups: c"),
        ([["a", "b"], ["x", "y"]], [1, 1], [{"a": 1, "b": 1}, {"x": 1, "y": 2}], "do not agree: 2, 3"),
        # who is a is x, always: 1 and 2 cannot both be met
        ([["a", "b"], ["x", "y"]], [1, 1], [{"a": 1, "b": 2}, {"x": 2, "y": 1}], "no weights found in 1000 rounds"),
    ],
)
def test_what_cannot_be_raked_is_told(
    cells: list[list[str]], start: list[float], margins: list[dict[str, float]], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        rake(cells, start, margins)


def test_equal_weights_cost_nothing_and_one_heavy_answer_costs_much() -> None:
    assert kish([2.5] * 40) == pytest.approx(40)
    assert kish([1.0] * 9 + [9.0]) == pytest.approx(18**2 / 90)


@pytest.mark.parametrize("weights", [[], [0.0, 0.0], [1.0, -1.0]])
def test_weights_that_are_none_are_an_error(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weights are 0 or more"):
        kish(weights)
    with pytest.raises(ValueError, match="weights are 0 or more"):
        trim(weights)


def test_weights_above_three_times_the_median_are_cut_and_counted() -> None:
    found = trim([1.0, 1.0, 1.0, 1.0, 8.0])
    assert (found.limit, found.cut) == (3.0, 1)
    assert found.weights.sum() == pytest.approx(12)
    assert found.weights[4] / found.weights[0] == pytest.approx(3)
    assert trim([2.0, 2.0, 3.0]).cut == 0


def test_most_weights_of_nought_leave_nothing_to_cut_at() -> None:
    assert trim([0.0, 0.0, 5.0]).weights.tolist() == [0.0, 0.0, 5.0]


def test_the_mean_of_a_simple_sample_is_that_of_the_textbook() -> None:
    """1, 2, 3, 4 of an endless population: mean 2.5, SE = sqrt(5/3/4), t with 3 degrees 3.182446 (tables)."""
    found = linearised.mean(np.array([1.0, 2.0, 3.0, 4.0]), Design(np.ones(4)))
    assert found.mean == 2.5
    assert found.se == pytest.approx(0.6454972244)
    assert found.high - found.mean == pytest.approx(3.182446305 * 0.6454972244)


def test_a_sample_of_everyone_has_no_error() -> None:
    assert linearised.mean(np.array([1.0, 2.0]), Design(np.ones(2), population=np.full(2, 2.0))).se == 0


def test_impossible_samples_are_errors() -> None:
    two = np.array([1.0, 2.0])
    with pytest.raises(ValueError, match="two units or more"):
        linearised.standard_error(two, Design(np.ones(2), strata=["a", "b"]))
    with pytest.raises(ValueError, match="more units than there are"):
        linearised.mean(two, Design(np.ones(2), population=np.full(2, 1.0)))
    with pytest.raises(ValueError, match="all values are the same"):
        linearised.design_effect(np.ones(3), Design(np.ones(3)))
    with pytest.raises(ValueError, match="nobody is in this part"):
        linearised.domain_mean(two, np.array([False, False]), Design(np.ones(2)))
    with pytest.raises(ValueError, match="two units or more"):
        linearised.mean(np.array([1.0]), Design(np.ones(1)))


def test_one_draw_each_has_a_design_effect_of_one() -> None:
    assert linearised.design_effect(np.array([1.0, 2.0, 5.0]), Design(np.ones(3))) == pytest.approx(1)


def test_the_mean_of_a_part_has_the_error_of_a_ratio() -> None:
    """1 and 2 of four: z = -1/4, 1/4, 0, 0, so SE = sqrt(4/3 * 1/8), not the sqrt(1/4) of a sample of two."""
    found = linearised.domain_mean(
        np.array([1.0, 2.0, 3.0, 4.0]), np.array([True, True, False, False]), Design(np.ones(4))
    )
    assert found == (1.5, pytest.approx((1 / 6) ** 0.5))


def test_what_the_cells_explain_is_no_error_any_more() -> None:
    """1, 3 in one cell and 5, 5 in the other: only the first cell varies, z = -1/4, 1/4, 0, 0."""
    values, cells = np.array([1.0, 3.0, 5.0, 5.0]), ["a", "a", "b", "b"]
    assert linearised.post_stratified_error(values, np.ones(4), cells) == pytest.approx((1 / 6) ** 0.5)
    assert linearised.post_stratified_error(values, np.ones(4), cells, population=4) == 0
    both = linearised.raked_error(values, np.ones(4), [cells, ["x", "y", "x", "y"]], np.ones(4))
    assert both == pytest.approx((4 / 3 * 4 * (1 / 8) ** 2) ** 0.5)  # residuals -1/2, 1/2, 1/2, -1/2
