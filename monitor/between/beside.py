"""The schools of a network beside each other on one share: what a screen draws and says of it, typed.

Schools stand in the order of their codes, never in that of their shares.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from monitor.statistics.between_schools.counts import Counts, Vector
from monitor.statistics.between_schools.funnel_plot import WIDE, limits, rounding_of
from monitor.statistics.between_schools.network import NetworkShare, network_share
from monitor.statistics.between_schools.shrunken import Shrunken
from monitor.statistics.between_schools.spread import spread
from monitor.statistics.between_schools.unlike import Place, Unlike, unlike
from monitor.statistics.intervals import LEVEL, wilson
from monitor.statistics.reasons import Reason

CURVE = 60
"""So many sizes make a smooth curve of limits."""


@dataclass(frozen=True)
class NetworkSchool:
    """A school of a wave: its code and name, its region ("": none), forms, people invited, what its audit found.

    `k`: so many people a group of this school must have to be shown.
    """

    code: str
    name: str
    region: str
    forms: int
    enrolled: int | None
    min_values: int
    k: int


class SchoolPoint(NamedTuple):
    """A school among the others: its own share, what it most likely is, and whether it differs by more than chance.

    `x` of its `n` people gave these answers; `low` and `high` are the limits of the share by itself. `shrunken` is the
    share drawn towards the network's, `own` how much of that is the school's own; None where there are too few schools.
    `others` is the mean of those it is compared with, `place` whether it lies above or below that by more than chance;
    `reason` says why that is not known. `code`, `name` and `region` are empty for who may not see which school it is.
    """

    code: str
    name: str
    region: str
    x: int
    n: int
    share: float
    low: float
    high: float
    others: float | None
    compared_with: int
    place: Place
    reason: Reason | None = None
    shrunken: float | None = None
    shrunken_low: float | None = None
    shrunken_high: float | None = None
    own: float | None = None


@dataclass(frozen=True)
class Limit:
    """Between which shares ordinary schools lie in `level` of cases, by how many answered."""

    level: float
    answers: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Funnel:
    """Schools that are compared with each other: the mean of ordinary ones, how far they lie apart, and the limits."""

    middle: float
    tau: float
    limits: tuple[Limit, ...]


@dataclass(frozen=True)
class ByRegion:
    """Schools that are compared within their region: a funnel of each, made when somebody looks at it.

    `of_schools` is the region of each school of `counts`; in those of `compared` there are schools enough.
    """

    counts: Counts
    of_schools: tuple[str, ...]
    compared: frozenset[str]

    def funnel(self, region: str) -> Funnel | None:
        """The funnel of the schools of a region, over the sizes of all of the network; None with too few schools."""
        if region not in self.compared:
            return None
        return _funnel(self.counts.only(np.array(self.of_schools) == region), self.counts.n)


@dataclass(frozen=True)
class Beside:
    """The schools of a network on one share: the network's figure, a point per school, and the limits of a funnel plot.

    `funnel` is that of the schools that are compared: of all, or for a school that is compared within its region, of
    that region. Where schools of several regions are looked at there is none that holds for all of them: `by_region`
    has one of each. Too few schools: no points and no funnel, and `network.reason` says why. Points are drawn towards
    the network (`shrunken`) whatever they are compared with. `own_place`: only of the visitor's school is told where it
    stands.
    """

    network: NetworkShare
    points: tuple[SchoolPoint, ...] = ()
    funnel: Funnel | None = None
    by_region: ByRegion | None = None
    own_place: bool = False

    @property
    def limits(self) -> tuple[Limit, ...]:
        """The limits of the schools that are compared; none where several regions are looked at."""
        return self.funnel.limits if self.funnel else ()

    @property
    def middle(self) -> float | None:
        """The mean of ordinary schools among those that are compared."""
        return self.funnel.middle if self.funnel else None

    def point(self, school: str) -> SchoolPoint | None:
        """One school's place; None where its share is not shown (`network.missing` says why)."""
        return next((one for one in self.points if one.code == school), None)

    def seen_by(self, school: str) -> "Beside":
        """What the director of a school sees: the others without their names, from small to large.

        Their order would else tell which is which, as the codes do. Compared within regions it sees the limits of its
        own; the points stay those of the whole network, without how each stands in its own region, and the limits span
        all of them, so that nobody sees which schools are of one region.
        """
        regional = self.by_region is not None
        others = [
            SchoolPoint("", "", "", *one[3:8], None, 0, Place.UNDECIDED if regional else one.place)
            for one in self.points
            if one.code != school
        ]
        others.sort(key=lambda one: (one.n, one.x))
        missing = {code: why for code, why in self.network.missing.items() if code == school}
        own = [one for one in self.points if one.code == school]
        funnel = next((self.by_region.funnel(one.region) for one in own), None) if self.by_region else self.funnel
        return Beside(replace(self.network, missing=missing), (*own, *others), funnel, own_place=regional)


