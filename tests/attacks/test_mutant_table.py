"""T4: releases with one leak each, and the attack that must find it wherever it narrows anything.

Whether it does is decided by another solver from the same facts (`tests.support.second_opinion`), for twelve made-up
schools. The table stands in `docs/privacy/evidence.md`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random

import pytest

from monitor.disclosure.attack import attack
from monitor.disclosure.audit import audit_release, problems_together
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import Exact, draw, protect_unit
from monitor.disclosure.release import EVERYONE, Fact, Release
from monitor.disclosure.system import Bound
from monitor.disclosure.together import Releases
from tests.support.evidence import check_section
from tests.support.mutants import (
    CONTACT,
    ROUTED,
    SATISFIED,
    School,
    drawn,
    usual,
    with_a_small_class,
    with_few_answers,
    with_one_more,
)
from tests.support.protection import POLICY, SCALE, item
from tests.support.second_opinion import meant_by

SEEDS = range(12)


@dataclass(frozen=True)
class Verdict:
    """Whether a release tells more than it may (SciPy), and whether it is refused."""

    narrows: bool
    caught: bool


def clean(seed: int) -> Verdict:
    school = usual(seed)
    return verdict(school, school.protected(Random(seed)))


def verdict(school: School, facts: Sequence[Fact]) -> Verdict:
    return Verdict(school.opinion(facts).narrows(school.targets(facts)), school.gives_way(facts))


def one_exact_count(seed: int) -> Verdict:
    school, random = usual(seed), Random(seed)
    facts = school.protected(random)
    leak = random.choice([fact for fact in facts if fact.options != EVERYONE])
    return verdict(school, (*facts, school.unrounded(leak)))


def drawn_again(seed: int) -> Verdict:
    school, random = usual(seed), Random(seed)
    facts = school.protected(random)
    return verdict(school, (*facts, *draw([SATISFIED], school.exact, school.wave, random)))


def exact_shares_of_the_school(seed: int) -> Verdict:
    school = usual(seed)
    facts = school.protected(Random(seed))
    return verdict(school, (*facts, *(school.unrounded(fact) for fact in facts if fact.node == "school")))


def exact_mean(seed: int) -> Verdict:
    """The mean of the scale, to one decimal, in every group that is shown."""
    school = usual(seed)
    facts = school.protected(Random(seed))
    opinion = school.opinion(facts)
    system = system_of([SATISFIED], facts, school.wave, school.exact.answers)
    bounds = []
    for node in {fact.node for fact in facts}:
        counts = school.exact.options[SATISFIED.id, node]
        n = sum(counts[code] for code in SCALE)
        shown = round(10 * sum(point * counts[code] for point, code in enumerate(SCALE, start=1)) / n)
        weights = {code: 20 * point - 2 * shown for point, code in enumerate(SCALE, start=1)}
        opinion.knows({key: weights[key[1]] for key in school.counted(node, "|".join(SCALE))}, -n, n)
        inside = set(school.wave.inside(node, school.tree.leaves))
        ours = {
            place: weights[code]
            for place, (_i, at, code) in enumerate(system.meaning)
            if at in inside
            if code in weights
        }
        bounds.append(Bound(ours, -n, n))
    caught = not attack(replace(system, bounds=(*system.bounds, *bounds))).passed
    return Verdict(opinion.narrows(school.targets(facts)), caught)


def exact_number_that_a_routed_question_has(seed: int) -> Verdict:
    random = Random(seed)
    forms = {name: random.randint(12, 26) for name in ("1A", "1B", "2A", "2B")}
    yes = {name: random.randint(n // 2, n) for name, n in forms.items()}
    school = School(forms, {name: {"ja": yes[name], "nee": n - yes[name]} for name, n in forms.items()}, asked=CONTACT)
    answered = random.randint(sum(yes.values()) - 4, sum(yes.values()))
    said = [random.choice(ROUTED.codes()) for _ in range(answered)]
    exact = Exact(
        {**school.exact.answers, (ROUTED.id, "school"): answered},
        {**school.exact.options, (ROUTED.id, "school"): {code: said.count(code) for code in ROUTED.codes()}},
    )
    facts = protect_unit([CONTACT, ROUTED], exact, school.wave, random).facts
    facts += (Fact("school", "", ROUTED.id, "partition", EVERYONE, answered, 1),)
    own = [fact for fact in facts if fact.item == CONTACT.id]
    opinion = school.opinion(own)
    for code in ROUTED.codes():
        opinion.unknown(code, sum(forms.values()))
    opinion.knows({**{(name, "ja"): 1 for name in forms}, **dict.fromkeys(ROUTED.codes(), -1)}, 0, 10**6)
    targets: list[tuple[Iterable[object], int]] = []
    for fact in facts:
        if fact.item == ROUTED.id:
            codes = ROUTED.codes() if fact.options == EVERYONE else tuple(fact.options.split("|"))
            opinion.knows(codes, *meant_by(fact.value, fact.base))
            targets.insert(0, (codes, 3))
    targets += school.targets(own)
    caught = not attack(system_of([CONTACT, ROUTED], facts, school.wave, exact.answers)).passed
    return Verdict(opinion.narrows(targets), caught)


def without_the_k_rule(seed: int) -> Verdict:
    school = with_a_small_class(seed)
    facts = tuple(school.told(school.tree.nodes, Random(seed), school.policy))
    return refused_by_rule(school, facts, school.release(facts, POLICY))


def without_the_split_rule(seed: int) -> Verdict:
    school = with_few_answers(seed)
    nodes = [node for node in school.tree.nodes if school.exact.answers[SATISFIED.id, node.id] >= POLICY.k]
    facts = tuple(school.told(nodes, Random(seed)))
    return refused_by_rule(school, facts, school.release(facts))


def refused_by_rule(school: School, facts: Sequence[Fact], release: Release) -> Verdict:
    """A rule that was off is read off the files; where it tells anything, the attack sees that by itself."""
    found = verdict(school, facts)
    assert found.caught or not found.narrows
    return replace(found, caught=not audit_release(release).passed)


def second_release_with_one_more(seed: int) -> Verdict:
    first = usual(seed)
    second = with_one_more(first, seed)
    facts, later = first.protected(Random(seed)), second.protected(Random(seed + 100))
    opinion = first.opinion(facts, answers_known=False)
    (name,) = (name for name, n in second.forms.items() if n > first.forms[name])
    new = [("new", code) for code in SATISFIED.codes()]
    for key in new:
        opinion.unknown(key, 1)
    opinion.knows(new, 0, 1)

    def counted(fact: Fact) -> list[tuple[str, str]]:
        keys = second.counted(fact.node, fact.options)
        return keys + [("new", code) for at, code in keys if at == name]

    for fact in later:
        opinion.knows(counted(fact), *meant_by(fact.value, fact.base))
    targets = [*first.targets(facts), *((counted(fact), 3) for fact in later if fact.options != EVERYONE)]
    return Verdict(opinion.narrows(targets), caught_together(first.release(facts), second.release(later)))


def two_roles_with_different_k(seed: int) -> Verdict:
    random = Random(seed)
    forms = {"1A": random.randint(5, 9)} | {name: random.randint(12, 26) for name in ("1B", "2A", "2B")}
    fine = School(forms, drawn(forms, random), POLICY.model_copy(update={"k": 5}))
    coarse = replace(fine, policy=POLICY)
    some, others = fine.protected(random), coarse.protected(random)
    opinion = fine.opinion(some, answers_known=False)
    for fact in others:
        opinion.knows(coarse.counted(fact.node, fact.options), *meant_by(fact.value, fact.base))
    targets = [*fine.targets(some), *coarse.targets(others)]
    return Verdict(opinion.narrows(targets), caught_together(coarse.release(others), fine.release(some)))


def caught_together(*releases: Release) -> bool:
    """Whether both releases pass by themselves, and the two of them do not."""
    assert all(audit_release(release).passed for release in releases)
    return any(True for _problem in problems_together(Releases(releases)))


TABLE = item("keuze", ("a", "b", "c", "d"))
BLANK = ((0, 0), (0, 1), (1, 0), (1, 1), (2, 2), (2, 3), (3, 2), (3, 3), (0, 2))
"""Two blank cells or more in every row and every column; the last one is yet the sum of rows 0 and 1 less columns 0
and 1, as in the table that sdcTable's tests show of its simple heuristic."""


