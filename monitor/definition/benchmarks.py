"""Figures from elsewhere that may stand beside those of a school, and how far they compare."""

from dataclasses import dataclass, fields

from monitor.definition.model import LocalText
from monitor.definition.source import BenchmarkFile, BenchmarkSource, ComparesWith

_OPPOSITE = {"<": ">", ">": "<", "=": "=", "~": "~"}


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
    n: int | None = None
    """On how many answers it rests; None: the source does not say."""

    def beside(self, survey: str, item: str) -> ComparesWith | None:
        """How far the figure compares with an item of a survey; None: not at all."""
        return next((pair for pair in self.compares_with if (pair.survey, pair.item) == (survey, item)), None)

    def in_terms_of(self, measure: str) -> tuple[str, float] | None:
        """The figure as another measure has it: sign and percent; None: it says nothing about that measure.

        Who knows is who does not say "weet ik niet", so these two can be turned into each other.
        """
        if measure == self.measure:
            return self.op, self.value
        if {measure, self.measure} == {"known", "dont_know"}:
            return _OPPOSITE[self.op], round(100 - self.value, 6)
        return None


def benchmarks_of(file: BenchmarkFile) -> tuple[Benchmark, ...]:
    """The figures of a file, each with its sources in full."""
    return tuple(_benchmark(source, file.sources) for source in file.benchmarks)


def _benchmark(source: BenchmarkSource, names: dict[str, str]) -> Benchmark:
    parts = [part.strip() for part in source.source.split(";")]
    in_full = "; ".join(names.get(part.split(":")[0], part) for part in parts)
    kept = {field.name: getattr(source, field.name) for field in fields(Benchmark) if field.name != "source"}
    return Benchmark(**kept, source=in_full)
