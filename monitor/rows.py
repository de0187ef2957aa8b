"""Results as rows of contract 5.2: what `results` and `compare` print as JSON, and sheets are made of."""

from functools import cache
from typing import Any

from monitor.definition.indicators import indicators
from monitor.results import SCHOOL, Change, Response, Results
from monitor.statistics.listing import change_row, pairs_of, share_row
from monitor.statistics.second_lines import second_row
from monitor.statistics.weighted_change import headline_columns, weighted_columns

Row = dict[str, Any]


def result_rows(results: Results) -> list[Row]:
    """`results`: a row per share, hidden ones without a number; with the response of its group."""
    return [
        share_row(share, _headlines().get((info.id, share.item, share.measure, share.base)))
        | came_in.get(share.node, {})
        | second_row(results.second_lines(share))
        | weighted_columns(results.estimates(info.id, year), share)
        for info in results.surveys()
        for year in info.years
        for came_in in [_came_in(results, info.id, year)]
        for share in results.estimates(info.id, year).shares.values()
    ]


def compare_rows(results: Results) -> list[Row]:
    """`compare`: a row per share and pair of years (neighbours, and first to last)."""
    return [
        _change_row(results, change, pair)
        for info in results.surveys()
        for pair in pairs_of(info.years)
        for change in results.changes(info.id, *pair).values()
    ]


def _change_row(results: Results, change: Change, pair: tuple[str, str]) -> Row:
    headline = _headlines().get((change.survey, change.item, change.measure, change.base))
    earlier, later = (results.estimates(change.survey, year) for year in pair)
    before, after = (_responses(results, change.survey, year).get(change.node) for year in pair)
    return (
        change_row(change, headline, results.breaks(change.survey, *pair))
        | headline_columns(earlier, later, change)
        | {"effect": change.effect}
        | _response_columns(before, after)
    )


def _response_columns(before: Response | None, after: Response | None) -> Row:
    return {
        "response_from": before.rate if before else None,
        "response_to": after.rate if after else None,
        "response_flag": after.moved_since(before) if before and after else None,
    }


def _came_in(results: Results, survey: str, year: str) -> dict[str, dict[str, int | None]]:
    """Forms and people who could answer, per group of a wave."""
    known = _responses(results, survey, year)
    return {
        node.id: {"forms": node.forms, "enrolled": known[node.id].enrolled if node.id in known else None}
        for node in results.nodes(survey, year)
    }


def _responses(results: Results, survey: str, year: str) -> dict[str, Response]:
    """The response of the school and of each group of which it is known how many could answer."""
    groups = {node.id: one for node, one in results.responses_by_group(survey, year)}
    return groups | {SCHOOL: results.response(survey, year)}


@cache
def _headlines() -> dict[tuple[str, str, str, str], str]:
    return {(s, one.item, one.measure, one.base): one.id for one in indicators() for s in one.surveys}
