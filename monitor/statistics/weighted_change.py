"""Which figure is the headline of two years that are compared: weighted in both, or in neither."""

from dataclasses import dataclass, replace
from typing import Any

from monitor.statistics.change import Counted, newcombe
from monitor.statistics.compare import Change, verdict
from monitor.statistics.estimate import Estimates, Share
from monitor.statistics.nonresponse import SCHOOL, Weighted, weighted
from monitor.statistics.reasons import Reason, because


@dataclass(frozen=True)
class HeadlineChange:
    """The change that counts as the headline, and whether it is of the weighted figures.

    Then its numbers and verdict are those of the weighted figures; p is that of the counts and says nothing here, so it
    is None. `reason` says why it is not, where one of the years had recorded the weighted figure as its headline.
    """

    weighted: bool
    change: Change
    reason: Reason | None = None


def headline_change(earlier: Estimates, later: Estimates, change: Change) -> HeadlineChange:
    """The headline of a change of the whole school.

    Weighted when both years recorded it at closing and both weighted figures exist; never one year of each, for the
    choice must not be made after seeing the figures. The interval is Newcombe's, of the two weighted shares on Kish's
    effective numbers of answers, widened by rounding (MOVER: Zou & Donner 2008).
    """
    recorded = [year for year in (earlier, later) if year.manifest.weighted_headline]
    if change.node != SCHOOL or not recorded or not change.comparable:
        return HeadlineChange(False, change)
    if len(recorded) == 1:
        missing = later if recorded[0] is earlier else earlier
        return HeadlineChange(False, change, because("headline-not-recorded", year=missing.manifest.year))
    assert change.before is not None
    assert change.after is not None
    before, after = weighted(earlier, change.before), weighted(later, change.after)
    for year, one in ((earlier, before), (later, after)):
        if one.reason:
            why = because("no-weighted-figure", year=year.manifest.year, why=one.reason.text)
            return HeadlineChange(False, change, why)
    return HeadlineChange(True, _weighted(change, before, after))


def _weighted(change: Change, before: Weighted, after: Weighted) -> Change:
    first, then = _counted(before), _counted(after)
    interval = newcombe(first, then)
    low, high = float(interval.low), float(interval.high)
    moved = float(then.x / then.n - first.x / first.n)
    return replace(change, change=moved, low=low, high=high, p=None, verdict=verdict(low, high))


def _counted(one: Weighted) -> Counted:
    assert one.share is not None
    assert one.effective is not None
    return Counted(one.share * one.effective, one.effective, one.noise)


def weighted_columns(estimates: Estimates, share: Share) -> dict[str, Any]:
    """The columns of `results --json` that stand beside a share: null where there is no weighted figure."""
    found = weighted(estimates, share) if share.node == SCHOOL else Weighted(share)
    return {
        "weighted": found.share,
        "weighted_low": found.low,
        "weighted_high": found.high,
        "weighted_flag": found.flag,
    }


def headline_columns(earlier: Estimates, later: Estimates, change: Change) -> dict[str, Any]:
    """The columns of `compare --json` that say which figure is the headline; null where it is the unweighted one."""
    found = headline_change(earlier, later, change)
    shown = found.change if found.weighted else None
    return {
        "weighted_change": shown and shown.change,
        "weighted_low": shown and shown.low,
        "weighted_high": shown and shown.high,
        "weighted_verdict": shown and shown.verdict.value,
        "weighted_reason": found.reason.text if found.reason else None,
    }
