"""The audit against all possible worlds: it accepts just what is safe, and every world has a way out."""

from itertools import product
from random import Random

import numpy as np
import pytest

from monitor.definition.model import Item, ItemType
from monitor.disclosure.attack import attack
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import draw
from monitor.disclosure.release import Fact, Policy
from monitor.disclosure.solver import Solver
from tests.support.protection import POLICY, item, survey
from tests.support.worlds import World, Worlds, every_kind

YES_NO = survey(item("veilig", ("ja", "nee"), favourable=("ja",)))
FIVE = survey(item("niveau", ("a", "b", "c", "d", "e")))
ALL_OPTIONS = Policy(k=10, base=3, base_sensitive=5, all_options_from=10, three_options_from=10)


def outputs(worlds: Worlds, world: World) -> set[tuple[Fact, ...]]:
    """Every draw that a world can give (items put to all: what is shown does not depend on the draw)."""
    drawn = list(draw(worlds.survey.items, worlds.exact(world), worlds.wave, Random(0)))
    choices = []
    for fact in drawn:
        count = worlds.value(world, fact.item, fact.node, fact.options)
        values = range(count - count % fact.base, count + (fact.base if count % fact.base else 1), fact.base)
        # The number who answered is known anyway: one of its roundings stands for all.
        values = values[:1] if fact.options == "*" else values
        choices.append([Fact(fact.node, fact.parent, fact.item, fact.kind, fact.options, v, fact.base) for v in values])
    return set(product(*choices))


def check_all(worlds: Worlds) -> None:
    base = worlds.wave.base(worlds.survey.items[0])
    sources: dict[tuple[Fact, ...], list[World]] = {}
    every = list(worlds.all())
    for world in every:
        for output in outputs(worlds, world):
            sources.setdefault(output, []).append(world)
    with_a_way_out = set()
    for output, behind in sources.items():
        system = system_of(worlds.survey.items, output, worlds.wave, worlds.exact(behind[0]).answers)
        found = worlds.values(behind, system)
        finding = attack(system)
        assert finding.passed == (min(len(values) for values in found.values()) >= base), output
        if finding.passed:
            with_a_way_out |= {id(world) for world in behind}
    assert len(with_a_way_out) == len(every)


@pytest.mark.parametrize(
    "worlds",
    [
        pytest.param(Worlds(YES_NO, {"A": 10, "B": 14}, every_kind(YES_NO, skips=False), POLICY), id="10+14"),
        pytest.param(
            Worlds(FIVE, {"school": 12}, every_kind(FIVE, skips=False), ALL_OPTIONS),
            id="12 people, 5 options",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            Worlds(YES_NO, {"A": 10, "B": 11, "C": 12}, every_kind(YES_NO, skips=False), POLICY),
            id="10+11+12",
            marks=pytest.mark.slow,
        ),
    ],
)
def test_the_audit_accepts_just_the_safe_outputs_and_no_world_is_without_one(worlds: Worlds) -> None:
    check_all(worlds)


TINY = Policy(k=1, base=3, base_sensitive=5, all_options_from=2, three_options_from=2)


def linked(classes: dict[str, int], *items: Item, skips: bool = False) -> Worlds:
    asked = survey(*items)
    return Worlds(asked, classes, every_kind(asked, skips=skips), TINY)


CONTACT, CHILD, OTHER = (item(name, ("ja", "nee")) for name in ("contact", "kind", "ander"))
LIST_OF_THREE = item("bronnen", ("brief", "gesprek", "site"), type=ItemType.MULTIPLE)
LIST = item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",))


def judged(**shown_if: tuple[str, ...]) -> Item:
    return item("oordeel", ("goed", "slecht"), favourable=("goed",), shown_if=shown_if)


LINKED = {
    "routed": linked({"school": 9}, CONTACT, judged(contact=("ja",)), skips=True),
    "routed twice": linked(
        {"school": 6},
        CONTACT,
        item("vaak", ("a", "b"), shown_if={"contact": ("ja",)}),
        judged(vaak=("b",)),
    ),
    "sensitive": linked(
        {"school": 9}, item("contact", ("ja", "nee"), sensitive=2), judged(contact=("ja",)), skips=True
    ),
    "two classes": linked({"A": 5, "B": 6}, CONTACT, judged(contact=("ja",))),
    "list": linked({"school": 6}, LIST, judged(bronnen=("brief", "geen"))),
    "part of a list": linked({"school": 4}, LIST_OF_THREE, judged(bronnen=("brief", "gesprek")), skips=True),
    "two ways": linked({"school": 6}, CHILD, OTHER, judged(kind=("ja",), ander=("ja",))),
    "two ways in two classes": linked({"A": 2, "B": 3}, CHILD, OTHER, judged(kind=("ja",), ander=("ja",))),
    "routed list": linked(
        {"school": 6},
        CONTACT,
        item(
            "hoe", ("mail", "bel", "niet"), type=ItemType.MULTIPLE, exclusive=("niet",), shown_if={"contact": ("ja",)}
        ),
    ),
}


