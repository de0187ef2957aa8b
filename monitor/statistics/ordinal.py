"""A question on its whole scale: which of two years answered higher, whoever is picked from each.

Top-two boxes are what people read; the whole scale is what detects a change (statistics.md 2.4: power .80 where the
top-two box has .59). Answers are counts per option, from the lowest option to the highest.
"""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.intervals import LEVEL, Interval
from monitor.statistics.ratio import student

Vector = npt.NDArray[np.float64]


class Answers(NamedTuple):
    """So many answers per option, and per option the variance that rounding added to its count."""

    counts: Vector
    variances: Vector


class RankTest(NamedTuple):
    """R's W of the earlier year, and how rare it is by chance alone, with and without correction for continuity."""

    w: float
    p: float
    p_uncorrected: float


def answers(counts: npt.ArrayLike, variances: npt.ArrayLike = 0.0) -> Answers:
    """The answers of one year.

    Raises:
        ValueError: fewer than two options, a negative count or none above zero.
    """
    known = np.asarray(counts, float)
    if known.ndim != 1 or len(known) < 2 or known.min() < 0 or not known.sum() > 0:
        raise ValueError("a whole scale needs two options or more, and somebody who answered")
    return Answers(known, np.broadcast_to(np.asarray(variances, float), known.shape))


def cliffs_delta(before: Answers, after: Answers) -> float:
    """Of all pairs of one person per year: the part in which the later answered higher, minus the part in which lower.

    From -1 (all lower) to 1 (all higher). Source: Cliff 1993; proven by oracle kind `ordinal.cliffs_delta` (all pairs
    compared one by one).
    """
    higher, lower = pairs(before, after)
    return higher - lower


def pairs(before: Answers, after: Answers) -> tuple[float, float]:
    """Of all pairs of one person per year: the part in which the later answered higher, and that in which lower.

    Raises:
        ValueError: the years have other options.
    """
    _same_scale(before, after)
    lower, higher = _beaten(before.counts, after.counts)
    every = float(before.counts.sum() * after.counts.sum())
    return float(higher @ after.counts) / every, float(lower @ after.counts) / every


def mann_whitney(before: Answers, after: Answers) -> RankTest:
    """Whether two years answered a question alike, on its whole scale.

    Normal approximation with correction for ties. Rounding moves delta too: to first order its variance grows by the
    sum over options of v_k (s_k - delta)^2 / n^2, where s_k is how option k stands to the other year's answers; without
    it rounded counts would look surer than they are. Everybody on one option: p = 1.

    Source: Mann & Whitney 1947; without rounding proven by oracle kind `ordinal.mann_whitney` (R `wilcox.test`).
    """
    delta, n1, n2 = cliffs_delta(before, after), before.counts.sum(), after.counts.sum()
    ties, n = before.counts + after.counts, n1 + n2
    spread = (n + 1 - float((ties**3 - ties).sum()) / (n * (n - 1))) / (3 * n1 * n2) if n > 1 else 0.0
    se = math.sqrt(spread + _rounding(before, after, delta))
    w = n1 * n2 * (1 - delta) / 2
    step = 1 / (n1 * n2)  # half a pair, on the scale of delta
    return RankTest(float(w), _two_tails(max(abs(delta) - step, 0.0), se), _two_tails(abs(delta), se))


def delta_interval(before: Answers, after: Answers, level: float = LEVEL) -> Interval:
    """Between which limits Cliff's delta lies; lopsided near -1 and 1, as a share is near 0 and 1.

    Unbiased variance of the dominance and Student's t with n1 + n2 - 2 degrees of freedom; what rounding adds is put to
    the distances in squares.
    Source: Cliff 1996; Feng & Cliff 2004; without rounding proven by oracle kind `ordinal.cliffs_delta_ci` (R
    `effsize`).

    Raises:
        ValueError: fewer than two answers in one of the years.
    """
    delta, n1, n2 = cliffs_delta(before, after), before.counts.sum(), after.counts.sum()
    if min(n1, n2) < 2:
        raise ValueError("limits need two answers or more in each year")
    signs = np.sign(np.arange(len(after.counts))[None, :] - np.arange(len(before.counts))[:, None])
    rows, columns = signs @ after.counts / n2, before.counts @ signs / n1
    apart = before.counts @ (signs - delta) ** 2 @ after.counts
    of_rows, of_columns = before.counts @ (rows - delta) ** 2, after.counts @ (columns - delta) ** 2
    variance = (n2**2 * of_rows + n1**2 * of_columns - apart) / (n1 * n2 * (n1 - 1) * (n2 - 1))
    t = student(float(n1 + n2 - 2), level)
    by_chance = _lopsided(delta, t**2 * max(float(variance), 0.0))
    rounded = t * math.sqrt(_rounding(before, after, delta))
    low, high = math.hypot(delta - by_chance.low, rounded), math.hypot(by_chance.high - delta, rounded)
    return Interval(max(-1.0, delta - low), min(1.0, delta + high))


def _lopsided(delta: float, reach: float) -> Interval:
    """The limits of delta by chance alone; `reach` is t^2 times its variance.

    Rounding stays out of it: near -1 and 1 these limits open to all of the scale when the variance does not go to
    nought there, and that of rounding does not.
    """
    below = 1 - delta**2 + reach
    if below <= 0:  # every pair points the same way
        return Interval(delta, delta)
    half = math.sqrt(reach * ((1 - delta**2) ** 2 + reach))
    return Interval((delta - delta**3 - half) / below, (delta - delta**3 + half) / below)


def _beaten(before: Vector, after: Vector) -> tuple[Vector, Vector]:
    """Per option of the later year, how many of the earlier year answered higher, and how many lower."""
    up_to = np.cumsum(before)
    return up_to[-1] - up_to, up_to - before


def _rounding(before: Answers, after: Answers, delta: float) -> float:
    """The variance that rounding adds to delta (delta method)."""
    added = 0.0
    for mine, other, sign in ((before, after, -1), (after, before, 1)):
        higher, lower = _beaten(other.counts, mine.counts)
        stands = sign * (lower - higher) / other.counts.sum()
        added += float(mine.variances @ (stands - delta) ** 2) / float(mine.counts.sum()) ** 2
    return added


def _same_scale(before: Answers, after: Answers) -> None:
    if len(before.counts) != len(after.counts):
        raise ValueError("two years are compared on the same options")


def _two_tails(distance: float, se: float) -> float:
    if se <= 0:
        return 1.0
    return math.erfc(distance / se / math.sqrt(2))
