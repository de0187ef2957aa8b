"""Respons: who answered, who is missing, and what does that do to the figures?"""

import itertools
from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Choice, Menu, menu
from dashboards.pages import response_weighing as weighing
from dashboards.pages.page import RESPONSE, Chosen, Page, link_to
from dashboards.ui.chart import Chart, chart
from dashboards.ui.parts import bullets, not_shown, notice
from dashboards.ui.shell import section
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.side_figures import Bar, bars
from monitor.report.tables import of_responses
from monitor.results import Response, Results
from monitor.texts import _

HALF = 0.5


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    surveys = [Choice(each.id, say.survey_name(results, each.id)) for each in results.surveys()]
    survey = menu("vragenlijst", _("Who answered"), surveys, asked)
    years = results.years(survey.chosen)
    return survey, menu("jaar", _("School year"), [Choice(each, each) for each in reversed(years)], asked)


def _lead(results: Results, chosen: Chosen) -> str:
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    got = results.response(survey, year)
    return words.response_sentence(got, say.audience_of(results, survey), results.locale)


def _body(results: Results, chosen: Chosen) -> Sequence[Component]:
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    return [
        *_warnings(results, survey, year),
        section(_("All years"), [chart(_over_years(results, chosen))]),
        *_groups(results, chosen),
        *weighing.parts(results, survey, year),
        section(
            _("What the response does not say"),
            [bullets(_caveats(results, survey, year)), *weighing.worst_case(results, survey, year)],
        ),
    ]


def _warnings(results: Results, survey: str, year: str) -> list[Component]:
    """What to know before the figures are read: the response moved, or it is not known."""
    got, found = results.response(survey, year), []
    before = next((one for one, other in itertools.pairwise(results.years(survey)) if other == year), None)
    if before is not None:
        moved = words.response_change_sentence(results.response(survey, before), got, results.locale)
        breaks = [moved, *(one.text for one in results.breaks(survey, before, year))]
        found += [notice(told, warm=True) for told in breaks if told]
    if got.enrolled is None:
        advice = _("Give the number at the next import; then the response is worked out.")
        found.append(notice(_("We do not know how many people could answer."), advice, warm=True))
    return found


def _over_years(results: Results, chosen: Chosen) -> Chart:
    survey = chosen["vragenlijst"]
    got = [(year, results.response(survey, year)) for year in results.years(survey)]
    caption = _("Response per year: {survey}").format(survey=say.survey_name(results, survey))
    table = of_responses(caption, got)
    return Chart(
        name="jaren",
        title=_title(results, survey, chosen["jaar"]),
        sentence=_("The bar is the part of all who could answer that did. Forms are counted exactly."),
        figure=bars([_bar(year, one, results.locale, now=year == chosen["jaar"]) for year, one in got]),
        table=table,
        link=link_to(RESPONSE, chosen),
    )


def _title(results: Results, survey: str, year: str) -> str:
    """The message: how many of ten answered, or that this is not known."""
    got, audience = results.response(survey, year), say.audience_of(results, survey)
    if got.rate is None:
        return words.hidden_words(got.reason)
    return _("{rate} of the {people} answered in {year}").format(
        rate=words.percent(got.rate, results.locale), people=words.noun(audience), year=year
    )


def _bar(label: str, got: Response, locale: str, *, now: bool) -> Bar:
    if got.rate is None or got.enrolled is None:
        told = _("{forms} forms. {reason}").format(
            forms=words.count(got.forms, locale), reason=words.hidden_words(got.reason)
        )
        return Bar(label, told, None)
    note = _("{forms} of {invited} answered").format(
        forms=words.count(got.forms, locale), invited=words.count(got.enrolled, locale)
    )
    return Bar(label, note, got.rate, "strong-for" if now else "for", text=words.percent(got.rate, locale))


def _groups(results: Results, chosen: Chosen) -> list[Component]:
    """The response of each stage and class in the order of the school: never in the order of size."""
    survey, year = chosen["vragenlijst"], chosen["jaar"]
    narrowed = results.release(survey, year).narrowed
    title = (_("By stage, {year}") if narrowed else _("By stage and class, {year}")).format(year=year)
    found = results.responses_by_group(survey, year)
    got = [(node.label, one) for node, one in found]
    if unseen := say.unseen_classes(results, survey, year):
        return [section(_("Groups"), [notice(unseen)])]
    if not got and narrowed:
        return []
    if not got:
        advice = _(
            "The school did not say how many people belong to each class. Once an import has a list of classes and "
            "numbers with it, the response of each class stands here."
        )
        return [section(title, [not_shown(None, title=_("The response of each class is not known."), why=advice)])]
    drawn = Chart(
        name="groepen",
        title=_groups_title(got),
        sentence=_("In the order of the school. It says who is missing, not which class is better."),
        figure=bars([_bar(node.label, one, results.locale, now=node.level == "stage") for node, one in found]),
        table=of_responses(
            _("Response per group: {survey}").format(survey=f"{say.survey_name(results, survey)}, {year}"), got
        ),
        link=link_to(RESPONSE, chosen),
        notes=(_("Whoever gave no class counts for the school, and not for a group."),),
    )
    return [section(title, [chart(drawn)])]


def _groups_title(got: Sequence[tuple[str, Response]]) -> str:
    known = [(label, one.rate) for label, one in got if one.rate is not None]
    fewer = [label for label, rate in known if rate < HALF]
    if not known:
        return _("The response of each class is not known.")
    if not fewer:
        return _("At least half answered in every group")
    if len(fewer) == len(known):
        return _("In every group fewer than half answered")
    return _("Fewer than half answered in: {groups}").format(groups=", ".join(fewer))


def _caveats(results: Results, survey: str, year: str) -> list[str]:
    got = results.response(survey, year)
    people = words.noun(say.audience_of(results, survey))
    return [
        _("We do not know who did not answer: nothing is kept that tells."),
        *(
            [_("What the silent {people} think, no calculation can tell.").format(people=people)]
            if got.silent != 0
            else []
        ),
        _("A high response is no proof that the figures are right, and a low one no proof that they are wrong."),
        _("Compare years with care when the response moved by more than 10 points: other people may have answered."),
    ]


PAGE = Page(
    path=RESPONSE,
    name=lambda: _("Response"),
    question=lambda _results, _chosen: _("Who answered, and who is missing?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)
