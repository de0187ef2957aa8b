"""What somebody can work out from published counts, by SciPy's solver: a second opinion on the attack.

Nothing here comes from the program under test: unknowns are named by whoever asks, what is known is stated sum by sum.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import cached_property

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

Key = Hashable
Sum = Mapping[Key, int]


class Opinion:
    """Whole unknowns, each from 0 to a most, and sums of them that lie between two numbers."""

    def __init__(self) -> None:
        self._most: dict[Key, int] = {}
        self._known: list[tuple[Sum, int, int]] = []

    def unknown(self, key: Key, most: int) -> None:
        self._most[key] = most

    def knows(self, terms: Sum | Iterable[Key], low: int, high: int) -> None:
        """A sum (of weights, or of ones) lies between two numbers."""
        self._known.append((as_sum(terms), low, high))

    def range(self, terms: Sum | Iterable[Key]) -> tuple[int, int]:
        """The least and the greatest value of a sum."""
        row = self._row(as_sum(terms))
        return self._end(row, 1), self._end(row, -1)

    def narrows(self, targets: Iterable[tuple[Sum | Iterable[Key], int]]) -> bool:
        """Whether one of the sums keeps fewer values than it needs: from its least to its greatest, both included.

        Every data set that the solver gave for one sum shows a value of all others; what is shown need not be asked.
        """
        shown: list[np.ndarray] = []
        for terms, need in targets:
            row = self._row(as_sum(terms))
            for sign in (1, -1):
                values = [int(row @ one) for one in shown]
                if values and max(values) - min(values) + 1 >= need:
                    break
                shown.append(self._solved(row, sign))
            values = [int(row @ one) for one in shown]
            if max(values) - min(values) + 1 < need:
                return True
        return False

    def _end(self, row: np.ndarray, sign: int) -> int:
        return int(row @ self._solved(row, sign))

    def _solved(self, row: np.ndarray, sign: int) -> np.ndarray:
        """Whole unknowns that give a sum its least (1) or greatest (-1) value."""
        found = milp(
            sign * row,
            constraints=self._constraints,
            bounds=Bounds(0, np.array(list(self._most.values()), dtype=float)),
            integrality=np.ones(len(self._most)),
        )
        assert found.success, found.message
        return np.rint(found.x)

    @cached_property
    def _constraints(self) -> LinearConstraint:
        rows = [self._row(terms) for terms, _low, _high in self._known]
        low, high = ([one[place] for one in self._known] for place in (1, 2))
        return LinearConstraint(csr_array(np.array(rows)), low, high)

    @cached_property
    def _places(self) -> dict[Key, int]:
        return {key: place for place, key in enumerate(self._most)}

    def _row(self, terms: Sum) -> np.ndarray:
        row = np.zeros(len(self._places))
        for key, weight in terms.items():
            row[self._places[key]] += weight
        return row


def as_sum(terms: Sum | Iterable[Key]) -> Sum:
    """A sum of ones, if it is not one of weights already."""
    return terms if isinstance(terms, Mapping) else dict.fromkeys(terms, 1)


def meant_by(value: int, base: int) -> tuple[int, int]:
    """Random rounding to a base moves a count by less than the base."""
    return max(0, value - (base - 1)), value + (base - 1)
