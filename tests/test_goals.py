"""Goals: verdicts as R reckons them and Holm asks them, and deeds that fit their hashes or are told not to."""

import itertools
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

import monitor
from monitor.goals import Declared, Goal, GoalStatus, statuses
from monitor.statistics.sureness import Reached
from tests.support.declared import GOAL, Counts, done, frozen, school_with_goals

ROOT = Path(monitor.__file__).parent.parent
FILE = Path(os.environ.get("SCHOOLKLIMAAT_ORACLES", ROOT.parent / "shared" / "oracles")) / "10_goals.json"


def goal(item: str = "com_tevreden", **changed: object) -> Goal:
    return GOAL.model_copy(update={"item": item, **changed})


def judged(counts: Counts, *goals: Declared) -> tuple[GoalStatus, ...]:
    return statuses(goals, counts)


@pytest.mark.skipif(not FILE.exists(), reason="the oracle cases are not here")
def test_sureness_is_that_of_r_for_the_same_counts() -> None:
    cases = [one for one in json.loads(FILE.read_text())["cases"] if one["kind"] == "goal.one_year"]
    assert len(cases) > 5
    for case in cases:
        x, n, wanted = (case["inputs"][name] for name in ("x", "n", "goal"))
        one = frozen(goal(target=round(100 * wanted)))
        (status,) = judged(Counts({"com_tevreden": (x, n)}), one)
        sure = case["expected"]["midp_confidence"]
        assert status.sureness == pytest.approx(sure, rel=1e-6, abs=1e-8)
        assert status.verdict is (Reached.YES if sure >= 0.95 else Reached.NO if sure <= 0.05 else Reached.UNDECIDED), (
            case["name"]
        )


def test_a_goal_of_at_most_so_much_is_reached_below_it() -> None:
    (status,) = judged(Counts({"com_tevreden": (5, 200)}), frozen(goal(target=10, direction="down")))
    assert status.verdict is Reached.YES


def test_a_margin_counts_on_the_side_of_what_was_aimed_at() -> None:
    up, down = goal(target=60, margin=4), goal(target=10, margin=4, direction="down")
    assert (up.reached_from, down.reached_from) == (0.56, 0.14)


def test_goals_of_one_deadline_are_held_together_as_holm_does() -> None:
    """scipy.stats: binom.cdf(119, 170, .64) + binom.pmf(120, 170, .64) / 2 is .964291; three times the rest is .107."""
    counts = Counts(dict.fromkeys(("com_tevreden", "kl_veilig", "par_inspraak"), (120, 170)))
    goals = [frozen(goal(item, target=64), number) for number, item in enumerate(counts.of_item, start=1)]
    (alone,) = judged(counts, goals[0])
    assert alone.verdict is Reached.YES
    assert alone.sureness == pytest.approx(0.964291, abs=1e-6)
    together = judged(counts, *goals)
    assert {one.verdict for one in together} == {Reached.UNDECIDED}
    assert all(one.held_back and one.together == 3 for one in together)
    surer = replace(counts, of_item={**counts.of_item, "kl_veilig": (140, 170), "par_inspraak": (139, 170)})
    assert {one.verdict for one in judged(surer, *goals)} == {Reached.YES}, "the last one is tested at .05 itself"


def test_missed_goals_are_held_together_as_well() -> None:
    counts = Counts({"com_tevreden": (97, 170), "kl_veilig": (110, 170)})
    goals = [frozen(goal(item, target=64), number) for number, item in enumerate(counts.of_item, start=1)]
    assert judged(counts, goals[0])[0].verdict is Reached.NO
    assert judged(counts, *goals)[0].held_back


@pytest.mark.parametrize("other", [
    done(None, "draft", GOAL, 2), frozen(goal(deadline="2024-2025", start="2023-2024"), 2),
    done(frozen(GOAL, 2), "withdraw", GOAL, 2), frozen(goal("unseen"), 2),
], ids=["a draft", "another deadline", "withdrawn in time", "not shown"])  # fmt: skip
def test_what_is_not_judged_with_it_makes_a_goal_no_less_sure(other: Declared) -> None:
    counts = Counts({"com_tevreden": (120, 170)})
    assert judged(counts, frozen(goal(target=64)), other)[0].verdict is Reached.YES


