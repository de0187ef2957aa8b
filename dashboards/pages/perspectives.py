"""Perspectieven: do parents, pupils and staff see the same? Only the whole school, only what may be compared."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, menu
from dashboards.pages import perspectives_charts as charts
from dashboards.pages.page import PERSPECTIVES, Chosen, Page
from dashboards.pages.perspectives_asked import asked_of_one, without_unknown
from dashboards.ui.chart import charts as beside
from dashboards.ui.chart import charts_first
from dashboards.ui.parts import bullets, more, not_shown
from dashboards.ui.said import Said, sayings
from dashboards.ui.shell import section
from monitor.report.gap_words import (
    gap_parts,
    gap_title,
    group_words,
    higher_words,
    level_note,
    side_words,
    subject_words,
)
from monitor.report.words import upper
from monitor.results import Results
from monitor.statistics.gap import Gap, GapVerdict, Side
from monitor.statistics.gap_listing import chosen as worth_a_line
from monitor.texts import _

ALL = "alle"
"""The choice of all groups at once instead of two."""
BETWEEN = "."
"""Parts the two surveys of a pair in the address."""
NAMED = 3
"""Subjects that the answer below the heading names: the largest gaps first."""
FIRST = 4
"""Gaps that are told in full before one asks for more."""


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    years = [Choice(year, year) for year in reversed(results.years())]
    found = _pairs(results)
    pairs = [Choice(value, _pair_name(*sides)) for value, sides in found.items()]
    every = [Choice(ALL, _("All groups side by side"))] if len(found) > 1 else []
    return (
        menu("jaar", _("School year"), years, asked),
        menu("groepen", _("Which groups"), [*pairs, *every], asked, wide=True),
    )


def _pairs(results: Results) -> dict[str, tuple[Side, Side]]:
    """Every two groups that were asked about the same in any year, in the order of the subtraction."""
    found = results.gaps(results.latest_year() or "")
    return {_pair_of(gap): gap.sides for gap in found}


def _pair_of(gap: Gap) -> str:
    return BETWEEN.join(side.survey for side in gap.sides)


def _pair_name(first: Side, second: Side) -> str:
    return _("{first} and {second}").format(first=upper(group_words(first)), second=group_words(second))


def _lead(results: Results, chosen: Chosen) -> str:
    if not chosen["groepen"]:
        return _("There is one group; from the second one on there is something to hold side by side.")
    if chosen["groepen"] == ALL:
        return _("Every group has a mark of its own. Choose two groups to read whether they differ.")
    gaps = _of_pair(results.gaps(chosen["jaar"]), chosen)
    clear = [subject_words(gap, results.locale) for gap in worth_a_line(gaps) if gap.verdict is GapVerdict.GAP]
    name = _pair_name(*_pairs(results)[chosen["groepen"]])
    if not clear:
        return _("{groups}: no gap that is more than chance.").format(groups=name)
    subjects = list(dict.fromkeys(clear))
    named = subjects[:NAMED] if len(subjects) > NAMED + 1 else subjects
    rest = [_("and more")] if len(named) < len(subjects) else []
    return _("{groups} differ clearly about {subjects}.").format(groups=name, subjects=_listed([*named], rest))


def _listed(subjects: list[str], rest: list[str]) -> str:
    """Subjects between quotation marks; the last one after "and", unless there are more."""
    marked = [f"\N{LEFT DOUBLE QUOTATION MARK}{one}\N{RIGHT DOUBLE QUOTATION MARK}" for one in subjects]
    if rest:
        return " ".join((", ".join(marked), *rest))
    if len(marked) == 1:
        return marked[0]
    return _("{first} and {second}").format(first=", ".join(marked[:-1]), second=marked[-1])


def _of_pair(gaps: Sequence[Gap], chosen: Chosen) -> list[Gap]:
    return [gap for gap in gaps if _pair_of(gap) == chosen["groepen"]]


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    if not chosen["groepen"]:
        told = _("The page fills itself when a second group answers.")
        return [not_shown(None, title=_("Nothing to hold side by side yet."), why=told)]
    every = results.gaps(chosen["jaar"])
    found = _together(results, chosen, every) if chosen["groepen"] == ALL else _of_two(results, chosen, every)
    return [*without_unknown(every), *found, section(_("How to read this"), [_reading()])]


def _together(results: Results, chosen: Chosen, every: Sequence[Gap]) -> list[Component]:
    """All groups at once: no difference is worked out."""
    name, drawn = _("All groups side by side"), charts.together(results, chosen, every)
    if not drawn:
        return [section(name, [not_shown(None, title=_("Nothing to hold side by side yet."))])]
    return [section(name, [beside(drawn)])]


def _of_two(results: Results, chosen: Chosen, every: Sequence[Gap]) -> list[Component]:
    """Two groups: what differs clearly, every difference, and what is not there."""
    gaps = _of_pair(every, chosen)
    lines = worth_a_line(gaps)
    unasked = asked_of_one(results, chosen["jaar"], every, _pairs(results)[chosen["groepen"]])
    return [
        *_pair(results, chosen, gaps, lines),
        *_hidden(results, gaps, lines, unasked),
    ]


def _pair(results: Results, chosen: Chosen, gaps: Sequence[Gap], lines: Sequence[Gap]) -> list[Component]:
    name = _pair_name(*_pairs(results)[chosen["groepen"]])
    if not lines:
        reasons = dict.fromkeys(gap.reason for gap in gaps if gap.reason)
        title = _("Nothing of these two groups can be held side by side.")
        return [section(name, [not_shown(None, title=title, why=" ".join(reasons))])]
    clear = [gap for gap in lines if gap.verdict is GapVerdict.GAP]
    told = [_("What differs clearly"), _("{groups}: the difference").format(groups=name)]
    drawn = [
        *charts.told_and_heard(results, chosen, lines),
        *charts.by_level(results, chosen, lines),
        *charts.by_answer(results, chosen, lines),
    ]
    open_ones = [one for one in drawn if charts.has_gap(one)]
    others = [one for one in drawn if not charts.has_gap(one)]
    folded = _("The other subjects: no gap that is more than chance, or not compared")
    return [
        *([section(told[0], _in_words(results, clear))] if clear else []),
        section(told[1], charts_first(open_ones, others, folded), aside=_whose(lines)),
    ]


def _whose(lines: Sequence[Gap]) -> str | None:
    """Whose figure is the higher one, where any difference is said."""
    return next((higher_words(gap) for gap in lines if gap.numbers is not None), None)


def _in_words(results: Results, clear: Sequence[Gap]) -> list[Component]:
    said = [_said(results, gap) for gap in clear]
    rest = said[FIRST:]
    return [sayings(said[:FIRST]), *([more(_("Other differences"), sayings(rest))] if rest else [])]


def _said(results: Results, gap: Gap) -> Said:
    sides = ", ".join(side_words(side, results.locale) for side in gap.sides)
    difference, *_compared = gap_parts(gap, results.locale)
    return Said((f"{upper(sides)}.", difference), gap_title(gap, results.locale), foot=upper(level_note(gap.level)))


def _hidden(results: Results, gaps: Sequence[Gap], lines: Sequence[Gap], unasked: Sequence[str]) -> list[Component]:
    """The subjects of which a figure is not shown, by the reason why; and those that one group was not asked about."""
    shown = {gap.subject for gap in lines}
    by_reason: dict[str, dict[str, None]] = {}
    for gap in gaps:
        if gap.subject not in shown and gap.reason:
            by_reason.setdefault(gap.reason, {})[subject_words(gap, results.locale)] = None
    told = [
        _("{reason} It is about: {subjects}.").format(reason=reason, subjects=", ".join(subjects))
        for reason, subjects in by_reason.items()
    ]
    return [section(_("What is not here"), [bullets([*told, *unasked])])] if (told or unasked) and lines else []


def _reading() -> Component:
    return bullets(
        [
            _("A gap is a difference that is more than chance and 10 points or more."),
            _("“Cannot be determined” does not mean that the groups agree: there are too few answers to tell."),
            _(
                "Groups are held side by side, never a child and its own parent. Each group speaks for those who "
                "answered."
            ),
            _("Where only the subject is the same, the figures stand side by side and no difference is worked out."),
            _("A group with too few answers to show has no mark."),
        ]
    )


PAGE = Page(
    path=PERSPECTIVES,
    name=lambda: _("Perspectives"),
    question=lambda _results, _chosen: _("Do parents, pupils and staff see the same?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)
