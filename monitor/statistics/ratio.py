"""Figures of several items at once, with the family as the unit: the answers of one family hang together.

Pooling the answers as if each were somebody else's gives intervals that cover 78 to 83 % instead of 95 (trap T9).
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.intervals import LEVEL, Interval, score

Vector = npt.NDArray[np.float64]


class Ratio(NamedTuple):
    """One total over another, its standard error, and the number of units."""

    ratio: float
    se: float
    n: int


class TopShare(NamedTuple):
    """The favourable part of all answers to the items of a scale, of so many families."""

    estimate: float
    se: float
    n: int
    effective: float
    """How many independent answers would be as exact."""
    interval: Interval


class ScaleMean(NamedTuple):
    """The mean score of so many families, how far scores lie apart, and between which limits the mean lies."""

    n: int
    mean: float
    sd: float
    interval: Interval


def ratio(numerator: Vector, denominator: Vector, population: int | None = None) -> Ratio:
    """The sum of one quantity over the sum of another, over units drawn independently.

    R = sum y / sum x; SE = sqrt((1-n/N) sum e^2 / (n (n-1))) / mean x with e = y - R x, by linearisation. Source:
    Cochran 1977, section 6.2; proven by oracle kind `weights.ratio` (R `survey::svyratio`).

    Args:
        numerator: y of each unit.
        denominator: x of each unit, not all nought.
        population: N, for the units of a known finite population; None: no correction.

    Raises:
        ValueError: fewer than two units, more units than people, or a denominator of nought.
    """
    y, x = np.asarray(numerator, float), np.asarray(denominator, float)
    n = len(x)
    if y.shape != x.shape or n < 2 or not np.isfinite([y, x]).all() or x.sum() <= 0:
        raise ValueError("a ratio needs two units or more, and a denominator above nought")
    if population is not None and n > population:
        raise ValueError("more units than there are")
    found = float(y.sum() / x.sum())
    left = 1.0 if population is None else 1 - n / population
    spread = float(np.sum((y - found * x) ** 2)) / (n * (n - 1))
    return Ratio(found, math.sqrt(left * spread) / float(x.mean()), n)


def top_share(favourable: Vector, answered: Vector, level: float = LEVEL) -> TopShare:
    """The favourable part of all answers to the items of a scale; families without an answer do not count.

    Wilson on n_eff = R(1-R)/SE^2 with the t(n-1) quantile in place of z; n_eff is the number of families where nobody
    or everybody is favourable, for then nothing tells how answers hang together. Proven by oracle kind `school.scale`
    (R `survey::svyratio`).

    Args:
        favourable: favourable answers of each family.
        answered: answers of each family, at least as many.
        level: confidence.

    Raises:
        ValueError: fewer than two families with an answer, or more favourable answers than answers.
    """
    y, x = np.asarray(favourable, float), np.asarray(answered, float)
    if np.any(y < 0) or np.any(y > x):
        raise ValueError("favourable answers are some of the answers")
    found = ratio(y[x > 0], x[x > 0])
    effective = found.ratio * (1 - found.ratio) / found.se**2 if found.se > 0 else float(found.n)
    return TopShare(*found, effective, score(found.ratio, effective, student(found.n - 1, level)))


def scale_mean(scores: Vector, level: float = LEVEL) -> ScaleMean:
    """The mean score of the families that have one, with Student's interval.

    mean -+ t(n-1) sd/sqrt n. Proven by oracle kind `school.scale` (R `t.test`).

    Raises:
        ValueError: fewer than two scores, or one that is missing.
    """
    known = np.asarray(scores, float)
    if len(known) < 2 or not np.isfinite(known).all():
        raise ValueError("a mean with limits needs two scores or more, and none that is missing")
    mean, sd = float(known.mean()), float(known.std(ddof=1))
    half = student(len(known) - 1, level) * sd / math.sqrt(len(known))
    return ScaleMean(len(known), mean, sd, Interval(mean - half, mean + half))


def student(freedom: float, level: float = LEVEL) -> float:
    """The t of a two-sided interval with so many degrees of freedom.

    Raises:
        ValueError: no degrees of freedom, or a level that is not between 0 and 1.
    """
    if not freedom > 0 or not 0 < level < 1:
        raise ValueError("Student's t needs degrees of freedom above 0 and a level between 0 and 1")
    from scipy.special import stdtrit

    return float(stdtrit(freedom, (1 + level) / 2))
