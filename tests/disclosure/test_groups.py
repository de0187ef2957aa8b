"""The reporting tree: nobody can be found in what is shown, added or subtracted (P1)."""

from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.disclosure.groups import Tree, reporting_tree
from monitor.errors import PrivacyRefused

STAGES = {"graad 1": ("1A", "1B", "1C"), "graad 2": ("2A", "2B"), "graad 3": ("3A", "3B")}


def lines(tree: Tree) -> list[str]:
    return [f"{node.id} = {node.forms} ({node.label}; {node.level})" for node in tree.nodes]


def test_classes_that_are_large_enough_stand_by_themselves() -> None:
    counts = {"": 0, "1A": 12, "1B": 11, "1C": 10, "2A": 20, "2B": 15, "3A": 14, "3B": 13}
    assert lines(reporting_tree(counts, STAGES, 10)) == [
        "school = 95 (Hele school; school)",
        "school/graad 1 = 33 (graad 1; stage)",
        "school/graad 1/1A = 12 (1A; class)",
        "school/graad 1/1B = 11 (1B; class)",
        "school/graad 1/1C = 10 (1C; class)",
        "school/graad 2 = 35 (graad 2; stage)",
        "school/graad 2/2A = 20 (2A; class)",
        "school/graad 2/2B = 15 (2B; class)",
        "school/graad 3 = 27 (graad 3; stage)",
        "school/graad 3/3A = 14 (3A; class)",
        "school/graad 3/3B = 13 (3B; class)",
    ]


def test_small_classes_join_a_neighbour_and_small_stages_too() -> None:
    counts = {"1A": 12, "1B": 8, "1C": 11, "2A": 20, "2B": 15, "3A": 4, "3B": 3}
    assert lines(reporting_tree(counts, STAGES, 10)) == [
        "school = 73 (Hele school; school)",
        "school/graad 1 = 31 (graad 1; stage)",
        "school/graad 1/1A = 12 (1A; class)",
        "school/graad 1/1B+1C = 19 (1B en 1C; class)",
        "school/graad 2+graad 3 = 42 (graad 2 en graad 3; stage)",
        "school/graad 2+graad 3/2A = 20 (2A; class)",
        "school/graad 2+graad 3/2B+3A+3B = 22 (2B, 3A en 3B; class)",
    ]


def test_who_gave_no_class_or_an_unknown_one_is_a_group_by_itself_if_large_enough() -> None:
    tree = reporting_tree({"": 7, "9Z": 4, "1A": 10, "1B": 10, "2A": 30}, STAGES, 10)
    assert lines(tree)[-1] == "school/zonder-groep = 11 (zonder klas; stage)"
    assert tree.members["school/zonder-groep"] == ("", "9Z")


def test_a_few_without_a_class_join_the_smallest_group_by_name() -> None:
    tree = reporting_tree({"": 2, "1A": 10, "1B": 12, "2A": 30}, STAGES, 10)
    assert lines(tree) == [
        "school = 54 (Hele school; school)",
        "school/graad 1+zonder-groep = 24 (graad 1 en zonder klas; stage)",
        "school/graad 1+zonder-groep/1A+zonder-groep = 12 (1A en zonder klas; class)",
        "school/graad 1+zonder-groep/1B = 12 (1B; class)",
        "school/graad 2 = 30 (graad 2; stage)",
    ]


def test_without_stages_the_classes_stand_under_the_school_in_natural_order() -> None:
    assert [node.id for node in reporting_tree({"10A": 10, "9A": 11, "": 0}, {}, 10).nodes] == [
        "school",
        "school/9A",
        "school/10A",
    ]


def test_what_a_few_people_typed_as_their_class_is_not_printed() -> None:
    counts = {"": 0, "1A": 12, "1B": 6, "1C": 20, "de klas van Lotte": 1, "1 B (juf An)": 4}
    tree = reporting_tree(counts, {}, 10)
    assert lines(tree) == [
        "school = 43 (Hele school; school)",
        "school/1A+1B+zonder-groep = 23 (1A, 1B en zonder klas; class)",
        "school/1C = 20 (1C; class)",
    ]
    assert set(tree.members["school"]) == set(counts)


def test_one_stage_is_the_school_itself() -> None:
    tree = reporting_tree({"1A": 12, "1B": 12}, STAGES, 10)
    assert [(node.id, node.level) for node in tree.nodes] == [
        ("school", "school"),
        ("school/1A", "class"),
        ("school/1B", "class"),
    ]


@pytest.mark.parametrize("counts", [{"": 25}, {"1A": 25}, {"1A": 5, "": 20}, {"1A": 6, "1B": 6}, {"1A": 4, "2A": 7}])
def test_one_part_is_not_shown(counts: dict[str, int]) -> None:
    assert len(reporting_tree(counts, STAGES, 10).nodes) == 1


def test_a_slash_in_a_class_label_does_not_make_a_level() -> None:
    assert reporting_tree({"1/2": 12, "3%": 12}, {}, 10).nodes[1].id == "school/1%2F2"


@pytest.mark.parametrize(("total", "words"), [(1, "één antwoord"), (9, "9 antwoorden")])
def test_fewer_than_k_responses_give_no_release(total: int, words: str) -> None:
    with pytest.raises(PrivacyRefused, match=words):
        reporting_tree({"": total}, {}, 10)


@settings(max_examples=60, deadline=None)
@given(
    stages=st.lists(st.lists(st.integers(0, 25), min_size=1, max_size=4), max_size=4),
    without=st.integers(0, 25),
    k=st.integers(5, 12),
)
def test_no_group_of_1_to_k_minus_1_can_be_derived(stages: list[list[int]], without: int, k: int) -> None:
    declared = {f"s{s}": tuple(f"{s}.{c}" for c in range(len(sizes))) for s, sizes in enumerate(stages)}
    counts = {f"{s}.{c}": n for s, sizes in enumerate(stages) for c, n in enumerate(sizes)} | {"": without}
    total = sum(counts.values())
    if total < k:
        return
    for declared_stages in (declared, {}):
        tree = reporting_tree(counts, declared_stages, k)
        people = {node.id: _people(tree, node.id, counts) for node in tree.nodes}
        assert len(people["school"]) == total
        assert all(len(people[node.id]) == node.forms >= k for node in tree.nodes)
        for node in tree.nodes:
            children = tree.children(node.id)
            assert len(children) != 1
            assert not children or set().union(*(people[child] for child in children)) == people[node.id]
        # Whatever is made of shown groups by adding and taking away is a union of leaves.
        leaves = [people[leaf] for leaf in tree.leaves][:6]
        for chosen in chain.from_iterable(combinations(leaves, n) for n in range(1, len(leaves) + 1)):
            assert len(set().union(*chosen)) == sum(len(leaf) for leaf in chosen) >= k


def _people(tree: Tree, node: str, counts: dict[str, int]) -> set[tuple[str, int]]:
    return {(label, n) for label in tree.members[node] for n in range(counts[label])}
