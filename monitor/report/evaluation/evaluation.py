"""The year-end evaluation as a document: its parts in the order in which a council reads them."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.definition.workgroup import Workgroup
from monitor.errors import WorkspaceRefused
from monitor.report import sentences as say
from monitor.report import words
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
from monitor.report.evaluation.school_year import Asked, SchoolYear
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
    """The letter to parents of two pages: what was heard and what changed; then the numbers of parents and what comes.

    Raises:
        WorkspaceRefused: nothing was released of that year.
    """
    view = school_year(results, year)
    more = _("More numbers changed: the evaluation has them all. Ask the school for it.")
    first = summary.without_plans(view, own, more=more, remarked=True)
    title = _("What parents, pupils and staff told us")
    parts = (
        Section(
            "brief", title, (Text(_("Dear parents,"), "lead"), Text(_("We thank everybody who answered.")), *first)
        ),
        _second_page(view, own),
    )
    return document(view, "brief", title, parts, logo)


def _second_page(view: SchoolYear, own: Workgroup) -> Section:
    """A chart of what parents say, or whoever was asked; what the school does next, and who is behind the letter."""
    survey = next((one for one in view.surveys() if one.audience == "ouders"), view.surveys()[0])
    asked, compared = view.asked(survey), changes.compared(view, survey)
    blocks: list[Block] = []
    drawn: Sequence[Asked] = ()
    if compared:
        blocks.append(changes.diagram(view, survey, compared))
        drawn = changes.drawn_of(compared)
    elif any(one.share.shown for one in asked):
        blocks.append(voices.diagram(view, survey, asked))
        drawn = voices.drawn_of(asked)
    before = {(one.survey.id, one.indicator.id) for one in (*summary.first(view), *summary.listed(view))}
    blocks += voices.remarks(view, [one for one in drawn if (one.survey.id, one.indicator.id) not in before], own)
    blocks += [Text(_("What we do next"), "heading"), Points(own.next_steps, own=True)] if own.next_steps else []
    closing = _(
        "Nobody can be recognised in these numbers: every count of answers was rounded and small groups are not shown."
    )
    blocks += [*_how_to_read(view), Text(closing, "note"), Text(_("Questions?"), "heading"), _where_to_turn(own)]
    greeted = _("Kind regards, {school}").format(school=view.results.school)
    blocks.append(Text(own.signed, "own") if own.signed else Text(greeted))
    return Section(survey.id, voices.title(view, survey), tuple(blocks))


def _where_to_turn(own: Workgroup) -> Text:
    """Where to go with questions: what the school wrote, or else what holds for every school."""
    if own.contact:
        return Text(own.contact, "own")
    return Text(_("Ask the teacher of your child, the head of the school or a parent of the werkgroep."))


def _how_to_read(view: SchoolYear) -> list[Block]:
    """What a percentage and a range mean, by the first large number of the letter."""
    shown = [one for one in summary.first(view) if one.share.share is not None and not one.share.few]
    if not shown:
        return []
    one = shown[0]
    told = _(
        "Take “{title}”. “{percent}” means: of every hundred {people} who answered this question, so many gave that "
        "answer. “{range}” means: had a few other people answered, the number would have been a little different. It "
        "probably lies somewhere between these two. We say that a number changed only when it is more than chance."
    ).format(
        title=view.title(one),
        percent=words.percent(one.share.share or 0.0, view.locale),
        people=words.noun(one.audience),
        range=words.upper(say.sureness(one.share, view.locale)),
    )
    return [Text(_("How do you read these numbers?"), "heading"), Text(told)]


def starting_picture(results: Results, year: str, own: Workgroup, logo: bytes | None = None) -> Document:
    """The one page of the first meeting, made from the first wave up to that year: where the school started.

    Raises:
        WorkspaceRefused: nothing was released of that year.
    """
    view = startfoto.first_wave(school_year(results, year))
    part = startfoto.section(view, own)
    made = document(view, startfoto.NAME, part.title, (part,), logo)
    return replace(made, subtitle=_("School year {year}, the first survey").format(year=view.year))


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
    source = _(
        "Source: {school}, school year {year}. Every count of answers was rounded, so that nobody can be recognised."
    )
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
