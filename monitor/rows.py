"""Results as rows of contract 5.2: what `results` and `compare` print as JSON, and sheets are made of."""

from functools import cache
from typing import Any

from monitor.definition.indicators import indicators
from monitor.goals import GoalStatus, Interim
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
        | weighted_columns(results.estimates(info.id, year), share)
        | second_row(results.second_lines(share))
        for info in results.surveys()
        for year in info.years
        for came_in in [_came_in(results, info.id, year)]
        for share in results.estimates(info.id, year).shares.values()
    ]


def compare_rows(results: Results) -> list[Row]:
    """`compare`: a row per share and pair of years (neighbours, and first to last)."""
    return [
        _change_row(results, change, pair) | _response_columns(*(one.get(change.node) for one in came_in))
        for info in results.surveys()
        for pair in pairs_of(info.years)
        for came_in in [[_responses(results, info.id, year) for year in pair]]
        for change in results.changes(info.id, *pair).values()
    ]


def goal_rows(results: Results) -> list[Row]:
    """`goals`: a row per goal, with its last number, how sure it is that it was reached, and the verdict."""
    return [_goal_row(status) for status in results.goal_statuses]


def _goal_row(status: GoalStatus) -> Row:
    goal, declared, share, frozen = status.goal, status.declared, status.latest, status.declared.frozen
    return {
        "goal": declared.number,
        "survey": goal.survey,
        "item": goal.item,
        "indicator": _headlines().get((goal.survey, goal.item, goal.measure, goal.base)) or goal.measure,
        "measure": goal.measure,
        "base": goal.base,
        "node": goal.node,
        "direction": goal.direction,
        "target": goal.aimed,
        "margin": goal.margin / 100,
        "start": goal.start,
        "deadline": goal.deadline,
        "state": declared.state,
        "frozen_at": frozen.at if frozen else None,
        "sha256": declared.deeds[-1].sha256,
        "intact": declared.intact,
        "amendments": len(declared.amendments),
        "year": share.year if share else None,
        "interim": not status.final,
        "value": share.share if share else None,
        "low": share.low if share else None,
        "high": share.high if share else None,
        "sureness": status.sureness,
        "together": status.together,
        "verdict": status.verdict.value,
        "reason": status.reason.text if status.reason else None,
        "pulses": [_pulse_row(one) for one in status.interims],
        "why": goal.why,
    }


def _pulse_row(interim: Interim) -> Row:
    """What a pulse says of a goal in between: no verdict."""
    share, came_in = interim.share, interim.response
    return {
        "survey": share.survey,
        "month": interim.month,
        "value": share.share,
        "low": share.low,
        "high": share.high,
        "sureness": interim.sureness,
        "forms": came_in.forms,
        "enrolled": came_in.enrolled,
        "reason": interim.reason.text if interim.reason else None,
    }


def _change_row(results: Results, change: Change, pair: tuple[str, str]) -> Row:
    headline = _headlines().get((change.survey, change.item, change.measure, change.base))
    earlier, later = (results.estimates(change.survey, year) for year in pair)
    return (
        change_row(change, headline, results.breaks(change.survey, *pair))
        | headline_columns(earlier, later, change)
        | {"effect": change.effect}
    )


def _response_columns(before: Response | None, after: Response | None) -> Row:
    """The response of the group in both years, and whether it moved so much that other people may have answered."""
    return {
        "response_from": before.rate if before else None,
        "response_to": after.rate if after else None,
        "response_flag": after.moved_since(before) if before and after else None,
    }


def _responses(results: Results, survey: str, year: str) -> dict[str, Response]:
    """The response of the school and of each group of which it is known how many could answer."""
    groups = {node.id: one for node, one in results.responses_by_group(survey, year)}
    return groups | {SCHOOL: results.response(survey, year)}


def _came_in(results: Results, survey: str, year: str) -> dict[str, dict[str, int | None]]:
    """Forms and people who could answer, per group of a wave."""
    known = {node: one.enrolled for node, one in _responses(results, survey, year).items()}
    return {node.id: {"forms": node.forms, "enrolled": known.get(node.id)} for node in results.nodes(survey, year)}


@cache
def _headlines() -> dict[tuple[str, str, str, str], str]:
    return {(s, one.item, one.measure, one.base): one.id for one in indicators() for s in one.surveys}
