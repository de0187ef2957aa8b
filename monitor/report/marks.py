"""The marks that charts are made of: lines, markers and words at a place, as plotly reads them."""

from typing import Any, Final, Literal

from monitor.report import colours
from monitor.report.chart_frame import TEXT

Mark = dict[str, Any]
Tone = Literal["good", "bad", "plain", "still", "break"]

STRONG: Final = {
    "good": colours.STRONG_FOR,
    "bad": colours.STRONG_AGAINST,
    "plain": colours.INK,
    "still": colours.STILL,
    "break": colours.STILL,
}
"""The colour of a change, by what it means: only what is more than chance has one."""
SOFT: Final = {**dict.fromkeys(STRONG, colours.MIDDLE), "good": colours.FOR, "bad": colours.AGAINST}
"""The colour of the range around such a mark."""


def line(start: tuple[float, float], end: tuple[float, float], colour: str, *, width: float) -> Mark:
    """A line from one place to another."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [start[0], end[0]],
        "y": [start[1], end[1]],
        "cliponaxis": False,
        "line": {"width": width, "color": colour},
        "hoverinfo": "skip",
    }


def reach(low: float, high: float, y: float, colour: str, *, width: float = 7) -> Mark:
    """Where a figure probably lies: a broad line from one limit to the other."""
    return line((low, y), (high, y), colour, width=width)


def marker(x: float, y: float, symbol: str, colour: str, size: int, edge: str) -> Mark:
    """A mark with a shape, a colour and an edge."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [x],
        "y": [y],
        "cliponaxis": False,
        "marker": {"size": size, "symbol": symbol, "color": colour, "line": {"width": 2, "color": edge}},
        "hoverinfo": "skip",
    }


def outside(text: str, low: float, high: float, y: float, colour: str, *, leftwards: bool) -> Mark:
    """A number beside a range, left or right of it, so that it covers no mark."""
    air = 2 * "\N{NO-BREAK SPACE}"
    said = f"{text}{air}" if leftwards else f"{air}{text}"
    return {
        "type": "scatter",
        "mode": "text",
        "x": [low if leftwards else high],
        "y": [y],
        "text": [said],
        "textposition": "middle left" if leftwards else "middle right",
        "textfont": {"size": TEXT, "color": colour},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
