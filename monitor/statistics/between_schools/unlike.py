"""Which schools differ from comparable ones by more than chance: "meer dan toeval anders dan vergelijkbare scholen".

Nothing here ranks: results stand in the order in which the schools were given.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.between_schools.counts import LEAST_SCHOOLS, Counts, Vector, too_few
from monitor.statistics.between_schools.spread import Spread, spread, within
from monitor.statistics.listing import ALLOWED_ACCIDENTS
from monitor.statistics.multiple import benjamini_hochberg
from monitor.statistics.reasons import Reason, because

_ALL, _NO_REGION = "*", ""

BLOCKS = 8
"""In so many parts schools are counted: rows as long as that of the largest school would mostly be empty."""


class Place(StrEnum):
    """What may be said of a school among comparable ones; the third is not "the same"."""

    HIGHER = "hoger"
    LOWER = "lager"
    UNDECIDED = "niet-vast-te-stellen"


class Unlike(NamedTuple):
    """A school beside the schools that it is compared with.

    `others`: their mean, without this school. `p`: how rare it is for an ordinary school to lie so far off; `adjusted`:
    the same among all schools that were tested (Benjamini-Hochberg). Not compared: they are None and `reason` says why.
    """

    school: str
    place: Place = Place.UNDECIDED
    others: float | None = None
    compared_with: int = 0
    p: float | None = None
    adjusted: float | None = None
    reason: Reason | None = None


def unlike(
    counts: Counts, groups: Sequence[str] | None = None, *, q: float = ALLOWED_ACCIDENTS, least: int = LEAST_SCHOOLS
) -> tuple[Unlike, ...]:
    """Each school against the schools of its group, in the order given; of those said to differ about q are accidents.

    Null: the school is one more of the population that the others are drawn from (Ohlssen, Sharples & Spiegelhalter
    2007; Jones & Spiegelhalter 2011). Not: its true share equals their mean, which is true of no school and would point
    at half of the large ones. The false discovery rate over providers: Jones, Ohlssen & Spiegelhalter 2008. Proven by
    oracle kind `between.unlike` (R), the rate in tests/statistics/test_unlike_schools.py.

    Args:
        counts: of each school.
        groups: the region of each school, comparable schools having the same ("": it has none, and is compared with
            no other); None: all are comparable.
        q: the part of the list that may be accidents.
        least: a school is compared with so many others or more.

    Raises:
        ValueError: not one group per school.
    """
    group = np.array(groups if groups is not None else [_ALL] * len(counts), dtype=str)
    if group.shape != (len(counts),):
        raise ValueError("one group per school")
    others, p = np.zeros(len(counts)), np.full(len(counts), np.nan)
    size = np.zeros(len(counts), int)
    for name in np.unique(group[group != _NO_REGION]):
        here = group == name
        size[here] = here.sum() - 1
        if not too_few(int(here.sum()) - 1, least):
            others[here], p[here] = rarity(counts.only(here))
    numbers = (counts.shares, others, size, p)
    told = zip(
        counts.schools, group.tolist(), *(one.tolist() for one in numbers), benjamini_hochberg(p.tolist()), strict=True
    )
    return tuple(
        _not_compared(school, name, k, least) if rare is None else _said(school, share, mean, k, alone, rare, q)
        for school, name, share, mean, k, alone, rare in told
    )


def _not_compared(school: str, group: str, others: int, least: int) -> Unlike:
    why = because("no-region") if group == _NO_REGION else too_few(others, least)
    return Unlike(school, compared_with=others, reason=why)


def _said(school: str, share: float, others: float, size: int, p: float, adjusted: float, q: float) -> Unlike:
    side = Place.HIGHER if share > others else Place.LOWER
    return Unlike(school, side if adjusted <= q else Place.UNDECIDED, others, size, p, adjusted)


def rarity(counts: Counts) -> tuple[Vector, Vector]:
    """Of each school the mean of the others, and how rare it is for one more such school to lie so far from it.

    The others' true shares follow a beta distribution with their mean and the spread of ordinary schools; what is not
    known of that mean, and rounding, are added as if true shares varied that much more. p: twice the smaller mid-P of
    the beta-binomial count, and Student's t with k - 2 degrees of freedom in place of the normal, k being the others,
    because the spread was estimated (Higgins, Thompson & Spiegelhalter 2009).
    """
    found = spread(counts)
    others, unsure = _without_each(counts, found)
    total = found.tau**2 + unsure + within(counts, others, found.tau**2, most=True)
    chance = others * (1 - others)
    n = np.round(counts.n)
    rho = np.clip((total - chance / n) / (chance * (1 - 1 / np.maximum(n, 2))), 1e-9, 0.999)
    tail = _mid_p(np.round(counts.x), n, others * (1 - rho) / rho, (1 - others) * (1 - rho) / rho)
    return others, _with_student(2 * np.minimum(tail, 1 - tail), len(counts) - 3)


def _without_each(counts: Counts, found: Spread) -> tuple[Vector, Vector]:
    """The mean of all schools but each, kept off 0 and 1 by half a form, and its variance."""
    weight = 1 / (found.tau**2 + within(counts, counts.pooled, found.tau**2))
    left = weight.sum() - weight
    each = weight * np.divide(*counts.summed)
    mean = (each.sum() - each) / left
    edge = 0.5 / (counts.n.sum() - counts.n + 1)
    return np.clip(mean, edge, 1 - edge), 1 / left


def _mid_p(x: Vector, n: Vector, a: Vector, b: Vector) -> Vector:
    """P(X < x) + P(X = x)/2 of beta-binomial counts, from the nearer side; schools with counts alike together."""
    far = 2 * x > n
    near, yes, no = np.where(far, n - x, x), np.where(far, b, a), np.where(far, a, b)
    below = np.zeros(len(x))
    for part in np.array_split(np.argsort(near), BLOCKS):
        if len(part):
            below[part] = _below(near[part], n[part], yes[part], no[part])
    return np.where(far, 1 - below, below)


def _below(near: Vector, n: Vector, yes: Vector, no: Vector) -> Vector:
    """The same, every school a row as long as the largest count."""
    most = int(near.max())
    count, rows, sizes = np.arange(most), np.s_[:, None], n[:, None]
    upto = count < near[rows]
    more = np.where(upto, (sizes - count) * (yes[rows] + count), 1.0)  # beyond the count nothing is asked
    fewer = np.where(upto, (count + 1.0) * (no[rows] + sizes - count - 1), 1.0)
    logs = np.concatenate([_none(n, yes, no)[rows], np.log(more / fewer)], axis=1).cumsum(axis=1)
    chances = np.exp(logs)
    here = chances[np.arange(len(near)), near.astype(int)]
    return np.asarray(np.clip((chances[:, :-1] * upto).sum(axis=1) + here / 2, 0.0, 1.0), float)


def _none(n: Vector, a: Vector, b: Vector) -> Vector:
    """The logarithm of the chance that nobody of n is counted."""
    from scipy.special import betaln

    return np.asarray(betaln(a, b + n) - betaln(a, b), float)


def _with_student(p: Vector, freedom: int) -> npt.NDArray[np.float64]:
    """The p of Student's t at the z of a normal p."""
    from scipy.special import ndtri, stdtr

    z = ndtri(np.clip(p, 1e-300, 1.0) / 2)
    return np.asarray(np.minimum(2 * stdtr(freedom, z), 1.0), float)
