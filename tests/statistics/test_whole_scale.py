"""A question on its whole scale, from what was published of two years."""

import pytest

from monitor.definition.model import Item
from monitor.statistics.compare import Verdict
from monitor.statistics.estimate import Estimates, estimate
from monitor.statistics.whole_scale import WholeScale, steps, whole_scale
from tests.support.tables import GEPEST, SCALE, TEVREDEN, like, release, survey

YEARS = ("2023-2024", "2024-2025")


def wave(year: str, counts: str, item: Item = TEVREDEN) -> Estimates:
    """A year of the school; "." is a count that was not published."""
    known = [pair for pair in zip(item.codes(), counts.split(), strict=True) if pair[1] != "."]
    lines = [f"school {item.id} {code} {count}" for code, count in known]
    everyone = f"school {item.id} * {sum(int(count) for _code, count in known)}"
    return estimate(release("\n".join([*lines, everyone]), year=year, asked=survey(item)))


def moved(before: str, after: str, item: Item = TEVREDEN, later: Item | None = None) -> WholeScale:
    return whole_scale(wave(YEARS[0], before, item), wave(YEARS[1], after, later or item), item.id, "school")


def codes(found: WholeScale) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_a_clear_rise_and_its_mirror_image() -> None:
    rise = moved("9 15 30 36 12 6", "3 6 18 48 33 6")
    fall = moved("3 6 18 48 33 6", "9 15 30 36 12 6")
    assert (rise.verdict, fall.verdict) == (Verdict.RISE, Verdict.FALL)
    assert rise.delta == pytest.approx(-(fall.delta or 0))
    assert rise.low is not None
    assert fall.high is not None
    assert rise.low == pytest.approx(-fall.high)
    assert 0 < rise.low < (rise.delta or 0) < (rise.high or 0) < 1
    assert (rise.p or 1) < 0.05
    assert (rise.higher or 0) - (rise.lower or 0) == pytest.approx(rise.delta)
    assert rise.better == "up"


def test_who_does_not_know_is_not_on_the_scale() -> None:
    assert moved("9 15 30 36 12 6", "9 15 30 36 12 90").delta == 0.0
    assert moved("9 15 30 36 12 6", "9 15 30 36 12 90").verdict is Verdict.UNDECIDED


def test_more_often_is_higher_and_not_better() -> None:
    found = moved("60 30 9 3 3", "30 30 30 3 3", GEPEST)
    assert (found.verdict, found.better) == (Verdict.RISE, "down")


def test_a_rise_is_said_only_where_both_yardsticks_see_one() -> None:
    """Whatever the counts: a verdict never goes with a p of .05 or more."""
    for shifted in range(0, 40, 3):
        found = moved("9 15 30 36 12 6", f"9 15 {30 - shifted // 2} {36 - shifted // 2} {12 + shifted} 6")
        assert found.p is not None
        assert found.verdict is Verdict.UNDECIDED or found.p < 0.05


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("9 15 30 36 12 6", "9 15 30 . 12 6", ["not-all-options"]),
        ("9 15 . 36 12 6", "9 15 30 . 12 6", ["not-all-options"] * 2),
        ("3 3 6 9 6 6", "9 15 30 36 12 6", ["few-to-compare"]),
        ("0 0 0 0 0 60", "9 15 30 36 12 6", ["few-to-compare"]),
        ("9 15 30 36 12 6", "0 0 0 0 0 0", ["few-to-compare"]),
    ],
)
def test_what_stands_in_the_way(before: str, after: str, expected: list[str]) -> None:
    found = moved(before, after)
    assert codes(found) == expected
    assert found.verdict is Verdict.NOT_COMPARABLE
    assert (found.delta, found.low, found.p) == (None, None, None)


def test_everybody_on_one_step_is_a_result() -> None:
    found = moved("0 0 0 0 60 0", "0 0 0 0 60 0")
    assert (found.delta, found.p, found.verdict) == (0.0, 1.0, Verdict.UNDECIDED)
    apart = moved("60 0 0 0 0 0", "0 0 0 0 60 0")
    assert (apart.delta, apart.high, apart.verdict) == (1.0, 1.0, Verdict.RISE)


def test_asked_otherwise_is_not_compared() -> None:
    other = like(TEVREDEN, text={"nl": "Anders gevraagd?"})
    assert codes(moved("9 15 30 36 12 6", "3 6 18 48 33 6", later=other)) == ["wording"]
    counted = like(TEVREDEN, favourable=("--", "-"))
    assert codes(moved("9 15 30 36 12 6", "3 6 18 48 33 6", later=counted)) == ["numerator"]


def test_a_group_or_a_question_that_is_not_there() -> None:
    earlier, later = wave(YEARS[0], "9 15 30 36 12 6"), wave(YEARS[1], "9 15 30 36 12 6")
    assert codes(whole_scale(earlier, later, "tevreden", "k9")) == ["no-group"]
    assert codes(whole_scale(earlier, later, "onbekend", "school")) == ["no-item"]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (TEVREDEN, ("--", "-", "0", "+", "++")),
        (like(TEVREDEN, favourable=("--", "-")), ("++", "+", "0", "-", "--")),  # 1 is the best (trap T11)
        (GEPEST, ("niet", "soms", "vaak")),
        (like(TEVREDEN, options=(SCALE[0], SCALE[4]), favourable=("++",)), ()),
    ],
)
def test_the_steps_of_a_scale_go_from_unfavourable_to_favourable(item: Item, expected: tuple[str, ...]) -> None:
    assert steps(item) == expected


def test_answers_without_an_order_are_no_scale() -> None:
    loose = like(TEVREDEN, options=tuple(one.model_copy(update={"value": None}) for one in SCALE))
    assert steps(loose) == ()
    assert codes(moved("9 15 30 36 12 6", "3 6 18 48 33 6", loose)) == ["no-steps"]
