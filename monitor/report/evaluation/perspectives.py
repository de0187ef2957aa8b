"""Whether parents, pupils and staff see the same: the gaps that are more than chance, and all groups side by side."""

from collections.abc import Sequence

from monitor.report import colours, words
from monitor.report.evaluation.document import Block, Diagram, Native, Points, Section, Text
from monitor.report.evaluation.school_year import SchoolYear, shares_series
from monitor.report.gap_marks import TIES, group_legend, group_marks, group_role, without_percentage
from monitor.report.gap_words import gap_note, gap_sentence, gap_title, group_words, subject_words
from monitor.report.side_figures import SideRow, side_by_side
from monitor.report.side_tables import of_gaps
from monitor.statistics.gap import Gap, GapVerdict
from monitor.statistics.gap_listing import chosen
from monitor.texts import _

NAME = "perspectieven"
MOST = 6
"""Subjects of two groups in one chart; the dashboard has them all."""
NAMED = 3
"""Subjects that the title of such a chart names, the largest gaps first."""
_COLOURS = {
    "staff": colours.INK,
    "parents": colours.STRONG_FOR,
    "pupils": colours.STILL,
    "older-pupils": colours.MIDDLE,
}


def section(view: SchoolYear) -> Section | None:
    """Every two groups with the subjects that compare; None where one group was asked."""
    pairs: dict[tuple[str, str], list[Gap]] = {}
    for gap in chosen(view.results.gaps(view.year)):
        if gap.numbers is not None:
            pairs.setdefault((gap.first.survey, gap.second.survey), []).append(gap)
    if not pairs:
        return None
    blocks: list[Block] = [Text(_("A gap is a difference that is more than chance and 10 points or more."))]
    for gaps in pairs.values():
        blocks.append(diagram(view, gaps))
        blocks += _told(view, [gap for gap in gaps if gap.verdict is GapVerdict.GAP])
    return Section(NAME, _("Do parents, pupils and staff see the same?"), tuple(blocks))


def _told(view: SchoolYear, clear: Sequence[Gap]) -> list[Block]:
    """The largest gaps in words; of more of them, how many there are besides."""
    if not clear:
        return []
    largest = sorted(clear, key=_size)
    told = [gap_sentence(gap, view.locale) for gap in largest[:NAMED]]
    rest = [_("The other gaps are in the table with all numbers.")] if len(clear) > NAMED else []
    return [Points((*told, *rest))]


def _size(gap: Gap) -> float:
    """What comes first in an order of gaps: the largest difference, whichever way."""
    return -abs(gap.numbers.difference if gap.numbers else 0.0)


def diagram(view: SchoolYear, gaps: Sequence[Gap]) -> Diagram:
    """Two groups on the subjects that compare, the largest difference first."""
    first, second = gaps[0].sides
    drawn = sorted(gaps, key=_size)[:MOST]
    clear = dict.fromkeys(subject_words(gap, view.locale) for gap in drawn if gap.verdict is GapVerdict.GAP)
    who = _("{first} and {second}").format(first=words.upper(group_words(first)), second=group_words(second))
    title = _("{groups}: a gap about {subjects}") if clear else _("{groups}: no gap that is more than chance.")
    return Diagram(
        name=f"naast-elkaar-{first.survey}-{second.survey}",
        title=title.format(groups=who, subjects=", ".join(f"“{one}”" for one in [*clear][:NAMED])),
        sentence=_("The groups are held side by side, never a child and its own parent."),
        figure=side_by_side([_row(gap, view.locale) for gap in drawn]),
        table=of_gaps(f"{who}, {view.year}", gaps, view.locale),
        native=_native(view, drawn),
        legend=group_legend((first, second)),
    )


def _native(view: SchoolYear, gaps: Sequence[Gap]) -> Native:
    sides = gaps[0].sides
    series = (
        shares_series(
            group_words(side),
            (gap.sides[place].share for gap in gaps),
            _COLOURS.get(group_role(side), colours.STILL),
        )
        for place, side in enumerate(sides)
    )
    return Native("bars", tuple(gap_title(gap, view.locale) for gap in gaps), tuple(series))


def _row(gap: Gap, locale: str) -> SideRow:
    note = "\n".join((gap_note(gap, locale), *without_percentage(gap.sides, locale)))
    return SideRow(gap_title(gap, locale), note, tuple(group_marks(gap.sides, locale)), TIES.get(gap.verdict, ""))
