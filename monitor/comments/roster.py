"""The roster: the names of pupils and staff of a school, in memory for as long as comments are masked.

It is read from a class list that the office keeps, and never written: not to the workspace, not to a log. It shows
nothing of itself when printed, and refuses to be pickled.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from monitor.comments.plain import WORD, bare, plain
from monitor.comments.vocabulary import PARTICLES
from monitor.errors import FileRefused, Place
from monitor.intake.export import Cell
from monitor.intake.normalise import cell_text, fold
from monitor.intake.sandbox import read_contents
from monitor.texts import _

_NAME = re.compile(r"naam|name|nom\b|leerling|leerkracht|pupil|student|teacher|juf|meester")
_NO_NAME = re.compile(r"klas|groep|school|straat|login|gebruiker|user|mail|class|nummer|aantal|aanspreek")
_SHORTEST = 2


@dataclass(frozen=True)
class Roster:
    """The words of names, case-folded; what is printed of it holds none of them."""

    names: frozenset[str] = field(repr=False)

    @cached_property
    def spellings(self) -> frozenset[str]:
        """The words as they are found in comments: without marks, and without the small words inside names."""
        return frozenset(map(bare, self.names)) - PARTICLES

    def __reduce__(self) -> NoReturn:
        """A roster is never written.

        Raises:
            TypeError: always.
        """
        raise TypeError("a roster stays in memory")


NO_ROSTER = Roster(frozenset())


def read_roster(path: Path) -> Roster:
    """The names in a class list or staff list: csv or xlsx, with or without headings.

    Names are in the columns whose heading says so; without such a heading, in every column of words.

    Raises:
        FileRefused: it cannot be read, or has no column with names.
    """
    remedy = _("Give a list with a column of names. For example: Naam;Klas")
    try:
        contents = read_contents(path)
    except FileRefused as refused:  # its remedy is about a file with answers
        raise FileRefused(refused.message, remedy=remedy, place=refused.place) from None
    names = frozenset(name for sheet in contents.sheets for name in _names(list(sheet.rows)))
    if not names:
        raise FileRefused(_("This list has no column with names."), remedy=remedy, place=Place(file=path.name))
    return Roster(names)


def _names(rows: Sequence[Sequence[Cell]]) -> Iterable[str]:
    """The words in the columns of names."""
    heads = [fold(cell_text(cell)) for cell in rows[0]] if rows else []
    headed = [place for place, head in enumerate(heads) if _NAME.search(head) and not _NO_NAME.search(head)]
    listed = rows[1:] if headed or any(map(_NO_NAME.search, heads)) else rows
    width = max(map(len, listed), default=0)
    for place in headed or range(width):
        cells = [cell_text(row[place]) for row in listed if place < len(row)]
        for cell in cells if headed else filter(_is_name, cells):
            yield from words_of(cell)


def _is_name(cell: str) -> bool:
    return any(len(word) >= _SHORTEST for word in WORD.findall(plain(cell).text)) and not re.search(r"[\d@]", cell)


def words_of(name: str) -> Iterable[str]:
    """The words of one name, case-folded: the whole of a double name and its parts."""
    for word in WORD.findall(plain(name).text):
        for part in {word, *re.split("['-]", word)}:
            if len(part) >= _SHORTEST:
                yield part.casefold()
