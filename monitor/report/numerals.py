"""Numbers and dates as people in a region write them; no decimals, for no school has answers enough for one."""

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from monitor.texts import _, language

if TYPE_CHECKING:
    from babel import Locale


def count(number: int, locale: str = "nl-BE") -> str:
    """A whole number: "1.250" in Dutch."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_written(locale))


def percent(share: float, locale: str = "nl-BE") -> str:
    """A share as percent without decimals; what is neither none nor all is never written as 0% or 100%."""
    from babel.numbers import format_percent

    rounded = round(share * 100)
    if rounded == 0 and share > 0:
        return _("less than {percent}").format(percent=format_percent(0.01, locale=_written(locale)))
    if rounded == 100 and share < 1:
        return _("more than {percent}").format(percent=format_percent(0.99, locale=_written(locale)))
    return format_percent(rounded / 100, locale=_written(locale))


def limit(share: float, locale: str = "nl-BE") -> str:
    """An end of a range as percent without decimals: "about" or "probably" stands before it, so 100% may be said."""
    from babel.numbers import format_percent

    return format_percent(round(share * 100) / 100, locale=_written(locale))


def whole_points(change: float) -> int:
    """A change in whole points, without its sign."""
    return round(abs(change) * 100)


def points(change: float, locale: str = "nl-BE") -> str:
    """The size of a change in points, without its sign; what is not nothing is never written as 0 points."""
    whole = whole_points(change)
    if whole == 0 and change != 0:
        return _("less than 1 point")
    if whole == 1:
        return _("1 point")
    return _("{number} points").format(number=count(whole, locale))


def span(low: float, high: float, locale: str = "nl-BE") -> tuple[str, str]:
    """The limits of a change that has one sign, nearest to nothing first: "4", "30 punten"; never a nought."""
    least, most = sorted((abs(low), abs(high)))
    return count(whole_points(least), locale) if whole_points(least) else _("less than 1"), points(most, locale)


def signed_points(change: float) -> str:
    """A change in whole points with its sign, as a column of figures holds it: "+5", "-16", "0"."""
    return f"{round(change * 100):+d}" if whole_points(change) else "0"


def month(day: dt.date, locale: str = "nl-BE", *, short: bool = False) -> str:
    """The month of a date by its name: "september", or short: "sep"."""
    from babel.dates import format_date

    return format_date(day, format="LLL" if short else "LLLL", locale=_written(locale)).rstrip(".")


def date(day: dt.date, locale: str = "nl-BE") -> str:
    """A date in full: "21 november 2026"."""
    from babel.dates import format_date

    return format_date(day, format="long", locale=_written(locale))


def month_of_year(named: str, locale: str = "nl-BE") -> str:
    """A month, named as `2025-05`, in words: "mei 2025"."""
    from babel.dates import format_date

    return format_date(dt.date.fromisoformat(f"{named}-01"), format="MMMM y", locale=_written(locale))


def separators(locale: str = "nl-BE") -> str:
    """What stands before decimals and between thousands, in that order: ",." in Dutch."""
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_decimal_symbol(_written(locale)) + get_group_symbol(_written(locale))


def _written(locale: str) -> "Locale":
    return _babel(locale if language() == "nl" else "en-GB")


@cache
def _babel(locale: str) -> "Locale":
    from babel import Locale

    return Locale.parse(locale, sep="-")
