"""The year-end evaluation as a document: its parts in the order in which a council reads them."""

from monitor.definition.workgroup import Workgroup
from monitor.errors import WorkspaceRefused
from monitor.report.evaluation import (
    actions,
    changes,
    funnel,
    goals,
    method,
    perspectives,
    response,
    startfoto,
    summary,
    voices,
)
from monitor.report.evaluation import year_plan as plan
from monitor.report.evaluation.document import Block, Document, Points, Section, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.results import Results
from monitor.texts import _, language


def evaluation(results: Results, year: str, own: Workgroup, logo: bytes | None = None) -> Document:
    """The evaluation of a school year for the council: everything that was released of it.

    Raises:
        WorkspaceRefused: nothing was released of that year.
    """
    view = school_year(results, year)
    parts = (
        summary.section(view, own),
        response.section(view),
        *voices.sections(view, own),
        changes.section(view),
        funnel.section(view),
        perspectives.section(view),
        goals.section(view),
        actions.section(view, own),
        _next(own),
        method.section(view),
    )
    title = _("Evaluation of school climate and bullying")
    return document(view, "evaluatie", title, tuple(one for one in parts if one is not None), logo)


def letter(results: Results, year: str, own: Workgroup, logo: bytes | None = None) -> Document:
    """The letter to parents of at most two pages: who answered, what parents said, what changed, what comes next."""
    view = school_year(results, year)
    first = summary.section(view, own)
    parents = [one for one in view.surveys() if one.audience == "ouders"] or view.surveys()
    charts = [changes.diagram(view, one, found) for one in parents if (found := changes.compared(view, one))]
    blocks: list[Block] = [Text(_("Dear parents,"), "lead"), *first.blocks, *charts]
    closing = _("Nobody can be recognised in these numbers: every count was rounded and small groups are not shown.")
    blocks += [Text(closing, "note"), *([Text(own.contact, "own")] if own.contact else [])]
    blocks += [Text(own.signed, "own")] if own.signed else []
    title = _("What parents, pupils and staff told us")
    return document(view, "brief", title, (Section("brief", title, tuple(blocks)),), logo)


def starting_picture(results: Results, year: str, own: Workgroup, logo: bytes | None = None) -> Document:
    """The one page of the first meeting, made from the wave of that year."""
    view = school_year(results, year)
    part = startfoto.section(view, own)
    return document(view, startfoto.NAME, part.title, (part,), logo)


def year_plan(results: Results, year: str, own: Workgroup, logo: bytes | None = None) -> Document:
    """The year plan of the werkgroep: goals, actions and meetings as tables to work in."""
    view = school_year(results, year)
    return document(view, plan.NAME, _("Year plan of the werkgroep"), plan.sections(view, own), logo)


def school_year(results: Results, year: str) -> SchoolYear:
    """A year of which something was released.

    Raises:
        WorkspaceRefused: nothing was; the years that there are, are named.
    """
    if year in results.years():
        return SchoolYear(results, year)
    there = ", ".join(results.years()) or _("none yet")
    raise WorkspaceRefused(
        _("There are no released numbers of {year}.").format(year=year),
        remedy=_("Choose a year that is closed: {years}.").format(years=there),
    )


def document(view: SchoolYear, name: str, title: str, parts: tuple[Section, ...], logo: bytes | None) -> Document:
    """A document about a school year, with where its numbers are from."""
    frozen = max(view.results.release(one.id, view.year).manifest.closed_on for one in view.surveys())
    source = _("Source: {school}, school year {year}. Every count was rounded, so that nobody can be recognised.")
    return Document(
        name=name,
        title=title,
        subtitle=_("School year {year}").format(year=view.year),
        school=view.results.school,
        year=view.year,
        locale=view.locale,
        language=language(),
        frozen=frozen,
        source=source.format(school=view.results.school, year=view.year),
        sections=parts,
        logo=logo,
    )


def _next(own: Workgroup) -> Section | None:
    if not own.next_steps:
        return None
    return Section("hoe-verder", _("What we do next"), (Points(own.next_steps, own=True),))
