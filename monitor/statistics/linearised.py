"""How exact a weighted mean is: its variance by linearisation, for units drawn in strata and clusters.

For single rows (a person, a school), so for data that are not of our releases, where nobody's row is left. The
weighted figures of a release are reckoned from its counts (`monitor.statistics.nonresponse`), with Kish's effective
number of answers instead.
"""

import math
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.intervals import LEVEL

Vector = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Design:
    """How the rows were drawn: each row's weight, stratum and cluster, and of how many in its stratum.

    Without strata there is one, without clusters each row is its own; `population` is the number of units (clusters,
    if there are any) in the stratum of each row, for a known finite population.
    """

    weights: Vector
    strata: Sequence[Hashable] | None = None
    clusters: Sequence[Hashable] | None = None
    population: Vector | None = None

    @property
    def degrees(self) -> int:
        """Degrees of freedom: clusters minus strata."""
        rows = range(len(self.weights))
        units = set(zip(self.strata or [0 for _row in rows], self.clusters or rows, strict=True))
        return len(units) - len(set(self.strata or [0]))


class Mean(NamedTuple):
    """A weighted mean, its standard error, and its limits by t with so many degrees of freedom."""

    mean: float
    se: float
    df: int
    low: float
    high: float


def mean(values: Vector, design: Design, level: float = LEVEL) -> Mean:
    """The weighted mean of a sample.

    sum w y / sum w; SE by linearisation, z = w (y - mean) / sum w. Proven by oracle kind `weights.mean` (R
    `survey::svymean`).

    Raises:
        ValueError: a stratum has fewer than two units, or fewer people than units.
    """
    from scipy.special import stdtrit

    w = design.weights
    found = float(w @ values / w.sum())
    se = standard_error(w * (values - found) / w.sum(), design)
    half = float(stdtrit(design.degrees, (1 + level) / 2)) * se
    return Mean(found, se, design.degrees, found - half, found + half)


def domain_mean(values: Vector, inside: npt.NDArray[np.bool_], design: Design) -> tuple[float, float]:
    """The mean of a part of the sample whose size is random too, and its standard error.

    Everyone outside counts for 0 and stays in the variance. Proven by oracle kind `weights.domain_mean` (R `svyby`).

    Raises:
        ValueError: nobody is in the part, or as in `mean`.
    """
    w = design.weights * inside
    if not w.sum():
        raise ValueError("nobody is in this part of the sample")
    found = float(w @ values / w.sum())
    return found, standard_error(w * (values - found) / w.sum(), design)


def design_effect(values: Vector, design: Design) -> float:
    """By how much the design makes the variance larger than of as many people drawn one by one, with replacement.

    Proven by oracle kind `weights.deff` (R `svymean(deff="replace")`).

    Raises:
        ValueError: all values are the same, or as in `mean`.
    """
    w, n = design.weights, len(values)
    found = mean(values, design)
    spread = float(w @ (values - found.mean) ** 2 / w.sum()) / (n - 1)
    if not spread:
        raise ValueError("all values are the same: there is no variance to compare with")
    return found.se**2 / spread


def post_stratified_error(
    values: Vector, weights: Vector, cells: Sequence[str], population: int | None = None
) -> float:
    """The standard error of a post-stratified mean.

    sqrt((1-n/N) n/(n-1) sum (z - mean z)^2), z = w (y - mean of its cell) / sum w. Source: Holt & Smith 1979; proven
    by oracle kind `weights.post_stratify`.
    """
    return raked_error(values, weights, [cells], np.ones(len(values)), population)


def raked_error(
    values: Vector, weights: Vector, divisions: Sequence[Sequence[str]], start: Vector, population: int | None = None
) -> float:
    """The standard error of a raked mean: of what the divisions do not explain of the values.

    z = w e / sum w with e the residuals of the regression of y on the categories of all divisions, weighted with the
    weights before raking (Deville & Sarndal 1992). Proven by oracle kind `weights.rake_se` (R `survey::rake`, which
    sweeps the margins out ten times; agreement 2e-3 or better).
    """
    columns = [np.array([row == name for row in rows], float) for rows in divisions for name in sorted(set(rows))]
    known = np.column_stack(columns) * np.sqrt(start)[:, None]
    slopes = np.linalg.lstsq(known, values * np.sqrt(start), rcond=None)[0]
    residuals = values - np.column_stack(columns) @ slopes
    people = None if population is None else np.full(len(values), float(population))
    return standard_error(weights * residuals / weights.sum(), Design(weights, population=people))


def standard_error(z: Vector, design: Design) -> float:
    """The standard error of the sum of linearised values: between the units of each stratum.

    sqrt(sum over strata of (1-f) m/(m-1) sum (Z - mean Z)^2), Z the sum of z in each of the m units.

    Raises:
        ValueError: a stratum has fewer than two units, or fewer people than units.
    """
    totals: dict[Hashable, dict[Hashable, float]] = {}
    people: dict[Hashable, float] = {}
    for row, value in enumerate(z.tolist()):
        stratum = design.strata[row] if design.strata else 0
        units = totals.setdefault(stratum, {})
        unit = design.clusters[row] if design.clusters else row
        units[unit] = units.get(unit, 0.0) + value
        people[stratum] = math.inf if design.population is None else float(design.population[row])
    return math.sqrt(sum(_between(list(units.values()), people[one]) for one, units in totals.items()))


def _between(sums: list[float], people: float) -> float:
    m = len(sums)
    if m < 2:
        raise ValueError("the variance needs two units or more in each stratum")
    if m > people:
        raise ValueError("more units than there are: check the numbers of people")
    middle = sum(sums) / m
    return (1 - m / people) * m / (m - 1) * sum((one - middle) ** 2 for one in sums)
