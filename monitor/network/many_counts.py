"""The published counts of one item at all schools of a wave at once: read by column, put together as for one school.

What a measure counts is made up of the same published sets as for one school (`monitor.statistics.published`), which is
worked out once for all schools that published the same sets: a thousand schools cost a few array sums.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from monitor.definition.indicators import Base, Measure
from monitor.definition.model import Item, ItemType
from monitor.disclosure.release import EVERYONE
from monitor.statistics.between_schools.counts import Counts
from monitor.statistics.estimate import SCHOOL
from monitor.statistics.published import telling
from monitor.statistics.reasons import Reason, because

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
    rows = np.array([place.get(code, -1) for code in table["school"].to_pylist()], np.int64)
    told = table["options"].to_pylist()
    names = tuple(dict.fromkeys(told))
    columns = np.array([names.index(one) for one in told], np.int64)
    values, base = np.full((len(schools), len(names)), -1, np.int64), np.ones(len(schools), np.int64)
    here = rows >= 0  # of a school that is not in the table of schools nothing is read
    values[rows[here], columns[here]] = table["value"].to_numpy()[here]
    np.maximum.at(base, rows[here], table["base"].to_numpy()[here])
    return ManyPublished(tuple(schools), tuple(frozenset(one.split("|")) for one in names), values, base)


def counts_of(found: ManyPublished, item: Item, measure: Measure, base: Base, least: int) -> Counts:
    """What a measure counts at each school, over a base; a school of which it may not be shown is missing, with why."""
    columns = np.zeros((4, len(found.schools)))
    x, n, x_parts, n_parts = columns
    missing: dict[str, Reason] = {}
    for rows, published in _alike(found):
        numerator = _sum(found, rows, telling(published, item, measure.codes))
        denominator = _base(found, rows, published, item, base)
        for where, part in ((x, numerator[0]), (n, denominator[0])):
            where[rows] = part
        x_parts[rows], n_parts[rows] = numerator[1], denominator[1]
    for row, school in enumerate(found.schools):
        if reason := _hidden(n[row], x_parts[row], n_parts[row], least):
            missing[school] = reason
    kept = np.array([school not in missing for school in found.schools], bool)
    shown = tuple(school for school in found.schools if school not in missing)
    # each was rounded on its own: 33 of 30 is 30 of 30
    x = np.minimum(x, n)
    return Counts(shown, x[kept], n[kept], found.base[kept].astype(float), x_parts[kept], n_parts[kept], missing)


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
) -> tuple[Whole, int]:
    """The denominator as for one school: base A with "weet ik niet" in it, base B without, and never larger."""
    if item.type is ItemType.MULTIPLE:
        return _sum(found, rows, (frozenset((EVERYONE,)),))
    valid = _sum(found, rows, telling(published, item, item.valid))
    if base == "A" or not valid[1]:
        return valid
    value, parts = _sum(found, rows, telling(published, item, item.substantive))
    return np.minimum(value, valid[0]), parts


def _hidden(n: float, x_parts: float, n_parts: float, least: int) -> Reason | None:
    if not n_parts:
        return because("not-published")
    if n < least:
        return because("few-answers", least=least)
    return None if x_parts else because("not-published")
