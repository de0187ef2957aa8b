"""A derived scale against all possible worlds: what is accepted is safe, and every world has a way out."""

from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from monitor.definition.model import Item
from monitor.disclosure.attack import attack
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import protect_unit
from monitor.disclosure.release import Fact, Policy
from tests.support.evidence import check_row
from tests.support.protection import item, survey
from tests.support.scale_worlds import ScaleWorlds, scale_of

SMALL = Policy(k=3, base=3, base_sensitive=5, all_options_from=2, three_options_from=2)


def question(name: str, points: int, unknown: tuple[str, ...] = ()) -> Item:
    codes = tuple("abc"[:points])
    return item(name, (*codes, *unknown), values=True, unknown=unknown, favourable=codes[-1:])


def worlds(n: int, points: int, classes: dict[str, int], *cuts: str, skips: bool = False, dk: bool = False,
           reversed: tuple[str, ...] = ()) -> ScaleWorlds:  # fmt: skip
    items = [question(f"v{place}", points, ("weet_niet",) if dk else ()) for place in range(n)]
    return ScaleWorlds(survey(*items), scale_of(items, *cuts, reversed=reversed), classes, SMALL, skips)


WORLDS = {
    "2 items x 3 options, 7 people": worlds(2, 3, {"school": 7}, "1.5", "2.5"),
    "2 items x 3 options, reversed, 7 people": worlds(2, 3, {"school": 7}, "1.5", "2.5", reversed=("v1",)),
    "2 items x 3 options, 5 people, unanswered": worlds(2, 3, {"school": 5}, "1.5", "2.5", skips=True),
    "3 items x 2 options, 7 people": worlds(3, 2, {"school": 7}, "1.5", "2"),
    "2 items x 2 options and don't know, 6 people": worlds(2, 2, {"school": 6}, "2", dk=True),
    "2 items x 2 options and don't know, 5 people, unanswered": worlds(2, 2, {"school": 5}, "2", dk=True, skips=True),
    "2 items x 2 options, classes of 5 and 5": worlds(2, 2, {"A": 5, "B": 5}, "2"),
}


def draws(one: ScaleWorlds, number: int, seed: int) -> Iterator[tuple[int, tuple[Fact, ...]]]:
    """Draws of worlds taken at random, none of them attacked before."""
    random = Random(seed)
    for world in random.sample(range(len(one.all)), number):
        exact = one.exact(world)
        facts = []
        for asked in one.unit:
            facts += one.drawn(asked, exact, random)
        yield world, tuple(facts)


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
def test_what_is_accepted_leaves_every_target_its_values_whoever_counts(name: str) -> None:
    one = WORLDS[name]
    known, accepted, unsafe, least = one.known(), 0, 0, SMALL.base_sensitive
    outputs = [*draws(one, 6, seed=1), *accepted_outputs(one, 6)]
    for world, facts in outputs:
        system = system_of(one.unit, facts, one.wave, one.exact(world).answers)
        left = one.fewest(system, one.possible(facts) & (known == known[world]).all(axis=1))
        if attack(system).passed:
            accepted += 1
            unsafe += any(left[target.name] < target.need for target in system.targets)
            least = min(least, *left.values())
    assert accepted >= 6  # those that were drawn until accepted, at the least
    assert not unsafe
    row = (name, f"{len(one.all):,}", str(len(outputs)), str(accepted), str(unsafe), f"**{least}**")
    check_row("scales", row)


def accepted_outputs(one: ScaleWorlds, number: int) -> Iterator[tuple[int, tuple[Fact, ...]]]:
    for world in Random(2).sample(range(len(one.all)), number):
        yield world, protect_unit(one.unit, one.exact(world), one.wave, Random(world)).facts


def test_every_world_has_an_accepted_output() -> None:
    """Outputs that were accepted in one world count for all that could have given them, by the same known numbers."""
    one = WORLDS["2 items x 2 options and don't know, 6 people"]
    known = one.known()
    without = np.ones(len(one.all), dtype=bool)
    outputs = 0
    while without.any():
        world = int(np.flatnonzero(without)[0])
        facts = protect_unit(one.unit, one.exact(world), one.wave, Random(outputs)).facts
        behind = one.possible(facts) & (known == known[world]).all(axis=1)
        assert behind[world]
        without &= ~behind
        outputs += 1
