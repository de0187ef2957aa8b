"""What a school can see: the smallest change that the answers of two years would show."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from monitor.statistics.change import Counted, mover
from monitor.statistics.intervals import LEVEL, quantile
from monitor.statistics.rounding import noise, variance

WANTED = 0.8
STEP = 0.002

Vector: TypeAlias = npt.NDArray[np.float64]
Whole: TypeAlias = npt.NDArray[np.int_]


class Detectable(NamedTuple):
    """The smallest fall and rise that show in four of five cases, as positive shares; None: none would."""

    fall: float | None
    rise: float | None


class Edges(NamedTuple):
    """Per count of the first year: up to which later count it is a fall, and from which on a rise."""

    fall: Whole
    rise: Whole


def power(n1: int, p1: float, n2: int, p2: float, *, base: int = 1, level: float = LEVEL) -> float:
    """How often the Newcombe interval excludes 0 when the true shares are p1 and p2.

    Every pair of counts is enumerated with its binomial chance, randomly rounded to `base` first, and judged
    by the interval that is used on released counts. Proven by oracle kind `power.exact_newcombe` (R, base 1).

    Args:
        n1: answers in the earlier year.
        p1: true share in the earlier year.
        n2: answers in the later year.
        p2: true share in the later year.
        base: base to which counts are rounded; 1 for exact counts.
        level: confidence of the interval.

    Raises:
        ValueError: n1 or n2 is smaller than the base, or a true share is not between 0 and 1.
    """
    edges = _edges(n1, n2, base, level)
    first = _chances(n1, np.array([p1]), base)[0]
    fall, rise = _caught(edges, first, _chances(n2, np.array([p2]), base))
    return float(fall[0] + rise[0])


@lru_cache(maxsize=4096)
def smallest_detectable(
    n1: int, n2: int, p1: float, *, base: int = 1, level: float = LEVEL, parts: int = 1
) -> Detectable:
    """The smallest true change that shows with 80 % power, in steps of 0.2 points.

    Not to be mixed up with the smallest real change, which is half the width of the interval of a change that
    was seen. `parts`: of how many released counts each count is the sum, for the rounding that its interval reckons
    with. Other arguments and errors as in `power`.
    """
    later = np.arange(0, 1 + STEP / 2, STEP)
    first = _chances(n1, np.array([p1]), base)[0]
    fall, rise = _caught(_edges(n1, n2, base, level, parts), first, _chances(n2, later, base))
    falls = p1 - later[(later < p1) & (fall >= WANTED)]
    rises = later[(later > p1) & (rise >= WANTED)] - p1
    return Detectable(
        float(falls.min()) if falls.size else None,
        float(rises.min()) if rises.size else None,
    )


@lru_cache(maxsize=1024)
def _edges(n1: int, n2: int, base: int, level: float, parts: int = 1) -> Edges:
    """By halving over the later count: for a given earlier count the interval moves up with it."""
    if min(n1, n2) < base:
        raise ValueError("fewer answers than the rounding base")
    x1 = np.arange(n1 // base + 1) * base
    most = n2 // base
    rise = _first(x1.size, most, lambda k: _limits(x1, n1, k * base, n2, base, level, parts)[0] > 0)
    fall = _first(x1.size, most, lambda k: _limits(x1, n1, k * base, n2, base, level, parts)[1] >= 0)
    return Edges(fall - 1, rise)


def _limits(x1: Whole, n1: int, x2: Whole, n2: int, base: int, level: float, parts: int) -> tuple[Vector, Vector]:
    rounding = parts * variance(base)
    before = Counted(x1.astype(float), n1, noise(x1 / n1, n1, rounding, rounding))
    after = Counted(x2.astype(float), n2, noise(x2 / n2, n2, rounding, rounding))
    low, high = mover(before, after, quantile(level))
    return np.asarray(low), np.asarray(high)


def _first(size: int, most: int, holds: Callable[[Whole], npt.NDArray[np.bool_]]) -> Whole:
    """Per earlier count the first later count for which a condition holds; most + 1 where it never does."""
    low, high = np.zeros(size, int), np.full(size, most + 1)
    while np.any(searching := low < high):
        half = (low + high) // 2
        true = holds(np.minimum(half, most))
        low = np.where(searching & ~true, half + 1, low)
        high = np.where(searching & true, half, high)
    return low


def _caught(edges: Edges, first: Vector, later: Vector) -> tuple[Vector, Vector]:
    """Per true later share (rows of `later`) the chance of a fall and of a rise that shows."""
    up_to = np.hstack([np.zeros((len(later), 1)), np.cumsum(later, axis=1)])  # column k: chance of fewer than k
    return up_to[:, edges.fall + 1] @ first, (1 - up_to[:, edges.rise]) @ first


def _chances(n: int, p: Vector, base: int) -> Vector:
    """The chance of every rounded count of n answers: a row per true share, a column per multiple."""
    if not np.all((p >= 0) & (p <= 1)):
        raise ValueError("a true share lies between 0 and 1")
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    yes = np.arange(n + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(yes, yes * np.log(p)[:, None], 0) + np.where(n - yes, (n - yes) * np.log1p(-p)[:, None], 0)
    exact: Vector = np.exp(logs[n] - logs[yes] - logs[n - yes] + terms)
    return exact if base == 1 else _rounded(exact, n, base)


def _rounded(exact: Vector, n: int, base: int) -> Vector:
    """The chances after random rounding: each count goes to its two neighbouring multiples, without bias."""
    multiples = -(-n // base) + 1
    each = np.pad(exact, ((0, 0), (0, multiples * base - n - 1))).reshape(len(exact), multiples, base)
    over = np.arange(base) / base  # how far a count is above the multiple below it, as a part of the way to the next
    spread = each @ (1 - over)
    spread[:, 1:] += (each @ over)[:, :-1]
    kept: Vector = spread[:, : n // base + 1]
    kept[:, -1] += spread[:, n // base + 1 :].sum(axis=1)  # a count is shown as n at most
    return kept
