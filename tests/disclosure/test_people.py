"""T1, rule P1 for people: whatever is added to or taken from what is shown, no group of 1 to k-1 people comes out.

`privacy.md` section 6, T1, with families: a person may have forms in several classes. The expected numbers are counted
with Python sets of people, form by form.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.anonymous import COUNTED_BEFORE, AnonymousAnswers
from monitor.counting.people import People
from monitor.counting.tally import Tally, answered, tally
from monitor.disclosure.groups import Tree, reporting_tree
from monitor.disclosure.protect import exact_counts, protect, shown_nodes
from monitor.disclosure.release import EVERYONE
from monitor.disclosure.system import Wave
from monitor.errors import PrivacyRefused
from tests.support.protection import POLICY, item, survey

ASKED = survey(item("sfeer", ("goed", "slecht")), item("vrij", ("ja", "nee")))
ROUTED = survey(item("kent", ("ja", "nee")), item("mening", ("a", "b"), shown_if={"kent": ("ja",)}))


@dataclass(frozen=True)
class Form:
    """A form of somebody, from a class (or none, `""`), with the code given to each item (0: none)."""

    person: int
    label: str
    codes: tuple[int, int] = (1, 1)


def counted(forms: Sequence[Form], asked: object = ASKED) -> Tally:
    labels = tuple(sorted({form.label for form in forms} - {""}))
    group = np.array([labels.index(form.label) + 1 if form.label else 0 for form in forms], np.int16)
    columns = zip(asked.items, zip(*(form.codes for form in forms), strict=True), strict=True)
    codes = {one.id: np.array(given, np.int8) for one, given in columns}
    people = np.array([form.person for form in forms], np.int32)
    return tally(AnonymousAnswers("proef", labels, group, codes, people), asked)


def people_in(forms: Sequence[Form], labels: Collection[str], place: int | None = None) -> set[int]:
    """Who sent a form from these classes, or answered the item at this place there."""
    return {one.person for one in forms if one.label in labels and (place is None or one.codes[place])}


def subsets(parts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return chain.from_iterable(combinations(parts, n) for n in range(1, len(parts) + 1))


@st.composite
def waves(draw: st.DrawFn) -> tuple[list[Form], dict[str, tuple[str, ...]], int]:
    """Families with one to four children, in stages of classes, some without a class; and k."""
    stages = {
        f"s{s}": tuple(f"{s}.{c}" for c in range(draw(st.integers(1, 4)))) for s in range(draw(st.integers(0, 3)))
    }
    labels = ["", *chain.from_iterable(stages.values())]
    dice = Random(draw(st.integers(0, 2**32)))
    several, answering = draw(st.floats(0, 1)), draw(st.floats(0.3, 1))
    forms = []
    for person in range(1, draw(st.integers(6, 60))):
        for _child in range(dice.choice((2, 2, 3, 4)) if dice.random() < several else 1):
            codes = (dice.randrange(1, 3), dice.randrange(1, 3) if dice.random() < answering else 0)
            forms.append(Form(person, dice.choice(labels), codes))
    return forms, stages, draw(st.integers(5, 12))


@settings(max_examples=200, deadline=None)
@given(waves())
def test_t1_p1_no_group_of_1_to_k_minus_1_people_can_be_derived(
    wave: tuple[list[Form], dict[str, tuple[str, ...]], int],
) -> None:
    forms, stages, k = wave
    if not forms:
        return
    counts = counted(forms)
    for declared in (stages, {}):
        if len({form.person for form in forms}) < k:
            with pytest.raises(PrivacyRefused):
                reporting_tree(counts.forms_by_group(), declared, k, counts.contributors)
            continue
        tree = reporting_tree(counts.forms_by_group(), declared, k, counts.contributors)
        labels = {node.id: tree.members[node.id] for node in tree.nodes}
        for node in tree.nodes:
            assert node.forms == sum(form.label in labels[node.id] for form in forms)
            assert len(people_in(forms, labels[node.id])) >= k
        no_difference_is_small(forms, [node.id for node in tree.nodes], tree, k, None)
        shown_in_protect(forms, counts, tree, k)


def shown_in_protect(forms: Sequence[Form], counts: Tally, tree: Tree, k: int) -> None:
    """The same for an item that not everybody answered."""
    wave = Wave(ASKED, tree.nodes, POLICY.model_copy(update={"k": k}))
    exact = exact_counts(counts, tree, ASKED.items)
    for place, one in enumerate(ASKED.items):
        no_difference_is_small(forms, [node.id for node in shown_nodes(one, exact, wave)], tree, k, place)


def no_difference_is_small(forms: Sequence[Form], shown: Sequence[str], tree: Tree, k: int, place: int | None) -> None:
    """Of any two unions of shown nodes, one within the other, the forms between them are of nobody or of k people."""
    if not shown:
        return
    used = {form.label for form in forms}
    labels = {node: used.intersection(tree.members[node]) for node in shown}
    atoms = [node for node in shown if not any(labels[other] < labels[node] for other in shown)]
    assert set().union(*(labels[atom] for atom in atoms)) == labels["school"]
    unions = {frozenset().union(*(labels[node] for node in union)) for union in subsets(shown[:7])}
    differences = {larger - smaller for larger in unions for smaller in (*unions, frozenset()) if smaller < larger}
    for between in differences:
        people = people_in(forms, between, place)
        assert not people or len(people) >= k
    assert all(len(people_in(forms, labels[node], place)) >= k for node in shown)


@settings(max_examples=40, deadline=None)
@given(waves())
def test_people_of_any_set_of_classes_and_item_are_those_counted_one_by_one(
    wave: tuple[list[Form], dict[str, tuple[str, ...]], int],
) -> None:
    forms, _stages, _k = wave
    if not forms:
        return
    counts = counted(forms)
    for labels in subsets(counts.groups[:6]):
        assert counts.contributors(labels) == len(people_in(forms, labels))
        for place, one in enumerate(ASKED.items):
            assert counts.contributors(labels, one.id) == len(people_in(forms, labels, place))
    assert sum(counts.forms_by_group().values()) == len(forms)


@settings(max_examples=40, deadline=None)
@given(waves(), st.integers(1, 12))
def test_so_many_forms_are_those_of_k_people_and_one_less_need_not_be(
    wave: tuple[list[Form], dict[str, tuple[str, ...]], int], k: int
) -> None:
    forms, _stages, _k = wave
    if not forms:
        return
    sure = counted(forms).people_of().forms_of(k)
    sizes = sorted((sum(form.person == one for form in forms) for one in {f.person for f in forms}), reverse=True)
    # the fewest people behind so many forms: the largest families first
    fewest = next((n for n in range(len(sizes) + 1) if sum(sizes[:n]) >= sure), None)
    assert fewest is None or fewest >= k
    if len(sizes) >= k:
        assert next(n for n in range(len(sizes) + 1) if sum(sizes[:n]) >= sure - 1) < k


FAMILIES = [*(Form(n, "1A") for n in range(1, 11)), *(Form(n, "1B") for n in range(1, 11))]


def test_a_family_in_two_classes_counts_once_in_the_two_together() -> None:
    counts = counted([*FAMILIES, Form(11, "1B")])
    assert [counts.contributors(labels) for labels in (("1A",), ("1B",), ("1A", "1B"))] == [10, 11, 11]


def test_classes_are_merged_by_people_and_nodes_keep_their_forms() -> None:
    forms = [
        *FAMILIES,
        *(Form(n, "1C") for n in range(20, 25) for _twice in range(2)),
        *(Form(n, "1C") for n in (1, 2)),
    ]
    counts = counted(forms)
    tree = reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    assert [(node.id, node.forms) for node in tree.nodes] == [
        ("school", 32),
        ("school/1A", 10),
        ("school/1B+1C", 22),
    ]
    alone = reporting_tree(counts.forms_by_group(), {}, 10)
    assert [node.id for node in alone.nodes] == ["school", "school/1A", "school/1B", "school/1C"]


def test_a_merged_group_has_the_people_of_its_classes_together_and_not_one_after_the_other() -> None:
    """1A and 1B are six families twice: together twelve forms, and six people still."""
    forms = [Form(n, label) for n in range(1, 7) for label in ("1A", "1B")]
    forms += [Form(n, "1C" if n % 2 else "1D") for n in range(10, 34)]
    counts = counted(forms)
    tree = reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    assert [(node.id, node.forms) for node in tree.nodes] == [
        ("school", 36),
        ("school/1A+1B+1C", 24),
        ("school/1D", 12),
    ]


def test_a_label_of_five_forms_of_one_family_is_not_printed() -> None:
    forms = [*FAMILIES, *(Form(30, "de klas van Lotte") for _form in range(5))]
    counts = counted(forms)
    assert not any(
        "Lotte" in node.label for node in reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors).nodes
    )


def test_too_few_families_give_no_release() -> None:
    counts = counted([Form(n // 2, "1A" if n % 2 else "1B") for n in range(2, 20)])
    with pytest.raises(PrivacyRefused, match="18 antwoorden, maar van te weinig gezinnen"):
        reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    assert counts.contributors(("1A", "1B")) == 9


def test_an_item_that_too_few_people_answered_is_not_shown_however_many_forms() -> None:
    forms = [Form(n, label, (1, 1 if n < 8 else 0)) for n in range(1, 31) for label in ("1A", "1B")]
    counts = counted(forms)
    assert answered(counts, ASKED.items[1]).tolist() == [0, 7, 7]
    tree = reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    facts = protect(counts, tree, ASKED, POLICY, random=Random(1)).facts
    assert {fact.item for fact in facts} == {"sfeer"}
    assert {fact.node for fact in facts} == {"school", "school/1A", "school/1B"}


def test_the_parts_of_a_group_are_shown_for_an_item_only_with_enough_people_each() -> None:
    """1A has ten answers, of five families twice: the school is shown, its classes are not."""
    forms = [Form(n, "1A", (1, 1)) for n in range(1, 6) for _twice in range(2)]
    forms += [Form(n, "1A", (1, 0)) for n in range(10, 20)] + [Form(n, "1B", (1, 1)) for n in range(30, 45)]
    counts = counted(forms)
    tree = reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    facts = protect(counts, tree, ASKED, POLICY, random=Random(2)).facts
    assert {fact.node for fact in facts if fact.item == "vrij"} == {"school"}
    assert {fact.node for fact in facts if fact.item == "sfeer"} == {"school", "school/1A", "school/1B"}


@pytest.mark.parametrize(("led", "shown"), [(8, False), (12, True)])
def test_a_routed_item_is_shown_when_its_rounded_number_proves_k_people(led: int, shown: bool) -> None:
    """Every family has two forms: 18 could be of nine families, 19 prove ten, and 20 is asked (a multiple of five)."""
    forms = [Form(n, "1A", (1, 1) if n <= led else (2, 0)) for n in range(1, 31) for _child in range(2)]
    counts = counted(forms, ROUTED)
    assert counts.people_of().forms_of(10) == 19
    tree = reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    for seed in range(10):
        facts = protect(counts, tree, ROUTED, POLICY, random=Random(seed)).facts
        values = {fact.value for fact in facts if fact.item == "mening" and fact.options == EVERYONE}
        assert bool(values) == shown
        assert not values or min(values) >= 22


def test_a_form_whose_family_was_counted_with_an_earlier_import_adds_nobody() -> None:
    forms = [*(Form(n, "1A") for n in range(1, 13)), *(Form(COUNTED_BEFORE, "1B") for _form in range(12))]
    counts = counted(forms)
    assert counts.contributors(("1B",)) == 0
    assert counts.contributors(("1A", "1B")) == counts.contributors(("1A",)) == 12
    assert counts.people_of().forms_of(10) == 10 + 12
    tree = reporting_tree(counts.forms_by_group(), {}, 10, counts.contributors)
    assert [(node.id, node.forms) for node in tree.nodes] == [("school", 24)]


def test_forms_of_different_people_are_counted_without_looking_for_families() -> None:
    forms = [Form(n, "1A") for n in range(1, 13)]
    assert counted(forms).people == {}
    assert counted(forms).contributors(("1A",)) == 12


def test_people_of_parts_add_up_with_and_without_families() -> None:
    plain, family = counted([Form(n, "1B", (1, n % 2)) for n in range(1, 6)]), counted(FAMILIES)
    for both in (plain + family, family + plain):
        assert both.contributors(("1A", "1B")) == 15
        assert both.contributors(("1B",), "vrij") == 13
    assert (plain + plain).people == {}


def test_numbers_of_people_are_small_beside_the_forms() -> None:
    """Families are told by their classes alone: none can be told from another with the same."""
    assert counted(FAMILIES).people_of() == People({"": 0, "1A": 0, "1B": 0}, {("1A", "1B"): 10})
