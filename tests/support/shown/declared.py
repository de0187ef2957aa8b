"""The register of what may be shown: every kind of number, as a function of released facts, worked out anew.

A number is explained only where it belongs: a count of one question in one group of one year does not excuse the same
number elsewhere. `KINDS` is the register itself; whoever shows a new kind of number adds a line and its function.
"""

import itertools
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from monitor.definition.indicators import indicators, measures_of
from monitor.definition.model import Item
from monitor.results import Results
from monitor.rows import compare_rows
from monitor.statistics.change import Counted, newcombe_p
from monitor.statistics.power import smallest_detectable
from tests.support.shown import arithmetic, second
from tests.support.shown.beside import differences, steps
from tests.support.shown.facts import LEAST, Parts, Wave
from tests.support.shown.found import Found, Scope, Unit

Where = tuple[frozenset[str], str]
"""The years that a number is about, and its group."""
Numbers = Iterator[tuple[Unit, float, Where]]
LEAST_TO_COMPARE = 30
SCHOOL = "school"
CARDS = 6
"""Numbers of a survey on the first screen that stand on a card; the others stand in a table below."""
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


class Declared:
    """What may be shown of a school, looked up by unit and place."""

    def __init__(self, results: Results) -> None:
        self.results = results
        self.waves = {(one.manifest.survey.id, one.manifest.year): Wave(one) for one in results.releases}
        self._of_items: dict[tuple[str, str], dict[tuple[Unit, float], list[Where]]] = {}

    def explains(self, found: Found) -> bool:
        """Whether the register has this number at this place."""
        if isinstance(found.value, str):
            return found.value in self._words
        key = found.unit, key_of(found.unit, found.value)
        if found.unit == "threshold":
            return found.value in self._thresholds
        if found.scope.items is None and found.unit == "count" and found.value in self._everywhere:
            return True
        return any(_fits(place, found.scope) for one in self._registers(found) for place in one.get(key, ()))

    def _registers(self, found: Found) -> Iterator[dict[tuple[Unit, float], list[Where]]]:
        """The parts of the register in which a number is looked up: of its questions, else of its survey."""
        scope = found.scope
        items = {""} if scope.items is None or found.unit == "tally" else scope.items
        surveys = scope.surveys if scope.surveys is not None else {survey for survey, _year in self.waves}
        yield from (self.of_item(survey, item) for survey in surveys for item in items)

    def of_item(self, survey: str, item: str) -> dict[tuple[Unit, float], list[Where]]:
        """Every number about a question ("": about the survey as a whole), with the years and group of each."""
        if (survey, item) not in self._of_items:
            found: dict[tuple[Unit, float], list[Where]] = {}
            for kind in KINDS:
                if kind.of_item == bool(item):
                    for unit, value, where in kind.numbers(self, survey, item):
                        for key in shown_as(unit, value):
                            found.setdefault((unit, key), []).append(where)
            self._of_items[survey, item] = found
        return self._of_items[survey, item]

    def waves_of(self, survey: str) -> list[Wave]:
        """The releases of a survey, the oldest first."""
        return [wave for (one, _year), wave in sorted(self.waves.items()) if one == survey]

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of `compare --json`: what cannot be compared, and the verdicts."""
        return compare_rows(self.results)

    @cached_property
    def _thresholds(self) -> set[float]:
        policies = [wave.release.manifest.policy for wave in self.waves.values()]
        return {
            float(value) for policy in policies for value in (*policy.model_dump().values(), LEAST, LEAST_TO_COMPARE)
        }

    @cached_property
    def _everywhere(self) -> set[float]:
        """Outside the numbers of a question: thresholds, and the forms of all surveys of a year together."""
        forms: Counter[str] = Counter()
        for (_survey, year), wave in self.waves.items():
            forms[year] += wave.release.manifest.nodes[0].forms
        return {*map(float, forms.values()), *self._thresholds}

    @cached_property
    def _words(self) -> set[str]:
        """School years and days of closing."""
        days = [wave.release.manifest.closed_on for wave in self.waves.values()]
        told = {f"{day.day} {MONTHS[day.month - 1]} {day.year}" for day in days} | {day.isoformat() for day in days}
        return told | {year for _survey, year in self.waves}


def _fits(place: Where, scope: Scope) -> bool:
    years, node = place
    return (scope.years is None or years <= scope.years) and scope.node in (None, node)


def key_of(unit: Unit, value: float) -> float:
    """A number as it is looked up."""
    return round(value, 8) if unit in ("share", "chance", "effect") else round(value, 1)


def shown_as(unit: Unit, value: float) -> set[float]:
    """How a number of the register may look: percentages and points whole, either way at a half."""
    if unit in ("share", "chance", "effect"):
        return {round(value + step, 8) for step in (-1e-9, 0.0, 1e-9)}
    if unit == "tenths":
        return {round(100 * value + step, 1) for step in (-1e-9, 0.0, 1e-9)}
    if unit == "mean":
        return {round(value + step, 1) for step in (-1e-9, 0.0, 1e-9)}
    if unit not in ("percent", "points"):
        return {float(value)}
    hundredths = abs(100 * value)
    whole = {float(math.floor(hundredths + 0.5 + 1e-9)), float(math.ceil(hundredths - 0.5 - 1e-9))}
    least = {1.0} if 0 < hundredths < 1 else set()  # "less than 1%"
    most = {99.0} if unit == "percent" and 99 < hundredths < 100 else set()  # "more than 99%"
    return whole | least | most


def _answers(known: Declared, survey: str, item_id: str) -> Numbers:
    """Published counts, as such and of the number of answers; refusals together."""
    for wave, item, node, year in _places(known, survey, item_id):
        facts = wave.facts.get((node, item_id), {})
        for codes, (value, _base) in facts.items():
            yield "count", value, (year, node)
            for n, _noise in wave.answers(node, item):
                yield "count", min(value, n), (year, node)
                for unit in ("share", "percent"):
                    if n and codes <= set(item.valid):
                        yield unit, min(1.0, value / n), (year, node)
        outside = [value for codes, (value, _base) in facts.items() if len(codes) == 1 and codes <= _refusals(item)]
        yield "count", sum(outside), (year, node)


def _refusals(item: Item) -> set[str]:
    return set(item.codes()) - set(item.valid)


def _shares(known: Declared, survey: str, item_id: str) -> Numbers:
    """Number of answers, count, share, the two limits and the width between them; for "known" also the rest of it."""
    for wave, item, node, year in _places(known, survey, item_id):
        for (measure, _base), parts in wave.parts(node, item).items():
            for one in parts:
                rest = [(one.n - one.count, 1 - one.share)] if measure == "known" else []
                for count, share in [(one.count, one.share), *rest]:
                    yield "count", count, (year, node)
                    yield "percent", share, (year, node)
                yield "count", one.n, (year, node)
                yield "tenths", one.high - one.low, (year, node)
                for value in (one.share, one.low, one.high):
                    for unit in ("share", "percent", "tenths"):
                        yield unit, value, (year, node)


def _second_lines(known: Declared, survey: str, item_id: str) -> Numbers:
    """Forms without an answer; of all who could answer the limits by chance and the worst case."""
    for place in _places(known, survey, item_id):
        yield from second.numbers(*place)


def _changes(known: Declared, survey: str, item_id: str) -> Numbers:
    """Change and its limits; for the first share of a question also the smallest change that so many answers show."""
    for before, after in itertools.combinations(known.waves_of(survey), 2):
        asked = [wave.items for wave in (before, after)]
        years = frozenset(wave.release.manifest.year for wave in (before, after))
        for node in {node.id for node in after.release.manifest.nodes} if all(item_id in one for one in asked) else ():
            first, then = (wave.parts(node, one[item_id]) for wave, one in zip((before, after), asked, strict=True))
            pairs = [pair for key, parts in then.items() for pair in itertools.product(first.get(key, ()), parts)]
            for unit, value in _moved(pairs):
                yield unit, value, (years, node)
            yield from _seen(first, then, after.base(node, item_id), (years, node))


def _moved(pairs: list[tuple[arithmetic.Part, arithmetic.Part]]) -> Iterator[tuple[Unit, float]]:
    for one, other in pairs:
        for value in arithmetic.change(one, other):
            yield "points", value
            yield "share", value
        yield "effect", arithmetic.angle(other.share) - arithmetic.angle(one.share)
    if pairs:
        before, after = (
            Counted(*(np.array([getattr(one, name) for one in parts], float) for name in ("count", "n", "noise")))
            for parts in zip(*pairs, strict=True)
        )
        yield from (("chance", value) for value in np.ravel(newcombe_p(before, after)).tolist())


def _seen(first: Parts, then: Parts, base: int, where: Where) -> Numbers:
    """What would show, worked out for the school alone: it takes long."""
    key = next(iter(then), None)
    if where[1] != SCHOOL or key not in first:
        return
    for one, other in itertools.product(first[key], then[key]):
        if min(one.n, other.n) >= LEAST_TO_COMPARE:
            for value in filter(None, smallest_detectable(one.n, other.n, one.share, base=base)):
                yield "points", value, where


def _scales(known: Declared, survey: str, item_id: str) -> Numbers:
    """The mean step of a scale, where all its steps are told; alpha as the manifest has it."""
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        where = frozenset((manifest.year,)), SCHOOL
        steps = wave.items[item_id].codes() if item_id in {one.id for one in manifest.scales} else ()
        counts = [dict(wave.facts.get((SCHOOL, item_id), {})).get(frozenset((code,)), (0, 0))[0] for code in steps]
        if sum(counts):
            yield "mean", sum(place * number for place, number in enumerate(counts, 1)) / sum(counts), where
        yield from (("alpha", one.alpha, where) for one in manifest.reliability if one.scale == item_id and one.alpha)


def _forms(known: Declared, survey: str, _item: str) -> Numbers:
    """Forms (exact), people who could answer as declared, and the response; of the school and of its groups."""
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        year = frozenset((manifest.year,))
        for node in manifest.nodes:
            enrolled = manifest.enrolled.get(node.id) if node.parent else manifest.enrolment.get("total")
            yield "count", node.forms, (year, node.id)
            if enrolled:
                yield "count", enrolled, (year, node.id)
                for unit in ("share", "percent", "tenths"):
                    yield unit, node.forms / enrolled, (year, node.id)


def _audits(known: Declared, survey: str, _item: str) -> Numbers:
    """What the attack at closing found, and of how many numbers."""
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        where = frozenset((manifest.year,)), manifest.nodes[0].id
        attacked = (manifest.audit, *manifest.audit.units)
        for number in (manifest.audit.facts, manifest.audit.targets, *(one.min_values for one in attacked)):
            yield "count", number, where
        yield "tally", manifest.audit.facts, where


def _tallies(known: Declared, survey: str, _item: str) -> Numbers:
    """How many numbers of a theme, or of all, rose, fell, are undecided, cannot be compared; or are not on a card."""
    waves = known.waves_of(survey)
    for before, after in itertools.combinations((wave.release.manifest for wave in waves), 2):
        verdicts = {
            (row["item"], row["indicator"], row["base"]): row["verdict"]
            for row in known.rows
            if (row["survey"], row["from"], row["to"], row["node"]) == (survey, before.year, after.year, SCHOOL)
        }
        by_theme: dict[str, Counter[str]] = {"": Counter()}
        for item in after.survey.items:
            for measure in measures_of(item)[:1]:
                said = verdicts.get((item.id, measure.id, measure.bases[0]), "")
                by_theme.setdefault(item.section, Counter())[said] += 1
                by_theme[""][said] += item.section != "context"
        for counted in by_theme.values():
            for number in counted.values():
                yield "tally", number, (frozenset((before.year, after.year)), SCHOOL)
    for wave in waves:
        asked = {item.id for item in wave.release.manifest.survey.items}
        more = sum(survey in one.surveys and one.item in asked for one in indicators()) - CARDS
        yield "tally", more, (frozenset((wave.release.manifest.year,)), SCHOOL)


def _places(known: Declared, survey: str, item_id: str) -> Iterator[tuple[Wave, Item, str, frozenset[str]]]:
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        for item in (item for item in wave.items.values() if item.id == item_id):
            for node in manifest.nodes:
                yield wave, item, node.id, frozenset((manifest.year,))


@dataclass(frozen=True)
class Kind:
    """A kind of number that may be shown: what it is called, whether it is about one question, and its function."""

    name: str
    of_item: bool
    numbers: Callable[[Declared, str, str], Numbers]


KINDS: tuple[Kind, ...] = (
    Kind("published counts, and their part of the answers", True, _answers),
    Kind("shares with their limits", True, _shares),
    Kind("of all who could answer, and forms without an answer", True, _second_lines),
    Kind("changes with their limits, and what would show", True, _changes),
    Kind("mean step and alpha of a scale", True, _scales),
    Kind("steps of a funnel", True, lambda known, survey, item: steps(known.waves_of(survey), item)),
    Kind("differences between groups", True, lambda known, *asked: differences(list(known.waves.values()), *asked)),
    Kind("forms, people who could answer, response", False, _forms),
    Kind("what the attack at closing found", False, _audits),
    Kind("how many numbers rose or fell", False, _tallies),
)
