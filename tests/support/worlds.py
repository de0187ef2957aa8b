"""All possible worlds of a very small wave, counted person by person: the other way to the audit's answer.

Nothing here uses the attacker's system: a world says how many people of each class gave which answers, and an
output is possible in it if every published value is a neighbour of the true count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from monitor.definition.model import Item, ItemType, Survey
from monitor.disclosure.protect import Exact
from monitor.disclosure.release import EVERYONE, Fact, Node, Policy
from monitor.disclosure.system import System, Wave

Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

Person = Mapping[str, frozenset[str]]
"""What somebody answers: item to the options chosen (one, or those ticked); an item left out is not answered."""


def compositions(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to divide people over so many kinds."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, parts - 1):
            yield (first, *rest)


def every_kind(survey: Survey, *, skips: bool) -> list[Person]:
    """Every way to fill in a questionnaire; `skips`: items put to all may be left open (routed ones always may)."""
    people: list[Person] = [{}]
    for item in survey.items:
        people = [more for person in people for more in _with_answer(person, item, skips)]
    return people


def _with_answer(person: Person, item: Item, skips: bool) -> Iterator[Person]:
    shown = any(person.get(c.item, frozenset()) & set(c.options) for c in item.routing)
    if item.routing and not shown:
        yield person
        return
    if item.routing or skips:
        yield person
    for answer in _answers(item):
        yield {**person, item.id: answer}


def _answers(item: Item) -> Iterator[frozenset[str]]:
    if item.type is not ItemType.MULTIPLE:
        yield from (frozenset((code,)) for code in item.codes())
        return
    yield from (frozenset((option.code,)) for option in item.options if option.exclusive)
    others = [option.code for option in item.options if not option.exclusive]
    for size in range(1, len(others) + 1):
        yield from map(frozenset, combinations(others, size))


@dataclass(frozen=True)
class Worlds:
    """A questionnaire, its classes with their sizes, and the kinds of people there can be."""

    survey: Survey
    classes: Mapping[str, int]
    kinds: Sequence[Person]
    policy: Policy

    @cached_property
    def wave(self) -> Wave:
        total = sum(self.classes.values())
        nodes = [Node(id="school", parent="", label="school", level="school", forms=total)]
        if len(self.classes) > 1:
            nodes += [
                Node(id=name, parent="school", label=name, level="class", forms=forms)
                for name, forms in self.classes.items()
            ]
        return Wave(self.survey, tuple(nodes), self.policy)

    @cached_property
    def all(self) -> Integers:
        """Every world: how many people of each kind there are in each class; shape (worlds, classes, kinds)."""
        splits = [np.array(list(compositions(size, len(self.kinds)))) for size in self.classes.values()]
        places = np.indices([len(split) for split in splits]).reshape(len(splits), -1)
        return np.stack([split[place] for split, place in zip(splits, places, strict=True)], axis=1)

    @cached_property
    def _counted(self) -> dict[tuple[str, str, str], Integers]:
        return {}

    def count(self, item: str, node: str, options: str) -> Integers:
        """How many people of a node answered an item with one of these options (`*`: at all); shape (worlds,)."""
        if (item, node, options) not in self._counted:
            codes = frozenset(options.split("|"))
            counts = [item in kind and (options == EVERYONE or bool(kind[item] & codes)) for kind in self.kinds]
            places = [place for place, name in enumerate(self.classes) if node in ("school", name)]
            self._counted[item, node, options] = self.all[:, places].sum(axis=1) @ np.array(counts, dtype=np.int64)
        return self._counted[item, node, options]

    def exact(self, world: int) -> Exact:
        """The true counts in one world."""
        places = [(item, node.id) for item in self.survey.items for node in self.wave.nodes]
        return Exact(
            {(item.id, node): int(self.count(item.id, node, EVERYONE)[world]) for item, node in places},
            {
                (item.id, node): {code: int(self.count(item.id, node, code)[world]) for code in item.codes()}
                for item, node in places
            },
        )

    @cached_property
    def known(self) -> Integers:
        """What the attacker knows besides the facts: answers per class to the items put to all; (worlds, numbers)."""
        asked = [item.id for item in self.survey.items if not item.routing]
        classes = self.classes if len(self.classes) > 1 else ("school",)
        return np.stack([self.count(item, name, EVERYONE) for item in asked for name in classes], axis=1)

    def possible(self, facts: Sequence[Fact]) -> Booleans:
        """The worlds that can give these facts; a routed item that is missing had too few answers after rounding."""
        possible = np.ones(len(self.all), dtype=bool)
        for fact in facts:
            count = self.count(fact.item, fact.node, fact.options)
            possible &= (count - fact.base < fact.value) & (fact.value < count + fact.base)
        shown = {fact.item for fact in facts}
        for item in self.survey.items:
            if item.routing and item.id not in shown:
                base = self.wave.base(item)
                count = self.count(item.id, "school", EVERYONE)
                possible &= count // base * base - base + 1 < self.policy.k
        return possible

    def values(self, among: Booleans, system: System) -> dict[str, set[int]]:
        """By target the values it takes in these worlds."""
        found: dict[str, set[int]] = {}
        for target in system.targets:
            item, node, *options = target.name.split(" ")
            count = self.count(item, node, options[-1])
            if options[0] == "not":
                count = self.count(item, node, EVERYONE) - count
            found[target.name] = set(count[among].tolist())
        return found
