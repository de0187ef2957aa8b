"""The mean step of a scale and its alpha with their limits, worked out anew with the distributions of scipy."""

import itertools
import math
import statistics
from collections.abc import Iterator
from typing import NamedTuple

from scipy import stats

from tests.support.shown.arithmetic import noise_of
from tests.support.shown.facts import Wave
from tests.support.shown.found import Unit

SCHOOL = "school"
TAIL = 0.025
LEAST_TOLD = 0.1
"""What is not nothing is told as "less than" so much."""
Numbers = Iterator[tuple[Unit, float, tuple[frozenset[str], str]]]


def of_waves(waves: list[Wave], item_id: str) -> Numbers:
    """The mean step where all steps are told, its limits and its changes; alpha, omega and of how many people."""
    found = [(wave.release.manifest.year, one) for wave in waves if (one := _spread(wave, item_id))]
    for year, one in found:
        half = float(stats.t.ppf(1 - TAIL, one.n - 1)) * math.sqrt(one.by_chance + one.added)
        for value in (one.mean, max(1.0, one.mean - half), min(one.steps, one.mean + half), 1.0, one.steps):
            yield "mean", value, (frozenset((year,)), SCHOOL)
    for (before, first), (after, then) in itertools.combinations(found, 2):
        for value in (*_moved(first, then), LEAST_TOLD):
            yield "mean", abs(value), (frozenset((before, after)), SCHOOL)
    for wave in waves:
        yield from _consistency(wave, item_id)


class Spread(NamedTuple):
    """People, their mean step and how many steps there are; the variance of the mean by chance, and by rounding."""

    n: int
    mean: float
    steps: float
    by_chance: float
    added: float


def _spread(wave: Wave, item_id: str) -> Spread | None:
    manifest = wave.release.manifest
    codes = wave.items[item_id].codes() if item_id in {one.id for one in manifest.scales} else ()
    facts = wave.facts.get((SCHOOL, item_id), {})
    counts = [facts.get(frozenset((code,)), (0, 0))[0] for code in codes]
    if sum(counts) < 2:
        return None
    people = [step for step, count in enumerate(counts, 1) for _one in range(count)]
    mean, n = statistics.fmean(people), len(people)
    apart = sum((step - mean) ** 2 for step in range(1, len(counts) + 1))
    added = noise_of(wave.base(SCHOOL, item_id)) * apart / n**2
    return Spread(n, mean, float(len(counts)), statistics.variance(people) / n, added)


def _moved(first: Spread, then: Spread) -> tuple[float, float, float]:
    """The change of a mean with its limits: Welch, in which the variance by rounding counts as known."""
    squared = first.by_chance + then.by_chance + first.added + then.added
    unsure = sum(one.by_chance**2 / (one.n - 1) for one in (first, then))
    half = float(stats.t.ppf(1 - TAIL, squared**2 / unsure)) * math.sqrt(squared) if unsure else 0.0
    change = then.mean - first.mean
    return change, change - half, change + half


def _consistency(wave: Wave, item_id: str) -> Numbers:
    manifest = wave.release.manifest
    where = frozenset((manifest.year,)), SCHOOL
    scale = next((one for one in manifest.scales if one.id == item_id), None)
    for told in (one for one in manifest.reliability if one.scale == item_id and scale is not None):
        yield from (("alpha", value, where) for value in (told.alpha, told.omega) if value is not None)
        if told.alpha is not None and scale is not None:
            for value in (*_limits(told.alpha, told.n, len(scale.items), told.step), told.n):
                yield "alpha", value, where


def _limits(alpha: float, n: int, items: int, step: float) -> tuple[float, float]:
    """Feldt's limits of the lowest and highest alpha that rounding leaves, outward to a step."""
    df = n - 1, (n - 1) * (items - 1)
    low = 1 - (1 - (alpha - step / 2)) * float(stats.f.ppf(1 - TAIL, *df))
    high = 1 - (1 - min(alpha + step / 2, 1.0)) * float(stats.f.ppf(TAIL, *df))
    down, up = math.floor(max(low, 0.0) / step) * step, math.ceil(high / step) * step
    top = 1.0 if alpha >= 1 - step - 1e-9 else min(up, 1.0)
    return round(down, 2), round(top, 2)
