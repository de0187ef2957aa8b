"""The one way in which a chart comes on a page.

A chart is a figure with a message as its title, a sentence that says it in words, the picture for eyes, and the
same numbers as a table. No toolbar: plotly's own can send a chart to a foreign host.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.address import download_link
from dashboards.ui.parts import more
from dashboards.ui.share import copy_button
from dashboards.ui.spoken import aria
from dashboards.ui.table import table
from monitor.report.figures import LegendEntry
from monitor.report.tables import Table
from monitor.texts import _, language

SAFE: Final[Any] = {
    "displayModeBar": False,
    "showSendToCloud": False,
    "displaylogo": False,
    "staticPlot": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": True,
    "locale": "nl",
}
SAFE_IN: Final[Any] = {"nl": SAFE, "en": {**SAFE, "locale": "en"}}
"""The same for who reads another language."""


@dataclass(frozen=True)
class Chart:
    """What belongs together: the message, its sentence, the picture, what explains it, and the numbers.

    `name` is unique on its page; `link` is the address that shows exactly this again. `alone` are notes for where the
    chart stands by itself, as a file: its page says them once for all charts; so does the legend if it is `apart`.
    """

    name: str
    title: str
    sentence: str
    figure: dict[str, Any]
    table: Table
    link: str
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    apart: bool = False


def titled(subject: str, message: str) -> str:
    """What a chart is about and what it says; the dash between them never begins a line."""
    return f"{subject}\N{NO-BREAK SPACE}\N{EN DASH} {message}"


class Figure(html.Figure):
    """A chart on a page that knows its content; the browser is sent the element alone."""

    content: Chart


def charts_in(parts: object) -> Iterator[Chart]:
    """The charts in what was drawn, in their order."""
    if isinstance(parts, list | tuple):
        for part in parts:
            yield from charts_in(part)
    elif isinstance(parts, Figure):
        yield parts.content
    elif isinstance(parts, Component):
        yield from charts_in(getattr(parts, "children", None))


def chart(content: Chart) -> Component:
    """The chart with everything that it needs to be understood without seeing it."""
    head, sentence = f"{content.name}-title", f"{content.name}-sentence"
    late: Any = {"data-late": _("This chart was not drawn yet. Wait a moment and print again.")}  # for paper
    figure = Figure(
        [
            html.Figcaption(
                [html.H3(content.title, id=head, className="chart-title"), html.P(content.sentence, id=sentence)]
            ),
            *([] if content.apart else legend(content.legend)),
            html.Div(
                _graph(content),
                className="chart-body",
                **late,
                style={"minHeight": _height(content)},  # room from the start: what is below does not move
                role="img",
                **aria(labelledby=f"{head} {sentence}"),
            ),
            *_notes(content),
            html.Div(
                [html.Details([html.Summary(_("Show the numbers as a table")), table(content.table)]), _tools(content)],
                className="chart-end",
            ),
        ],
        className="chart",
        id=content.name,
    )
    figure.content = content
    return figure


_AROUND: Final = 230
"""Pixels, about, of the title, the sentence and the tools around the picture of a chart."""


def charts(contents: Sequence[Chart]) -> Component:
    """Charts in two columns where there is room, read column by column.

    Not columns of the stylesheet: in those every text that plotly measures lays out all charts anew.
    """
    heights = [content.figure["layout"]["height"] + _AROUND for content in contents]
    half = min(range(1, len(contents) + 1), key=lambda first: max(sum(heights[:first]), sum(heights[first:])))
    columns = [column for column in (contents[:half], contents[half:]) if column]
    return html.Div(
        [html.Div([chart(content) for content in column], className="chart-column") for column in columns],
        className="charts",
    )


def charts_first(first: Sequence[Chart], rest: Sequence[Chart], summary: str) -> list[Component]:
    """Charts, and below them others that open on demand; if there are only others, nothing is folded."""
    if not first or not rest:
        return [charts([*first, *rest])] if first or rest else []
    return [charts(first), more(summary, charts(rest), of_charts=True)]


def _graph(content: Chart) -> Component:
    return dcc.Graph(
        id=f"{content.name}-graph",
        figure=content.figure,
        config=SAFE_IN[language()],
        responsive=True,
        style={"height": _height(content)},
    )


def _height(content: Chart) -> str:
    return f"{content.figure['layout']['height']}px"


def legend(entries: Sequence[LegendEntry]) -> list[Component]:
    """What the marks of a chart mean; nothing where there is nothing to explain."""
    if not entries:
        return []
    return [
        html.Ul(
            [
                html.Li([html.Span(className=f"swatch swatch-{entry.role}"), html.Span(entry.label)])
                for entry in entries
            ],
            className="legend",
        )
    ]


def _notes(content: Chart) -> list[Component]:
    notes = [html.Span(note) for note in content.notes if note]
    return [html.Div(notes, className="chart-foot")] if notes else []


FILES: Final = {"png": "PNG", "svg": "SVG", "xlsx": "Excel"}
"""Kinds of files that a chart can be had as, and what they are called."""


def _tools(content: Chart) -> Component:
    """What somebody can do with a chart: send its address, keep it as a picture, work on its numbers."""
    head = f"{content.name}-title"
    saved = [
        html.A(name, href=download_link(content.link, content.name, kind), download="", **aria(describedby=head))
        for kind, name in FILES.items()
    ]
    listed = html.Ul([html.Li(each) for each in saved], className="files", **aria(label=_("Save this chart as")))
    return html.Div(
        [
            copy_button(f"{content.link}#{content.name}", of_chart=True),
            html.Div([html.Span(_("Save as"), **aria(hidden="true")), listed], className="save"),
        ],
        className="chart-tools screen-only",
    )
