"""The goals of a school: what was declared before the answers came in, and what may be said of each afterwards.

A goal is written as a draft, frozen with a time and a hash, and from then on only added to: amendments and a withdrawal
stand beside what was frozen, they never replace it. Every deed carries the hash of the deed before it on the same goal,
so one that was changed later no longer fits. Nothing here reads a workspace: deeds and released shares go in, statuses
come out.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby, pairwise
from typing import Literal, Protocol

from pydantic import Field

from monitor.definition.indicators import Base, Direction
from monitor.definition.model import Frozen
from monitor.statistics.estimate import SCHOOL, Share
from monitor.statistics.multiple import holm
from monitor.statistics.reasons import Reason, because
from monitor.statistics.released_goal import sureness_of
from monitor.statistics.response import Response
from monitor.statistics.sureness import SURE, Reached

MOST_ACTIVE = 3
"""Goals that a school has at once: with more, none of them is what the year is about."""
LONGEST_WHY = 300
"""Characters of a text of why, or of a reason."""

Deed = Literal["draft", "freeze", "amend", "withdraw"]
State = Literal["draft", "frozen", "withdrawn"]


class Goal(Frozen):
    """A share that a school wants to see in a later school year.

    `item`, `measure`, `base` and `node` name the share as in `results`; `target` and `margin` are whole percents and
    points. So many points short of the target count as reached: a margin is fixed beforehand, like the target.
    `why` is a sentence of the school; no name stands in it.
    """

    survey: str
    item: str
    measure: str
    base: Base = "A"
    node: str = SCHOOL
    direction: Direction
    target: int = Field(ge=1, le=99)
    margin: int = Field(default=0, ge=0, le=20)
    start: str
    deadline: str
    why: str = Field(default="", max_length=LONGEST_WHY)

    @property
    def aimed(self) -> float:
        """The target as a share, 0 to 1."""
        return self.target / 100

    @property
    def reached_from(self) -> float:
        """The share (0 to 1) from which, or down to which, the goal counts as reached: the target less its margin."""
        short = -self.margin if self.direction == "up" else self.margin
        return (self.target + short) / 100


@dataclass(frozen=True)
class Done:
    """One deed on one goal: what it was, when (UTC), what the goal is from then on, and why.

    `answers_in`: answers of the deadline's wave had been taken in by then. `release` is the SHA-256 of the manifest of
    the start wave, `before` that of the deed before this one on the same goal (nothing for the first).
    """

    number: int
    deed: Deed
    at: str
    goal: Goal
    reason: str
    answers_in: bool
    release: str
    before: str
    sha256: str = ""

    def sealed(self) -> "Done":
        """The same with the hash that fits it."""
        return replace(self, sha256=self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """SHA-256 in hex of everything that the deed says, in one fixed way of writing."""
        told = asdict(self) | {"goal": self.goal.model_dump(mode="json")}
        del told["sha256"]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Declared:
    """A goal with everything that was done to it, the first deed first."""

    number: int
    deeds: tuple[Done, ...]

    @property
    def goal(self) -> Goal:
        """The goal as it is now."""
        return self.deeds[-1].goal

    @property
    def frozen(self) -> Done | None:
        """The deed that froze it."""
        return next((one for one in self.deeds if one.deed == "freeze"), None)

    @property
    def amendments(self) -> tuple[tuple[Goal, Done], ...]:
        """Every change after it was frozen, beside what the goal was before it."""
        return tuple((was.goal, now) for was, now in pairwise(self.deeds) if now.deed == "amend")

    @property
    def withdrawn(self) -> Done | None:
        """The deed that withdrew it."""
        return next((one for one in self.deeds if one.deed == "withdraw"), None)

    @property
    def state(self) -> State:
        """What it is now."""
        if self.withdrawn:
            return "withdrawn"
        return "frozen" if self.frozen else "draft"

    @property
    def counts(self) -> bool:
        """Whether it is judged: it was frozen, and not withdrawn before the answers came in."""
        return self.frozen is not None and (self.withdrawn is None or self.withdrawn.answers_in)

    @property
    def intact(self) -> bool:
        """Whether every deed still fits its hash, and names the deed before it."""
        names = ("", *(one.sha256 for one in self.deeds))
        return all(
            one.sha256 == one.fingerprint and one.before == before
            for before, one in zip(names, self.deeds, strict=False)
        )


def declared_in(deeds: Iterable[Done]) -> tuple[Declared, ...]:
    """The goals that these deeds make, by number; the deeds of each stay in their order."""
    ordered = sorted(deeds, key=lambda one: one.number)
    return tuple(Declared(number, tuple(own)) for number, own in groupby(ordered, key=lambda one: one.number))


@dataclass(frozen=True)
class Interim:
    """What a pulse says of a goal in between: never a verdict.

    `month` (`2025-05`) is when it was held, `response` how many of its `audience` answered. `sureness` (0 to 1) stands
    by itself; `reason`: why the pulse says nothing of the goal.
    """

    share: Share
    month: str
    audience: str
    response: Response
    sureness: float | None = None
    reason: Reason | None = None


class Released(Protocol):
    """What is read of the results of a school."""

    def years(self, survey: str | None = None) -> tuple[str, ...]:
        """The school years with a release of the survey, oldest first."""

    def share(self, survey: str, year: str, item: str, measure: str, base: Base = "A", node: str = SCHOOL) -> Share:
        """A share of a wave."""

    def asked_otherwise(self, survey: str, item: str, from_year: str, to_year: str) -> tuple[Reason, ...]:
        """Why the answers to an item cannot be compared between two years."""


@dataclass(frozen=True)
class GoalStatus:
    """What may be said of a goal.

    `shares` are those of the released waves from the start up to the deadline, the oldest first. `final`: the
    deadline's wave is among them, so there is a verdict; until then the last share is an interim look. `sureness` (0
    to 1) stands by itself, `verdict` is held to all `together` goals of that deadline. `reason`: why neither can be.
    `interims` are what pulses say in between; no verdict reckons with them.
    """

    declared: Declared
    shares: tuple[Share, ...]
    final: bool
    together: int = 0
    sureness: float | None = None
    verdict: Reached = Reached.UNDECIDED
    reason: Reason | None = None
    interims: tuple[Interim, ...] = ()

    @property
    def goal(self) -> Goal:
        """The goal as it is now."""
        return self.declared.goal

    @property
    def start(self) -> Share | None:
        """The share of the wave from which the goal starts, if that is released."""
        return next((one for one in self.shares if one.year == self.goal.start), None)

    @property
    def latest(self) -> Share | None:
        """The share of the last wave, the deadline's if that is released."""
        return self.shares[-1] if self.shares else None

    @property
    def held_back(self) -> bool:
        """By itself it would be reached or not, but beside the other goals of its deadline that is not sure enough."""
        alone = self.sureness is not None and (self.sureness >= SURE or self.sureness <= 1 - SURE)
        return alone and self.verdict is Reached.UNDECIDED


