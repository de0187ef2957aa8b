"""How well the items of a scale hang together: Cronbach's alpha and omega total.

Both are about the items, not about how exact the figure of a school is. Answers come as a table of numbers: a row per
person, a column per item, reversed items turned beforehand; nobody's answer is missing (complete cases).
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.intervals import LEVEL, Interval

Table = npt.NDArray[np.float64]
"""Answers: a row per person, a column per item; or the covariances of the items, of one group or of many."""
STEPS = 2_000
CLOSE = 1e-10
LEAST_UNIQUE = 0.005
"""The least part of an item that is its own: less is no solution but the edge of one (as in R `factanal`)."""


class Loadings(NamedTuple):
    """How strongly each item goes with the one thing they share (their sum is positive), and omega total."""

    loadings: Table
    omega: float


def covariances(answers: Table) -> Table:
    """The covariances of the items, over n - 1.

    Raises:
        ValueError: fewer than two items or two people, or an answer that is missing.
    """
    table = np.asarray(answers, float)
    if table.ndim != 2 or table.shape[1] < 2:
        raise ValueError("a scale has two items or more")
    if table.shape[0] < 2:
        raise ValueError("nothing varies among fewer than two people")
    if not np.isfinite(table).all():
        raise ValueError("take out who did not answer every item")
    return np.asarray(np.cov(table, rowvar=False), float)


def cronbach_alpha(covariance: Table) -> float | None:
    """Which part of the variance of a sum of items they share; below 0 when items go against each other.

    alpha = k/(k-1) (1 - sum of the variances / variance of the sum). None: the sum does not vary, as when everybody
    gives the same answers, and there is no alpha. Of correlations it is the standardised alpha. Source: Cronbach
    1951; proven by oracle kind `reliability.alpha` (R `psych::alpha`).

    Args:
        covariance: of the items, as `covariances` gives it.

    Raises:
        ValueError: fewer than two items.
    """
    items = len(covariance)
    if items < 2:
        raise ValueError("a scale has two items or more")
    whole, own = float(np.sum(covariance)), float(np.trace(covariance))
    if whole <= CLOSE * max(own, 1.0):
        return None
    return items / (items - 1) * (1 - own / whole)


def feldt(alpha: float, n: int, items: int, level: float = LEVEL) -> Interval:
    """Between which limits alpha may lie by chance, with so many people and items.

    1 - (1-alpha) F, with the quantiles of F on n-1 and (n-1)(k-1) degrees of freedom. Source: Feldt 1965; proven by
    oracle kind `reliability.alpha` (R `psych::alpha`). It holds for items that measure one thing equally well.

    Raises:
        ValueError: fewer than two items or two people, or an alpha above 1.
    """
    if items < 2 or n < 2 or not alpha <= 1:
        raise ValueError("an alpha is at most 1, of two items or more and two people or more")
    from scipy.special import fdtri

    freedom = (n - 1, (n - 1) * (items - 1))
    tail = (1 - level) / 2
    return Interval(*(float(1 - (1 - alpha) * fdtri(*freedom, chance)) for chance in (1 - tail, tail)))


def correlations(covariance: Table) -> Table | None:
    """The correlations that belong to covariances; None: an item does not vary."""
    spread = np.sqrt(np.diag(covariance))
    return None if np.any(spread <= CLOSE) else np.asarray(covariance / np.outer(spread, spread), float)


def omega_minres(correlation: Table) -> Loadings | None:
    """Omega total of one factor that leaves the least of the correlations unexplained.

    omega = (sum L)^2 / ((sum L)^2 + sum(1-L^2)). Each loading in turn is the one that fits best beside the others,
    L_i = sum r_ij L_j / sum L_j^2 over j other than i, until none moves. None: no such factor (two items have no
    single best one; an item that would have nothing of its own). Source: Harman & Jones 1966; McDonald 1999; proven by
    oracle kind `reliability.omega_minres` (R `psych::fa`).
    """
    found = minres(np.asarray(correlation, float)[None])[0]
    return None if np.isnan(found).any() else _loadings(found)


def minres(correlation: Table, start: Table | None = None, close: float = CLOSE) -> Table:
    """The loadings of `omega_minres` for many tables of correlations at once; NaN where there are none.

    Args:
        correlation: shape (tables, items, items).
        start: loadings to begin with, shape (items,); None: along the direction that varies most.
        close: the loadings are found when none moves by more than this.
    """
    tables, items = correlation.shape[:2]
    found = np.full((tables, items), np.nan)
    if items < 3:
        return found
    apart = correlation * (1 - np.eye(items))
    at = np.linalg.eigh(correlation)[1][:, :, -1] * 0.5 if start is None else np.tile(start, (tables, 1))
    left = np.arange(tables)
    for _step in range(STEPS):
        before = at.copy()
        for item in range(items):
            others = np.square(at).sum(axis=1) - at[:, item] ** 2
            at[:, item] = (apart[:, item] * at).sum(axis=1) / np.where(others > CLOSE, others, np.nan)
        moved = np.abs(at - before).max(axis=1)
        found[left[moved < close]] = at[moved < close]
        going = moved >= close  # a NaN goes no further
        left, at, apart = left[going], at[going], apart[going]
        if not left.size:
            break
    return found


def omega_likely(correlation: Table) -> Loadings | None:
    """Omega total of one factor by maximum likelihood; a check beside `omega_minres`.

    The uniquenesses u minimise sum(log t - t) over the eigenvalues t but the largest of u^-1/2 R u^-1/2 (Lawley &
    Maxwell 1971). None: no such factor. Proven by oracle kind `reliability.omega_ml` (R `factanal`), and with the
    spread of the items by `reliability.omega_cfa` (lavaan).
    """
    if len(correlation) < 3 or np.linalg.eigvalsh(correlation)[0] <= CLOSE:
        return None
    from scipy.optimize import minimize

    def unfitting(unique: Table) -> float:
        scaled = correlation / np.sqrt(np.outer(unique, unique))
        rest = np.linalg.eigvalsh(scaled)[:-1]
        return -float(np.sum(np.log(rest) - rest))

    start = (1 - 0.5 / len(correlation)) / np.diag(np.linalg.inv(correlation))
    fitted = minimize(unfitting, start, method="L-BFGS-B", bounds=[(LEAST_UNIQUE, 1.0)] * len(start))
    unique = np.asarray(fitted.x, float)
    values, vectors = np.linalg.eigh(correlation / np.sqrt(np.outer(unique, unique)))
    found = vectors[:, -1] * np.sqrt(max(values[-1] - 1, 0.0)) * np.sqrt(unique)
    return _loadings(np.asarray(found * np.sign(found.sum() or 1.0), float))


def omega_total(loadings: Table, spread: Table | float = 1.0) -> float | None:
    """Which part of the variance of the sum comes of the one factor; None: nothing varies.

    Args:
        loadings: of the items on the factor, for correlations.
        spread: the standard deviations of the items; 1: items that count equally.
    """
    shared = float(np.sum(loadings * spread)) ** 2
    own = float(np.sum((1 - loadings**2) * np.square(spread)))
    return shared / (shared + own) if shared + own > CLOSE else None


def _loadings(found: Table) -> Loadings | None:
    signed = found * (np.sign(found.sum()) or 1.0)
    if np.any(1 - signed**2 < LEAST_UNIQUE - CLOSE):
        return None
    omega = omega_total(signed)
    return None if omega is None else Loadings(np.asarray(signed, float), omega)
