"""T3: every data set of small waves, every draw of the noise: what is accepted, and what it leaves open.

The table of `privacy.md` 2.6. There one count per group was published whatever its size (`ONE_NUMBER`); what this
program publishes of groups from 30 and from 60 (`POLICY`) says more, so more draws are refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random

import numpy as np
import pytest
from scipy.stats import chisquare

from monitor.definition.model import Item, ItemType
from monitor.disclosure import protect
from monitor.disclosure.attack import Finding, attack
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import draw
from monitor.disclosure.release import EVERYONE, Fact, Policy
from monitor.disclosure.system import System
from tests.support.every_draw import EveryDraw, Place, every_draw, measured
from tests.support.evidence import check_row
from tests.support.protection import POLICY, item, survey
from tests.support.worlds import Worlds, every_kind

ONE_NUMBER = POLICY.model_copy(update={"all_options_from": 999, "three_options_from": 999})
BASE_5 = {"base": 5}
YES_NO = item("veilig", ("ja", "nee"), favourable=("ja",))
THREE = item("niveau", ("a", "b", "c"))
FIVE = item("niveau", ("a", "b", "c", "d", "e"))
LIST = item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",))
CONTACT = item("contact", ("ja", "nee"))
JUDGED = item("oordeel", ("goed", "slecht"), favourable=("goed",), shown_if={"contact": ("ja",)})
BULLIED = item("contact", ("ja", "nee"), sensitive=2)


def detailed(k: int = 10) -> Policy:
    """Every option is published from k answers."""
    return POLICY.model_copy(update={"k": k, "all_options_from": k, "three_options_from": k})


@dataclass(frozen=True)
class Small:
    """A small wave: its classes, what was asked, and which classes or options can be told apart by name only."""

    policy: Policy
    sizes: tuple[int, ...]
    items: tuple[Item, ...]
    alike: frozenset[str] = field(default=frozenset())

    def worlds(self) -> Worlds:
        asked = survey(*self.items)
        names = "ABCD" if len(self.sizes) > 1 else ("school",)
        return Worlds(asked, dict(zip(names, self.sizes, strict=False)), every_kind(asked, skips=False), self.policy)


def small(policy: Policy, sizes: Sequence[int], *items: Item, alike: Sequence[str] = ()) -> Small:
    return Small(policy, tuple(sizes), items, frozenset(alike))


LISTED = {
    "2 classes 10+14, yes/no": small(ONE_NUMBER, (10, 14), YES_NO),
    "3 classes 10+11+12, yes/no": small(ONE_NUMBER, (10, 11, 12), YES_NO),
    "3 classes 22+24+25, yes/no": small(ONE_NUMBER, (22, 24, 25), YES_NO),
    "4 classes of 10, yes/no": small(ONE_NUMBER, (10, 10, 10, 10), YES_NO, alike="ABCD"),
    "2 classes 11+12, 3 options": small(detailed(), (11, 12), THREE, alike="abc"),
    "1 class of 12, 5 options": small(detailed(), (12,), FIVE, alike="abcde"),
    "3 classes 22+24+25, yes/no, base 5": small(ONE_NUMBER.model_copy(update=BASE_5), (22, 24, 25), YES_NO),
}
MORE = {
    "10+11+12, detail by size": small(POLICY, (10, 11, 12), YES_NO),
    "routed question, 18 people": small(POLICY, (18,), CONTACT, JUDGED),
    "routed question, 18 people, base 5": small(POLICY, (18,), BULLIED, JUDGED),
    "routed question, 2 classes 5+6, k = 5": small(detailed(k=5), (5, 6), CONTACT, JUDGED),
    "list with an exclusive option, 14 people": small(detailed(), (14,), LIST, alike=("brief", "gesprek")),
    "the same list, 2 classes 5+6, k = 5": small(detailed(k=5), (5, 6), LIST, alike=("brief", "gesprek")),
}
WORLDS = LISTED | MORE
DRAWS = 600


def places_of(worlds: Worlds) -> tuple[Place, ...]:
    """Where counts are published, as the program says; the numbers who answered an item put to all are known."""
    random, found = Random(1), {}
    last = len(worlds.all) - 1
    for world in (0, last, *(random.randint(0, last) for _ in range(20))):
        for fact in draw(worlds.survey.items, worlds.exact(world), worlds.wave, random):
            if fact.options != EVERYONE or worlds.survey.item(fact.item).routing:
                found[fact.item, fact.node, fact.options] = None
    assert {item for item, _node, _options in found} == {one.id for one in worlds.survey.items}
    return tuple(found)


def judge(draws: EveryDraw, alike: frozenset[str]) -> Callable[[int], bool]:
    """Whether the program accepts an output: the facts of each group alone, then all of them.

    Outputs that differ only in the names of what is alike are attacked once. Of those that the counts of one option in
    all groups give away already, one in five is attacked as a whole too.
    """
    worlds = draws.worlds
    answered = worlds.exact(0).answers

    @cache
    def stands(facts: tuple[Fact, ...]) -> bool:
        return attack(system_of(worlds.survey.items, facts, worlds.wave, answered)).passed

    verdicts: dict[object, bool] = {}

    def accepts(output: int) -> bool:
        facts = draws.facts(output)
        if (like := canonical(facts, alike)) not in verdicts:
            in_groups = all(map(stands, parts(facts, "node")))
            spared = len(verdicts) % 5 > 0 and not all(map(stands, parts(facts, "options")))
            verdicts[like] = in_groups and not spared and stands(facts)
        return verdicts[like]

    return accepts


def parts(facts: Sequence[Fact], by: str) -> list[tuple[Fact, ...]]:
    """The facts of each item by node, or by options."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        found.setdefault((fact.item, getattr(fact, by)), []).append(fact)
    return [tuple(part) for part in found.values()]


