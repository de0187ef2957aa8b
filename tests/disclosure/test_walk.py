"""The walk keeps up which moves are possible; here each is tried for itself, at every step."""

from random import Random

import numpy as np
import pytest

from monitor.disclosure.detail import counted_items
from monitor.disclosure.solver import Solver
from monitor.disclosure.system import Wave, linked_units
from monitor.disclosure.walk import _Room, moves_of
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
    bounds = len(system.bounds)
    room = _Room(system, moves, np.concatenate([system.matrix @ here, here]))
    for _step in range(25):
        possible = room.possible()
        assert [system.holds(here + step) for step in moves.sums[:, bounds:]] == possible.tolist()
        move = random.choice(np.flatnonzero(possible).tolist())
        room.take(move)
        here = here + moves.sums[move, bounds:]
