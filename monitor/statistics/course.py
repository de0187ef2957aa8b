"""The course of a share over three school years or more that were asked in the same way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from monitor.definition.indicators import Base, Direction
from monitor.statistics.combined import combined
from monitor.statistics.comparable import differences
from monitor.statistics.compare import Verdict, verdict
from monitor.statistics.estimate import LEAST_TO_COMPARE, Estimates, Key, Share
from monitor.statistics.intervals import LEVEL, Interval, quantile
from monitor.statistics.reasons import Reason, because
from monitor.statistics.slope import cochran_armitage

LEAST_YEARS = 3
BENT = 0.05
"""Below this p the years do not lie on a straight line."""


@dataclass(frozen=True)
class Course:
    """The line through the shares of three school years or more, in shares per year.

    `years` and `shares` are those on the line, oldest first. `gaps` says of other years why they are not;
    `broken` what was asked otherwise before the first of them. `straight` is whether the years lie on the
    line, as far as can be seen. No line: no numbers, and `reasons`; `better` is the direction of an improvement.
    """

    survey: str
    item: str
    measure: str
    base: Base
    node: str
    years: tuple[str, ...] = ()
    shares: tuple[Share, ...] = ()
    better: Direction | None = None
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    departure_p: float | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    gaps: tuple[Reason, ...] = ()
    broken: tuple[Reason, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def straight(self) -> bool | None:
        """Whether the years lie on the line, as far as can be seen; None without a line."""
        return None if self.departure_p is None else self.departure_p >= BENT


def course(waves: Sequence[Estimates], key: Key) -> Course:
    """The course of a share: Cochran-Armitage with the calendar years as scores, a missing year being a gap.

    The limits are those of the slope as a sum of shares (MOVER of their Wilson limits) or those of the test, whichever
    lie further out, so that a rise or a fall is said only where both see one (decision 37). Rounding is in both.

    Args:
        waves: the years of one survey.
        key: item, measure, base and group.

    Raises:
        ValueError: no years, or years of several surveys.
    """
    surveys = {wave.manifest.survey.id for wave in waves}
    if len(surveys) != 1:
        raise ValueError("a course is of the years of one survey")
    kept, gaps, broken = _comparable(waves, key)
    item, measure, base, node = key
    found = Course(
        surveys.pop(), item, measure, base, node,
        years=tuple(wave.manifest.year for wave in kept), shares=tuple(wave.shares[key] for wave in kept),
        gaps=gaps, broken=broken,
    )  # fmt: skip
    if len(kept) < LEAST_YEARS:
        return replace(found, reasons=(because("few-years", n=len(kept)), *broken, *gaps))
    asked = kept[-1].measure(item, measure)
    assert asked is not None
    return _measured(replace(found, better=asked.better))


def _comparable(waves: Sequence[Estimates], key: Key) -> tuple[list[Estimates], tuple[Reason, ...], tuple[Reason, ...]]:
    """The years on the line, oldest first; why others are gaps; and what broke before the first."""
    kept: list[Estimates] = []
    gaps: list[Reason] = []
    for wave in sorted(waves, key=lambda one: one.manifest.year, reverse=True):
        obstacle = _obstacle(wave, key)
        if obstacle:
            gaps.append(obstacle)
        elif broken := _otherwise(wave, kept[-1], key) if kept else ():
            return kept[::-1], tuple(gaps[::-1]), broken
        else:
            kept.append(wave)
    return kept[::-1], tuple(gaps[::-1]), ()


def _obstacle(wave: Estimates, key: Key) -> Reason | None:
    """Why a year has no figure that can be compared."""
    share, year = wave.shares.get(key), wave.manifest.year
    if share is None:
        group = "no-group" if key[3] not in wave.nodes else "no-measure"
        return because("no-item" if key[0] not in wave.items else group, year=year)
    if not share.shown:
        return because("hidden", year=year)
    return because("few-to-compare", least=LEAST_TO_COMPARE, year=year) if share.few else None


def _otherwise(before: Estimates, after: Estimates, key: Key) -> tuple[Reason, ...]:
    item, measure = key[:2]
    if asked := differences(before.manifest, after.manifest, item):
        return asked
    old, new = before.measure(item, measure), after.measure(item, measure)
    assert old is not None
    assert new is not None
    return () if set(old.codes) == set(new.codes) else (because("numerator"),)


def _measured(found: Course) -> Course:
    """The course with its line."""
    years = np.array([int(year[:4]) for year in found.years], float)
    x, n, share, low, high, noise = (
        np.array([getattr(one, name) for one in found.shares], float)
        for name in ("count", "n", "share", "low", "high", "noise")
    )
    line = cochran_armitage(x, n, years, noise)
    apart = years - float(years @ n / n.sum())
    own = [Interval(*pair) for pair in zip(low.tolist(), high.tolist(), strict=True)]
    limits = combined(line.slope, (n * apart / float(n @ apart**2)).tolist(), share.tolist(), own)
    half = quantile(LEVEL) * line.se
    lowest, highest = min(float(limits.low), line.slope - half), max(float(limits.high), line.slope + half)
    return replace(
        found, slope=line.slope, low=lowest, high=highest, p=line.p, departure_p=line.departure_p,
        verdict=verdict(lowest, highest),
    )  # fmt: skip
