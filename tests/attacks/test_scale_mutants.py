"""Leaks in a release with a derived scale, and the attack that must find each."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from monitor.counting.tally import tally
from monitor.definition.derived import derived_item
from monitor.disclosure.attack import attack
from monitor.disclosure.detail import counted_items
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import exact_counts, protect_unit
from monitor.disclosure.release import EVERYONE, Fact
from monitor.disclosure.system import Bound, Wave, linked_units
from tests.support.protection import POLICY, answers, satisfaction, survey
from tests.support.scale_worlds import scale_of

ITEMS = [satisfaction(name) for name in ("sfeer", "veilig", "graag")]
ASKED = survey(*ITEMS)
SCALE = scale_of(ITEMS, "2.5", "3.5")
CLASSES = ("1A", "1B", "2A")
SEEDS = range(3)


class Case:
    """A made-up school of three classes in which answers to one question go with those to another."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        people = []
        for label in CLASSES:
            for _person in range(random.randint(20, 28)):
                mood = random.gauss(3.6, 1)
                given = {one.id: one.codes()[min(4, max(0, round(mood + random.gauss(0, 0.7)) - 1))] for one in ITEMS}
                people.append((label, {n: "weet_niet" if random.random() < 0.08 else c for n, c in given.items()}))
        counted = tally(answers(ASKED, people), ASKED, [SCALE])
        tree = reporting_tree(counted.forms_by_group(), {}, POLICY.k)
        self.wave = Wave(ASKED, tree.nodes, POLICY, (SCALE,))
        (self.unit,) = linked_units(ASKED, counted_items(ASKED, [SCALE]))
        self.exact = exact_counts(counted, tree, self.unit)
        self.facts = protect_unit(self.unit, self.exact, self.wave, Random(seed)).facts

    def passes(self, *more: Fact) -> bool:
        return attack(system_of(self.unit, self.facts + more, self.wave, self.exact.answers)).passed

    def unrounded(self, fact: Fact) -> Fact:
        item = next(one for one in self.unit if one.id == fact.item)
        return replace(fact, value=self.exact.count(item, fact.node, fact.options), base=1)

    def of_scale(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.item == SCALE.id]


case = cache(Case)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_clean_release_passes_at_closing_and_from_the_files(seed: int) -> None:
    one = case(seed)
    assert one.passes()
    assert attack(system_of(one.unit, one.facts, one.wave, None)).passed
    assert {fact.node for fact in one.of_scale()} == {"school"}
    assert {fact.options for fact in one.of_scale()} == {EVERYONE, "c0", "c1", "c2"}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_exact_count_of_a_category_is_caught(seed: int) -> None:
    one = case(seed)
    for fact in one.of_scale():
        assert not one.passes(one.unrounded(fact)), fact


@pytest.mark.parametrize("seed", SEEDS)
def test_an_exact_mean_of_the_scale_is_caught_where_it_narrows(seed: int) -> None:
    """The mean category (1, 2, 3) to three decimals, with the exact number it is a mean of."""
    one = case(seed)
    system = system_of(one.unit, one.facts, one.wave, one.exact.answers)
    assert system.people is not None
    counts = [one.exact.options[SCALE.id, "school"][step.code] for step in SCALE.categories]
    n = sum(counts)
    shown = round(1000 * sum(place * count for place, count in enumerate(counts, start=1)) / n)
    weights = {unknown: 1000 * place - shown for place, unknown in enumerate(system.people.scores, start=1)}
    mean = Bound(weights, -n // 2, n // 2)
    everyone = Bound(dict.fromkeys(system.people.scores, 1), n, n)
    assert not attack(replace(system, bounds=(*system.bounds, mean, everyone))).passed


def test_counts_that_no_people_can_have_do_not_pass() -> None:
    one = case(0)
    (top,) = (fact for fact in one.of_scale() if fact.options == "c2")
    finding = attack(system_of(one.unit, (*one.facts, replace(top, value=top.value + 30)), one.wave, None))
    assert not finding.passed
    assert finding.min_values == 0


def test_items_and_scale_are_attacked_together() -> None:
    """Each item alone allows nobody or some to be sure; all exactly at the top leave the scale one value."""
    one = case(0)
    n = one.wave.forms["school"]
    answered = {(item.id, node.id): node.forms for item in one.unit for node in one.wave.nodes}
    top = [Fact("school", "", item.id, "partition", "zeer_tevreden", n, 1) for item in ITEMS]
    shown = Fact("school", "", SCALE.id, "partition", "c2", n - n % 3, 3)
    alone = attack(system_of((derived_item(SCALE, ASKED),), (shown,), one.wave, answered))
    together = attack(system_of(one.unit, (*top, shown), one.wave, answered))
    assert alone.passed
    assert not together.passed
