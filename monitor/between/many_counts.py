"""The published counts of one item at all schools of a wave at once: read by column, put together as for one school.

What a measure counts is made up of the same published sets as for one school (`monitor.statistics.published`), which is
worked out once for all schools that published the same sets: a thousand schools cost a few array sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from monitor.definition.indicators import Base, Measure
from monitor.definition.model import Item, ItemType
from monitor.disclosure.release import EVERYONE
from monitor.statistics.between_schools.counts import Counts
from monitor.statistics.estimate import SCHOOL
from monitor.statistics.published import telling
from monitor.statistics.reasons import Reason, because

if TYPE_CHECKING:
    import pyarrow as pa

Whole = npt.NDArray[np.int64]
Sets = frozenset[frozenset[str]]


@dataclass(frozen=True)
class ManyPublished:
    """Per school (a row) the published count of each set of options (a column) of one item; -1: not published."""

    schools: tuple[str, ...]
    sets: tuple[frozenset[str], ...]
    values: Whole
    base: Whole
    """To which the counts of each school were rounded."""


def read_item(facts: Path, schools: Sequence[str], item: str) -> ManyPublished:
    """The counts of an item for each whole school, read from the table of a wave by column and predicate."""
    import pyarrow.dataset as ds

    wanted = (ds.field("item") == item) & (ds.field("node") == SCHOOL)
    table = ds.dataset(facts, format="parquet").to_table(["school", "options", "value", "base"], filter=wanted)
    place = {code: row for row, code in enumerate(schools)}
    told, where = _named(table["school"])
    rows = np.array([place.get(code, -1) for code in told], np.int64)[where]
    names, columns = _named(table["options"])
    values, base = np.full((len(schools), len(names)), -1, np.int64), np.ones(len(schools), np.int64)
    here = rows >= 0  # of a school that is not in the table of schools nothing is read
    values[rows[here], columns[here]] = table["value"].to_numpy()[here]
    np.maximum.at(base, rows[here], table["base"].to_numpy()[here])
    return ManyPublished(tuple(schools), tuple(frozenset(one.split("|")) for one in names), values, base)


def _named(column: "pa.ChunkedArray") -> tuple[tuple[str, ...], Whole]:
    """The different texts of a column, and which of them each row has: a thousand schools have few that differ."""
    coded = column.combine_chunks().dictionary_encode()
    return tuple(coded.dictionary.to_pylist()), coded.indices.to_numpy().astype(np.int64)


def counts_of(found: ManyPublished, item: Item, measure: Measure, base: Base, least: int | Sequence[int]) -> Counts:
    """What a measure counts at each school, over a base; a school of which it may not be shown is missing, with why.

    `least` is of how many answers a share is shown: one number, or one of each school.
    """
    x, n, within, x_parts, n_parts = np.zeros((5, len(found.schools)))
    for rows, published in _alike(found):
        x[rows], x_parts[rows] = _sum(found, rows, telling(published, item, measure.codes))
        n[rows], within[rows], n_parts[rows] = _base(found, rows, published, item, base)
    # each was rounded on its own: on a school's screen 33 of 30 is 30 of 30, and 33 with an opinion among 30 are 30
    cut = np.minimum(n, within)
    needed = np.broadcast_to(np.asarray(least), cut.shape).tolist()
    told = zip(found.schools, cut, x_parts, n_parts, needed, strict=True)
    missing = {school: why for school, *numbers in told if (why := _hidden(*numbers))}
    kept = np.array([school not in missing for school in found.schools], bool)
    shown = tuple(school for school in found.schools if school not in missing)
    return Counts(
        shown, np.minimum(x, cut)[kept], cut[kept], found.base[kept].astype(float), x_parts[kept], n_parts[kept],
        missing, (x[kept], n[kept]),
    )  # fmt: skip


def _alike(found: ManyPublished) -> Iterator[tuple[npt.NDArray[np.intp], Sets]]:
    """The schools that published the same sets, together."""
    if not found.sets:
        return
    patterns, group = np.unique(found.values >= 0, axis=0, return_inverse=True)
    for place, pattern in enumerate(patterns):
        yield np.flatnonzero(group.ravel() == place), frozenset(np.array(found.sets, object)[pattern])


def _sum(
    found: ManyPublished, rows: npt.NDArray[np.intp], sets: tuple[frozenset[str], ...] | None
) -> tuple[Whole, int]:
    """The sum of some published counts and of how many; 0 of 0 where one was not published."""
    columns = np.array([found.sets.index(one) for one in sets or () if one in found.sets], np.int64)
    nothing = np.zeros(len(rows), np.int64), 0
    if not len(columns) or len(columns) < len(sets or ()):
        return nothing
    told = found.values[np.ix_(rows, columns)]
    return (told.sum(axis=1), len(columns)) if np.all(told >= 0) else nothing


def _base(
    found: ManyPublished, rows: npt.NDArray[np.intp], published: Sets, item: Item, base: Base
) -> tuple[Whole, Whole, int]:
    """The denominator as for one school, what it may not be larger than, and of how many counts it is the sum.

    Base A is everyone with "weet ik niet" in it, base B without, and never larger.
    """
    if item.type is ItemType.MULTIPLE:
        everyone, parts = _sum(found, rows, (frozenset((EVERYONE,)),))
        return everyone, everyone, parts
    valid, parts = _sum(found, rows, telling(published, item, item.valid))
    if base == "A" or not parts:
        return valid, valid, parts
    substantive, parts = _sum(found, rows, telling(published, item, item.substantive))
    return substantive, valid, parts


def _hidden(n: float, x_parts: float, n_parts: float, least: int) -> Reason | None:
    if not n_parts:
        return because("not-published")
    if n < least:
        return because("few-answers", least=least)
    return None if x_parts else because("not-published")
