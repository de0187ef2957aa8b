"""The charts of a notebook: those of the evaluation, and one of any single question."""

from monitor.errors import CallError, WorkspaceRefused
from monitor.face.charts import Chart
from monitor.report import words
from monitor.report.evaluation import changes, funnel, goals, perspectives, response, voices
from monitor.report.evaluation.document import Diagram
from monitor.report.evaluation.evaluation import document, school_year
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.numerals import percent
from monitor.report.side_figures import Bar, bars
from monitor.report.tables import of_answers
from monitor.results import Part, Results, SurveyInfo
from monitor.texts import _


def of_response(results: Results, year: str) -> Chart:
    """Who answered: the response of every survey of the year."""
    view = school_year(results, year)
    return _chart(view, response.diagram(view, view.surveys()))


def of_numbers(results: Results, survey: str, year: str) -> Chart:
    """The first numbers of a survey, each with the range where it probably lies.

    Raises:
        WorkspaceRefused: the survey has none of them, or none that may be shown.
    """
    view, info = _held(results, survey, year)
    asked = view.asked(info)
    if not any(one.share.shown for one in asked):
        raise _nothing(survey, year)
    return _chart(view, voices.diagram(view, info, asked))


def of_changes(results: Results, survey: str, year: str) -> Chart:
    """Where the first numbers of a survey stood the wave before, and where they stand now.

    Raises:
        WorkspaceRefused: there is no wave before.
    """
    view, info = _held(results, survey, year)
    asked = changes.compared(view, info)
    if not asked:
        raise _nothing(survey, year)
    return _chart(view, changes.diagram(view, info, asked))


def of_knowing(results: Results, survey: str, year: str) -> list[Chart]:
    """Who knows enough to judge, and how those judge: a chart per subject."""
    view, info = _held(results, survey, year)
    return [_chart(view, funnel.diagram(view, one, info.audience)) for one in results.funnels(survey, year)]


def side_by_side(results: Results, year: str) -> list[Chart]:
    """Two groups of the school on the subjects that compare: a chart per pair of groups."""
    view = school_year(results, year)
    part = perspectives.section(view)
    return [_chart(view, block) for block in (part.blocks if part else ()) if isinstance(block, Diagram)]


def of_goal(results: Results, number: int) -> Chart:
    """The course of a goal, a dot per year, beside the line from which it is reached.

    Raises:
        CallError: there is no such goal.
        WorkspaceRefused: it was not frozen, or nothing of it is released.
    """
    status = next((one for one in results.goal_statuses if one.declared.number == number), None)
    if status is None:
        raise CallError(_("There is no goal {number}.").format(number=number))
    if not status.declared.counts or not status.shares:
        raise WorkspaceRefused(
            _("Goal {number} has no chart: it was not frozen, or nothing of it is released.").format(number=number)
        )
    view = school_year(results, status.shares[-1].year)
    return _chart(view, goals.diagram(view, status))


def of_question(results: Results, survey: str, year: str, item: str) -> Chart:
    """All answers to one question, as far as a group of this size may show them.

    Raises:
        CallError: the question was not asked then.
        WorkspaceRefused: its answers may not be shown.
    """
    view, _info = _held(results, survey, year)
    if item not in results.estimates(survey, year).items:
        raise CallError(_("Question {item} was not asked in {year}.").format(item=item, year=year))
    spread = results.distribution(survey, year, item)
    if spread.n is None:
        raise WorkspaceRefused(words.hidden_words(spread.reason))
    question = results.text(survey, year, item)
    shown = [part for part in spread.parts if part.share is not None]
    return Chart(
        title=question,
        sentence=_("Of {answers}; every count was rounded.").format(answers=words.answers(spread.n, view.locale)),
        drawn=bars([_bar(part, view.locale) for part in shown]),
        table=of_answers(question, _("School year"), [(year, spread)]),
        legend=(),
        notes=(),
        source=_source(view),
    )


def _bar(part: Part, locale: str) -> Bar:
    told = percent(part.share or 0.0, locale)
    return Bar(part.label, told, part.share, "for" if part.tone == "dont_know" else "strong-for")


def _held(results: Results, survey: str, year: str) -> tuple[SchoolYear, SurveyInfo]:
    """The year, and the survey that was held in it.

    Raises:
        WorkspaceRefused: it was not.
    """
    results.release(survey, year)
    view = SchoolYear(results, year)
    return view, next(one for one in view.surveys() if one.id == survey)


def _nothing(survey: str, year: str) -> WorkspaceRefused:
    told = _("Of {survey} in {year} there is nothing to draw here.").format(survey=survey, year=year)
    return WorkspaceRefused(told, remedy=_("The table `shares` says of every number whether it is shown, and why not."))


def _chart(view: SchoolYear, made: Diagram) -> Chart:
    return Chart(made.title, made.sentence, made.figure, made.table, made.legend, made.notes, _source(view))


def _source(view: SchoolYear) -> str:
    return document(view, "", "", (), None).source
