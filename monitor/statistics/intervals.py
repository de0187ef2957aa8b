"""How far a share may lie from what was counted: intervals of one proportion.

`x` yes of `n`, `level` the confidence (0.95); limits are shares from 0 to 1. `wilson` takes numpy arrays of
one shape too, so that one share and ten thousand rows go through the same lines. What is impossible is an
error and never clipped: a negative count, x > n, n <= 0, and n > N (trap T6: several answers per family, or
stale enrolment).
"""

from collections.abc import Callable
from functools import cache, lru_cache
from statistics import NormalDist
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Numbers: TypeAlias = float | npt.NDArray[np.float64]
"""One number, or an array of them."""
LEVEL = 0.95


class Interval(NamedTuple):
    """The lower and the upper limit of a share or of a change."""

    low: Numbers
    high: Numbers


@cache
def quantile(level: float) -> float:
    """The z of a two-sided interval: 1.96 for 0.95.

    Raises:
        ValueError: the level is not between 0 and 1.
    """
    if not 0 < level < 1:
        raise ValueError("a level of confidence lies between 0 and 1")
    return NormalDist().inv_cdf((1 + level) / 2)


def wilson(x: Numbers, n: Numbers, level: float = LEVEL, *, noise: Numbers = 0.0) -> Interval:
    """How a share may vary by chance when another year's people would answer the same school.

    The score interval: every P with (p - P)^2 <= z^2 (P(1-P)/n + noise). With c = z^2/n the limits are
    (p + c/2 -+ sqrt(c^2/4 + c p(1-p) + z^2 noise (1+c))) / (1+c), within 0 and 1.

    Source: Wilson 1927; Newcombe 1998a; without noise proven by oracle kind `prop_ci.wilson` (R `prop.test`).
    The noise term is ours: the variance that random rounding adds (`monitor.statistics.rounding`); it is
    derived and its coverage measured in docs/methods/README.md.

    Args:
        x: yes answers; need not be whole.
        n: answers, or an effective number of answers; need not be whole.
        level: confidence.
        noise: variance of the share that does not come from chance, in squared shares.

    Raises:
        ValueError: n <= 0, x < 0 or x > n, a variance below 0, or NaN for any of them.
    """
    _check(x, n)
    if not np.all(np.asarray(noise) >= 0):
        raise ValueError("a variance is 0 or more")
    return score(np.asarray(x, float) / n, n, quantile(level), noise)


def score(p: Numbers, n: Numbers, z: Numbers, noise: Numbers = 0.0) -> Interval:
    """The limits of `wilson` for a share `p` and any z; the arguments are not checked."""
    c = np.square(z) / n
    middle = p + c / 2
    half = np.sqrt(c * c / 4 + c * p * (1 - p) + np.square(z) * noise * (1 + c))
    low, high = (middle - half) / (1 + c), (middle + half) / (1 + c)
    # at 0 of n and n of n the limit is 0 or 1 itself, not a float beside it; no limit passes the share
    return Interval(plain(np.clip(low, 0.0, p)), plain(np.clip(high, p, 1.0)))


def clopper_pearson(x: int, n: int, level: float = LEVEL) -> Interval:
    """The exact interval, which covers at least as often as it says and is about 9 % wider than Wilson's.

    Quantiles of Beta(x, n-x+1) and Beta(x+1, n-x); 0 when x = 0, 1 when x = n. Source: Clopper & Pearson
    1934; proven by oracle kind `prop_ci.clopper_pearson` (R `binom.test`).

    Raises:
        ValueError: n <= 0, x < 0 or x > n.
    """
    _check(x, n)
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = 0.0 if x == 0 else float(betaincinv(x, n - x + 1, tail))
    high = 1.0 if x == n else float(betaincinv(x + 1, n - x, 1 - tail))
    return Interval(low, high)


def wilson_fpc(x: int, n: int, population: int, level: float = LEVEL) -> Interval:
    """Wilson's interval for the share of this year's N people, if silence is haphazard.

    Wilson with n_eff = n (N-1) / (N-n); the point x/n when everybody answered. Never for comparing years
    (Cochran 1977, section 2.14). Proven by oracle kind `prop_ci.wilson_fpc` (root finding in R).

    Raises:
        ValueError: an impossible count, or n > N.
    """
    _check(x, n, population)
    if n == population:
        return Interval(x / n, x / n)
    effective = n * (population - 1) / (population - n)
    return wilson(x / n * effective, effective, level)


@lru_cache(maxsize=4096)
def hypergeometric(x: int, n: int, population: int, level: float = LEVEL) -> Interval:
    """The exact interval for the share of this year's N people, if silence is haphazard.

    Every K of x..N-n+x under which neither "at least x" nor "at most x" yes among n has a chance of
    (1-level)/2 or less; the limits are K/N. Source: Buonaccorsi 1987; proven by oracle kind
    `prop_ci.hypergeom_exact` (R `phyper`).

    Raises:
        ValueError: an impossible count, or n > N.
    """
    _check(x, n, population)
    most = population - n + x
    tail = (1 - level) / 2
    # both tails move one way with K, so each limit is found by halving
    low = _first(x, most, lambda k: _at_least(x, n, k, population) > tail)
    high = most + x - _first(x, most, lambda k: _at_most(x, n, most + x - k, population) > tail)
    return Interval(low / population, high / population)


def worst_case(x: int, n: int, population: int) -> Interval:
    """Between which limits the share of all N people lies, whatever the silent ones think: x/N to (x+N-n)/N.

    Source: Manski 1990; proven by oracle kind `prop_ci.worst_case`.

    Raises:
        ValueError: an impossible count, or n > N.
    """
    _check(x, n, population)
    return Interval(x / population, (x + population - n) / population)


def _check(x: Numbers, n: Numbers, population: int | None = None) -> None:
    yes, answers = np.asarray(x), np.asarray(n)
    # asked for what holds, not for what does not: of NaN nothing holds
    if not np.all((answers > 0) & (yes >= 0) & (yes <= answers)):
        raise ValueError("a share needs 0 <= x <= n and n > 0")
    if population is not None and not np.all(answers <= population):
        raise ValueError("more answers than people: check the enrolment and whether families answered twice")


def plain(value: Numbers) -> Numbers:
    """A Python number for one value; an array stays an array."""
    return float(value) if np.ndim(value) == 0 else value


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first whole number from `low` on for which a condition holds that, once true, stays true."""
    while low < high:
        half = (low + high) // 2
        low, high = (low, half) if holds(half) else (half + 1, high)
    return low


def _at_least(x: int, n: int, yes: int, population: int) -> float:
    return float(_chances(np.arange(x, min(n, yes) + 1), n, yes, population).sum())


def _at_most(x: int, n: int, yes: int, population: int) -> float:
    return float(_chances(np.arange(max(0, n - (population - yes)), x + 1), n, yes, population).sum())


def _chances(counts: npt.NDArray[np.int_], n: int, yes: int, population: int) -> npt.NDArray[np.float64]:
    """The chance of each count of yes among n drawn from a population with so many yes."""
    logs = _log_factorials(population)

    def ways(total: int, chosen: npt.NDArray[np.int_]) -> npt.NDArray[np.float64]:
        return np.asarray(logs[total] - logs[chosen] - logs[total - chosen], float)

    found = ways(yes, counts) + ways(population - yes, n - counts) - ways(population, np.asarray(n))
    return np.asarray(np.exp(found), float)


@lru_cache(maxsize=64)
def _log_factorials(most: int) -> npt.NDArray[np.float64]:
    """The logarithms of 0! up to most!."""
    return np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, most + 1)))])
