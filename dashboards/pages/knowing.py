"""Weten en tevreden: of those who were asked, who knows enough to judge, and how do those judge?"""

from collections.abc import Mapping, Sequence
from typing import Final

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, link, menu
from dashboards.pages.page import KNOWING, QUESTION, Chosen, Page, link_to
from dashboards.ui.chart import Chart, charts_first, legend
from dashboards.ui.parts import bullets, more, not_shown
from dashboards.ui.said import Said, sayings
from dashboards.ui.shell import section
from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.figures import LegendEntry
from monitor.report.funnel_steps import funnel_steps
from monitor.report.funnel_words import funnel_answered, funnel_came, funnel_title, step_words
from monitor.report.side_figures import Bar, bars
from monitor.report.tables import of_shares
from monitor.results import Results, Share
from monitor.statistics.funnel import Funnel, FunnelChange, funnel_change
from monitor.texts import _

ALL = "alle"
FIRST: Final = 4
"""Subjects whose charts are there at once; the others open on demand, as one reads four and looks for one."""
MORE: Final = "up"
"""Which way is the better one: more people who know, and more who are satisfied."""


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    surveys = [
        Choice(each.id, say.survey_name(results, each.id))
        for each in results.surveys()
        if any(results.funnels(each.id, year) for year in each.years)
    ]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked)
    years = results.years(survey.chosen) if surveys else ()
    year = menu("jaar", _("School year"), [Choice(each, each) for each in reversed(years)], asked)
    found = results.funnels(survey.chosen, year.chosen) if surveys else ()
    subjects = [Choice(each.indicator.item, _title(each, results.locale)) for each in found]
    return survey, year, menu("vraag", _("Subject"), [Choice(ALL, _("All subjects")), *subjects], asked)


def _title(funnel: Funnel, locale: str) -> str:
    return as_read(funnel.indicator.title, locale)


def _lead(results: Results, chosen: Chosen) -> str:
    if not chosen["vragenlijst"]:
        return _("No questionnaire lets people say that they do not know enough to judge.")
    return _(
        "Whoever does not know enough of something cannot judge it. So first who knows enough to judge, then how "
        "those judge."
    )


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    if not chosen["vragenlijst"]:
        told = _("The page fills itself when such a questionnaire is closed.")
        return [not_shown(None, title=_("Nothing to show."), why=told)]
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    found = [each for each in results.funnels(survey, year) if chosen["vraag"] in (ALL, each.indicator.item)]
    if not found:
        return [not_shown(None, title=_("No question of this year lets people say that they do not know."))]
    seen = [each for each in found if _is_seen(each)]
    if not seen:
        return [not_shown(found[0].knows.reason)]
    came = funnel_came(seen[0], say.audience_of(results, survey), results.locale)
    drawn = [_chart(results, chosen, each) for each in seen]
    name = _("{who}, {year}").format(who=say.survey_name(results, survey), year=year)
    return [
        section(name, [*legend(_legend()), *_few_at_once(drawn), *_unseen(results, found)], aside=came),
        *_changes(results, chosen, seen),
        section(_("How to read this"), [_reading()]),
    ]


def _few_at_once(drawn: Sequence[Chart]) -> list[Component]:
    """The charts of the first subjects, and those of the others folded, unless that would fold a single one."""
    first = drawn if len(drawn) <= FIRST + 1 else drawn[:FIRST]
    return charts_first(first, drawn[len(first) :], _("The other subjects"))


def _legend() -> tuple[LegendEntry, ...]:
    return (
        LegendEntry(_("of everybody who answered"), "for"),
        LegendEntry(_("of those who know"), "strong-for"),
        LegendEntry(_("where the figure probably lies"), "range"),
    )


def _is_seen(funnel: Funnel) -> bool:
    """Whether any step of a subject may be shown."""
    return any(step.shown for step in funnel.steps)


