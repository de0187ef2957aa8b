"""The numbers behind charts of groups side by side, and weighted figures, as rows of text."""

from collections.abc import Iterable, Sequence

from monitor.report.gap_words import gap_title, gap_verdict_words, group_words, level_note
from monitor.report.numerals import percent
from monitor.report.tables import HIDDEN, Column, Table, between, points
from monitor.report.words import level
from monitor.statistics.gap import Gap
from monitor.statistics.nonresponse import Weighted
from monitor.texts import _


def of_gaps(caption: str, gaps: Sequence[Gap], locale: str) -> Table:
    """Two groups on a subject per row: both figures, the difference with its limits, and how far they compare."""
    first, second = (group_words(side) for side in gaps[0].sides)
    columns = (
        Column(_("Subject")),
        Column(first, numeric=True),
        Column(second, numeric=True),
        Column(_("Difference in points"), numeric=True),
        Column(_("Probably between"), numeric=True),
        Column(_("Verdict")),
        Column(_("How far it compares")),
    )
    note = _("The difference is {first} minus {second}; it was calculated before rounding.")
    rows = tuple((gap_title(gap, locale), *_figures(gap, locale), *_difference(gap)) for gap in gaps)
    return Table(caption, columns, rows, note.format(first=first, second=second))


def _figures(gap: Gap, locale: str) -> tuple[str, str]:
    first, second = (HIDDEN if side.share is None else level(side.share, locale) for side in gap.sides)
    return first, second


def _difference(gap: Gap) -> tuple[str, str, str, str]:
    words = gap_verdict_words(gap.verdict), gap.reason or level_note(gap.level)
    if gap.numbers is None:
        return HIDDEN, HIDDEN, *words
    limits = _("{low} and {high}").format(low=points(gap.numbers.low), high=points(gap.numbers.high))
    return points(gap.numbers.difference), limits, *words


def of_weighted(caption: str, rows: Iterable[tuple[str, Weighted]], locale: str) -> Table:
    """A figure per row, as it is and as it would be if every group had answered as much as the others."""
    columns = (
        Column(_("Number")),
        Column(_("As it is"), numeric=True),
        Column(_("Weighted"), numeric=True),
        Column(_("Probably between"), numeric=True),
        Column(_("More than 2 points apart")),
    )
    return Table(caption, columns, tuple((label, *_weighted(found, locale)) for label, found in rows))


def _weighted(found: Weighted, locale: str) -> tuple[str, str, str, str]:
    plain = level(found.unweighted, locale)
    if found.share is None or found.low is None or found.high is None:
        return plain, HIDDEN, HIDDEN, found.reason.text if found.reason else ""
    return plain, percent(found.share, locale), between(found.low, found.high), _("yes") if found.flag else _("no")
