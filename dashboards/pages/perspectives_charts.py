"""The charts of groups side by side: all groups on each subject, and two groups with what may be said of them."""

from collections import Counter
from collections.abc import Callable, Sequence

from dashboards.pages.page import PERSPECTIVES, Chosen, link_to
from dashboards.pages.perspectives_asked import KNOWN, not_asked, not_asked_words, unknown_note
from dashboards.ui.chart import Chart, titled
from monitor.definition.indicators import OPTION
from monitor.definition.model import as_read
from monitor.report import words
from monitor.report.figures import LegendEntry
from monitor.report.gap_marks import TIES, group_legend, group_marks, without_percentage
from monitor.report.gap_words import (
    counted_words,
    gap_note,
    gap_title,
    group_words,
    higher_words,
    level_note,
    level_words,
    subject_words,
)
from monitor.report.side_figures import SideRow, side_by_side
from monitor.report.side_tables import of_gaps
from monitor.report.tables import HIDDEN, Column, Table
from monitor.results import Results
from monitor.statistics.gap import Gap, GapVerdict, Side
from monitor.texts import _

TOPICS = "com_onderwerpen"
"""What staff say the school told, and parents say they heard."""
SAME_SUBJECT_ONLY = 3
_GAP = f"tie-{TIES[GapVerdict.GAP]}"
"""The role of the line between two marks that differ clearly."""
NAMED = 2
"""Subjects that the title of a chart names; its rows name all."""


def together(results: Results, chosen: Chosen, gaps: Sequence[Gap]) -> list[Chart]:
    """Every subject with one figure of each group that was asked: what compares, and what does not, apart."""
    found = [rows for rows in _by_subject(gaps).values() if any(_shown(side) for side in _sides(rows))]
    apart = [rows for rows in found if _weakest(rows) == SAME_SUBJECT_ONLY]
    compared = [rows for rows in found if _weakest(rows) != SAME_SUBJECT_ONLY]
    told = _(
        "Each mark is one group: the part that answered favourably, or knows of it. The table says which answers count."
    )
    warned = _(
        "For some groups only the subject is the same: do not compare their marks, unless it says so below the subject."
    )
    drawn = (
        ("samen", _("What can be held side by side"), told, compared),
        ("samen-onderwerp", _("About the same subject, but not to be compared"), warned, apart),
    )
    return [_together(results, chosen, rows, *about) for *about, rows in drawn if rows]


def _together(
    results: Results, chosen: Chosen, found: Sequence[Sequence[Gap]], name: str, title: str, sentence: str
) -> Chart:
    sides = {side.survey: side for gaps in found for side in _sides(gaps)}
    year, everybody = chosen["jaar"], list(sides.values())
    rows = [(gaps, not_asked_words(not_asked(results, year, everybody, gaps[0].subject))) for gaps in found]
    return Chart(
        name=name,
        title=title,
        sentence=sentence,
        figure=side_by_side([_together_row(*row, results.locale) for row in rows]),
        table=_together_table(f"{title}, {year}", rows, everybody, results.locale),
        link=link_to(PERSPECTIVES, chosen),
        legend=group_legend(everybody),
        notes=(unknown_note(gap for gaps in found for gap in gaps),),
        alone=(_("School year {year}").format(year=year),),
    )


def _by_subject(gaps: Sequence[Gap]) -> dict[str, list[Gap]]:
    """Of each subject the pairs that have the measure of its first pair; answers out of several are not among them."""
    found: dict[str, list[Gap]] = {}
    for gap in gaps:
        first = found.setdefault(gap.subject, [gap])[0]
        if gap is not first and (gap.measure, gap.base) == (first.measure, first.base):
            found[gap.subject].append(gap)
    return {key: rows for key, rows in found.items() if not rows[0].measure.startswith(OPTION)}


def _sides(gaps: Sequence[Gap]) -> list[Side]:
    """The groups on a subject, each once."""
    found = {side.survey: side for gap in gaps for side in gap.sides}
    return list(found.values())


