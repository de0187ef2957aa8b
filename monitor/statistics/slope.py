"""The course of a share over three years or more: a straight line, how sure its slope is, and what bends it."""

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


class Slope(NamedTuple):
    """The line through the shares of some years.

    `slope` in shares per year, `z` with its sign. `departure` is how far the years lie from the line, with its degrees
    of freedom and its p; None of two years, which always lie on one.
    """

    slope: float
    chi2: float
    z: float
    p: float
    departure: float | None
    departure_df: int
    departure_p: float | None


def cochran_armitage(x: npt.ArrayLike, n: npt.ArrayLike, years: npt.ArrayLike, noise: npt.ArrayLike = 0.0) -> Slope:
    """Whether a share rises or falls steadily: with s the calendar year, T = sum (x - np)(s - mean s), chi2 = T^2/V.

    V = sum (s - mean s)^2 n^2 (p(1-p)/n + noise): chance, and the variance that rounding added to each year's share.
    Years are the scores, so a year that is missing counts as a gap. slope = T / sum n (s - mean s)^2. The departure is
    what the chi-square of all years has on top of that of the line. Nobody or everybody in every year: slope 0, p = 1.

    Source: Cochran 1954; Armitage 1955; without rounding proven by oracle kind `trend.cochran_armitage` (R
    `prop.trend.test`).

    Raises:
        ValueError: fewer than two different years, or a share that is none.
    """
    counts, bases, scores = (np.asarray(one, float) for one in (x, n, years))
    added = np.broadcast_to(np.asarray(noise, float), counts.shape)
    if len(set(scores.tolist())) < 2 or not (len(counts) == len(bases) == len(scores)):
        raise ValueError("a course needs two years or more")
    if not ((bases > 0) & (counts >= 0) & (counts <= bases)).all():
        raise ValueError("a share needs 0 <= x <= n and n > 0")
    share = float(counts.sum() / bases.sum())
    apart = scores - float(scores @ bases / bases.sum())
    leaning = float((counts - bases * share) @ apart)
    slope = leaning / float(bases @ apart**2)
    variance = float(apart**2 @ (bases * share * (1 - share) + bases**2 * added))
    z = leaning / math.sqrt(variance) if 0 < share < 1 else 0.0
    departure = _departure(counts / bases, share * (1 - share) / bases + added, scores)
    return Slope(slope, z**2, z, math.erfc(abs(z) / math.sqrt(2)), *departure)


def _departure(shares: Vector, variances: Vector, years: Vector) -> tuple[float | None, int, float | None]:
    """How far the shares lie from the line that fits them best, each weighed by how sure it is, rounding included."""
    df = len(shares) - 2
    if df < 1:
        return None, 0, None
    if np.ptp(shares) == 0:  # nobody or everybody in every year may leave no variance to weigh by
        return 0.0, df, 1.0
    from scipy.special import chdtrc

    weights = 1 / variances
    apart = years - float(weights @ years / weights.sum())
    off = shares - float(weights @ shares / weights.sum())
    left = float(weights @ off**2) - float(weights @ (off * apart)) ** 2 / float(weights @ apart**2)
    left = max(0.0, left)
    return left, df, float(chdtrc(df, left))
