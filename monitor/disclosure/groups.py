"""The reporting tree of a wave: school, stages, classes, merged until no group smaller than k can be derived.

Only numbers of forms and of people decide, never an answer. Every form is in exactly one leaf, every parent is the sum
of its children, and the forms of every leaf are those of at least k people (a family that sent one per child is one):
so whatever is added to or taken from whatever is shown, no forms of 1 to k-1 people come out (rule P1,
`docs/privacy.md`).
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from monitor.disclosure.policy import FLOOR_K
from monitor.disclosure.release import Node
from monitor.errors import PrivacyRefused
from monitor.texts import _, n_

SCHOOL = "school"
NO_GROUP = ""
NO_GROUP_ID = "zonder-groep"
Level = Literal["stage", "class"]
People = Callable[[Collection[str]], int]
"""How many different people are behind the forms of some classes."""


@dataclass(frozen=True)
class Tree:
    """The nodes, parents before children, and which class labels (`""`: none given) each is made of."""

    nodes: tuple[Node, ...]
    members: Mapping[str, tuple[str, ...]]

    def children(self, node: str) -> tuple[str, ...]:
        """The ids of the parts of a node; empty for a leaf."""
        return tuple(child.id for child in self.nodes if child.parent == node)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The ids of the finest groups."""
        parents = {node.parent for node in self.nodes}
        return tuple(node.id for node in self.nodes if node.id not in parents)


@dataclass(frozen=True)
class _Group:
    """Classes, or stages with their classes, that are shown as one."""

    names: tuple[str, ...]
    """Labels as declared; `""` is everyone without a class."""
    members: tuple[str, ...]
    forms: int
    count: People
    parts: "tuple[_Group, ...]" = ()

    @property
    def people(self) -> int:
        """How many different people sent these forms: not the sum over the classes, as a family is in several."""
        return self.count(self.members)

    def with_(self, other: "_Group") -> "_Group":
        return _Group(
            self.names + other.names,
            self.members + other.members,
            self.forms + other.forms,
            self.count,
            self.parts + other.parts,
        )


def reporting_tree(
    group_counts: Mapping[str, int], stages: Mapping[str, Sequence[str]], k: int, people: People | None = None
) -> Tree:
    """The reporting tree for so many forms per class label (`""`: no class given).

    `stages` are the workspace's stages with their classes in order. Without stages the classes stand directly
    under the school; with stages, a label that belongs to none counts as no class given. So does, without stages,
    a label of fewer than `FLOOR_K` people: the school did not declare it, and it may be one person's own words.
    `people` tells how many different people are behind the forms of some classes; without it, as many as forms.

    Raises:
        PrivacyRefused: the forms are those of fewer than `k` people in all.
    """
    count = people or (lambda labels: sum(group_counts[label] for label in labels))
    _require_enough(sum(group_counts.values()), count(tuple(group_counts)), k)
    parts = _stages(group_counts, stages, k, count) if stages else _classes(group_counts, k, count)
    level: Level = "stage" if stages else "class"
    if len(parts) == 1:
        # One stage is the school itself: its classes stand directly under the school.
        parts, level = parts[0].parts, "class"
    school = _Group((SCHOOL,), tuple(group_counts), sum(group_counts.values()), count, parts)
    return _as_tree(school, level)


def _require_enough(forms: int, people: int, k: int) -> None:
    if people >= k:
        return
    remedy = _("Wait for more responses, and import them before you close the wave.")
    if forms < k:
        message = n_(
            "There is one response; results are made from {k} responses.",
            "There are {n} responses; results are made from {k} responses.",
            forms,
        )
    else:
        message = _("There are {n} responses of too few families; results are made from the responses of {k} families.")
    raise PrivacyRefused(message.format(n=forms, k=k), remedy=remedy)


def _classes(counts: Mapping[str, int], k: int, people: People) -> "tuple[_Group, ...]":
    labels = sorted((one for one in counts if one != NO_GROUP and people((one,)) >= FLOOR_K), key=_natural)
    classes = _merged([_Group((label,), (label,), counts[label], people) for label in labels], k)
    return _with_rest(classes, _rest(counts, labels, people), k)


