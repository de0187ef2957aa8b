"""How far a share changed between two years that nobody can link: later minus earlier.

The two years are treated as independent. Families who answered twice make the interval wider than needed,
never narrower (statistics.md 2.3). Sign: year 2 minus year 1, always (trap T8).
"""

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.intervals import LEVEL, Interval, Numbers, plain, quantile, score

MOST_STEPS, TOUCHES = 60, 1e-15
"""The interval touches 0 when its end lies so near, which takes ten steps or so."""


class Counted(NamedTuple):
    """A share as it enters a comparison: yes, answers, and the variance that rounding added."""

    x: Numbers
    n: Numbers
    noise: Numbers = 0.0


def newcombe(before: Counted, after: Counted, level: float = LEVEL) -> Interval:
    """Between which limits the change p2 - p1 lies.

    MOVER of the two Wilson intervals: d - sqrt((p2-l2)^2 + (u1-p1)^2) and d + sqrt((u2-p2)^2 + (p1-l1)^2).
    Source: Newcombe 1998b, method 10; Zou & Donner 2008; proven by oracle kind `diff_ci.newcombe` (ratesci).

    Raises:
        ValueError: n <= 0, x < 0 or x > n in one of the years.
    """
    _check(before)
    _check(after)
    return mover(before, after, quantile(level))


def newcombe_p(before: Counted, after: Counted) -> Numbers:
    """How rare a change of this size is by chance alone: the p that agrees with the Newcombe interval.

    The z at which the interval just touches 0, by halving (the limits move one way with z), and from it
    p = 2 (1 - Phi(z)); 1 when the shares are equal. So p < 0.05 exactly when the 95 % interval excludes 0.
    Proven by oracle kind `diff_test.newcombe_p` (R `uniroot`).

    Raises:
        ValueError: n <= 0, x < 0 or x > n in one of the years.
    """
    _check(before)
    _check(after)
    z = _touching(before, after)
    tails = [math.erfc(one / math.sqrt(2)) for one in np.ravel(z)]
    p: npt.NDArray[np.float64] = np.asarray(tails, float).reshape(np.shape(z))
    return plain(p)


def cohens_h(p1: float, p2: float) -> float:
    """The size of a change on a scale on which equal steps are equally easy to see, wherever they lie.

    h = 2 asin(sqrt p2) - 2 asin(sqrt p1). Source: Cohen 1988; proven by oracle kind `effect.cohens_h`.

    Raises:
        ValueError: a share that is not between 0 and 1.
    """
    if not (0 <= p1 <= 1 and 0 <= p2 <= 1):
        raise ValueError("a share lies between 0 and 1")
    return 2 * math.asin(math.sqrt(p2)) - 2 * math.asin(math.sqrt(p1))


def mover(before: Counted, after: Counted, z: Numbers) -> Interval:
    """The limits of `newcombe` for any z; the arguments are not checked."""
    p1, p2 = np.divide(before.x, before.n), np.divide(after.x, after.n)
    l1, u1 = score(p1, before.n, z, before.noise)
    l2, u2 = score(p2, after.n, z, after.noise)
    change = p2 - p1
    return Interval(
        plain(change - np.hypot(p2 - l2, u1 - p1)),
        plain(change + np.hypot(u2 - p2, p1 - l1)),
    )


def _touching(before: Counted, after: Counted) -> Numbers:
    """The z at which the interval touches 0; 0 where the shares are equal."""
    change = np.divide(after.x, after.n) - np.divide(before.x, before.n)

    def beyond(z: Numbers) -> npt.NDArray[np.float64]:
        """By how much the interval leaves 0 out."""
        low, high = mover(before, after, z)
        return np.asarray(np.where(change == 0, -1.0, np.where(change > 0, low, -np.asarray(high))))

    low, high = np.zeros(np.shape(change)), np.ones(np.shape(change))
    while np.any(beyond(high) > 0):
        high = np.where(beyond(high) > 0, 2 * high, high)
    return np.where(change == 0, 0.0, _root(beyond, low, high))


def _root(beyond: Callable[[Numbers], npt.NDArray[np.float64]], low: Numbers, high: Numbers) -> Numbers:
    """Where `beyond` goes from above 0 to below, of each element between its `low` and its `high`.

    A straight line through both ends, of which one that stays twice counts half (Illinois: Dowell & Jarratt 1971).
    """
    above, below = beyond(low), beyond(high)
    before = np.zeros(np.shape(above), int)
    between = low
    for _step in range(MOST_STEPS):
        slope = np.where(above == below, 1.0, above - below)
        between = low + (np.asarray(high) - low) * np.clip(above / slope, 0.0, 1.0)
        here = beyond(between)
        if np.all((np.abs(here) <= TOUCHES) | (above <= 0)):
            break
        side = np.where(here > 0, 1, -1)
        half = np.where(side == before, 0.5, 1.0)
        low, high = np.where(side > 0, between, low), np.where(side > 0, high, between)
        above, below = np.where(side > 0, here, above * half), np.where(side > 0, below * half, here)
        before = side
    return between


def _check(share: Counted) -> None:
    x, n = np.asarray(share.x), np.asarray(share.n)
    if not np.all((n > 0) & (x >= 0) & (x <= n) & (np.asarray(share.noise) >= 0)):  # of NaN nothing holds
        raise ValueError("a share needs 0 <= x <= n and n > 0, and a variance of 0 or more")
