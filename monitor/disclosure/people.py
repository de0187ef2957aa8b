"""Whole people behind counts: the data sets that count as witnesses for items together with a derived scale.

The counts per item and the counts per category of the scale hang together through single people. `outer` describes
that over sums alone: every set of people satisfies it, but it also admits sums that no people can have. So what it
excludes is impossible, and what it admits counts only once `arranged` has found people for it.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.definition.cutting import categories
from monitor.disclosure.system import Bound, People, System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Random = np.random.Generator

LUCK = (0.02, 0.1, 0.2, 0.4, 2.0)
"""How far people are from answering alike throughout, in parts of their group; where the search begins."""
WANDERING = 0.2
"""How often two people change answers although that helps nothing: the way out of a dead end."""
NARROW = 20
"""A bound that leaves more values than this is in nobody's way."""
SWAPS, SWAPS_EACH = 2000, 20
"""So many pairs of people (for each answer so many, if that is less) are tried before no people are said to fit."""


@dataclass(frozen=True)
class Crowd:
    """One data set: what each person answered.

    `codes`: per person and item the code of the answer, 0 for none; shape (people, items). `atom`: the group of each,
    in order.
    """

    people: People
    codes: "Integers"

    @cached_property
    def atom(self) -> "Integers":
        """The group of each person, counted from 0."""
        import numpy as np

        return np.repeat(np.arange(len(self.people.sizes)), self.people.sizes)

    @cached_property
    def sums(self) -> "Integers":
        """What decides each person's category; shape (people, 1 + cut points)."""
        import numpy as np

        sums: Integers = np.sum([w[self.codes[:, place]] for place, w in enumerate(self.people.weights)], axis=0)
        return sums

    @cached_property
    def category(self) -> "Integers":
        """Each person's category: 0 for none, then from low to high."""
        return categories(self.sums, self.people.least_answered)

    def unknowns(self, size: int) -> "Integers":
        """The data set as the unknowns of its system, counted person by person."""
        import numpy as np

        cells = self.people.cells[np.arange(self.codes.shape[1]), self.atom[:, None], self.codes]
        counted: Integers = np.bincount(cells.ravel(), minlength=size + 1)[1:]
        counted[list(self.people.scores)] = np.bincount(self.category, minlength=len(self.people.scores) + 1)[1:]
        return counted

    def with_answer(self, person: int, item: int, code: int) -> "Crowd":
        """The same people, but one gives another answer to one item."""
        codes = self.codes.copy()
        codes[person, item] = code
        return Crowd(self.people, codes)


def outer(system: System) -> System:
    """The system with what follows from the categories of people for the sums of their answers.

    One more unknown per category (none first), item and answer (none first): how many people of the category gave
    that answer. A category bounds a sum over the answers of each of its people, so also over all of them together.
    """
    assert system.people is not None, "there is a derived scale"
    people = system.people
    upper, bounds, everyone = list(system.upper), list(system.bounds), sum(people.sizes)
    cells: list[list[dict[int, int]]] = []  # per category and item: answer to unknown
    for _category in range(len(people.scores) + 1):
        row = []
        for weights in people.weights:
            row.append({code: len(upper) + code for code in range(len(weights))})
            upper += [everyone] * len(weights)
        cells.append(row)
    for category, row in enumerate(cells):
        bounds += _of_category(people, category, row)
    for item, atoms in enumerate(people.answers):
        for option in range(len(atoms[0])):
            inside = {row[item][option + 1]: 1 for row in cells}
            given = {options[option]: -1 for options in atoms}
            bounds.append(Bound({**inside, **given}, 0, 0))
    return replace(system, upper=tuple(upper), bounds=tuple(bounds))


