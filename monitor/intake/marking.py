"""Marking: what of a row survives a file that is saved again, downloaded later, or given another column.

A row is known by the tool's own number and the minute it was begun; by the minute (without one, the number) and all
its cells; by the same and all its codes, which a new helper column leaves alone; and, in pieces, by its cells under
headings that stay together, which a renamed or added column leaves alone but for one piece. E-mail addresses, names
and the like are in none of them, free text only in the mark of all cells. Reasons: decision 20.
"""

import hmac
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING
from zlib import crc32

from monitor.intake.anonymise import all_codes
from monitor.intake.answers import Answers
from monitor.intake.export import Cell
from monitor.intake.moments import moment, moment_columns, moment_of
from monitor.intake.normalise import cell_text, key, number
from monitor.intake.rows import Fate, Outcome
from monitor.marks import NOTHING, NUMBER_OF_BANDS, WIDTH, Marks, Newcomer

if TYPE_CHECKING:
    import numpy as np

_SHORTENED = re.compile(r"\d[.,]\d+e\+\d+", re.IGNORECASE)
"""A long number as Excel shows it, and saves it: its last digits are gone."""
_YES = frozenset(("true", "waar", "vrai", "wahr"))
_NO = frozenset(("false", "onwaar", "faux", "falsch"))


@dataclass(frozen=True)
class _Cells:
    """The columns that tell something of a row; `texts` are columns in people's own words."""

    plain: tuple[tuple[int, str, int], ...]
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
    codes = np.stack([*all_codes(answers, np.array(places, np.int64)).values()] or [np.zeros(len(places), np.int8)], 1)
    cells, moments = _cells(answers), moment_columns(answers.export)
    ids = [column.index for column in answers.export.columns if column.purpose == "response_id"]
    made = []
    for place, coded in zip(places, codes, strict=True):
        row = answers.export.rows[place]
        person, when = _response_id(row, ids), moment_of(row, moments)
        marks = tuple(_marks(row, person, when, cells, coded, secret))
        stands_for = outcome.same.get(place, place)
        made.append(Newcomer(stands_for, marks, bool(person), bool(when), kept=stands_for == place))
    return tuple(made)


def marks_of(rows: Sequence[Newcomer]) -> Marks:
    """The marks of rows that are stored, in an order of their own."""
    import numpy as np

    return Marks(np.array(sorted(row.marks for row in rows), dtype=np.uint64).reshape(len(rows), WIDTH))


def _cells(answers: Answers) -> _Cells:
    links = [link for link in answers.links if link.role in ("item", "ignored", "free_text")]
    links = [link for link in links if link.column.purpose is None and link.column.heading]
    names = {link.column.index: key(link.column.heading) for link in links}
    return _Cells(
        tuple(
            (link.column.index, names[link.column.index], crc32(names[link.column.index].encode()) % NUMBER_OF_BANDS)
            for link in links
            if link.role != "free_text"
        ),
        tuple((link.column.index, names[link.column.index]) for link in links if link.role == "free_text"),
    )


def _response_id(row: Sequence[Cell], columns: Sequence[int]) -> str:
    texts = (key(cell_text(row[index])) for index in columns)
    return next((text for text in texts if text and not _SHORTENED.fullmatch(text)), "")


def _marks(
    row: Sequence[Cell], person: str, when: str, cells: _Cells, codes: "np.ndarray", secret: bytes
) -> Iterator[int]:
    bands: list[list[str]] = [[] for _place in range(NUMBER_OF_BANDS)]
    for index, name, band in cells.plain:
        if text := same_cell(row[index]):
            bands[band].append(f"{name}\x1f{text}")
    texts = [f"{name}\x1f{text}" for index, name in cells.texts if (text := same_cell(row[index]))]
    who, anchor = f"{person}\x1e{when}" if person or when else "", when or person
    yield _keyed(secret, "who", who)
    yield _keyed(secret, f"cells\x1e{anchor}", "\x1e".join(sorted([*chain(*bands), *texts])))
    yield _keyed(secret, f"codes\x1e{anchor}", codes.tobytes().hex() if codes.any() else "")
    for place, pieces in enumerate(bands):
        yield _keyed(secret, f"{place}\x1e{who}", "\x1e".join(sorted(pieces)))


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
