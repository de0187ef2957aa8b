"""A question on its whole scale, a change in two parts, and a course: from released counts."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.definition.model import Item
from monitor.disclosure.release import Release
from monitor.statistics.compare import Change, Verdict, compare
from monitor.statistics.course import Course, course
from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.ordinal import answers, cliffs_delta
from monitor.statistics.split import Known, Split, kitagawa, split
from monitor.statistics.whole_scale import WholeScale, steps_of, whole_scale
from tests.support.tables import GEPEST, KANALEN, TEVREDEN, like, release, survey

KEY = ("tevreden", "favourable", "A", "school")
STEPS = ("--", "-", "0", "+", "++")


def spread(*counts: int, item: str = "tevreden", codes: tuple[str, ...] = STEPS) -> str:
    lines = [f"school {item} {code} {n}" for code, n in zip(codes, counts, strict=True)]
    return "\n".join([f"school {item} * {sum(counts)}", *lines])


def on_the_whole(before: str, after: str, item: str = "tevreden", asked: Item | None = None) -> WholeScale:
    items = survey(asked) if asked else None
    earlier, later = (
        estimate(release(table, year=year, asked=items))
        for table, year in ((before, "2023-2024"), (after, "2024-2025"))
    )
    return whole_scale(earlier, later, item, "school")


def test_it_sees_what_the_two_highest_answers_leave_out() -> None:
    before, after = (30, 24, 36, 30, 0), (9, 21, 51, 30, 9)
    found = on_the_whole(spread(*before), spread(*after))
    assert found.delta == pytest.approx(cliffs_delta(answers(before), answers(after)))
    assert (found.verdict, found.better) == (Verdict.RISE, "up")
    assert found.low is not None
    assert found.low > 0
    earlier, later = (
        estimate(release(spread(*counts), year=year)) for counts, year in ((before, "2023-2024"), (after, "2024-2025"))
    )
    assert compare(earlier, later)[KEY].verdict is Verdict.UNDECIDED
    assert on_the_whole(spread(*after), spread(*before)).verdict is Verdict.FALL
    assert on_the_whole(spread(*before), spread(*before)).verdict is Verdict.UNDECIDED


def test_higher_is_more_favourable_or_more_often() -> None:
    turned = like(TEVREDEN, favourable=("--", "-"))
    assert steps_of(turned) == STEPS[::-1]
    assert steps_of(GEPEST) == ("niet", "soms", "vaak")
    assert steps_of(KANALEN) == ()
    often = ("niet", "soms", "vaak")
    rise = on_the_whole(
        spread(90, 20, 10, item="gepest", codes=often), spread(50, 40, 30, item="gepest", codes=often), "gepest"
    )
    assert (rise.verdict, rise.better) == (Verdict.RISE, "down")


@pytest.mark.parametrize(
    ("before", "after", "item", "code"),
    [
        ("school tevreden * 120\nschool tevreden +|++ 60", spread(30, 24, 36, 30, 0), "tevreden", "few-options"),
        (spread(6, 3, 6, 6, 3), spread(30, 24, 36, 30, 0), "tevreden", "few-options"),
        (spread(30, 24, 36, 30, 0), "", "tevreden", "few-options"),
        ("", "", "kanalen", "no-steps"),
        ("", "", "nergens", "no-item"),
    ],
)
def test_where_not_all_answers_were_published_there_is_none(before: str, after: str, item: str, code: str) -> None:
    found = on_the_whole(before, after, item)
    assert (found.verdict, found.delta) == (Verdict.NOT_COMPARABLE, None)
    assert code in {reason.code for reason in found.reasons}


def test_a_group_of_one_year_only_and_a_question_put_otherwise() -> None:
    earlier = estimate(release(spread(30, 24, 36, 30, 0), year="2023-2024"))
    other = survey(like(TEVREDEN, text={"nl": "Bent u tevreden?"}))
    later = estimate(release(spread(30, 24, 36, 30, 0), year="2024-2025", asked=other))
    assert {one.code for one in whole_scale(earlier, later, "tevreden", "school").reasons} == {"wording"}
    assert {one.code for one in whole_scale(earlier, earlier, "tevreden", "nergens").reasons} == {"no-group"}


PART = st.floats(0.01, 0.99)


@given(PART, PART, PART, PART)
def test_the_two_parts_are_the_whole(a1: float, a2: float, q1: float, q2: float) -> None:
    found = kitagawa((Known(a1, 0.001), Known(a2, 0.001)), (Known(q1, 0.002), Known(q2, 0.002)))
    assert found.knowing is not None
    assert found.liking is not None
    assert found.total == pytest.approx(a2 * q2 - a1 * q1, abs=1e-12)
    assert found.knowing + found.liking == pytest.approx(found.total, abs=1e-12)
    if a1 == a2:
        assert found.knowing == 0
    if q1 == q2:
        assert found.liking == 0


def halves(before: tuple[int, int, int], after: tuple[int, int, int]) -> tuple[Change, Change, Change]:
    """Satisfied, not satisfied and "weet ik niet" in two years: the changes of all, of knowing and of liking."""
    tables = [
        f"school tevreden * {sum(one)}\nschool tevreden +|++ {one[0]}\nschool tevreden --|-|0 {one[1]}\n"
        f"school tevreden wn {one[2]}" for one in (before, after)
    ]  # fmt: skip
    pair = [estimate(release(t, year=y)) for t, y in zip(tables, ("2023-2024", "2024-2025"), strict=True)]
    changes = compare(*pair)
    return changes[KEY], changes["tevreden", "known", "A", "school"], changes["tevreden", "favourable", "B", "school"]


def test_more_people_know_and_those_who_know_are_as_happy() -> None:
    whole, knows, likes = halves((42, 42, 36), (54, 54, 12))
    found = split(knows, likes)
    assert found.total == pytest.approx(whole.change)
    assert found.liking == pytest.approx(0)
    assert found.knowing == pytest.approx(0.1)
    assert found.knowing_limits is not None
    assert found.liking_limits is not None
    assert 0 < float(found.knowing_limits.low) < 0.1 < float(found.knowing_limits.high)
    assert float(found.liking_limits.low) < 0 < float(found.liking_limits.high)


def test_a_split_of_what_cannot_be_compared_says_why() -> None:
    _whole, knows, likes = halves((42, 42, 36), (9, 9, 6))
    assert split(knows, likes) == Split(reasons=knows.reasons)
    assert knows.reasons


@pytest.mark.parametrize("seed", [1, 2])
def test_the_limits_of_the_parts_hold(seed: int) -> None:
    """Drawn schools without rounding: the limits of each part hold what would be found of everybody."""
    import numpy as np

    random, n, held, times = np.random.default_rng(seed), 150, [0, 0], 400
    a, q = (0.6, 0.75), (0.5, 0.65)
    truth = kitagawa((Known(a[0], 0), Known(a[1], 0)), (Known(q[0], 0), Known(q[1], 0)))
    for _time in range(times):
        known = [int(random.binomial(n, one)) for one in a]
        liked = [random.binomial(m, one) / m for m, one in zip(known, q, strict=True)]
        shares = [m / n for m in known]
        found = kitagawa(
            (Known(shares[0], shares[0] * (1 - shares[0]) / n), Known(shares[1], shares[1] * (1 - shares[1]) / n)),
            (
                Known(liked[0], liked[0] * (1 - liked[0]) / known[0]),
                Known(liked[1], liked[1] * (1 - liked[1]) / known[1]),
            ),
        )
        for place, (limits, true) in enumerate(
            ((found.knowing_limits, truth.knowing), (found.liking_limits, truth.liking))
        ):
            assert limits is not None
            assert true is not None
            held[place] += float(limits.low) <= true <= float(limits.high)
    assert min(held) / times > 0.92


def waves(*shares: tuple[str, int, int]) -> list[Estimates]:
    return [estimate(released(year, n, x)) for year, n, x in shares]


def released(year: str, n: int, x: int, **otherwise: object) -> Release:
    asked = survey(like(TEVREDEN, **otherwise)) if otherwise else None
    return release(f"school tevreden * {n}\nschool tevreden +|++ {x}", year=year, asked=asked)


def codes(found: Course) -> list[tuple[str, str]]:
    return [(year, reason.code) for year, reason in found.left_out]


def test_a_course_over_a_gap() -> None:
    found = course(waves(("2021-2022", 120, 48), ("2022-2023", 120, 57), ("2024-2025", 120, 75)), KEY)
    assert found.slope == pytest.approx(0.075)
    assert (found.verdict, found.bends, found.left_out) == (Verdict.RISE, False, ())
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < 0.075 < found.high


def test_a_course_that_bends_and_one_that_does_not_move() -> None:
    bent = course(waves(("2021-2022", 120, 90), ("2022-2023", 120, 30), ("2023-2024", 120, 90)), KEY)
    assert (bent.verdict, bent.bends) == (Verdict.UNDECIDED, True)
    flat = course(waves(("2021-2022", 120, 60), ("2022-2023", 120, 60), ("2023-2024", 120, 60)), KEY)
    assert (flat.verdict, flat.bends, flat.slope) == (Verdict.UNDECIDED, False, pytest.approx(0))
    assert flat.p == 1.0


def test_two_waves_are_no_course_and_none_is_an_error() -> None:
    found = course(waves(("2022-2023", 120, 48), ("2024-2025", 120, 75)), KEY)
    assert (found.verdict, found.slope, found.years) == (Verdict.NOT_COMPARABLE, None, ("2022-2023", "2024-2025"))
    assert [one.code for one in found.reasons] == ["few-waves"]
    with pytest.raises(ValueError, match="one wave or more"):
        course([], KEY)


def test_a_question_put_otherwise_ends_the_course_and_few_answers_are_a_gap() -> None:
    good = waves(("2022-2023", 120, 48), ("2023-2024", 24, 12), ("2024-2025", 120, 60), ("2025-2026", 120, 75))
    older = [
        estimate(released("2019-2020", 120, 90)),
        estimate(released("2020-2021", 120, 90, text={"nl": "Bent u tevreden?"})),
    ]
    found = course([*older, *good], KEY)
    assert found.years == ("2022-2023", "2024-2025", "2025-2026")
    assert codes(found) == [
        ("2019-2020", "wording"), ("2020-2021", "wording"), ("2023-2024", "few-to-compare")
    ]  # fmt: skip
    assert found.verdict is Verdict.RISE


def test_what_counts_otherwise_ends_it_and_what_is_hidden_is_a_gap() -> None:
    other = estimate(released("2022-2023", 120, 48, favourable=("++",)))
    hidden = estimate(released("2023-2024", 6, 3))
    found = course([other, hidden, *waves(("2024-2025", 120, 60))], KEY)
    assert codes(found) == [("2022-2023", "numerator"), ("2023-2024", "hidden")]
    assert not math.isnan(found.slope or 0.0)


def test_nobody_and_everybody_are_not_surer_than_others() -> None:
    """At 0 of n and n of n p(1-p)/n is nought; the limits of the parts and of the line are not."""
    _whole, knows, likes = halves((60, 60, 0), (120, 0, 0))
    found = split(knows, likes)
    assert found.knowing == 0.0
    assert found.knowing_limits is not None
    assert float(found.knowing_limits.high) > 0.04
    line = course(waves(("2022-2023", 120, 0), ("2023-2024", 120, 0), ("2024-2025", 120, 0)), KEY)
    assert (line.slope, line.verdict) == (0.0, Verdict.UNDECIDED)
    assert (line.high or 0.0) > 0.02


def test_a_year_in_which_it_was_not_asked_is_a_gap() -> None:
    without = estimate(release("school gepest * 120", year="2023-2024", asked=survey(GEPEST)))
    found = course(
        [*waves(("2021-2022", 120, 48), ("2022-2023", 120, 57)), without, *waves(("2024-2025", 120, 75))], KEY
    )
    assert codes(found) == [("2023-2024", "no-item")]
    assert found.slope == pytest.approx(0.075)
