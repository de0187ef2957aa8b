"""In which school year a day lies, as surveys name it: "2025-2026"."""

import datetime as dt
from typing import Final

_FIRST_MONTH: Final = 8
"""A school year begins in August or September; from 1 August on a survey is of the new one."""


def school_year(day: dt.date) -> str:
    """The school year of a day."""
    first = day.year if day.month >= _FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


def latest_school_years(day: dt.date, count: int) -> tuple[str, ...]:
    """So many school years, that of the day first, then those before it."""
    first = int(school_year(day)[:4])
    return tuple(f"{year}-{year + 1}" for year in range(first, first - count, -1))
