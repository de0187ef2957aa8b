"""Startfoto: where did the school start? The first numbers beside the four texts of the first meeting, on one page."""

from collections.abc import Iterator, Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboards.address import STARTING, WORKING_YEAR, Menu, dossier_link, link
from dashboards.declaring.start import PATH as WRITE
from dashboards.pages.page import QUESTION, Chosen, Page
from dashboards.ui.cards import Card, cards
from dashboards.ui.files import FileOf, files
from dashboards.ui.leading import whole_links
from dashboards.ui.parts import notice
from dashboards.ui.shell import anchor, section
from monitor.report.evaluation.school_year import Asked, SchoolYear
from monitor.report.evaluation.startfoto import StartText, first_wave, texts
from monitor.report.evaluation.summary import first, response_sentence
from monitor.report.evaluation.voices import key_figure
from monitor.results import Results
from monitor.texts import _


def _menus(_results: Results, _asked: Mapping[str, str]) -> tuple[Menu, ...]:
    return ()


def _view(results: Results) -> SchoolYear:
    return first_wave(SchoolYear(results, results.years()[-1]))


def _lead(results: Results, _chosen: Chosen) -> str:
    return response_sentence(_view(results))


def _body(results: Results, _chosen: Chosen) -> Sequence[Component]:
    view, start = _view(results), results.written.words.start
    return [
        *_faults(results),
        html.Div(
            [
                html.Div(list(_numbers(view)), className="starting-numbers"),
                section(
                    _("What we wrote at the first meeting"), _written(texts(start), known=not results.written.faults)
                ),
            ],
            className="starting",
        ),
        html.Div(section(_("Keep or print it"), [_kept(view.year)]), className="screen-only"),
    ]


def _numbers(view: SchoolYear) -> Iterator[Component]:
    """The first numbers that may be shown, a part per survey: the same as on paper."""
    shown = first(view)
    for survey in view.surveys():
        found = [_card(view, one) for one in shown if one.survey.id == survey.id]
        if found:
            yield section(view.called(survey.id), [cards(found)], aside=view.year)


def _faults(results: Results) -> list[Component]:
    if not results.written.faults:
        return []
    told = _("The page {page} says what is wrong in it, and on which line.").format(page=_("Working year"))
    return [
        notice(_("The file werkgroep.yaml cannot be read."), told, warm=True),
        html.P(anchor(_("To the working year"), WORKING_YEAR), className="screen-only"),
    ]


def _card(view: SchoolYear, asked: Asked) -> Card:
    """A number of the first wave; nothing came before it, so there is no change to tell."""
    indicator, figure = asked.indicator, key_figure(view, asked)
    address = link(
        QUESTION,
        vragenlijst=asked.survey.id, vraag=indicator.item, maat=indicator.measure, basis=indicator.base, jaar=view.year,
    )  # fmt: skip
    return Card(figure.title, address, figure.value, figure.sureness, figure.meaning)


def _written(parts: Sequence[StartText], *, known: bool) -> list[Component]:
    """The four texts; `known`: the file in which they stand could be read."""
    missing = sum(not one.written for one in parts)
    return [
        *([notice(_("The four texts were not written yet."))] if known and missing == len(parts) else []),
        html.Div([_text(one) for one in parts], className="starting-texts"),
        html.P(_who_writes(), className="muted screen-only"),
    ]


def _who_writes() -> str:
    """Whose texts these are, true for everybody who reads it; the form stands above, for who may."""
    return _("The werkgroep and the head of the school write these texts. They stand in the file werkgroep.yaml.")


def _text(one: StartText) -> Component:
    body = html.P(one.written, className="starting-said") if one.written else html.P(one.hint, className="muted")
    return html.Article([html.H3(one.title), body], className="panel" if one.written else "panel starting-room")


def _kept(year: str) -> Component:
    told = _("One page for the first meeting of the werkgroep.")
    return files([FileOf(_("Starting picture"), told, (("PDF", dossier_link(year, "startfoto.pdf")),))])


def _deeds(_results: Results, _chosen: Chosen) -> Sequence[Component]:
    return [whole_links(_("Your own words"), (_("Write the four texts"), WRITE))]


PAGE = Page(
    path=STARTING,
    name=lambda: _("Starting picture"),
    question=lambda _results, _chosen: _("How do we start?"),
    menus=_menus,
    lead=_lead,
    body=_body,
    listed=False,
    deeds=_deeds,
)
