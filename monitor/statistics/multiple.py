"""Many questions at once: how sure to be that not one of the flags is an accident.

A question that could not be tested has no p (`None` or NaN): it stays without one and does not count as a
test (as R's `p.adjust`; statsmodels counts it, trap of statistics.md 2.5).
"""

import math
from collections.abc import Sequence

import numpy as np


def holm(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p for a few declared goals: below .05 keeps the chance of any false alarm below 5 %.

    The i-th smallest of m is multiplied by m - i + 1, never below its predecessor, at most 1. Source: Holm
    1979; proven by oracle kind `p_adjust.holm` (R `p.adjust`).
    """
    order = _tested(p)
    adjusted: list[float | None] = [None] * len(p)
    running = 0.0
    for rank, place in enumerate(order):
        running = min(1.0, max(running, (len(order) - rank) * _number(p[place])))
        adjusted[place] = running
    return adjusted


def benjamini_hochberg(p: Sequence[float | None]) -> list[float | None]:
    """Adjusted p for a list to look into: of those below .10, about one in ten is an accident at most.

    The i-th smallest of m is multiplied by m/i, never above its successor, at most 1. Holds for questions
    that go together, as those of one person do (Benjamini & Yekutieli 2001). Source: Benjamini & Hochberg
    1995; proven by oracle kind `p_adjust.bh` (R `p.adjust`).
    """
    told = np.array([math.nan if one is None else one for one in p], float)
    order = told.argsort(kind="stable")[: np.count_nonzero(~np.isnan(told))]  # those without a p come last
    rising = len(order) / np.arange(1, len(order) + 1) * told[order]
    told[order] = np.minimum(np.minimum.accumulate(rising[::-1])[::-1], 1.0)
    return [None if math.isnan(one) else one for one in told.tolist()]


def _tested(p: Sequence[float | None]) -> list[int]:
    """The places of the questions that could be tested, smallest p first."""
    return sorted(
        (i for i, one in enumerate(p) if one is not None and not math.isnan(one)), key=lambda i: _number(p[i])
    )


def _number(p: float | None) -> float:
    assert p is not None
    return p
