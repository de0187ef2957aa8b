"""A change in satisfaction, taken apart: more people know about it, and those who know are happier (or less so)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

from monitor.statistics.combined import combined
from monitor.statistics.compare import Change, Verdict, verdict
from monitor.statistics.estimate import Estimates, Key, Share
from monitor.statistics.intervals import LEVEL, Interval, Numbers, quantile, score
from monitor.statistics.reasons import Reason, because


class Parts(NamedTuple):
    """What of a change comes from how many know, and what from how satisfied those are who know."""

    knowing: Numbers
    satisfied: Numbers


@dataclass(frozen=True)
class Part:
    """One of the two parts of a change, in shares of everybody who answered, with its limits."""

    change: float
    low: float
    high: float
    verdict: Verdict


@dataclass(frozen=True)
class Split:
    """A change of the share over everybody who answered (base A), and the two parts that it is the exact sum of.

    Where nothing can be said: no numbers, and `reasons`.
    """

    survey: str
    item: str
    node: str
    from_year: str
    to_year: str
    change: float | None = None
    knowing: Part | None = None
    satisfied: Part | None = None
    reasons: tuple[Reason, ...] = ()


def kitagawa(known: tuple[Numbers, Numbers], satisfied: tuple[Numbers, Numbers]) -> Parts:
    """The exact split of a change in A*q, A being who knows and q who of those is satisfied.

    A2 q2 - A1 q1 = (A2 - A1)(q1 + q2)/2 + (q2 - q1)(A1 + A2)/2. Source: Kitagawa 1955.

    Args:
        known: A of the earlier and the later year.
        satisfied: q of the earlier and the later year.
    """
    (a1, a2), (q1, q2) = known, satisfied
    return Parts((a2 - a1) * (q1 + q2) / 2, (q2 - q1) * (a1 + a2) / 2)


def limits_of_parts(
    known: tuple[Numbers, Numbers], satisfied: tuple[Numbers, Numbers], limits: tuple[Interval, ...]
) -> tuple[Interval, Interval]:
    """Between which limits each part lies: MOVER of the limits of A1, A2, q1 and q2, in this order.

    Who knows and who of those is satisfied are taken as independent, as they are by chance; rounding ties them a
    little, through the one count that both rest on, by less than 1 % of the width.
    """
    (a1, a2), (q1, q2) = known, satisfied
    shares, (knowing, happier) = (a1, a2, q1, q2), kitagawa(known, satisfied)
    middle, half = ((q1 + q2) / 2, (a2 - a1) / 2), ((a1 + a2) / 2, (q2 - q1) / 2)
    return (
        combined(knowing, (-middle[0], middle[0], middle[1], middle[1]), shares, limits),
        combined(happier, (half[1], half[1], -half[0], half[0]), shares, limits),
    )


def split(earlier: Estimates, later: Estimates, changes: Mapping[Key, Change], item: str, node: str) -> Split:
    """The change in the favourable answers of everybody who answered (base A), split in two.

    Args:
        earlier: the earlier year.
        later: the later year.
        changes: all changes between the two (`compare`).
        item: the question.
        node: the group.
    """
    measure = later.measure(item, "known")
    three = [changes.get((item, *one, node)) for one in (("favourable", "A"), ("favourable", "B"), ("known", "A"))]
    of_all, of_knowing, knowing = three
    empty = Split(later.manifest.survey.id, item, node, earlier.manifest.year, later.manifest.year)
    told = measure is not None and set(measure.codes) == set(later.items[item].substantive)
    if of_all is None or of_knowing is None or knowing is None or not told:
        return replace(empty, reasons=(because("no-split"),))
    if reasons := tuple(dict.fromkeys(reason for one in (of_all, of_knowing, knowing) for reason in one.reasons)):
        return replace(empty, reasons=reasons)
    before = _Year.of(of_all.before, of_knowing.before, knowing.before)
    after = _Year.of(of_all.after, of_knowing.after, knowing.after)
    parts = kitagawa((before.known, after.known), (before.satisfied, after.satisfied))
    limits = limits_of_parts(
        (before.known, after.known),
        (before.satisfied, after.satisfied),
        (before.of_known, after.of_known, before.of_satisfied, after.of_satisfied),
    )
    knew, happier = (_part(float(one), found) for one, found in zip(parts, limits, strict=True))
    return replace(empty, change=of_all.change, knowing=knew, satisfied=happier)


class _Year(NamedTuple):
    """Who knows and who of those is satisfied in a year; their product is the published share of everybody."""

    known: float
    of_known: Interval
    satisfied: float
    of_satisfied: Interval

    @staticmethod
    def of(of_all: Share | None, of_knowing: Share | None, knowing: Share | None) -> "_Year":
        everybody, informed, aware = (_numbers(one) for one in (of_all, of_knowing, knowing))
        # two counts that were rounded apart may differ from the third: who knows follows from the other two
        known = everybody.share / informed.share if informed.share else aware.share
        limits = score(known, aware.n, quantile(LEVEL), aware.noise)
        return _Year(known, limits, informed.share, Interval(informed.low, informed.high))


class _Numbers(NamedTuple):
    share: float
    n: float
    low: float
    high: float
    noise: float


def _numbers(share: Share | None) -> _Numbers:
    """The numbers of a share that is compared, and so has them."""
    assert share is not None
    assert share.share is not None
    assert share.n is not None
    assert share.low is not None
    assert share.high is not None
    return _Numbers(share.share, share.n, share.low, share.high, share.noise)


def _part(change: float, limits: Interval) -> Part:
    low, high = float(limits.low), float(limits.high)
    return Part(change, low, high, verdict(low, high))
