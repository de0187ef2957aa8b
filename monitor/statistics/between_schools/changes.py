"""What became of a network between two years, and which of its schools changed by more than chance."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from monitor.statistics.between_schools.counts import LEAST_SCHOOLS, Counts, Vector, too_few
from monitor.statistics.between_schools.network import Exactness, of_forms
from monitor.statistics.change import Counted, newcombe, newcombe_p
from monitor.statistics.compare import Verdict, verdict
from monitor.statistics.estimate import LEAST_TO_COMPARE
from monitor.statistics.intervals import LEVEL, Interval, Numbers
from monitor.statistics.listing import ALLOWED_ACCIDENTS
from monitor.statistics.multiple import benjamini_hochberg
from monitor.statistics.ratio import student
from monitor.statistics.reasons import Reason

MOST_T = 1e6
"""No change is surer than this."""


@dataclass(frozen=True)
class NetworkChange:
    """What became of the share of the schools that took part in both years: later minus earlier, in shares.

    Hidden, or not comparable: all numbers but `schools` are None and `reasons` says why. `otherwise` is how many took
    part in both years but are left out: there it was asked in another way.
    """

    schools: int
    before: float | None = None
    after: float | None = None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    reasons: tuple[Reason, ...] = ()
    otherwise: int = 0


class SchoolChange(NamedTuple):
    """What became of one school's share, and whether that stands out among all schools that were tested.

    `verdict` is that of the school by itself; `beyond`: it stays among all schools (Benjamini-Hochberg).
    """

    school: str
    change: float
    low: float
    high: float
    p: float
    adjusted: float
    verdict: Verdict = Verdict.UNDECIDED
    beyond: bool = False


def network_change(before: Counts, after: Counts, *, least: int = LEAST_SCHOOLS, level: float = LEVEL) -> NetworkChange:
    """The change of a network between two years, over the schools that took part in both.

    The two shares of all forms with their limits (t, schools - 1; the school as unit), put together by MOVER with the
    correlation of a school's two years: d -+ sqrt(a^2 + b^2 - 2 r a b), a and b the distances of limit and share (Zou &
    Donner 2008). So schools that are alike in both years do not count as chance. p agrees with the interval. Proven by
    oracle kind `between.change` (R).
    """
    later = set(after.schools)
    both = tuple(one for one in before.schools if one in later)
    reason = too_few(len(both), least)
    if reason:
        return NetworkChange(len(both), reasons=(reason,))
    first, second = before.at(both), after.at(both)
    years, related = (of_forms(first), of_forms(second)), _related(first, second)
    low, high = _mover(*years, related, student(len(both) - 1, level))
    change = years[1].p - years[0].p
    p = _touching(*years, related)
    return NetworkChange(
        len(both), years[0].p, years[1].p, change, float(low), float(high), p, verdict(float(low), float(high))
    )


def school_changes(before: Counts, after: Counts, *, q: float = ALLOWED_ACCIDENTS) -> tuple[SchoolChange, ...]:
    """Which schools changed by more than chance, in the order given; of those said to, about q are accidents.

    Per school the interval and the p of a change as everywhere (Newcombe, widened by rounding), from 30 answers in both
    years; the p over all those schools by Benjamini-Hochberg. A school stands out when both say so.
    """
    enough = {one for one, n in zip(after.schools, after.n, strict=True) if n >= LEAST_TO_COMPARE}
    known = zip(before.schools, before.n, strict=True)
    both = tuple(one for one, n in known if n >= LEAST_TO_COMPARE and one in enough)
    if not both:
        return ()
    first, second = before.at(both), after.at(both)
    years = _counted(first), _counted(second)
    low, high = (np.atleast_1d(one).tolist() for one in newcombe(*years))
    p = np.atleast_1d(newcombe_p(*years)).tolist()
    adjusted = [1.0 if one is None else one for one in benjamini_hochberg(p)]
    moved = (second.shares - first.shares).tolist()
    alone = [verdict(*limits) for limits in zip(low, high, strict=True)]
    beyond = [one <= q and said is not Verdict.UNDECIDED for one, said in zip(adjusted, alone, strict=True)]
    told = zip(both, moved, low, high, p, adjusted, alone, beyond, strict=True)
    return tuple(SchoolChange(*one) for one in told)


def _counted(counts: Counts) -> Counted:
    return Counted(counts.x, counts.n, counts.noise(counts.shares))


def _residuals(counts: Counts) -> Vector:
    """How much each school draws the share of all forms up or down."""
    x, n = counts.summed
    return np.asarray((x - x.sum() / n.sum() * n) / n.sum(), float)


def _related(before: Counts, after: Counts) -> float:
    """The correlation of the two shares of all forms, from -1 to 1: schools that were high stay high."""
    first, second = _residuals(before), _residuals(after)
    k = len(before)
    together = float(np.sum(first * second)) * k / (k - 1)
    size = np.sqrt(of_forms(before).variance * of_forms(after).variance)
    return float(np.clip(together / size, -1.0, 1.0)) if size > 0 else 0.0


def _mover(before: Exactness, after: Exactness, related: float, t: float) -> Interval:
    (l1, u1), (l2, u2), d = before.limits(t), after.limits(t), after.p - before.p
    return Interval(d - _apart(after.p - l2, u1 - before.p, related), d + _apart(u2 - after.p, before.p - l1, related))


def _apart(a: Numbers, b: Numbers, related: float) -> float:
    return float(np.sqrt(np.maximum(a * a + b * b - 2 * related * a * b, 0.0)))


def _touching(before: Exactness, after: Exactness, related: float) -> float:
    """The p at which the interval touches 0; 1 where the shares are equal."""
    from scipy.optimize import brentq
    from scipy.special import stdtr

    if before.p == after.p:
        return 1.0

    def beyond(t: float) -> float:
        """By how much the interval leaves 0 out."""
        limits = _mover(before, after, related, t)
        return float(limits.low if after.p > before.p else -limits.high)

    high = 1.0
    while beyond(high) > 0 and high < MOST_T:
        high *= 2
    t = brentq(beyond, 0.0, high) if high < MOST_T else high
    return float(2 * stdtr(after.freedom, -t))