def _unseen(results: Results, found: Sequence[Funnel]) -> list[Component]:
    """The subjects of which nothing may be shown, named once with the reason of the first."""
    hidden = [each for each in found if not _is_seen(each)]
    if not hidden:
        return []
    return [not_shown(hidden[0].knows.reason, about=[_title(each, results.locale) for each in hidden])]


def _chart(results: Results, chosen: Chosen, funnel: Funnel) -> Chart:
    audience, locale = say.audience_of(results, funnel.survey), results.locale
    steps = funnel_steps(results, funnel)
    return Chart(
        name=f"stappen-{funnel.indicator.item}",
        title=funnel_title(funnel, audience, locale),
        sentence=funnel_answered(funnel, audience, locale),
        figure=bars([_bar(place, *step, locale) for place, step in enumerate(steps)]),
        table=of_shares(
            f"{_title(funnel, locale)}, {funnel.year}", _("Step"), [(_row(*step), step[2]) for step in steps]
        ),
        link=link_to(KNOWING, chosen, vraag=funnel.indicator.item),
        legend=_legend(),
        apart=True,
        alone=(funnel_came(funnel, audience, locale), _("School year {year}").format(year=funnel.year)),
    )


def _row(label: str, base: str, _share: Share) -> str:
    """A step with the people it is of, as the table names it."""
    return label if label.endswith(base) else f"{label}, {base}"


def _bar(place: int, label: str, _base: str, share: Share, locale: str) -> Bar:
    if share.share is None or share.low is None or share.high is None:
        return Bar(label, step_words(share, locale), None)
    text = "" if share.few else words.percent(share.share, locale)
    note = step_words(share, locale) if share.few else _in_two_lines(share, locale)
    return Bar(label, note, share.share, "for" if place < 2 else "strong-for", share.low, share.high, text)


def _in_two_lines(share: Share, locale: str) -> str:
    counts = _("about {count} of {n}").format(
        count=words.count(share.count or 0, locale), n=words.count(share.n or 0, locale)
    )
    return f"{words.percent(share.share or 0.0, locale)} ({counts})\n{words.range_words(share, locale)}"


def _changes(results: Results, chosen: Chosen, found: Sequence[Funnel]) -> list[Component]:
    """What became of each step since the year before."""
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    before = results.year_before(survey, year)
    if before is None:
        return []
    changes = results.changes(survey, before, year)
    told = [(funnel, funnel_change(changes, funnel.indicator.item)) for funnel in found]
    moved = [_changed(results, *one) for one in told if _moved(one[1])]
    rest = [_changed(results, *one) for one in told if not _moved(one[1])]
    folded = [more(_("Subjects of which it cannot be told whether anything changed"), sayings(rest))] if rest else []
    shown = [sayings(moved)] if moved else []
    return [section(_("What changed since {year}?").format(year=before), [*shown, *folded])]


def _moved(change: FunnelChange) -> bool:
    """Whether any step rose or fell beyond chance."""
    return any(step.beyond_chance for step in change.steps)


def _changed(results: Results, funnel: Funnel, change: FunnelChange) -> Said:
    survey, year, item = funnel.survey, funnel.year, funnel.indicator.item
    address = link(QUESTION, vragenlijst=survey, vraag=item, jaar=year)
    steps = (
        _("Know enough to judge: {share}"),
        _("Among those who know: {share}"),
        _("Among all who answered: {share}"),
    )
    told = (say.moved(step, MORE, results.locale) for step in change.steps)
    lines = tuple(step.format(share=moved) for step, moved in zip(steps, told, strict=True))
    return Said(lines, _title(funnel, results.locale), address)


def _reading() -> Component:
    return bullets(
        [
            _("The first two bars are of the same people: everybody who answered the question."),
            _(
                "The dark bar is of fewer people: only those who know. So it may be long while the one above it is "
                "short."
            ),
            _("When more people know and those who know are less satisfied, both are told: they are two changes."),
        ]
    )


PAGE = Page(
    path=KNOWING,
    name=lambda: _("Knowing and judging"),
    question=lambda _results, _chosen: _("Who knows enough to judge, and are they satisfied?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)
