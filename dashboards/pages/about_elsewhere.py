"""Figures from elsewhere beside those of the school: only what compares is compared, and always with its source."""

from collections.abc import Iterator

from dash.development.base_component import Component

from dashboards.address import link
from dashboards.pages.page import QUESTION
from dashboards.ui.cards import Badge
from dashboards.ui.parts import bullets, folds, more, not_shown
from dashboards.ui.said import Said, sayings
from dashboards.ui.shell import section
from monitor.definition.model import as_read
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.benchmark_words import benchmark_sentence
from monitor.results import Indicator, Results, SurveyInfo
from monitor.statistics.beside import Beside, beside
from monitor.texts import _

COMPARED = "A"


def elsewhere(results: Results) -> Component:
    """The section with the figures that may stand beside those of the latest year of each survey."""
    found = [(info, list(_sayings(results, info))) for info in results.surveys()]
    lists = [
        more(_("{survey}, {year}").format(survey=say.survey_name(results, info.id), year=info.latest), sayings(said))
        for info, said in found
        if said
    ]
    nothing = not_shown(None, title=_("No figure from elsewhere fits the numbers of this school."))
    return section(_("Figures from elsewhere"), [bullets(_rules()), folds(lists) if lists else nothing])


def _rules() -> tuple[str, ...]:
    return (
        _("Class A: the same is counted, over the same kind of people. Only these are compared, chance included."),
        _(
            "Class B: the same subject, asked or counted in another way. For orientation: the difference may come from "
            "the question."
        ),
        _("Class C: background, such as figures of another subject. They never stand beside a number of the school."),
    )


def _sayings(results: Results, info: SurveyInfo) -> Iterator[Said]:
    asked = {item.id for item in results.items(info.id, info.latest)}
    for one in results.indicators(info.id):
        if one.item in asked:
            share = results.share(info.id, info.latest, one.item, one.measure, one.base)
            yield from (_said(results, info, one, figure) for figure in beside(share, results.own_benchmarks))


def _said(results: Results, info: SurveyInfo, one: Indicator, figure: Beside) -> Said:
    locale = results.locale
    compared = figure.comparability == COMPARED
    badge = Badge(_("class A: compared") if compared else _("class B: for orientation"), "unclear")
    address = link(QUESTION, vragenlijst=info.id, vraag=one.item, maat=one.measure, basis=one.base, jaar=info.latest)
    return Said(
        (words.level_sentence(figure.share, info.audience, locale), benchmark_sentence(figure, locale)),
        as_read(one.title, locale),
        address,
        badge,
        _("Source: {source}").format(source=figure.benchmark.source),
    )