def _of_category(people: People, category: int, row: list[dict[int, int]]) -> "list[Bound]":
    """What holds of the answers of all people of one category."""
    everyone, least = sum(people.sizes), people.least_answered
    # as many as there are in the category: its unknown, or (without a score) everybody less those of all others
    size = {people.scores[category - 1]: -1} if category else dict.fromkeys(people.scores, 1)
    total = 0 if category else everyone
    bounds = [Bound({**dict.fromkeys(cells.values(), 1), **size}, total, total) for cells in row]

    def summed(place: int) -> dict[int, int]:
        weights = people.weights
        given = {cells[c]: int(weights[item][c, place]) for item, cells in enumerate(row) for c in cells}
        return {unknown: weight for unknown, weight in given.items() if weight}

    def scaled(by: int) -> dict[int, int]:
        return {unknown: by * weight for unknown, weight in size.items()}

    most = everyone * sum(int(abs(weights).max()) for weights in people.weights)  # more than any sum can be
    if not category:
        return [*bounds, Bound({**summed(0), **scaled(least - 1)}, -most, (least - 1) * everyone)]
    bounds.append(Bound({**summed(0), **scaled(least)}, 0, most))
    for cut in range(1, people.weights[0].shape[1]):
        if cut < category:
            bounds.append(Bound(summed(cut), 0, most))
        else:
            bounds.append(Bound({**summed(cut), **scaled(-1)}, -most, 0))
    return bounds


def eased(system: System) -> "tuple[System, Integers]":
    """The same system with a switch per narrow bound, and the sum of the switches.

    With all switches off every narrow bound is kept away from its ends. A data set with few of them on has room
    around it: from there one person's answer can change nearly anything by one.
    """
    import numpy as np

    upper, bounds = list(system.upper), []
    for bound in system.bounds:
        if not 2 <= bound.high - bound.low <= NARROW:
            bounds.append(bound)
            continue
        switch, upper = len(upper), [*upper, 1]
        bounds.append(Bound({**bound.weights, switch: 1}, bound.low + 1, bound.high + 1))
        bounds.append(Bound({**bound.weights, switch: -1}, bound.low - 1, bound.high - 1))
    switches = np.arange(len(upper)) >= len(system.upper)
    return replace(system, upper=tuple(upper), bounds=tuple(bounds)), switches.astype(np.int64)


@dataclass(frozen=True)
class Room:
    """Between which numbers sums over the categories must lie; `rows` has shape (sums, categories)."""

    rows: "Integers"
    low: "Integers"
    high: "Integers"

    def missed(self, scores: "Integers") -> "Integers":
        """How far numbers per category, shape (..., categories), are outside; 0: they fit."""
        import numpy as np

        sums = scores @ self.rows.T
        return np.asarray((np.maximum(self.low - sums, 0) + np.maximum(sums - self.high, 0)).sum(axis=-1))


def room_of(system: System, also: "Integers | None" = None, value: int = 0) -> Room:
    """The room that a system leaves for the numbers per category, and (`also`) that a target has this value."""
    import numpy as np

    assert system.people is not None, "there is a derived scale"
    scores = list(system.people.scores)
    mine = system.matrix[:, scores].any(axis=1)
    rows, low, high = system.matrix[mine][:, scores], system.low[mine], system.high[mine]
    if also is not None and also[scores].any():
        rows = np.concatenate([rows, also[None, scores]])
        low, high = np.append(low, value), np.append(high, value)
    return Room(rows, low, high)


def arranged(people: People, unknowns: "Integers", room: Room, random: "Random") -> Crowd | None:
    """People who gave these numbers of answers per atom and item, and whose scores lie in the room; None: not found.

    Begins with people who answer more or less alike throughout, then lets two people of an atom change their answers
    to one item, as long as that brings the scores no further from the room.
    """
    starts = [_Swapping(Crowd(people, _alike(people, unknowns, luck, random)), room) for luck in LUCK]
    swapping = min(starts, key=lambda start: start.missed)
    for _swap in range(min(SWAPS, SWAPS_EACH * swapping.codes.size)):
        if swapping.missed == 0:
            return Crowd(people, swapping.codes)
        swapping.once(random)
    return None


