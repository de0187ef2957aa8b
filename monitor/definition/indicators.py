"""Which shares are followed: measures that fit any item, and the indicators that are chosen from them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from monitor.definition.benchmarks import Benchmark
from monitor.definition.faults import Path, Problem, not_known, refused
from monitor.definition.library import candidates
from monitor.definition.load import FittedFile, fit_file, load_benchmarks
from monitor.definition.model import Item, ItemType, LocalText, Survey
from monitor.definition.source import ComparesWith, IndicatorFile, IndicatorSource
from monitor.shipped import surveys_folder
from monitor.texts import _

Base = Literal["A", "B"]
Direction = Literal["up", "down"]
CUTOFFS = {"regularly": "regelmatig", "ever": "ooit", "weekly": "wekelijks"}
"""Measure to the cut-off of the scale; the first is the one to steer on (Solberg & Olweus 2003)."""
OPTION = "option:"


@dataclass(frozen=True)
class Measure:
    """A numerator: the options of an item that are counted, over which bases, and what an improvement is."""

    id: str
    codes: tuple[str, ...]
    bases: tuple[Base, ...]
    """The denominators that make sense, the usual one first: A is `item.valid`, B is `item.substantive`."""
    better: Direction | None


@dataclass(frozen=True)
class Indicator:
    """A share that is followed over the years."""

    id: str
    audience: str
    surveys: tuple[str, ...]
    """Ids of the surveys that ask it; pupils have one per age variant."""
    item: str
    measure: str
    base: Base
    beside: Base | None
    """The other base, shown next to it under its own label."""
    title: LocalText
    sentence: LocalText
    numerator: LocalText
    denominator: LocalText
    better: Direction | None
    benchmarks: tuple[str, ...]


def measures_of(item: Item) -> tuple[Measure, ...]:
    """The measures that an item has what it needs for; the first is its headline measure.

    Frequency scales: `regularly`. Multiple choice: the option that an indicator names, else the first.
    Questions about a fact ("ja", "nee", "weet ik niet") or one's own knowledge: `known`. Else `favourable`.
    """
    if item.type not in (ItemType.SINGLE, ItemType.LIKERT, ItemType.MULTIPLE) or not item.options:
        return ()
    if item.type is ItemType.MULTIPLE or not (item.favourable or item.cutoffs):
        return tuple(_options(item))
    if item.cutoffs:
        return (*_cutoffs(item), *_dont_know(item))
    favourable = Measure("favourable", item.favourable, _bases(item), "up")
    if not item.unknown:
        return (favourable,)
    known = Measure("known", item.known, ("A",), "up")
    about_knowing = all(option.value is None for option in item.options)
    return (known, favourable, *_dont_know(item)) if about_knowing else (favourable, known, *_dont_know(item))


def _bases(item: Item) -> tuple[Base, ...]:
    return ("A",) if item.valid == item.substantive else ("A", "B")


def _cutoffs(item: Item) -> Iterator[Measure]:
    for name, cutoff in CUTOFFS.items():
        if cutoff in item.cutoffs:
            yield Measure(name, item.reached(cutoff), _bases(item), "down")


def _dont_know(item: Item) -> Iterator[Measure]:
    if item.unknown:
        yield Measure("dont_know", item.unknown, ("A",), "down")


def _options(item: Item) -> Iterator[Measure]:
    named = named_options().get(item.id, ())
    for code in (*(code for code in named if code in item.valid), *(c for c in item.valid if c not in named)):
        yield Measure(OPTION + code, (code,), ("A",), None)


@cache
def named_options() -> dict[str, tuple[str, ...]]:
    """The options that an indicator names, per item of whatever audience, in the order of the indicators."""
    named: dict[str, tuple[str, ...]] = {}
    for source in _indicator_file().value.indicators:
        if source.measure.startswith(OPTION):
            code = source.measure.removeprefix(OPTION)
            named[source.item] = (*(c for c in named.get(source.item, ()) if c != code), code)
    return named


@cache
def indicators() -> tuple[Indicator, ...]:
    """Every indicator, in the order in which the first screen shows them.

    Raises:
        DefinitionRefused: an indicator of an item, a measure or a benchmark that is not there.
    """
    return check_indicators(_indicator_file())


def check_indicators(file: FittedFile[IndicatorFile]) -> tuple[Indicator, ...]:
    """The indicators of a file, once everything that they point at is there.

    Raises:
        DefinitionRefused: with every fault of the file.
    """
    sources = file.value.indicators
    found = [problem for place, one in enumerate(sources) for problem in _problems(one, place)]
    for place, source in enumerate(sources):
        if source.id in {earlier.id for earlier in sources[:place]}:
            message = _('"{name}" is already in use. Choose another name.').format(name=source.id)
            found.append(Problem(("indicators", place, "id"), message))
    if found:
        raise refused([file.yaml.fault(problem) for problem in found])
    return tuple(_indicator(source) for source in sources)


@cache
def _indicator_file() -> FittedFile[IndicatorFile]:
    return fit_file(surveys_folder() / "indicators.yaml", IndicatorFile)


def _indicator(source: IndicatorSource) -> Indicator:
    asked = tuple(one.id for one in _asking(source.audience, source.item))
    values = {name: getattr(source, name) for name in IndicatorSource.model_fields if name != "direction"}
    return Indicator(**values, better=source.direction, surveys=asked)


def _asking(audience: str, item: str) -> tuple[Survey, ...]:
    return tuple(one for one in candidates(audience) if item in {asked.id for asked in one.items})


def _problems(source: IndicatorSource, place: int) -> Iterator[Problem]:
    path = ("indicators", place)
    asked = [one.item(source.item) for one in _asking(source.audience, source.item)]
    if not asked:
        items = {item.id for one in candidates(source.audience) for item in one.items}
        yield Problem((*path, "item"), not_known(source.item, items))
    for item in asked:
        yield from _measure_problems(path, source, {measure.id: measure for measure in measures_of(item)})
    known = {benchmark.id: benchmark for benchmark in load_benchmarks()}
    for n, name in enumerate(source.benchmarks):
        if name not in known:
            yield Problem((*path, "benchmarks", n), not_known(name, known))
        elif known[name].in_terms_of(source.measure) is None:
            message = _('"{name}" is a figure for another measure. Take it away.').format(name=name)
            yield Problem((*path, "benchmarks", n), message)


def _measure_problems(path: Path, source: IndicatorSource, measures: dict[str, Measure]) -> Iterator[Problem]:
    measure = measures.get(source.measure)
    if measure is None:
        yield Problem((*path, "measure"), not_known(source.measure, measures))
        return
    for key, base in (("base", source.base), ("beside", source.beside)):
        if base is not None and base not in measure.bases:
            message = _("This measure has no base {base}. Allowed: {allowed}.")
            yield Problem((*path, key), message.format(base=base, allowed=", ".join(measure.bases)))


def benchmarks_for(
    survey: str, item: str, measure: str, own: tuple[Benchmark, ...] = ()
) -> tuple[tuple[Benchmark, ComparesWith], ...]:
    """The figures that may stand beside a share of a school, each with how far it compares; `own`: a school group's."""
    found = ((one, one.beside(survey, item)) for one in (*load_benchmarks(), *own) if one.in_terms_of(measure))
    return tuple((one, pair) for one, pair in found if pair is not None)
