"""Edges of the figures with the family as unit; the numbers are proven by `weights.ratio` and `school.scale`."""

import numpy as np
import pytest

from monitor.statistics.ratio import ratio, scale_mean, student, top_share


def test_a_ratio_by_hand() -> None:
    # 1/2, 3/4, 2/2: R = 6/8; e = -.5, 0, .5; SE = sqrt(.5 / 6) / (8/3)
    found = ratio(np.array([1, 3, 2]), np.array([2, 4, 2]))
    assert found == pytest.approx((0.75, np.sqrt(0.5 / 6) * 3 / 8, 3))


def test_all_units_of_a_population_leave_nothing_to_chance() -> None:
    assert ratio(np.array([1, 3, 2]), np.array([2, 4, 2]), population=3).se == 0


@pytest.mark.parametrize(
    ("y", "x", "population", "said"),
    [
        ([1], [2], None, "two units"),
        ([1, 2], [2, 2, 2], None, "two units"),
        ([0, 0], [0, 0], None, "above nought"),
        ([1, np.nan], [2, 2], None, "above nought"),
        ([1, 2], [2, 2], 1, "more units"),
    ],
)
def test_what_has_no_ratio(y: list[float], x: list[float], population: int | None, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        ratio(np.array(y), np.array(x), population)


@pytest.mark.parametrize(("favourable", "share"), [(0, 0.0), (4, 1.0)])
def test_nobody_and_everybody_favourable_have_the_width_of_so_many_families(favourable: int, share: float) -> None:
    found = top_share(np.full(20, favourable), np.full(20, 4))
    assert (found.estimate, found.se, found.effective) == (share, 0.0, 20)
    assert found.interval.high - found.interval.low > 0.1


def test_families_without_an_answer_do_not_count() -> None:
    with_silent = top_share(np.array([1, 2, 0, 3]), np.array([2, 4, 0, 3]))
    assert with_silent == top_share(np.array([1, 2, 3]), np.array([2, 4, 3]))
    assert with_silent.n == 3


def test_answers_of_one_family_that_hang_together_count_for_less() -> None:
    """Twenty families of four answers that are all the same are twenty answers (19 for n-1), not eighty."""
    found = top_share(np.repeat([0, 4], 10), np.full(20, 4))
    assert found.effective == pytest.approx(19)


def test_more_favourable_answers_than_answers_are_refused() -> None:
    with pytest.raises(ValueError, match="some of the answers"):
        top_share(np.array([3, 1]), np.array([2, 2]))
    with pytest.raises(ValueError, match="some of the answers"):
        top_share(np.array([-1, 1]), np.array([2, 2]))


def test_scores_that_are_all_the_same_have_a_mean_without_width() -> None:
    assert scale_mean(np.full(12, 3.5)) == (12, 3.5, 0.0, (3.5, 3.5))


@pytest.mark.parametrize("scores", [[], [3.0], [3.0, np.nan]])
def test_what_has_no_mean_with_limits(scores: list[float]) -> None:
    with pytest.raises(ValueError, match="two scores"):
        scale_mean(np.array(scores))


@pytest.mark.parametrize("wrong", [(0, 0.95), (5, 0.0), (5, 1.0), (float("nan"), 0.95)])
def test_what_has_no_t(wrong: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="degrees of freedom"):
        student(*wrong)
