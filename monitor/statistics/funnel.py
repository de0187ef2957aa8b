"""The awareness funnel: of all who were asked, how many know enough to judge, and how many of those are satisfied.

Asked (base A) -> knows -> satisfied among those who know (base B); satisfied of all is the product of the last two.
Before it, where known: invited -> answered. Read from released counts only; the variance of rounding is in every
interval.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from monitor.definition.indicators import Indicator, indicators
from monitor.definition.model import Item
from monitor.statistics.compare import Change
from monitor.statistics.estimate import Estimates, Key, Share
from monitor.statistics.intervals import wilson
from monitor.statistics.response import Response, response
from monitor.statistics.rounding import noise

FAVOURABLE, KNOWN = "favourable", "known"
SCHOOL = "school"


@dataclass(frozen=True)
class Funnel:
    """One indicator in one year, step by step; a step that may not be shown has the reason in its share.

    `knows` is of all who answered (base A), `satisfied` of those who know (base B), `of_all` of all who answered. The
    counts fit into each other: no more are satisfied than know it, no more know it than were asked.
    """

    indicator: Indicator
    response: Response
    knows: Share
    satisfied: Share
    of_all: Share
    routed: bool = False
    """Only those whose earlier answers led to the question were asked it."""

    @property
    def survey(self) -> str:
        """The survey that asks it."""
        return self.of_all.survey

    @property
    def year(self) -> str:
        """The school year."""
        return self.of_all.year

    @property
    def asked(self) -> int | None:
        """How many gave a valid answer, "weet ik niet" included (base A); rounded. None when that is not shown."""
        return self.of_all.n if self.of_all.n is not None else self.knows.n

    @property
    def steps(self) -> tuple[Share, Share, Share]:
        """The three shares in their order."""
        return self.knows, self.satisfied, self.of_all


@dataclass(frozen=True)
class FunnelChange:
    """What became of each step between two years; each with its own interval and verdict (`compare`)."""

    from_year: str
    to_year: str
    knows: Change
    satisfied: Change
    of_all: Change

    @property
    def steps(self) -> tuple[Change, Change, Change]:
        """The three changes in the order of the funnel."""
        return self.knows, self.satisfied, self.of_all


def has_funnel(indicator: Indicator, item: Item) -> bool:
    """Whether an indicator has steps: favourable answers of all, beside those of everyone with an opinion.

    Its question must let people say that they do not know the thing asked about. Where not knowing is itself an answer
    ("nee, dat weet ik niet"), or there is no such answer, knowing and judging are one step.
    """
    both = (indicator.base, indicator.beside) == ("A", "B")
    return indicator.measure == FAVOURABLE and both and bool(item.unknown) and item.known == item.substantive


def funnels(estimates: Estimates) -> tuple[Funnel, ...]:
    """The funnels of a wave, in the order of the indicators: communication and the approach to bullying first."""
    items = estimates.items
    followed = [one for one in indicators() if estimates.manifest.survey.id in one.surveys and one.item in items]
    return tuple(_funnel(estimates, one) for one in followed if has_funnel(one, items[one.item]))


def _funnel(estimates: Estimates, indicator: Indicator) -> Funnel:
    knows, satisfied, of_all = (estimates.shares[key] for key in keys_of(indicator.item))
    most = satisfied.count if satisfied.count is not None else knows.count
    if most is not None and of_all.count is not None and of_all.count > most:
        of_all = _cut(estimates, of_all, most)
    routed = bool(estimates.items[indicator.item].routing)
    return Funnel(indicator, response(estimates.manifest), knows, satisfied, of_all, routed)


def keys_of(item: str) -> tuple[Key, Key, Key]:
    """What names the three shares of an item within its wave: who knows, satisfied of those, satisfied of all."""
    return (item, KNOWN, "A", SCHOOL), (item, FAVOURABLE, "B", SCHOOL), (item, FAVOURABLE, "A", SCHOOL)


def funnel_change(changes: Mapping[Key, Change], item: str) -> FunnelChange:
    """The change of each step among the changes between two years.

    Raises:
        KeyError: neither year has the steps.
    """
    knows, satisfied, of_all = (changes[key] for key in keys_of(item))
    return FunnelChange(knows.from_year, knows.to_year, knows, satisfied, of_all)


def _cut(estimates: Estimates, share: Share, most: int) -> Share:
    """The share with no more people than the step before it has: each count was rounded on its own."""
    item, published = estimates.items[share.item], estimates.published
    numerator, denominator = published.count(SCHOOL, item, item.favourable), published.base(SCHOOL, item, "A")
    assert numerator is not None
    assert denominator is not None
    part = most / denominator.value
    added = float(noise(part, denominator.value, numerator.variance, denominator.variance))
    low, high = wilson(most, denominator.value, noise=added)
    return replace(share, count=most, share=part, low=float(low), high=float(high), noise=added)
