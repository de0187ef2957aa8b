"""Shares and changes as rows of contract 5.2, and the short list of changes worth a look."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from monitor.definition.indicators import OPTION
from monitor.statistics.compare import Change
from monitor.statistics.estimate import SCHOOL, Estimates, Key, Share
from monitor.statistics.multiple import benjamini_hochberg
from monitor.statistics.reasons import Reason

ALLOWED_ACCIDENTS = 0.10
"""Of the changes of each family on the list, about this part may be accidents: q of Benjamini & Hochberg."""


@dataclass(frozen=True)
class Notable:
    """A change that stands out among all that were tested in its family: one audience, one measure, `tested` questions.

    `family` is the measure, `option:` for the options of all questions with several answers together.
    """

    audience: str
    change: Change
    adjusted_p: float
    family: str
    tested: int


def share_row(share: Share, headline: str | None) -> dict[str, Any]:
    """One row of `results --json`; `headline` is the id of the indicator that this share is, if any."""
    return {
        "survey": share.survey,
        "year": share.year,
        "node": share.node,
        "item": share.item,
        "indicator": share.measure,
        "base": share.base,
        "headline": headline,
        "n": share.n,
        "count": share.count,
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "shown": share.shown,
        "reason": share.reason.text if share.reason else None,
        "reason_code": share.reason.code if share.reason else None,
    }


def change_row(change: Change, headline: str | None, breaks: Iterable[Reason] = ()) -> dict[str, Any]:
    """One row of `compare --json`.

    `headline` is the id of the indicator that this share is, if any; `breaks` is what changed in the waves as a whole.
    """
    return {
        "survey": change.survey,
        "item": change.item,
        "indicator": change.measure,
        "base": change.base,
        "headline": headline,
        "node": change.node,
        "from": change.from_year,
        "to": change.to_year,
        "change": change.change,
        "low": change.low,
        "high": change.high,
        "p": change.p,
        "verdict": change.verdict.value,
        "comparable": change.comparable,
        "reason": change.reason,
        "reason_codes": [reason.code for reason in change.reasons],
        "breaks": [{"code": one.code, "text": one.text} for one in breaks],
    }


def tested(changes: Mapping[Key, Change], later: Estimates) -> list[Change]:
    """The changes of the whole school that count as tests; a scale does not, for it tells again what its items tell."""
    return [one for key, one in changes.items() if key[3] == SCHOOL and key[0] not in later.scales]


def notable(changes: Iterable[tuple[str, Change]]) -> tuple[Notable, ...]:
    """The changes that stay after Benjamini-Hochberg within each family, the clearest first.

    A family is all questions of one audience and one measure; the options of all multiple-choice questions
    are one family together. Tested are the shares of base A, so that no question counts twice.
    """
    families: dict[tuple[str, str], list[Change]] = defaultdict(list)
    tested = [(audience, change) for audience, change in changes if change.base == "A"]
    known = {(change.survey, change.item) for _audience, change in tested if change.measure == "known"}
    for audience, change in tested:
        # who does not say "weet ik niet" knows: one of the two tells it all
        if change.measure != "dont_know" or (change.survey, change.item) not in known:
            families[audience, _family(change.measure)].append(change)
    found = [
        Notable(family[0], change, adjusted, family[1], sum(one.p is not None for one in members))
        for family, members in families.items()
        for change, adjusted in zip(members, benjamini_hochberg([c.p for c in members]), strict=True)
        if adjusted is not None and adjusted <= ALLOWED_ACCIDENTS
    ]
    return tuple(sorted(found, key=lambda one: (one.adjusted_p, -abs(one.change.change or 0), one.change.item)))


def _family(measure: str) -> str:
    return OPTION if measure.startswith(OPTION) else measure


def pairs_of(years: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The pairs of school years that are compared: neighbours, and the first with the last."""
    neighbours = list(pairwise(years))
    return tuple(dict.fromkeys((*neighbours, (years[0], years[-1])))) if len(years) > 1 else ()
