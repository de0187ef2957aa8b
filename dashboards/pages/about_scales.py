"""The scales that are made of several questions: their figures, and how well their questions hang together."""

from dash.development.base_component import Component

from dashboards.ui.parts import folds, more, paragraph
from dashboards.ui.shell import section
from dashboards.ui.table import table
from monitor.report import sentences as say
from monitor.report.scale_words import consistency_sentence, mean_change_sentence, mean_sentence, scale_sentence
from monitor.report.scale_words import scale_title as titled
from monitor.report.tables import Column, Table
from monitor.results import Results, ScaleFigures, SurveyInfo
from monitor.texts import _


def scales(results: Results) -> list[Component]:
    """The section with the scales of the latest year of each survey; nothing where there are none."""
    parts = [_of_survey(results, info, found) for info in results.surveys() if (found := _found(results, info))]
    if not parts:
        return []
    lead = _(
        "Some questions are about one thing, such as belonging in class. Together they make a scale. That is worth "
        "something only if their answers go together; the table says whether they do."
    )
    return [section(_("Scales of several questions"), [paragraph(lead), folds(parts)])]


def _found(results: Results, info: SurveyInfo) -> tuple[ScaleFigures, ...]:
    return results.scales(info.id, info.latest)


def _of_survey(results: Results, info: SurveyInfo, found: tuple[ScaleFigures, ...]) -> Component:
    name = say.survey_name(results, info.id)
    columns = (
        Column(_("Scale")),
        Column(_("Share")),
        Column(_("Mean step")),
        Column(_("Do the questions go together?")),
    )
    rows = tuple(_row(results, info, one) for one in found)
    title = _("{survey}, {year}").format(survey=name, year=info.latest)
    return more(title, table(Table(_("Scales of {survey}").format(survey=name), columns, rows)))


def _row(results: Results, info: SurveyInfo, one: ScaleFigures) -> tuple[str, ...]:
    """A scale in words: its share, its mean step and what became of that, and how its questions go together."""
    locale, title = results.locale, titled(one, results.locale)
    mean = [mean_sentence(one.mean, locale)]
    before = results.year_before(info.id, info.latest)
    if one.mean.mean is not None and before is not None:
        change = results.mean_change(info.id, one.item.id, before, info.latest)
        mean.append(mean_change_sentence(change, locale))
    return (
        title,
        scale_sentence(one, info.audience, locale).removeprefix(f"{title}. "),
        " ".join(mean),
        consistency_sentence(one.consistency, locale),
    )
