"""How programs write a grid of cells to a file, and what a spreadsheet makes of a csv that it opens and saves."""

import csv
import datetime as dt
import io
import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook

from monitor.intake.export import Cell
from tests.support.dialects import Grid


def _csv(grid: Grid, separator: str, time: Callable[[dt.datetime], str], number: Callable[[float], str] = str) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\r\n")
    for row in grid:
        writer.writerow([_text(cell, time, number) for cell in row])
    return text.getvalue()


def _text(cell: Cell, time: Callable[[dt.datetime], str], number: Callable[[float], str]) -> str:
    if isinstance(cell, dt.datetime):
        return time(cell)
    if isinstance(cell, float):
        return number(cell)
    return "" if cell is None else str(cell)


def _dutch_sheet(when: dt.datetime) -> str:
    return f"{when.day}-{when.month}-{when.year} {when.hour}:{when:%M:%S}"


def _dutch_excel(when: dt.datetime) -> str:
    return f"{when:%m-%d-%y} {when.hour}:{when:%M:%S}"


def _american_excel(when: dt.datetime) -> str:
    return f"{when.month}/{when.day}/{when.year} {when.hour}:{when:%M}"


def _xlsx(grid: Grid) -> bytes:
    book, content = Workbook(), io.BytesIO()
    for row in grid:
        book.worksheets[0].append(list(row))
    book.save(content)
    return content.getvalue()


_SHEET_TIMES = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)"), "%Y-%m-%d %H:%M:%S"),
    (re.compile(r"\d{1,2}-\d{1,2}-\d{4} \d{1,2}:\d\d:\d\d"), "%d-%m-%Y %H:%M:%S"),
)


def opened_in_excel(cell: Cell) -> Cell:
    """What a Dutch spreadsheet makes of a text in a csv: a whole number, a moment, or the text."""
    if not isinstance(cell, str):
        return cell
    for pattern, written in _SHEET_TIMES:
        if pattern.fullmatch(cell):
            return dt.datetime.strptime(cell, written)
    return int(cell) if re.fullmatch(r"[1-9]\d{0,9}", cell) else cell


SAVED: dict[str, Callable[[Grid], bytes]] = {
    "csv": lambda grid: _csv(grid, ",", str).encode(),
    "semicolons": lambda grid: _csv(grid, ";", str).encode(),
    "bom": lambda grid: ("\ufeff" + _csv(grid, ",", str) + "\r\n").encode(),
    "sheet": lambda grid: _csv(grid, ",", _dutch_sheet).encode(),
    "tabs": lambda grid: _csv(grid, "\t", _dutch_sheet).encode(),
    "dutch": lambda grid: _csv(grid, ";", _dutch_excel, lambda n: str(n).replace(".", ",")).encode("cp1252", "replace"),
    "american": lambda grid: ("\ufeff" + _csv(grid, ",", _american_excel)).encode(),
    "xlsx": _xlsx,
    "opened": lambda grid: _xlsx([[opened_in_excel(cell) for cell in row] for row in grid]),
}
"""The ways in which a grid becomes a file."""


def saved(grid: Grid, how: str, folder: Path, name: str = "export") -> Path:
    """The grid as a file."""
    path = folder / f"{name}.{'xlsx' if how in ('xlsx', 'opened') else 'csv'}"
    path.write_bytes(SAVED[how](grid))
    return path
