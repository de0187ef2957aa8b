"""The walk tells which moves are possible from the sums that they touch; here each is tried for itself."""

from random import Random

import numpy as np
import pytest

from monitor.disclosure.detail import counted_items
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import Wave, linked_units
from monitor.disclosure.walk import _limits, moves_of
from monitor.disclosure.witnesses import attacked
from tests.support.random_schools import ASKED, random_school, released


@pytest.mark.parametrize("unit", range(3))
def test_the_moves_that_are_possible_are_those_that_lead_to_a_data_set_that_fits(unit: int) -> None:
    found = released(random_school(3), 3)
    assert found is not None
    release, _tally, tree = found
    units = linked_units(ASKED, counted_items(ASKED))
    system = attacked(units[unit], release.facts, Wave(ASKED, tree.nodes, release.manifest.policy)).system
    start = Solver(system).least(np.zeros(len(system.upper), dtype=np.int64), whole=True)
    assert start is not None
    assert start.witness is not None
    here, random, moves = start.witness, Random(unit), moves_of(system)
    low, high = _limits(system)
    bounds, size = len(system.bounds), len(system.upper)
    steps = np.zeros((len(moves.by), bounds + size + 1), dtype=np.int64)
    np.put_along_axis(steps, moves.touched, moves.by, axis=1)
    for _step in range(25):
        possible = moves.possible(low, high, np.concatenate([system.matrix @ here, here, [0]]))
        assert [system.holds(here + step) for step in steps[:, bounds:-1]] == possible.tolist()
        here = here + steps[random.choice(np.flatnonzero(possible).tolist()), bounds:-1]
