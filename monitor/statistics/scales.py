"""The mean step of a derived scale, and what became of it: from the released counts of its steps alone.

The steps count 1, 2, ... from low to high. So this is a mean of steps and not of the scores behind them, which nobody
has any more: steps that are wide hide differences, and the mean moves by whole steps of people.
"""

import math
from dataclasses import dataclass, replace
from typing import NamedTuple

from monitor.statistics.comparable import differences
from monitor.statistics.compare import Verdict, verdict
from monitor.statistics.estimate import LEAST_TO_COMPARE, SCHOOL, Estimates
from monitor.statistics.intervals import LEVEL, Interval, quantile
from monitor.statistics.ratio import student
from monitor.statistics.reasons import Reason, because


class Spread(NamedTuple):
    """So many people, their mean, the variance among them, and the variance that rounding adds to the mean."""

    n: float
    mean: float
    variance: float
    noise: float = 0.0


class Difference(NamedTuple):
    """How far a mean moved, later minus earlier; between which limits, and how rare that is by chance.

    `t` is the change in standard errors, on so many degrees of freedom (`df`; endless where nothing varies by chance).
    """

    change: float
    interval: Interval
    p: float
    t: float
    df: float


@dataclass(frozen=True)
class MeanStep:
    """The mean step of a scale in one year, of `steps`; hidden: numbers are None and `reason` says why."""

    survey: str
    year: str
    scale: str
    steps: int
    n: int | None = None
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    spread: Spread | None = None
    reason: Reason | None = None


@dataclass(frozen=True)
class MeanChange:
    """What became of the mean step of a scale between two years; not comparable: no numbers, and `reasons`."""

    before: MeanStep | None
    after: MeanStep | None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    reasons: tuple[Reason, ...] = ()


def spread_of(counts: list[int], variance: float) -> Spread:
    """Mean and variance of the steps 1, 2, ... that so many people each are on.

    Each count was rounded apart with this `variance`; to first order the mean gets sum (k - mean)^2 variance / n^2 on
    top of chance (delta method), as a share does (`monitor.statistics.rounding`).

    Raises:
        ValueError: fewer than two people.
    """
    n = sum(counts)
    if n < 2 or min(counts) < 0:
        raise ValueError("a mean with limits needs two people or more")
    mean = sum(step * count for step, count in enumerate(counts, start=1)) / n
    apart = [(step - mean) ** 2 for step in range(1, len(counts) + 1)]
    among = sum(one * count for one, count in zip(apart, counts, strict=True)) / (n - 1)
    return Spread(n, mean, among, variance * sum(apart) / n**2)


def welch(before: Spread, after: Spread, level: float = LEVEL) -> Difference:
    """How far a mean moved between two groups of people whose spreads may differ.

    SE^2 = sum of s^2/n and of the rounding; Student's t with the degrees of freedom of Welch and Satterthwaite, in
    which rounding counts as known. Source: Welch 1947; without rounding proven against `scipy.stats.ttest_ind` and the
    oracle kinds `scale.welch` and `school.scale_change` (R `t.test`). Nothing varies and nothing was rounded: the
    change is what it is.

    Raises:
        ValueError: fewer than two people in one of the years.
    """
    if min(before.n, after.n) < 2:
        raise ValueError("a mean with limits needs two people or more")
    chance = [one.variance / one.n for one in (before, after)]
    squared = sum(chance) + before.noise + after.noise
    change = after.mean - before.mean
    if squared <= 0:
        same = change == 0
        t = 0.0 if same else math.copysign(math.inf, change)
        return Difference(change, Interval(change, change), float(same), t, math.inf)
    unsure = sum(one**2 / (side.n - 1) for one, side in zip(chance, (before, after), strict=True))
    freedom = squared**2 / unsure if unsure > 0 else math.inf
    se = math.sqrt(squared)
    half = (student(freedom, level) if math.isfinite(freedom) else quantile(level)) * se
    limits = Interval(change - half, change + half)
    return Difference(change, limits, _tails(abs(change) / se, freedom), change / se, freedom)


def mean_step(estimates: Estimates, scale: str) -> MeanStep:
    """The mean step of a scale of the whole school, with Student's interval widened by the rounding.

    Only where every step was published, which is from 60 scores on.

    Raises:
        KeyError: the wave has no such scale.
    """
    item, manifest = estimates.scales[scale], estimates.manifest
    empty = MeanStep(manifest.survey.id, manifest.year, scale, len(item.options))
    share = estimates.shares[scale, "favourable", "A", SCHOOL]
    if share.reason:
        return replace(empty, reason=share.reason)
    counts = [estimates.published.count(SCHOOL, item, (code,)) for code in item.codes()]
    known = [count for count in counts if count is not None]
    if len(known) < len(counts) or sum(one.value for one in known) < LEAST_TO_COMPARE:
        return replace(empty, reason=because("few-categories"))
    spread = spread_of([one.value for one in known], max(one.variance for one in known))
    half = student(spread.n - 1) * math.sqrt(spread.variance / spread.n + spread.noise)
    low, high = max(1.0, spread.mean - half), min(float(len(counts)), spread.mean + half)
    return replace(empty, n=share.n, mean=spread.mean, low=low, high=high, spread=spread)


def mean_change(earlier: Estimates, later: Estimates, scale: str) -> MeanChange:
    """What became of the mean step of a scale between two years, if it was made and asked in the same way."""
    sides = [mean_step(one, scale) if scale in one.scales else None for one in (earlier, later)]
    reasons = differences(earlier.manifest, later.manifest, scale)
    before, after = sides
    if reasons or before is None or after is None:
        return MeanChange(before, after, reasons=reasons)
    if before.spread is None or after.spread is None:
        hidden = dict.fromkeys(one.reason for one in (before, after) if one.reason)
        return MeanChange(before, after, reasons=tuple(hidden))
    found = welch(before.spread, after.spread)
    low, high = float(found.interval.low), float(found.interval.high)
    return MeanChange(before, after, found.change, low, high, found.p, verdict(low, high))


def _tails(t: float, freedom: float) -> float:
    if not math.isfinite(freedom):
        return math.erfc(t / math.sqrt(2))
    from scipy.special import stdtr

    return float(2 * stdtr(freedom, -t))
