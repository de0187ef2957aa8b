"""The audit of linked items against all possible worlds: the same bounds, the same verdict."""

from random import Random

import numpy as np
import pytest

from monitor.definition.model import Item, ItemType
from monitor.disclosure.attack import attack
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import draw
from monitor.disclosure.release import Fact, Policy
from monitor.disclosure.solver import Solver
from tests.support.protection import item, survey
from tests.support.worlds import Worlds, every_kind

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
    random = Random(1)
    shown, hidden = 0, 0
    for place in random.sample(range(len(worlds.all)), len(worlds.all)):
        exact = worlds.exact(place)
        facts = tuple(draw(worlds.survey.items, exact, worlds.wave, random))
        routed = any(worlds.survey.item(fact.item).routing for fact in facts)
        shown, hidden = shown + routed, hidden + (not routed)
        if (shown if routed else hidden) > DRAWS or not facts:
            if min(shown, hidden) > DRAWS:
                break
            continue
        behind = (worlds.known == worlds.known[place]).all(axis=1) & worlds.possible(facts)
        system = system_of(worlds.survey.items, facts, worlds.wave, exact.answers)
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
    system = system_of(worlds.survey.items, (), worlds.wave, worlds.exact(0).answers)
    assert not system.holds(np.full(len(system.upper), 11))
    assert not system.holds(np.full(len(system.upper), -1))
