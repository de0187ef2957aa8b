"""The whole scale as numbers: pairs counted one by one, SciPy's Mann-Whitney, and what rounding does to its size."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.statistics.ordinal import answers, cliffs_delta, delta_interval, mann_whitney, pairs
from tests.support.rank_size import SCHOOLS, size

COUNTS = st.lists(st.integers(0, 12), min_size=4, max_size=4)


def people(counts: list[int]) -> list[int]:
    return [step for step, count in enumerate(counts) for _person in range(count)]


@settings(max_examples=40)
@given(COUNTS, COUNTS)
def test_pairs_are_those_of_people_compared_one_by_one(before: list[int], after: list[int]) -> None:
    assume(sum(before) and sum(after))
    met = list(itertools.product(people(before), people(after)))
    higher, lower = pairs(answers(before), answers(after))
    assert higher == pytest.approx(sum(new > old for old, new in met) / len(met))
    assert lower == pytest.approx(sum(new < old for old, new in met) / len(met))


@settings(max_examples=15)
@given(COUNTS, COUNTS)
def test_without_rounding_it_is_scipys_test(before: list[int], after: list[int]) -> None:
    assume(sum(before) > 1 and sum(after) > 1 and len(set(people(before) + people(after))) > 1)
    from scipy.stats import mannwhitneyu

    found = mann_whitney(answers(before), answers(after))
    theirs = mannwhitneyu(people(before), people(after), method="asymptotic", use_continuity=True)
    assert (found.w, found.p) == pytest.approx((theirs.statistic, theirs.pvalue), abs=1e-9)


def test_later_is_measured_against_earlier() -> None:
    low, high = answers([9, 5, 1]), answers([1, 5, 9])
    assert cliffs_delta(low, high) > 0 > cliffs_delta(high, low)
    assert cliffs_delta(low, high) == -cliffs_delta(high, low)


def test_everybody_on_one_step_is_no_change_and_no_error() -> None:
    same = answers([0, 40, 0])
    assert mann_whitney(same, same).p == 1.0
    assert delta_interval(same, same) == (0.0, 0.0)


def test_all_pairs_one_way_keep_their_limits_within_the_scale() -> None:
    low, high = answers([40, 0, 0]), answers([0, 0, 40])
    assert (cliffs_delta(low, high), delta_interval(low, high)) == (1.0, (1.0, 1.0))
    rounded = delta_interval(answers([40, 0, 0], 2.0), answers([0, 0, 40], 2.0))
    assert 0.8 < rounded.low < 1.0 == rounded.high


def test_rounding_makes_limits_wider_and_p_larger_never_the_reverse() -> None:
    before, after = [6, 12, 21, 30, 15], [3, 9, 15, 39, 24]
    plain, rounded = (answers(before), answers(after)), (answers(before, 2.0), answers(after, 2.0))
    assert mann_whitney(*rounded).p > mann_whitney(*plain).p
    low, high = delta_interval(*plain)
    wider = delta_interval(*rounded)
    assert wider.low < low < high < wider.high


@pytest.mark.parametrize(
    "counts", [[], [3], [[1, 2], [3, 4]], [0, 0, 0], [3, -1], [3, math.nan], [3, math.inf]], ids=str
)
def test_what_is_no_scale_of_counts_is_refused(counts: object) -> None:
    with pytest.raises(ValueError, match="two options or more"):
        answers(counts)  # type: ignore[arg-type]  # what should not be given


def test_two_scales_of_other_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="same options"):
        cliffs_delta(answers([1, 2]), answers([1, 2, 3]))


def test_one_answer_has_no_limits() -> None:
    with pytest.raises(ValueError, match="two answers or more"):
        delta_interval(answers([1, 0]), answers([5, 5]))


def test_one_answer_in_each_year_is_not_sure_of_anything() -> None:
    assert mann_whitney(answers([1, 0]), answers([0, 1])).p > 0.9


def test_rounded_counts_would_look_surer_than_they_are_without_the_variance_of_rounding() -> None:
    """5 % of schools in which nothing changed may be told that something did: base 5, 60 families."""
    without, with_ = size(5, SCHOOLS[0], np.random.default_rng(20261126), schools=1500)
    assert without > 0.08
    assert with_ < 0.055
