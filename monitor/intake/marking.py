"""Marking: what of a row survives a file that is saved again, downloaded later, or given another column.

A row is known by the tool's own number and the minute it was begun; by the minute (without one, the number) and all
its cells; by the same and all its codes, which a new helper column leaves alone; and, in pieces, by its cells under
headings that stay together, which a renamed or added column leaves alone but for one piece. E-mail addresses, names
and the like are in none of them, free text only in the mark of all cells. Reasons: decision 20.
"""

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, sha256
from zlib import crc32

from monitor.intake.anonymise import all_codes
from monitor.intake.answers import Answers
from monitor.intake.export import Cell, Export
from monitor.intake.moments import moment, moment_columns, moment_of, second_of
from monitor.intake.normalise import cell_text, key, number
from monitor.intake.rows import Fate, Outcome
from monitor.marks import NOTHING, NUMBER_OF_BANDS, WIDTH, Marks, Newcomer

_SHORTENED = re.compile(r"\d[.,]\d+e\+\d+", re.IGNORECASE)
"""A long number as Excel shows it, and saves it: its last digits are gone."""
_YES = frozenset(("true", "waar", "vrai", "wahr"))
_NO = frozenset(("false", "onwaar", "faux", "falsch"))


@dataclass(frozen=True)
class _Rows:
    """What is told of every row of an export: its number, the minute and second it was begun, its cells.

    `bands` has the cells that belong together as one text, and the check sum of that, piece by piece; `texts` the
    columns of free text, each with its name.
    """

    numbers: Sequence[str]
    minutes: Sequence[str]
    seconds: Sequence[str]
    bands: Sequence[Sequence[tuple[str, int]]]
    texts: Sequence[tuple[str, Sequence[Cell]]]


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
    told = _told(answers)
    return tuple(
        _newcomer(told, place, outcome.same.get(place, place), codes[at].tobytes(), secret, kept=at < len(kept))
        for at, place in enumerate(places)
    )


def marks_of(rows: Sequence[Newcomer]) -> Marks:
    """The marks of rows that are stored, in an order of their own."""
    import numpy as np

    table = np.array([row.marks for row in rows], dtype=np.uint64).reshape(len(rows), WIDTH)
    return Marks(table[np.lexsort(table.T[::-1])])


def _told(answers: Answers) -> _Rows:
    export, times = answers.export, moment_columns(answers.export)
    numbers = [export.cells[column.index] for column in export.columns if column.purpose == "response_id"]
    links = [link for link in answers.links if link.column.purpose is None and link.column.heading]
    named = [(link.column.index, key(link.column.heading), link.role) for link in links]
    bands: list[list[Sequence[str]]] = [[] for _place in range(NUMBER_OF_BANDS)]
    for index, name, role in named:
        if role in ("item", "ignored"):
            bands[sha256(name.encode()).digest()[0] % NUMBER_OF_BANDS].append(_named(export, index, name))
    size = len(export.rows)
    return _Rows(
        numbers=[_response_id(cells) for cells in zip(*numbers, strict=True)] if numbers else [""] * size,
        minutes=[moment_of(row, times) for row in export.rows],
        seconds=[second_of(row, times) for row in export.rows],
        bands=[_together(columns, size) for columns in bands],
        texts=[(name, export.cells[index]) for index, name, role in named if role == "free_text"],
    )


def _named(export: Export, index: int, name: str) -> Sequence[str]:
    """The cells of a column in their one spelling, each behind the name of the column; empty where the cell is."""
    column = export.encoded(index)
    spelt = [f"{name}\x1f{text}" if (text := same_cell(cell)) else "" for cell in column.values]
    return [spelt[place] for place in column.places.tolist()]


def _together(columns: Sequence[Sequence[str]], size: int) -> Sequence[tuple[str, int]]:
    """Of every row the texts in these columns as one, whatever the order of the columns; equal ones are made once."""
    if not columns:
        return [("", 0)] * size
    known: dict[tuple[str, ...], tuple[str, int]] = {}
    for texts in zip(*columns, strict=True):
        if texts not in known:
            text = "\x1e".join(sorted(filter(None, texts)))
            known[texts] = text, crc32(text.encode())
    return [known[texts] for texts in zip(*columns, strict=True)]


def _response_id(cells: Sequence[Cell]) -> str:
    texts = (key(cell_text(cell)) for cell in cells)
    return next((text for text in texts if text and not _SHORTENED.fullmatch(text)), "")


def _newcomer(told: _Rows, place: int, person: int, codes: bytes, secret: bytes, *, kept: bool) -> Newcomer:
    number, when = told.numbers[place], told.minutes[place]
    bands = [band[place] for band in told.bands]
    second = "" if number or not when else told.seconds[place]
    who = f"{number}\x1e{when}\x1e{second}" if number or second else ""
    free = sorted(f"{name}\x1f{text}" for name, cells in told.texts if (text := same_cell(cells[place])))
    cells = "\x1e".join(filter(None, (*(text for text, _sum in bands), *free)))
    marks = (
        _keyed(secret, "who", who),
        _keyed(secret, f"cells\x1e{when or number}", cells),
        _keyed(secret, f"codes\x1e{when or number}", codes.hex() if any(codes) else ""),
        *[_keyed(secret, f"{at}\x1e{who}", text) for at, (text, _sum) in enumerate(bands)],
    )
    pieces = array("I", (check for _text, check in bands))
    return Newcomer(person, array("Q", marks), pieces, bool(number), bool(when), kept)


def _keyed(secret: bytes, kind: str, content: str) -> int:
    """A mark: 64 bits of keyed BLAKE2b (RFC 7693), which is made for this and takes a third of the time of HMAC."""
    if not content:
        return NOTHING
    digest = blake2b(f"{kind}\x1d{content}".encode(), key=secret, digest_size=8).digest()
    return int.from_bytes(digest, "big") or 1


@lru_cache(maxsize=20_000)
def same_cell(cell: Cell) -> str:
    """A cell in the one spelling that every program that saves it again leaves alone; empty for an empty one."""
    if (when := moment(cell)) or cell is None:
        return when
    if (value := number(cell)) is not None:
        return f"{value:.10g}"
    text = key(cell_text(cell))
    return "1" if text in _YES else "0" if text in _NO else text
