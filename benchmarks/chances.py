"""What a release may say of a share, each outcome with its chance: counted out, nothing drawn.

A family answers with some chance, and is favourable with some chance; both counts are then rounded as in a release
(the favourable count drawn again where its value alone would give it away). What the attack on all facts together
refuses is not in here: `benchmarks.drawn` measures how much that matters.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.change import Counted
from monitor.statistics.rounding import noise, variance

Vector = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int_]
NEGLIGIBLE = 1e-8
"""Outcomes that are rarer are left out: together they are far below what is printed."""


class Outcomes(NamedTuple):
    """What may be released of a share, and how likely each of it is."""

    chance: Vector
    counted: Counted

    def from_answers(self, least: int) -> "Outcomes":
        """The outcomes with so many answers, with the chances they have among each other."""
        kept = np.asarray(self.counted.n) >= least
        total = self.chance[kept].sum()
        parts = (np.asarray(part)[kept] for part in self.counted)
        return Outcomes(self.chance[kept] / (total or 1.0), Counted(*parts))

    def likely(self, least: int) -> float:
        """The chance of so many answers."""
        return float(self.chance[np.asarray(self.counted.n) >= least].sum())


@cache
def outcomes(families: int, response: float, share: float, base: int) -> Outcomes:
    """Every pair of a released favourable count and its base.

    Args:
        families: how many are invited.
        response: the chance that a family answers.
        share: the chance that one that answers is favourable.
        base: to which counts are rounded; 1: not at all.
    """
    table = np.zeros((families + base + 1, families + base + 1))
    for n, likely in enumerate(binomial(families, response)):
        if likely < NEGLIGIBLE:
            continue
        x = np.arange(n + 1)
        chances = likely * binomial(n, share)
        for everyone, of_n in rounded(np.array([n]), base, None):
            for yes, of_x in rounded(x, base, n):
                row = table[everyone[0]]
                row += np.bincount(np.minimum(yes, everyone[0]), chances * of_x * of_n[0], len(row))
    everyone, yes = np.nonzero(table > NEGLIGIBLE)
    there = everyone > 0
    return Outcomes(table[everyone[there], yes[there]], counted(yes[there], everyone[there], base))


def counted(yes: Vector | Whole, everyone: Vector | Whole, base: int) -> Counted:
    """Released counts as they enter an interval: with the variance that rounding added."""
    x, n, spread = np.asarray(yes, float), np.asarray(everyone, float), variance(base)
    return Counted(x, n, noise(x / n, n, spread, spread))


def rounded(count: Whole, base: int, most: int | None) -> tuple[tuple[Whole, Vector], tuple[Whole, Vector]]:
    """The two values to which a count may be rounded, each with its chance (`monitor.disclosure.rounding`)."""
    down, rest = count - count % base, count % base
    up = down + base
    chance = rest / base
    if most is not None and most >= base:
        left = np.minimum(up + base - 1, most) - np.maximum(0, up - base + 1) + 1
        chance = np.where(left >= base, chance, 0.0)
    return (down, 1 - chance), (up, chance)


def binomial(n: int, share: float) -> Vector:
    """The chance of each number from 0 to n."""
    from scipy.special import bdtr

    return np.asarray(np.diff(bdtr(np.arange(n + 1), n, share), prepend=0.0), float)
