"""Which groups of two releases of one wave may hold the same people, read from the names of the groups.

A group is named by the classes it is made of; a stage of which no class is shown by the stage. Whoever gave no class,
and a class that the other release does not name, may be anywhere that the other release cannot place either.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.disclosure.groups import NO_GROUP_ID
from monitor.disclosure.release import Node


@dataclass(frozen=True)
class Leaf:
    """A finest group of one release: its classes, those that every release names, and how many forms it has."""

    release: int
    id: str
    classes: frozenset[str]
    forms: int
    elsewhere: frozenset[str]
    """Its classes that some other release does not name."""


def can_share(one: Leaf, other: Leaf) -> bool:
    """Whether somebody may be in both."""
    return bool(one.classes & other.classes or (one.elsewhere and other.elsewhere))


def leaves_of(number: int, nodes: Sequence[Node], releases: Sequence[Sequence[Node]]) -> list[Leaf]:
    """The finest groups of a release, with their classes as all releases of the wave name them."""
    classes = [_classes(own, releases) for own in releases]
    known = frozenset.intersection(*(frozenset().union(*of_one.values()) for of_one in classes)) - {NO_GROUP_ID}
    forms = {node.id: node.forms for node in nodes}
    return [Leaf(number, id, named, forms[id], named - known) for id, named in classes[number].items()]


def _classes(nodes: Sequence[Node], releases: Sequence[Sequence[Node]]) -> dict[str, frozenset[str]]:
    """By finest group the names of its classes; of a stage those that another release shows of it."""
    parents = {node.parent for node in nodes}
    leaves = [node for node in nodes if node.id not in parents]
    return {
        leaf.id: frozenset(name for part in _names(leaf) for name in _below(part, leaf, releases)) for leaf in leaves
    }


def _names(node: Node) -> list[str]:
    return node.id.rpartition("/")[2].split("+") if node.parent else [node.id]


def _below(name: str, leaf: Node, releases: Sequence[Sequence[Node]]) -> Iterator[str]:
    """The classes of a stage (of the school) that some release shows; a name with none below stands for itself."""
    path = f"{leaf.parent}/{name}" if leaf.parent else name
    found = [
        part
        for nodes in releases
        for node in nodes
        if node.id.startswith(f"{path}/") and node.id not in {other.parent for other in nodes}
        for part in _names(node)
    ]
    yield from found or [name]
