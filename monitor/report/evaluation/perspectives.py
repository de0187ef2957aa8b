"""Whether parents, pupils and staff see the same: the gaps that are more than chance, and all groups side by side."""

from collections.abc import Sequence

from monitor.report import colours, words
from monitor.report.evaluation.document import Block, Diagram, Native, Points, Section, Series, Text
from monitor.report.evaluation.school_year import SchoolYear, whole_percent
from monitor.report.figures import LegendEntry
from monitor.report.gap_words import gap_note, gap_sentence, gap_title, group_words, side_words, subject_words
from monitor.report.side_figures import Mark, SideRow, Tie, side_by_side
from monitor.report.side_tables import of_gaps
from monitor.statistics.gap import Gap, GapVerdict, Side
from monitor.statistics.gap_listing import chosen
from monitor.texts import _

NAME = "perspectieven"
MOST = 6
"""Subjects of two groups in one chart; the dashboard has them all."""
NAMED = 3
"""Subjects that the title of such a chart names, the largest gaps first."""
_TIES: dict[GapVerdict, Tie] = {GapVerdict.GAP: "gap", GapVerdict.SMALL: "still", GapVerdict.UNDECIDED: "still"}
_GROUPS = {"personeel": "staff", "ouders": "parents", "leerlingen": "pupils"}
_COLOURS = {
    "staff": colours.INK,
    "parents": colours.STRONG_FOR,
    "pupils": colours.AGAINST,
    "older-pupils": colours.STILL,
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
        clear = [gap for gap in gaps if gap.verdict is GapVerdict.GAP]
        blocks += [Points(tuple(gap_sentence(gap, view.locale) for gap in clear))] if clear else []
    return Section(NAME, _("Do parents, pupils and staff see the same?"), tuple(blocks))


def diagram(view: SchoolYear, gaps: Sequence[Gap]) -> Diagram:
    """Two groups on the subjects that compare, the largest difference first."""
    first, second = gaps[0].sides
    drawn = sorted(gaps, key=lambda gap: -abs(gap.numbers.difference if gap.numbers else 0.0))[:MOST]
    clear = dict.fromkeys(subject_words(gap, view.locale) for gap in drawn if gap.verdict is GapVerdict.GAP)
    who = _("{first} and {second}").format(first=words.upper(group_words(first)), second=group_words(second))
    title = _("{groups}: a gap about {subjects}") if clear else _("{groups}: no gap that is more than chance.")
    return Diagram(
        name=f"naast-elkaar-{first.survey}-{second.survey}",
        title=title.format(groups=who, subjects=", ".join([*clear][:NAMED])),
        sentence=_("The groups are held side by side, never a child and its own parent."),
        figure=side_by_side([_row(gap, view.locale) for gap in drawn]),
        table=of_gaps(f"{who}, {view.year}", gaps, view.locale),
        native=_native(view, drawn),
        legend=tuple(LegendEntry(group_words(side), _group(side)) for side in (first, second)),
    )


def _native(view: SchoolYear, gaps: Sequence[Gap]) -> Native:
    sides = gaps[0].sides
    series = (
        Series(
            group_words(side),
            tuple(whole_percent(gap.sides[place].share) for gap in gaps),
            _COLOURS.get(_group(side), colours.STILL),
        )
        for place, side in enumerate(sides)
    )
    return Native("bars", tuple(gap_title(gap, view.locale) for gap in gaps), tuple(series))


def _row(gap: Gap, locale: str) -> SideRow:
    few = [side_words(side, locale) for side in gap.sides if side.share is None or side.share.few]
    note = "\n".join((gap_note(gap, locale), *few))
    return SideRow(gap_title(gap, locale), note, tuple(_marks(gap, locale)), _TIES.get(gap.verdict, ""))


def _marks(gap: Gap, locale: str) -> list[Mark]:
    return [
        Mark(_group(side), side.share.share, "" if side.share.few else words.percent(side.share.share, locale))
        for side in gap.sides
        if side.share is not None and side.share.share is not None
    ]


def _group(side: Side) -> str:
    return "older-pupils" if side.survey == "leerlingen-12-18" else _GROUPS.get(side.audience, "others")
