"""The weighted figures of a survey beside its headlines: what they would be if every group had answered as much."""

from collections.abc import Sequence

from dash.development.base_component import Component

from dashboards.address import link
from dashboards.pages.page import QUESTION
from dashboards.ui.cards import Badge
from dashboards.ui.parts import more, not_shown, notice, paragraph
from dashboards.ui.said import Said, sayings
from dashboards.ui.shell import section
from dashboards.ui.table import table
from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.second_words import worst_case_sentence
from monitor.report.side_tables import of_weighted
from monitor.report.weighting_words import headline_change_sentence, weighted_sentence, weighting_cannot
from monitor.results import Indicator, Results, Share
from monitor.statistics.nonresponse import Weighted, weighted
from monitor.statistics.weighted_change import headline_change
from monitor.texts import _

Found = tuple[Indicator, Weighted]


def parts(results: Results, survey: str, year: str) -> list[Component]:
    """The section with the weighted figures; where there is none of any number, why."""
    title = _("What if every group had answered as much?")
    found = [
        (one, weighted(results.estimates(survey, year), share)) for one, share in _headlines(results, survey, year)
    ]
    known = [each for each in found if each[1].share is not None]
    if not known:
        reasons = dict.fromkeys(words.hidden_words(each.reason) for _one, each in found if each.reason)
        return [section(title, [not_shown(None, title=_("There are no weighted figures."), why=" ".join(reasons))])]
    flagged = [each for each in known if each[1].flag]
    caption = _("Weighted figures of {survey}, {year}").format(survey=say.survey_name(results, survey), year=year)
    rows = [(as_read(one.title, results.locale), each) for one, each in found]
    body = [
        *_flags(results, survey, year, flagged),
        *_changes(results, survey, year, known),
        more(_("All weighted figures"), table(of_weighted(caption, rows, results.locale))),
        paragraph(weighting_cannot()),
    ]
    return [section(title, body)]


def _headlines(results: Results, survey: str, year: str) -> list[tuple[Indicator, Share]]:
    asked = {item.id for item in results.items(survey, year)}
    return [
        (one, results.share(survey, year, one.item, one.measure, one.base))
        for one in results.indicators(survey)
        if one.item in asked
    ]


def _flags(results: Results, survey: str, year: str, flagged: Sequence[Found]) -> list[Component]:
    """The figures that weighting moves by more than 2 points, each in words."""
    if not flagged:
        told = _("Weighting moves no figure by more than 2 points.")
        return [notice(told, _("So groups that answered less do not change the picture."))]
    warning = _("Weighting moves some figures by more than 2 points.")
    said = [
        Said(
            (_as_it_is(each, results, survey), weighted_sentence(each, results.locale)),
            as_read(one.title, results.locale),
            _address(one, survey, year),
            Badge(_("more than 2 points apart"), "unclear"),
        )
        for one, each in flagged
    ]
    return [notice(warning, _("Read those beside the figure without weighting."), warm=True), sayings(said)]


def _as_it_is(found: Weighted, results: Results, survey: str) -> str:
    return words.level_sentence(found.unweighted, say.audience_of(results, survey), results.locale)


def _address(one: Indicator, survey: str, year: str) -> str:
    return link(QUESTION, vragenlijst=survey, vraag=one.item, maat=one.measure, basis=one.base, jaar=year)


def _changes(results: Results, survey: str, year: str, known: Sequence[Found]) -> list[Component]:
    """The change of the weighted headline, where the school declared at closing that it counts."""
    earlier = results.year_before(survey, year)
    if earlier is None:
        return []
    pair = results.estimates(survey, earlier), results.estimates(survey, year)
    said = []
    for one, _found in known:
        change = results.change(survey, one.item, one.measure, earlier, year, one.base)
        if told := headline_change_sentence(headline_change(*pair, change), results.locale):
            said.append(Said((told,), as_read(one.title, results.locale), _address(one, survey, year)))
    if not said:
        return []
    return [more(_("The change of the weighted figures since {year}").format(year=earlier), sayings(said))]


def worst_case(results: Results, survey: str, year: str) -> list[Component]:
    """What is certain of the first number that allows it, whatever the silent think; nothing where none does."""
    for one, share in _headlines(results, survey, year):
        told = worst_case_sentence(results.second_lines(share), say.audience_of(results, survey), results.locale)
        if told:
            title = as_read(one.title, results.locale)
            return [paragraph(_("For example:")), sayings([Said((told,), title, _address(one, survey, year))])]
    return []
