"""The one way in which a chart comes on a page.

A chart is a figure with a message as its title, a sentence that says it in words, the picture for eyes, and the
same numbers as a table. No toolbar: plotly's own can send a chart to a foreign host.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from dash import dcc, html
from dash.development.base_component import Component

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

    `name` is unique on its page; `link` is the address that shows exactly this again.
    """

    name: str
    title: str
    sentence: str
    figure: dict[str, Any]
    table: Table
    link: str
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()


def chart(content: Chart) -> Component:
    """The chart with everything that it needs to be understood without seeing it."""
    head, sentence = f"{content.name}-title", f"{content.name}-sentence"
    return html.Figure(
        [
            html.Figcaption(
                [html.H3(content.title, id=head, className="chart-title"), html.P(content.sentence, id=sentence)]
            ),
            *_legend(content.legend),
            html.Div(
                _graph(content),
                className="chart-body",
                role="img",
                **aria(labelledby=f"{head} {sentence}"),
            ),
            *_foot(content),
            html.Details([html.Summary(_("Show the numbers as a table")), table(content.table)]),
        ],
        className="chart",
        id=content.name,
    )


def charts(contents: Sequence[Chart]) -> Component:
    """Charts in as many columns as fit, read column by column."""
    return html.Div([chart(content) for content in contents], className="charts")


def _graph(content: Chart) -> Component:
    return dcc.Graph(
        id=f"{content.name}-graph",
        figure=content.figure,
        config=SAFE_IN[language()],
        responsive=True,
        style={"height": f"{content.figure['layout']['height']}px"},
    )


def _legend(entries: Sequence[LegendEntry]) -> list[Component]:
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


def _foot(content: Chart) -> list[Component]:
    notes = [html.Span(note) for note in content.notes if note]
    restore = html.Span(
        [
            html.A(
                _("Link to this chart"),
                href=f"{content.link}#{content.name}",
                className="chart-link",
                **cast("dict[str, Any]", {"data-copied": _("Link copied")}),
            ),
            " ",
            html.Span(role="status", className="copied"),
        ],
        className="screen-only",
    )
    return [html.Div([*notes, restore], className="chart-foot")]
