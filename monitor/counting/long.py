"""A tally as a table, a row per number: what comes back from another computer, and becomes a tally again here.

`what` says what `n` is a number of: forms of a class; answers with a code in a column; people of a class who sent one
form (or answered an item once), families by the classes of their forms, and forms of who was counted before. A class
of which nobody gave an answer still has its row of forms, so that both have the same classes.
"""

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from monitor.anonymous import AnonymousAnswers
from monitor.counting.people import People
from monitor.counting.tally import NO_GROUP, Tally, tally
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey

if TYPE_CHECKING:
    import numpy as np
    import pyarrow as pa
    from numpy.typing import NDArray

FORMS, ANSWERS, ALONE, FAMILIES, BEFORE, REFUSED = range(6)


class Row(NamedTuple):
    """One number that is no count of answers."""

    what: int
    column: str
    label: str
    n: int


class Long:
    """Tallies of one survey as tables and back; both sides make one of the same survey and scales."""

    def __init__(self, survey: Survey, scales: tuple[DerivedScale, ...]) -> None:
        self._survey, self._scales = survey, scales

    @cached_property
    def _codes(self) -> dict[str, int]:
        """How many codes each column has: as in the tally of nobody's answers."""
        import numpy as np

        nobody = AnonymousAnswers(self._survey.id, (), np.zeros(0, np.int16), {})
        counts = tally(nobody, self._survey, self._scales).counts
        return {name: table.shape[1] for name, table in counts.items()}

    @cached_property
    def _starts(self) -> "NDArray[np.int64]":
        """Where the codes of each column begin when all columns stand side by side; the last: how many there are."""
        import numpy as np

        return np.cumsum([0, *self._codes.values()])

    def table(self, school: str, counted: Tally) -> "pa.RecordBatch":
        """The rows of the tally of (a part of) a school; a count of nought has none."""
        import numpy as np
        import pyarrow as pa

        nothing = np.zeros((len(counted.groups), 0), np.int64)
        side_by_side = np.concatenate([nothing, *(counted.counts[name] for name in self._codes)], axis=1)
        group, place = np.nonzero(side_by_side)
        column = np.searchsorted(self._starts, place, side="right") - 1
        others = list(_others(counted))
        return _batch(
            school,
            pa.array([*(row.what for row in others), *[ANSWERS] * len(place)], pa.int32()),
            pa.concat_arrays([_strings(row.column for row in others), _strings(self._codes).take(pa.array(column))]),
            pa.concat_arrays([_strings(row.label for row in others), _strings(counted.groups).take(pa.array(group))]),
            pa.array(np.concatenate([np.zeros(len(others), np.int64), place - self._starts[column]]), pa.int32()),
            pa.array(np.concatenate([[row.n for row in others], side_by_side[group, place]]).astype(np.int64)),
        )

    def tallies(self, rows: "pa.Table") -> Iterator[tuple[str, Tally]]:
        """The tallies again; of a school there may be several, of parts that were counted apart."""
        import numpy as np
        import pyarrow.compute as pc

        rows = rows.filter(pc.not_equal(rows["what"], REFUSED))
        of_no_class = pc.and_(pc.equal(rows["what"], FORMS), pc.equal(rows["label"], NO_GROUP))
        begins = np.flatnonzero(of_no_class)  # each tally begins with its classes, those without one first
        for begin, end in pairwise([*begins.tolist(), len(rows)]):
            one = rows.slice(begin, end - begin)
            yield one["school"][0].as_py(), self._tally(one)

    def _tally(self, rows: "pa.Table") -> Tally:
        import numpy as np
        import pyarrow as pa

        what, n = rows["what"].to_numpy(), rows["n"].to_numpy()
        others = rows.filter(pa.array(what != ANSWERS)).select(["what", "column", "label", "n"]).to_pydict()
        told = [Row(*row) for row in zip(*others.values(), strict=True)]
        groups = tuple(row.label for row in told if row.what == FORMS)
        answers = rows.filter(pa.array(what == ANSWERS))
        side_by_side = np.zeros((len(groups), int(self._starts[-1])), np.int64)
        column = self._starts[_places(answers["column"], tuple(self._codes))] + answers["code"].to_numpy()
        side_by_side[_places(answers["label"], groups), column] = n[what == ANSWERS]
        parts = np.split(side_by_side, self._starts[1:-1], axis=1)
        forms = np.array([row.n for row in told if row.what == FORMS], np.int64)
        return Tally(groups, forms, dict(zip(self._codes, parts, strict=True)), _people(told))


def refusal(school: str, told: dict[str, Any]) -> "pa.RecordBatch":
    """The row of a school whose answers cannot be counted, with what is said of it."""
    import pyarrow as pa

    texts = _strings([json.dumps(told)])
    return _batch(
        school,
        pa.array([REFUSED], pa.int32()),
        _strings([""]),
        texts,
        pa.array([0], pa.int32()),
        pa.array([0], pa.int64()),
    )


def refusals(rows: "pa.Table") -> dict[str, dict[str, Any]]:
    """What is said of the schools whose answers cannot be counted, by school."""
    import pyarrow.compute as pc

    found = rows.filter(pc.equal(rows["what"], REFUSED)).select(["school", "label"]).to_pydict()
    return {school: json.loads(told) for school, told in zip(*found.values(), strict=True)}


def _batch(
    school: str, what: "pa.Array", column: "pa.Array", label: "pa.Array", code: "pa.Array", n: "pa.Array"
) -> "pa.RecordBatch":
    import pyarrow as pa

    names = ["school", "what", "column", "label", "code", "n"]
    return pa.record_batch([pa.repeat(school, len(what)), what, column, label, code, n], names=names)


def _strings(texts: Iterable[str]) -> "pa.Array":
    import pyarrow as pa

    return pa.array(list(texts), pa.string())


def _places(texts: "pa.ChunkedArray", among: tuple[str, ...]) -> "NDArray[np.int64]":
    """The place of each text among these."""
    import numpy as np
    import pyarrow.compute as pc

    found: NDArray[np.int64] = pc.index_in(texts, value_set=_strings(among)).to_numpy().astype(np.int64)
    return found


def _others(counted: Tally) -> Iterator[Row]:
    """Every number of a tally but the counts of answers; the forms first."""
    for label, n in counted.forms_by_group().items():
        yield Row(FORMS, "", label, n)
    for name, people in counted.people.items():
        for label, n in people.alone.items():
            yield Row(ALONE, name, label, n)
        for forms, n in people.families.items():
            yield Row(FAMILIES, name, json.dumps(forms), n)
        yield Row(BEFORE, name, "", people.counted_before)


def _people(rows: Iterable[Row]) -> dict[str, People]:
    alone: dict[str, dict[str, int]] = {}
    families: dict[str, dict[tuple[str, ...], int]] = {}
    before: dict[str, int] = {}
    for row in rows:
        if row.what == ALONE:
            alone.setdefault(row.column, {})[row.label] = row.n
        elif row.what == FAMILIES:
            families.setdefault(row.column, {})[tuple(json.loads(row.label))] = row.n
        elif row.what == BEFORE:
            before[row.column] = row.n
    return {name: People(alone.get(name, {}), families.get(name, {}), n) for name, n in before.items()}
