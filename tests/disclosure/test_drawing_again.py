"""Drawing a value or a group again at once changes how many tries are needed, and nothing else."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.counting.tally import Tally, tally
from monitor.disclosure.attack import attack
from monitor.disclosure.groups import Tree, reporting_tree
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import draw, exact_counts, protect_unit
from monitor.disclosure.rounding import possible_counts, randomly_rounded, rounded_within
from monitor.disclosure.system import Wave
from tests.support.protection import POLICY, answers, item, survey

ITEM = item("terecht", ("ja", "nee", "weet_niet"), favourable=("ja",), unknown=("weet_niet",))
SURVEY = survey(ITEM)


def wave_of(rows: list[tuple[int, int, int]]) -> tuple[Tally, Tree, Wave]:
    """A stage with so many people per class who say yes, no, or do not know."""
    people = [
        (f"{number}A", {"terecht": code})
        for number, row in enumerate(rows, start=1)
        for code, times in zip(ITEM.codes(), row, strict=True)
        for _ in range(times)
    ]
    counted = tally(answers(SURVEY, people), SURVEY)
    tree = reporting_tree(counted.forms_by_group(), {"graad 1": [f"{n}A" for n in range(1, len(rows) + 1)]}, POLICY.k)
    return counted, tree, Wave(SURVEY, tree.nodes, POLICY)


def standing(value: int, base: int, most: int) -> bool:
    low, high = possible_counts(value, base)
    return min(high, most) - low + 1 >= base


@pytest.mark.parametrize("base", [3, 5])
@pytest.mark.parametrize("most", [10, 11, 12, 16, 17, 18, 29])
def test_a_value_is_drawn_again_only_where_the_attack_would_refuse_it(base: int, most: int) -> None:
    for count in range(most + 1):
        rounded = {randomly_rounded(count, base, Random(seed)) for seed in range(60)}
        again = {rounded_within(count, base, most, Random(seed)) for seed in range(60)}
        assert again == {value for value in rounded if standing(value, base, most)}
        assert again


def test_without_a_known_total_it_is_plain_rounding() -> None:
    for seed in range(50):
        assert rounded_within(16, 3, None, Random(seed)) == randomly_rounded(16, 3, Random(seed))


few = st.integers(0, 3)
classes = st.lists(st.tuples(st.integers(8, 40), few, few), min_size=2, max_size=4)


@given(rows=classes, seed=st.integers(0, 1000))
def test_what_stands_together_stands_alone(rows: list[tuple[int, int, int]], seed: int) -> None:
    counted, tree, wave = wave_of(rows)
    exact = exact_counts(counted, tree, (ITEM,))
    facts = tuple(draw((ITEM,), exact, wave, Random(seed)))
    if attack(system_of((ITEM,), facts, wave, exact.answers)).passed:
        for node in {fact.node for fact in facts}:
            alone = tuple(fact for fact in facts if fact.node == node)
            assert attack(system_of((ITEM,), alone, wave, exact.answers)).passed


def test_where_nearly_everybody_says_the_same_few_tries_are_enough() -> None:
    rows = [(15, 0, 1), (16, 0, 0), (17, 0, 0), (14, 0, 0), (16, 1, 0), (17, 0, 0), (13, 0, 1), (16, 0, 0)]
    counted, tree, wave = wave_of([*rows, *rows[:4]])
    exact = exact_counts(counted, tree, (ITEM,))
    tries = [protect_unit((ITEM,), exact, wave, Random(seed)).tries for seed in range(20)]
    assert max(tries) <= 30
