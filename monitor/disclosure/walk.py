"""Witnesses by walking: from one data set that fits the facts to others, moving one person at a time.

Each step of the walk changes every target by at most one, so the values a target takes along the way have no holes:
its least and greatest value prove all those between. Where the walk does not get far enough, `monitor.disclosure.
attack` asks the solver.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.disclosure.system import System

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Small = NDArray[np.int16]

STEPS_WITHOUT_GAIN = 8
"""The walk ends when so many steps in a row brought no new value."""
INT16 = 32767
"""Moves are kept small to be quick; more room than this is room enough."""


@dataclass(frozen=True)
class Seen:
    """Per target the least and the greatest value met, all values between them included; shape (targets,)."""

    least: "Integers"
    greatest: "Integers"


@dataclass(frozen=True)
class Moves:
    """What each move does to the sums that are bounded (unknowns included) and to the targets; (moves, sums)."""

    sums: "Small"
    targets: "Small"


def moves_of(system: System) -> Moves:
    """Every move of one person between two options, or in or out where the number of answers is not known."""
    import numpy as np

    size = len(system.upper)
    identity = np.eye(size, dtype=np.float32)
    rows = []
    for unknowns, fixed in system.exchanges:
        own = identity[list(unknowns)]
        swaps = (own[:, None, :] - own[None, :, :]).reshape(-1, size)
        rows.append(swaps[swaps.any(axis=1)])
        if not fixed:
            rows += [own, -own]
    steps = np.concatenate(rows)
    sums = np.concatenate([steps @ system.matrix.T.astype(np.float32), steps], axis=1)
    changes = np.rint(steps @ system.target_matrix.T.astype(np.float32)).astype(np.int16)
    if np.abs(changes).max(initial=0) > 1:
        raise ValueError("a step may change no target by more than one: values between would have no witness")
    return Moves(np.rint(sums).astype(np.int16), changes)


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
    room = _Room(system, moves, np.concatenate([system.matrix @ start, start]))
    by_target = np.ascontiguousarray(moves.targets.T, dtype=np.int8)
    raises, lowers = by_target == 1, by_target == -1
    value = system.target_matrix @ start
    need = np.array([target.need for target in system.targets])
    least, greatest, idle = value.copy(), value.copy(), 0
    lacking = np.flatnonzero(greatest - least + 1 < need)
    while len(lacking) and idle < STEPS_WITHOUT_GAIN and (possible := room.possible()).any():
        before = (greatest - least)[lacking].sum()
        up, down = (raises[lacking] & possible).any(axis=1), (lowers[lacking] & possible).any(axis=1)
        greatest[lacking] = np.maximum(greatest[lacking], value[lacking] + up)
        least[lacking] = np.minimum(least[lacking], value[lacking] - down)
        idle = 0 if (greatest - least)[lacking].sum() > before else idle + 1
        lacking = lacking[(greatest - least + 1 < need)[lacking]]
        if len(lacking):
            move = _towards(possible, by_target[lacking[random.integers(len(lacking))]], random)
            room.take(move)
            value = value + moves.targets[move]
            least, greatest = np.minimum(least, value), np.maximum(greatest, value)
    return Seen(least, greatest)


class _Room:
    """How much room the bounded sums leave, and which moves it admits, kept up from step to step.

    A move is possible while no sum stands in its way: one that has less room than the move takes. Few sums change in a
    step, so only what those admit is looked at again.
    """

    def __init__(self, system: System, moves: Moves, state: "Integers") -> None:
        import numpy as np

        low, high = _limits(system)
        self._sums = moves.sums
        self._steps = np.ascontiguousarray(moves.sums.T)  # a row per sum
        self._up, self._down = high - state, state - low
        self._in_the_way = self._stopped_by(np.arange(len(state)))

    def possible(self) -> "NDArray[np.bool_]":
        """Whether each move is possible."""
        import numpy as np

        return np.asarray(self._in_the_way == 0)

    def take(self, move: int) -> None:
        """Make a move."""
        import numpy as np

        change = self._sums[move]
        sums = np.flatnonzero(change)
        self._in_the_way -= self._stopped_by(sums)
        self._up[sums] -= change[sums]
        self._down[sums] += change[sums]
        self._in_the_way += self._stopped_by(sums)

    def _stopped_by(self, sums: "Integers") -> "NDArray[np.int16]":
        """How many of these sums stand in the way of each move."""
        import numpy as np

        up, down = (np.minimum(room[sums], INT16).astype(np.int16) for room in (self._up, self._down))
        steps = self._steps[sums]
        stopped = (steps > up[:, None]) | (steps < -down[:, None])
        return np.asarray(stopped.sum(axis=0, dtype=np.int16))


def _limits(system: System) -> "tuple[Integers, Integers]":
    """Least and greatest of every bounded sum and, after those, of every unknown."""
    import numpy as np

    zero = np.zeros(len(system.upper), dtype=np.int64)
    return (
        np.concatenate([system.low, zero]),
        np.concatenate([system.high, np.array(system.upper, dtype=np.int64)]),
    )


def _towards(possible: "NDArray[np.bool_]", change: "Small", random: "np.random.Generator") -> int:
    """A possible move that changes a target, one way or the other; any of the possible ones if there is none."""
    import numpy as np

    wanted = np.flatnonzero(possible & (change == 1 - 2 * int(random.integers(2))))
    if not len(wanted):
        wanted = np.flatnonzero(possible)
    return int(wanted[random.integers(len(wanted))])
