"""Funnels as rows: one row per step, with the change since the year before."""

from collections.abc import Iterator
from typing import Any

from monitor.statistics.compare import Change
from monitor.statistics.estimate import Share
from monitor.statistics.funnel import Funnel, FunnelChange

STEPS = ("knows", "satisfied", "satisfied_of_all")
"""The steps after the question was answered, as programs call them."""


def funnel_rows(funnel: Funnel, changed: FunnelChange | None) -> Iterator[dict[str, Any]]:
    """The rows of one funnel in one year; `changed`: since the year before, None in the first year."""
    changes = changed.steps if changed else (None, None, None)
    for step, share, change in zip(STEPS, funnel.steps, changes, strict=True):
        yield _invited(funnel) | {"step": step} | _numbers(share) | _change(change)


def _invited(funnel: Funnel) -> dict[str, Any]:
    came = funnel.response
    return {
        "survey": funnel.survey,
        "year": funnel.year,
        "node": funnel.of_all.node,
        "item": funnel.of_all.item,
        "indicator": funnel.indicator.id,
        "enrolled": came.enrolled,
        "forms": came.forms,
        "response": came.rate,
        "asked": funnel.asked,
    }


def _numbers(share: Share) -> dict[str, Any]:
    return {
        "base": share.base,
        "n": share.n,
        "count": share.count,
        "share": share.share,
        "low": share.low,
        "high": share.high,
        "shown": share.shown,
        "reason": share.reason.text if share.reason else None,
        "reason_code": share.reason.code if share.reason else None,
    }


def _change(change: Change | None) -> dict[str, Any]:
    if change is None:
        return dict.fromkeys(("from", "change", "change_low", "change_high", "verdict", "change_reason"))
    return {
        "from": change.from_year,
        "change": change.change,
        "change_low": change.low,
        "change_high": change.high,
        "verdict": change.verdict.value,
        "change_reason": change.reason,
    }
