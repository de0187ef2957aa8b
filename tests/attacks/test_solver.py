"""The attack against an independent solver call: the same bounds, the same verdict."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from monitor.disclosure.attack import attack
from monitor.disclosure.detail import counted_items
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import draw, exact_counts
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import Bound, System, Target, Wave, linked_units
from monitor.disclosure.walk import walk
from tests.attacks.test_mutants import SCHOOL, STAGES
from tests.support.protection import POLICY, random_wave

SIZES = {"1A": 13, "1B": 11, "2A": 14, "2B": 12}


def systems(seed: int) -> list[System]:
    """The systems of one draw, whether it is safe or not."""
    counted, tree = random_wave(SCHOOL, SIZES, seed, stages=STAGES)
    wave = Wave(SCHOOL, tree.nodes, POLICY)
    found = []
    for unit in linked_units(SCHOOL, counted_items(SCHOOL)):
        exact = exact_counts(counted, tree, unit)
        facts = tuple(draw(unit, exact, wave, Random(seed)))
        found.append(system_of(unit, facts, wave, exact.answers))
    return found


def bounds(system: System, row: "np.ndarray") -> tuple[int, int]:
    """Least and greatest value of a sum, by SciPy."""
    ends = []
    for sign in (1, -1):
        result = milp(
            sign * row,
            constraints=LinearConstraint(system.matrix, system.low, system.high),
            bounds=Bounds(0, np.array(system.upper)),
            integrality=np.ones(len(row)),
        )
        assert result.success
        ends.append(round(sign * result.fun))
    return ends[0], ends[1]


@pytest.mark.parametrize("seed", range(3))
def test_bounds_are_those_of_scipy(seed: int) -> None:
    random = Random(seed)
    for system in systems(seed):
        solver = Solver(system)
        for row in random.sample(list(system.target_matrix), min(12, len(system.targets))):
            least, most = solver.least(row, whole=True), solver.least(-row, whole=True)
            assert least is not None
            assert most is not None
            assert (round(least.value), round(-most.value)) == bounds(system, row)


@pytest.mark.parametrize("seed", range(3))
def test_the_walk_stays_within_the_bounds_of_scipy(seed: int) -> None:
    for system in systems(seed):
        start = Solver(system).least(np.zeros(len(system.upper), dtype=np.int64), whole=True)
        assert start is not None
        assert start.witness is not None
        seen = walk(system, start.witness, seed)
        for place in Random(seed).sample(range(len(system.targets)), min(12, len(system.targets))):
            low, high = bounds(system, system.target_matrix[place])
            assert low <= seen.least[place] <= seen.greatest[place] <= high


def test_the_verdict_is_that_of_scipy_whatever_the_seed_of_the_walk() -> None:
    verdicts = set()
    for seed in range(2):
        for system in (one for safe in systems(seed) for one in (safe, _with_a_leak(safe))):
            widths = [high - low + 1 for low, high in (bounds(system, row) for row in system.target_matrix)]
            needs = [target.need for target in system.targets]
            safe = all(width >= need for width, need in zip(widths, needs, strict=True))
            assert {attack(system, seed=walk_seed).passed for walk_seed in range(3)} == {safe}
            verdicts.add(safe)
    assert verdicts == {True, False}


def _with_a_leak(system: System) -> System:
    """The system of somebody who was told one count exactly."""
    target = system.targets[-1]
    low, _high = bounds(system, system.target_matrix[-1])
    return replace(system, bounds=(*system.bounds, Bound(target.weights, low, low)))


def test_a_value_that_cannot_be_has_no_witness() -> None:
    system = systems(0)[0]
    row = system.target_matrix[0]
    low, high = bounds(system, row)
    solver = Solver(system)
    assert solver.with_value(row, high + 1) is None
    witness = solver.with_value(row, low)
    assert witness is not None
    assert system.holds(witness)
    assert row @ witness == low


def one_person(weight: int, *, people: int = 10) -> System:
    """Two options of so many people, and a target that a change of mind moves by `weight`."""
    return System(
        upper=(people, people),
        bounds=(Bound({0: 1, 1: 1}, people, people),),
        targets=(Target("eens", {0: weight}, 3),),
        exchanges=(((0, 1), True),),
    )


def test_a_walk_that_could_step_over_values_is_refused() -> None:
    with pytest.raises(ValueError, match="witness"):
        walk(one_person(2), np.array([4, 6]), seed=1)


def test_a_walk_in_a_country_has_room() -> None:
    seen = walk(one_person(1, people=150_000), np.array([75_000, 75_000]), seed=1)
    assert (seen.least.tolist(), seen.greatest.tolist()) == ([74_999], [75_001])