def beside(
    counts: Counts, schools: Mapping[str, NetworkSchool], likely: Shrunken | None = None, *, by_region: bool = False,
    least: int,
) -> Beside:  # fmt: skip
    """The schools beside each other; comparable are all of them or, asked for, those of the same region.

    A school that is in no region is then compared with none. `likely` are the shrunken estimates of all of them.
    """
    network = network_share(counts, least=least)
    if not network.shown:
        return Beside(network)
    regions = tuple(schools[code].region for code in counts.schools) if by_region else None
    points = _points(counts, schools, likely, unlike(counts, regions, least=least))
    if regions is None:
        return Beside(network, points, _funnel(counts, counts.n))
    compared = frozenset(one.region for one in points if one.reason is None)
    return Beside(network, points, by_region=ByRegion(counts, regions, compared) if compared else None)


def _points(
    counts: Counts, schools: Mapping[str, NetworkSchool], drawn: Shrunken | None, places: tuple[Unlike, ...]
) -> tuple[SchoolPoint, ...]:
    alone = wilson(counts.x, counts.n, noise=counts.noise(counts.shares))
    own = zip(counts.shares.tolist(), np.ravel(alone.low).tolist(), np.ravel(alone.high).tolist(), strict=True)
    numbers = zip(counts.x.tolist(), counts.n.tolist(), own, strict=True)
    best = zip(*(column.tolist() for column in drawn[:4]), strict=True) if drawn else [()] * len(counts)
    told = zip(numbers, places, best, strict=True)
    return tuple(_point(schools[place.school], *own, place, likely) for own, place, likely in told)


def _point(
    school: NetworkSchool, count: float, n: float, alone: tuple[float, float, float], place: Unlike,
    likely: tuple[float, ...],
) -> SchoolPoint:  # fmt: skip
    return SchoolPoint(
        school.code, school.name, school.region, round(count), round(n), *alone,
        place.others, place.compared_with, place.place, place.reason, *likely,
    )  # fmt: skip


def _funnel(counts: Counts, drawn_at: Vector) -> Funnel:
    """The funnel of the schools that are compared, over the sizes of all that are drawn."""
    found = spread(counts)
    sizes = np.unique(np.geomspace(drawn_at.min(), drawn_at.max(), CURVE).round())
    edge = 0.5 / (counts.n.sum() + 1)
    middle = float(np.clip(found.mean, edge, 1 - edge))
    rounding = rounding_of(counts, middle)
    curves = ((level, limits(sizes, middle, tau=found.tau, rounding=rounding, level=level)) for level in (LEVEL, WIDE))
    drawn = tuple(
        Limit(level, tuple(sizes.tolist()), tuple(curve.low.tolist()), tuple(curve.high.tolist()))
        for level, curve in curves
    )
    return Funnel(found.mean, found.tau, drawn)
