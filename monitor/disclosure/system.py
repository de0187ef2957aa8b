"""What an attacker knows of a wave, as a system of whole numbers: unknowns, bounds, and what must stay uncertain.

`monitor.disclosure.knowledge` says what is known; here is the form in which it is attacked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from monitor.definition.derived import DerivedItem, DerivedScale
from monitor.definition.model import Item, Survey
from monitor.disclosure.policy import base_of
from monitor.disclosure.release import Node, Policy

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

Weights = Mapping[int, int]
"""A sum of unknowns: unknown to weight."""


@dataclass(frozen=True)
class People:
    """How the answers of single people make the unknowns of a system with a derived scale.

    `sizes`: people per atom. `answers`: per item and atom the unknown of each option. `weights`: per item what each
    answer (none first) adds to the sums that decide a category, see `monitor.definition.cutting`. `scores`: the unknown
    of each category, for everybody together. `fixed`: how many people of an atom answered an item is known. `untold`:
    per item whether that is not known and nothing of the item is shown; people may have answered it anyhow.
    """

    sizes: tuple[int, ...]
    answers: tuple[tuple[tuple[int, ...], ...], ...]
    weights: tuple["Integers", ...]
    least_answered: int
    scores: tuple[int, ...]
    fixed: bool
    untold: tuple[bool, ...]

    @cached_property
    def cells(self) -> "Integers":
        """The unknown that an answer counts for, counted from 1 (no answer: 0); shape (items, atoms, answers)."""
        import numpy as np

        most = max(len(weights) for weights in self.weights)
        cells = np.zeros((len(self.answers), len(self.sizes), most), dtype=np.int64)
        for item, atoms in enumerate(self.answers):
            for atom, options in enumerate(atoms):
                cells[item, atom, 1 : 1 + len(options)] = np.array(options, dtype=np.int64) + 1
        return cells


@dataclass(frozen=True)
class Bound:
    """A sum of unknowns lies between two numbers."""

    weights: Weights
    low: int
    high: int


@dataclass(frozen=True)
class Target:
    """A count that must keep at least `need` possible values."""

    name: str
    weights: Weights
    need: int


@dataclass(frozen=True)
class System:
    """Whole unknowns from 0 to `upper`, their bounds, and the targets.

    `exchanges` are the sets of unknowns between which a person can move (the options of an item in an atom), each
    with whether its sum is known.
    """

    upper: tuple[int, ...]
    bounds: tuple[Bound, ...]
    targets: tuple[Target, ...]
    exchanges: tuple[tuple[tuple[int, ...], bool], ...]
    meaning: tuple[tuple[str, str, str], ...] = ()
    """Per unknown the item, the group and the option that it counts; empty words where it only helps to reckon."""
    people: "People | None" = None
    """With a derived scale: what the unknowns are of each person; a data set counts only if people can have it."""

    def dense(self, rows: Iterable[Weights]) -> "Integers":
        """Sums of unknowns as a matrix (rows, unknowns)."""
        import numpy as np

        rows = tuple(rows)
        matrix = np.zeros((len(rows), len(self.upper)), dtype=np.int64)
        for place, weights in enumerate(rows):
            matrix[place, list(weights)] = list(weights.values())
        return matrix

    @cached_property
    def matrix(self) -> "Integers":
        """The bounded sums, shape (bounds, unknowns)."""
        return self.dense(bound.weights for bound in self.bounds)

    @cached_property
    def target_matrix(self) -> "Integers":
        """The sums to protect, shape (targets, unknowns)."""
        return self.dense(target.weights for target in self.targets)

    @cached_property
    def low(self) -> "Integers":
        """Least value of each bounded sum."""
        import numpy as np

        return np.array([bound.low for bound in self.bounds], dtype=np.int64)

    @cached_property
    def high(self) -> "Integers":
        """Greatest value of each bounded sum."""
        import numpy as np

        return np.array([bound.high for bound in self.bounds], dtype=np.int64)

    def holds(self, unknowns: "Integers") -> bool:
        """Whether whole numbers satisfy the system; exact."""
        import numpy as np

        sums = self.matrix @ unknowns
        return bool(
            (unknowns >= 0).all()
            and (unknowns <= np.array(self.upper)).all()
            and (sums >= self.low).all()
            and (sums <= self.high).all()
        )


@dataclass(frozen=True)
class Pair:
    """Two made-up data sets that both agree with everything known: in one a target is least, in the other greatest."""

    least: "Integers"
    greatest: "Integers"


@dataclass(frozen=True)
class Wave:
    """What is the same for all systems of a wave.

    `surely`: so many forms can only be those of k different people, where that is more than k (a family may send one
    per child). It follows from who sent how many forms, and from no answer.
    """

    survey: Survey
    nodes: tuple[Node, ...]
    policy: Policy
    scales: tuple[DerivedScale, ...] = ()
    surely: int = 0

    @property
    def proves_k(self) -> int:
        """So many answers can only be those of k different people, whoever gave them."""
        return max(self.policy.k, self.surely)

    @cached_property
    def forms(self) -> dict[str, int]:
        """Forms received per node."""
        return {node.id: node.forms for node in self.nodes}

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The parts of each node."""
        return {node.id: tuple(child.id for child in self.nodes if child.parent == node.id) for node in self.nodes}

    @cached_property
    def school(self) -> str:
        """The id of the node of everybody."""
        return self.nodes[0].id

    @property
    def wholes(self) -> tuple[str, ...]:
        """The groups that an item is counted in which is shown for the whole school only."""
        return (self.school,)

    @property
    def caps(self) -> "tuple[tuple[tuple[str, ...], int], ...]":
        """Groups of which the number of forms is known only together: the atoms, and how many forms they have."""
        return ()

    def base(self, item: Item) -> int:
        """To what the counts of an item are rounded."""
        return base_of(item, self.survey, self.policy)

    def atoms(self, shown: Iterable[str], node: str | None = None) -> tuple[str, ...]:
        """The finest groups of which something is shown; they add up to the node (the school)."""
        shown, node = set(shown), node or self.school
        if not any(self._within[child] & shown for child in self.children[node]):
            return (node,)
        return tuple(atom for child in self.children[node] for atom in self.atoms(shown, child))

    @cached_property
    def _within(self) -> dict[str, frozenset[str]]:
        """Each node with all that lies below it."""
        within: dict[str, frozenset[str]] = {}
        for node in reversed(self.nodes):  # parts come after their whole
            within[node.id] = frozenset({node.id}).union(*(within[child] for child in self.children[node.id]))
        return within

    def inside(self, node: str, atoms: Sequence[str]) -> tuple[str, ...]:
        """The atoms that make up a node."""
        within = self._within[node]
        return tuple(atom for atom in atoms if atom in within)


def linked_units(survey: Survey, items: Sequence[Item]) -> tuple[tuple[Item, ...], ...]:
    """The items in sets that routing or a derived scale ties together, each set in the order of the items."""
    unit_of = {item.id: {item.id} for item in items}
    for item in items:
        for name in _tied_to(item):
            if name in unit_of:
                together = unit_of[item.id] | unit_of[name]
                unit_of |= dict.fromkeys(together, together)
    units = dict.fromkeys(frozenset(unit_of[item.id]) for item in items)
    return tuple(tuple(item for item in items if item.id in unit) for unit in units)


def _tied_to(item: Item) -> tuple[str, ...]:
    if isinstance(item, DerivedItem):
        return item.made_of.items
    return tuple(condition.item for condition in item.routing)
