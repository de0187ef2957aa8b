"""How the values of targets are looked for: the solver bounds and proposes, each kind of search has its witnesses."""

from abc import ABC, abstractmethod
from math import ceil, floor
from typing import TYPE_CHECKING

from monitor.disclosure.solver import TOLERANCE, Solver
from monitor.disclosure.system import Pair, System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]


class Search(ABC):
    """The values of each target for which there is a witness, and how to find more.

    `rows` are the targets as the solver knows them, shape (targets, its unknowns).
    """

    def __init__(self, system: System, solver: Solver, rows: "Integers", seen: list[set[int]]) -> None:
        self._system, self._solver, self._rows, self._seen = system, solver, rows, seen

    @abstractmethod
    def ends(self, place: int) -> Pair:
        """Data sets with the least and the greatest value of a target that this search finds."""

    @abstractmethod
    def _note(self, proposed: "Integers", place: int, value: int) -> None:
        """Note the values of a data set that the solver proposes for this value of a target, if it is a witness."""

    def order(self) -> list[int]:
        """The targets that lack values, the narrowest first: what fails should fail soon."""
        needs = [target.need for target in self._system.targets]
        lacking = [place for place, need in enumerate(needs) if len(self._seen[place]) < need]
        return sorted(lacking, key=lambda place: len(self._seen[place]) - needs[place])

    def weakest(self) -> int:
        """The target for which the fewest values were found; of several the first."""
        return min(range(len(self._seen)), key=lambda place: len(self._seen[place]))

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
                proposed = self._solver.with_value(self._rows[place], value)
                if proposed is not None:
                    self._note(proposed, place, value)
        return len(seen)

    def _bounds(self, place: int, *, whole: bool) -> tuple[int, int]:
        """Between which values a target lies at most, over real or whole unknowns."""
        ends = []
        for sign in (1, -1):
            extreme = self._solver.least(sign * self._rows[place], whole=whole)
            assert extreme is not None, "a system with a witness has bounds"
            ends.append(sign * extreme.value)
            if extreme.witness is not None:
                self._note(extreme.witness, place, round(ends[-1]))
        return ceil(ends[0] - TOLERANCE), floor(ends[1] + TOLERANCE)

    def _seen_in(self, unknowns: "Integers") -> None:
        """A data set found for one target is a witness for all."""
        for seen, value in zip(self._seen, (self._system.target_matrix @ unknowns).tolist(), strict=True):
            seen.add(value)
