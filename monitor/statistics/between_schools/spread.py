"""How far ordinary schools lie apart, beyond chance and rounding: what makes "different" mean more than "not equal"."""

import math
from typing import NamedTuple

import numpy as np

from monitor.statistics.between_schools.counts import Counts, Vector

WINSORISED = 0.10
"""At each end so many of the schools count as if they lay where the last of the others lies (Spiegelhalter 2005)."""
_CUT = 1.2815515655446004
KEPT = (1 - 2 * WINSORISED) - 2 * _CUT * math.exp(-(_CUT**2) / 2) / math.sqrt(2 * math.pi) + 2 * WINSORISED * _CUT**2
"""What Winsorising leaves of the mean square of a normal distribution: 0.679."""
EXACT = 1e-14
"""How far the tau^2 that is found may lie off."""


class Spread(NamedTuple):
    """The mean of ordinary schools, the standard deviation between their true shares, and the dispersion.

    `phi` is the Winsorised mean square of the naive z (Spiegelhalter 2005): about 0.68 where schools differ by chance
    and rounding alone.
    """

    mean: float
    tau: float
    phi: float


def spread(counts: Counts) -> Spread:
    """How far the true shares of ordinary schools lie apart, in shares; a few schools far off change little of it.

    The tau at which the z of the schools, (p - mean) / sqrt(tau^2 + within), have the Winsorised mean square that
    normal ones have, 0.679 (k-1)/k: the estimator of Paule and Mandel (1982), made robust by Winsorising as
    Spiegelhalter (2005) does; 0 where they have less without any. His own tau (DerSimonian & Laird 1986 on Winsorised
    z) leaves out that Winsorising takes a third away, and is too small: docs/methods/funnel-plot.md. Proven by oracle
    kind `between.spread` (R `uniroot`).
    """
    from scipy.optimize import brentq

    k, schools = len(counts), _Schools.of(counts)
    phi = schools.mean_square(counts.pooled, 0.0)
    if k < 2:
        return Spread(counts.pooled, 0.0, phi)
    wanted = KEPT * (k - 1) / k

    def too_much(tau2: float) -> float:
        return schools.mean_square(schools.mean(tau2), tau2) - wanted

    if too_much(0.0) <= 0:
        return Spread(schools.mean(0.0), 0.0, phi)
    most = counts.pooled * (1 - counts.pooled)
    if too_much(most) > 0:
        return Spread(schools.mean(most), math.sqrt(most), phi)
    tau2 = float(brentq(too_much, 0.0, most, xtol=EXACT, rtol=EXACT))
    return Spread(schools.mean(tau2), math.sqrt(tau2), phi)


def within(counts: Counts, mean: float | Vector, tau2: float, *, most: bool = False) -> Vector:
    """The variance of each school's share around its true one: chance, (mean (1-mean) - tau^2)/n, and rounding."""
    return _around(mean * (1 - np.asarray(mean)), counts.n, counts.noise(mean, most=most), tau2)


def _around(chance: float | Vector, n: Vector, noise: Vector, tau2: float) -> Vector:
    return np.asarray(np.maximum(chance - tau2, 0.0) / n + noise, float)


class _Schools(NamedTuple):
    """What of some schools does not depend on tau: it is tried some ten times."""

    shares: Vector
    n: Vector
    chance: float
    noise: Vector

    @staticmethod
    def of(counts: Counts) -> "_Schools":
        pooled = counts.pooled
        return _Schools(np.divide(*counts.summed), counts.n, pooled * (1 - pooled), counts.noise(pooled, most=False))

    def variance(self, tau2: float) -> Vector:
        return tau2 + _around(self.chance, self.n, self.noise, tau2)

    def mean(self, tau2: float) -> float:
        """The mean of the schools, the surer ones counting more."""
        weight = 1 / self.variance(tau2)
        return float(np.clip(np.sum(weight * self.shares) / weight.sum(), 0.0, 1.0))

    def mean_square(self, mean: float, tau2: float) -> float:
        """The Winsorised mean square of the z of the schools."""
        z = np.sort((self.shares - mean) / np.sqrt(self.variance(tau2)))
        # the quantiles of numpy, which takes ten times as long for a few schools
        low, high = np.interp([WINSORISED * (len(z) - 1), (1 - WINSORISED) * (len(z) - 1)], np.arange(len(z)), z)
        return float(np.mean(np.minimum(np.maximum(z, low), high) ** 2))