def table_of_four_by_four(seed: int) -> tuple[School, tuple[Fact, ...], tuple[str, str]]:
    random = Random(seed)
    rows = {name: [random.randint(3, 12) for _ in range(4)] for name in ("1A", "1B", "2A", "2B")}
    counts = {name: dict(zip(TABLE.codes(), row, strict=True)) for name, row in rows.items()}
    school = School({name: sum(row) for name, row in rows.items()}, counts, asked=TABLE)
    names, codes = random.sample(sorted(rows), 4), random.sample(TABLE.codes(), 4)
    blank = [(names[row], codes[column]) for row, column in BLANK]
    exact = [exactly(school, "school", code) for code in (EVERYONE, *codes)]
    for name in names:
        node = next(node for node, members in school.tree.members.items() if members == (name,))
        open_cells = [code for code in codes if (name, code) not in blank]
        exact += [exactly(school, node, options) for options in (EVERYONE, *open_cells)]
    return school, tuple(exact), blank[-1]


def exactly(school: School, node: str, options: str) -> Fact:
    return Fact(node, "", TABLE.id, "partition", options, school.exact.count(TABLE, node, options), 1)


def table_with_blank_cells(seed: int) -> Verdict:
    school, facts, cell = table_of_four_by_four(seed)
    narrows = school.opinion(facts).narrows([([cell], 3)])
    return Verdict(narrows, school.gives_way(facts))


