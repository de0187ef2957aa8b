"""The numbers of a goal worked out anew: its target and margin as declared, and how sure it is, by trying every count.

The program reckons sureness with folded chances; here every true count and every way in which it may have been rounded
is gone through one by one.
"""

import itertools
from collections.abc import Iterator
from typing import TYPE_CHECKING

from scipy.stats import binom

from monitor.goals import Goal
from tests.support.shown import arithmetic
from tests.support.shown.found import Unit

if TYPE_CHECKING:
    from tests.support.shown.declared import Declared
    from tests.support.shown.facts import Wave

Numbers = Iterator[tuple[Unit, float, tuple[frozenset[str], str]]]


def sureness(count: int, n: int, goal: float, base: int, parts: int = 1) -> float:
    """How sure it is that the true share lies above the goal, of a sum of so many counts rounded at random.

    Every true number of answers n' that may stand behind n weighs by the chance that it was rounded to n. Below that
    all rounded counts less than the one seen count in full, and of the one seen half of one true count (1 / 2b), on
    the side that leaves it less sure; within that half nothing is said.
    """
    slips = [_slip(steps, base) for steps in itertools.product(range(-base + 1, base), repeat=parts)]
    less = seen = weight = 0.0
    for answers in range(max(1, n - base + 1), n + base):
        rounded_so = (base - abs(answers - n)) / base
        weight += rounded_so
        for moved, chance in slips:
            for told in range(count % base - parts * base, count + 1, base):
                part = rounded_so * chance * base * float(binom.pmf(told - moved, answers, goal))
                less, seen = (less, seen + part) if told == count else (less + part, seen)
    low, high = (less + seen / (2 * base)) / weight, (less + seen - seen / (2 * base)) / weight
    return min(1.0, low if low > 0.5 else high if high < 0.5 else 0.5)


def _slip(steps: tuple[int, ...], base: int) -> tuple[int, float]:
    """How far a sum was moved by rounding each of its counts so far, and the chance of it."""
    chance = 1.0
    for step in steps:
        chance *= (base - abs(step)) / base**2
    return sum(steps), chance


def of_item(known: "Declared", survey: str, item: str) -> Numbers:
    """Everything that is told of the goals about a question."""
    for one in known.results.goals:
        goal = one.goal
        if (goal.survey, goal.item) != (survey, item):
            continue
        where: tuple[frozenset[str], str] = (frozenset(), goal.node)
        family = sum(other.goal.deadline == goal.deadline for other in known.results.goals)
        yield from ((unit, float(number), where) for unit, number in (("count", one.number), ("count", family)))
        yield "count", len(one.amendments), where
        for declared in (goal, *(was for was, _done in one.amendments)):
            yield from _of_declared(declared, where)
        yield from _of_sureness(known.waves.get((goal.survey, goal.deadline)), goal, where)
        for wave in known.waves.values():
            pulse = wave.release.manifest.survey.pulse
            if pulse is not None and pulse.of == survey and item in wave.items:
                yield from _of_sureness(wave, goal, where)
                yield from _came_in(wave, where)


def _came_in(wave: "Wave", where: tuple[frozenset[str], str]) -> Numbers:
    """How many answered a pulse, of how many, and how many did not."""
    manifest = wave.release.manifest
    forms, enrolled = manifest.nodes[0].forms, manifest.enrolment.get("total")
    yield "count", forms, where
    if enrolled:
        yield from (("count", float(number), where) for number in (enrolled, enrolled - forms))
        yield from (("percent", forms / enrolled, where), ("share", forms / enrolled, where))


def _of_declared(goal: Goal, where: tuple[frozenset[str], str]) -> Numbers:
    short = goal.margin if goal.direction == "down" else -goal.margin
    for percents in (goal.target, goal.target + short):
        yield "percent", percents / 100, where
        yield "share", percents / 100, where
    yield "points", goal.margin / 100, where
    yield "share", goal.margin / 100, where


def _of_sureness(wave: "Wave | None", goal: Goal, where: tuple[frozenset[str], str]) -> Numbers:
    if wave is None:
        return
    reached = (goal.target + (goal.margin if goal.direction == "down" else -goal.margin)) / 100
    base = wave.base(goal.node, goal.item)
    for part in wave.parts(goal.node, wave.items[goal.item]).get((goal.measure, goal.base), ()):
        noise = part.noise * part.n**2 / arithmetic.noise_of(base) - part.share**2
        above = sureness(part.count, part.n, reached, base, max(1, round(noise)))
        sure = above if goal.direction == "up" else 1 - above
        yield "share", sure, where
        yield "count", float(round(100 * sure)), where
        yield "count", float(min(94, max(6, round(100 * sure)))), where
        if wave.release.manifest.survey.pulse is not None:
            yield "count", float(min(99, max(1, round(100 * sure)))), where
    yield "count", 100.0, where
