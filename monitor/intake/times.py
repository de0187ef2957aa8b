"""Times of an export: only good for the school year they lie in, and for telling that two rows are one.

Tools write them in every order (`31-8-2020 14:20:53`, `4/22/2016 19:57:50`, `2020/06/05 11:34:01 AM EST`,
`11-23-23 13:42:59`), and a file does not say which. So a day counts as inside a school year if any reading of
it is.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from monitor.intake.export import Cell, Export

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_FIRST_MONTH = 8
_OLDEST = 2000
"""LimeSurvey writes 1980-01-01 when a survey is anonymous."""


def school_year(day: dt.date) -> str:
    """The school year of a day, such as `2025-2026`: from 1 August to 31 July."""
    first = day.year if day.month >= _FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


def possible_days(cell: Cell) -> tuple[dt.date, ...]:
    """Every day that a cell may mean, likeliest first; none if it holds no date."""
    return tuple(dict.fromkeys(day for day in _readings(cell) if day.year >= _OLDEST))


def _readings(cell: Cell) -> Iterator[dt.date]:
    if isinstance(cell, dt.datetime):
        yield cell.date()
    elif isinstance(cell, dt.date):
        yield cell
    elif isinstance(cell, str):
        yield from _written_days(cell.strip())


def _written_days(text: str) -> Iterator[dt.date]:
    if (match := _YEAR_FIRST.match(text)) is not None:
        yield from _day(match[1], match[2], match[3])
    elif (match := _YEAR_LAST.match(text)) is not None:
        year = match[3] if len(match[3]) == 4 else f"20{match[3]}"
        yield from _day(year, match[2], match[1])
        yield from _day(year, match[1], match[2])


def _day(year: str, month: str, day: str) -> Iterator[dt.date]:
    try:
        yield dt.date(int(year), int(month), int(day))
    except ValueError:
        return


def time_columns(export: Export) -> tuple[int, ...]:
    """The columns in which the tool wrote when somebody began, ended or sent."""
    return tuple(c.index for c in export.columns if c.purpose in ("submitted", "end", "start"))


def school_years(export: Export) -> Counter[str]:
    """How many rows may lie in each school year; an undecidable day counts in each that it may mean."""
    years: Counter[str] = Counter()
    for row in export.rows:
        days = next(filter(None, (possible_days(row[index]) for index in time_columns(export))), ())
        years.update({school_year(day) for day in days})
    return years


def dated_rows(export: Export) -> int:
    """The number of rows with a time that means something."""
    columns = time_columns(export)
    return sum(any(possible_days(row[index]) for index in columns) for row in export.rows)
