"""The second lines of a share worked out anew: every number of yes people among all is tried, at all four corners.

The program finds two corners by reasoning and each limit by halving (`monitor.statistics.second_lines`).
"""

import itertools
from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np
from scipy.stats import hypergeom

from monitor.definition.indicators import measures_of
from monitor.definition.model import Item
from tests.support.shown import arithmetic
from tests.support.shown.facts import LEAST, Wave
from tests.support.shown.found import Unit

TAIL = 0.025
Pair = tuple[int, int]
"""Yes answers and answers, as they may have been before rounding."""
Numbers = Iterator[tuple[Unit, float, tuple[frozenset[str], str]]]


def of_waves(waves: Iterable[Wave], item_id: str) -> Numbers:
    """All of these numbers of a question, in every wave and group."""
    for wave in waves:
        manifest = wave.release.manifest
        for item in (item for item in manifest.survey.items if item.id == item_id):
            for node in manifest.nodes:
                yield from numbers(wave, item, node.id, frozenset((manifest.year,)))


def numbers(wave: Wave, item: Item, node: str, year: frozenset[str]) -> Numbers:
    """Forms without an answer; of all who could answer the limits by chance and the worst case."""
    manifest = wave.release.manifest
    group = next(one for one in manifest.nodes if one.id == node)
    for n, noise in wave.answers(node, item) if not item.routing else ():
        if n < max(LEAST, manifest.policy.k):
            continue
        for value in (group.forms, group.forms - n, abs(group.forms - n)):
            yield "count", value, (year, node)
        people = manifest.enrolment.get("total", 0)
        if group.parent or group.forms > people or any(option.not_applicable for option in item.options):
            continue
        yield "count", people, (year, node)
        reach = _reach(noise, wave.base(node, item.id))
        answers = range(max(1, n - reach), min(group.forms, n + reach) + 1)
        for unit, value in _of_all(wave, item, node, answers, people):
            yield unit, value, (year, node)


def _of_all(wave: Wave, item: Item, node: str, answers: range, people: int) -> Iterator[tuple[Unit, float]]:
    for measure in measures_of(item):
        for x, noise in wave.counts(node, item, measure.codes):
            reach = _reach(noise, wave.base(node, item.id))
            pairs = _corners(range(max(0, x - reach), x + reach + 1), answers)
            for limit in {*_finite(pairs, people), *_worst(pairs, people)}:
                yield "share", limit
                yield "percent", limit
                yield "count", round(limit * people)


def _reach(noise: float, base: int) -> int:
    """How far a sum may lie from the truth: each of its counts by one less than the base."""
    return round(noise / arithmetic.noise_of(base)) * (base - 1) if base > 1 else 0


def _corners(yes: range, answers: range) -> tuple[Pair, ...]:
    """The outermost pairs that can be: no more yes answers than answers."""
    pairs = [(x, n) for x, n in itertools.product(yes, answers) if x <= n]
    edges = [[x for x, n in pairs if n == last] for last in (answers[0], answers[-1])]
    ends = [
        (choose(found), n)
        for found, n in zip(edges, (answers[0], answers[-1]), strict=True)
        if found
        for choose in (min, max)
    ]
    equal = [(x, n) for x, n in pairs if x == n]
    return tuple(dict.fromkeys([*ends, *equal]))


@cache
def _finite(pairs: tuple[Pair, ...], people: int) -> tuple[float, float]:
    kept: set[int] = set()
    among = np.arange(people + 1)
    for x, n in pairs:
        fits = (hypergeom.sf(x - 1, people, among, n) > TAIL) & (hypergeom.cdf(x, people, among, n) > TAIL)
        fits &= (among >= x) & (people - among >= n - x)
        kept |= set(among[fits].tolist())
    return min(kept) / people, max(kept) / people


def _worst(pairs: tuple[Pair, ...], people: int) -> tuple[float, float]:
    return min(x for x, _n in pairs) / people, max(people - (n - x) for x, n in pairs) / people
