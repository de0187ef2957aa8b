"""The year-end evaluation as a document: its parts in the order in which a council reads them."""

from monitor.report.evaluation import changes, funnel, method, perspectives, response, summary, voices
from monitor.report.evaluation.document import Block, Document, Points, Section, Text
from monitor.report.evaluation.own_words import OwnWords
from monitor.report.evaluation.school_year import SchoolYear
from monitor.results import Results
from monitor.texts import _, language


def evaluation(results: Results, year: str, own: OwnWords) -> Document:
    """The evaluation of a school year for the council: everything that was released of it.

    Raises:
        WorkspaceRefused: nothing was released of that year.
    """
    view = SchoolYear(results, year)
    parts = (
        summary.section(view, own),
        response.section(view),
        *voices.sections(view, own),
        changes.section(view),
        funnel.section(view),
        perspectives.section(view),
        _next(own),
        method.section(view),
    )
    title = _("Evaluation of school climate and bullying")
    return document(view, "evaluatie", title, tuple(one for one in parts if one is not None), own)


def letter(results: Results, year: str, own: OwnWords) -> Document:
    """The letter to parents of at most two pages: who answered, what parents said, what changed, what comes next."""
    view = SchoolYear(results, year)
    first = summary.section(view, own)
    parents = [one for one in view.surveys() if one.audience == "ouders"] or view.surveys()
    charts = [changes.diagram(view, one, found) for one in parents if (found := changes.compared(view, one))]
    blocks: list[Block] = [Text(_("Dear parents,"), "lead"), *first.blocks, *charts]
    closing = _("Nobody can be recognised in these numbers: every count was rounded and small groups are not shown.")
    blocks += [Text(closing, "note"), *([Text(own.contact, "own")] if own.contact else [])]
    blocks += [Text(own.signed, "own")] if own.signed else []
    title = _("What parents, pupils and staff told us")
    return document(view, "brief", title, (Section("brief", title, tuple(blocks)),), own)


def document(view: SchoolYear, name: str, title: str, parts: tuple[Section, ...], own: OwnWords) -> Document:
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
        logo=own.logo,
    )


def _next(own: OwnWords) -> Section | None:
    if not own.next_steps:
        return None
    return Section("hoe-verder", _("What we do next"), (Points(own.next_steps, own=True),))
