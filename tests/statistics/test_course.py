"""The course of a share over the years: which years are on it, what a gap does, and when a line is said to rise."""

import math
from collections.abc import Iterable

import numpy as np
import pytest

from monitor.definition.model import Item
from monitor.statistics.compare import Verdict
from monitor.statistics.course import Course, course
from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.slope import cochran_armitage
from tests.support.tables import TEVREDEN, like, release, survey

KEY = ("tevreden", "favourable", "A", "school")
OTHER = like(TEVREDEN, text={"nl": "Anders gevraagd?"})


def wave(first: int, x: int, n: int = 120, item: Item = TEVREDEN) -> Estimates:
    """A school year by the calendar year in which it begins."""
    table = f"school tevreden * {n}\n school tevreden +|++ {x}\n school tevreden --|-|0|+|++|wn {n}"
    return estimate(release(table, year=f"{first}-{first + 1}", asked=survey(item)))


def of(*years: tuple[int, int]) -> Course:
    return course([wave(*year) for year in years], KEY)


def codes(reasons: Iterable[object]) -> list[str]:
    return [getattr(reason, "code", "") for reason in reasons]


def test_a_steady_rise_in_points_per_year() -> None:
    found = of((2022, 48), (2023, 60), (2024, 72))
    assert found.slope == pytest.approx(0.1)
    assert found.verdict is Verdict.RISE
    assert 0 < (found.low or 0) < 0.1 < (found.high or 0) < 0.2
    assert (found.years, found.straight, found.better) == (("2022-2023", "2023-2024", "2024-2025"), True, "up")
    fall = of((2022, 72), (2023, 60), (2024, 48))
    assert (fall.verdict, fall.slope, fall.high) == (
        Verdict.FALL, pytest.approx(-0.1), pytest.approx(-(found.low or 0)),
    )  # fmt: skip


def test_years_in_any_order_are_the_same_course() -> None:
    assert of((2024, 72), (2022, 48), (2023, 60)) == of((2022, 48), (2023, 60), (2024, 72))


def test_a_year_that_is_missing_counts_as_a_gap() -> None:
    """20 points in four years are 5 a year, whether or not each of them was asked."""
    found = of((2020, 48), (2022, 60), (2024, 72))
    assert found.slope == pytest.approx(0.05)
    assert found.gaps == ()
    ends = of((2020, 48), (2023, 54), (2024, 72))
    assert ends.slope != pytest.approx(0.05)


def test_a_year_with_few_answers_is_a_gap_and_told() -> None:
    waves = [wave(2021, 42), wave(2022, 48), wave(2023, 9, 27), wave(2024, 72)]
    found = course(waves, KEY)
    assert found.years == ("2021-2022", "2022-2023", "2024-2025")
    assert codes(found.gaps) == ["few-to-compare"]
    assert found.verdict is Verdict.RISE


@pytest.mark.parametrize("years", [[(2024, 72)], [(2023, 30), (2024, 90)]])
def test_one_wave_or_two_are_no_course(years: list[tuple[int, int]]) -> None:
    found = of(*years)
    assert (found.verdict, found.slope, found.low, found.p) == (Verdict.NOT_COMPARABLE, None, None, None)
    assert codes(found.reasons) == ["few-years"]
    assert found.straight is None
    assert str(len(years)) in found.reasons[0].text


def test_a_break_ends_the_course() -> None:
    """Five years, other words from the third on: three years are left, and why."""
    items = {2020: TEVREDEN, 2021: TEVREDEN, 2022: OTHER, 2023: OTHER, 2024: OTHER}
    found = course([wave(year, 60, item=item) for year, item in items.items()], KEY)
    assert found.years == ("2022-2023", "2023-2024", "2024-2025")
    assert codes(found.broken) == ["wording"]
    assert found.verdict is Verdict.UNDECIDED
    short = course([wave(year, 60, item=items[year]) for year in (2020, 2021, 2022, 2023)], KEY)
    assert codes(short.reasons) == ["few-years", "wording"]


