"""Who answered, and who is missing: the response of every survey, before any other number."""

from collections.abc import Sequence

from monitor.report import colours, words
from monitor.report.evaluation.document import Block, Diagram, Native, Numbers, Section, Series, Text
from monitor.report.evaluation.school_year import SchoolYear
from monitor.report.method_words import questionnaire_words
from monitor.report.side_figures import Bar, bars
from monitor.report.tables import Column, Table, of_responses
from monitor.results import Response, SurveyInfo
from monitor.texts import _

NAME = "respons"


def section(view: SchoolYear) -> Section:
    """The response of each survey of the year beside the year before, and what it does to the figures."""
    surveys = view.surveys()
    blocks: list[Block] = [Text(_sentence(view, one)) for one in surveys]
    blocks.append(diagram(view, surveys))
    blocks += [Text(told, "warning") for one in surveys for told in _warnings(view, one)]
    blocks.append(
        Text(_("We do not know who did not answer: nothing is kept that tells. They may think differently."), "note")
    )
    blocks.append(Numbers(_waves(view)))
    return Section(NAME, _("Who answered?"), tuple(blocks))


def diagram(view: SchoolYear, surveys: Sequence[SurveyInfo]) -> Diagram:
    """A bar per survey: the part of all who could answer that did."""
    got = [(view.called(one.id), view.results.response(one.id, view.year)) for one in surveys]
    known = [(label, one) for label, one in got if one.rate is not None]
    return Diagram(
        name=NAME,
        title=_title(view, known),
        sentence=_("The bar is the part of all who could answer that did. Forms are counted exactly."),
        figure=bars([_bar(label, one, view.locale) for label, one in got]),
        table=of_responses(_("Response per group: {survey}").format(survey=view.year), got),
        native=Native(
            "bars",
            tuple(label for label, _one in got),
            (Series(_("Response"), tuple(_rate(one) for _label, one in got), colours.STRONG_FOR),),
        ),
    )


def _title(view: SchoolYear, known: Sequence[tuple[str, Response]]) -> str:
    if not known:
        return _("We do not know how many people could answer.")
    told = [f"{label} {words.percent(one.rate or 0.0, view.locale)}" for label, one in known]
    return _("Response in {year}: {rates}").format(year=view.year, rates=", ".join(told))


def _sentence(view: SchoolYear, survey: SurveyInfo) -> str:
    got = view.results.response(survey.id, view.year)
    return f"{view.called(survey.id)}: {words.response_sentence(got, survey.audience, view.locale)}"


def _warnings(view: SchoolYear, survey: SurveyInfo) -> list[str]:
    """What to know before changes are read: the response moved, or the waves were not held alike."""
    earlier = view.earlier(survey)
    if earlier is None:
        return []
    before, after = (view.results.response(survey.id, year) for year in (earlier, view.year))
    moved = words.response_change_sentence(before, after, view.locale)
    breaks = [one.text for one in view.results.breaks(survey.id, earlier, view.year)]
    return [f"{view.called(survey.id)}: {told}" for told in (moved, *breaks) if told]


def _bar(label: str, got: Response, locale: str) -> Bar:
    if got.rate is None or got.enrolled is None:
        forms = words.count(got.forms, locale)
        told = _("{forms} forms. {reason}").format(forms=forms, reason=words.hidden_words(got.reason))
        return Bar(label, told, None)
    note = _("{forms} of {invited} answered").format(
        forms=words.count(got.forms, locale), invited=words.count(got.enrolled, locale)
    )
    return Bar(label, note, got.rate, text=words.percent(got.rate, locale))


def _rate(got: Response) -> int | None:
    return None if got.rate is None else round(100 * got.rate)


def _waves(view: SchoolYear) -> Table:
    """When the answers of each survey were closed, how many there were, and on which questionnaire."""
    rows = []
    for survey in view.surveys():
        manifest = view.results.release(survey.id, view.year).manifest
        rows.append(
            (
                view.called(survey.id),
                words.date(manifest.closed_on, view.locale),
                words.count(view.results.response(survey.id, view.year).forms, view.locale),
                questionnaire_words(manifest.survey.version, manifest.survey.status),
            )
        )
    headings = (
        Column(_("Survey")),
        Column(_("Closed on")),
        Column(_("Forms"), numeric=True),
        Column(_("Questionnaire"), aside=True),
    )
    return Table(_("Closed surveys"), headings, tuple(rows))
