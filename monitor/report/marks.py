"""The marks of charts on a scale from 0 to 100 percent: lines, markers and bars with their labels."""

from typing import Any, Final

from monitor.report import colours
from monitor.report.chart_frame import TEXT, Panel, Rows, layout, scale, track

Figure = dict[str, Any]

BAR: Final = 30
"""Pixels of a bar."""
MARK: Final = 20
"""Pixels of the line on which markers stand."""
SIDE: Final = 20
"""Pixels beside a scale from 0 to 100 percent, for markers at its ends."""


def on_scale(stacked: Rows, *, side: int = SIDE) -> dict[str, Any]:
    """The layout of rows on a scale from 0 to 100 percent; `side` pixels are free at both ends."""
    frame = layout(stacked, [Panel()], side=side)
    lines = [line for y in stacked.drawn for line in track(y)]
    return {**frame, "shapes": lines, "annotations": frame["annotations"] + (scale(stacked) if lines else [])}


def line(start: float, end: float, y: int, colour: str, *, width: float) -> Figure:
    """A stroke between two values."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start, end],
        "y": [y, y],
        "line": {"width": width, "color": colour},
        "hoverinfo": "skip",
    }


def marker(x: float, y: int, symbol: str, colour: str, size: int, edge: str) -> Figure:
    """A marker at a value."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "cliponaxis": False,
        "marker": {"size": size, "symbol": symbol, "color": colour, "line": {"width": 2, "color": edge}},
        "hoverinfo": "skip",
    }


def labelled(mark: Figure, text: str, side: str, colour: str) -> Figure:
    """A marker with its number beside it: `side` as plotly says it ("middle left")."""
    font = {"size": TEXT, "color": colour}
    return {**mark, "mode": "markers+text", "text": [text], "textposition": side, "textfont": font}


def bar(share: float, y: int, role: str, text: str) -> Figure:
    """A bar from 0 to a share, with its number inside where there is room."""
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x",
        "x": [share],
        "y": [y],
        "base": [0.0],
        "width": BAR - 2,
        "text": [f"\N{NO-BREAK SPACE}{text}" if text else ""],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"size": TEXT, "color": colours.LABELS[role]},
        "marker": {"color": colours.FILLS[role], "line": {"width": 1.5, "color": colours.SURFACE}},
        "hoverinfo": "skip",
    }
