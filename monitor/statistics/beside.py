"""A school's share beside a figure from elsewhere, as far as the two may be compared.

Class A: the same statistic over the same kind of base; compared with an interval. Class B: the same subject, asked
otherwise; shown "ter oriëntatie", without a verdict. Class C: never beside a figure, so it is never given here.
"""

from dataclasses import dataclass
from enum import StrEnum

from monitor.definition.benchmarks import Benchmark
from monitor.definition.indicators import benchmarks_for
from monitor.definition.model import LocalText
from monitor.statistics.change import Counted, newcombe
from monitor.statistics.estimate import LEAST_TO_COMPARE, Share
from monitor.statistics.intervals import Interval
from monitor.statistics.reasons import Reason, because

ROUNDED_BY = 0.005
"""A figure that was rounded in its source may lie half a point to either side."""


class Stands(StrEnum):
    """How a school's share stands to a figure of class A."""

    ABOVE = "hoger"
    BELOW = "lager"
    UNDECIDED = "niet-vast-te-stellen"


@dataclass(frozen=True)
class Beside:
    """A share and the figure beside it.

    `figure` is the figure as a share of the measure of the school (turned where it was of the opposite measure), `op`
    its sign (`=`, `~` rounded, `<` and `>` a bound). `interval` is that of school minus figure, in shares; it and
    `stands` are None where there is no verdict: class B, or a `reason`.
    """

    share: Share
    benchmark: Benchmark
    comparability: str
    why: LocalText
    """Why it compares that far, in the words of the file."""
    op: str
    figure: float
    interval: Interval | None = None
    stands: Stands | None = None
    reason: Reason | None = None


def beside(share: Share, own: tuple[Benchmark, ...] = ()) -> tuple[Beside, ...]:
    """Every figure that may stand beside a share, the comparable ones first; none beside a hidden share."""
    if not share.shown:
        return ()
    pairs = benchmarks_for(share.survey, share.item, share.measure, own)
    found = [
        _one(share, benchmark, pair.comparability, pair.reason)
        for benchmark, pair in pairs
        if pair.comparability != "C"
    ]
    return tuple(sorted(found, key=lambda one: one.comparability))


def _one(share: Share, benchmark: Benchmark, comparability: str, why: LocalText) -> Beside:
    told = benchmark.in_terms_of(share.measure)
    assert told is not None
    plain = Beside(share, benchmark, comparability, why, told[0], told[1] / 100)
    if comparability != "A":
        return plain
    reason = _obstacle(share, benchmark)
    if reason:
        return Beside(share, benchmark, comparability, why, plain.op, plain.figure, reason=reason)
    interval = _interval(share, benchmark, plain.op, plain.figure)
    return Beside(share, benchmark, comparability, why, plain.op, plain.figure, interval, _stands(interval, plain.op))


def _obstacle(share: Share, benchmark: Benchmark) -> Reason | None:
    """Why a figure of class A is not compared with this share."""
    if share.few:
        return because("few-to-compare", least=LEAST_TO_COMPARE, year=share.year)
    return None if benchmark.base == share.base else because("benchmark-base")


def _interval(share: Share, benchmark: Benchmark, op: str, figure: float) -> Interval:
    """Between which limits school minus figure lies.

    Newcombe's where the source says on how many answers the figure rests; else the school's own interval less the
    figure, as that of a figure without error, and half a point wider where the source rounded it.
    """
    assert share.count is not None
    assert share.n is not None
    assert share.low is not None
    assert share.high is not None
    spare = ROUNDED_BY if op == "~" else 0.0
    if benchmark.n is None or op in "<>":
        return Interval(share.low - figure - spare, share.high - figure + spare)
    elsewhere = Counted(figure * benchmark.n, benchmark.n)
    low, high = newcombe(elsewhere, Counted(share.count, share.n, share.noise))
    return Interval(float(low) - spare, float(high) + spare)


def _stands(interval: Interval, op: str) -> Stands:
    """Above or below where the interval leaves 0 out; of a bound only the one side can be told.

    A figure "below 50 %" may be any below 50: a school above 50 is above it, a school below 50 may be either.
    """
    if interval.low > 0 and op != ">":
        return Stands.ABOVE
    if interval.high < 0 and op != "<":
        return Stands.BELOW
    return Stands.UNDECIDED
