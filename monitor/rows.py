"""The rows of contract 5.2: what `results --json` and `compare --json` print, and what spreadsheets are made of."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from monitor.definition.indicators import indicators
from monitor.disclosure.release import Manifest
from monitor.statistics.compare import Change
from monitor.statistics.estimate import Estimates, Key
from monitor.statistics.listing import change_row, share_row
from monitor.statistics.reasons import Reason
from monitor.statistics.response import Response, response, responses_by_group

_Column = dict[str, Any]


def result_rows(waves: Iterable[Estimates]) -> list[_Column]:
    """Contract 5.2, `results`: a row per share, hidden ones without a number; with the response of its group."""
    return [row for wave in waves for row in _of_wave(wave)]


def compare_rows(
    earlier: Estimates, later: Estimates, changes: Mapping[Key, Change], breaks: Iterable[Reason]
) -> list[_Column]:
    """Contract 5.2, `compare`: a row per share of two years, with the response of its group in both.

    `breaks` is what changed in the waves as a whole.
    """
    before, after, told = _responses(earlier.manifest), _responses(later.manifest), tuple(breaks)
    return [
        change_row(change, _headline(change.survey, change.item, change.measure, change.base), told)
        | {"effect": change.effect}
        | _response_columns(before.get(change.node), after.get(change.node))
        for change in changes.values()
    ]


def _of_wave(wave: Estimates) -> list[_Column]:
    manifest, came_in = wave.manifest, _came_in(wave.manifest)
    return [
        share_row(share, _headline(manifest.survey.id, share.item, share.measure, share.base))
        | came_in.get(share.node, {})
        for share in wave.shares.values()
    ]


def _came_in(manifest: Manifest) -> dict[str, _Column]:
    """Forms and people who could answer, per group of a wave."""
    known = _responses(manifest)
    return {
        node.id: {"forms": node.forms, "enrolled": known[node.id].enrolled if node.id in known else None}
        for node in manifest.nodes
    }


def _responses(manifest: Manifest) -> dict[str, Response]:
    """The response of the school and of each group of which it is known how many could answer."""
    school = next(node.id for node in manifest.nodes if node.level == "school")
    return {node.id: one for node, one in responses_by_group(manifest)} | {school: response(manifest)}


def _response_columns(before: Response | None, after: Response | None) -> _Column:
    return {
        "response_from": before.rate if before else None,
        "response_to": after.rate if after else None,
        "response_flag": after.moved_since(before) if before and after else None,
    }


def _headline(survey: str, item: str, measure: str, base: str) -> str | None:
    """The id of the indicator that a share is, if any."""
    return _headlines().get((survey, item, measure, base))


@cache
def _headlines() -> dict[tuple[str, str, str, str], str]:
    return {(s, one.item, one.measure, one.base): one.id for one in indicators() for s in one.surveys}
