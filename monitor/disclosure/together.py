"""All releases of one wave as one thing to attack: the same people, counted more than once.

Somebody closed a copy of the workspace, or put a backup back and closed the wave again; a respondent was added, or
the groups were made otherwise. Whoever has both releases knows more than from either. Here people are divided into
*blocks*: the finest groups that some release shows, and by which of the releases they are in. `Together` is a wave
whose atoms are those blocks, so that the attack on one release (`monitor.disclosure.knowledge`) attacks them all.

Source: `docs/privacy.md`; earlier releases of the same wave as x2 = x1 + d, d >= 0, sum d = n2 - n1.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations, islice, product

from monitor.definition.model import Item, Survey
from monitor.disclosure.detail import counted_items
from monitor.disclosure.release import Fact, Node, Policy, Release
from monitor.disclosure.same_classes import Leaf, can_share, leaves_of
from monitor.disclosure.system import Bound, System, Wave

MOST_BLOCKS = 150
"""More blocks than this come of groups that have nothing to do with each other: such releases are not attacked."""


@dataclass(frozen=True)
class Block:
    """People who are in some of the releases, in one group of each; `most`: how many there can be."""

    groups: Mapping[int, str]
    """By release, the finest group of it that they are in."""
    most: int

    @property
    def name(self) -> str:
        """The releases and the groups, in braces: whoever is in just these is not everybody of a node."""
        return "{" + " & ".join(named(number, group) for number, group in self.groups.items()) + "}"


@dataclass(frozen=True)
class Together(Wave):
    """A wave made of several releases: its nodes are those of each (`2:school/1A`), its atoms the blocks."""

    parts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By node, whole or block: the blocks and wholes inside."""
    most: Mapping[str, int] = field(default_factory=dict)
    """By node, whole or block: how many people there can be."""
    blocks: tuple[str, ...] = ()
    everyone: tuple[str, ...] = ()
    together: tuple[tuple[tuple[str, ...], int], ...] = ()

    @cached_property
    def forms(self) -> dict[str, int]:
        """The most people per node and block."""
        return dict(self.most)

    @property
    def wholes(self) -> tuple[str, ...]:
        """Everybody, by which of the releases they are in."""
        return self.everyone

    @property
    def caps(self) -> tuple[tuple[tuple[str, ...], int], ...]:
        """The forms of groups that several blocks make up."""
        return self.together

    def atoms(self, shown: Iterable[str], node: str | None = None) -> tuple[str, ...]:
        """The blocks; they were made for what is shown."""
        return self.blocks

    def inside(self, node: str, atoms: Sequence[str]) -> tuple[str, ...]:
        """The blocks that make up a node."""
        return tuple(atom for atom in atoms if atom in self.parts[node])


