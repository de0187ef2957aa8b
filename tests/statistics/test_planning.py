"""What a school would see before a survey: held against a published table and against drawn answers."""

import math

import numpy as np
import pytest

from monitor.statistics.planning import CUTS, half_width, plan, scale_detectable, scale_power
from monitor.statistics.power import Detectable


def test_the_smallest_detectable_numbers_of_the_design() -> None:
    """statistics.md 2.9, computed there by another program: exact counts, 70 % now, n answers in each year."""
    table = """
        n     30  42  75  105  120  200  280  500
        half  22  19  14  12   11   9    8    6
        fall  36  29  22  19   18   14   12   9
        rise  27  23  19  16   15   12   11   8
    """.strip().splitlines()
    sizes, halves, falls, rises = (line.split()[1:] for line in table)
    for n, half, fall, rise in zip(sizes, halves, falls, rises, strict=True):
        (found,) = plan(int(n), (1.0,), share=0.7, base=1).sights
        assert found.answers == int(n)
        assert found.share is not None
        assert found.share.fall is not None
        assert found.share.rise is not None
        # half the width as the design has it is of a change from 70 to 70 %
        assert 100 * (found.smallest_real or 0) == pytest.approx(int(half), abs=1)
        assert 100 * found.share.fall == pytest.approx(int(fall), abs=1)
        assert 100 * found.share.rise == pytest.approx(int(rise), abs=1)


def test_more_answers_show_more_and_rounding_less() -> None:
    low, high = plan(320, (0.4, 0.6)).sights
    assert low.share is not None
    assert high.share is not None
    assert low.share.fall is not None
    assert high.share.fall is not None
    assert high.share.fall < low.share.fall
    (exact,) = plan(320, (0.4,), base=1).sights
    (coarse,) = plan(320, (0.4,), base=5).sights
    assert (exact.smallest_real or 0) < (low.smallest_real or 0) < (coarse.smallest_real or 0)


def test_two_years_together_are_twice_as_many_answers() -> None:
    (found,) = plan(300, (0.3,)).sights
    (twice,) = plan(300, (0.6,)).sights
    assert found.two_years == twice.share


@pytest.mark.parametrize(
    ("people", "response", "code"), [(30, 0.3, "few-answers"), (30, 0.9, "few-to-plan"), (100, 0.29, "few-to-plan")]
)
def test_with_few_answers_nothing_is_compared(people: int, response: float, code: str) -> None:
    (found,) = plan(people, (response,)).sights
    assert found.reason is not None
    assert found.reason.code == code
    assert (found.share, found.scale, found.two_years, found.smallest_real) == (None, None, None, None)


@pytest.mark.parametrize("call", [(9, (0.5,), 0.7), (50, (0.0,), 0.7), (50, (1.2,), 0.7), (50, (0.5,), 0.0)])
def test_what_cannot_be_is_an_error(call: tuple[int, tuple[float, ...], float]) -> None:
    people, responses, share = call
    with pytest.raises(ValueError, match=r"ever shown|lie between"):
        plan(people, responses, share=share)


def seen_by_drawing(n: int, start: float, shift: float, base: int, draws: int = 4000) -> float:
    """How often a Welch interval of released steps excludes 0: scores drawn, cut, counted, rounded at random."""
    random = np.random.default_rng(20261126)
    # five answers with variance 1 and correlation 1/2: their mean has variance (5 + 20 / 2) / 25
    spread = math.sqrt(15) / 5
    means, squares = [], []
    for above in (start, start + shift):
        scores = random.normal(CUTS[1] + above, spread, (draws, n))
        counts = np.stack([(np.digitize(scores, CUTS) == step).sum(axis=1) for step in range(3)], axis=1)
        up = random.random(counts.shape) < (counts % base) / base
        counts = counts - counts % base + base * up
        total = counts.sum(axis=1)
        mean = counts @ np.arange(3) / total
        apart = (np.arange(3) - mean[:, None]) ** 2
        noise = base**2 // 4 * apart.sum(axis=1) / total**2  # the most that rounding may add (decision 40)
        means.append(mean)
        squares.append((counts * apart).sum(axis=1) / (total - 1) / total + noise)
    moved = np.abs(means[1] - means[0]) > 1.99 * np.sqrt(squares[0] + squares[1])
    return float(moved.mean())


@pytest.mark.parametrize(("n", "shift", "base"), [(60, 0.45, 1), (75, -0.4, 3), (150, 0.3, 3), (150, -0.35, 5)])
def test_the_power_of_a_scale_is_that_of_drawn_answers(n: int, shift: float, base: int) -> None:
    assert scale_power(n, 0.5244, shift, base=base) == pytest.approx(seen_by_drawing(n, 0.5244, shift, base), abs=0.03)


def test_without_a_shift_a_scale_moves_one_time_in_twenty() -> None:
    assert scale_power(150, 0.5, 0.0) == pytest.approx(0.025, abs=1e-6)  # one side: the tail that is asked about


def test_a_scale_shows_a_smaller_shift_than_one_question() -> None:
    (found,) = plan(150, (0.5,), base=1).sights
    assert found.share is not None
    assert found.scale is not None
    assert found.scale.fall is not None
    assert found.scale.fall < 0.8 * (found.share.fall or 1)
    assert scale_power(75, 0.5244, -0.45, base=1) > 0.8


def test_where_there_is_no_room_nothing_shows() -> None:
    assert scale_detectable(30, 0.99, base=5).rise is None
    assert scale_detectable(30, 0.002) == Detectable(None, scale_detectable(30, 0.002).rise)


def test_half_a_width_is_that_of_two_equal_shares() -> None:
    assert half_width(75, 0.7) == pytest.approx(0.144, abs=0.001)


@pytest.mark.parametrize("base", [1, 3, 5])
@pytest.mark.parametrize("share", [0.01, 0.3, 0.5, 0.7, 0.99])
def test_from_thirty_answers_on_something_shows(share: float, base: int) -> None:
    (found,) = plan(30, (1.0,), share=share, base=base).sights
    assert found.share is not None
    assert found.share.fall or found.share.rise
