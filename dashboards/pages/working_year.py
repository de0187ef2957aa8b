"""Werkjaar: where is the werkgroep in its year, what is done, and what comes next?"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards.address import STARTING, WORKING_YEAR, Choice, Menu, dossier_link, link, menu
from dashboards.pages.page import QUESTION, Chosen, Page
from dashboards.ui.parts import bullets, notice
from dashboards.ui.shell import anchor, section
from dashboards.ui.table import table
from dashboards.ui.timeline import Check, MeetingCard, about, example, meetings, timeline
from monitor.definition.workgroup import AT_ONCE, example_lines
from monitor.report import words
from monitor.report.evaluation.actions import HEARD, of_actions
from monitor.report.known_done import actions_in, meetings_of, working_year, years_on_offer
from monitor.report.meeting_words import kind_name
from monitor.report.meetings import Line, Planned, template_name
from monitor.report.timeline import day_words
from monitor.report.timeline import timeline as line_of
from monitor.report.topics import of_every_topic
from monitor.results import Results
from monitor.texts import _

SHOWN: Final = ("acties", "overleggen", "communicatie")
"""The parts of the example file that the page shows to who fills it in."""


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    own = results.written.words
    years = [Choice(year, year) for year in years_on_offer(results, own)]
    return (menu("jaar", _("School year"), years, asked, default=working_year(results, own)),)


def _lead(results: Results, chosen: Chosen) -> str:
    planned = meetings_of(results, chosen["jaar"], results.written.words)
    turn = next((one for one in planned if not all(one.ticked)), None)
    if turn is None:
        return _("All seven meetings are done.")
    day = day_words(turn, results.locale)
    return _("Next: {meeting}, {day}. {subject}").format(meeting=turn.name.lower(), day=day, subject=turn.subject)


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    year, own = chosen["jaar"], results.written.words
    planned = meetings_of(results, year, own)
    told = _("Meetings, actions and goals of {year}, from August to July.").format(year=year)
    return [
        *_faults(results),
        section(_("The year at a glance"), [timeline(line_of(results, year, own, planned), told)]),
        section(_("Seven meetings"), [_beginning(), meetings([_card(results, year, one) for one in planned])]),
        section(_("Actions"), list(_actions(results, year))),
        section(_("What parents are told, and what they heard"), [_topics(results, year)]),
        section(_("Fill it in yourself"), [_how(), example("\n".join(example_lines(SHOWN)))]),
    ]


def _beginning() -> Component:
    """The way to what lies on the table at the first meeting."""
    told = anchor(_("The starting picture of the first meeting: the first numbers beside our four texts"), STARTING)
    return html.P(told, className="screen-only")


def _faults(results: Results) -> list[Component]:
    """What is wrong in the file, each fault with its line: until it is mended nothing of it is shown."""
    faults = results.written.faults
    if not faults:
        return []
    lines = [html.P(line.strip()) for line in faults.splitlines() if line.strip()]
    return [
        html.Div([notice(_("The file werkgroep.yaml cannot be read."), warm=True), html.Div(lines, className="faults")])
    ]


def _card(results: Results, year: str, one: Planned) -> MeetingCard:
    checks = tuple(
        Check(line.words, kind_name(line.kind), _stands(line, results.locale), bool(line.by)) for line in one.lines
    )
    return MeetingCard(
        name=f"overleg-{'abcdefg'[one.number - 1]}",
        kicker=one.name,
        title=one.subject,
        when=day_words(one, results.locale),
        checks=checks,
        template=dossier_link(year, template_name(one.number)),
    )


def _stands(line: Line, locale: str) -> str:
    if line.on is not None:
        return _("done on {date}").format(date=words.date(line.on, locale))
    return {"hand": _("done"), "program": _("done, as the program sees"), "": _("still to do")}[line.by]


def _actions(results: Results, year: str) -> Iterator[Component]:
    own = results.written.words
    ours = own.model_copy(update={"actions": actions_in(year, own)})
    if not ours.actions:
        yield notice(
            _("No actions were written down for this year."),
            _("Try one to three at once: more get too little attention."),
        )
        return
    crowded = ours.crowded()
    if crowded is not None:
        told = _("From {date} on more than {n} actions ran at once. With fewer, each gets more attention.")
        yield notice(told.format(date=words.date(crowded, results.locale), n=AT_ONCE), warm=True)
    yield html.Div(table(of_actions(ours, results.locale)), className="panel")


def _topics(results: Results, year: str) -> Component:
    parents = next((one.id for one in results.surveys() if one.audience == "ouders" and year in one.years), "")
    asked = link(QUESTION, vragenlijst=parents, vraag=HEARD, jaar=year) if parents else ""
    return about(table(of_every_topic(results, year, results.written.words)), asked)


def _how() -> Component:
    return bullets(
        [
            _("Days, ticks, actions and messages stand in the file werkgroep.yaml in the folder of the school."),
            _("Copy such lines into it, and change what is in them. The page shows it within some seconds."),
            _("A line of a checklist is ticked by its number. With a day behind it, the day is shown as well."),
            _("What the program sees by itself, it ticks by itself."),
        ]
    )


PAGE = Page(
    path=WORKING_YEAR,
    name=lambda: _("Working year"),
    question=lambda _results, _chosen: _("Where are we in the year?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)
