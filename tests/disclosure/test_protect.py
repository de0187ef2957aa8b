"""Protect: facts near the truth, about groups that are large enough, and the same whoever computes them."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.counting.tally import tally
from monitor.definition.model import ItemType, Survey
from monitor.disclosure import protect as module
from monitor.disclosure.detail import counted_items
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.protect import Exact, exact_counts, protect
from monitor.disclosure.release import EVERYONE, Fact
from monitor.disclosure.system import linked_units
from monitor.errors import PrivacyRefused
from tests.support.protection import POLICY, answers, item, random_wave, satisfaction, survey

ASKED = survey(
    satisfaction(),
    item("gepest", ("nooit", "soms", "liever_niet"), refusal=("liever_niet",), sensitive=2),
    item("contact", ("ja", "nee"), sensitive=1, shown_if={"gepest": ("soms",)}),
    item("delicaat", ("ja", "nee"), sensitive=1),
    item("bronnen", ("brief", "gesprek", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",)),
    item("toestemming", ("ja",)),
    item("open", (), type=ItemType.OPEN),
)
SIZES = {"1A": 13, "1B": 12, "2A": 15, "2B": 14, "3A": 13, "3B": 16}
STAGES = {"graad 1": ("1A", "1B"), "graad 2": ("2A", "2B"), "graad 3": ("3A", "3B")}


def truth(asked: Survey, seed: int) -> tuple[dict[str, Exact], tuple[Fact, ...]]:
    counted, tree = random_wave(asked, SIZES, seed, stages=STAGES)
    exact = {
        one.id: exact_counts(counted, tree, unit) for unit in linked_units(asked, counted_items(asked)) for one in unit
    }
    return exact, protect(counted, tree, asked, POLICY, random=Random(seed)).facts


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 1000))
def test_facts_are_multiples_near_the_truth_about_groups_of_at_least_k(seed: int) -> None:
    exact, facts = truth(ASKED, seed)
    for fact in facts:
        one = ASKED.item(fact.item)
        count = exact[fact.item].count(one, fact.node, fact.options)
        assert abs(fact.value - count) < fact.base
        assert fact.value % fact.base == 0
        assert exact[fact.item].count(one, fact.node, EVERYONE) >= POLICY.k
    shown = {(fact.item, fact.node) for fact in facts}
    for name, node in shown:
        beside = {n for n in _nodes(seed) if n.count("/") and n.rpartition("/")[0] == node.rpartition("/")[0]}
        assert node == "school" or all((name, other) in shown for other in beside)


def _nodes(seed: int) -> list[str]:
    _counted, tree = random_wave(ASKED, SIZES, seed, stages=STAGES)
    return [node.id for node in tree.nodes]


def test_sensitive_items_stay_with_large_groups_and_are_rounded_coarser() -> None:
    _exact, facts = truth(ASKED, 3)
    depth = {name: {f.node.count("/") for f in facts if f.item == name} for name in ("tevreden", "gepest", "delicaat")}
    assert depth == {"tevreden": {0, 1, 2}, "gepest": {0}, "delicaat": {0, 1}}
    bases = {(fact.item, fact.base) for fact in facts}
    assert {("tevreden", 3), ("gepest", 5), ("delicaat", 3)} <= bases
    assert ("contact", 3) not in bases


def test_every_count_keeps_at_least_as_many_values_as_its_base() -> None:
    counted, tree = random_wave(ASKED, SIZES, 1, stages=STAGES)
    steps: list[tuple[int, int]] = []
    protected = protect(counted, tree, ASKED, POLICY, progress=lambda done, total: steps.append((done, total)))
    assert protected.audit.passed
    assert protected.audit.min_values == 3
    assert protected.audit.facts == len(protected.facts)
    assert protected.nodes == tree.nodes
    assert steps == [(n, 5) for n in range(1, 6)]


def test_an_item_with_one_option_says_no_more_than_how_many_answered() -> None:
    _exact, facts = truth(ASKED, 2)
    assert {fact.options for fact in facts if fact.item == "toestemming"} == {EVERYONE}


def test_units_may_be_spread_over_processes() -> None:
    counted, tree = random_wave(ASKED, SIZES, 1, stages=STAGES)
    spread = protect(counted, tree, ASKED, POLICY, workers=2).facts
    alone = protect(counted, tree, ASKED, POLICY).facts
    # How many facts the routed item has depends on the draw; all others have theirs in the same order.
    assert [(f.node, f.item, f.options) for f in spread if f.item != "contact"] == [
        (f.node, f.item, f.options) for f in alone if f.item != "contact"
    ]


@pytest.mark.parametrize(
    ("people", "expected"), [(10, {0, 12}), (11, {0, 12}), (13, {12, 15}), (14, {12, 15}), (15, {15})]
)
def test_a_routed_item_is_shown_when_its_rounded_number_proves_k(people: int, expected: set[int]) -> None:
    asked = survey(item("kent", ("ja", "nee")), item("goed", ("ja", "nee"), shown_if={"kent": ("ja",)}))
    given_answers = [("", {"kent": "ja", "goed": "ja" if n % 2 else "nee"}) for n in range(people)]
    given_answers += [("", {"kent": "nee"})] * 30
    counted = tally(answers(asked, given_answers), asked)
    tree = reporting_tree(counted.forms_by_group(), {}, POLICY.k)
    values = set()
    for seed in range(15):
        facts = protect(counted, tree, asked, POLICY, random=Random(seed)).facts
        values |= {f.value for f in facts if f.item == "goed" and f.options == EVERYONE} or {0}
    assert values == expected


def test_giving_up_is_an_error_and_never_a_weaker_release(monkeypatch: pytest.MonkeyPatch) -> None:
    counted, tree = random_wave(ASKED, SIZES, 1, stages=STAGES)
    monkeypatch.setattr(module, "MOST_TRIES", 0)
    with pytest.raises(PrivacyRefused, match="geen veilige manier") as refusal:
        protect(counted, tree, ASKED, POLICY)
    assert refusal.value.exit_code == 4


@pytest.mark.parametrize("change", [{"k": 4}, {"base": 2}, {"base_sensitive": 1}])
def test_a_policy_below_the_floor_protects_nothing(change: dict[str, int]) -> None:
    counted, tree = random_wave(ASKED, SIZES, 1, stages=STAGES)
    with pytest.raises(PrivacyRefused):
        protect(counted, tree, ASKED, POLICY.model_copy(update=change))


def test_an_item_that_depends_on_what_is_not_counted_is_protected_by_itself() -> None:
    asked = survey(
        item("leeftijd", ("x",), type=ItemType.NUMBER), item("mening", ("a", "b"), shown_if={"leeftijd": ("x",)})
    )
    counted, tree = random_wave(asked, SIZES, 1)
    protected = protect(counted, tree, asked, POLICY)
    assert protected.audit.passed
    assert {fact.node for fact in protected.facts} == {"school"}