def _stages(
    counts: Mapping[str, int], stages: Mapping[str, Sequence[str]], k: int, people: People
) -> "tuple[_Group, ...]":
    known = [label for labels in stages.values() for label in labels]
    groups = []
    for stage, labels in stages.items():
        classes = tuple(_Group((label,), (label,), counts[label], people) for label in labels if counts.get(label))
        if classes:
            members = tuple(label for part in classes for label in part.members)
            groups.append(_Group((stage,), members, sum(part.forms for part in classes), people, classes))
    whole = _with_rest(_merged(groups, k), _rest(counts, known, people), k)
    return tuple(_with_classes(stage, k) for stage in whole)


def _with_classes(stage: _Group, k: int) -> _Group:
    """The stage with its classes merged until each has k people; those without a class join the smallest."""
    rest = next((part for part in stage.parts if part.names == (NO_GROUP,)), None)
    classes = _merged([part for part in stage.parts if part is not rest], k)
    parts = classes if rest is None else _with_rest(classes, rest, k)
    return replace(stage, parts=parts if len(parts) > 1 else ())


def _rest(counts: Mapping[str, int], known: Sequence[str], people: People) -> _Group:
    labels = tuple(label for label in counts if label not in known and counts[label])
    return _Group((NO_GROUP,), labels, sum(counts[label] for label in labels), people)


def _with_rest(groups: "tuple[_Group, ...]", rest: _Group, k: int) -> "tuple[_Group, ...]":
    """Everyone without a class is a group of its own; if too small, it joins the smallest one, by name."""
    if rest.forms == 0:
        return groups
    if not groups or min(rest.people, *(group.people for group in groups)) >= k:
        return (*groups, rest)
    smallest = min(groups, key=lambda group: group.people)
    inside = replace(rest, parts=(rest,)) if smallest.parts else rest
    return tuple(group.with_(inside) if group is smallest else group for group in groups)


def _merged(groups: "Sequence[_Group]", k: int) -> "tuple[_Group, ...]":
    """Neighbours put together until each has at least k people (or one is left)."""
    merged = list(groups)
    while len(merged) > 1 and min(group.people for group in merged) < k:
        place = min(range(len(merged)), key=lambda n: merged[n].people)
        beside = [n for n in (place - 1, place + 1) if 0 <= n < len(merged)]
        first, second = sorted((place, min(beside, key=lambda n: merged[n].people)))
        merged[first : second + 1] = [merged[first].with_(merged[second])]
    return tuple(merged)


def _natural(label: str) -> list[tuple[int, str]]:
    parts = re.split(r"(\d+)", label.casefold())
    return [(int(part), "") if part.isdecimal() else (0, part) for part in parts]


def _as_tree(school: _Group, level: Level) -> Tree:
    root = Node(id=SCHOOL, parent="", label=_("Whole school"), level="school", forms=school.forms)
    nodes, members = [root], {SCHOOL: school.members}
    for part in school.parts:
        outer = _node(part, SCHOOL, level)
        inner = [(group, _node(group, outer.id, "class")) for group in part.parts]
        nodes += [outer, *(node for _group, node in inner)]
        members |= {outer.id: part.members} | {node.id: group.members for group, node in inner}
    return Tree(tuple(nodes), members)


def _node(group: _Group, parent: str, level: Level) -> Node:
    named = [name.replace("%", "%25").replace("/", "%2F") if name else NO_GROUP_ID for name in group.names]
    return Node(
        id=f"{parent}/{'+'.join(named)}",
        parent=parent,
        label=_label(group.names),
        level=level,
        forms=group.forms,
    )


def _label(names: tuple[str, ...]) -> str:
    """Names in a sentence: "1A, 1B en 1C"; whoever gave no class is named last."""
    shown = [name for name in names if name]
    if NO_GROUP in names:
        shown.append(_("no class given"))
    if len(shown) == 1:
        return shown[0]
    return _("{names} and {last}").format(names=", ".join(shown[:-1]), last=shown[-1])
