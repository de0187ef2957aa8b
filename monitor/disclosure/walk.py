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

STEPS_WITHOUT_GAIN = 20
"""The walk ends when so many steps in a row brought no new value."""


INT16 = (-32768, 32767)
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
    low, high = _limits(system)
    state = np.concatenate([system.matrix @ start, start])
    value = system.target_matrix @ start
    need = np.array([target.need for target in system.targets])
    least, greatest, idle = value.copy(), value.copy(), 0
    while idle < STEPS_WITHOUT_GAIN:
        up, down = (np.clip(room, *INT16).astype(np.int16) for room in (high - state, low - state))
        possible = np.flatnonzero(((moves.sums <= up) & (moves.sums >= down)).all(axis=1))
        if not len(possible):
            break
        change = moves.targets[possible]
        gained = np.minimum(greatest - least + 1, need).sum()
        least = np.minimum(least, value + change.min(axis=0))
        greatest = np.maximum(greatest, value + change.max(axis=0))
        lacking = np.flatnonzero(greatest - least + 1 < need)
        if not len(lacking):
            break
        idle = 0 if np.minimum(greatest - least + 1, need).sum() > gained else idle + 1
        move = _towards(change, lacking[random.integers(len(lacking))], random)
        state = state + moves.sums[possible[move]]
        value = value + change[move]
    return Seen(least, greatest)


def _limits(system: System) -> "tuple[Integers, Integers]":
    """Least and greatest of every bounded sum and, after those, of every unknown."""
    import numpy as np

    zero = np.zeros(len(system.upper), dtype=np.int64)
    return (
        np.concatenate([system.low, zero]),
        np.concatenate([system.high, np.array(system.upper, dtype=np.int64)]),
    )


def _towards(change: "Small", target: int, random: "np.random.Generator") -> int:
    """A move that changes the target, one way or the other; any move if there is none."""
    import numpy as np

    wanted = np.flatnonzero(change[:, target] == 1 - 2 * int(random.integers(2)))
    return int(wanted[random.integers(len(wanted))] if len(wanted) else random.integers(len(change)))
