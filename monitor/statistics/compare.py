"""From the shares of two years to changes: how much, how sure, and in one word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from monitor.definition.indicators import Base
from monitor.statistics.change import Counted, cohens_h, newcombe, newcombe_p
from monitor.statistics.comparable import differences
from monitor.statistics.estimate import LEAST_TO_COMPARE, Estimates, Key, Share
from monitor.statistics.power import Detectable, smallest_detectable
from monitor.statistics.reasons import Reason, because

RARE = 0.05
"""What would be rarer than this without a change is more than chance."""


class Verdict(StrEnum):
    """What may be said about a change; the values are those of contract 5.2."""

    RISE = "stijging"
    FALL = "daling"
    UNDECIDED = "niet-vast-te-stellen"
    NOT_COMPARABLE = "niet-vergelijkbaar"


@dataclass(frozen=True)
class Change:
    """What became of a share from one year to a later one: later minus earlier, in shares (0.05 is 5 points).

    Not comparable: `change`, `low`, `high` and `p` are None and `reasons` says why.
    `before` and `after` are None when that year has no such share at all.
    """

    survey: str
    item: str
    measure: str
    base: Base
    node: str
    from_year: str
    to_year: str
    before: Share | None
    after: Share | None
    change: float | None = None
    low: float | None = None
    high: float | None = None
    p: float | None = None
    verdict: Verdict = Verdict.NOT_COMPARABLE
    reasons: tuple[Reason, ...] = ()

    @property
    def comparable(self) -> bool:
        """Whether there is a change to speak of."""
        return self.verdict is not Verdict.NOT_COMPARABLE

    @property
    def beyond_chance(self) -> bool:
        """Whether it is said to have risen or fallen: more than chance."""
        return self.verdict in (Verdict.RISE, Verdict.FALL)

    @property
    def reason(self) -> str | None:
        """Why it is not comparable, as sentences."""
        return " ".join(reason.text for reason in self.reasons) or None

    @property
    def effect(self) -> float | None:
        """Cohen's h: the size of the change where equal steps are equally easy to see; for specialists."""
        if not self.comparable or self.before is None or self.after is None:
            return None
        assert self.before.share is not None
        assert self.after.share is not None
        return cohens_h(self.before.share, self.after.share)

    @property
    def smallest_real(self) -> float | None:
        """What must be seen to be more than chance: half the width of the interval, in shares."""
        return None if self.low is None or self.high is None else (self.high - self.low) / 2

    @property
    def smallest_detectable(self) -> Detectable | None:
        """The true fall and rise that would show in four of five cases with so many answers."""
        if not self.comparable or self.before is None or self.after is None:
            return None
        assert self.before.n is not None
        assert self.after.n is not None
        assert self.before.share is not None
        return smallest_detectable(self.before.n, self.after.n, self.before.share, base=self.after.rounding)


def compare(earlier: Estimates, later: Estimates) -> dict[Key, Change]:
    """The change of every share that either year has, each with its interval, its p and its verdict.

    A rise or a fall is an interval (Newcombe, widened by the variance of rounding) that excludes 0; else the
    change is "niet vast te stellen", which is not "no change".
    """
    keys = list(dict.fromkeys((*later.shares, *earlier.shares)))
    asked = {item: differences(earlier.manifest, later.manifest, item) for item in dict.fromkeys(k[0] for k in keys)}
    changes = {key: _paired(earlier, later, key, asked[key[0]]) for key in keys}
    return changes | dict(_measured([change for change in changes.values() if not change.reasons]))


def _paired(earlier: Estimates, later: Estimates, key: Key, asked: tuple[Reason, ...]) -> Change:
    item, measure, base, node = key
    before, after = earlier.shares.get(key), later.shares.get(key)
    manifest = later.manifest
    reasons = asked or tuple(_obstacles(earlier, later, key))
    years = (earlier.manifest.year, manifest.year)
    return Change(
        manifest.survey.id, item, measure, base, node, *years, before, after, reasons=reasons
    )  # fmt: skip


def _obstacles(earlier: Estimates, later: Estimates, key: Key) -> Iterator[Reason]:
    """What stands in the way of comparing although the item was asked in the same way."""
    item, measure, _base, node = key
    for year in (earlier, later):
        if node not in year.nodes:
            yield because("no-group", year=year.manifest.year)
            return
    measures = [year.measure(item, measure) for year in (earlier, later)]
    if measures[0] is None or measures[1] is None:
        yield because("no-measure", year=(earlier if measures[0] is None else later).manifest.year)
    elif set(measures[0].codes) != set(measures[1].codes):
        yield because("numerator")
    else:
        yield from _too_few(earlier, key)
        yield from _too_few(later, key)


def _too_few(estimates: Estimates, key: Key) -> Iterator[Reason]:
    share = estimates.shares.get(key)
    year = estimates.manifest.year
    if share is None or not share.shown:
        yield because("hidden", year=year)
    elif share.few:
        yield because("few-to-compare", least=LEAST_TO_COMPARE, year=year)


def _measured(changes: list[Change]) -> Iterator[tuple[Key, Change]]:
    """The comparable changes with their numbers, all at once."""
    if not changes:
        return
    before, after = _counted([c.before for c in changes]), _counted([c.after for c in changes])
    limits = newcombe(before, after)
    difference = np.asarray(after.x) / after.n - np.asarray(before.x) / before.n
    columns = (difference, limits.low, limits.high, newcombe_p(before, after))
    for change, numbers in zip(changes, zip(*(np.atleast_1d(c).tolist() for c in columns), strict=True), strict=True):
        moved, low, high, p = numbers
        measured = replace(change, change=moved, low=low, high=high, p=p, verdict=verdict(low, high))
        yield (change.item, change.measure, change.base, change.node), measured


def _counted(shares: list[Share | None]) -> Counted:
    known = [share for share in shares if share is not None]
    return Counted(
        np.array([share.count for share in known], float),
        np.array([share.n for share in known], float),
        np.array([share.noise for share in known], float),
    )


def verdict(low: float, high: float) -> Verdict:
    """A rise or a fall when the interval of the change excludes 0."""
    if low > 0:
        return Verdict.RISE
    return Verdict.FALL if high < 0 else Verdict.UNDECIDED
