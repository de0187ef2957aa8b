"""The attack on items together with a derived scale: a value counts when whole people can have it.

A walk over people finds nearly all values; for the rest the solver proposes sums, and people are looked for who
answered so. A value for which none are found does not count, so the attack can be too strict, never too mild. All of
it depends on the published counts and on nothing else.
"""

from typing import TYPE_CHECKING

from monitor.disclosure.people import Crowd, arranged, eased, outer, room_of
from monitor.disclosure.people_walk import Walk
from monitor.disclosure.search import Search
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import Pair, System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

STARTS = 5
"""So many data sets of the solver are tried before no people are said to fit the facts."""
IDLE_SWEEPS = 3
"""So many searches for many targets at once may bring nothing before each is looked at by itself."""


class PeopleSearch(Search):
    """The values of each target that whole people can have, and how to find more."""

    def __init__(self, system: System, seed: int) -> None:
        import numpy as np

        assert system.people is not None, "there is a derived scale"
        wide, self._switches = eased(outer(system))
        super().__init__(system, Solver(wide, system), wide.target_matrix, [set() for _target in system.targets])
        self._people = system.people
        self._random = np.random.default_rng(seed)
        self._walk = Walk(system)

    def start(self) -> bool:
        """Find a first data set with room around it, and others from there; says whether there is one."""
        aim = self._switches
        for _start in range(STARTS):
            sums = self._sums(aim)
            if sums is None:
                return False
            if self._keep(sums):
                self._sweep()
                return True
            aim = self._random.integers(-3, 4, len(aim))
        return False

    def _sweep(self) -> None:
        """Look for data sets in which many targets that lack values are low, or high, at once."""
        idle, lacking = 0, self.order()
        if lacking and self._hopeless(lacking[0]):
            return
        while lacking and idle < IDLE_SWEEPS:
            before = sum(map(len, self._seen))
            ways = self._random.choice((-1, 1), len(lacking))
            sums, place = self._sums(ways @ self._rows[lacking]), int(self._random.choice(lacking))
            if sums is not None:
                self._keep(sums, place, int(self._system.target_matrix[place] @ sums))
            idle = 0 if sum(map(len, self._seen)) > before else idle + 1
            lacking = self.order()

    def _sums(self, aim: "Integers") -> "Integers | None":
        """Whole sums that fit and make the aim small; over real numbers they nearly always come out whole already."""
        for whole in (False, True):
            found = self._solver.least(aim, whole=whole)
            if found is not None and found.witness is not None:
                return found.witness
        return None

    def _hopeless(self, place: int) -> bool:
        """Whether even sums over real numbers leave a target too few values; the rest need not be looked at then."""
        low, high = self._bounds(place, whole=False)
        return high - low + 1 < self._system.targets[place].need

    def ends(self, place: int) -> Pair:
        """Data sets of whole people with the least and the greatest value of a target that were found."""
        return Pair(self._walk.furthest(place, -1), self._walk.furthest(place, 1))

    def _note(self, proposed: "Integers", place: int, value: int) -> None:
        self._keep(proposed, place, value)

    def _keep(self, sums: "Integers", place: int | None = None, value: int = 0) -> bool:
        """Look for people with these sums (and this value of a target), and walk on from them."""
        target = None if place is None else self._system.target_matrix[place]
        crowd = arranged(self._people, sums, room_of(self._system, target, value), self._random)
        unknowns = None if crowd is None else self._checked(crowd)
        if crowd is None or unknowns is None:
            return False
        self._seen_in(unknowns)
        self._walk.from_(crowd, self._seen, self._random)
        return True

    def _checked(self, crowd: Crowd) -> "Integers | None":
        """The unknowns counted from people, if they fit all that is known."""
        unknowns = crowd.unknowns(len(self._system.upper))
        return unknowns if self._system.holds(unknowns) else None
