"""The funnel plot: between which limits schools of each size lie when nothing is special about them."""

from typing import NamedTuple

import numpy as np

from monitor.statistics.between_schools.counts import Counts, Vector
from monitor.statistics.intervals import LEVEL, quantile

WIDE = 0.998
"""The level of the outer limits: what lies outside of them is looked at (Spiegelhalter 2005)."""


class Limits(NamedTuple):
    """The lower and the upper limit at each size."""

    low: Vector
    high: Vector


def limits(
    n: Vector, target: float, *, tau: float = 0.0, base: int = 1, rounding: float | None = None, level: float = LEVEL
) -> Limits:
    """Between which limits the share of a school with so many answers lies in `level` of cases, if it is ordinary.

    The exact binomial limits, interpolated between counts (Spiegelhalter 2005, appendix A.1.1), and in quadrature the
    spread of ordinary schools and of rounding: target - sqrt((target - exact)^2 + z^2 (tau^2 + noise)), alike above;
    between 0 and 1. So the limits are exact where schools differ by chance alone, and additive (his random effects)
    where they differ more. Proven by oracle kind `between.limits` (R `qbinom`).

    Args:
        n: whole numbers of answers.
        target: the share in the middle.
        tau: the standard deviation between ordinary schools.
        base: to which the counts are rounded, where a share is one published count over another.
        rounding: the variance that rounding adds to such a share, times n squared, where it is made otherwise
            (`rounding_of`).
        level: of cases between the limits.

    Raises:
        ValueError: a target that is not between 0 and 1, a negative tau, fewer than one answer, a base below 1.
    """
    sizes = np.asarray(n, float)
    if not (0 < target < 1 and tau >= 0 and base >= 1 and np.all(sizes >= 1)):
        raise ValueError("limits need a target between 0 and 1, tau of 0 or more, answers, and a base of 1 or more")
    z, tail = quantile(level), (1 - level) / 2
    noise = base**2 // 4 * (1 + target**2) if rounding is None else rounding
    more = z**2 * (tau**2 + noise / sizes**2)
    low = target - np.sqrt(np.square(target - _exact(sizes, target, tail)) + more)
    high = target + np.sqrt(np.square(_exact(sizes, target, 1 - tail) - target) + more)
    return Limits(np.clip(low, 0.0, 1.0), np.clip(high, 0.0, 1.0))


def rounding_of(counts: Counts, target: float) -> float:
    """The rounding of these schools as one number for `limits`: what it adds at the target is theirs on the mean.

    Schools may round to bases of their own, and a share may be a sum of published counts. Small schools weigh most, as
    rounding moves their shares most.
    """
    return float(counts.noise(target).sum() / np.sum(1 / counts.n**2))


def _exact(n: Vector, target: float, chance: float) -> Vector:
    """(r - a)/n, r the first count with P(R <= r) >= chance, a = (P(R <= r) - chance) / P(R = r)."""
    from scipy.special import bdtr

    low, high = np.zeros_like(n), n.copy()
    while np.any(low < high):  # the chance only rises with the count: halve
        half = np.floor((low + high) / 2)
        enough = bdtr(half, n.astype(int), target) >= chance
        low, high = np.where(enough, low, half + 1), np.where(enough, half, high)
    upto = bdtr(low, n.astype(int), target)
    below = np.where(low > 0, bdtr(np.maximum(low - 1, 0), n.astype(int), target), 0.0)
    return np.asarray((low - (upto - chance) / (upto - below)) / n, float)
