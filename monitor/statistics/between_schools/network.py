"""The share of a whole network: the sum of what its schools released, with the school as the unit."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from monitor.statistics.between_schools.counts import LEAST_SCHOOLS, Counts, too_few
from monitor.statistics.intervals import LEVEL, Interval, score
from monitor.statistics.ratio import ratio, student
from monitor.statistics.reasons import Reason


@dataclass(frozen=True)
class NetworkShare:
    """A share over all forms of the schools where it is shown, and the mean of those schools.

    `count` of `n` are sums of rounded counts. `mean` counts every school alike, whatever its size. Hidden: all numbers
    but `schools` are None and `reason` says why. `missing`: the schools of which the share is not shown, and why.
    """

    schools: int
    missing: Mapping[str, Reason]
    count: int | None = None
    n: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    mean_low: float | None = None
    mean_high: float | None = None
    reason: Reason | None = None

    @property
    def shown(self) -> bool:
        """Whether there are numbers."""
        return self.reason is None


@dataclass(frozen=True)
class Exactness:
    """How exact a figure of several schools is: as exact as that of `effective` independent answers, and some noise.

    `variance` is that of the figure; `freedom` the degrees of freedom of Student's t.
    """

    p: float
    variance: float
    effective: float
    noise: float
    freedom: int

    def limits(self, t: float) -> Interval:
        """Wilson's limits with t in place of z."""
        return score(self.p, self.effective, t, self.noise)


def network_share(counts: Counts, *, least: int = LEAST_SCHOOLS, level: float = LEVEL) -> NetworkShare:
    """The share of a network, and the mean of its schools, each with limits for schools such as these.

    sum x / sum n with the school as unit: linearised variance (Cochran 1977, section 6.2), Wilson on the effective
    number of answers with t(schools - 1), as for a scale. Rounding and chance within schools move a school's share, so
    they are in the variance between schools already; where schools happen to lie closer together than chance and
    rounding alone put them, what those two give is taken instead. Proven by oracle kind `between.network` (R).

    Args:
        counts: of each school.
        least: fewer schools are not shown together.
        level: confidence.
    """
    reason = too_few(len(counts), least)
    if reason:
        return NetworkShare(len(counts), counts.missing, reason=reason)
    pooled, mean = of_forms(counts), of_schools(counts)
    t = student(len(counts) - 1, level)
    (low, high), (mean_low, mean_high) = pooled.limits(t), mean.limits(t)
    return NetworkShare(
        len(counts), counts.missing, round(float(counts.x.sum())), round(float(counts.n.sum())),
        pooled.p, float(low), float(high), mean.p, float(mean_low), float(mean_high),
    )  # fmt: skip


def of_forms(counts: Counts) -> Exactness:
    """The share of all forms together, each form counting alike."""
    found = ratio(counts.x, counts.n)
    total = float(counts.n.sum())
    noise = float(np.sum(counts.noise(found.ratio) * counts.n**2)) / total**2
    return _exactness(found.ratio, found.se**2, total, noise, len(counts) - 1)


def of_schools(counts: Counts) -> Exactness:
    """The mean of the shares of the schools, each school counting alike."""
    schools, mean = len(counts), float(counts.shares.mean())
    answers = schools**2 / float(np.sum(1 / counts.n))
    noise = float(counts.noise(counts.shares).sum()) / schools**2
    return _exactness(mean, float(counts.shares.var(ddof=1)) / schools, answers, noise, schools - 1)


def _exactness(p: float, between: float, answers: float, noise: float, freedom: int) -> Exactness:
    """With the variance that was seen between schools, or with that of chance and rounding where it is more."""
    chance = p * (1 - p) / answers + noise
    if between > chance and p * (1 - p) > 0:
        return Exactness(p, between, p * (1 - p) / between, 0.0, freedom)
    return Exactness(p, chance, answers, noise, freedom)
