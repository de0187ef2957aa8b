"""Funnels as rows: one row per step, with the change since the year before."""

from collections.abc import Iterator
from typing import Any

from monitor.statistics.compare import Change
from monitor.statistics.estimate import Share
from monitor.statistics.funnel import Funnel, FunnelChange
from monitor.statistics.listing import share_row

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


_OF_A_STEP = ("base", "n", "count", "share", "low", "high", "shown", "reason", "reason_code")


def _numbers(share: Share) -> dict[str, Any]:
    row = share_row(share, None)
    return {name: row[name] for name in _OF_A_STEP}


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
