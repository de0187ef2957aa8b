"""The table below a chart as a sheet to work with: what is a number there is a number in the sheet as well.

Nothing is in it that the screen does not show: a percentage of the table, which has no decimals, is that percentage.
"""

import re
from collections.abc import Sequence
from typing import Final

from monitor.report.sheets import Cell, Column, Look, Sheet
from monitor.report.tables import HIDDEN, Table

_PERCENT: Final = re.compile(r"\d+\N{NO-BREAK SPACE}?%")
_WHOLE: Final = re.compile(r"\d+")


def of_table(name: str, table: Table, notes: Sequence[str]) -> Sheet:
    """A sheet of the rows of a table; `notes` explain it, with what the table says of itself before them."""
    cells = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
    looks = [_look(column) if wanted.numeric else "text" for wanted, column in zip(table.columns, cells, strict=True)]
    columns = tuple(
        Column(str(place), each.title, look)
        for place, (each, look) in enumerate(zip(table.columns, looks, strict=True))
    )
    rows = tuple(tuple(map(_cell, row, looks)) for row in table.rows)
    said = (table.caption, table.note, *notes)
    return Sheet(name, columns, rows, tuple(dict.fromkeys(note for note in said if note)))


def _look(column: Sequence[str]) -> Look:
    """Numbers of a column of which every cell is one kind of number, or hidden; else it is text."""
    shown = [cell for cell in column if cell != HIDDEN]
    kinds: tuple[tuple[Look, re.Pattern[str]], ...] = (("share", _PERCENT), ("whole", _WHOLE))
    return next((look for look, kind in kinds if shown and all(map(kind.fullmatch, shown))), "text")


def _cell(text: str, look: Look) -> Cell:
    if text in (HIDDEN, ""):
        return None
    if look == "share":
        return int(re.sub(r"\D", "", text)) / 100
    return int(text) if look == "whole" else text
