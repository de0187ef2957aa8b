"""Which shares are followed: measures that fit any item, indicators that are chosen, figures from elsewhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from monitor.definition.faults import Problem, not_known, refused
from monitor.definition.library import candidates, surveys
from monitor.definition.load import fit_file, load_benchmark_file
from monitor.definition.model import Item, ItemType, LocalText, Survey
from monitor.definition.source import (
    BenchmarkFile,
    BenchmarkSource,
    ComparesWith,
    IndicatorFile,
    IndicatorSource,
)
from monitor.shipped import surveys_folder
from monitor.texts import _

Base = Literal["A", "B"]
Direction = Literal["up", "down"]
CUTOFFS = {"regularly": "regelmatig", "ever": "ooit", "weekly": "wekelijks"}
"""Measure to the cut-off of the scale; the first is the one to steer on (Solberg & Olweus 2003)."""
OPTION = "option:"
OPPOSITE = {"<": ">", ">": "<", "=": "=", "~": "~"}


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


@dataclass(frozen=True)
class Benchmark:
    """A figure from elsewhere and the items that it may stand beside."""

    id: str
    value: float
    """Percent."""
    op: str
    """`=` as reported, `<` and `>` a bound only, `~` rounded in the source."""
    measure: str
    base: str
    base_words: LocalText
    population: LocalText
    region: str
    year: int
    source: str
    """In full: title or site of each source."""
    compares_with: tuple[ComparesWith, ...]

    def beside(self, survey: str, item: str) -> ComparesWith | None:
        """How far the figure compares with an item of a survey; None: not at all."""
        return next((pair for pair in self.compares_with if (pair.survey, pair.item) == (survey, item)), None)

    def in_terms_of(self, measure: str) -> tuple[str, float] | None:
        """The figure as another measure has it: sign and percent. Who knows is who does not say "weet ik niet"."""
        if measure == self.measure:
            return self.op, self.value
        if {measure, self.measure} == {"known", "dont_know"}:
            return OPPOSITE[self.op], round(100 - self.value, 6)
        return None


def measures_of(item: Item) -> tuple[Measure, ...]:
    """The measures that an item has what it needs for; the first is its headline measure.

    Frequency scales: `regularly`. Multiple choice: the option that an indicator names, else the first. Factual
    questions ("ja", "nee", "weet ik niet") and questions about one's own knowledge: `known`. Other scales: `favourable`.
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
    for source in _indicator_file().indicators:
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
    file = fit_file(surveys_folder() / "indicators.yaml", IndicatorFile)
    found = [problem for n, one in enumerate(file.value.indicators) for problem in indicator_problems(one, n)]
    if found:
        raise refused([file.yaml.fault(problem) for problem in found])
    return tuple(_indicator(source) for source in file.value.indicators)


@cache
def _indicator_file() -> IndicatorFile:
    return fit_file(surveys_folder() / "indicators.yaml", IndicatorFile).value


def _indicator(source: IndicatorSource) -> Indicator:
    asked = tuple(one.id for one in _asking(source.audience, source.item))
    values = {name: getattr(source, name) for name in IndicatorSource.model_fields if name != "direction"}
    return Indicator(**values, better=source.direction, surveys=asked)


def _asking(audience: str, item: str) -> tuple[Survey, ...]:
    return tuple(one for one in candidates(audience) if item in {asked.id for asked in one.items})


def indicator_problems(source: IndicatorSource, place: int) -> Iterator[Problem]:
    """What an indicator points at and is not there."""
    path = ("indicators", place)
    asked = [one.item(source.item) for one in _asking(source.audience, source.item)]
    if not asked:
        items = {item.id for one in candidates(source.audience) for item in one.items}
        yield Problem((*path, "item"), not_known(source.item, items))
    for item in asked:
        measures = {measure.id: measure for measure in measures_of(item)}
        if source.measure not in measures:
            yield Problem((*path, "measure"), not_known(source.measure, measures))
        elif source.base not in measures[source.measure].bases and source.base != "A":
            yield Problem(
                (*path, "base"), _("This measure has no base B: nobody can answer that they do not know.")
            )
    known = {benchmark.id: benchmark for benchmark in load_benchmarks()}
    for n, name in enumerate(source.benchmarks):
        if name not in known:
            yield Problem((*path, "benchmarks", n), not_known(name, known))
        elif known[name].in_terms_of(source.measure) is None:
            message = _('"{name}" is a figure for another measure. Take it away.').format(name=name)
            yield Problem((*path, "benchmarks", n), message)


@cache
def load_benchmarks() -> tuple[Benchmark, ...]:
    """The figures from elsewhere, each with its sources in full."""
    file = load_benchmark_file()
    return tuple(_benchmark(file, source) for source in file.benchmarks)


def _benchmark(file: BenchmarkFile, source: BenchmarkSource) -> Benchmark:
    names = [part.strip() for part in source.source.split(";")]
    in_full = "; ".join(file.sources.get(name.split(":")[0], name) for name in names)
    kept = {name: getattr(source, name) for name in Benchmark.__dataclass_fields__ if name != "source"}
    return Benchmark(**kept, source=in_full)


def benchmarks_for(survey: str, item: str, measure: str) -> tuple[tuple[Benchmark, ComparesWith], ...]:
    """The figures that may stand beside a share of a school, each with how far it compares."""
    found = ((one, one.beside(survey, item)) for one in load_benchmarks() if one.in_terms_of(measure))
    return tuple((one, pair) for one, pair in found if pair is not None)


def pair_problems() -> Iterator[str]:
    """Items that name a benchmark which does not name them, or the other way round."""
    from_items = {(b, one.id, item.id) for one in surveys() for item in one.items for b in item.benchmarks}
    from_benchmarks = {(b.id, pair.survey, pair.item) for b in load_benchmarks() for pair in b.compares_with}
    for benchmark, survey, item in sorted(from_items ^ from_benchmarks):
        yield f"{benchmark}: {survey} {item}"
