"""Times of an export: only good for the school year they lie in, and for telling that two rows are one.

Tools write them in every order (`31-8-2020 14:20:53`, `4/22/2016 19:57:50`, `2020/06/05 11:34:01 AM EST`,
`11-23-23 13:42:59`), and a file does not say which. The order of day and month is told by the whole column: a part
above twelve, a name of a month, half days ("PM"), that responses came in one after the other, or within one month.
Where nothing tells, it is asked; until then a day counts as inside a school year if any reading of it is.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, get_args

from monitor.intake.export import Cell, Export
from monitor.intake.normalise import number

DayOrder = Literal["day-month", "month-day"]
ORDERS: tuple[DayOrder, ...] = get_args(DayOrder)

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(
    r"(?:[a-z]+\.?,? )?"
    r"(?:(\d{1,2})(?:st|nd|rd|th|er|\.)?[- /]([a-z]{3,9})\.?|([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?)"
    r"[-, /]+(\d{4}|\d{2})(?!\d)"
)
_HALF_DAYS = re.compile(r"\d [ap]\.?m\b", re.IGNORECASE)
_MONTHS = (
    "jan januari january janvier januar", "feb februari february fevrier fev februar", "mar mrt maart march mars marz",
    "apr april avril avr", "mei may mai", "jun juni june juin", "jul juli july juillet juil",
    "aug augustus august aout", "sep sept september septembre", "okt oct oktober october octobre",
    "nov november novembre", "dec dez december decembre dezember",
)  # fmt: skip
_MONTH = {name: place for place, names in enumerate(_MONTHS, start=1) for name in names.split()}
_PLAIN = str.maketrans("éèûäô", "eeuao")
_FIRST_MONTH = 8
OLDEST = 2000
"""LimeSurvey writes 1980-01-01 when a survey is anonymous."""
EXCEL_DAY_NOUGHT = dt.date(1899, 12, 30)
SERIALS = range(36526, 73051)
"""The days from 2000 to 2099, as Excel numbers them."""
_DAYS_OF_A_MONTH = 4
_FEW_BACK, _MANY_BACK, _FEWEST_DAYS = 0.02, 0.05, 3


def school_year(day: dt.date) -> str:
    """The school year of a day, such as `2025-2026`: from 1 August to 31 July."""
    first = day.year if day.month >= _FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


def possible_days(cell: Cell, order: DayOrder | None = None) -> tuple[dt.date, ...]:
    """Every day that a cell may mean, likeliest first; none if it holds no date.

    With an order there is one reading, unless the cell contradicts it (`23-11-2025` as month and day).
    """
    days = tuple(dict.fromkeys(day for day in _readings(cell, order) if day.year >= OLDEST))
    return days[:1] if order is not None else days


def is_time(cell: Cell) -> bool:
    """Whether a cell holds a day or a moment, of whatever year: 1980, which an anonymous survey has, counts."""
    return next(_readings(cell, None), None) is not None


def share_of_times(cells: Iterable[Cell]) -> float:
    """The share of the filled cells that are moments; nought if all are empty."""
    filled = [cell for cell in cells if cell is not None]
    return sum(map(is_time, filled)) / len(filled) if filled else 0.0


def _readings(cell: Cell, order: DayOrder | None) -> Iterator[dt.date]:
    if isinstance(cell, dt.datetime):
        yield cell.date()
    elif isinstance(cell, dt.date):
        yield cell
    elif (serial := number(cell)) is not None:
        if SERIALS.start <= serial < SERIALS.stop:
            yield EXCEL_DAY_NOUGHT + dt.timedelta(days=int(serial))
    elif isinstance(cell, str):
        yield from _written_days(cell.strip(), order)


def _written_days(text: str, order: DayOrder | None) -> Iterator[dt.date]:
    if (match := _YEAR_FIRST.match(text)) is not None:
        yield from _day(match[1], match[2], match[3])
    elif (match := _YEAR_LAST.match(text)) is not None:
        days = [*_day(match[3], match[2], match[1])], [*_day(match[3], match[1], match[2])]
        for reading in reversed(days) if order == "month-day" else days:
            yield from reading
    elif (match := _NAMED.match(text.casefold().translate(_PLAIN))) is not None:
        month = _MONTH.get(match[2] or match[3])
        yield from _day(match[5], str(month), match[1] or match[4]) if month else ()


def _day(year: str, month: str, day: str) -> Iterator[dt.date]:
    try:
        yield dt.date(int(year) if len(year) == 4 else 2000 + int(year), int(month), int(day))
    except ValueError:
        return


def time_columns(export: Export) -> tuple[int, ...]:
    """The columns in which the tool wrote when somebody began, ended or sent."""
    return tuple(c.index for c in export.columns if c.purpose in ("submitted", "end", "start"))


def day_order(export: Export) -> DayOrder | None:
    """Whether the day or the month goes first in the times of this file; `None` if nothing tells, or both are found."""
    rows = _in_order_of_arrival(export)
    columns = [[row[index] for row in rows] for index in time_columns(export)]
    parts = [pair for column in columns for cell in column if (pair := _two_parts(cell)) is not None]
    found: set[DayOrder] = {order for place, order in enumerate(ORDERS) if any(pair[place] > 12 for pair in parts)}
    if not found:
        found = {order for column in columns if (order := _steady(column)) is not None}
    if not found:
        found = _with_one_month(parts)
    if not found and any(_two_parts(cell) and _HALF_DAYS.search(str(cell)) for column in columns for cell in column):
        found = {"month-day"}
    return next(iter(found)) if len(found) == 1 else None


def _with_one_month(parts: Sequence[tuple[int, int]]) -> set[DayOrder]:
    """The order in which all lie in one month, where the other would have them all on one day of several months.

    Not for the first of the month: people do put something to others on each first.
    """
    firsts, seconds = {first for first, _second in parts}, {second for _first, second in parts}
    if len(firsts) == 1 < min(firsts) and len(seconds) >= _DAYS_OF_A_MONTH:
        return {"month-day"}
    return {"day-month"} if len(seconds) == 1 < min(seconds) and len(firsts) >= _DAYS_OF_A_MONTH else set()


def _in_order_of_arrival(export: Export) -> Sequence[Sequence[Cell]]:
    """The rows by the number that the tool gave each response, where it gave one; else as they stand."""
    place = next((column.index for column in export.columns if column.purpose == "response_id"), None)
    if place is None or any(number(row[place]) is None for row in export.rows):
        return export.rows
    return sorted(export.rows, key=lambda row: number(row[place]) or 0)


def _two_parts(cell: Cell) -> tuple[int, int] | None:
    """The first two numbers of a date that ends in its year."""
    match = _YEAR_LAST.match(cell.strip()) if isinstance(cell, str) else None
    return (int(match[1]), int(match[2])) if match else None


def _steady(column: Sequence[Cell]) -> DayOrder | None:
    """The one order in which the rows, as tools write them, go forward in time."""
    back = {order: _share_backward(column, order) for order in ORDERS}
    steady = [order for order in ORDERS if back[order] <= _FEW_BACK]
    others = [order for order in ORDERS if back[order] > _MANY_BACK]
    return steady[0] if len(steady) == 1 and len(others) == 1 else None


def _share_backward(column: Sequence[Cell], order: DayOrder) -> float:
    """The share of the steps from row to row that go back in time; all of them where there are too few days."""
    days = [found[0] for cell in column if _two_parts(cell) and (found := possible_days(cell, order))]
    if len(set(days)) < _FEWEST_DAYS:
        return 1.0
    return sum(after < before for before, after in pairwise(days)) / (len(days) - 1)


def asks_for_order(export: Export) -> int | None:
    """The column to ask about: the order is not told and decides in which school year some row lies."""
    if day_order(export) is not None:
        return None
    for index in time_columns(export):
        for row in export.rows:
            if len({school_year(day) for day in possible_days(row[index])}) > 1:
                return index
    return None


def school_years(export: Export, order: DayOrder | None = None) -> Counter[str]:
    """How many rows may lie in each school year; an undecided day counts in each that it may mean."""
    years: Counter[str] = Counter()
    for row in export.rows:
        days = next(filter(None, (possible_days(row[index], order) for index in time_columns(export))), ())
        years.update({school_year(day) for day in days})
    return years


def dated_rows(export: Export) -> int:
    """The number of rows with a time that means something."""
    columns = time_columns(export)
    return sum(any(possible_days(row[index]) for index in columns) for row in export.rows)
