"""What became of a question on its whole scale between two years, where every one of its answers was published."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from monitor.definition.indicators import Direction
from monitor.definition.model import Item
from monitor.statistics.comparable import differences
from monitor.statistics.compare import Verdict, verdict
from monitor.statistics.estimate import LEAST_TO_COMPARE, Estimates
from monitor.statistics.intervals import LEVEL, quantile
from monitor.statistics.ordinal import Answers, answers, delta_interval, mann_whitney, pairs
from monitor.statistics.reasons import Reason, because

LEAST_STEPS = 3
"""With two answers to choose from the share tells it all."""


@dataclass(frozen=True)
class WholeScale:
    """How the answers of a later year stand to those of an earlier one, all steps of the scale counted.

    Of all pairs of one person per year: `higher` the part in which the later person answered higher, `lower` in which
    lower, `delta` the difference (Cliff's delta) with its limits. Higher is towards the favourable answers, or more
    often; `better` says whether that is an improvement. Not comparable: no numbers, and `reasons`.
    """

    survey: str
    item: str
    node: str
    from_year: str
    to_year: str
    better: Direction | None = None
    higher: float | None = None
    lower: float | None = None
    delta: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    reasons: tuple[Reason, ...] = ()


def whole_scale(earlier: Estimates, later: Estimates, item: str, node: str) -> WholeScale:
    """The change of an item on its whole scale, from the published count of every answer.

    The limits are those of Cliff's delta or of Mann-Whitney, whichever lie further out, so that a rise or a fall is
    said only where both see one (decision 37). People without an opinion are left out, as in base B.
    """
    manifest = later.manifest
    empty = WholeScale(manifest.survey.id, item, node, earlier.manifest.year, manifest.year)
    reasons = tuple(_obstacles(earlier, later, item, node))
    if reasons:
        return replace(empty, reasons=reasons)
    before, after = (_answers(wave, wave.items[item], node) for wave in (earlier, later))
    if before is None or after is None:
        hidden = [wave for wave, found in ((earlier, before), (later, after)) if found is None]
        return replace(empty, reasons=tuple(because("not-all-options", year=one.manifest.year) for one in hidden))
    few = [wave for wave, found in ((earlier, before), (later, after)) if found.counts.sum() < LEAST_TO_COMPARE]
    if few:
        told = (because("few-to-compare", least=LEAST_TO_COMPARE, year=wave.manifest.year) for wave in few)
        return replace(empty, reasons=tuple(told))
    return _measured(replace(empty, better=_better(later.items[item])), before, after)


def steps(item: Item) -> tuple[str, ...]:
    """The answers of an item from low to high, the favourable ones last; nothing where they are no scale."""
    values = [(item.option(code).value, code) for code in item.substantive]
    ordered = sorted((value, code) for value, code in values if value is not None)
    if len(ordered) < max(LEAST_STEPS, len(values)):
        return ()
    codes = tuple(code for _value, code in ordered)
    favourable = [place for place, code in enumerate(codes) if code in item.favourable]
    # on some scales 1 is the best (trap T11)
    upside_down = bool(favourable) and sum(favourable) / len(favourable) < (len(codes) - 1) / 2
    return codes[::-1] if upside_down else codes


def _better(item: Item) -> Direction | None:
    if item.favourable:
        return "up"
    return "down" if item.cutoffs else None


def _obstacles(earlier: Estimates, later: Estimates, item: str, node: str) -> Iterator[Reason]:
    for wave in (earlier, later):
        if item not in wave.items:
            yield because("no-item", year=wave.manifest.year)
            return
        if node not in wave.nodes:
            yield because("no-group", year=wave.manifest.year)
            return
    scale = steps(later.items[item])
    if not scale:
        yield because("no-scale")
    elif asked := differences(earlier.manifest, later.manifest, item):
        yield from asked
    elif steps(earlier.items[item]) != scale:
        yield because("numerator")


def _answers(wave: Estimates, item: Item, node: str) -> Answers | None:
    """The published count of every step, and what rounding added to each; None where one was not published."""
    found = [wave.published.count(node, item, (code,)) for code in steps(item)]
    known = [one for one in found if one is not None]
    if len(known) < len(found) or not any(one.value for one in known):
        return None
    return answers([one.value for one in known], [one.variance for one in known])


def _measured(empty: WholeScale, before: Answers, after: Answers) -> WholeScale:
    test, (higher, lower) = mann_whitney(before, after), pairs(before, after)
    delta, limits = higher - lower, delta_interval(before, after)
    half = quantile(LEVEL) * test.se + test.step
    low, high = max(-1.0, min(float(limits.low), delta - half)), min(1.0, max(float(limits.high), delta + half))
    return replace(
        empty, higher=higher, lower=lower, delta=delta, low=low, high=high, p=test.p, verdict=verdict(low, high)
    )  # fmt: skip