def canonical(facts: Sequence[Fact], alike: frozenset[str]) -> object:
    """The same for outputs that become each other when names that are alike are swapped."""
    blocks: dict[str, list[tuple[str, ...] | int]] = {}
    for fact in facts:
        name = next((name for name in (fact.node, fact.options) if name in alike), "")
        rest = tuple(part for part in (fact.item, fact.node, fact.options) if part != name)
        blocks.setdefault(name, []).extend((rest, fact.value))
    fixed = blocks.pop("", [])
    return tuple(fixed), tuple(sorted(map(repr, blocks.values())))


@pytest.mark.slow
@pytest.mark.parametrize("name", WORLDS)
def test_t3_every_world_has_an_accepted_output_and_each_leaves_enough_values(name: str) -> None:
    case = WORLDS[name]
    worlds = case.worlds()
    draws = every_draw(worlds, places_of(worlds))
    row, accepted = measured(draws, judge(draws, case.alike))
    base = min(worlds.wave.base(one) for one in worlds.survey.items)
    assert (accepted == draws.safe()).all()
    assert row.without_output == 0
    assert row.values_left >= base
    cells = (
        name,
        f"{row.worlds:,}",
        str(row.without_output),
        f"{row.least_accepted:.3f}",
        f"{row.rejected:.3f}",
        f"**{row.values_left}**",
        f"{row.guess_mean:.2f} / {row.guess_most:.2f}",
    )
    check_row("worlds", cells)


@pytest.mark.parametrize(
    ("name", "people"),
    [("2 classes 10+14, yes/no", [(9, 1), (13, 1)]), ("routed question, 18 people", [(6, 4, 7, 1)])],
)
def test_t3_the_program_draws_what_the_plain_scheme_draws(
    name: str, people: list[tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Single counts and groups are drawn again before the whole (decision 13): the chances are those of the whole."""
    worlds = WORLDS[name].worlds()
    draws = every_draw(worlds, places_of(worlds))
    world = next(place for place, split in enumerate(worlds.all.tolist()) if split == list(map(list, people)))
    verdicts: dict[str, Finding] = {}

    def remembered(system: System) -> Finding:
        key = repr((system.bounds, system.targets))
        return verdicts[key] if key in verdicts else verdicts.setdefault(key, attack(system))

    monkeypatch.setattr(protect, "attack", remembered)
    mine = draws.world == world
    outputs, chances = draws.output[mine], np.where(draws.safe()[draws.output[mine]], draws.chance[mine], 0)
    place_of = {frozenset(draws.facts(output)): place for place, output in enumerate(outputs.tolist())}
    random, seen = Random(3), np.zeros(len(outputs))
    for _ in range(DRAWS):
        facts = protect.protect_unit(worlds.survey.items, worlds.exact(world), worlds.wave, random).facts
        told = frozenset(f for f in facts if f.options != EVERYONE or worlds.survey.item(f.item).routing)
        seen[place_of[told]] += 1
    drawn = chances > 0
    assert not seen[~drawn].any()
    assert chisquare(seen[drawn], DRAWS * chances[drawn] / chances.sum()).pvalue > 0.01