def _alike(people: People, unknowns: "Integers", luck: float, random: "Random") -> "Integers":
    """The answers handed out in order of what they count for, so that most people answer alike; some luck in it."""
    import numpy as np

    columns = []
    for atoms, weights, untold in zip(people.answers, people.weights, people.untold, strict=True):
        if untold:
            columns.append(np.zeros(sum(people.sizes), dtype=np.int64))
            continue
        order = np.argsort(weights[:, 1:].sum(axis=1) + 1000 * (weights[:, 0] == 0), kind="stable")
        column = []
        for options, size in zip(atoms, people.sizes, strict=True):
            given = unknowns[list(options)]
            times = np.append(size - given.sum(), given)
            ranked = np.repeat(order, times[order])
            places = np.argsort(np.arange(size) + random.normal(0, luck * size, size))
            column.append(ranked[places])
        columns.append(np.concatenate(column))
    return np.stack(columns, axis=1).astype(np.int64)


class _Swapping:
    """People who change answers among them; what each atom answered stays the same."""

    def __init__(self, crowd: Crowd, room: Room) -> None:
        import numpy as np

        self._people, self._room = crowd.people, room
        self.codes, self._sums, self._category = crowd.codes.copy(), crowd.sums.copy(), crowd.category.copy()
        self._ends = np.concatenate([[0], np.cumsum(crowd.people.sizes)])
        self._atom = crowd.atom
        self._unit = np.eye(len(crowd.people.scores) + 1, dtype=np.int64)[:, 1:]
        self._scores = self._unit[self._category].sum(axis=0)
        self.missed = int(room.missed(self._scores))

    def once(self, random: "Random") -> None:
        """Let a person picked at random do to the answer to one item what helps most, if nothing is hurt by it."""
        person, item = int(random.integers(len(self.codes))), int(random.integers(self.codes.shape[1]))
        if self._people.untold[item]:
            self._answer(person, item, random)
        else:
            self._exchange(person, item, random)

    def _answer(self, person: int, item: int, random: "Random") -> None:
        """Answer otherwise, or no longer: of an item of which nothing is told nobody can say that this is wrong."""
        weights, given = self._people.weights[item], self.codes[person, item]
        sums = self._sums[person] + weights - weights[given]
        category = categories(sums, self._people.least_answered)
        change = self._unit[category] - self._unit[self._category[person]]
        answer = self._best(change, random)
        if answer is not None:
            self.codes[person, item] = answer
            self._sums[person], self._category[person] = sums[answer], category[answer]
            self._scored(change[answer])

    def _exchange(self, person: int, item: int, random: "Random") -> None:
        """Change answers with whoever in the atom."""
        atom = self._atom[person]
        others = slice(self._ends[atom], self._ends[atom + 1])
        weights, theirs = self._people.weights[item], self.codes[others, item]
        gained = weights[theirs] - weights[self.codes[person, item]]
        mine = categories(self._sums[person] + gained, self._people.least_answered)
        after = categories(self._sums[others] - gained, self._people.least_answered)
        change = self._unit[mine] + self._unit[after] - self._unit[self._category[person]]
        change = change - self._unit[self._category[others]]
        change[theirs == self.codes[person, item]] = 0
        place = self._best(change, random)
        if place is not None:
            other = int(self._ends[atom]) + place
            self.codes[[person, other], item] = self.codes[[other, person], item]
            self._sums[person] += gained[place]
            self._sums[other] -= gained[place]
            self._category[[person, other]] = mine[place], after[place]
            self._scored(change[place])

    def _best(self, change: "Integers", random: "Random") -> int | None:
        """The change to the scores that helps most, of several one at random; None: it helps nothing, nor need be."""
        import numpy as np

        missed = self._room.missed(self._scores + change)
        best = np.flatnonzero(missed == missed.min())
        if missed[best[0]] < self.missed or (missed[best[0]] == self.missed and random.random() < WANDERING):
            return int(random.choice(best))
        return None

    def _scored(self, change: "Integers") -> None:
        self._scores = self._scores + change
        self.missed = int(self._room.missed(self._scores))
