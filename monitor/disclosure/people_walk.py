"""Witnesses by walking over whole people: one person changes one answer at a time.

Such a step changes every count by at most one, the counts of the scale too, so the values met have no holes. Each
data set on the way is counted again from its people and checked against everything known, in whole numbers; beside
it, every step that could be taken from it is a witness as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.definition.cutting import categories
from monitor.disclosure.people import Crowd, Room, room_of
from monitor.disclosure.system import System
from monitor.disclosure.walk import Moves, listed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Integers = NDArray[np.int64]
    Booleans = NDArray[np.bool_]
    Random = np.random.Generator

STEPS_WITHOUT_GAIN = 4
"""The walk ends when so many steps in a row brought no new value."""


@dataclass(frozen=True)
class Block:
    """What the moves of one item do: from one answer to another (0: none) in an atom.

    `places`: each move as a place in an array (atoms, answers, answers), flattened. `weights`: what it does to the
    sums that decide a category, shape (answers, answers, sums). `moves`: what it does to the bounded sums of the item,
    which are `bounded`, and to the targets that are `aims`; `rises` and `falls` are its ways.
    """

    item: int
    answers: int
    places: "Integers"
    weights: "Integers"
    moves: Moves
    bounded: "Integers"
    aims: "Integers"
    rises: "csr_matrix"
    falls: "csr_matrix"


@dataclass(frozen=True)
class Steps:
    """The steps that can be taken for one item from a data set.

    `category`: where each person would be with each answer, shape (people, answers); `free`: whether the scores
    allow it. `place`: the move that this is. `possible`: per move whether all sums and somebody allow it.
    """

    category: "Integers"
    free: "Booleans"
    place: "Integers"
    possible: "Booleans"


class Walk:
    """A walk over the data sets of a system with a derived scale."""

    def __init__(self, system: System) -> None:
        import numpy as np

        assert system.people is not None, "there is a derived scale"
        self.system, self.people = system, system.people
        self._blocks = [_block(system, item) for item in range(len(system.people.answers))]
        scores = list(system.people.scores)
        self._room: Room = room_of(system)
        self._unit = np.eye(len(scores) + 1, dtype=np.int64)[:, 1:]
        self._low, self._high = np.append(system.low, 0), np.append(system.high, 0)
        self._rescored = self._unit[None, :, :] - self._unit[:, None, :]
        self._aims = np.flatnonzero(system.target_matrix[:, scores].any(axis=1))
        self._of_scores = system.target_matrix[self._aims][:, scores]
        self._need = np.array([target.need for target in system.targets])
        self._met = {way: np.full(len(system.targets), np.iinfo(np.int64).min) for way in (-1, 1)}
        self._from: dict[tuple[int, int], Crowd] = {}

    def from_(self, crowd: Crowd, seen: "list[set[int]]", random: "Random") -> None:
        """Walk from a data set towards targets that lack values; what is met goes into `seen`, per target."""
        idle, lacking = 0, self._lacking(seen, range(len(seen)))
        while idle < STEPS_WITHOUT_GAIN:
            unknowns = crowd.unknowns(len(self.system.upper))
            assert self.system.holds(unknowns), "every data set on the way fits what is known"
            value = self.system.target_matrix @ unknowns
            steps = self._steps(crowd, unknowns)
            low, high = self._reached(value, crowd, steps)
            self._remember(low, high, crowd)
            gained = _look(seen, low, high, lacking)
            idle = 0 if gained else idle + 1
            lacking = self._lacking(seen, lacking)
            if not lacking:
                return
            wanted, every = self._taken(int(random.choice(lacking)), int(random.choice((-1, 1))), crowd, steps)
            if not len(every):
                return
            crowd = crowd.with_answer(*random.choice(wanted if len(wanted) else every).tolist())

    def furthest(self, target: int, way: int) -> "Integers":
        """The unknowns of a data set with the least (way -1) or greatest (1) value that was met of a target.

        It is one that the walk came by, or one step from there.
        """
        crowd, size = self._from[target, way], len(self.system.upper)
        unknowns = crowd.unknowns(size)
        if way * int(self.system.target_matrix[target] @ unknowns) < self._met[way][target]:
            steps = self._steps(crowd, unknowns)
            wanted, _every = self._taken(target, way, crowd, steps)
            unknowns = crowd.with_answer(*wanted[0].tolist()).unknowns(size)
        assert self.system.holds(unknowns), "every data set one step away fits what is known"
        return unknowns

    def _remember(self, low: "Integers", high: "Integers", crowd: Crowd) -> None:
        """Keep, per target and way, the data set from which the furthest value was met."""
        import numpy as np

        for way, values in ((-1, -low), (1, high)):
            self._from |= dict.fromkeys(((one, way) for one in np.flatnonzero(values > self._met[way]).tolist()), crowd)
            self._met[way] = np.maximum(self._met[way], values)

    def _lacking(self, seen: "list[set[int]]", places: Iterable[int]) -> list[int]:
        """Which of these targets have fewer values than they need."""
        return [place for place in places if len(seen[place]) < self._need[place]]

    def _steps(self, crowd: Crowd, unknowns: "Integers") -> list[Steps]:
        import numpy as np

        scores = unknowns[list(self.people.scores)]
        allowed = self._room.missed(scores + self._rescored) == 0
        state = np.append(self.system.matrix @ unknowns, 0)
        return [self._steps_of(block, crowd, allowed, state) for block in self._blocks]

    def _steps_of(self, block: Block, crowd: Crowd, allowed: "Booleans", state: "Integers") -> Steps:
        import numpy as np

        given = crowd.codes[:, block.item]
        category = categories(crowd.sums[:, None, :] + block.weights[given], self.people.least_answered)
        free = allowed[crowd.category[:, None], category]
        place = (crowd.atom * block.answers + given)[:, None] * block.answers + np.arange(block.answers)
        # a bounded sum of the item must stay inside
        inside = np.zeros(len(self.people.sizes) * block.answers**2, dtype=bool)
        low, high, now = (sums[block.bounded] for sums in (self._low, self._high, state))
        inside[block.places] = block.moves.possible(low, high, now)
        free &= inside[place]
        somebody = np.bincount(place[free], minlength=len(inside)) > 0
        return Steps(category, free, place, somebody[block.places])

    def _reached(self, value: "Integers", crowd: Crowd, steps: list[Steps]) -> tuple["Integers", "Integers"]:
        """The least and the greatest value of each target, here and one step away."""
        import numpy as np

        low, high = value.copy(), value.copy()
        moved = np.zeros((len(self._unit), len(self._unit)), dtype=bool)
        for block, step in zip(self._blocks, steps, strict=True):
            low[block.aims] -= block.falls @ step.possible > 0
            high[block.aims] += block.rises @ step.possible > 0
            people, answers = np.nonzero(step.free)
            moved[crowd.category[people], step.category[people, answers]] = True
        before, after = np.nonzero(moved)
        change = (self._unit[after] - self._unit[before]) @ self._of_scores.T
        low[self._aims] += change.min(axis=0, initial=0)
        high[self._aims] += change.max(axis=0, initial=0)
        return low, high

    def _taken(self, target: int, way: int, crowd: Crowd, steps: list[Steps]) -> tuple["Integers", "Integers"]:
        """The steps (person, item, answer) that change the target this way, and all steps; shape (steps, 3)."""
        import numpy as np

        wanted, every = [np.zeros((0, 3), dtype=np.int64)], []
        for block, step in zip(self._blocks, steps, strict=True):
            people, answers = np.nonzero(step.free)
            taken = np.stack([people, np.full(len(people), block.item), answers], axis=1)
            every.append(taken)
            if target in self._aims:
                change = self._unit[step.category[people, answers]] - self._unit[crowd.category[people]]
                wanted.append(taken[change @ self._of_scores[self._aims == target][0] == way])
            elif target in block.aims:
                effect = np.zeros(len(self.people.sizes) * block.answers**2, dtype=np.int64)
                effect[block.places] = block.moves.targets[:, block.aims == target][:, 0]
                wanted.append(taken[effect[step.place[people, answers]] == way])
        return np.concatenate(wanted), np.concatenate(every)


def _look(seen: "list[set[int]]", low: "Integers", high: "Integers", lacking: Sequence[int]) -> bool:
    """Note the values from the least to the greatest of targets that lack some; says whether there was a new one."""
    gained = False
    for place in lacking:
        fresh = set(range(int(low[place]), int(high[place]) + 1)) - seen[place]
        gained = gained or bool(fresh)
        seen[place] |= fresh
    return gained


def _block(system: System, item: int) -> Block:
    """The moves of one item; no answer is a place to move from and to only where the number of answers is open."""
    import numpy as np

    assert system.people is not None, "there is a derived scale"
    atoms, answers = system.people.answers[item], len(system.people.weights[item])
    mine = [unknown for options in atoms for unknown in options]
    bounded = np.flatnonzero(system.matrix[:, mine].any(axis=1))
    aims = np.flatnonzero(system.target_matrix[:, mine].any(axis=1))
    first = 1 if system.people.fixed else 0
    ways = [
        (atom, before, after)
        for atom in range(len(atoms))
        for before in range(first, answers)
        for after in range(first, answers)
        if before != after
    ]
    places = [(atom * answers + before) * answers + after for atom, before, after in ways]

    def changed(rows: "Integers") -> "Integers":
        of = [[np.zeros(len(rows), dtype=np.int64), *rows[:, list(options)].T] for options in atoms]
        return np.array([of[atom][after] - of[atom][before] for atom, before, after in ways])

    moves = listed(changed(system.matrix[bounded]), changed(system.target_matrix[aims]))
    weights = system.people.weights[item]
    # one more sum, which is always nought, for moves that touch few
    padded = np.append(bounded, len(system.bounds))
    return Block(item, answers, np.array(places), weights - weights[:, None, :], moves, padded, aims, *moves.ways())