def test_a_goal_that_was_withdrawn_after_the_answers_came_in_is_judged_and_counts() -> None:
    counts = Counts({"com_tevreden": (120, 170), "kl_veilig": (80, 170)})
    late = done(frozen(goal("kl_veilig", target=46), 2), "withdraw", goal("kl_veilig", target=46), 2, answers_in=True)
    first, second = judged(counts, frozen(goal(target=64)), late)
    assert (first.verdict, first.together) == (Reached.UNDECIDED, 2)
    assert second.sureness is not None


def test_an_earlier_year_is_an_interim_look_without_sureness_or_verdict() -> None:
    counts = Counts({"com_tevreden": (170, 170)})
    (status,) = judged(counts, frozen(goal(deadline="2026-2027")))
    assert (status.final, status.sureness, status.verdict) == (False, None, Reached.UNDECIDED)
    assert status.latest is not None
    assert status.latest.year == "2025-2026"
    (nothing,) = judged(Counts({}, seen=()), frozen())
    assert (nothing.latest, nothing.start, nothing.reason) == (None, None, None)


def test_what_is_hidden_or_was_asked_otherwise_gets_the_reason_for_a_verdict() -> None:
    (hidden,) = judged(Counts({}), frozen())
    assert hidden.reason is not None
    assert (hidden.reason.code, hidden.verdict) == ("few-answers", Reached.UNDECIDED)
    (other,) = judged(Counts({"com_tevreden": (170, 170)}, broken=("com_tevreden",)), frozen())
    assert other.reason is not None
    assert (other.reason.code, other.verdict, other.sureness) == ("wording", Reached.UNDECIDED, None)


CHANGES = [
    {"goal": goal(target=40)}, {"at": "2023-01-01T00:00:00+00:00"}, {"reason": "anders"}, {"answers_in": True},
    {"release": "0" * 64}, {"before": "0" * 64}, {"deed": "amend"},
]  # fmt: skip


@pytest.mark.parametrize(("place", "changed"), list(itertools.product((0, 1), CHANGES)), ids=str)
def test_a_deed_that_was_changed_no_longer_fits_and_gets_no_verdict(place: int, changed: dict[str, object]) -> None:
    whole = frozen()
    assert whole.intact
    deeds = list(whole.deeds)
    deeds[place] = replace(deeds[place], **changed)
    assert not Declared(1, tuple(deeds)).intact
    deeds[place] = deeds[place].sealed()
    meddled = Declared(1, tuple(deeds))
    if place == 0:  # the deed after it still names the hash that this one had
        assert not meddled.intact
        (status,) = judged(Counts({"com_tevreden": (170, 170)}), meddled)
        assert status.verdict is Reached.UNDECIDED
        assert status.reason is not None
        assert status.reason.code == "goal-changed"
    else:
        assert meddled.intact == ("before" not in changed), "of the last deed only the noted hash can tell"


def test_a_deed_that_was_taken_out_is_missed() -> None:
    amended = done(frozen(), "amend", goal(target=50))
    assert amended.intact
    assert not Declared(1, (amended.deeds[0], amended.deeds[2])).intact
    assert not Declared(1, amended.deeds[1:]).intact


def test_a_meddled_goal_helps_no_other_one() -> None:
    counts = Counts({"com_tevreden": (120, 170)})
    meddled = Declared(2, tuple(replace(one, number=2, at="x") for one in frozen(GOAL, 2).deeds))
    assert judged(counts, frozen(goal(target=64)), meddled)[0].verdict is Reached.UNDECIDED


def test_an_amendment_stands_beside_what_was_frozen() -> None:
    amended = done(frozen(), "amend", goal(target=50))
    ((was, now),) = amended.amendments
    assert (was.target, now.goal.target, amended.goal.target) == (65, 50, 50)
    assert amended.frozen is not None
    assert amended.frozen.goal.target == 65


def test_the_results_of_a_school_judge_its_goals_once() -> None:
    results = school_with_goals()
    told = {one.declared.number: one.verdict.value for one in results.goal_statuses}
    assert told == {
        1: "bereikt", 2: "niet-bereikt", 3: "nog-niet-te-zeggen", 8: "bereikt",
        **dict.fromkeys((4, 5, 6, 7), "nog-niet-te-zeggen"),
    }  # fmt: skip
    assert results.goal_statuses is results.goal_statuses