def _together_row(gaps: Sequence[Gap], unasked: str, locale: str) -> SideRow:
    """A subject with its marks; `unasked` says who was not asked about it."""
    sides = _sides(gaps)
    return SideRow(
        subject_words(gaps[0], locale),
        f"{_comparing(gaps)}{_apart(sides, locale)}\n{unasked}".strip(),
        tuple(group_marks(sides, locale)),
    )


def _weakest(gaps: Sequence[Gap]) -> int:
    return max((gap.level for gap in gaps if gap.level), default=SAME_SUBJECT_ONLY)


def _comparing(gaps: Sequence[Gap]) -> str:
    """How far the groups on a row compare; of a subject that only some can be compared on, which those are."""
    if _weakest(gaps) != SAME_SUBJECT_ONLY:
        return level_note(_weakest(gaps))
    pairs = [
        _("only {first} and {second} compare").format(first=group_words(gap.first), second=group_words(gap.second))
        for gap in gaps
        if (gap.level or SAME_SUBJECT_ONLY) < SAME_SUBJECT_ONLY
    ]
    return "\n".join(pairs)


def _apart(sides: Sequence[Side], locale: str) -> str:
    """The groups whose mark has no percentage, each on a line of its own."""
    return "".join(f"\n{line}" for line in without_percentage(sides, locale))


def _shown(side: Side) -> bool:
    return side.share is not None and side.share.shown


def _together_table(
    caption: str, found: Sequence[tuple[Sequence[Gap], str]], sides: Sequence[Side], locale: str
) -> Table:
    columns = (
        Column(_("Subject")),
        *(Column(group_words(side), numeric=True) for side in sides),
        Column(_("How far it compares")),
    )
    rows = []
    for gaps, unasked in found:
        shares = {side.survey: side.share for side in _sides(gaps)}
        cells = [words.level(share, locale) if (share := shares.get(side.survey)) else HIDDEN for side in sides]
        compared = _comparing(gaps) or level_note(SAME_SUBJECT_ONLY)
        rows.append((gap_title(gaps[0], locale), *cells, "; ".join(filter(None, (compared, unasked)))))
    return Table(caption, columns, tuple(rows))


def told_and_heard(results: Results, chosen: Chosen, lines: Sequence[Gap]) -> list[Chart]:
    """Which topics staff say they told, and parents say they heard."""
    found = [gap for gap in lines if gap.subject == TOPICS]
    if not found:
        return []
    more = [
        _answer(gap) for gap in found if gap.verdict is GapVerdict.GAP and (gap.numbers and gap.numbers.difference > 0)
    ]
    title = (
        _("Told more often than heard: {topics}").format(topics=", ".join(more))
        if more
        else _("No topic of which it is clear that it was told more often than heard")
    )
    return [_chart(results, chosen, found, f"onderwerp-{TOPICS}", title, _answer)]


def by_level(results: Results, chosen: Chosen, lines: Sequence[Gap]) -> list[Chart]:
    """A chart for each level at which the two groups compare; who knows of something stands apart."""
    names = {1: "zelfde-vraag", 2: "eigen-woorden", SAME_SUBJECT_ONLY: "zelfde-onderwerp"}
    drawn = []
    for level, name in names.items():
        for knowing in (False, True):
            found = [
                gap
                for gap in lines
                if gap.level == level and (gap.measure == KNOWN) == knowing and not gap.measure.startswith(OPTION)
            ]
            if found:
                title = titled(_heads(level, knowing=knowing), _message(found, results.locale))
                drawn.append(_chart(results, chosen, found, f"{name}{'-weten' * knowing}", title, _subject(results)))
    return drawn


def by_answer(results: Results, chosen: Chosen, lines: Sequence[Gap]) -> list[Chart]:
    """A chart for each question with several answers, one answer per row."""
    asked = [gap for gap in lines if gap.measure.startswith(OPTION) and gap.subject != TOPICS]
    drawn = []
    for subject in dict.fromkeys(gap.subject for gap in asked):
        found = [gap for gap in asked if gap.subject == subject]
        title = titled(subject_words(found[0], results.locale), _message(found, results.locale, answers=True))
        drawn.append(_chart(results, chosen, found, f"onderwerp-{subject}", title, _answer))
    return drawn