Between = Callable[[Declared], tuple[Interim, ...]]
"""What the pulses between its start and its deadline say of a goal, the oldest first."""


def statuses(
    goals: Sequence[Declared], released: Released, between: Between = lambda _goal: ()
) -> tuple[GoalStatus, ...]:
    """What may be said of each goal: verdicts for those whose deadline is released, all of a deadline held together.

    Sureness is that of the released share (`sureness_of`). Of the goals with the same deadline that count, Holm keeps
    the chance of any wrong "reached" at .05, and that of any wrong "not reached" as well; one whose deeds no longer
    fit their hashes gets no verdict, and counts among them as one that could not be surer.
    """
    looked = [_looked(one, released, between) for one in goals]
    verdicts: dict[int, GoalStatus] = {}
    for deadline in {one.goal.deadline for one in looked}:
        family = [one for one in looked if one.final and one.declared.counts and one.goal.deadline == deadline]
        verdicts |= {one.declared.number: one for one in _held(family)}
    return tuple(verdicts.get(one.declared.number, one) for one in looked)


def _looked(one: Declared, released: Released, between: Between) -> GoalStatus:
    """The goal with its shares, and its sureness where the deadline's wave is there."""
    goal = one.goal
    years = [year for year in released.years(goal.survey) if goal.start <= year <= goal.deadline]
    shares = tuple(released.share(goal.survey, year, goal.item, goal.measure, goal.base, goal.node) for year in years)
    found = GoalStatus(one, shares, final=goal.deadline in years)
    if not one.intact:
        return replace(found, reason=because("goal-changed"))
    found = replace(found, interims=between(one))
    if not found.final or not one.counts:
        return found
    if goal.start in years and (broken := released.asked_otherwise(goal.survey, goal.item, goal.start, goal.deadline)):
        return replace(found, reason=broken[0])
    sure = sureness_of(shares[-1], goal.reached_from, goal.direction)
    return replace(found, reason=sure) if isinstance(sure, Reason) else replace(found, sureness=sure)


def _held(family: Sequence[GoalStatus]) -> list[GoalStatus]:
    """The goals of one deadline with their verdicts."""
    # a goal that was meddled with: the least sure that can be, so that it helps no other one
    sure = [one.sureness if one.declared.intact else 0.5 for one in family]
    reached = holm([None if one is None else 1 - one for one in sure])
    missed = holm(sure)
    together = sum(one is not None for one in sure)
    return [
        replace(status, together=together, verdict=_verdict(yes, no))
        for status, yes, no in zip(family, reached, missed, strict=True)
    ]


def _verdict(reached: float | None, missed: float | None) -> Reached:
    # .05 itself: 1 - .95 is a float a little above it
    most = 1 - SURE
    if reached is not None and reached <= most:
        return Reached.YES
    return Reached.NO if missed is not None and missed <= most else Reached.UNDECIDED
