"""The released numbers of a school as tables of pandas, one row per number.

The columns are named as in `results`, `compare` and `goals` with `--json`. Shares and limits go from 0 to 1. A number
that may not be shown is missing, and `reason` says why.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from monitor.errors import CallError
from monitor.results import SCHOOL, Results
from monitor.rows import goal_rows
from monitor.statistics.gap_listing import gap_row
from monitor.statistics.listing import change_row, pairs_of, share_row
from monitor.texts import _

if TYPE_CHECKING:
    import pandas as pd

WAVES: Final = ("survey", "audience", "year", "title", "forms", "enrolled", "response")
GROUPS: Final = ("node", "name", "forms")
SHARES: Final = (
    "survey", "year", "node", "item", "question", "indicator", "base", "n", "share", "low", "high", "shown", "reason",
)  # fmt: skip
CHANGES: Final = (
    "survey", "node", "item", "question", "indicator", "base", "from", "to", "change", "low", "high", "verdict",
    "comparable", "reason",
)  # fmt: skip
GAPS: Final = ("year", "subject", "audiences", "items", "indicator", "base", "shares", "difference", "low", "high",
               "verdict", "reason")  # fmt: skip
GOALS: Final = ("goal", "survey", "item", "indicator", "target", "margin", "start", "deadline", "state", "frozen_at",
                "year", "value", "low", "high", "sureness", "verdict", "reason", "why")  # fmt: skip

Row = Mapping[str, Any]


def frame(rows: Iterable[Row], columns: tuple[str, ...]) -> "pd.DataFrame":
    """A table with these columns, whatever else the rows hold; without rows it has the columns all the same."""
    import pandas as pd

    return pd.DataFrame([[row[name] for name in columns] for row in rows], columns=list(columns))


def waves(results: Results) -> "pd.DataFrame":
    """A closed wave per row, with its response: forms that came in, and people who could answer if that is known."""
    rows = []
    for info in results.surveys():
        for year in info.years:
            got = results.response(info.id, year)
            told = {"survey": info.id, "audience": info.audience, "year": year, "title": info.title}
            rows.append(told | {"forms": got.forms, "enrolled": got.enrolled, "response": got.rate})
    return frame(rows, WAVES)


def groups(results: Results, survey: str, year: str) -> "pd.DataFrame":
    """A group of a wave per row: its id, its name, and the forms that came in."""
    nodes = results.nodes(survey, year)
    return frame(({"node": one.id, "name": one.label, "forms": one.forms} for one in nodes), GROUPS)


def shares(results: Results, survey: str | None, year: str | None, group: str) -> "pd.DataFrame":
    """A share per row, with its 95% interval and the answers behind it."""
    chosen = [(one, when) for one, when in _waves(results, survey) if year in (None, when)]
    if survey and year:
        results.release(survey, year)  # refused, if there is none
    _require_group(results, chosen, group)
    return frame(
        (
            share_row(share, None) | {"question": _question(results, one, when, share.item)}
            for one, when in chosen
            for share in results.estimates(one, when).shares.values()
            if share.node == group
        ),
        SHARES,
    )


def changes(results: Results, survey: str | None, group: str) -> "pd.DataFrame":
    """What became of a share between two waves per row: the change with its 95% interval, and the verdict."""
    chosen = _waves(results, survey)
    _require_group(results, chosen, group)
    return frame(
        (
            change_row(change, None) | {"question": _question(results, one, pair[1], change.item)}
            for one in dict.fromkeys(one for one, _year in chosen)
            for pair in pairs_of(results.years(one))
            for change in results.changes(one, *pair).values()
            if change.node == group
        ),
        CHANGES,
    )


def gaps(results: Results, year: str) -> "pd.DataFrame":
    """What two groups of the school say of the same subject per row, and whether the difference is a gap."""
    return frame(map(gap_row, results.gaps(year)), GAPS)


def goals(results: Results) -> "pd.DataFrame":
    """A goal per row, with its last number and the verdict."""
    return frame(goal_rows(results), GOALS)


def _waves(results: Results, survey: str | None) -> list[tuple[str, str]]:
    """The released waves, of one survey if it is named.

    Raises:
        CallError: nothing of that survey was released.
    """
    known = [one.id for one in results.surveys()]
    if survey is not None and survey not in known:
        raise CallError(
            _("There are no released numbers of {survey}.").format(survey=survey),
            remedy=_("Name one of these: {surveys}.").format(surveys=", ".join(known) or "-"),
        )
    return [(one.id, year) for one in results.surveys() if survey in (None, one.id) for year in one.years]


def _require_group(results: Results, waves: list[tuple[str, str]], group: str) -> None:
    """Check that one of the waves has this group.

    Raises:
        CallError: none has; those that they have are named.
    """
    known = dict.fromkeys(node.id for wave in waves for node in results.nodes(*wave))
    if group != SCHOOL and group not in known:
        raise CallError(
            _("There is no group {group} in these numbers.").format(group=group),
            remedy=_("Name one of these: {groups}.").format(groups=", ".join(known)),
        )


def _question(results: Results, survey: str, year: str, item: str) -> str:
    return results.text(survey, year, item)
