"""The course of a share over three waves or more, as far as the question stayed the same."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from monitor.statistics.comparable import differences
from monitor.statistics.compare import RARE, Verdict, verdict
from monitor.statistics.estimate import LEAST_TO_COMPARE, Estimates, Key, Share
from monitor.statistics.intervals import LEVEL, quantile
from monitor.statistics.reasons import Reason, because
from monitor.statistics.slope import Slope, Vector, cochran_armitage

LEAST_WAVES = 3
"""Two waves are a change; what they announce as a trend is nothing but that change."""


@dataclass(frozen=True)
class Course:
    """How a share of a group went over the waves that can be held side by side, oldest first.

    `slope` in shares per calendar year, with its limits; `bends`: the waves lie further from a straight line than
    chance puts them. `left_out`: waves that are not in it, and why. Fewer than three waves: no numbers, and `reasons`.
    """

    survey: str
    item: str
    measure: str
    base: str
    node: str
    years: tuple[str, ...]
    slope: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    bends: bool | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    left_out: tuple[tuple[str, Reason], ...] = ()
    reasons: tuple[Reason, ...] = ()


def course(waves: Sequence[Estimates], key: Key) -> Course:
    """The course of a share up to the last of these waves, which stand in the order of their years.

    A wave in which the question was put otherwise ends the course: those before it do not count. A wave in which the
    share is hidden, rests on few answers or was not asked, is left out and counts as a gap: calendar years are the
    scores.

    Raises:
        ValueError: no wave at all.
    """
    if not waves:
        raise ValueError("a course is that of one wave or more")
    item, measure, base, node = key
    kept, left_out = _side_by_side(waves, key)
    years = tuple(one.manifest.year for one in kept)
    found = Course(
        waves[-1].manifest.survey.id, item, measure, base, node, years, left_out=tuple(left_out)
    )  # fmt: skip
    if len(kept) < LEAST_WAVES:
        return replace(found, reasons=(because("few-waves", least=LEAST_WAVES),))
    return _measured(found, [one.shares[key] for one in kept])


def _side_by_side(waves: Sequence[Estimates], key: Key) -> tuple[list[Estimates], list[tuple[str, Reason]]]:
    """The waves of the course, and those that are not in it."""
    last, kept, left_out = waves[-1], [], []
    for place in range(len(waves) - 1, -1, -1):
        wave = waves[place]
        if key[0] not in wave.items and key[0] not in wave.scales:
            left_out.append((wave.manifest.year, because("no-item", year=wave.manifest.year)))
            continue
        changed = differences(wave.manifest, last.manifest, key[0]) or _counted_otherwise(wave, last, key)
        if changed:
            left_out += [(one.manifest.year, changed[0]) for one in waves[: place + 1]]
            break
        why = _unusable(wave, key)
        if why:
            left_out.append((wave.manifest.year, why))
        else:
            kept.append(wave)
    return kept[::-1], sorted(left_out, key=lambda one: one[0])


def _counted_otherwise(wave: Estimates, last: Estimates, key: Key) -> tuple[Reason, ...]:
    mine, theirs = wave.measure(*key[:2]), last.measure(*key[:2])
    same = mine is not None and theirs is not None and set(mine.codes) == set(theirs.codes)
    return () if same else (because("numerator"),)


def _unusable(wave: Estimates, key: Key) -> Reason | None:
    share = wave.shares.get(key)
    if share is None or not share.shown:
        return because("hidden", year=wave.manifest.year)
    return because("few-to-compare", least=LEAST_TO_COMPARE, year=wave.manifest.year) if share.few else None


def _measured(found: Course, shares: list[Share]) -> Course:
    counts, bases, noise = (np.array([getattr(one, name) for one in shares], float) for name in ("count", "n", "noise"))
    years = np.array([int(one.year[:4]) for one in shares], float)
    line = cochran_armitage(counts, bases, years, noise)
    low, high = _limits(line, bases, years, np.array([one.variance for one in shares], float))
    moved = verdict(low, high) if line.p < RARE else Verdict.UNDECIDED
    bends = line.departure_p is not None and line.departure_p < RARE
    return replace(found, slope=line.slope, low=low, high=high, p=line.p, bends=bends, verdict=moved)


def _limits(line: Slope, n: Vector, years: Vector, variances: Vector) -> tuple[float, float]:
    """Limits of the slope from the chance of each year's own share and its rounding."""
    apart = years - float(years @ n / n.sum())
    variance = float((n * apart) ** 2 @ variances) / float(n @ apart**2) ** 2
    half = quantile(LEVEL) * math.sqrt(variance)
    return line.slope - half, line.slope + half
