"""The change of a question on its whole scale: it sees what the share of the highest answers leaves out."""

from dataclasses import dataclass, replace

import numpy as np

from monitor.definition.indicators import Direction
from monitor.definition.model import Item
from monitor.statistics.comparable import differences
from monitor.statistics.compare import RARE, Verdict
from monitor.statistics.estimate import LEAST_TO_COMPARE, Estimates
from monitor.statistics.ordinal import Answers, answers, delta_interval, mann_whitney, pairs
from monitor.statistics.reasons import Reason, because


@dataclass(frozen=True)
class WholeScale:
    """What became of all answers of a group to a question, from the lowest option to the highest.

    `delta` is the part of the pairs (one person per year) in which the later answer is higher, minus the part in which
    it is lower, from -1 to 1; `higher` and `lower` are these parts. "Higher"
    is more favourable, or more often where the options are how often. Not comparable: no numbers, and `reasons`.
    """

    survey: str
    item: str
    node: str
    from_year: str
    to_year: str
    better: Direction | None
    delta: float | None = None
    higher: float | None = None
    lower: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    reasons: tuple[Reason, ...] = ()


def whole_scale(earlier: Estimates, later: Estimates, item_id: str, node: str) -> WholeScale:
    """The change of one question on its whole scale, where every option was published in both years.

    That is from 60 answers on. A rise or a fall needs both: Mann-Whitney below .05 (its power is why the whole scale is
    looked at) and an interval of Cliff's delta without 0. Both carry the variance of rounding.
    """
    item = later.items.get(item_id) or earlier.items.get(item_id)
    better = _better(item) if item else None
    empty = WholeScale(later.manifest.survey.id, item_id, node, earlier.manifest.year, later.manifest.year, better)
    asked = differences(earlier.manifest, later.manifest, item_id)
    if asked:
        return replace(empty, reasons=asked)
    sides = [_answers(one, item_id, node) for one in (earlier, later)]
    reasons = tuple(one for one in sides if isinstance(one, Reason))
    before, after = sides
    if reasons or isinstance(before, Reason) or isinstance(after, Reason):
        return replace(empty, reasons=reasons)
    limits, p = delta_interval(before, after), mann_whitney(before, after).p
    low, high = float(limits.low), float(limits.high)
    found = Verdict.UNDECIDED
    if p < RARE and (low > 0 or high < 0):
        found = Verdict.RISE if low > 0 else Verdict.FALL
    higher, lower = pairs(before, after)
    return replace(
        empty, delta=higher - lower, higher=higher, lower=lower, low=low, high=high, p=p, verdict=found
    )  # fmt: skip


def steps_of(item: Item) -> tuple[str, ...]:
    """The options of a question that have a value, from least favourable (or seldom) to most; empty: no scale."""
    known = [(option.value, option.code) for option in item.options if option.value is not None]
    codes = tuple(code for _value, code in sorted(known))
    if len(codes) < 3 or not (item.favourable or item.cutoffs):
        return ()
    upwards = not item.favourable or codes[-1] in item.favourable
    return codes if upwards else codes[::-1]


def _better(item: Item) -> Direction | None:
    return "up" if item.favourable else "down" if item.cutoffs else None


def _answers(estimates: Estimates, item_id: str, node: str) -> Answers | Reason:
    """The published counts of all steps of a question, or why there are none."""
    year, item = estimates.manifest.year, estimates.items.get(item_id)
    if item is None:
        return because("no-item", year=year)
    if node not in estimates.nodes:
        return because("no-group", year=year)
    steps = steps_of(item)
    if not steps:
        return because("no-steps")
    counts = [estimates.published.count(node, item, (code,)) for code in steps]
    known = [count for count in counts if count is not None]
    if len(known) < len(counts) or sum(count.value for count in known) < LEAST_TO_COMPARE:
        return because("few-options", year=year)
    return answers(np.array([c.value for c in known], float), np.array([c.variance for c in known], float))