MUTANTS: dict[str, Callable[[int], Verdict]] = {
    "a release without a leak": clean,
    "one count that was not rounded": one_exact_count,
    "noise drawn again": drawn_again,
    "exact shares on the page of the school": exact_shares_of_the_school,
    "the exact number of answers to a routed question": exact_number_that_a_routed_question_has,
    "a mean from the answers themselves, to one decimal": exact_mean,
    "groups of fewer than k": without_the_k_rule,
    "parts of a group of which one is missing": without_the_split_rule,
    "a second release with one respondent more": second_release_with_one_more,
    "two roles with different k": two_roles_with_different_k,
    "a table of exact counts with blank cells": table_with_blank_cells,
}


@pytest.mark.slow
def test_t4_every_mutant_is_caught_wherever_it_narrows() -> None:
    lines = ["| leak | schools | tells more than it may in | caught in |", "|---|---|---|---|"]
    for name, mutant in MUTANTS.items():
        found = [mutant(seed) for seed in SEEDS]
        assert all(one.caught for one in found if one.narrows), name
        narrows, caught = (sum(kind) for kind in zip(*((one.narrows, one.caught) for one in found), strict=True))
        assert (narrows > 0) == (mutant is not clean), name
        assert caught == 0 if mutant is clean else caught >= narrows, name
        lines.append(f"| {name} | {len(found)} | {narrows} | {caught} |")
    check_section("mutants", "\n".join(lines))


@pytest.mark.parametrize("seed", range(3))
def test_t4_a_blank_cell_in_a_table_of_four_by_four_is_worked_out(seed: int) -> None:
    school, facts, (name, code) = table_of_four_by_four(seed)
    opinion = school.opinion(facts)
    true = school.counts[name][code]
    assert opinion.range([(name, code)]) == (true, true)
    assert school.gives_way(facts)
    unsolved = [cell for cell in school.counted("school", EVERYONE) if len(set(opinion.range([cell]))) > 1]
    assert len(unsolved) == len(BLANK) - 1
