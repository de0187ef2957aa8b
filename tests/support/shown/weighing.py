"""The weighted share of a school worked out anew from the facts: every answer with its weight in a list.

Cells are found another way than the program does: by going over the classes of each stage with a pen.
"""

import itertools
import statistics
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.definition.indicators import measures_of
from monitor.definition.model import Item
from tests.support.shown import arithmetic
from tests.support.shown.arithmetic import Part
from tests.support.shown.facts import LEAST, Wave
from tests.support.shown.found import Unit

UNITS: tuple[Unit, ...] = ("share", "percent", "points")


class Heap(NamedTuple):
    """People, answers that count, answers, and the noise that rounding put on the two."""

    people: float
    yes: float
    n: int
    noise_yes: float
    noise_n: float


def of_wave(wave: Wave, item: Item) -> dict[tuple[str, str], Part]:
    """The weighted share of the whole school, by measure and base; n is the effective number of answers."""
    found = {}
    for measure in measures_of(item):
        for base in measure.bases:
            one = _share(wave, item, measure.codes, base)
            if one is not None:
                found[measure.id, base] = one
    return found


def numbers(waves: Sequence[Wave], item_id: str) -> Iterator[tuple[Unit, float, tuple[frozenset[str], str]]]:
    """The weighted shares of a question with their limits, and their changes where both years declared them."""
    for years, value in _of_years(waves, item_id):
        for unit in UNITS:
            yield unit, value, (years, "school")


def _of_years(waves: Sequence[Wave], item_id: str) -> Iterator[tuple[frozenset[str], float]]:
    found = []
    for wave in waves:
        manifest = wave.release.manifest
        for item in (one for one in manifest.survey.items if one.id == item_id):
            found.append((manifest, of_wave(wave, item)))
    for manifest, shares in found:
        for one in shares.values():
            yield from ((frozenset((manifest.year,)), value) for value in (one.share, one.low, one.high))
    for (before, first), (after, then) in itertools.combinations(found, 2):
        if before.weighted_headline and after.weighted_headline:
            years = frozenset((before.year, after.year))
            for key in first.keys() & then.keys():
                yield from ((years, value) for value in arithmetic.change(first[key], then[key]))


def _share(wave: Wave, item: Item, codes: tuple[str, ...], base: str) -> Part | None:
    manifest = wave.release.manifest
    school = wave.answers("school", item, base)
    stages = [node.id for node in manifest.nodes if node.parent == "school"]
    if not school or school[0][0] < 30 or not wave.counts("school", item, codes) or not stages:
        return None
    heaps: list[Heap] = []
    for stage in stages:
        whole = _heap(wave, item, codes, base, stage)
        classes = [_heap(wave, item, codes, base, node.id) for node in manifest.nodes if node.parent == stage]
        if whole is None:
            return None
        inside = [one for one in classes if one is not None]
        if len(inside) < len(classes) or sum(one.people for one in inside) != whole.people:
            inside = []
        heaps += list(_piled(inside)) or [whole]
    heaps = list(_piled(heaps))
    people = sum(one.people for one in heaps)
    covered = people / (manifest.enrolment.get("total") or people), sum(one.n for one in heaps) / school[0][0]
    return _figures(heaps) if len(heaps) > 1 and min(covered) >= 0.9 else None


def _heap(wave: Wave, item: Item, codes: tuple[str, ...], base: str, node: str) -> Heap | None:
    people = wave.release.manifest.enrolled.get(node)
    yes, n = wave.counts(node, item, codes), wave.answers(node, item, base)
    if not people or not yes or not n:
        return None
    return Heap(people, min(yes[0][0], n[0][0]), n[0][0], yes[0][1], n[0][1])


def _piled(heaps: list[Heap]) -> Iterator[Heap]:
    """From left to right until ten answers lie on a heap; what is left over goes on the last one."""
    piles: list[list[Heap]] = [[]]
    for heap in heaps:
        if sum(one.n for one in piles[-1]) >= LEAST:
            piles.append([])
        piles[-1].append(heap)
    if len(piles) > 1 and sum(one.n for one in piles[-1]) < LEAST:
        piles[-2] += piles.pop()
    for pile in filter(None, piles):
        yield Heap(*(sum(column) for column in zip(*pile, strict=True)))


def _figures(heaps: list[Heap]) -> Part:
    answers = [(heap.people / heap.n, heap) for heap in heaps for _answer in range(heap.n)]
    most = 3 * statistics.median(weight for weight, _heap_ in answers)
    weights = [min(weight, most) for weight, _heap_ in answers]
    whole = sum(weights)
    share = sum(weight * heap.yes / heap.n for weight, (_w, heap) in zip(weights, answers, strict=True)) / whole
    effective = whole**2 / sum(weight**2 for weight in weights)
    noise = 0.0
    for heap in heaps:
        part, p = min(heap.people / heap.n, most) * heap.n / whole, heap.yes / heap.n
        noise += part**2 * (heap.noise_yes + p * p * heap.noise_n) / heap.n**2
    return Part(0, effective, share, *arithmetic.limits(share, effective, noise), noise)
