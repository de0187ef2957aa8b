"""What several releases of one wave tell together: bounds that are those of another solver, told the same."""

from collections.abc import Mapping
from random import Random

import pytest

from monitor.disclosure.knowledge import system_of
from monitor.disclosure.release import EVERYONE, Fact, Release
from monitor.disclosure.solver import Solver
from monitor.disclosure.together import Releases
from tests.disclosure.test_together import A, B, C, made, nodes, with_manifest
from tests.support import mutants
from tests.support.mutants import SATISFIED, School, usual, with_one_more
from tests.support.second_opinion import Opinion, meant_by


@pytest.mark.parametrize("seed", range(2))
def test_bounds_with_one_respondent_more_are_those_of_another_solver(seed: int) -> None:
    first = usual(seed)
    second = with_one_more(first, seed)
    facts, later = first.protected(Random(seed)), second.protected(Random(seed + 100))
    together = Releases((first.release(facts), second.release(later)))
    system = system_of([SATISFIED], together.facts(), together.wave_for([SATISFIED]), None)
    (name,) = (name for name, n in second.forms.items() if n > first.forms[name])
    opinion = first.opinion(facts, answers_known=False)
    for code in SATISFIED.codes():
        opinion.unknown(("new", code), 1)
    opinion.knows([("new", code) for code in SATISFIED.codes()], 0, 1)
    for fact in later:
        opinion.knows(with_the_new(second, fact, name), *meant_by(fact.value, fact.base))
    solver, rows = (
        Solver(system),
        dict(zip([target.name for target in system.targets], system.target_matrix, strict=True)),
    )
    asked = Random(seed).sample([fact for fact in later if fact.options != EVERYONE], 12)
    for fact in asked:
        row = rows[f"{fact.item} 2:{fact.node} {fact.options}"]
        least, greatest = solver.least(row, whole=True), solver.least(-row, whole=True)
        assert least is not None
        assert greatest is not None
        assert (round(least.value), round(-greatest.value)) == opinion.range(with_the_new(second, fact, name))


def with_the_new(school: School, fact: Fact, name: str) -> list[tuple[str, str]]:
    keys = school.counted(fact.node, fact.options)
    return keys + [("new", code) for at, code in keys if at == name]


def told(people: Mapping[str, Mapping[str, int]], forms: Mapping[str, int], random: Random) -> Release:
    """A release of these people in these groups, rounded at random; everybody answered."""
    tree = nodes(**forms)
    facts = []
    for node in tree:
        names = [one for one in people if node.id == "school" or one in node.id.rpartition("/")[2].split("+")]
        for options in (EVERYONE, *SATISFIED.codes()):
            count = sum(n for one in names for code, n in people[one].items() if options in (EVERYONE, code))
            value = count - count % 3 + random.choice((0, 3)) * (count % 3 > 0)
            facts.append(Fact(node.id, node.parent, SATISFIED.id, "partition", options, value, 3))
    return Release(with_manifest(made(), nodes=tree, survey=mutants.ASKED).manifest, tuple(facts))


@pytest.mark.parametrize(
    ("trees_of", "same"),
    [((B, C), {}), ((A, {"1a": 20, "1b": 20, "1C": 20}), {"1a": "1A", "1b": "1B"})],
    ids=["unions that overlap", "classes with other names"],
)
def test_bounds_for_groups_that_differ_are_those_of_another_solver(
    trees_of: tuple[Mapping[str, int], ...], same: Mapping[str, str]
) -> None:
    """Where names do not tell who is where, SciPy is told it, and so finds bounds within ours."""
    random = Random(3)
    people = mutants.drawn(A, random)
    named = [people, {old_to_new(name, same): counts for name, counts in people.items()}]
    releases = Releases(tuple(told(of, forms, random) for of, forms in zip(named, trees_of, strict=True)))
    system = system_of([SATISFIED], releases.facts(), releases.wave_for([SATISFIED]), None)
    opinion = opinion_of(releases, same)
    solver, rows = Solver(system), dict(zip((t.name for t in system.targets), system.target_matrix, strict=True))
    for code in SATISFIED.codes()[:3]:
        for node in ("1:school", "1:school/1A", "2:school/1C"):
            least, greatest = (solver.least(sign * rows[f"tevreden {node} {code}"], whole=True) for sign in (1, -1))
            assert least is not None
            assert greatest is not None
            keys = [(name, code) for name in A if node[2:] == "school" or name == node[-2:]]
            low, high = opinion.range(keys)
            found = round(least.value), round(-greatest.value)
            assert (found[0] <= low <= high <= found[1]) if same else (found == (low, high))


def old_to_new(name: str, same: Mapping[str, str]) -> str:
    return next((new for new, old in same.items() if old == name), name)


def opinion_of(releases: Releases, way: Mapping[str, str]) -> Opinion:
    """What SciPy is told of three classes of twenty, when the classes of the second release are these of the first."""
    opinion = Opinion()
    for name in A:
        for code in SATISFIED.codes():
            opinion.unknown((name, code), 20)
        opinion.knows([(name, code) for code in SATISFIED.codes()], 0, 20)
    for release in releases.each:
        for fact in release.facts:
            named = list(A) if fact.node == "school" else fact.node.rpartition("/")[2].split("+")
            codes = SATISFIED.codes() if fact.options == EVERYONE else (fact.options,)
            keys = [(way.get(name, name), code) for name in named for code in codes]
            opinion.knows(keys, *meant_by(fact.value, fact.base))
    return opinion
