"""The goals of the sample school, judged by R for every count that its release may draw.

`tests/oracles/sample_goals.json` holds the cases in the format of the shared ones, and `sample_goals.R` beside it says
how they were made: no R is needed here.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from monitor import declaring
from monitor.definition.indicators import Base
from monitor.goals import Goal, statuses
from monitor.results import Results
from monitor.sample import sample_goals
from monitor.statistics.estimate import Share
from monitor.statistics.reasons import Reason
from monitor.statistics.released_goal import of_rounded
from monitor.statistics.rounding import variance
from monitor.workspace import open_workspace
from tests.golden.adapters_weights import ADAPTERS
from tests.golden.test_oracles import close
from tests.support.declared import frozen

Case = dict[str, Any]
CASES: list[Case] = json.loads((Path(__file__).parents[1] / "oracles" / "sample_goals.json").read_text())["cases"]
BASE, PARTS = 3, 1
"""To what the school's counts are rounded, and of how many counts the numerator of each goal is the sum."""
GOALS = {one.item: one for one in sample_goals()}


def of_kind(kind: str) -> list[Case]:
    return [one for one in CASES if one["kind"] == f"goal.{kind}"]


@dataclass(frozen=True)
class Drawn:
    """A release with these counts of the goals, rounded as those of a school are."""

    counts: dict[str, tuple[int, int]]
    seen: tuple[str, ...]

    def years(self, survey: str | None = None) -> tuple[str, ...]:
        return self.seen

    def share(self, survey: str, year: str, item: str, measure: str, base: Base = "A", node: str = "school") -> Share:
        x, n = self.counts[item]
        noise = variance(BASE) * (PARTS + (x / n) ** 2) / n**2
        return Share(survey, year, node, item, measure, base, x, n, x / n, 0.0, 1.0, noise=noise, rounding=BASE)

    def asked_otherwise(self, survey: str, item: str, from_year: str, to_year: str) -> tuple[Reason, ...]:
        return ()


def test_mid_p_is_that_of_r() -> None:
    for case in of_kind("one_year"):
        got = ADAPTERS["goal.one_year"](case["inputs"])
        assert close(got, case["expected"], case["tolerance"]), case["name"]


def test_sureness_of_a_rounded_count_is_that_of_r() -> None:
    for case in of_kind("released"):
        given = case["inputs"]
        got = of_rounded(given["x"], given["n"], given["goal"], given["base"], given["parts"])
        assert close(got, case["expected"]["sureness"], case["tolerance"]), case["name"]


def test_verdicts_are_those_of_holm_in_r_whatever_the_rounding() -> None:
    families = of_kind("family")
    told = set()
    for case in families:
        deadline, given = case["inputs"]["deadline"], case["inputs"]["goals"]
        assert [one["goal"] for one in given] == [GOALS[one["item"]].aimed for one in given]
        assert {one["item"] for one in given} == {one.item for one in GOALS.values() if one.deadline == deadline}
        release = Drawn({one["item"]: (one["x"], one["n"]) for one in given}, ("2023-2024", deadline))
        found = statuses([frozen(GOALS[one["item"]], place) for place, one in enumerate(given, 1)], release)
        assert [one.verdict.value for one in found] == case["expected"]["verdicts"], case["name"]
        told |= {(deadline, one) for one in case["expected"]["verdicts"]}
    assert len(told) == 3, "reached and undecided in the third year, not reached in the second"


def sureness_by_r(share: Share, goal: Goal) -> Any:
    """What R found for the very counts of a release."""
    wanted = {"x": share.count, "n": share.n, "goal": goal.aimed, "base": share.rounding, "parts": PARTS}
    return next(one["expected"]["sureness"] for one in of_kind("released") if one["inputs"] == wanted)


@pytest.mark.unmeasured
def test_the_sample_school_is_judged_as_r_judges_the_very_counts_of_its_release(demo_workspace: Path) -> None:
    goals = declaring.declared(open_workspace(demo_workspace))
    assert [one.goal for one in goals] == list(GOALS.values())
    assert all(one.goal.start == "2023-2024" and one.frozen and not one.frozen.answers_in for one in goals)
    results = replace(Results.load(demo_workspace / "releases"), goals=goals)
    for status in results.goal_statuses:
        goal = status.goal
        for year in ("2024-2025", "2025-2026"):
            share = results.share(goal.survey, year, goal.item, goal.measure, goal.base)
            sure = sureness_by_r(share, goal)
            if year == goal.deadline:
                assert status.sureness == pytest.approx(sure, abs=1e-9)
    families = {one["inputs"]["deadline"]: one["expected"]["verdicts"] for one in of_kind("family")}
    told: dict[str, list[str]] = {}
    for status in results.goal_statuses:
        told.setdefault(status.goal.deadline, []).append(status.verdict.value)
    assert told == families