def _heads(level: int, *, knowing: bool) -> str:
    if knowing:
        return _("Who knows of it")
    return {
        1: _("The same question"),
        2: _("The same subject, in their own words"),
        SAME_SUBJECT_ONLY: _("The same subject only"),
    }[level]


def _message(found: Sequence[Gap], locale: str, *, answers: bool = False) -> str:
    """What to take from a chart: where the gaps are, or that there are none."""
    if all(gap.numbers is None for gap in found):
        return _("side by side, not compared")
    clear = [_answer(gap) if answers else subject_words(gap, locale) for gap in found if gap.verdict is GapVerdict.GAP]
    if not clear:
        return _("no gap that is more than chance")
    named = clear[:NAMED] if len(clear) > NAMED + 1 else clear
    rest = [_("and more")] if len(named) < len(clear) else []
    return _("gap: {subjects}").format(subjects=" ".join((", ".join(named), *rest)))


def _answer(gap: Gap) -> str:
    return _(" or ").join(gap.answer)


def _subject(results: Results) -> Callable[[Gap], str]:
    return lambda gap: subject_words(gap, results.locale)


def _chart(
    results: Results, chosen: Chosen, found: Sequence[Gap], name: str, title: str, label: Callable[[Gap], str]
) -> Chart:
    locale, usual = results.locale, _usual(found)
    counted = _("Counted, unless it says otherwise: {answers}.").format(answers=usual) if usual else ""
    return Chart(
        name=name,
        title=title,
        sentence=_sentence(found, locale),
        figure=side_by_side([_row(gap, label(gap), usual, locale) for gap in found]),
        table=of_gaps(f"{title}, {chosen['jaar']}", found, locale),
        link=link_to(PERSPECTIVES, chosen),
        legend=(*group_legend(found[0].sides), *_ties(found)),
        notes=(counted, unknown_note(found)),
        alone=(
            higher_words(found[0]) if any(gap.numbers for gap in found) else "",
            _("School year {year}").format(year=chosen["jaar"]),
        ),
    )


def has_gap(content: Chart) -> bool:
    """Whether a chart shows a gap."""
    return any(entry.role == _GAP for entry in content.legend)


def _sentence(found: Sequence[Gap], locale: str) -> str:
    whys = dict.fromkeys(as_read(gap.why, locale) for gap in found if gap.why)
    told = [level_words(found[0].level), *(whys if len(whys) == 1 else ())]
    return " ".join(filter(None, told))


def _usual(found: Sequence[Gap]) -> str:
    """The answers that most rows of a chart count, to be said once; empty where rows are answers, or who knows."""
    counted = Counter(counted_words(gap) for gap in found if not _says_itself(gap))
    return counted.most_common(1)[0][0] if counted else ""


def _says_itself(gap: Gap) -> bool:
    return gap.measure == KNOWN or gap.measure.startswith(OPTION)


def _row(gap: Gap, label: str, usual: str, locale: str) -> SideRow:
    counted = "" if _says_itself(gap) or counted_words(gap) == usual else f"{counted_words(gap)}\n"
    note = f"{counted}{_told(gap, locale)}{_apart(gap.sides, locale)}".strip()
    return SideRow(label, note, tuple(group_marks(gap.sides, locale)), TIES.get(gap.verdict, ""))


def _told(gap: Gap, locale: str) -> str:
    """The difference in words; at level 3 the sentence above the chart says it once for all rows."""
    return "" if gap.level == SAME_SUBJECT_ONLY else gap_note(gap, locale)


def _ties(found: Sequence[Gap]) -> list[LegendEntry]:
    ties = {f"tie-{TIES.get(gap.verdict, '')}" for gap in found}
    told = ((_GAP, _("gap, more than chance")), ("tie-still", _("no gap: it may be chance, or it is small")))
    return [LegendEntry(label, tie) for tie, label in told if tie in ties]
