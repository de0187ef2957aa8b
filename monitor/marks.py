"""Marks: how a wave knows a respondent again in a later export, without knowing who that is.

A stored row leaves one row of marks: keyed 64-bit hashes (BLAKE2b under a key derived from the wave's) that no one
reads without the wave's key. They stand in an order of their own, so nothing ties them to an answer. What each column
is of says `monitor.intake.marking`; here they are only compared.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

WHO, CELLS, CODES, BANDS = 0, 1, 2, 3
"""The columns: number and minute; minute (or number) and all cells; the same and all codes; from 3 on pieces."""
NUMBER_OF_BANDS = 16
WIDTH = BANDS + NUMBER_OF_BANDS
NOTHING = 0
"""The mark of what a row does not have."""
_HALF, _NEARLY, _CLEARLY = 0.5, 0.75, 1 / 3
_FEW = 2


@dataclass(frozen=True)
class Marks:
    """The marks of so many respondents: an uint64 array of n rows and `WIDTH` columns, sorted by row."""

    table: "np.ndarray"

    def __len__(self) -> int:
        return len(self.table)


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A row of a file that is being imported: its marks, what it has to be known by, and whose row it is.

    Rows with the same `person` are one respondent who sent several; `kept` is the one that would be stored, and
    stands before the others. `pieces` are the cells behind the marks from `BANDS` on, the same for equal cells of
    different people: they never leave the import. Both are arrays of numbers where there may be many rows.
    """

    person: int
    marks: Sequence[int]
    pieces: Sequence[int]
    has_number: bool
    has_moment: bool
    kept: bool = True


@dataclass
class Recognised:
    """Which persons of a file were stored before, and which of those with other answers than now.

    Who sent the same answers once more, later, has no other answers.

    `recoded` gave the same answers, which are read as other codes now: what is decided about the file has changed.
    """

    known: set[int] = field(default_factory=set)
    changed: set[int] = field(default_factory=set)
    recoded: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class _Pair:
    """A newcomer and the stored row that may be the same respondent; `likeness` runs from 0 to 1."""

    new: Newcomer
    row: int
    likeness: float = 1.0
    exact: bool = True


def recognise(newcomers: Sequence[Newcomer], earlier: Mapping[int, Marks]) -> Recognised:
    """The persons that one of the earlier imports of the wave has stored.

    A stored row is one person: it is used up by the first row that it matches. First come rows with the same minute
    and the same answers. Where no minute tells people apart, equal answers are the same person only if one of the two
    files is nearly contained in the other. Then come rows with the same number and minute (or second alone) and other
    answers: the same person if the file is of the same form, which its rows tell together.
    """
    found = Recognised()
    persons, by_chance = len({one.person for one in newcomers}), _likeness_by_chance(newcomers)
    last = {one.person: one.pieces for one in newcomers if one.kept}
    first = {number: _exact(newcomers, marks, found) for number, marks in earlier.items()}
    for number in sorted(first, key=lambda one: -_overlap(first[one], persons, earlier[one])):
        smaller = min(persons, len(earlier[number]))
        overlaps = len(first[number]) >= _NEARLY * smaller
        pairs = [p for p in _exact(newcomers, earlier[number], found) if overlaps or p.new.has_moment]
        found.known |= {pair.new.person for pair in pairs}
        coded = earlier[number].table[:, CODES].tolist()
        found.recoded |= {pair.new.person for pair in pairs if coded[pair.row] != pair.new.marks[CODES]}
        pairs += _alike(newcomers, earlier[number], {pair.row for pair in pairs}, found)
        alike = _are_alike(pairs, by_chance)
        most = len(pairs) >= _HALF * smaller
        same = [pair for pair in pairs if pair.exact or _is_same(pair, alike, most, overlaps, len(pairs))]
        found.known |= {pair.new.person for pair in same}
        found.changed |= {
            pair.new.person for pair in same if not (pair.exact and pair.new.pieces == last[pair.new.person])
        }
    return found


def _overlap(pairs: Sequence[_Pair], persons: int, marks: Marks) -> float:
    return len(pairs) / max(1, min(persons, len(marks)))


def _exact(newcomers: Sequence[Newcomer], marks: Marks, found: Recognised) -> list[_Pair]:
    """Pairs with equal answers, by all cells and then by all codes; each person on either side once."""
    pairs: list[_Pair] = []
    rows, persons = set(range(len(marks))), set(found.known)
    for column in (CELLS, CODES):
        waiting = _rows_by(marks, column, rows)
        for one in newcomers:
            if one.person not in persons and waiting.get(one.marks[column]):
                pairs.append(_Pair(one, waiting[one.marks[column]].pop()))
                persons.add(one.person)
        rows -= {pair.row for pair in pairs}
    return pairs


def _rows_by(marks: Marks, column: int, rows: Iterable[int]) -> dict[int, list[int]]:
    by_mark: dict[int, list[int]] = defaultdict(list)
    values = marks.table[:, column].tolist()
    for row in rows:
        if values[row] != NOTHING:
            by_mark[values[row]].append(row)
    return by_mark


def _alike(newcomers: Sequence[Newcomer], marks: Marks, used: set[int], found: Recognised) -> list[_Pair]:
    """Pairs with the same number and minute and other answers, the most alike first; each person once."""
    rows = _rows_by(marks, WHO, set(range(len(marks))) - used)
    table = marks.table.tolist()
    possible = [
        _Pair(one, row, _likeness(one.marks[BANDS:], table[row][BANDS:]), exact=False)
        for one in newcomers
        if one.person not in found.known
        for row in rows.get(one.marks[WHO], ())
    ]
    return list(_each_once(sorted(possible, key=lambda pair: -pair.likeness)))


def _each_once(pairs: Iterable[_Pair]) -> Iterator[_Pair]:
    rows: set[int] = set()
    persons: set[int] = set()
    for pair in pairs:
        if pair.row not in rows and pair.new.person not in persons:
            rows.add(pair.row)
            persons.add(pair.new.person)
            yield pair


def _likeness(new: Sequence[int], old: Sequence[int]) -> float:
    """The part of the pieces of the old row that are the same in the new one."""
    filled = [place for place, mark in enumerate(old) if mark != NOTHING]
    return sum(new[place] == old[place] for place in filled) / len(filled) if filled else 0.0


def _likeness_by_chance(newcomers: Sequence[Newcomer]) -> float:
    """How alike two different people are who answer these questions."""
    pairs = [(one, other) for one, other in pairwise(newcomers) if one.person != other.person]
    return sum(_likeness(one.pieces, other.pieces) for one, other in pairs) / len(pairs) if pairs else 0.0


def _are_alike(pairs: Sequence[_Pair], by_chance: float) -> bool:
    """Whether the pairs are, on average, more alike than different people are."""
    return sum(pair.likeness - by_chance for pair in pairs) >= _CLEARLY * (1 - by_chance) * len(pairs)


def _is_same(pair: _Pair, alike: bool, most: bool, overlaps: bool, pairs: int) -> bool:
    """Whether two rows with other answers are one person: whether the file as a whole is of the same form."""
    if not pair.new.has_moment:
        return overlaps
    if pair.new.has_number:
        return alike or (pairs <= _FEW and most)
    return alike and most
