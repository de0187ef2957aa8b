"""Shrunken estimates: a school's own share, drawn towards that of the network by as much as its figure is unsure."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.between_schools.counts import Counts, Vector
from monitor.statistics.intervals import LEVEL, quantile, score

START = -4.0
"""The logit of rho to begin with: 0.02, what is usual between schools."""
BOUNDS = ((-14.0, 14.0), (-13.0, 0.0))
"""Between which the logits of the mean and of rho are looked for."""
MOST = 25.0
"""More variance of a logit than this says the same: nothing is known."""
LEAST_TO_SHRINK = 5
"""Of fewer schools nobody knows how far schools lie apart (Morris 1983 needs more than three)."""
Both = npt.NDArray[np.float64]


class Beta(NamedTuple):
    """How the true shares of schools are spread: their mean, and how far apart as rho, the correlation within a school.

    `mean_variance` is the variance of the mean, `rho_variance` that of the logit of rho. Not known: rho is 0.
    """

    mean: float
    rho: float
    mean_variance: float
    rho_variance: float

    @property
    def tau(self) -> float:
        """The standard deviation between the true shares."""
        return float(np.sqrt(self.rho * self.mean * (1 - self.mean)))


class Shrunken(NamedTuple):
    """Per school the drawn estimate with its limits, and how much of it is the school's own share.

    `share` = `own` x the school's share + (1 - `own`) x the mean. `own` is also the reliability of the school's share:
    which part of the differences between schools of this size is real, tau^2 / (tau^2 + within).
    """

    share: Vector
    low: Vector
    high: Vector
    own: Vector
    between: Beta


def shrunken(counts: Counts, level: float = LEVEL) -> Shrunken:
    """Each school's share drawn towards the network's: what its true share most likely is, given all schools.

    Beta-binomial empirical Bayes (Casella 1985; Gelman et al. 2013, chapter 5): the school's share and the mean,
    weighted by how exact the first is and how far schools lie apart. That the mean and the spread were estimated too is
    in the limits (Morris 1983): Wilson's, with the variance

        within (1 - B) + B^2 var(mean) + var(B) (share - mean)^2,  B = 1 - `own`.

    The variance of rounding is part of that within. Proven by oracle kind `between.shrunken` (R).

    Raises:
        ValueError: fewer than five schools.
    """
    if len(counts) < LEAST_TO_SHRINK:
        raise ValueError("drawing towards the others takes five schools or more")
    between = fit(counts)
    mean, rho = between.mean, between.rho
    alike = rho * effective(counts, most=True)
    pull = (1 - rho) / (1 - rho + alike) if rho > 0 else 0 * alike  # (a+b) / (a+b+n), a+b = (1-rho)/rho
    share = (1 - pull) * counts.shares + pull * mean
    unsure = pull**2 * between.mean_variance + (pull * (1 - pull) * (counts.shares - mean)) ** 2 * between.rho_variance
    noise = counts.noise(share) * (1 - pull) + unsure
    low, high = score(share, counts.n / (1 - pull), quantile(level), noise)
    return Shrunken(share, np.asarray(low, float), np.asarray(high, float), 1 - pull, between)


def effective(counts: Counts, *, most: bool) -> Vector:
    """How many answers that nobody rounded would tell as much as those of each school.

    n / (1 + n noise / (p (1-p))), p the share of all forms together.
    """
    p = counts.pooled
    return np.asarray(counts.n / (1 + counts.n * counts.noise(p, most=most) / (p * (1 - p))), float)


def fit(counts: Counts) -> Beta:
    """The mean of the true shares and how far they lie apart, given the counts of all schools.

    Maximum of rho times the likelihood of the beta-binomial distribution, on effective numbers of answers. Without that
    rho it is nought as soon as schools happen to lie close together, and nothing of a school would be its own; with it
    the drawing is right on average (adjustment for density maximisation: Morris & Tang 2011). Proven by oracle kind
    `between.shrunken` (R `optim`, `lbeta`).
    """
    from scipy.optimize import minimize

    if counts.x.sum() == 0 or np.all(counts.x == counts.n):
        return Beta(counts.pooled, 0.0, 0.0, 0.0)
    n = effective(counts, most=False)
    yes, no = counts.shares * n, (1 - counts.shares) * n
    start = np.array([np.log(counts.pooled / (1 - counts.pooled)), START])
    found = minimize(
        _surprise, start, (yes, no), jac=True, method="L-BFGS-B", bounds=BOUNDS,
        # of two unknowns one step that was taken tells enough; of more the linear algebra is spread over processors,
        # which takes twenty times as long as all the rest
        options={"ftol": 1e-12, "gtol": 1e-8, "maxcor": 1},
    )  # fmt: skip
    inverse = _inverse_curvature(found.x, yes, no)
    last = found.x - inverse @ found.jac  # what is needed anyway gives the digits that the search left out
    at = last if _inside(last) and _surprise(last, yes, no)[0] < found.fun else found.x
    mean, rho = (float(one) for one in 1 / (1 + np.exp(-at)))
    spread = inverse.clip(0.0, MOST)
    return Beta(mean, rho, float(spread[0, 0]) * (mean * (1 - mean)) ** 2, float(spread[1, 1]))


def _inverse_curvature(at: Both, yes: Vector, no: Vector) -> Both:
    """The variances of logit mean and logit rho: the inverse of how fast the surprise rises around its least."""
    step = 1e-4 * np.eye(2)
    rows = [(_surprise(at + one, yes, no)[1] - _surprise(at - one, yes, no)[1]) / 2e-4 for one in step]
    found = np.array(rows)
    return np.asarray(np.linalg.pinv((found + found.T) / 2, hermitian=True), float)


def _inside(at: Both) -> bool:
    return all(low < one < high for one, (low, high) in zip(at.tolist(), BOUNDS, strict=True))


def _surprise(at: Both, yes: Vector, no: Vector) -> tuple[float, Both]:
    """Minus the logarithm of rho times the likelihood at logit mean and logit rho, and its gradient."""
    from scipy.special import betaln, psi

    mean, rho = 1 / (1 + np.exp(-at))
    size = (1 - rho) / rho
    a, b = mean * size, (1 - mean) * size
    value = -float(np.sum(betaln(a + yes, b + no) - betaln(a, b))) - float(np.log(rho))
    together = psi(a + b) - psi(a + b + yes + no)
    da, db = np.sum(psi(a + yes) - psi(a) + together), np.sum(psi(b + no) - psi(b) + together)
    slope = mean * (1 - mean) * size * (da - db)
    # d size / d logit rho = -size; d log rho / d logit rho = 1 - rho
    return value, -np.array([slope, 1 - rho - (a * da + b * db)])
