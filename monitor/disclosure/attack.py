"""The attack on one set of linked items: does every target keep as many possible values as it needs?

Each value counts only with a witness: a whole-number data set that gives it and satisfies everything known. A walk
from data set to data set finds nearly all; the solver decides the rest exactly. The answer depends on the system
alone, not on the walk.
"""

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from monitor.disclosure.people_attack import PeopleSearch
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import Pair, System
from monitor.disclosure.walk import walk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

TOLERANCE = 1e-6
"""How far a bound of the solver may be off; a value so close beyond a bound is still looked for."""


@dataclass(frozen=True)
class Finding:
    """What the attack found: how many targets, the fewest values any keeps (counted up to what it needs)."""

    targets: int
    min_values: int
    passed: bool
    weakest: str = ""
    """The target that keeps too few; if none does, the one for which the fewest values were found."""


def attack(system: System, *, seed: int = 0) -> Finding:
    """Attack a system; stops at the first target that keeps too few values.

    `min_values` is 0 when nothing at all satisfies the system: the facts contradict what is known.
    """
    finding, _found = _searched(system, seed)
    return finding


def attack_with_witnesses(system: System) -> tuple[Finding, Pair | None]:
    """Attack a system, and give the two data sets that lie furthest apart in its weakest target.

    With a derived scale they are the two furthest apart that were found. None where there is nothing to protect, or
    where a target gave way.
    """
    finding, search = _searched(system, seed=0)
    return finding, search.ends(search.weakest()) if search and finding.passed else None


def _searched(system: System, seed: int) -> "tuple[Finding, _Search | PeopleSearch | None]":
    if not system.targets:
        return Finding(0, 0, passed=True), None
    search = _search(system, seed)
    if search is None:
        return Finding(len(system.targets), 0, passed=False, weakest=system.targets[0].name), None
    for place in search.order():
        target = system.targets[place]
        if (values := search.values(place)) < target.need:
            return Finding(len(system.targets), values, passed=False, weakest=target.name), search
    least = min(target.need for target in system.targets)
    return Finding(len(system.targets), least, passed=True, weakest=system.targets[search.weakest()].name), search


def _search(system: System, seed: int) -> "_Search | PeopleSearch | None":
    """The search for values, begun with a first data set; None: there is none."""
    import numpy as np

    if system.people is not None:
        people = PeopleSearch(system, seed)
        return people if people.start() else None
    solver = Solver(system)
    start = solver.least(np.zeros(len(system.upper), dtype=np.int64), whole=True)
    return None if start is None or start.witness is None else _Search(system, solver, start.witness, seed)


class _Search:
    """The values of each target for which there is a witness, and how to find more."""

    def __init__(self, system: System, solver: Solver, start: "Integers", seed: int) -> None:
        self._system = system
        self._solver = solver
        walked = walk(system, start, seed)
        ends = zip(walked.least.tolist(), walked.greatest.tolist(), strict=True)
        self._seen = [set(range(least, greatest + 1)) for least, greatest in ends]
        self._kept: list[Integers] = []

    def order(self) -> list[int]:
        """The targets that lack values, the narrowest first: what fails should fail soon."""
        needs = [target.need for target in self._system.targets]
        lacking = [place for place, need in enumerate(needs) if len(self._seen[place]) < need]
        return sorted(lacking, key=lambda place: len(self._seen[place]) - needs[place])

    def weakest(self) -> int:
        """The target for which the fewest values were found; of several the first."""
        return min(range(len(self._seen)), key=lambda place: len(self._seen[place]))

    def ends(self, place: int) -> Pair:
        """Data sets with the least and the greatest value of a target."""
        low, high = self._bounds(place, whole=True)
        return Pair(self._first(place, range(low, high + 1)), self._first(place, range(high, low - 1, -1)))

    def _first(self, place: int, values: range) -> "Integers":
        row = self._system.target_matrix[place]
        return next(found for value in values if (found := self._witness(row, value)) is not None)

    def _witness(self, row: "Integers", value: int) -> "Integers | None":
        """A data set with this value: one that the solver gave before, else one that it finds now."""
        kept = next((one for one in self._kept if int(row @ one) == value), None)
        return self._solver.with_value(row, value) if kept is None else kept

    def values(self, place: int) -> int:
        """How many values a target can take, counted up to what it needs."""
        need, seen = self._system.targets[place].need, self._seen[place]
        for whole in (False, True):
            if len(seen) >= need:
                return len(seen)
            low, high = self._bounds(place, whole=whole)
            if high - low + 1 < need:
                return len(seen)
        for value in range(low, high + 1):
            if len(seen) < need and value not in seen:
                self._keep(self._solver.with_value(self._system.target_matrix[place], value))
        return len(seen)

    def _bounds(self, place: int, *, whole: bool) -> tuple[int, int]:
        """The least and the greatest value of a target, over real or whole unknowns."""
        ends = []
        for sign in (1, -1):
            extreme = self._solver.least(sign * self._system.target_matrix[place], whole=whole)
            assert extreme is not None, "a system with a witness has bounds"
            self._keep(extreme.witness)
            ends.append(sign * extreme.value)
        return ceil(ends[0] - TOLERANCE), floor(ends[1] + TOLERANCE)

    def _keep(self, witness: "Integers | None") -> None:
        """A data set found for one target is a witness for all."""
        if witness is not None:
            self._kept.append(witness)
            for seen, value in zip(self._seen, (self._system.target_matrix @ witness).tolist(), strict=True):
                seen.add(value)
