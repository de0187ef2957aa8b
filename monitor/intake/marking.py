"""Marking: what of a row survives a file that is saved again, downloaded later, or given another column.

A row is known by the tool's own number and the minute it was begun; by the minute (without one, the number) and all
its cells; by the same and all its codes, which a new helper column leaves alone; and, in pieces, by its cells under
headings that stay together, which a renamed or added column leaves alone but for one piece. E-mail addresses, names
and the like are in none of them, free text only in the mark of all cells. Reasons: decision 20.
"""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from zlib import crc32

from monitor.intake.anonymise import all_codes
from monitor.intake.answers import Answers
from monitor.intake.export import Cell
from monitor.intake.moments import moment, moment_columns, moment_of, second_of
from monitor.intake.normalise import cell_text, key, number
from monitor.intake.rows import Fate, Outcome
from monitor.marks import NOTHING, NUMBER_OF_BANDS, WIDTH, Marks, Newcomer

_SHORTENED = re.compile(r"\d[.,]\d+e\+\d+", re.IGNORECASE)
"""A long number as Excel shows it, and saves it: its last digits are gone."""
_YES = frozenset(("true", "waar", "vrai", "wahr"))
_NO = frozenset(("false", "onwaar", "faux", "falsch"))


@dataclass(frozen=True)
class _Columns:
    """The columns that tell something of a row: numbers and times of the tool, cells with their piece, free texts."""

    numbers: tuple[int, ...]
    moments: tuple[int, ...]
    cells: tuple[tuple[int, str, int], ...]
    texts: tuple[tuple[int, str], ...]


def newcomers(answers: Answers, outcome: Outcome, secret: bytes) -> tuple[Newcomer, ...]:
    """The rows that would be stored, with their marks, and after them the rows that those replace.

    Args:
        answers: the export under its survey.
        outcome: what became of each row within the file.
        secret: the wave's key for marks.
    """
    import numpy as np

    kept = [place for place, fate in enumerate(outcome.fates) if fate is Fate.STORED]
    places = [*kept, *outcome.same]
    coded = [*all_codes(answers, np.array(places, np.int64)).values()]
    codes = np.stack(coded, 1) if coded else np.zeros((len(places), 1), np.int8)
    rows, columns = answers.export.rows, _columns(answers)
    return tuple(
        _newcomer(
            rows[place], outcome.same.get(place, place), columns, codes[at].tobytes(), secret, kept=at < len(kept)
        )
        for at, place in enumerate(places)
    )


def marks_of(rows: Sequence[Newcomer]) -> Marks:
    """The marks of rows that are stored, in an order of their own."""
    import numpy as np

    return Marks(np.array(sorted(row.marks for row in rows), dtype=np.uint64).reshape(len(rows), WIDTH))


def _columns(answers: Answers) -> _Columns:
    links = [link for link in answers.links if link.column.purpose is None and link.column.heading]
    named = [(link.column.index, key(link.column.heading), link.role) for link in links]
    return _Columns(
        tuple(column.index for column in answers.export.columns if column.purpose == "response_id"),
        moment_columns(answers.export),
        tuple(
            (index, name, sha256(name.encode()).digest()[0] % NUMBER_OF_BANDS)
            for index, name, role in named
            if role in ("item", "ignored")
        ),
        tuple((index, name) for index, name, role in named if role == "free_text"),
    )


def _response_id(row: Sequence[Cell], columns: Sequence[int]) -> str:
    texts = (key(cell_text(row[index])) for index in columns)
    return next((text for text in texts if text and not _SHORTENED.fullmatch(text)), "")


def _newcomer(
    row: Sequence[Cell], person: int, columns: _Columns, codes: bytes, secret: bytes, *, kept: bool
) -> Newcomer:
    number, when = _response_id(row, columns.numbers), moment_of(row, columns.moments)
    pieces: list[list[str]] = [[] for _place in range(NUMBER_OF_BANDS)]
    for index, name, piece in columns.cells:
        if text := same_cell(row[index]):
            pieces[piece].append(f"{name}\x1f{text}")
    texts = [f"{name}\x1f{text}" for index, name in columns.texts if (text := same_cell(row[index]))]
    bands = ["\x1e".join(sorted(piece)) for piece in pieces]
    second = "" if number or not when else second_of(row, columns.moments)
    who = f"{number}\x1e{when}\x1e{second}" if number or second else ""
    marks = (
        _keyed(secret, "who", who),
        _keyed(secret, f"cells\x1e{when or number}", "\x1e".join(filter(None, (*bands, *sorted(texts))))),
        _keyed(secret, f"codes\x1e{when or number}", codes.hex() if any(codes) else ""),
        *(_keyed(secret, f"{place}\x1e{who}", band) for place, band in enumerate(bands)),
    )
    return Newcomer(person, marks, tuple(crc32(band.encode()) for band in bands), bool(number), bool(when), kept)


def _keyed(secret: bytes, kind: str, content: str) -> int:
    if not content:
        return NOTHING
    return int.from_bytes(hmac.digest(secret, f"{kind}\x1d{content}".encode(), "sha256")[:8], "big") or 1


@lru_cache(maxsize=20_000)
def same_cell(cell: Cell) -> str:
    """A cell in the one spelling that every program that saves it again leaves alone; empty for an empty one."""
    if (when := moment(cell)) or cell is None:
        return when
    if (value := number(cell)) is not None:
        return f"{value:.10g}"
    text = key(cell_text(cell))
    return "1" if text in _YES else "0" if text in _NO else text
