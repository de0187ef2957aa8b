"""How sure it is that a goal that was set beforehand has been reached.

Sureness is a number from 0 to 1 at the goal (Xie & Singh 2013). Three verdicts: from .95 reached, up to .05 not
reached, between them it cannot be told, and it leans one way. A goal and a margin are fixed before the answers are in.
"""

import math
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from monitor.statistics.change import Counted, newcombe
from monitor.statistics.intervals import Interval

SURE = 0.95
_NODES = 200


class Reached(StrEnum):
    """What may be said about a goal; the values are those of contract 5.2."""

    YES = "bereikt"
    NO = "niet-bereikt"
    UNDECIDED = "nog-niet-te-zeggen"


def reached(sureness: float) -> Reached:
    """The verdict on a goal: reached or not where that is sure, else it cannot be told yet.

    Raises:
        ValueError: a sureness that is not between 0 and 1.
    """
    if not 0 <= sureness <= 1:
        raise ValueError("a sureness lies between 0 and 1")
    if sureness >= SURE:
        return Reached.YES
    # .05 itself: 1 - .95 is a float a little above it
    return Reached.NO if sureness <= 1 - SURE else Reached.UNDECIDED


def leans(sureness: float) -> bool | None:
    """Which way a goal leans that cannot be told yet: towards reached or not; None at one half."""
    return None if sureness == 0.5 else sureness > 0.5


def one_year(x: float, n: float, goal: float) -> float:
    """How sure it is that the share lies above the goal: P(X < x) + P(X = x) / 2 at the goal (mid-P).

    With a count that need not be whole (an effective number of answers) the two binomial tails are taken through the
    incomplete beta function, which agrees with them at whole numbers. Source: Xie & Singh 2013; Cai 2005 on why not
    the one-sided Wilson bound. Proven by oracle kind `goal.one_year` (R `pbinom`, `dbinom`).

    Raises:
        ValueError: n <= 0, x < 0 or x > n, or a goal that is not between 0 and 1.
    """
    from scipy.special import betainc

    _check(x, n, goal)
    # P(X >= x) = I_g(x, n-x+1), and P(X > x) = I_g(x+1, n-x); both have an end where they are 1 or 0
    at_least = float(betainc(x, n - x + 1, goal)) if x > 0 else 1.0
    more = float(betainc(x + 1, n - x, goal)) if x < n else 0.0
    return 1 - (at_least + more) / 2


def jeffreys(x: float, n: float, goal: float) -> float:
    """The chance that the share is at or above the goal, under Beta(x+1/2, n-x+1/2).

    For comparison: of 18 of 18 it says "90 % reached" wrongly 15 times in 100. Proven by oracle kind `goal.one_year`.

    Raises:
        ValueError: as in `one_year`.
    """
    from scipy.special import betainc

    _check(x, n, goal)
    return 1 - float(betainc(x + 0.5, n - x + 0.5, goal))


def jeffreys_above(x: float, n: float, level: float = SURE) -> float:
    """Above which share the Beta(x+1/2, n-x+1/2) lies with this chance; 0 at 0 of n, the rule at the boundary.

    Proven by oracle kind `goal.one_year` (`lower_jeffreys`).

    Raises:
        ValueError: an impossible count.
    """
    from scipy.special import betaincinv

    _check(x, n, 0.5)
    return float(betaincinv(x + 0.5, n - x + 0.5, 1 - level)) if x > 0 else 0.0


def of_our_people(x: int, n: int, goal: float, population: int) -> float:
    """How sure it is that the goal is met among this year's N people, if silence is haphazard.

    The N-n silent ones follow a beta-binomial(N-n, x+1/2, n-x+1/2); the goal is met by ceil(goal N) people. Proven by
    oracle kind `goal.one_year` (`finite_prob`).

    Raises:
        ValueError: as in `one_year`, or n > N.
    """
    from scipy.special import betaln, gammaln

    _check(x, n, goal)
    if n > population:
        raise ValueError("more answers than people: check the enrolment and whether families answered twice")
    silent = population - n
    # a goal such as .7 of 10 is 7 people, whatever a float makes of it
    wanted = math.ceil(round(goal * population, 9)) - x
    a, b = x + 0.5, n - x + 0.5
    logs = (
        gammaln(silent + 1) - gammaln(k + 1) - gammaln(silent - k + 1) + betaln(k + a, silent - k + b) - betaln(a, b)
        for k in range(max(wanted, 0), silent + 1)
    )
    return min(1.0, math.fsum(math.exp(float(one)) for one in logs))


