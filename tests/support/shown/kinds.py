"""The kinds of numbers that may be shown, and how each is worked out anew from released facts."""

import itertools
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from monitor.definition.indicators import indicators, measures_of
from monitor.definition.load import load_benchmarks
from monitor.definition.model import Item
from monitor.statistics.change import Counted, newcombe_p
from monitor.statistics.power import smallest_detectable
from tests.support.shown import arithmetic, goals, over_time, scales, second, weighing
from tests.support.shown.beside import differences, steps
from tests.support.shown.facts import LEAST_TO_COMPARE, Parts, Wave
from tests.support.shown.found import Unit

if TYPE_CHECKING:
    from tests.support.shown.declared import Declared

Where = tuple[frozenset[str], str]
"""The years that a number is about, and its group."""
Numbers = Iterator[tuple[Unit, float, Where]]
SCHOOL = "school"
CARDS, CARDS_BESIDE = 6, 3
"""Numbers of a survey on the first screen that stand on a card, alone in its year and beside others; the others stand
in a table below."""


def _answers(known: "Declared", survey: str, item_id: str) -> Numbers:
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


def _shares(known: "Declared", survey: str, item_id: str) -> Numbers:
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


def _changes(known: "Declared", survey: str, item_id: str) -> Numbers:
    """Change and its limits; for the first share of a question also the smallest change that so many answers show."""
    placed: list[tuple[Where, tuple[arithmetic.Part, arithmetic.Part]]] = []
    for before, after in itertools.combinations(known.waves_of(survey), 2):
        asked = [wave.items for wave in (before, after)]
        years = frozenset(wave.release.manifest.year for wave in (before, after))
        for node in {node.id for node in after.release.manifest.nodes} if all(item_id in one for one in asked) else ():
            first, then = (wave.parts(node, one[item_id]) for wave, one in zip((before, after), asked, strict=True))
            pairs = [pair for key, parts in then.items() for pair in itertools.product(first.get(key, ()), parts)]
            for unit, value in _moved(pairs):
                yield unit, value, (years, node)
            placed += [((years, node), pair) for pair in pairs]
            yield from _seen(first, then, after.base(node, item_id), (years, node))
    yield from _chances(placed)


def _moved(pairs: list[tuple[arithmetic.Part, arithmetic.Part]]) -> Iterator[tuple[Unit, float]]:
    for one, other in pairs:
        for value in arithmetic.change(one, other):
            yield "points", value
            yield "share", value
        yield "effect", arithmetic.angle(other.share) - arithmetic.angle(one.share)


def _chances(placed: list[tuple[Where, tuple[arithmetic.Part, arithmetic.Part]]]) -> Numbers:
    """How rare each change is by chance alone; worked out for all at once, which takes no longer than for one."""
    if placed:
        before, after = (
            Counted(*(np.array([getattr(one, name) for one in parts], float) for name in ("count", "n", "noise")))
            for parts in zip(*(pair for _where, pair in placed), strict=True)
        )
        chances = np.ravel(newcombe_p(before, after)).tolist()
        yield from (("chance", value, where) for (where, _pair), value in zip(placed, chances, strict=True))


def _seen(first: Parts, then: Parts, base: int, where: Where) -> Numbers:
    """What would show, worked out for the school alone: it takes long."""
    key = next(iter(then), None)
    if where[1] != SCHOOL or key not in first:
        return
    for one, other in itertools.product(first[key], then[key]):
        if min(one.n, other.n) >= LEAST_TO_COMPARE:
            for value in filter(None, smallest_detectable(one.n, other.n, one.share, base=base)):
                yield "points", value, where


def _elsewhere(_known: "Declared", survey: str, item_id: str) -> Numbers:
    """Figures from elsewhere of class A and B, also as the opposite measure has them, and of which year they are."""
    for one in load_benchmarks():
        pair = one.beside(survey, item_id)
        if pair is not None and pair.comparability != "C":
            yield "percent", one.value / 100, (frozenset(), SCHOOL)
            yield "percent", 1 - one.value / 100, (frozenset(), SCHOOL)
            yield "count", one.year, (frozenset(), SCHOOL)


