"""The two made-up data sets of a scale and its items: whole people, found again from the files, and apart."""

from random import Random

import numpy as np
import pytest

from monitor.anonymous import AnonymousAnswers
from monitor.counting.tally import tally
from monitor.definition.derived import DerivedItem
from monitor.definition.library import surveys
from monitor.definition.scales import scales_of
from monitor.disclosure import witnesses as module
from monitor.disclosure.attack import Finding, attack_with_witnesses
from monitor.disclosure.detail import counted_items
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.protect import Exact, exact_counts, protect_unit
from monitor.disclosure.system import Pair, System, Wave, linked_units
from monitor.disclosure.witnesses import attacked, witness_problem
from tests.support.protection import POLICY

(PARENTS,) = (one for one in surveys() if one.id == "ouders")
SCALES = scales_of(PARENTS)
(UNIT,) = (
    unit
    for unit in linked_units(PARENTS, counted_items(PARENTS, SCALES))
    if any(isinstance(one, DerivedItem) for one in unit)
)


def parents(seed: int) -> tuple[Exact, Wave]:
    """A wave of 11 to 69 parents in two classes: lopsided or even, some answers left open."""
    dice = np.random.default_rng(seed)
    people = int(dice.integers(11, 70))
    chances = dice.dirichlet(np.ones(6) * dice.choice([0.3, 1, 3]))
    codes = {name: (dice.choice(6, people, p=chances) + 1).astype(np.int8) for name in SCALES[0].items}
    for given in codes.values():
        given[dice.random(people) < 0.05] = 0
    answers = AnonymousAnswers(PARENTS.id, ("1A", "1B"), dice.integers(1, 3, people).astype(np.int16), codes)
    counted = tally(answers, PARENTS, SCALES)
    tree = reporting_tree(counted.forms_by_group(), {}, POLICY.k)
    return exact_counts(counted, tree, UNIT), Wave(PARENTS, tree.nodes, POLICY, tuple(SCALES))


@pytest.mark.parametrize("seed", [21, 24])
def test_what_is_frozen_has_two_data_sets_that_differ(seed: int) -> None:
    """Of these waves closing once broke off (21), or froze two data sets that were the same (24)."""
    exact, wave = parents(seed)
    protected = protect_unit(UNIT, exact, wave, Random(seed))
    one = attacked(UNIT, protected.facts, wave)
    assert protected.attacked is not None
    assert (protected.attacked.report, protected.attacked.witnesses) == (one.report, one.witnesses)
    assert one.finding.passed
    assert witness_problem(one, one.witnesses) is None
    assert one.pair is not None
    (target,) = (target for target in one.system.targets if target.name == one.finding.weakest)
    row = one.system.dense([target.weights])[0]
    assert int(row @ (one.pair.greatest - one.pair.least)) + 1 >= target.need


def test_a_draw_whose_two_data_sets_are_the_same_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    attacks: list[Finding] = []

    def the_same_at_first(system: System) -> tuple[Finding, Pair | None]:
        finding, pair = attack_with_witnesses(system)
        attacks.append(finding)
        return finding, Pair(pair.least, pair.least) if pair and len(attacks) == 1 else pair

    monkeypatch.setattr(module, "attack_with_witnesses", the_same_at_first)
    exact, wave = parents(21)
    assert protect_unit(UNIT, exact, wave, Random(21)).tries == len(attacks) == 2
    assert attacks[0].passed