@dataclass(frozen=True)
class Releases:
    """The releases of one wave, in the order in which they are named."""

    each: tuple[Release, ...]

    @cached_property
    def waves(self) -> tuple[Wave, ...]:
        """Each release as a wave of its own."""
        return tuple(Wave(one.manifest.survey, one.manifest.nodes, one.manifest.policy) for one in self.each)

    @cached_property
    def survey(self) -> Survey:
        """The questionnaire of the first, with the items that only later ones have."""
        items = {item.id: item for one in reversed(self.each) for item in one.manifest.survey.items}
        first = [item.id for item in self.each[0].manifest.survey.items]
        order = dict.fromkeys((*first, *items))
        return self.each[0].manifest.survey.model_copy(update={"items": tuple(items[id] for id in order)})

    @cached_property
    def policy(self) -> Policy:
        """What protects most of what any of them was made with."""
        policies = [one.manifest.policy for one in self.each]
        names = Policy.model_fields
        return Policy(**{name: max(getattr(policy, name) for policy in policies) for name in names})

    def asked_otherwise(self) -> tuple[str, ...]:
        """The items that the releases do not count alike: these cannot be attacked as one."""
        counted = [item for one in self.each for item in counted_items(one.manifest.survey)]
        alike: dict[str, set[object]] = {}
        for item in counted:
            alike.setdefault(item.id, set()).add(_as_counted(item))
        return tuple(item for item, ways in alike.items() if len(ways) > 1)

    @cached_property
    def people(self) -> tuple[Block, ...]:
        """Everybody, in blocks by the finest groups of each release; none where the numbers of forms contradict."""
        nodes = [wave.nodes for wave in self.waves]
        leaves = [leaves_of(number, own, nodes) for number, own in enumerate(nodes)]
        found = (block for component in _components(leaves) for block in _blocks(component, len(self.each)))
        blocks = tuple(islice(found, MOST_BLOCKS + 1))
        if len(blocks) > MOST_BLOCKS:
            return blocks
        sizes = zip(blocks, self._most_in(blocks), strict=True)
        return tuple(replace(block, most=size) for block, size in sizes if size)

    def too_different(self) -> bool:
        """Whether the groups have so little to do with each other that nobody could attack them as one."""
        return len(self.people) > MOST_BLOCKS

    def smallest_group(self) -> int:
        """How many people the smallest group has that can be told apart from these releases together.

        Somebody who has all of them can take one group away from another: what is left may be a single person.
        0 where the numbers of forms contradict each other.
        """
        return min((block.most for block in self.people), default=0)

    def _most_in(self, blocks: Sequence[Block]) -> list[int]:
        """How many people there can be in each block at most, given the forms of every group of every release."""
        from monitor.disclosure.solver import Solver

        bounds = []
        for number, wave in enumerate(self.waves):
            for leaf in wave.atoms(wave.forms):
                inside = [place for place, block in enumerate(blocks) if block.groups.get(number) == leaf]
                bounds.append(Bound(dict.fromkeys(inside, 1), wave.forms[leaf], wave.forms[leaf]))
        system = System(tuple(block.most for block in blocks), tuple(bounds), (), ())
        solver = Solver(system)
        rows = system.dense({place: -1} for place in range(len(blocks)))
        found = [solver.least(row, whole=True) for row in rows]
        return [round(-one.value) if one else 0 for one in found]

    def wave_for(self, unit: Sequence[Item]) -> Together:
        """The wave in which the facts of linked items are attacked together: blocks by what is shown of them."""
        names = {item.id for item in unit if not item.routing}
        shown = [{fact.node for fact in one.facts if fact.item in names} for one in self.each]
        atoms = [wave.atoms(nodes) for wave, nodes in zip(self.waves, shown, strict=True)]
        schools = [(wave.school,) for wave in self.waves]
        blocks, wholes = (
            _joined(self.people, list(map(self._above, self.waves, groups))) for groups in (atoms, schools)
        )
        most = {one.name: one.most for one in (*blocks, *wholes)}
        most |= {named(number, node): n for number, wave in enumerate(self.waves) for node, n in wave.forms.items()}
        school = max((named(number, wave.school) for number, wave in enumerate(self.waves)), key=most.__getitem__)
        return Together(
            survey=self.survey,
            nodes=(Node(id=school, parent="", label="", level="school", forms=most[school]),),
            policy=self.policy,
            parts=dict(self._parts(blocks, wholes, atoms)),
            most=most,
            blocks=tuple(block.name for block in blocks),
            everyone=tuple(whole.name for whole in wholes),
            together=tuple(self._caps(blocks, atoms)),
        )

    def _parts(
        self, blocks: Sequence[Block], wholes: Sequence[Block], atoms: Sequence[Sequence[str]]
    ) -> Iterator[tuple[str, frozenset[str]]]:
        """By node, whole and block: the blocks and wholes inside."""
        yield from ((block.name, frozenset({block.name})) for block in blocks)
        for whole in wholes:
            inside = {block.name for block in blocks if block.groups.keys() == whole.groups.keys()}
            yield whole.name, frozenset({whole.name, *inside})
        for number, wave in enumerate(self.waves):
            for node in wave.forms:
                within = wave.inside(node, atoms[number])
                inside = {block.name for block in blocks if block.groups.get(number) in within}
                there = {whole.name for whole in wholes if number in whole.groups and node == wave.school}
                yield named(number, node), frozenset(inside | there)

    @staticmethod
    def _above(wave: Wave, atoms: Sequence[str]) -> dict[str, str]:
        """By finest group of a release the atom that it lies in."""
        leaves = wave.atoms(wave.forms)
        return {leaf: atom for atom in atoms for leaf in wave.inside(atom, leaves)}

    def _caps(self, blocks: Sequence[Block], atoms: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[str, ...], int]]:
        """The groups of which the blocks might hold more people than the group has."""
        for number, groups in enumerate(atoms):
            for group in groups:
                inside = [block for block in blocks if block.groups.get(number) == group]
                if sum(block.most for block in inside) > self.waves[number].forms[group]:
                    yield tuple(block.name for block in inside), self.waves[number].forms[group]

    def facts(self) -> tuple[Fact, ...]:
        """The facts of all of them, each with its node named by its release."""
        return tuple(
            replace(fact, node=named(number, fact.node), parent="")
            for number, one in enumerate(self.each)
            for fact in one.facts
        )


def named(number: int, node: str) -> str:
    """The name of a node of one release among the nodes of all."""
    return f"{number + 1}:{node}"


def _as_counted(item: Item) -> object:
    options = tuple((option.code, option.value, option.exclusive) for option in item.options)
    return item.type, options, item.routing, item.sensitive


def _components(leaves: Sequence[Sequence[Leaf]]) -> list[list[list[Leaf]]]:
    """The finest groups of all releases in sets that hold the same people; in each, a list per release."""
    every = [leaf for of_one in leaves for leaf in of_one]
    set_of = {leaf: {leaf} for leaf in every}
    for one, other in combinations(every, 2):
        if one.release != other.release and can_share(one, other):
            together = set_of[one] | set_of[other]
            set_of |= dict.fromkeys(together, together)
    sets = {frozenset(one) for one in set_of.values()}
    ordered = sorted(sets, key=lambda one: min(every.index(leaf) for leaf in one))
    return [[[leaf for leaf in of_one if leaf in one] for of_one in leaves] for one in ordered]


def _blocks(component: Sequence[Sequence[Leaf]], releases: int) -> Iterator[Block]:
    """The blocks of groups that hold the same people: whoever is in the smallest of them is in all.

    Two releases with as many forms are about the same people; one with more has all of those and the newcomers.
    """
    forms = [sum(leaf.forms for leaf in leaves) for leaves in component]
    before = 0
    for size in sorted(set(forms) - {0}):
        there = [number for number in range(releases) if forms[number] >= size]
        for leaves in product(*(component[number] for number in there)):
            if all(can_share(one, other) for one, other in combinations(leaves, 2)):
                groups = {number: leaf.id for number, leaf in zip(there, leaves, strict=True)}
                yield Block(groups, min(size - before, *(leaf.forms for leaf in leaves)))
        before = size


def _joined(blocks: Iterable[Block], above: Sequence[Mapping[str, str]]) -> list[Block]:
    """Blocks put together that lie in the same groups above."""
    most: dict[tuple[tuple[int, str], ...], int] = {}
    for block in blocks:
        key = tuple((number, above[number][group]) for number, group in block.groups.items())
        most[key] = most.get(key, 0) + block.most
    return [Block(dict(key), size) for key, size in most.items()]
