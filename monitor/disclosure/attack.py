"""The attack on one set of linked items: does every target keep as many possible values as it needs?

Each value counts only with a witness: a whole-number data set that gives it and satisfies everything known. A walk
from data set to data set finds nearly all; the solver decides the rest exactly. The answer depends on the system
alone, not on the walk.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.disclosure.people_attack import PeopleSearch
from monitor.disclosure.search import Search
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import Pair, System
from monitor.disclosure.walk import walk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]


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


def _searched(system: System, seed: int) -> tuple[Finding, Search | None]:
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


def _search(system: System, seed: int) -> Search | None:
    """The search for values, begun with a first data set; None: there is none."""
    import numpy as np

    if system.people is not None:
        people = PeopleSearch(system, seed)
        return people if people.start() else None
    solver = Solver(system)
    start = solver.least(np.zeros(len(system.upper), dtype=np.int64), whole=True)
    return None if start is None or start.witness is None else _Search(system, solver, start.witness, seed)


class _Search(Search):
    """Every whole-number data set is a witness."""

    def __init__(self, system: System, solver: Solver, start: "Integers", seed: int) -> None:
        walked = walk(system, start, seed)
        ends = zip(walked.least.tolist(), walked.greatest.tolist(), strict=True)
        seen = [set(range(least, greatest + 1)) for least, greatest in ends]
        super().__init__(system, solver, system.target_matrix, seen)
        self._kept: list[Integers] = []

    def ends(self, place: int) -> Pair:
        low, high = self._bounds(place, whole=True)
        return Pair(self._first(place, range(low, high + 1)), self._first(place, range(high, low - 1, -1)))

    def _first(self, place: int, values: range) -> "Integers":
        row = self._rows[place]
        return next(found for value in values if (found := self._witness(row, value)) is not None)

    def _witness(self, row: "Integers", value: int) -> "Integers | None":
        """A data set with this value: one that the solver gave before, else one that it finds now."""
        kept = next((one for one in self._kept if int(row @ one) == value), None)
        return self._solver.with_value(row, value) if kept is None else kept

    def _note(self, proposed: "Integers", place: int, value: int) -> None:
        self._kept.append(proposed)
        self._seen_in(proposed)