DRAWS = 6
"""How many draws with the routed item shown are attacked, and how many with it hidden."""


@pytest.mark.parametrize("worlds", LINKED.values(), ids=LINKED)
def test_linked_items_are_bounded_as_by_counting_all_worlds(worlds: Worlds) -> None:
    every = list(worlds.all())
    known = [worlds.known(world) for world in every]
    random = Random(1)
    shown, hidden = 0, 0
    for place in random.sample(range(len(every)), len(every)):
        facts = tuple(draw(worlds.survey.items, worlds.exact(every[place]), worlds.wave, random))
        routed = any(worlds.survey.item(fact.item).routing for fact in facts)
        shown, hidden = shown + routed, hidden + (not routed)
        if (shown if routed else hidden) > DRAWS or not facts:
            if min(shown, hidden) > DRAWS:
                break
            continue
        behind = [w for w, n in zip(every, known, strict=True) if n == known[place] and worlds.possible(w, facts)]
        system = system_of(worlds.survey.items, facts, worlds.wave, worlds.exact(every[place]).answers)
        found = worlds.values(behind, system)
        solver = Solver(system)
        for row, target in zip(system.target_matrix, system.targets, strict=True):
            least, most = solver.least(row, whole=True), solver.least(-row, whole=True)
            assert least is not None
            assert most is not None
            ends = (round(least.value), round(-most.value))
            assert ends == (min(found[target.name]), max(found[target.name])), target.name
        needs = {target.name: target.need for target in system.targets}
        safe = all(len(values) >= needs[name] for name, values in found.items())
        assert attack(system).passed == safe
    assert shown


def exactly(node: str, asked: str, options: str, value: int) -> Fact:
    return Fact(node, "", asked, "partition", options, value, 1)


@pytest.mark.parametrize(
    ("worlds", "facts", "most"),
    [
        (
            linked({"A": 2, "B": 3}, CHILD, OTHER, judged(kind=("ja",), ander=("ja",))),
            [exactly(node, asked, "ja", n) for asked in ("kind", "ander") for node, n in (("A", 2), ("B", 0))],
            2,
        ),
        (
            linked({"school": 4}, LIST_OF_THREE, judged(bronnen=("brief", "gesprek")), skips=True),
            [exactly("school", "bronnen", code, 3) for code in ("brief", "gesprek")],
            3,
        ),
    ],
    ids=["nobody is led to an item twice", "nobody ticks without answering"],
)
def test_no_more_people_are_led_to_an_item_than_there_are(worlds: Worlds, facts: list[Fact], most: int) -> None:
    nodes = [node.id for node in worlds.wave.nodes]
    answered = {(one.id, node): n for one in worlds.survey.items for node, n in _answered(nodes, most).items()}
    shown = Fact("school", "", "oordeel", "partition", "*", most, 3)
    system = system_of(worlds.survey.items, (*facts, shown), worlds.wave, answered)
    everyone = next(target for target in system.targets if target.name == "oordeel school *")
    greatest = Solver(system).least(-system.dense([everyone.weights])[0], whole=True)
    assert greatest is not None
    assert round(-greatest.value) == most


def _answered(nodes: list[str], most: int) -> dict[str, int]:
    """In two classes everybody answered; in one school as many as ticked anything."""
    return {"school": 5, "A": 2, "B": 3} if len(nodes) > 1 else {"school": most}


def test_a_walk_and_the_solver_never_believe_a_data_set_that_does_not_fit() -> None:
    worlds = LINKED["routed"]
    world = next(iter(worlds.all()))
    system = system_of(worlds.survey.items, (), worlds.wave, worlds.exact(world).answers)
    assert not system.holds(np.full(len(system.upper), 11))
    assert not system.holds(np.full(len(system.upper), -1))
