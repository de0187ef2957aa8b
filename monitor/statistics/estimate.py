"""From the protected counts of one release to shares: every group, item, measure and base."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from monitor.definition.derived import DerivedItem, derived_item
from monitor.definition.indicators import Base, Measure, measures_of
from monitor.definition.model import Item
from monitor.definition.scales import fits
from monitor.disclosure.release import Manifest, Release
from monitor.statistics.intervals import LEVEL, quantile, wilson
from monitor.statistics.published import Count, Published
from monitor.statistics.reasons import Reason, because
from monitor.statistics.rounding import noise

SCHOOL = "school"
LEAST = 10
"""Fewer answers are never shown."""
LEAST_TO_COMPARE = 30
"""Fewer answers are shown as counts and not compared (NCHS: Parker et al. 2017)."""

Key = tuple[str, str, Base, str]
"""Item, measure, base, node: what names a share within one wave."""


@dataclass(frozen=True)
class Share:
    """How many of a group answered in one of the ways that a measure counts, as far as it may be shown.

    `count` of `n` are rounded counts; `share`, `low` and `high` go from 0 to 1. Hidden: all five are None and
    `reason` says why. `rounding` is the base to which the counts were rounded, `noise` the variance that this
    adds to the share.
    """

    survey: str
    year: str
    node: str
    item: str
    measure: str
    base: Base
    count: int | None = None
    n: int | None = None
    share: float | None = None
    low: float | None = None
    high: float | None = None
    rounding: int = 1
    noise: float = 0.0
    reason: Reason | None = None

    @property
    def shown(self) -> bool:
        """Whether there are numbers."""
        return self.reason is None

    @property
    def few(self) -> bool:
        """Shown as counts and not compared: fewer than 30 answers."""
        return self.n is not None and self.n < LEAST_TO_COMPARE

    @property
    def variance(self) -> float | None:
        """What chance and rounding make of it, in squared shares, where it enters a sum of shares; None when hidden.

        p(1-p)/n and the noise, or what the farther limit of its interval says where that is more: of nobody and of
        everybody the first is nought, as if nothing were surer.
        """
        if self.share is None or self.n is None or self.low is None or self.high is None:
            return None
        farther = max(self.high - self.share, self.share - self.low) / quantile(LEVEL)
        return max(self.share * (1 - self.share) / self.n + self.noise, farther**2)

    @property
    def key(self) -> Key:
        """What names the share within its wave."""
        return self.item, self.measure, self.base, self.node


@dataclass(frozen=True)
class Estimates:
    """All shares of one wave, beside the manifest that explains them."""

    manifest: Manifest
    published: Published
    shares: Mapping[Key, Share]

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items that have shares, in the order of the questionnaire."""
        return {item.id: item for item in self.manifest.survey.items if self._measures[item.id]}

    @cached_property
    def scales(self) -> dict[str, DerivedItem]:
        """The derived scales that were counted, in the shape of items; they have shares of the whole school only."""
        return scales_in(self.manifest)

    def asked(self, item: str) -> Item:
        """An item of the questionnaire, or a scale in the shape of one."""
        return self.scales.get(item) or self.manifest.survey.item(item)

    @cached_property
    def nodes(self) -> frozenset[str]:
        """The groups of the wave."""
        return frozenset(node.id for node in self.manifest.nodes)

    @cached_property
    def _measures(self) -> dict[str, dict[str, Measure]]:
        counted = (*self.manifest.survey.items, *self.scales.values())
        return {item.id: {one.id: one for one in measures_of(item)} for item in counted}

    def missing(self, item: str, node: str) -> Reason:
        """Why there is no such share in this wave."""
        year = self.manifest.year
        if item not in {**self.items, **self.scales}:
            return because("no-item", year=year)
        return because("no-group" if node not in self.nodes else "no-measure", year=year)

    def measure(self, item: str, measure: str) -> Measure | None:
        """The measure of an item of this wave; None: there is none."""
        return self._measures.get(item, {}).get(measure)


def scales_in(manifest: Manifest) -> dict[str, DerivedItem]:
    """The derived scales of a wave in the shape of items; one that cannot be made of its questionnaire is none."""
    made = (scale for scale in manifest.scales if fits(scale, manifest.survey))
    return {scale.id: derived_item(scale, manifest.survey) for scale in made}


def estimate(release: Release) -> Estimates:
    """Every share of a release, each with its interval or the reason why not.

    Share = rounded count / rounded base, at most 1; Wilson interval with the variance of rounding
    (docs/methods/README.md). Reads facts only.
    """
    published = Published(release)
    shares = list(_counted(published))
    shown = [place for place, share in enumerate(shares) if share.shown]
    counts = np.array([shares[place].count for place in shown], float)
    answers = np.array([shares[place].n for place in shown], float)
    if shown:
        low, high = wilson(counts, answers, noise=np.array([shares[place].noise for place in shown]))
        for place, lower, upper in zip(shown, np.atleast_1d(low), np.atleast_1d(high), strict=True):
            shares[place] = replace(shares[place], low=float(lower), high=float(upper))
    return Estimates(release.manifest, published, {share.key: share for share in shares})


def _counted(published: Published) -> Iterator[Share]:
    """Every share of the release without its limits."""
    manifest = published.release.manifest
    scales = tuple(scales_in(manifest).values())
    measures = {item.id: measures_of(item) for item in (*manifest.survey.items, *scales)}
    for node in manifest.nodes:
        for item in (*manifest.survey.items, *(scales if node.level == "school" else ())):
            for measure in measures[item.id]:
                for base in measure.bases:
                    empty = Share(
                        manifest.survey.id, manifest.year, node.id, item.id, measure.id, base,
                        rounding=published.rounding(node.id, item),
                    )  # fmt: skip
                    numerator = published.count(node.id, item, measure.codes)
                    denominator = published.base(node.id, item, base)
                    yield _filled(empty, numerator, denominator, max(LEAST, manifest.policy.k))


def _filled(empty: Share, numerator: Count | None, denominator: Count | None, least: int) -> Share:
    if denominator is None:
        return replace(empty, reason=because("not-published"))
    if denominator.value < least:
        return replace(empty, reason=because("few-answers", least=least))
    if numerator is None:
        return replace(empty, reason=because("not-published"))
    n = denominator.value
    count = min(numerator.value, n)  # each was rounded on its own: 33 of 30 is 30 of 30
    share = count / n
    added = float(noise(share, n, numerator.variance, denominator.variance))
    return replace(empty, count=count, n=n, share=share, noise=added)
