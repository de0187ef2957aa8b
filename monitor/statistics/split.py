"""The two parts of a change in satisfaction: more people know, and those who know are happier."""

import math
from dataclasses import dataclass
from typing import NamedTuple

from monitor.statistics.compare import Change
from monitor.statistics.estimate import Share
from monitor.statistics.intervals import LEVEL, Interval, quantile
from monitor.statistics.reasons import Reason


class Known(NamedTuple):
    """A part of the people, and the variance of that part: chance and rounding together."""

    share: float
    variance: float


@dataclass(frozen=True)
class Split:
    """How a change of the satisfied among all people divides; the two parts add up to it exactly.

    `knowing`: because more (or fewer) people have an opinion at all. `liking`: because those who have one are more (or
    less) satisfied. In shares; limits as those of a change. Without numbers: `reasons`.
    """

    total: float | None = None
    knowing: float | None = None
    knowing_limits: Interval | None = None
    liking: float | None = None
    liking_limits: Interval | None = None
    reasons: tuple[Reason, ...] = ()


def kitagawa(known: tuple[Known, Known], liked: tuple[Known, Known]) -> Split:
    """Divide the change of A q, with A the part that knows and q the satisfied among them; earlier year first.

    A2 q2 - A1 q1 = (A2 - A1)(q1 + q2)/2 + (q2 - q1)(A1 + A2)/2, exactly. Source: Kitagawa 1955. The limits are
    those of the delta method: among those who know, q does not depend on how many they are.
    """
    (a1, va1), (a2, va2) = known
    (q1, vq1), (q2, vq2) = liked
    mean_a, mean_q = (a1 + a2) / 2, (q1 + q2) / 2
    knowing, liking = (a2 - a1) * mean_q, (q2 - q1) * mean_a
    of_knowing = mean_q**2 * (va1 + va2) + (a2 - a1) ** 2 / 4 * (vq1 + vq2)
    of_liking = mean_a**2 * (vq1 + vq2) + (q2 - q1) ** 2 / 4 * (va1 + va2)
    return Split(a2 * q2 - a1 * q1, knowing, _around(knowing, of_knowing), liking, _around(liking, of_liking))


def split(knows: Change, satisfied: Change) -> Split:
    """The two parts of what became of the satisfied among all people of a group.

    Args:
        knows: the change of the part that knows (base A).
        satisfied: the change of the satisfied among those who know (base B).
    """
    reasons = tuple(dict.fromkeys((*knows.reasons, *satisfied.reasons)))
    if reasons or not (knows.comparable and satisfied.comparable):
        return Split(reasons=reasons)
    return kitagawa(_pair(knows), _pair(satisfied))


def _pair(change: Change) -> tuple[Known, Known]:
    assert change.before is not None, "what is comparable has both years"
    assert change.after is not None
    return _known(change.before), _known(change.after)


def _known(share: Share) -> Known:
    assert share.share is not None
    assert share.variance is not None
    return Known(share.share, share.variance)


def _around(change: float, variance: float) -> Interval:
    half = quantile(LEVEL) * math.sqrt(variance)
    return Interval(change - half, change + half)
