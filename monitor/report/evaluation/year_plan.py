"""The year plan of the werkgroep as tables: goals, actions, the seven meetings with their checklists, communication."""

from collections.abc import Sequence

from monitor.definition.workgroup import Workgroup
from monitor.report import words
from monitor.report.evaluation.actions import of_actions, of_topics, of_year
from monitor.report.evaluation.document import Numbers, Section, Text
from monitor.report.evaluation.goals import overview
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.known_done import meetings_of
from monitor.report.meetings import Planned
from monitor.report.tables import HIDDEN, Column, Table
from monitor.texts import _

NAME = "jaarplan"


def sections(view: SchoolYear, own: Workgroup) -> tuple[Section, ...]:
    """A part for goals, for actions and what parents are told, and for the meetings."""
    goals = overview(view)
    return (
        Section("doelen", _("Our goals"), (Numbers(goals),) if goals.rows else (Text(_("There are no goals yet.")),)),
        Section("acties", _("Our actions"), _actions(view, own)),
        Section(
            "overleggen",
            _("Our meetings"),
            (Numbers(_of_meetings(meetings_of(view.results, view.year, own), view.locale)),),
        ),
    )


def _actions(view: SchoolYear, own: Workgroup) -> tuple[Numbers | Text, ...]:
    own = of_year(view.year, own)
    if not own.actions and not own.told:
        return (Text(_("No actions were written down yet.")),)
    actions = (Numbers(of_actions(own, view.locale)),) if own.actions else ()
    told = (Numbers(of_topics(view, own)),) if own.told else ()
    return (*actions, *told)


def _of_meetings(planned: Sequence[Planned], locale: str) -> Table:
    columns = (Column(_("Meeting")), Column(_("When")), Column(_("To have done")), Column(_("Done")))
    rows = []
    for one in planned:
        day = words.date(one.day, locale)
        for place, (line, ticked) in enumerate(zip(one.checklist, one.ticked, strict=True)):
            head = (f"{one.number}. {one.subject}", day) if place == 0 else ("", "")
            rows.append((*head, line, _("yes") if ticked else HIDDEN))
    return Table(_("The seven meetings, September to the end of the school year"), columns, tuple(rows))
