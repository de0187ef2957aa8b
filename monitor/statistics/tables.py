"""Whether the answers of groups or years differ at all: tables of counts, a row per group, a column per answer."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Vector = npt.NDArray[np.float64]


class Pearson(NamedTuple):
    """The distance of a table from one in which all rows answer alike, and how rare that is by chance alone.

    `least_expected` is the smallest count that chance would give; below 5 the p is rough.
    """

    statistic: float
    df: int
    p: float
    least_expected: float


class Association(NamedTuple):
    """How strongly rows and columns go together, from 0 to 1; `corrected` takes away what chance alone gives."""

    v: float
    corrected: float


def pearson(table: npt.ArrayLike) -> Pearson:
    """Pearson's chi-square without Yates' correction; a row or column without anybody is left out.

    All in one column, or in one row: nothing differs, and p = 1 (trap T2). Proven by oracle kind `table.chi2`
    (R `chisq.test(correct = FALSE)`).

    Raises:
        ValueError: no table of two directions, a negative count, or nobody at all.
    """
    counts = _counts(table)
    expected = counts.sum(axis=1, keepdims=True) * counts.sum(axis=0, keepdims=True) / counts.sum()
    df = (counts.shape[0] - 1) * (counts.shape[1] - 1)
    if df == 0:
        return Pearson(0.0, 0, 1.0, float(expected.min()))
    from scipy.special import chdtrc

    statistic = float(((counts - expected) ** 2 / expected).sum())
    return Pearson(statistic, df, float(chdtrc(df, statistic)), float(expected.min()))


def cramers_v(table: npt.ArrayLike) -> Association:
    """How strongly the answers depend on the row: sqrt(chi2 / (N min(r-1, c-1))), and Bergsma's correction of it.

    Source: Cramer 1946; Bergsma 2013; proven by oracle kind `effect.cramers_v`. Errors as `pearson`.
    """
    counts, found = _counts(table), pearson(table)
    if found.df == 0:
        return Association(0.0, 0.0)
    n, rows, columns = counts.sum(), *counts.shape
    phi = found.statistic / n
    fewer = [side - (side - 1) ** 2 / (n - 1) for side in (rows, columns)]
    left = max(0.0, phi - found.df / (n - 1))
    return Association(float(np.sqrt(phi / (min(rows, columns) - 1))), float(np.sqrt(left / (min(fewer) - 1))))


def _counts(table: npt.ArrayLike) -> Vector:
    counts = np.asarray(table, float)
    known = counts.ndim == 2 and counts.size > 0 and bool(np.isfinite(counts).all())
    if not known or counts.min() < 0 or counts.sum() == 0:
        raise ValueError("a table of counts has rows and columns, and somebody in it")
    kept: Vector = counts[counts.sum(axis=1) > 0][:, counts.sum(axis=0) > 0]
    return kept
