"""The table below a chart as a sheet to work with: what is a number there is a number in the sheet as well.

Nothing is in it that the screen does not show: a percentage of the table, which has no decimals, is that percentage.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from monitor.report.sheets import Cell, Column, Look, Sheet
from monitor.report.tables import HIDDEN, Table
from monitor.texts import _

_PERCENT: Final = re.compile(r"\d+\N{NO-BREAK SPACE}?%")
_WHOLE: Final = re.compile(r"[+\N{MINUS SIGN}]?(?:\d+|\d{1,3}(?:[.,]\d{3})+)")
"""No table has decimals, so a sign before three digits parts the thousands: "1.234" in Dutch, "1,234" in English."""
_LIMIT: Final = r"([+\N{MINUS SIGN}]?\d+\N{NO-BREAK SPACE}?%?)"
_PAIR: Final = re.compile(rf"{_LIMIT} \w+ {_LIMIT}")
"""Two limits in one cell: "55% en 69%"."""
_TURNS: Final = re.compile(rf"(\N{{MINUS SIGN}}\d+|0|{HIDDEN}) / (\+\d+|0|{HIDDEN})")
"""A fall and a rise in one cell, parted by a slash; a dash stands for either of them where there is none."""
_COUNT: Final = r"(\d+|\d{1,3}(?:[.,]\d{3})+)"
_PART: Final = re.compile(rf"{_COUNT} / {_COUNT}")
"""A count of a whole in one cell: "135 / 210"."""


def of_table(name: str, table: Table, notes: Sequence[str]) -> Sheet:
    """A sheet of the rows of a table; `notes` explain it, with what the table says of itself before them.

    A column of limits, of a fall and a rise, or of counts of a whole becomes two, so that each is a number: a text that
    begins with a sign would get an apostrophe, for a spreadsheet program may take it for a formula.
    """
    parts = [
        part
        for place, column in enumerate(table.columns)
        for part in _columns(column.title, [row[place] for row in table.rows], numeric=column.numeric)
    ]
    looks = [_look(cells) if numeric else "text" for _title, cells, numeric in parts]
    columns = tuple(
        Column(str(place), title, look)
        for place, ((title, _cells, _numeric), look) in enumerate(zip(parts, looks, strict=True))
    )
    rows = tuple(
        tuple(_cell(cells[number], look) for (_title, cells, _numeric), look in zip(parts, looks, strict=True))
        for number in range(len(table.rows))
    )
    said = (table.caption, table.note, *notes)
    return Sheet(name, columns, rows, tuple(dict.fromkeys(note for note in said if note)), table.caption)


def _columns(title: str, cells: list[str], *, numeric: bool) -> Iterator[tuple[str, list[str], bool]]:
    """The column, or the two that it is made of, each with its cells and whether numbers stand in it."""
    kinds = (
        (_PAIR, (_("{title}: lowest"), _("{title}: highest"))),
        (_TURNS, (_("{title}: fall"), _("{title}: rise"))),
        (_PART, (_("{title}: counted"), _("{title}: of how many"))),
    )
    for kind, names in kinds if numeric else ():
        pairs = [kind.fullmatch(cell) for cell in cells]
        if any(pairs) and all(pair or cell == HIDDEN for cell, pair in zip(cells, pairs, strict=True)):
            for side, named in enumerate(names, start=1):
                yield named.format(title=title), [pair[side] if pair else HIDDEN for pair in pairs], True
            return
    yield title, cells, numeric


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
    return int(re.sub("[.,]", "", text).replace("\N{MINUS SIGN}", "-")) if look == "whole" else text
