"""Rows of contract 5.2 beside what single shares and changes tell: the response of both years, the size of a change."""

import math

import pytest

from monitor.results import Results
from monitor.rows import compare_rows
from monitor.statistics.response import Response
from tests.support.tables import release

COUNTS = "school tevreden * 120\n school tevreden +|++ {}\n k1 tevreden * 33\n k1 tevreden +|++ 12"


def rows(*, before: int, after: int, enrolled: int = 200) -> list[dict[str, object]]:
    waves = [
        release(COUNTS.format(x), year=year, forms=forms, enrolled=enrolled)
        for year, forms, x in (("2023-2024", before, 60), ("2024-2025", after, 90))
    ]
    return compare_rows(Results.of(waves))


def test_a_change_stands_beside_the_response_of_both_years() -> None:
    school = next(row for row in rows(before=100, after=130) if row["node"] == "school")
    assert (school["response_from"], school["response_to"], school["response_flag"]) == (0.5, 0.65, True)
    assert list(school)[-4:] == ["effect", "response_from", "response_to", "response_flag"]


@pytest.mark.parametrize(("after", "flag"), [(120, False), (121, True), (80, False), (79, True)])
def test_the_flag_is_for_more_than_ten_points(after: int, flag: bool) -> None:
    assert {row["response_flag"] for row in rows(before=100, after=after) if row["node"] == "school"} == {flag}


def test_ten_points_are_ten_points_whatever_a_float_makes_of_them() -> None:
    assert 0.8 - 0.7 > 0.1
    before, after = Response("ouders", "a", 70, 100, 0.7), Response("ouders", "b", 80, 100, 0.8)
    assert after.moved_since(before) is False


def test_a_response_that_is_not_known_has_no_flag() -> None:
    for row in rows(before=100, after=130, enrolled=0):
        assert (row["response_from"], row["response_to"], row["response_flag"]) == (None, None, None)
    group = next(row for row in rows(before=100, after=130) if row["node"] == "k1")
    assert (group["response_from"], group["response_flag"]) == (None, None)


def test_the_size_of_a_change_is_cohens() -> None:
    """From 60 of 120 to 90 of 120: the angles are 90 and 120 degrees."""
    changed = next(
        row for row in rows(before=120, after=120) if (row["node"], row["indicator"]) == ("school", "favourable")
    )
    assert changed["effect"] == pytest.approx(math.radians(120 - 90))
    few = [row["effect"] for row in rows(before=120, after=120) if not row["comparable"]]
    assert few
    assert set(few) == {None}
