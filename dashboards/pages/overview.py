"""Overzicht: how do things stand? Response first, then the indicators, then what is worth a look."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, link, menu
from dashboards.pages.overview_cards import indicators
from dashboards.pages.page import OVERVIEW, QUESTION, Chosen, Page
from dashboards.ui.cards import Badge
from dashboards.ui.parts import Answered, Line, folds, lines, more, not_shown, paragraph, responses
from dashboards.ui.shell import section
from dashboards.ui.table import table
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.course_words import family_words
from monitor.report.standing_out import standing_out
from monitor.report.tables import of_responses
from monitor.results import Notable, Response, Results, SurveyInfo
from monitor.texts import _, n_

ALL = "iedereen"


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    years = [Choice(year, year) for year in reversed(results.years())]
    who = [Choice(ALL, _("Everyone"))] + [
        Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys() if not each.pulse
    ]
    return (menu("wie", _("Who answered"), who, asked), menu("jaar", _("School year"), years, asked))


def _lead(results: Results, chosen: Chosen) -> str:
    year = chosen["jaar"]
    forms = sum(results.response(each.id, year).forms for each in _surveys(results, year))
    return n_(
        "{school} in school year {year}: one form came in.",
        "{school} in school year {year}: {forms} forms came in.",
        forms,
    ).format(school=results.school, year=year, forms=words.count(forms, results.locale))


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    year, who = chosen["jaar"], chosen["wie"]
    asked = _surveys(results, year)
    shown = [each for each in asked if who in (ALL, each.id)]
    if not shown:
        title = _("This survey was not held in {year}.").format(year=year)
        return [not_shown(None, title=title, why=_("Choose another year or other people."))]
    answered = [_answered(results, each, year) for each in shown]
    return [
        section(_("Who answered?"), [responses(answered), *_by_group(results, shown, year)]),
        *(indicators(results, each, year, every=who != ALL, alone=len(shown) == 1) for each in shown),
        *_worth_a_look(results, year, [each.id for each in shown]),
    ]


def _by_group(results: Results, shown: Sequence[SurveyInfo], year: str) -> list[Component]:
    """The response of each group, where the school said how many could answer."""
    parts = []
    for each in shown:
        groups = [(node.label, got) for node, got in results.responses_by_group(each.id, year)]
        if groups:
            title = _("Response per group: {survey}").format(survey=say.survey_name(results, each.id))
            parts.append(more(title, table(of_responses(f"{title}, {year}", groups))))
    return [folds(parts)] if parts else []


def _surveys(results: Results, year: str) -> list[SurveyInfo]:
    return [each for each in results.surveys() if year in each.years and not each.pulse]


def _answered(results: Results, info: SurveyInfo, year: str) -> Answered:
    got, earlier = results.response(info.id, year), results.year_before(info.id, year)
    remarks = [words.hidden_words(got.reason)]
    if earlier is not None:
        past = results.response(info.id, earlier)
        remarks += [_past_response(past, results.locale), words.response_change_sentence(past, got, results.locale)]
    name = say.survey_name(results, info.id)
    return Answered(name, got.rate, *_response_words(got, results.locale), " ".join(r for r in remarks if r))


def _response_words(got: Response, locale: str) -> tuple[str, str]:
    forms = words.count(got.forms, locale)
    if got.rate is None or got.enrolled is None:
        return forms, n_("form", "forms", got.forms)
    invited = words.count(got.enrolled, locale)
    return words.percent(got.rate, locale), _("{forms} of {invited} answered").format(forms=forms, invited=invited)


def _past_response(past: Response, locale: str) -> str:
    if past.rate is None:
        return ""
    return _("In {year} it was {rate}.").format(year=past.year, rate=words.percent(past.rate, locale))


def _worth_a_look(results: Results, year: str, surveys: Sequence[str]) -> list[Component]:
    if not any(results.year_before(each, year) for each in surveys):
        return []
    title, chosen = _("Worth a look"), standing_out(results, year, surveys)
    if not chosen:
        words_ = _("No change since the year before stands out from what chance does.")
        return [section(title, [not_shown(None, title=_("Nothing stands out"), why=words_)])]
    lead = _("These changes stand out most among all questions. About 1 in 10 of such changes is still chance.")
    return [section(title, [paragraph(lead), lines([_line(results, one) for one in chosen])])]


def _line(results: Results, found: Notable) -> Line:
    change = found.change
    survey, year = change.survey, change.to_year
    item = next(each for each in results.items(survey, year) if each.id == change.item)
    measure = next(each for each in results.measures(survey, year, item.id) if each.id == change.measure)
    address = link(QUESTION, vragenlijst=survey, vraag=change.item, maat=change.measure, basis=change.base, jaar=year)
    verdict = Badge(say.short_verdict(change, results.locale), say.sign(change), say.tone(change, measure.better))
    who = say.survey_name(results, survey)
    counted = say.counted(results, survey, year, item, measure)
    remark = " \N{MIDDLE DOT} ".join((who, counted, family_words(found, results.locale)))
    return Line(results.text(survey, year, item.id), address, verdict, remark)


PAGE = Page(
    path=OVERVIEW,
    name=lambda: _("Overview"),
    question=lambda _results, _chosen: _("How do things stand?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)
