"""Moments: the minute in which somebody answered, in one spelling, whatever program saved the file again.

Excel drops the seconds, turns day and month around, writes `PM`, or leaves the serial number of the day. So a moment
is the year, the day and the month smallest first, the hour of 24 and the minute: `2025-10-11 17:05` for the tenth of
November and the eleventh of October alike. Zones are dropped: the same tool writes the same one in every export.
Midnight is no moment: it is how a bare date looks.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache

from monitor.intake.export import Cell, Export
from monitor.intake.times import EXCEL_DAY_NOUGHT, OLDEST, SERIALS

_DAY = r"(?P<a>\d{1,4})[-/.](?P<b>\d{1,2})[-/.](?P<c>\d{1,4})"
_CLOCK = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]\d+)?)?"
_WRITTEN = re.compile(rf"{_DAY}(?:,?\s+|T){_CLOCK}\s*(?P<half>[ap]\.?\s?m\.?)?(?!\d)", re.IGNORECASE)
_SERIAL = re.compile(r"\d{5}[.,]\d+")
_NOUGHT = dt.datetime.combine(EXCEL_DAY_NOUGHT, dt.time())
_FIRST = ("start", "submitted", "end")
"""Which of a tool's times stands for a response: the one that a later change of the answers leaves alone."""


def moment_columns(export: Export) -> tuple[int, ...]:
    """The columns with times, the one that never changes first."""
    return tuple(c.index for purpose in _FIRST for c in export.columns if c.purpose == purpose)


def moment_of(row: Sequence[Cell], columns: Sequence[int]) -> str:
    """The first moment that a row gives; empty if it gives none."""
    return next(filter(None, (moment(row[index]) for index in columns)), "")


def second_of(row: Sequence[Cell], columns: Sequence[int]) -> str:
    """The second of the first moment that a row gives; empty if the file does not say it."""
    cell = next((row[index] for index in columns if moment(row[index])), None)
    if isinstance(cell, dt.datetime):
        return f"{cell + dt.timedelta(milliseconds=500):%S}"
    match = _WRITTEN.match(cell.strip()) if isinstance(cell, str) else None
    return (match["second"] or "") if match else ""


@lru_cache(maxsize=20_000)
def moment(cell: Cell) -> str:
    """The minute in a cell in one spelling; empty for what holds no day and clock that mean something."""
    if isinstance(cell, dt.datetime):
        return _spelt(cell + dt.timedelta(milliseconds=500))
    if isinstance(cell, float):
        return _serial(cell)
    if not isinstance(cell, str):
        return ""
    text = cell.strip()
    if _SERIAL.fullmatch(text):
        return _serial(float(text.replace(",", ".")))
    match = _WRITTEN.match(text)
    return _written(match) if match else ""


def _serial(days: float) -> str:
    if not SERIALS.start <= days < SERIALS.stop:
        return ""
    return _spelt(_NOUGHT + dt.timedelta(days=days, milliseconds=500))


def _written(match: re.Match[str]) -> str:
    first, middle, last = match["a"], match["b"], match["c"]
    year, day, month = (first, middle, last) if len(first) == 4 else (last, first, middle)
    hour, half = int(match["hour"]), (match["half"] or "")[:1].casefold()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    number = int(year) + (2000 if len(year) == 2 else 0)
    days = sorted((int(day), int(month)))
    if not 1 <= days[0] <= 12 or days[1] > 31 or hour > 23:
        return ""
    return _spelling(number, days, hour, int(match["minute"]))


def _spelt(when: dt.datetime) -> str:
    return _spelling(when.year, sorted((when.day, when.month)), when.hour, when.minute)


def _spelling(year: int, days: Sequence[int], hour: int, minute: int) -> str:
    if year < OLDEST or (hour, minute) == (0, 0):
        return ""
    return f"{year}-{days[0]:02}-{days[1]:02} {hour:02}:{minute:02}"
