"""Before a survey: which changes so many answers would show, of a share and of a scale, and what would show more.

Nothing here knows a school: all of it follows from how many people there are and how many of them answer
(docs/methods/plan.md).
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import NormalDist
from typing import NamedTuple

from monitor.disclosure.policy import load_policy
from monitor.statistics.change import Counted, newcombe
from monitor.statistics.estimate import LEAST, LEAST_TO_COMPARE
from monitor.statistics.intervals import LEVEL
from monitor.statistics.power import STEP, WANTED, Detectable, smallest_detectable
from monitor.statistics.reasons import Reason, because
from monitor.statistics.rounding import noise, variance

QUESTIONS, GO_TOGETHER = 5, 0.5
"""A usual scale: so many questions of five steps, every two with this correlation; an assumption, no finding."""
ITEM_SD = 1.0
"""Standard deviation of the answers to one question, in steps of 1 to 5."""
CUTS = (2.5, 3.5)
"""A scale is released in three steps, cut at these mean answers (surveys/scales.yaml)."""
NORMAL = NormalDist()


@dataclass(frozen=True)
class Sight:
    """What so many answers in both years show, in shares (0.05 is 5 points).

    `share`: of one question. `scale`: of several questions together, told as the change that the same shift of the
    answers would be on one question. `two_years`: of one question, two years before against two years after.
    `smallest_real`: what must be seen to be more than chance. Too few answers: all None, and `reason`.
    """

    response: float
    answers: int
    smallest_real: float | None = None
    share: Detectable | None = None
    scale: Detectable | None = None
    two_years: Detectable | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class Plan:
    """The sights of a school of so many people, one per response, the lowest first; `share` is that of last year."""

    people: int
    share: float
    base: int
    sights: tuple[Sight, ...]


def plan(people: int, responses: tuple[float, ...], *, share: float = 0.7, base: int = 3) -> Plan:
    """What a school would see at each response (0 to 1), with the share that it has now and counts rounded to a base.

    Raises:
        ValueError: fewer than 10 people, or a response or share that is not between 0 and 1.
    """
    if people < LEAST:
        raise ValueError("of fewer than 10 people no number is ever shown")
    if not all(0 < one <= 1 for one in responses) or not 0 < share < 1:
        raise ValueError("a response and a share lie between 0 and 1")
    return Plan(people, share, base, tuple(_sight(people, one, share, base) for one in responses))


def _sight(people: int, response: float, share: float, base: int) -> Sight:
    answers = round(people * response)
    if answers < LEAST:
        return Sight(response, answers, reason=because("few-answers", least=LEAST))
    if answers < LEAST_TO_COMPARE:
        return Sight(response, answers, reason=because("few-to-plan", least=LEAST_TO_COMPARE))
    return Sight(
        response,
        answers,
        half_width(answers, share, base=base),
        smallest_detectable(answers, answers, share, base=base),
        scale_detectable(answers, share, base=base) if answers >= steps_from() else None,
        smallest_detectable(2 * answers, 2 * answers, share, base=base, parts=2),
    )


def steps_from() -> int:
    """From how many answers every step of a scale is published, so that it has a mean."""
    return load_policy().all_options_from


def half_width(n: int, share: float, *, base: int = 1) -> float:
    """What must be seen to be more than chance: half the Newcombe interval of two equal shares of n answers each."""
    year = Counted(share * n, n, noise(share, n, variance(base), variance(base)))
    low, high = newcombe(year, year)
    return float(high - low) / 2


@lru_cache(maxsize=256)
def scale_detectable(n: int, share: float, *, base: int = 1) -> Detectable:
    """The smallest shift of the answers that a scale shows with 80 % power, as a change of the share of one question.

    The answers to each of the scale's questions shift by d steps; the mean of five that go together spreads less than
    one (SD sqrt((1 + 4 r) / 5)) and shifts as far, so it shows more. Its share on one question goes from p to
    Phi(Phi^-1(p) + d). Derived in docs/methods/plan.md; held against drawn answers in tests/statistics.
    """
    start = NORMAL.inv_cdf(share)

    def smallest(towards: Callable[[float], float], room: float) -> float | None:
        sizes = (place * STEP for place in range(1, int(room / STEP) + 1))
        return next((size for size in sizes if _seen(towards(size)) >= WANTED), None)

    def _seen(later: float) -> float:
        return scale_power(n, start, NORMAL.inv_cdf(later) - start, base=base)

    return Detectable(
        smallest(lambda size: share - size, share - STEP), smallest(lambda size: share + size, 1 - share - STEP)
    )


def scale_power(n: int, start: float, shift: float, *, base: int = 1, level: float = LEVEL) -> float:
    """How often a change of the mean step of a scale is more than chance, when all answers shift.

    Welch's t of two years of n answers each, by the noncentral t distribution: the scores are normal and cut into
    steps. The interval reckons with the most variance that rounding may have; what it has on average is (b^2 - 1) / 6.

    Args:
        n: answers in each year.
        start: mean answer of last year above the cut of "satisfied", in standard deviations of one question.
        shift: how far the answers to every question shift, in the same unit.
        base: base to which counts are rounded; 1 for exact counts.
        level: confidence of the interval.
    """
    from scipy.special import nctdtr, stdtrit

    before, after = (_of_steps(start + one) for one in (0.0, shift))
    judged, true = (
        [one.chance / n + one.apart * rounding / n**2 for one in (before, after)]
        for rounding in (variance(base), (base * base - 1) / 6)
    )
    freedom = sum(judged) ** 2 / (sum(one**2 for one in judged) / (n - 1))
    distance = abs(after.mean - before.mean) / math.sqrt(sum(true))
    edge = stdtrit(freedom, (1 + level) / 2) * math.sqrt(sum(judged) / sum(true))
    return 1.0 - float(nctdtr(freedom, distance, edge))


class _Steps(NamedTuple):
    """The mean step of a scale, the variance of one person's step, and the summed squares of the steps around it."""

    mean: float
    chance: float
    apart: float


def _of_steps(above: float) -> _Steps:
    """The steps of a scale of which the answers lie so far above the cut of "satisfied"."""
    spread = ITEM_SD * math.sqrt((1 + (QUESTIONS - 1) * GO_TOGETHER) / QUESTIONS)
    scores = NormalDist(CUTS[-1] + above * ITEM_SD, spread)
    up_to = [0.0, *(scores.cdf(cut) for cut in CUTS), 1.0]
    parts = [high - low for low, high in pairwise(up_to)]
    mean = sum(step * part for step, part in enumerate(parts))
    apart = [(step - mean) ** 2 for step in range(len(parts))]
    return _Steps(mean, sum(one * part for one, part in zip(apart, parts, strict=True)), sum(apart))
