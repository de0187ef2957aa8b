"""The search of the outsider (`tests/attacks/outsider.py`): how many values can each sum of unknowns still have?

Nothing of `monitor` is used, nor its walk: SciPy's `milp` gives data sets in a few directions at once, each is looked
around from (one person answers something else), and what then still lacks values is bounded one by one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

Sum = Mapping[int, int]
"""Unknown to weight."""
Target = tuple[str, Sum, int]
"""A name, a sum, and how many values it should keep."""


@dataclass(frozen=True)
class Found:
    """What the attacker found of one count: how many values it saw with a data set, and how many there should be."""

    name: str
    values: int
    need: int


@dataclass
class Model:
    """Whole unknowns from 0 to their greatest value, and sums of them that lie between two numbers."""

    most: list[int] = field(default_factory=list)
    rows: list[tuple[Sum, float, float]] = field(default_factory=list)
    blocks: list[list[int]] = field(default_factory=list)
    """Unknowns between which a person can move."""

    def unknown(self, most: int) -> int:
        self.most.append(most)
        return len(self.most) - 1

    def matrix(self, sums: Sequence[Sum]) -> np.ndarray:
        made = np.zeros((len(sums), len(self.most)))
        for place, one in enumerate(sums):
            made[place, list(one)] = list(one.values())
        return made


class Attack:
    """The search for data sets that give a count another value."""

    def __init__(self, model: Model, targets: Sequence[Target], seed: int) -> None:
        self.model, self.random = model, np.random.default_rng(seed)
        self.names, sums, needs = zip(*targets, strict=True)
        self.sums, self.needs = self.model.matrix(sums), np.array(needs)
        self.matrix = self.model.matrix([row for row, _low, _high in self.model.rows])
        self.low, self.high = (np.array([row[side] for row in self.model.rows], dtype=float) for side in (1, 2))
        self.sparse = csc_array(self.matrix)
        self.most = np.array(self.model.most, dtype=float)
        self.seen: list[set[int]] = [set() for _name in self.names]
        self.moves = self._moves()
        self.moved = self.moves @ self.matrix.T
        self.moved_sums = self.moves @ self.sums.T

    def _moves(self) -> np.ndarray:
        """One person changes an answer, answers, or answers no more."""
        unit = np.eye(len(self.most))
        moves = [unit[[a, b]].sum(axis=0) for block in self.model.blocks for a, b in combinations(block, 2)]
        swaps = [unit[a] - unit[b] for block in self.model.blocks for a, b in combinations(block, 2)]
        ones = list(unit)
        return np.array([sign * move for move in (*moves, *swaps, *ones) for sign in (1, -1)])

    def solve(self, cost: np.ndarray, *, whole: bool = True, fixed: tuple[np.ndarray, int] | None = None) -> Any:
        """The least value of a sum, by SciPy; a data set in whole numbers is checked and looked around from."""
        constraints = [LinearConstraint(self.sparse, self.low, self.high)]
        if fixed is not None:
            constraints.append(LinearConstraint(fixed[0][None, :], fixed[1], fixed[1]))
        found = milp(
            cost,
            constraints=constraints,
            bounds=Bounds(0, self.most),
            integrality=np.full(len(cost), int(whole)),
            options={"mip_rel_gap": 0},
        )
        if whole and found.x is not None:
            self._look_around(np.rint(found.x))
        return found

    def _look_around(self, people: np.ndarray) -> None:
        sums = self.matrix @ people
        fits = (sums >= self.low).all() and (sums <= self.high).all() and (people >= 0).all()
        assert fits
        assert (people <= self.most).all()
        after, near = sums + self.moved, people + self.moves
        possible = ((after >= self.low) & (after <= self.high)).all(axis=1)
        possible &= ((near >= 0) & (near <= self.most)).all(axis=1)
        here = self.sums @ people
        values = np.vstack([here, here + self.moved_sums[possible]]).astype(int)
        for place in np.flatnonzero(self.lacking()):
            self.seen[place].update(values[:, place].tolist())

    def lacking(self) -> np.ndarray:
        return np.array([len(seen) for seen in self.seen]) < self.needs

    def run(self, glances: int = 6) -> list[Found]:
        """Look in a few directions at once, then at each count that still lacks values; stop where nothing fits."""
        if self.solve(np.zeros(len(self.most))).x is not None:
            for _glance in range(glances):
                if (lacking := self.lacking()).any():
                    self.solve(self.random.choice((-1.0, 1.0), lacking.sum()) @ self.sums[lacking])
            for place in range(len(self.names)):
                self._corner(place)
        return [
            Found(name, len(seen), int(need))
            for name, seen, need in zip(self.names, self.seen, self.needs, strict=True)
        ]

    def _corner(self, place: int) -> None:
        """Bound one count: over real numbers, which can only fail, then over whole ones, then value by value."""
        target, need = self.sums[place], self.needs[place]
        for whole in (False, True):
            if len(self.seen[place]) >= need:
                return
            low, high = (sign * self.solve(sign * target, whole=whole).fun for sign in (1, -1))
            if high - low + 1 < need - 1e-6:
                return
        for value in range(round(low), round(high) + 1):
            if len(self.seen[place]) < need and value not in self.seen[place]:
                self.solve(np.zeros(len(target)), fixed=(target, value))
