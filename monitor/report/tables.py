"""The numbers behind a chart as rows of text: what a table shows, and what a download holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.report.numerals import count, limit, percent, whole_points
from monitor.results import Change, Distribution, Response, Share
from monitor.texts import _

HIDDEN = "\N{EN DASH}"


@dataclass(frozen=True)
class Column:
    """The heading of a column, and whether numbers stand in it; `aside`: it is there to look up, not to be shown."""

    title: str
    numeric: bool = False
    aside: bool = False


@dataclass(frozen=True)
class Table:
    """A caption, columns, rows with one text per column, the first of which names its row, and a note below."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def of_shares(caption: str, named: str, rows: Iterable[tuple[str, Share]]) -> Table:
    """A share per row, with its interval and the counts behind it; where some are hidden a column says why."""
    columns = (
        Column(named),
        Column(_("Share"), numeric=True),
        Column(_("Probably between"), numeric=True),
        Column(_("Answers, rounded"), numeric=True),
        Column(_("Remark")),
    )
    cells = tuple((label, *_share_cells(share)) for label, share in rows)
    if any(row[-1] for row in cells):
        return Table(caption, columns, cells)
    return Table(caption, columns[:-1], tuple(row[:-1] for row in cells))


def _share_cells(share: Share) -> tuple[str, str, str, str]:
    if share.share is None or share.low is None or share.high is None:
        return HIDDEN, HIDDEN, HIDDEN, share.reason.text if share.reason else ""
    counts = f"{count(share.count or 0)} / {count(share.n or 0)}"
    return percent(share.share), between(share.low, share.high), counts, ""


def of_changes(caption: str, named: str, rows: Iterable[tuple[str, Change]], verdicts: Sequence[str]) -> Table:
    """A change per row: both years, the difference with its interval, the verdict and what could be seen."""
    return Table(
        caption,
        (
            Column(named),
            Column(_("Before"), numeric=True),
            Column(_("After"), numeric=True),
            Column(_("Change in points"), numeric=True),
            Column(_("Probably between"), numeric=True),
            Column(_("Verdict")),
            Column(_("Smallest change that shows"), numeric=True),
        ),
        tuple(
            (label, *_change_cells(change), verdict, detectable(change))
            for (label, change), verdict in zip(rows, verdicts, strict=True)
        ),
        _(
            "The difference was calculated before rounding; it may differ by 1 point. “+0” is just above 0. The "
            "smallest change that shows would be seen in 4 of 5 cases, a smaller one less often."
        ),
    )


def _change_cells(change: Change) -> tuple[str, str, str, str]:
    before, after = (_value(share) for share in (change.before, change.after))
    if change.change is None or change.low is None or change.high is None:
        return before, after, HIDDEN, HIDDEN
    limits = _("{low} and {high}").format(low=_end(change.low, change), high=_end(change.high, change))
    return before, after, points(change.change), limits


def _end(limit_: float, change: Change) -> str:
    """An end of the range of a change; beyond chance one that is 0 in whole points keeps the sign that it has."""
    if change.beyond_chance and not whole_points(limit_):
        return "+0" if limit_ > 0 else "\N{MINUS SIGN}0"
    return points(limit_)


def _value(share: Share | None) -> str:
    return HIDDEN if share is None or share.share is None else percent(share.share)


def of_answers(caption: str, named: str, rows: Sequence[tuple[str, Distribution]]) -> Table:
    """The answers of a group or year per row, an option (or what was published together) per column."""
    labels = list(dict.fromkeys(part.label for _label, spread in rows for part in spread.parts))
    return Table(
        caption,
        (
            Column(named),
            Column(_("Answers, rounded"), numeric=True),
            *(Column(label, numeric=True) for label in labels),
        ),
        tuple((label, *_answer_cells(spread, labels)) for label, spread in rows),
    )


def _answer_cells(spread: Distribution, labels: Iterable[str]) -> tuple[str, ...]:
    shown = {
        part.label: count(part.count) if part.share is None else f"{percent(part.share)} ({count(part.count)})"
        for part in spread.parts
    }
    return (HIDDEN if spread.n is None else count(spread.n), *(shown.get(label, HIDDEN) for label in labels))


def of_responses(caption: str, rows: Iterable[tuple[str, Response]]) -> Table:
    """How many of each group answered, of how many who could."""
    columns = (
        Column(_("Group")),
        Column(_("Forms"), numeric=True),
        Column(_("Could answer"), numeric=True),
        Column(_("Response"), numeric=True),
    )
    note = _("Whoever gave no class counts for the school, and not for a group.")
    return Table(caption, columns, tuple((label, *_response_cells(one)) for label, one in rows), note)


def _response_cells(one: Response) -> tuple[str, str, str]:
    rate = HIDDEN if one.rate is None else percent(one.rate)
    return count(one.forms), HIDDEN if one.enrolled is None else count(one.enrolled), rate


def between(low: float, high: float) -> str:
    """Two limits as whole percentages: `55% en 69%`."""
    return _("{low} and {high}").format(low=limit(low), high=limit(high))


def points(change: float) -> str:
    """A change in whole points with its sign: `+12`, `0`, or a minus sign and `3`."""
    rounded = round(change * 100)
    return f"+{rounded}" if rounded > 0 else str(rounded).replace("-", "\N{MINUS SIGN}")


def detectable(change: Change) -> str:
    """The true fall and rise that would show in four of five cases, in points, parted by a slash."""
    smallest = change.smallest_detectable
    if smallest is None:
        return HIDDEN
    fall = HIDDEN if smallest.fall is None else points(-smallest.fall)
    rise = HIDDEN if smallest.rise is None else points(smallest.rise)
    return f"{fall} / {rise}"
