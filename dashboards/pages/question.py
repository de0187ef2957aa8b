"""Vraag: what was answered to one question, in all years and in every group that may be shown?"""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, menu
from dashboards.declaring.new import address as goal_about
from dashboards.declaring.numbers import key_of
from dashboards.pages import question_charts as charts
from dashboards.pages.page import QUESTION, Chosen, Page, link_to
from dashboards.pages.question_groups import groups as groups_of
from dashboards.pages.question_words import told
from dashboards.pages.question_years import over_years
from dashboards.ui.chart import chart
from dashboards.ui.chart import charts as beside
from dashboards.ui.leading import whole_link
from dashboards.ui.parts import in_words, not_shown
from dashboards.ui.shell import section
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.spread import has_sides
from monitor.results import Item, Measure, Results
from monitor.texts import _


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    surveys = [Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys()]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked)
    years = results.years(survey.chosen)
    year = menu("jaar", _("School year"), [Choice(each, each) for each in reversed(years)], asked)
    questions = _questions(results, survey.chosen, year.chosen)
    question = menu("vraag", _("Question"), questions, asked, default=_first(results, survey.chosen), wide=True)
    measures = results.measures(survey.chosen, year.chosen, question.chosen)
    item = charts.item_of(results, survey.chosen, year.chosen, question.chosen)
    counted = [Choice(each.id, say.counted(results, survey.chosen, year.chosen, item, each)) for each in measures]
    followed = [each for each in results.indicators(survey.chosen) if each.item == question.chosen]
    first = next((each.measure for each in followed), None)
    measure = menu("maat", _("Which answers count"), counted, asked, default=first, wide=True)
    bases = next(each.bases for each in measures if each.id == measure.chosen)
    usual = next((each.base for each in followed if each.measure == measure.chosen), None)
    base = menu("basis", _("Counted over"), [Choice(each, _base_name(each)) for each in bases], asked, default=usual)
    return (survey, year, question, measure, base, menu("balken", _("Bars"), _bars(item), asked))


def _bars(item: Item) -> list[Choice]:
    """The ways to draw all answers; one that has no sides has no bars."""
    if not has_sides(item):
        return []
    return [Choice(charts.APART, _("Apart at a line")), Choice(charts.HUNDRED, _("Adds up to 100 %"))]


def _base_name(base: str) -> str:
    return _("All answers") if base == "A" else _("Without “do not know”")


def _questions(results: Results, survey: str, year: str) -> list[Choice]:
    asked = results.release(survey, year).manifest.survey
    titles = {part.id: asked.as_read(part.title, results.locale) for part in asked.sections}
    return [
        Choice(item.id, results.text(survey, year, item.id), titles.get(item.section, ""))
        for item in results.items(survey, year)
    ]


def _first(results: Results, survey: str) -> str | None:
    return next((each.item for each in results.indicators(survey)), None)


def _lead(results: Results, chosen: Chosen) -> str:
    return _("“{question}” {who}, {years}").format(
        question=results.text(chosen["vragenlijst"], chosen["jaar"], chosen["vraag"]),
        who=say.survey_name(results, chosen["vragenlijst"]),
        years=_span(results.years(chosen["vragenlijst"])),
    )


def _span(years: Sequence[str]) -> str:
    return years[0] if len(years) == 1 else _("{first} to {last}").format(first=years[0], last=years[-1])


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    item = charts.item_of(results, chosen["vragenlijst"], chosen["jaar"], chosen["vraag"])
    measure = _measure(results, chosen)
    spreads = [results.distribution(chosen["vragenlijst"], year, item.id) for year in charts.asked_in(results, chosen)]
    if not any(spread.shown for spread in spreads):
        return [not_shown(spreads[-1].reason)]
    parts = [beside([charts.spread(results, chosen, item), over_years(results, chosen, item, measure)])]
    said = in_words(told(results, chosen, item, measure), link_to(QUESTION, chosen))
    body: list[Component] = [section(_("All years"), parts), section(_("In words"), [said])]
    groups = groups_of(results, chosen, item, measure)
    title = _("Groups")
    if groups is None:
        why = _why_no_groups(results, chosen, item)
        return [*body, section(title, [not_shown(None, title=_("Groups are not shown."), why=why)])]
    return [*body, section(title, [chart(groups)])]


def _measure(results: Results, chosen: Chosen) -> Measure:
    offered = results.measures(chosen["vragenlijst"], chosen["jaar"], chosen["vraag"])
    return next(each for each in offered if each.id == chosen["maat"])


def _why_no_groups(results: Results, chosen: Chosen, item: Item) -> str:
    if item.sensitive or item.routing:
        return _("This question is sensitive or was put to a part of the people: it is shown for the whole school.")
    unseen = say.unseen_classes(results, chosen["vragenlijst"], chosen["jaar"])
    return unseen or _("No stage or class has enough answers of its own.")


def _question(results: Results, chosen: Chosen) -> str:
    audience = say.audience_of(results, chosen["vragenlijst"]) if chosen else ""
    return _("What did the {people} answer?").format(people=words.noun(audience))


def _deeds(results: Results, chosen: Chosen) -> Sequence[Component]:
    """From a number to a goal about it; of its latest year, whichever is looked at."""
    number = key_of(chosen["vragenlijst"], chosen["vraag"], chosen["maat"], chosen["basis"])
    return [whole_link(_("Make a goal of this number"), goal_about(number))]


PAGE = Page(
    path=QUESTION,
    name=lambda: _("Question"),
    question=_question,
    menus=_menus,
    lead=_lead,
    body=_body,
    deeds=_deeds,
)
