"""The marks of a legend as SVG: each as the page shows it, in the middle of a box of so many pixels."""

from collections.abc import Mapping
from typing import Final

from monitor.report import colours
from monitor.report.svg_marks import attributes, outline

SIZE: Final = 14
"""Pixels of a mark."""
LONG: Final = 22
"""Pixels of a mark that is a stroke."""

_STROKES: Final[Mapping[str, dict[str, object]]] = {
    "tie-gap": {"stroke": colours.INK, "stroke-width": 4},
    "tie-still": {"stroke": colours.STILL, "stroke-width": 2},
    "range": {"stroke": colours.INK, "stroke-width": 2},
    "parting": {"stroke": colours.AXIS, "stroke-width": 2, "stroke-dasharray": "8 6"},
}
_OUTLINES: Final = {
    "diamond": ("diamond", 12, colours.STRONG_FOR),
    "arrow-for": ("triangle-right", SIZE, colours.STRONG_FOR),
    "arrow-against": ("triangle-right", SIZE, colours.STRONG_AGAINST),
    "staff": ("square", 12, colours.INK),
    "parents": ("diamond", 12, colours.STRONG_FOR),
    "older-pupils": ("triangle-up", SIZE, colours.STILL),
    "others": ("cross", SIZE, colours.STILL),
    "still": ("square", SIZE, colours.STILL),
    "own": ("diamond", 12, colours.INK),
    "above": ("triangle-up", SIZE, colours.STRONG_FOR),
    "below": ("triangle-down", SIZE, colours.STRONG_AGAINST),
}


def swatch(role: str, x: float, y: float) -> str:
    """The mark of a legend around a place.

    Raises:
        ValueError: no legend of this program had such a mark when this was written.
    """
    if role in _STROKES:
        return _line(x - LONG / 2, y, x + LONG / 2, y, _STROKES[role])
    if role == "line":
        return _line(x, y - 9, x, y + 9, {"stroke": colours.FOR, "stroke-width": 3})
    if role == "aim":
        return _line(x, y - 9, x, y + 9, {"stroke": colours.INK, "stroke-width": 2})
    if role in _OUTLINES:
        symbol, size, colour = _OUTLINES[role]
        return outline(symbol, x, y, size / 2, {"fill": colour})
    if role in ("dot", "pupils"):
        return _circle(x, y, SIZE / 2, {"fill": colours.STILL})
    if role == "ring":
        return _circle(x, y, 5.75, {"fill": "none", "stroke": colours.STILL, "stroke-width": 2.5})
    if role in colours.FILLS:
        edge = {"stroke": colours.STILL, "stroke-width": 1.5} if role == "unknown" else {}
        box = {"x": x - SIZE / 2, "y": y - SIZE / 2, "width": SIZE, "height": SIZE, "rx": 3}
        return f"<rect{attributes({**box, 'fill': colours.FILLS[role], **edge})}/>"
    raise ValueError(f"no way to draw a legend's mark of the role {role!r}")


def _circle(x: float, y: float, radius: float, look: Mapping[str, object]) -> str:
    return f"<circle{attributes({'cx': x, 'cy': y, 'r': radius, **look})}/>"


def _line(x1: float, y1: float, x2: float, y2: float, look: Mapping[str, object]) -> str:
    return f"<line{attributes({'x1': x1, 'y1': y1, 'x2': x2, 'y2': y2, **look})}/>"
