"""A question on its whole scale: against all pairs compared one by one, against scipy, and with rounded counts."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import mannwhitneyu

from monitor.statistics.ordinal import Answers, answers, cliffs_delta, delta_interval, mann_whitney
from monitor.statistics.rounding import variance

COUNTS = st.lists(st.integers(0, 40), min_size=3, max_size=6)


def each_person(counts: list[int]) -> np.ndarray:
    return np.repeat(np.arange(len(counts)), counts)


@given(st.data(), st.integers(3, 6))
def test_it_is_what_all_pairs_say(data: st.DataObject, steps: int) -> None:
    years = st.lists(st.integers(0, 30), min_size=steps, max_size=steps).filter(any)
    before, after = data.draw(years), data.draw(years)
    pairs = np.sign(each_person(after)[None, :] - each_person(before)[:, None])
    delta = cliffs_delta(answers(before), answers(after))
    assert delta == pytest.approx(pairs.mean())
    found = mann_whitney(answers(before), answers(after))
    with np.errstate(all="ignore"):
        theirs = mannwhitneyu(each_person(before), each_person(after), method="asymptotic", use_continuity=True)
    assert found.w == pytest.approx(theirs.statistic)
    assert found.p == pytest.approx(1.0 if np.isnan(theirs.pvalue) else theirs.pvalue)


@given(COUNTS.filter(lambda counts: sum(counts) > 1), st.sampled_from([0.0, 2.0, 6.0]))
def test_the_years_the_other_way_round_turn_the_sign(counts: list[int], added: float) -> None:
    before, after = answers(counts, added), answers(counts[::-1], added)
    there, back = delta_interval(before, after), delta_interval(after, before)
    assert cliffs_delta(before, after) == pytest.approx(-cliffs_delta(after, before))
    assert there.low == pytest.approx(-float(back.high))
    assert there.low <= cliffs_delta(before, after) + 1e-9
    assert mann_whitney(before, after).p == pytest.approx(mann_whitney(after, before).p)


@given(COUNTS.filter(lambda counts: min(np.count_nonzero(counts), sum(counts)) > 1))
def test_rounding_makes_nothing_surer(counts: list[int]) -> None:
    before, after = (answers(counts), answers(counts[::-1])), (answers(counts, 2.0), answers(counts[::-1], 2.0))
    assert mann_whitney(*after).p >= mann_whitney(*before).p
    exact, rounded = delta_interval(*before), delta_interval(*after)
    assert float(rounded.high) - float(rounded.low) >= float(exact.high) - float(exact.low) - 1e-9


def rounded(counts: np.ndarray, base: int, random: np.random.Generator) -> Answers:
    """Each count to a neighbouring multiple, without bias."""
    rest = counts % base
    return answers(counts - rest + base * (random.random(counts.shape) < rest / base), variance(base))


@pytest.mark.parametrize(("base", "n"), [(3, 60), (3, 150), (5, 60), (5, 150)])
def test_of_rounded_counts_it_is_not_wrong_more_often_than_it_says(base: int, n: int) -> None:
    """Nothing changed: without the variance of rounding 1 in 9 would show a change at base 5 and 60 answers."""
    random, times = np.random.default_rng(4), 600
    chances = np.array([0.04, 0.1, 0.21, 0.45, 0.2])
    wrong = bare = 0
    for _time in range(times):
        before, after = (rounded(random.multinomial(n, chances), base, random) for _year in range(2))
        limits = delta_interval(before, after)
        wrong += mann_whitney(before, after).p < 0.05 or not float(limits.low) <= 0 <= float(limits.high)
        bare += mann_whitney(answers(before.counts), answers(after.counts)).p < 0.05
    assert wrong / times < 0.06
    if (base, n) == (5, 60):
        assert bare / times > 0.09


@pytest.mark.parametrize("counts", [[5], [], [0, 0], [-1, 5], [[1, 2], [3, 4]], [float("nan"), 3]])
def test_what_is_no_scale_is_refused(counts: list[float]) -> None:
    with pytest.raises(ValueError, match="two options or more"):
        answers(counts)


def test_other_options_and_one_answer_are_refused() -> None:
    with pytest.raises(ValueError, match="same options"):
        cliffs_delta(answers([1, 2]), answers([1, 2, 3]))
    with pytest.raises(ValueError, match="two answers"):
        delta_interval(answers([1, 0]), answers([4, 5]))


def test_all_on_one_step_and_all_on_opposite_steps() -> None:
    same = answers([0, 9, 0])
    assert mann_whitney(same, same) == (40.5, 1.0, 1.0)
    assert delta_interval(same, same) == (0.0, 0.0)
    apart = answers([9, 0, 0]), answers([0, 0, 9])
    assert cliffs_delta(*apart) == 1.0
    assert delta_interval(*apart) == (1.0, 1.0)
    assert mann_whitney(*apart).p < 0.001


def test_all_pairs_one_way_is_a_rise_for_rounded_counts_as_well() -> None:
    """Near 1 the lopsided limits would open to the whole scale, as if nothing could be said of the clearest change."""
    low, high = delta_interval(answers([60, 0, 0], 2.0), answers([0, 0, 60], 2.0))
    assert 0.8 < float(low) < 1.0
    assert high == 1.0
    nearly = delta_interval(answers([57, 3, 0], 2.0), answers([0, 3, 57], 2.0))
    assert 0.8 < float(nearly.low) < 1.0
