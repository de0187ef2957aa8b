"""A school that asked some questions of a scale and not the others: closing it takes the tries of any other wave.

Of a question that hardly anybody answered nothing is shown, and who has the files alone knows nothing of it. The
search for people once kept to what the solver happened to propose for it, found nobody, and refused draw upon draw.
"""

from collections.abc import Iterator
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import tally
from monitor.disclosure.attack import attack
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import Exact, exact_counts, protect_unit, shown_nodes
from monitor.disclosure.release import Fact, Policy
from monitor.disclosure.system import Wave
from tests.disclosure.test_scale_witnesses import PARENTS, SCALES, UNIT
from tests.support.protection import POLICY, item, survey
from tests.support.scale_worlds import ScaleWorlds, scale_of

(SCALE,) = SCALES
ITEMS = [item(f"v{place}", ("a", "b"), values=True, favourable=("b",)) for place in range(3)]
SMALL = Policy(k=3, base=3, base_sensitive=5, all_options_from=2, three_options_from=2)
WORLDS = ScaleWorlds(survey(*ITEMS), scale_of(ITEMS, "2"), {"school": 4}, SMALL, skips=True)


def narrow(asked: tuple[str, ...], answered_all: int, seed: int) -> tuple[Exact, Wave]:
    """Sixty parents in four classes, nearly all content, who were put these questions; so many were put the others."""
    dice = np.random.default_rng(seed)
    content, codes = dice.normal(size=60), {}
    for name in SCALE.items:
        points = np.digitize(0.9 * content + 0.45 * dice.normal(size=60), (-3, -2.2, -1.6, 0.3))
        codes[name] = np.where((name in asked) | (np.arange(60) < answered_all), points + 1, 0).astype(np.int8)
    labels = ("1A", "2A", "3A", "4A")
    answers = AnonymousAnswers(PARENTS.id, labels, (np.arange(60) % 4 + 1).astype(np.int16), codes)
    counted = tally(answers, PARENTS, SCALES)
    tree = reporting_tree(counted.forms_by_group(), {}, POLICY.k)
    return exact_counts(counted, tree, UNIT), Wave(PARENTS, tree.nodes, POLICY, tuple(SCALES))


@pytest.mark.parametrize(
    ("asked", "answered_all", "seeds"),
    [(SCALE.items[:2], 0, range(1, 3)), (SCALE.items[1:3], 4, range(5, 7)), (SCALE.items[:1], 0, range(1))],
    ids=["two questions", "two, and four people who answered all", "one question"],
)
def test_people_are_found_for_what_the_files_tell(asked: tuple[str, ...], answered_all: int, seeds: range) -> None:
    for seed in seeds:
        exact, wave = narrow(asked, answered_all, seed)
        drawn = [protect_unit(part, exact, wave, Random(seed)).facts for part in ([one] for one in UNIT)]
        facts = tuple(fact for part in drawn for fact in part)
        assert {fact.item for fact in facts} - {SCALE.id} == set(asked)
        assert attack(system_of(UNIT, facts, wave, None)).passed


def outputs(number: int) -> Iterator[tuple[Fact, ...]]:
    """Of worlds in which the last question alone is not shown: a draw, what is accepted, and that with a leak."""
    random, answers = Random(5), [WORLDS.counts(one.id, "school", "*") for one in ITEMS]
    narrow_worlds = np.flatnonzero((answers[0] >= SMALL.k) & (answers[1] >= SMALL.k) & (answers[2] < SMALL.k))
    for world in random.sample(narrow_worlds.tolist(), number):
        exact = WORLDS.exact(world)
        assert not [*shown_nodes(ITEMS[2], exact, WORLDS.wave)]
        yield tuple(fact for one in WORLDS.unit for fact in WORLDS.drawn(one, exact, random))
        accepted = protect_unit(WORLDS.unit, exact, WORLDS.wave, random).facts
        yield accepted
        told = next(fact for fact in accepted if fact.options == "a")
        count = int(WORLDS.counts(told.item, told.node, told.options)[world])
        yield tuple(replace(fact, value=count, base=1) if fact == told else fact for fact in accepted)


def test_the_verdict_from_the_files_is_that_of_counting_out_all_worlds() -> None:
    """And what closing accepts is safe with somebody who knows why a question is missing: too few answered it."""
    too_few, verdicts = WORLDS.counts(ITEMS[2].id, "school", "*") < SMALL.k, set()
    for place, facts in enumerate(outputs(5)):
        system, possible = system_of(WORLDS.unit, facts, WORLDS.wave, None), WORLDS.possible(facts)
        left = WORLDS.fewest(system, possible)
        safe = all(left[target.name] >= target.need for target in system.targets)
        assert attack(system).passed == safe
        verdicts.add(safe)
        if place % 3 == 1:
            left = WORLDS.fewest(system, possible & too_few)
            assert all(left[target.name] >= target.need for target in system.targets)
    assert verdicts == {True, False}