def change(before: tuple[float, float], after: tuple[float, float], least: float = 0.0) -> float:
    """How sure it is that the share rose by `least` or more: P(p2 - p1 >= least), by quadrature.

    Each year a Beta(x+1/2, n-x+1/2), independent. The integral runs over the earlier share on the scale
    p = sin^2(t), where the Beta's ends are smooth, by Gauss-Legendre. Proven by oracle kind `goal.change` (R
    `integrate`).

    Args:
        before: yes and answers of the earlier year.
        after: the same of the later year.
        least: the rise asked for, in shares; negative: a fall allowed.

    Raises:
        ValueError: an impossible count, or a rise outside -1 to 1.
    """
    import numpy as np
    from scipy.special import betainc, betaln

    for x, n in (before, after):
        _check(x, n, 0.5)
    if not -1 <= least <= 1:
        raise ValueError("a rise lies between -1 and 1")
    (a1, b1), (a2, b2) = ((x + 0.5, n - x + 0.5) for x, n in (before, after))
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    total = 0.0
    for low, high in pairwise(_pieces(before, after, least)):
        t = (high - low) / 2 * nodes + (high + low) / 2
        dense = np.exp((2 * a1 - 1) * np.log(np.sin(t)) + (2 * b1 - 1) * np.log(np.cos(t)) - betaln(a1, b1)) * 2
        enough = 1 - betainc(a2, b2, np.clip(np.sin(t) ** 2 + least, 0.0, 1.0))
        total += float((high - low) / 2 * (weights @ (dense * enough)))
    return min(1.0, max(0.0, total))


def _pieces(before: tuple[float, float], after: tuple[float, float], least: float) -> list[float]:
    """Where the integrand has a kink or a steep part, in radians: between two of these it is smooth and slow."""
    (x1, n1), (x2, n2) = before, after
    kinks = [_angle(one) for one in (0.0, -least, 1 - least, 1.0)]
    # a share's angle has a standard deviation of about 1 / (2 sqrt n): twelve of them on both sides
    steep = [(_angle(x1 / n1), n1), (_angle(x2 / n2 - least), n2)]
    ends = [middle + side * 6 / math.sqrt(n) for middle, n in steep for side in (-1, 1)]
    return sorted({min(max(one, 0.0), math.pi / 2) for one in (*kinks, *ends)})


def _angle(share: float) -> float:
    return math.asin(math.sqrt(min(max(share, 0.0), 1.0)))


class NotWorse(NamedTuple):
    """Whether a change stays above minus the margin, and within the margin on both sides."""

    interval: Interval
    noninferior: bool
    equivalent: bool


def within_margin(before: Counted, after: Counted, margin: float) -> NotWorse:
    """Whether it is sure that a share did not fall by the margin or more, and that it did not change by it.

    "Not worse": the 90 % Newcombe interval lies above -margin (Wellek 2010). "No change": within -margin and margin
    (two one-sided tests, Schuirmann 1987). That nothing can be seen is never "no change". Proven by oracle kind
    `goal.change`.

    Raises:
        ValueError: an impossible count, or a margin of 0 or less.
    """
    if not margin > 0:
        raise ValueError("a margin is more than 0")
    interval = newcombe(before, after, 0.90)
    above = bool(interval.low > -margin)
    return NotWorse(interval, above, above and bool(interval.high < margin))


def _check(x: float, n: float, goal: float) -> None:
    if not (n > 0 and 0 <= x <= n):  # of NaN nothing holds
        raise ValueError("a share needs 0 <= x <= n and n > 0")
    if not 0 < goal < 1:
        raise ValueError("a goal lies between 0 and 1")
