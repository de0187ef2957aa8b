"""Who checks the checker: releases with one leak each, and the attack that must find it."""

from dataclasses import replace
from random import Random

import pytest

from monitor.definition.model import ItemType
from monitor.disclosure.attack import attack
from monitor.disclosure.detail import counted_items
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import draw, exact_counts, protect_unit
from monitor.disclosure.release import EVERYONE, Fact
from monitor.disclosure.system import Bound, System, Wave, linked_units
from tests.support.protection import POLICY, SCALE, item, random_wave, satisfaction, survey

SCHOOL = survey(
    satisfaction(),
    item("contact", ("ja", "nee")),
    item("samen", ("goed", "slecht", "weet_niet"), favourable=("goed",), shown_if={"contact": ("ja",)}),
    item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
)
SIZES = {"1A": 23, "1B": 11, "2A": 24, "2B": 12, "3A": 25, "3B": 17}
STAGES = {"graad 1": ("1A", "1B"), "graad 2": ("2A", "2B"), "graad 3": ("3A", "3B")}
SEEDS = range(6)


class Case:
    """One set of linked items of a made-up school, protected."""

    def __init__(self, first: str, seed: int) -> None:
        counted, tree = random_wave(SCHOOL, SIZES, seed, stages=STAGES)
        units = linked_units(SCHOOL, counted_items(SCHOOL))
        self.unit = next(unit for unit in units if unit[0].id == first)
        self.wave = Wave(SCHOOL, tree.nodes, POLICY)
        self.exact = exact_counts(counted, tree, self.unit)
        self.random = Random(seed)
        self.facts = protect_unit(self.unit, self.exact, self.wave, self.random).facts

    def system(self, facts: tuple[Fact, ...]) -> System:
        return system_of(self.unit, facts, self.wave, self.exact.answers)

    def passes(self, facts: tuple[Fact, ...]) -> bool:
        return attack(self.system(facts)).passed

    def unrounded(self, fact: Fact) -> Fact:
        item = SCHOOL.item(fact.item)
        return replace(fact, value=self.exact.count(item, fact.node, fact.options), base=1)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("first", ["tevreden", "contact", "bronnen"])
def test_a_clean_release_passes(first: str, seed: int) -> None:
    case = Case(first, seed)
    assert case.passes(case.facts)


@pytest.mark.parametrize("seed", SEEDS)
def test_one_unrounded_count_is_caught(seed: int) -> None:
    case = Case("tevreden", seed)
    leak = case.random.choice([fact for fact in case.facts if fact.options != EVERYONE])
    assert not case.passes((*case.facts, case.unrounded(leak)))


@pytest.mark.parametrize("seed", SEEDS)
def test_noise_that_is_drawn_again_is_caught(seed: int) -> None:
    case = Case("tevreden", seed)
    again = tuple(draw(case.unit, case.exact, case.wave, case.random))
    assert not case.passes(case.facts + again)


@pytest.mark.parametrize("seed", SEEDS)
def test_exact_percentages_of_the_school_are_caught(seed: int) -> None:
    case = Case("tevreden", seed)
    exact = tuple(case.unrounded(fact) for fact in case.facts if fact.node == "school")
    assert not case.passes(case.facts + exact)


@pytest.mark.parametrize("seed", [0, 1, 2, 4, 5])  # in these enough people had contact to show the routed item
def test_the_exact_number_that_answered_a_routed_item_is_caught(seed: int) -> None:
    case = Case("contact", seed)
    (everyone,) = (fact for fact in case.facts if fact.item == "samen" and fact.options == EVERYONE)
    assert not case.passes((*case.facts, case.unrounded(everyone)))


def test_an_exact_mean_is_caught_where_it_narrows() -> None:
    caught = []
    for seed in SEEDS:
        case = Case("tevreden", seed)
        system = case.system(case.facts)
        mean = [_mean(case, system, node) for node in {fact.node for fact in case.facts}]
        caught.append(not attack(replace(system, bounds=(*system.bounds, *mean))).passed)
    assert any(caught)


def _mean(case: Case, system: System, node: str) -> Bound:
    """What a mean with one decimal over the scale points of a node tells, times twenty to stay whole."""
    scale = case.exact.options["tevreden", node]
    points = {code: place for place, code in enumerate(SCALE, start=1)}
    n = sum(scale[code] for code in SCALE)
    shown = round(10 * sum(points[code] * scale[code] for code in SCALE) / n)
    weights: dict[int, int] = {}
    for code in SCALE:
        target = next(t for t in system.targets if t.name == f"tevreden {node} {code}")
        for unknown in target.weights:
            weights[unknown] = 20 * points[code] - 2 * shown
    return Bound(weights, -n, n)


@pytest.mark.parametrize("first", ["tevreden", "bronnen"])
def test_facts_that_contradict_each_other_do_not_pass(first: str) -> None:
    case = Case(first, 0)
    fact = next(fact for fact in case.facts if fact.options != EVERYONE)
    finding = attack(case.system((*case.facts, replace(fact, value=fact.value + 30))))
    assert not finding.passed
    assert finding.min_values == 0