def _forms(known: "Declared", survey: str, _item: str) -> Numbers:
    """Forms (exact), people who could answer as declared, who did not, and the response; of school and groups."""
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        year = frozenset((manifest.year,))
        for node in manifest.nodes:
            enrolled = manifest.enrolled.get(node.id) if node.parent else manifest.enrolment.get("total")
            yield "count", node.forms, (year, node.id)
            if enrolled:
                yield "count", enrolled, (year, node.id)
                yield "count", enrolled - node.forms, (year, node.id)
                for unit in ("share", "percent", "tenths"):
                    yield unit, node.forms / enrolled, (year, node.id)


def _audits(known: "Declared", survey: str, _item: str) -> Numbers:
    """What the attack at closing found, and of how many numbers."""
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        where = frozenset((manifest.year,)), manifest.nodes[0].id
        attacked = (manifest.audit, *manifest.audit.units)
        for number in (manifest.audit.facts, manifest.audit.targets, *(one.min_values for one in attacked)):
            yield "count", number, where
        yield "tally", manifest.audit.facts, where


def _tallies(known: "Declared", survey: str, _item: str) -> Numbers:
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
        for number in _of_indicators(survey, verdicts).values():
            yield "tally", number, (frozenset((before.year, after.year)), SCHOOL)
    for wave in waves:
        year, asked = wave.release.manifest.year, {item.id for item in wave.release.manifest.survey.items}
        followed = sum(survey in one.surveys and one.item in asked for one in indicators())
        cards = CARDS if [when for _survey, when in known.waves].count(year) == 1 else CARDS_BESIDE
        yield "tally", followed - cards, (frozenset((year,)), SCHOOL)


def _of_indicators(survey: str, verdicts: dict[tuple[str, str, str], str]) -> Counter[str]:
    """How many indicators of a survey have each verdict: what the evaluation counts."""
    asked = (one for one in indicators() if survey in one.surveys)
    keys = [(one.item, one.measure, one.base) for one in asked]
    return Counter(verdicts[key] for key in keys if key in verdicts)


def _places(known: "Declared", survey: str, item_id: str) -> Iterator[tuple[Wave, Item, str, frozenset[str]]]:
    for wave in known.waves_of(survey):
        manifest = wave.release.manifest
        for item in (item for item in wave.items.values() if item.id == item_id):
            for node in manifest.nodes:
                yield wave, item, node.id, frozenset((manifest.year,))


def _over_years(numbers: Callable[[list[Wave], str], Numbers]) -> Callable[["Declared", str, str], Numbers]:
    return lambda known, survey, item: numbers(known.waves_of(survey), item)


@dataclass(frozen=True)
class Kind:
    """A kind of number that may be shown: what it is called, whether it is about one question, and its function."""

    name: str
    of_item: bool
    numbers: Callable[["Declared", str, str], Numbers]


KINDS: tuple[Kind, ...] = (
    Kind("published counts, and their part of the answers", True, _answers),
    Kind("shares with their limits", True, _shares),
    Kind("of all who could answer, and forms without an answer", True, _over_years(second.of_waves)),
    Kind("weighted shares of the school, and their change", True, _over_years(weighing.numbers)),
    Kind("changes with their limits, and what would show", True, _changes),
    Kind("pairs of a whole scale, parts of a change, courses", True, _over_years(over_time.of_waves)),
    Kind("questions that were tested together", True, over_time.families),
    Kind("mean step and alpha of a scale, with their limits", True, _over_years(scales.of_waves)),
    Kind("figures from elsewhere", True, _elsewhere),
    Kind("steps of a funnel", True, _over_years(steps)),
    Kind("differences between groups", True, lambda known, *asked: differences(list(known.waves.values()), *asked)),
    Kind("goals as declared, and how sure they are", True, goals.of_item),
    Kind("forms, people who could answer, response", False, _forms),
    Kind("what the attack at closing found", False, _audits),
    Kind("how many numbers rose or fell", False, _tallies),
)
