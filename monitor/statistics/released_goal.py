"""How sure it is that a goal has been reached when only rounded counts are known.

A count rounded at random to a base b stands for b true counts, so it says less about a goal than a true one. What was
seen is the rounded count, and its chances at the goal are reckoned: of the true counts by the binomial, of the rounding
by its own chances, over every true number of answers that the rounded one may stand for. Mid-P counts half of the
chance of what was seen; a rounded count holds the chances of b true ones, so here only half of one of them is counted,
on the side that makes it less sure. With base 1 that is mid-P itself.

How often a goal that is only just met is called "reached": tests/statistics/test_released_goal.py enumerates it (mean
2 %, at most 7 %; docs/methods/goals.md). Averaging mid-P over the true counts goes up to 12 %, mid-P on an effective
number of answers up to 17 %.
"""

import numpy as np
import numpy.typing as npt

from monitor.definition.indicators import Direction
from monitor.statistics.estimate import Share
from monitor.statistics.reasons import Reason, because
from monitor.statistics.rounding import variance
from monitor.statistics.sureness import one_year

Vector = npt.NDArray[np.float64]


def sureness_of(share: Share, goal: float, better: Direction = "up") -> float | Reason:
    """How sure it is that a released share reaches a goal; the reason where nothing can be said.

    `better` is `up` for a goal of at least so much, `down` for one of at most so much, as for bullying.

    A numerator that is the sum of several published counts has the rounding of all of them.

    Raises:
        ValueError: a goal that is not between 0 and 1.
    """
    if share.count is None or share.n is None or share.share is None:
        return share.reason or because("not-published")
    parts = 1
    if share.rounding > 1:
        # what the denominator does not explain of the noise comes from the counts in the numerator
        parts = max(1, round(share.noise * share.n**2 / variance(share.rounding) - share.share**2))
    above = of_rounded(share.count, share.n, goal, share.rounding, parts)
    return above if better == "up" else 1 - above


def of_rounded(x: int, n: int, goal: float, base: int, parts: int = 1) -> float:
    """How sure it is that the share lies above the goal, of counts rounded at random to a base.

    Args:
        x: the rounded yes answers.
        n: the rounded answers.
        goal: from 0 to 1.
        base: what the counts were rounded to; 1 for true counts.
        parts: of how many rounded counts x is the sum.

    Raises:
        ValueError: an impossible count, goal or base.
    """
    exact = one_year(x, n, goal)
    if base == 1:
        return exact
    error = _error(base, parts)
    fewer = same = weight = 0.0
    for true in range(max(1, n - base + 1), n + base):
        likely = 1 - abs(true - n) / base
        chances = np.convolve(_binomial(true, goal), error) * base
        seen = np.arange(len(chances)) - len(error) // 2
        multiple = seen % base == x % base
        fewer += likely * float(chances[multiple & (seen < x)].sum())
        same += likely * float(chances[seen == x].sum())
        weight += likely
    half = same / (2 * base)
    return float(np.clip(0.5, (fewer + half) / weight, min(1.0, (fewer + same - half) / weight)))


def _error(base: int, parts: int) -> Vector:
    """The chance of each error of a sum of rounded counts, over all remainders: a triangle per count."""
    one = (1 - np.abs(np.arange(-base + 1, base)) / base) / base
    error = one
    for _part in range(parts - 1):
        error = np.convolve(error, one)
    return np.asarray(error, float)


def _binomial(n: int, p: float) -> Vector:
    from scipy.special import gammaln

    k = np.arange(n + 1)
    logs = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1) + k * np.log(p) + (n - k) * np.log1p(-p)
    return np.asarray(np.exp(logs), float)
