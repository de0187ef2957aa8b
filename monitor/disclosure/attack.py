"""The attack on one set of linked items: does every target keep as many possible values as it needs?

Each value counts only with a witness: a whole-number data set that gives it and satisfies everything known. A walk
from data set to data set finds nearly all; the solver decides the rest exactly. The answer depends on the system
alone, not on the walk.
"""

from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from monitor.disclosure.solver import Solver
from monitor.disclosure.system import System
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
    """The first target that keeps too few."""


def attack(system: System, *, seed: int = 0) -> Finding:
    """Attack a system; stops at the first target that keeps too few values.

    `min_values` is 0 when nothing at all satisfies the system: the facts contradict what is known.
    """
    import numpy as np

    if not system.targets:
        return Finding(0, 0, passed=True)
    solver = Solver(system)
    start = solver.least(np.zeros(len(system.upper), dtype=np.int64), whole=True)
    if start is None or start.witness is None:
        return Finding(len(system.targets), 0, passed=False, weakest=system.targets[0].name)
    seen = walk(system, start.witness, seed)
    for place, target in enumerate(system.targets):
        known = range(int(seen.least[place]), int(seen.greatest[place]) + 1)
        if len(known) < target.need:
            values = _values(solver, system.target_matrix[place], target.need, set(known))
            if values < target.need:
                return Finding(len(system.targets), values, passed=False, weakest=target.name)
    return Finding(len(system.targets), min(target.need for target in system.targets), passed=True)


def _values(solver: Solver, target: "Integers", need: int, seen: set[int]) -> int:
    """How many values a target can take, counted up to `need`."""
    bounds = _bounds(solver, target, seen, need, whole=False)
    if bounds is not None and len(seen) < need:
        bounds = _bounds(solver, target, seen, need, whole=True)
    if bounds is None:
        return len(seen)
    for value in range(bounds[0], bounds[1] + 1):
        if len(seen) >= need:
            break
        if value not in seen and solver.with_value(target, value) is not None:
            seen.add(value)
    return len(seen)


def _bounds(
    solver: Solver, target: "Integers", seen: set[int], need: int, *, whole: bool
) -> tuple[int, int] | None:
    """The least and greatest value; `None` if there is no room for enough. Values met are added to `seen`."""
    ends = []
    for sign in (1, -1):
        extreme = solver.least(sign * target, whole=whole)
        assert extreme is not None, "a system with a witness has bounds"
        if extreme.witness is not None:
            seen.add(int(target @ extreme.witness))
        ends.append(sign * extreme.value)
    low, high = ceil(ends[0] - TOLERANCE), floor(ends[1] + TOLERANCE)
    return (low, high) if high - low + 1 >= need else None
