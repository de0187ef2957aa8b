"""The wire between the two sides of the sandbox: one JSON value a line, and rows as numbers of values.

Answers come back by the thousand, so every value crosses once: a line lists values not seen before, then come, as
bare numbers of 4 bytes, how long each row is and which values are in it. JSON and numbers cannot carry code, so the
parent may believe them; a number that means nothing ends the reading. Both sides run on one machine and in one
version of Python, so the order of bytes is its own.

Imported by the child, so it imports little.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from itertools import chain

from monitor.intake.sandbox_terms import Limits, Refused

TYPE_CHECKING = False  # `typing` itself costs the child ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO, Any

NUMBER = "I"
_FRESH = 200_000
"""After so many different values both sides forget them: texts that never return would fill the child's memory."""
_ROWS = 2_000
_ROOM = 60
"""What a value takes in memory beside its characters, in bytes."""


class _Flag:
    """Stands for true or false among values: Python takes `True` and `1` for the same key."""

    def __init__(self, value: bool) -> None:
        self.value = value


_TRUE, _FALSE = _Flag(True), _Flag(False)


class _Known(dict[object, int]):
    """Value to its number; a new one is noted in `new`, with its place in `kinds` if JSON has no type for it."""

    def __init__(self) -> None:
        self.new: list[Any] = []
        self.kinds: dict[str, list[int]] = {}

    def __missing__(self, cell: object) -> int:
        number = self[cell] = len(self)
        self.new.append(cell if type(cell) is str else self._plain(cell))
        return number

    def _plain(self, cell: object) -> object:
        """A value as JSON takes it; whole numbers without a fraction, since a workbook has no other numbers."""
        if type(cell) is float:
            return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
        if isinstance(cell, _Flag):
            return cell.value
        if cell is None or type(cell) is int:
            return cell
        kind, text = tagged(cell)
        self.kinds.setdefault(kind, []).append(len(self.new))
        return text


def tagged(cell: object) -> tuple[str, str]:
    """A date or time as a text with a letter of its own, since JSON has none; a duration as text.

    Raises:
        TypeError: it is no cell.
    """
    if isinstance(cell, dt.datetime):
        return "t", cell.isoformat()
    if isinstance(cell, dt.date):
        return "d", cell.isoformat()
    if isinstance(cell, dt.time):
        return "h", cell.isoformat()
    if isinstance(cell, dt.timedelta):
        return "s", str(cell)
    raise TypeError(type(cell).__name__)


def send(pieces: Iterable[dict[str, Any] | list[Any]], limits: Limits, out: IO[bytes]) -> None:
    """Write headings and rows as they come, so that neither side has to hold them twice.

    Raises:
        Refused: there are more cells, or more different or longer values, than allowed.
    """
    sender = _Sender(limits, out)
    for piece in pieces:
        if type(piece) is list:
            sender.row(piece)
        else:
            sender.flush()
            sender.line(piece)
    sender.flush()


class _Sender:
    def __init__(self, limits: Limits, out: IO[bytes]) -> None:
        self.limits, self.out = limits, out
        self.cells_left, self.room = limits.cells, limits.distinct_bytes
        self.encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
        self.known = _Known()
        self.rows: list[list[Any]] = []

    def line(self, value: object) -> None:
        self.out.write(self.encode(value).encode("ascii") + b"\n")

    def row(self, row: list[Any]) -> None:
        self.rows.append(row)
        if len(self.rows) >= _ROWS:
            self.flush()

    def flush(self) -> None:
        """Write the rows that wait.

        Raises:
            Refused: a value is longer than allowed, or it is too much together.
        """
        if not self.rows:
            return
        known, limits = self.known, self.limits
        widths = array(NUMBER, map(len, self.rows))
        cells = array(NUMBER, map(known.__getitem__, _told_apart(self.rows)))
        self.rows = []
        sizes = [len(value) for value in known.new if type(value) is str]
        if max(sizes, default=0) > limits.field_characters:
            raise Refused("long-text", characters=limits.field_characters)
        self.room -= sum(sizes) + _ROOM * len(known.new)
        self.cells_left -= len(cells)
        if self.room < 0 or self.cells_left < 0:
            raise Refused("too-large", rows=limits.rows, columns=limits.columns)
        self.line({"rows": len(widths), "cells": len(cells), "new": known.new, "kinds": known.kinds})
        self.out.write(widths.tobytes() + cells.tobytes())
        known.new, known.kinds = [], {}
        if len(known) > _FRESH:
            known.clear()
            self.line({"fresh": True})


def _told_apart(rows: list[list[Any]]) -> Iterable[Any]:
    """The cells of these rows one after the other, with what stands for true and false instead of them."""
    if not any(bool in map(type, row) for row in rows):
        return chain.from_iterable(rows)
    return [_TRUE if cell is True else _FALSE if cell is False else cell for row in rows for cell in row]


def received(stream: IO[bytes], line: dict[str, Any], values: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The rows of one block, of which `line` is the head; `values` grows by what is new.

    Raises:
        IndexError, ValueError, EOFError: the child wrote nonsense, or was ended in the middle.
    """
    values.extend(_untagged(line["new"], line["kinds"]))
    widths = _numbers(stream, line["rows"])
    cells = map(values.__getitem__, _numbers(stream, line["cells"]))
    if len(set(widths)) == 1 and widths[0] and widths[0] * len(widths) == line["cells"]:
        yield from zip(*[cells] * widths[0], strict=True)
        return
    flat = tuple(cells)
    start = 0
    for width in widths:
        yield flat[start : start + width]
        start += width


def _numbers(stream: IO[bytes], count: int) -> array[int]:
    numbers = array(NUMBER)
    numbers.frombytes(stream.read(count * numbers.itemsize))
    if len(numbers) != count:
        raise EOFError
    return numbers


def _untagged(new: list[Any], kinds: dict[str, list[int]]) -> list[Any]:
    read: dict[str, Any] = {"t": dt.datetime, "d": dt.date, "h": dt.time}
    for kind, places in kinds.items():
        if kind in read:
            for place in places:
                new[place] = read[kind].fromisoformat(new[place])
    return [None if value == "" else value for value in new]
