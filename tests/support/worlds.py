"""All possible worlds of a very small wave, counted person by person: the other way to the audit's answer.

Nothing here uses the attacker's system: a world says how many people of each class gave which answers, and an
output is possible in it if every published value is a neighbour of the true count.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

from monitor.definition.model import Item, ItemType, Survey
from monitor.disclosure.protect import Exact
from monitor.disclosure.release import EVERYONE, Fact, Node, Policy
from monitor.disclosure.system import System, Wave

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
class World:
    """How many people of each kind there are in each class."""

    kinds: Sequence[Person]
    classes: Mapping[str, tuple[int, ...]]

    def count(self, item: str, nodes: Sequence[str], options: str, everyone: bool = False) -> int:
        """How many people answered an item, or answered it with one of these options."""
        codes = frozenset(options.split("|"))
        return sum(
            number
            for node in nodes
            for kind, number in zip(self.kinds, self.classes[node], strict=True)
            if item in kind and (everyone or kind[item] & codes)
        )


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

    def parts(self, node: str) -> tuple[str, ...]:
        return tuple(self.classes) if node == "school" else (node,)

    def all(self) -> Iterator[World]:
        names = tuple(self.classes)
        for split in product(*(tuple(compositions(self.classes[name], len(self.kinds))) for name in names)):
            yield World(self.kinds, dict(zip(names, split, strict=True)))

    def exact(self, world: World) -> Exact:
        answers, options = {}, {}
        for item in self.survey.items:
            for node in self.wave.nodes:
                parts = self.parts(node.id)
                answers[item.id, node.id] = world.count(item.id, parts, "", everyone=True)
                options[item.id, node.id] = {code: world.count(item.id, parts, code) for code in item.codes()}
        return Exact(answers, options)

    def known(self, world: World) -> tuple[int, ...]:
        """What the attacker knows besides the facts: answers per class to the items put to all."""
        return tuple(
            world.count(item.id, (name,), "", everyone=True)
            for item in self.survey.items
            if not item.routing
            for name in self.classes
        )

    def possible(self, world: World, facts: Sequence[Fact]) -> bool:
        """Whether a world can give these facts; a routed item that is missing had too few answers after rounding."""
        for fact in facts:
            count = self.value(world, fact.item, fact.node, fact.options)
            if not count - fact.base < fact.value < count + fact.base:
                return False
        shown = {fact.item for fact in facts}
        for item in self.survey.items:
            if item.routing and item.id not in shown:
                base = self.wave.base(item)
                count = world.count(item.id, self.parts("school"), "", everyone=True)
                if count // base * base - base + 1 >= self.policy.k:
                    return False
        return True

    def value(self, world: World, item: str, node: str, options: str) -> int:
        return world.count(item, self.parts(node), options, everyone=options == EVERYONE)

    def values(self, worlds: Sequence[World], system: System) -> dict[str, set[int]]:
        """By target the values it takes in these worlds."""
        found: dict[str, set[int]] = {}
        for target in system.targets:
            item, node, *options = target.name.split(" ")
            for world in worlds:
                count = self.value(world, item, node, options[-1])
                if options[0] == "not":
                    count = self.value(world, item, node, EVERYONE) - count
                found.setdefault(target.name, set()).add(count)
        return found
