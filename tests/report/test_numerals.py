"""Numbers and dates as they are written in Flanders and the Netherlands."""

import datetime as dt

import pytest

from monitor.report.numerals import count, date, percent, points, signed_points, whole_points


@pytest.mark.parametrize("locale", ["nl-BE", "nl-NL"])
def test_numbers_and_dates(locale: str) -> None:
    assert count(1250, locale) == "1.250"
    assert percent(0.447, locale) == "45%"
    assert date(dt.date(2026, 3, 1), locale) == "1 maart 2026"


@pytest.mark.parametrize(
    ("change", "expected"),
    [(0.17, "17 punten"), (-0.17, "17 punten"), (0.012, "1 punt"), (0.004, "minder dan 1 punt"), (0.0, "0 punten")],
)
def test_points_have_no_sign_and_no_decimals(change: float, expected: str) -> None:
    assert points(change) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0, "0%"),
        (0.004, "minder dan 1%"),
        (0.005, "minder dan 1%"),
        (0.995, "meer dan 99%"),
        (0.994, "99%"),
        (0.996, "meer dan 99%"),
        (1, "100%"),
    ],
)
def test_almost_none_is_not_none(share: float, expected: str) -> None:
    assert percent(share) == expected


def test_a_change_in_a_column_has_its_sign() -> None:
    assert [signed_points(change) for change in (0.149, -0.151, 0.004, -0.004)] == ["+15", "-15", "0", "0"]


def test_whole_points() -> None:
    assert [whole_points(change) for change in (0.149, -0.151, 0)] == [15, 15, 0]
