"""The search for whole people behind counts: what it does not find does not count, and one value at a time it is exact.

A small wave of twelve people by hand: two questions with the same counts (6, 2, 4), answered alike, and their scale.
"""

from dataclasses import replace

import numpy as np
import pytest

from monitor.disclosure import people_attack as module
from monitor.disclosure import people_walk
from monitor.disclosure.attack import attack, attack_with_witnesses
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.people import Crowd
from monitor.disclosure.people_attack import IDLE_SWEEPS, STARTS, PeopleSearch
from monitor.disclosure.people_walk import Walk
from monitor.disclosure.release import EVERYONE, Fact, Policy
from monitor.disclosure.system import Bound, System, Target
from tests.support.protection import item, survey
from tests.support.scale_worlds import ScaleWorlds, scale_of

ITEMS = [item(name, ("a", "b", "c"), values=True, favourable=("c",)) for name in ("v0", "v1")]
POLICY = Policy(k=3, base=3, base_sensitive=5, all_options_from=2, three_options_from=2)
WAVE = ScaleWorlds(survey(*ITEMS), scale_of(ITEMS, "1.5", "2.5"), {"school": 12}, POLICY, skips=False)
COUNTS = {EVERYONE: 12, "a": 6, "b": 3, "c": 3}
A, B = "v0 school a", "v1 school b"


def twelve(*more: Bound) -> System:
    facts = [Fact("school", "", one.id, "partition", code, n, 3) for one in ITEMS for code, n in COUNTS.items()]
    steps = zip((EVERYONE, "c0", "c1", "c2"), COUNTS.values(), strict=True)
    facts += [Fact("school", "", "schaal", "partition", code, n, 3) for code, n in steps]
    known = {(one.id, "school"): 12 for one in ITEMS}
    system = system_of(WAVE.unit, facts, WAVE.wave, known)
    return replace(system, bounds=(*system.bounds, *more))


def place_of(system: System, name: str) -> int:
    return [target.name for target in system.targets].index(name)


def unknown(name: str) -> int:
    (found,) = twelve().targets[place_of(twelve(), name)].weights
    return found


def begun(system: System) -> PeopleSearch:
    search = PeopleSearch(system, seed=0)
    assert search.start()
    return search


def without_walking(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on every value has to be proposed by the solver."""
    monkeypatch.setattr(Walk, "from_", lambda *_anything: None)
    monkeypatch.setattr(module, "IDLE_SWEEPS", 0)


def test_the_wave_passes_with_two_data_sets_that_are_apart() -> None:
    finding, pair = attack_with_witnesses(twelve())
    assert finding.passed
    assert pair is not None
    row = twelve().target_matrix[place_of(twelve(), finding.weakest)]
    assert int(row @ (pair.greatest - pair.least)) >= 2
    assert twelve().holds(pair.least)
    assert twelve().holds(pair.greatest)


def test_sums_for_which_no_people_are_found_do_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(module, "arranged", lambda *given: asked.append(given))
    finding = attack(twelve())
    assert not finding.passed
    assert finding.min_values == 0
    assert len(asked) == STARTS


def test_people_who_do_not_give_the_counts_do_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    people = twelve().people
    assert people is not None
    all_alike = Crowd(people, np.ones((12, 2), dtype=np.int64))
    monkeypatch.setattr(module, "arranged", lambda *_given: all_alike)
    finding = attack(twelve())
    assert not finding.passed
    assert finding.min_values == 0


def test_one_value_at_a_time_finds_as_many_as_the_walk(monkeypatch: pytest.MonkeyPatch) -> None:
    """From 4 to 8 chose a; the ends come first, then those between them."""
    without_walking(monkeypatch)
    system = twelve()
    place = place_of(system, A)
    five = replace(system, targets=(replace(system.targets[place], need=5), *system.targets[place + 1 :]))
    assert begun(five).values(0) == 5


def test_a_search_for_many_at_once_that_finds_no_sums_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Walk, "from_", lambda *_anything: None)
    asked, sums = [], PeopleSearch._sums

    def once(search: PeopleSearch, aim: np.ndarray) -> np.ndarray | None:
        asked.append(aim)
        return sums(search, aim) if len(asked) == 1 else None

    monkeypatch.setattr(PeopleSearch, "_sums", once)
    assert begun(twelve()).order()
    assert len(asked) == 1 + IDLE_SWEEPS


def test_a_target_of_which_enough_was_met_needs_no_solver() -> None:
    search = begun(twelve())
    assert search.order() == []
    assert search.values(place_of(twelve(), A)) >= 3


def test_a_value_between_the_ends_that_nobody_can_have_does_not_count() -> None:
    """Twice as many chose a as chose b of the other question, and 5 to 8 chose a: that is 6 or 8, and never 7."""
    system = twelve(Bound({unknown(A): 1, unknown(B): -2}, 0, 0), Bound({unknown(A): 1}, 5, 8))
    assert begun(system).values(place_of(system, A)) == 2
    assert not attack(system).passed


def test_what_is_wide_over_real_numbers_only_does_not_pass() -> None:
    """Three times as many chose a as chose b of the other question, and 4 to 8 chose a: that is 6."""
    system = twelve(Bound({unknown(A): 1, unknown(B): -3}, 0, 0))
    assert begun(system).values(place_of(system, A)) == 1
    assert not attack(system).passed


def test_a_target_that_one_answer_changes_by_two_is_refused() -> None:
    system = twelve()
    double = replace(system, targets=(*system.targets, Target("dubbel", {unknown(A): 2}, 3)))
    with pytest.raises(ValueError, match="more than one"):
        people_walk.Walk(double)
