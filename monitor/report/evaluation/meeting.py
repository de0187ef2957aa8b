"""The template of a meeting: its agenda, its checklist, and room for what is decided and who does what, by role.

Of the figures to talk about it has none: they stand in the starting picture and on the screen, and are explained there.
"""

from collections.abc import Sequence
from typing import Final

from monitor.definition.workgroup import Workgroup
from monitor.errors import WorkspaceRefused
from monitor.report import words
from monitor.report.evaluation.document import Block, Document, Numbers, Points, Section, Text
from monitor.report.goal_words import goal_number
from monitor.report.known_done import actions_in, meetings_of
from monitor.report.meeting_words import kind_name
from monitor.report.meetings import Line, Planned
from monitor.report.tables import HIDDEN, Column, Table
from monitor.report.timeline import day_words
from monitor.results import Results
from monitor.school_years import school_year
from monitor.texts import _, language

ROOM: Final = 3
"""Empty rows in a table to fill in."""
DONE, OPEN = "\N{BALLOT BOX WITH CHECK}", "\N{BALLOT BOX}"


def template(number: int, results: Results, year: str, own: Workgroup, logo: bytes | None = None) -> Document:
    """The template of a meeting of a school year, which need not be closed.

    Raises:
        WorkspaceRefused: nothing was released yet, so there is no school to name.
    """
    if not results.releases:
        raise WorkspaceRefused(
            _("There are no released numbers yet."), remedy=_("Close a survey first; then the templates are there.")
        )
    planned = meetings_of(results, year, own)
    one, later = planned[number - 1], planned[number:]
    return Document(
        name=f"overleg-{number}",
        title=f"{one.name} \N{EN DASH} {one.subject}",
        subtitle=_("School year {year}, {day}").format(year=year, day=day_words(one, results.locale)),
        school=results.school,
        year=year,
        locale=results.locale,
        language=language(),
        frozen=max(release.manifest.closed_on for release in results.releases),
        source=_("Write no names of pupils, parents or staff in this document: a role is enough."),
        sections=_sections(one, later[:1], results, own),
        logo=logo,
        numbers=False,
    )


def _sections(one: Planned, later: Sequence[Planned], results: Results, own: Workgroup) -> tuple[Section, ...]:
    year = school_year(one.day)
    return (
        Section("agenda", _("What we talk about"), (Points(_agenda(one)), *_figures(one))),
        Section("lijst", _("Checklist"), tuple(Text(_check(line, results.locale)) for line in one.lines)),
        Section("besluiten", _("What we decide"), (Numbers(_decisions()),)),
        Section("acties", _("Who does what"), (*_doing(results, year, own), *_next(later, results.locale))),
    )


def _next(later: Sequence[Planned], locale: str) -> tuple[Text, ...]:
    """When the group meets again."""
    told = _("Then: {meeting}, {day}.")
    return tuple(Text(told.format(meeting=one.name.lower(), day=day_words(one, locale))) for one in later)


def _agenda(one: Planned) -> tuple[str, ...]:
    first = [_("Who is here, by role: parent, pupil, staff.")]
    before = [_("What did we agree last time, and what came of it?")] if one.number > 1 else []
    return (
        *first,
        *before,
        *one.agenda,
        _("Who does what, and when?"),
        _("What do parents, pupils and staff hear of it?"),
    )


def _figures(one: Planned) -> tuple[Text, ...]:
    """Where the numbers are that belong on the table; none of them is copied here."""
    where = {
        1: _("Bring the starting picture: startfoto.pdf in the year file."),
        3: _("Open the pages Overview and Perspectives on the screen."),
        4: _("Open the page Goals on the screen: it says which change so many answers can show."),
        7: _("Bring the evaluation: evaluatie.pdf in the year file."),
    }
    return (Text(where[one.number], "note"),) if one.number in where else ()


def _check(line: Line, locale: str) -> str:
    on = f" ({words.date(line.on, locale)})" if line.on is not None else ""
    return f"{DONE if line.by else OPEN} {words.upper(kind_name(line.kind))}: {line.words}{on}"


def _decisions() -> Table:
    columns = (Column(_("What we decide")), Column(_("Why")), Column(_("Whom we tell, and how")))
    return Table(_("Decisions"), columns, ((_room(),) * len(columns),) * ROOM)


def _doing(results: Results, year: str, own: Workgroup) -> tuple[Block, ...]:
    """The actions that run, and room for new ones."""
    columns = (Column(_("What")), Column(_("Goal")), Column(_("Who (a role)")), Column(_("From")), Column(_("Until")))
    known = tuple(
        (
            one.what,
            goal_number(one.goal) if one.goal else HIDDEN,
            one.who or HIDDEN,
            words.date(one.begin, results.locale),
            words.date(one.end, results.locale) if one.end else HIDDEN,
        )
        for one in actions_in(year, own)
    )
    return (Numbers(Table(_("Actions"), columns, (*known, *((_room(),) * len(columns),) * ROOM))),)


def _room() -> str:
    """Room to write: a cell or a paragraph with nothing in it."""
    return "\N{NO-BREAK SPACE}"
