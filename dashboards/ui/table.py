"""Tables as plain HTML: row headers, numbers to the right, a frame that scrolls by itself."""

from dash import html
from dash.development.base_component import Component

from dashboards.ui.spoken import aria
from monitor.report.tables import Table
from monitor.texts import _

FEW = 3
"""Columns that fit on a telephone."""


def table(content: Table) -> Component:
    """The rows of a table, the first column as the header of its row."""
    wide = len(content.columns) > FEW
    return html.Div(
        [
            *([html.P(_("Slide sideways for the other columns."), className="scroll-hint")] if wide else []),
            html.Table(
                [
                    html.Caption(content.caption),
                    html.Thead(html.Tr([_head(column.title, numeric=column.numeric) for column in content.columns])),
                    html.Tbody([_row(content, row) for row in content.rows]),
                ],
                className="table",
            ),
            *([html.P(content.note, className="table-note")] if content.note else []),
        ],
        className="table-frame table-wide" if wide else "table-frame",
        tabIndex=0,
        role="region",
        **aria(label=content.caption),
    )


def _head(title: str, *, numeric: bool) -> Component:
    return html.Th(title, scope="col", className="number" if numeric else "")


def _row(content: Table, row: tuple[str, ...]) -> Component:
    first, *others = row
    cells = [
        html.Td(cell, className="number" if column.numeric else "")
        for cell, column in zip(others, content.columns[1:], strict=True)
    ]
    return html.Tr([html.Th(first, scope="row"), *cells])
