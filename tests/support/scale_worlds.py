"""All possible worlds of a very small wave with a derived scale, counted person by person.

Nothing here uses the attacker's system or the program's scores: a world says how many people of each class filled in
the questionnaire in each possible way, and the category of a way is worked out with fractions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import product
from random import Random

import numpy as np

from monitor.definition.derived import DerivedScale, ScaleCategory, derived_item
from monitor.definition.model import Item, Survey
from monitor.disclosure.protect import Exact, draw_in, shown_nodes
from monitor.disclosure.release import EVERYONE, Fact, Node, Policy
from monitor.disclosure.system import System, Wave
from tests.support.worlds import compositions

Way = tuple[str | None, ...]
"""One way to fill in: an option per item, None where it was left open."""


def scale_of(items: Sequence[Item], *cuts: str, reversed: Sequence[str] = ()) -> DerivedScale:
    """A scale over items, its categories c0, c1, ... of which the highest is the favourable one."""
    steps = [ScaleCategory(code=f"c{n}", label={"nl": f"c{n}"}, least=cut) for n, cut in enumerate((None, *cuts))]
    return DerivedScale(
        id="schaal",
        title={"nl": "schaal"},
        items=tuple(item.id for item in items),
        reversed=tuple(reversed),
        categories=tuple(steps),
        favourable=(steps[-1].code,),
    )


def category(scale: DerivedScale, items: Sequence[Item], way: Way) -> str | None:
    """The category of somebody who filled in this way: the mean of the answered items, at least half answered."""
    points = []
    for item, code in zip(items, way, strict=True):
        value = next((option.value for option in item.options if option.code == code), None)
        values = [option.value for option in item.options if option.value is not None]
        if value is not None:
            points.append(min(values) + max(values) - value if item.id in scale.reversed else value)
    if 2 * len(points) < len(items) or not points:
        return None
    mean = Fraction(sum(points), len(points))
    return [step.code for step in scale.categories if step.least is None or mean >= Fraction(step.least)][-1]


@dataclass(frozen=True)
class ScaleWorlds:
    """A questionnaire with one scale over all its items, the classes with their sizes, and who may skip."""

    survey: Survey
    scale: DerivedScale
    classes: Mapping[str, int]
    policy: Policy
    skips: bool

    @cached_property
    def unit(self) -> tuple[Item, ...]:
        return (*self.survey.items, derived_item(self.scale, self.survey))

    @cached_property
    def wave(self) -> Wave:
        total = sum(self.classes.values())
        nodes = [Node(id="school", parent="", label="school", level="school", forms=total)]
        if len(self.classes) > 1:
            nodes += [Node(id=n, parent="school", label=n, level="class", forms=f) for n, f in self.classes.items()]
        return Wave(self.survey, tuple(nodes), self.policy, (self.scale,))

    @cached_property
    def ways(self) -> list[Way]:
        return list(product(*[(*item.codes(), *((None,) if self.skips else ())) for item in self.survey.items]))

    @cached_property
    def all(self) -> np.ndarray:
        """Every world: how many people of each class answered in each way; shape (worlds, classes, ways)."""
        each = [list(compositions(size, len(self.ways))) for size in self.classes.values()]
        return np.array(list(product(*each)), dtype=np.int8)

    def among(self, item: str, options: str) -> np.ndarray:
        """Which ways are counted for a set of options of an item or of the scale."""
        if item == self.scale.id:
            given = [category(self.scale, self.survey.items, way) for way in self.ways]
        else:
            place = [one.id for one in self.survey.items].index(item)
            given = [way[place] for way in self.ways]
        return np.array([code is not None and (options == EVERYONE or code in options.split("|")) for code in given])

    def counts(self, item: str, node: str, options: str) -> np.ndarray:
        """The count in every world."""
        key = (item, node, options)
        if key not in self._counts:
            per_class = self.all @ self.among(item, options).astype(np.int8)
            names = list(self.classes)
            chosen = per_class if node == "school" else per_class[:, [names.index(node)]]
            self._counts[key] = chosen.sum(axis=1, dtype=np.int64)
        return self._counts[key]

    @cached_property
    def _counts(self) -> dict[tuple[str, str, str], np.ndarray]:
        return {}

    def exact(self, world: int) -> Exact:
        answers, options = {}, {}
        for item in self.unit:
            for node in self.wave.nodes:
                answers[item.id, node.id] = int(self.counts(item.id, node.id, EVERYONE)[world])
                options[item.id, node.id] = {c: int(self.counts(item.id, node.id, c)[world]) for c in item.codes()}
        return Exact(answers, options)

    def drawn(self, item: Item, exact: Exact, random: Random) -> list[Fact]:
        """One draw of the facts of an item, that no attack has seen."""
        return [
            f for node in shown_nodes(item, exact, self.wave) for f in draw_in(item, node, exact, self.wave, random)
        ]

    def known(self) -> np.ndarray:
        """What the attacker knows beside the facts: answers per item and class; shape (worlds, items * classes)."""
        leaves = [node.id for node in self.wave.nodes if node.parent] or ["school"]
        return np.stack([self.counts(i.id, leaf, EVERYONE) for i in self.survey.items for leaf in leaves], axis=1)

    def possible(self, facts: Sequence[Fact]) -> np.ndarray:
        """Which worlds can give these facts; a scale that is missing had too few scores after rounding."""
        fits = np.ones(len(self.all), dtype=bool)
        for fact in facts:
            count = self.counts(fact.item, fact.node, fact.options)
            fits &= (count - fact.base < fact.value) & (fact.value < count + fact.base)
        if self.scale.id not in {fact.item for fact in facts}:
            base, scores = self.wave.base(self.unit[-1]), self.counts(self.scale.id, "school", EVERYONE)
            fits &= scores // base * base - base + 1 < self.policy.k
        return fits

    def fewest(self, system: System, behind: np.ndarray) -> dict[str, int]:
        """By target how many values it takes in these worlds."""
        found = {}
        for target in system.targets:
            item, node, *options = target.name.split(" ")
            count = self.counts(item, node, options[-1])[behind]
            if options[0] == "not":
                count = self.counts(item, node, EVERYONE)[behind] - count
            found[target.name] = len(np.unique(count))
        return found