def test_other_answers_that_count_are_a_break_too() -> None:
    counted = like(TEVREDEN, favourable=("++",))
    table = "school tevreden * 120\n school tevreden ++ 60\n school tevreden +|++ 60"
    last = estimate(release(table, year="2024-2025", asked=survey(counted)))
    found = course([wave(2021, 60), wave(2022, 60), wave(2023, 60), last], KEY)
    assert codes(found.reasons)[:2] == ["few-years", "numerator"]


def test_years_without_the_question_the_group_or_the_figure_are_told() -> None:
    without = estimate(release("", year="2023-2024", asked=survey(like(TEVREDEN, id="iets"))))
    hidden = estimate(release("", year="2022-2023"))
    found = course([hidden, without, wave(2024, 60)], KEY)
    assert codes(found.reasons) == ["few-years", "hidden", "no-item"]
    assert codes(course([wave(2024, 60)], (*KEY[:3], "k9")).reasons) == ["few-years", "no-group"]
    assert codes(course([wave(2024, 60)], ("tevreden", "weekly", "A", "school")).reasons) == ["few-years", "no-measure"]


def test_a_course_is_of_one_survey() -> None:
    with pytest.raises(ValueError, match="one survey"):
        course([], KEY)


def test_up_and_down_again_is_no_straight_line() -> None:
    found = of((2022, 48), (2023, 96), (2024, 48))
    assert found.verdict is Verdict.UNDECIDED
    assert found.straight is False


def test_a_verdict_never_goes_with_a_p_of_a_twentieth_or_more() -> None:
    for x in range(48, 97, 3):
        found = of((2022, 60), (2023, 63), (2024, x))
        assert found.verdict is Verdict.UNDECIDED or (found.p or 1) < 0.05


@pytest.mark.parametrize("x", [0, 120])
def test_nobody_and_everybody_in_every_year(x: int) -> None:
    found = of((2022, x), (2023, x), (2024, x))
    assert (found.slope, found.p, found.verdict) == (0.0, 1.0, Verdict.UNDECIDED)
    assert (found.low or 0) < 0 < (found.high or 0)
    plain = cochran_armitage([x] * 3, [120] * 3, [2022, 2023, 2024])
    assert (plain.slope, plain.z, plain.p, plain.departure, plain.departure_p) == (0.0, 0.0, 1.0, 0.0, 1.0)


def test_rounding_makes_a_course_less_sure_and_its_departure_too() -> None:
    plain = cochran_armitage([48, 66, 72], [120] * 3, [2022, 2023, 2024])
    rounded = cochran_armitage([48, 66, 72], [120] * 3, [2022, 2023, 2024], 2e-4)
    assert plain.slope == rounded.slope
    assert plain.p < rounded.p
    assert (plain.departure or 0) > (rounded.departure or 0) > 0


@pytest.mark.parametrize(
    ("x", "n", "years"),
    [
        ([3], [6], [2024]),
        ([3, 3], [6, 6], [2024, 2024]),
        ([3, 3], [6, 6, 6], [2023, 2024]),
        ([3, 3], [6, 6], [2023, math.nan]),
        ([3, math.nan], [6, 6], [2023, 2024]),
        ([3, 0], [6, 0], [2023, 2024]),
        ([3, 7], [6, 6], [2023, 2024]),
        ([3, -1], [6, 6], [2023, 2024]),
    ],
)
def test_impossible_counts_and_years_are_refused(x: list[float], n: list[float], years: list[float]) -> None:
    with pytest.raises(ValueError, match=r"two years or more|0 <= x <= n"):
        cochran_armitage(x, n, years)


def test_of_schools_in_which_nothing_changes_a_twentieth_at_most_rises_or_falls() -> None:
    """Three years of 60 answers, 70 % favourable, rounded to base 3: with the rounding in it the size is kept."""
    random = np.random.default_rng(20261126)
    exact = random.binomial(60, 0.7, (1500, 3)).astype(float)
    rounded = exact // 3 * 3 + 3 * (random.random(exact.shape) < exact % 3 / 3)
    added = (2 + 0.49 * 2) / 60**2
    said = [cochran_armitage(one, [60] * 3, [2022, 2023, 2024], added).p < 0.05 for one in rounded]
    without = [cochran_armitage(one, [60] * 3, [2022, 2023, 2024]).p < 0.05 for one in rounded]
    assert np.mean(said) < 0.06
    assert np.mean(said) < np.mean(without)
