"""Witnesses by walking: from one data set that fits the facts to others, moving one person at a time.

Each step of the walk changes every target by at most one, so the values a target takes along the way have no holes:
its least and greatest value prove all those between. Where the walk does not get far enough, `monitor.disclosure.
attack` asks the solver.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.disclosure.system import System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.int64]
    Small = NDArray[np.int8]
    Booleans = NDArray[np.bool_]

STEPS_WITHOUT_GAIN = 20
"""The walk ends when so many steps in a row brought no new value."""


@dataclass(frozen=True)
class Seen:
    """Per target the least and the greatest value met, all values between them included; shape (targets,)."""

    least: "Integers"
    greatest: "Integers"


@dataclass(frozen=True)
class Moves:
    """What each move does to the sums that are bounded (unknowns included) and to the targets.

    A move touches few sums, so those are listed: `touched` has the places of its sums, `by` what it adds to each, both
    of shape (moves, most touched by one). Where a move touches fewer, the last sum stands in, which is always nought.
    """

    touched: "Integers"
    by: "Integers"
    targets: "Small"
    """Shape (moves, targets); from -1 to 1."""

    def possible(self, low: "Integers", high: "Integers", state: "Integers") -> "Booleans":
        """The moves that leave every sum within its limits; those that are not touched are within them already."""
        import numpy as np

        up, down = (high - state)[self.touched], (low - state)[self.touched]
        return np.asarray(((self.by <= up) & (self.by >= down)).all(axis=1))

    def ways(self) -> "tuple[csr_matrix, csr_matrix]":
        """Which moves make a target rise, and which make it fall; shape (targets, moves)."""
        from scipy.sparse import csr_matrix

        return csr_matrix((self.targets.T == 1).astype(int)), csr_matrix((self.targets.T == -1).astype(int))


def moves_of(system: System) -> Moves:
    """Every move of one person between two options, or in or out where the number of answers is not known."""
    import numpy as np

    sums = np.concatenate([system.matrix, np.eye(len(system.upper), dtype=np.int64)]).T
    changes = np.concatenate(list(_steps(system, system.target_matrix.T)))
    return listed(np.concatenate(list(_steps(system, sums))), changes)


def listed(steps: "Integers", changes: "Integers") -> Moves:
    """The moves that change bounded sums, shape (moves, sums), and targets, shape (moves, targets), like this.

    Raises:
        ValueError: one changes a target by more than one.
    """
    import numpy as np

    if np.abs(changes).max(initial=0) > 1:
        raise ValueError("a step may change no target by more than one: values between would have no witness")
    move, place = np.nonzero(steps)
    number = np.bincount(move, minlength=len(steps))
    touched = np.full((len(steps), number.max(initial=0)), steps.shape[1], dtype=np.int64)
    by = np.zeros_like(touched)
    column = np.arange(len(move)) - np.repeat(np.cumsum(number) - number, number)
    touched[move, column], by[move, column] = place, steps[move, place]
    return Moves(touched, by, changes.astype(np.int8))


def _steps(system: System, sums: "Integers") -> "Iterator[Integers]":
    """What the moves do to sums of which each unknown has a row; moves that change no unknown are left out."""
    import numpy as np

    for unknowns, fixed in system.exchanges:
        own = sums[list(unknowns)]
        apart = ~np.eye(len(own), dtype=bool)
        yield (own[:, None, :] - own[None, :, :])[apart]
        if not fixed:
            yield own
            yield -own


def walk(system: System, start: "Integers", seed: int) -> Seen:
    """The values that targets take on a walk towards those that still lack some.

    Args:
        system: what the attacker knows.
        start: whole unknowns that satisfy it.
        seed: of the choice between moves; the outcome is a fact about the system, whatever the seed.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    moves = moves_of(system)
    rises, falls = moves.ways()
    low, high = _limits(system)
    state = np.concatenate([system.matrix @ start, start, [0]])
    value = system.target_matrix @ start
    need = np.array([target.need for target in system.targets])
    least, greatest, idle = value.copy(), value.copy(), 0
    while idle < STEPS_WITHOUT_GAIN:
        possible = moves.possible(low, high, state)
        if not possible.any():
            break
        before = np.minimum(greatest - least + 1, need).sum()
        least = np.minimum(least, value - (falls @ possible > 0))
        greatest = np.maximum(greatest, value + (rises @ possible > 0))
        lacking = np.flatnonzero(greatest - least + 1 < need)
        if not len(lacking):
            break
        idle = 0 if np.minimum(greatest - least + 1, need).sum() > before else idle + 1
        target = lacking[random.integers(len(lacking))]
        move = _towards(moves.targets[:, target], possible, random)
        state[moves.touched[move]] += moves.by[move]
        value = value + moves.targets[move]
    return Seen(least, greatest)


def _limits(system: System) -> "tuple[Integers, Integers]":
    """Least and greatest of every bounded sum, after those of every unknown, and of the sum that is nought."""
    import numpy as np

    zero = np.zeros(len(system.upper) + 1, dtype=np.int64)
    return np.concatenate([system.low, zero]), np.concatenate([system.high, np.array([*system.upper, 0])])


def _towards(change: "Small", possible: "Booleans", random: "np.random.Generator") -> int:
    """A possible move that changes the target, one way or the other; any possible one if there is none."""
    import numpy as np

    wanted = np.flatnonzero(possible & (change == 1 - 2 * int(random.integers(2))))
    found = wanted if len(wanted) else np.flatnonzero(possible)
    return int(found[random.integers(len(found))])
