"""The marks of a chart as SVG: the same plain dictionary that plotly draws in a browser, drawn without a browser.

Only what the figures of this program are made of is known: horizontal bars, lines, markers and words, on panels side
by side. Anything else is an error and not a picture with something missing.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from monitor.report import colours
from monitor.report.chart_frame import LABEL_LINE, TEXT

Figure = Mapping[str, Any]
FONTS: Final = "'Source Sans 3', 'Segoe UI', system-ui, sans-serif"
"""A name with a digit in it stands between quotation marks, or it is no name."""
WIDTH_OF_A_LETTER: Final = 0.53
"""Of its height, on the safe side: the widest common letters and the narrowest ones even out."""
_TAG: Final = re.compile(r"(</?b>)")
_ASCENT: Final = 0.94
"""From the top of a line to its baseline, as a part of the height of a letter."""
_MIDDLE: Final = 0.35
"""From the middle of a digit to its baseline."""
_OUTLINES: Final = {
    "diamond": ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "triangle-right": ((1, 0), (-0.5, -1.155), (-0.5, 1.155)),
    "triangle-left": ((-1, 0), (0.5, -1.155), (0.5, 1.155)),
    "triangle-up": ((0, -1), (1.155, 0.5), (-1.155, 0.5)),
    "triangle-down": ((0, 1), (1.155, -0.5), (-1.155, -0.5)),
    "cross": (
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
        (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip
"""Corners of a marker, in halves of its size."""


def attributes(values: Mapping[str, object]) -> str:
    """Attributes of an element; numbers with at most two decimals."""
    return "".join(f" {name}={quoteattr(_said(value))}" for name, value in values.items() if value is not None)


def _said(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def text(words: str, x: float, baseline: float, **look: object) -> str:
    """Words as real text at a place; `<b>` within them is bold."""
    named = {name.replace("_", "-"): value for name, value in look.items()}
    return f"<text{attributes({'x': float(x), 'y': float(baseline), **named})}>{_rich(words)}</text>"


def _rich(words: str) -> str:
    found, bold = [], False
    for piece in _TAG.split(words.replace("  ", " \N{NO-BREAK SPACE}")):
        if _TAG.fullmatch(piece):
            bold = piece == "<b>"
        elif piece:
            found.append(f'<tspan font-weight="700">{escape(piece)}</tspan>' if bold else escape(piece))
    return "".join(found)


@dataclass(frozen=True)
class Place:
    """Where a chart stands on the picture: its top left corner and its size, in pixels."""

    left: float
    top: float
    width: float
    height: float


class Canvas:
    """Values of a chart turned into places on the picture."""

    def __init__(self, layout: Mapping[str, Any], place: Place) -> None:
        margin = {"l": 0, "r": 0, "t": 0, "b": 0, **layout.get("margin", {})}
        self._layout = layout
        self._left, self._top = place.left + margin["l"], place.top + margin["t"]
        self._width = place.width - margin["l"] - margin["r"]
        self._height = place.height - margin["t"] - margin["b"]

    def x(self, value: float, axis: str = "x") -> float:
        """From the left; the axis `paper` goes from 0 to 1 over the whole width."""
        return float(self._left + self._width * self._fraction(value, axis))

    def y(self, value: float, axis: str = "y") -> float:
        """From the top; values rise upwards unless the range of the axis says otherwise."""
        return float(self._top + self._height * (1 - self._fraction(value, axis)))

    def _fraction(self, value: float, axis: str) -> float:
        if axis == "paper":
            return value
        known = self._layout[f"{axis[0]}axis{axis[1:]}"]
        (first, last), (start, end) = known["range"], known.get("domain", (0, 1))
        return float(start + (value - first) / (last - first) * (end - start))


def marks(figure: Figure, place: Place) -> Iterator[str]:
    """The elements of a chart, what lies below first.

    Raises:
        ValueError: the figure holds something that no chart of this program had when this was written.
    """
    layout = figure["layout"]
    canvas = Canvas(layout, place)
    shapes = list(layout.get("shapes", ()))
    yield from (_stroke(shape, canvas) for shape in shapes if shape.get("layer") == "below")
    for trace in figure["data"]:
        yield from _trace(trace, canvas)
    yield from (_stroke(shape, canvas) for shape in shapes if shape.get("layer") != "below")
    for note in layout.get("annotations", ()):
        yield from _note(note, canvas)


def _trace(trace: Figure, canvas: Canvas) -> Iterator[str]:
    if trace["type"] == "bar" and trace.get("orientation") == "h":
        yield from _bars(trace, canvas)
    elif trace["type"] == "scatter":
        yield from _scatter(trace, canvas)
    else:
        raise ValueError(f"no way to draw a trace of the type {trace['type']!r}")


def _stroke(shape: Figure, canvas: Canvas) -> str:
    if shape["type"] != "line":
        raise ValueError(f"no way to draw a shape of the type {shape['type']!r}")
    xref, yref, line = shape.get("xref", "x"), shape.get("yref", "y"), shape["line"]
    ends = {
        "x1": canvas.x(shape["x0"], xref), "y1": canvas.y(shape["y0"], yref),
        "x2": canvas.x(shape["x1"], xref), "y2": canvas.y(shape["y1"], yref),
    }  # fmt: skip
    return f"<line{attributes({**ends, 'stroke': line['color'], 'stroke-width': line['width'], **_dashed(line)})}/>"


def _dashed(line: Figure) -> dict[str, str]:
    known = {"solid": None, "dot": "2 4", "dash": "8 6"}
    pattern = known[line.get("dash", "solid")]
    return {"stroke-dasharray": pattern} if pattern else {}


def _bars(trace: Figure, canvas: Canvas) -> Iterator[str]:
    """Horizontal bars; a number that does not fit into its bar is left out, for the table has it."""
    axis, marker, font = trace.get("xaxis", "x"), trace["marker"], trace.get("textfont", {})
    size, bases, texts = font.get("size", TEXT), trace.get("base", [0] * len(trace["x"])), trace.get("text", ())
    for place, (length, y) in enumerate(zip(trace["x"], trace["y"], strict=True)):
        start, end = canvas.x(bases[place], axis), canvas.x(bases[place] + length, axis)
        tall = abs(canvas.y(y + trace["width"]) - canvas.y(y))
        yield _rectangle(start, canvas.y(y) - tall / 2, end - start, tall, marker)
        words = texts[place] if texts else ""
        look = {"font_size": size, "fill": font.get("color", colours.INK)}
        if words and trace.get("textposition") == "outside":
            yield text(words, end + 4, canvas.y(y) + size * _MIDDLE, **look)
        elif words and fits(words, size, end - start):
            yield text(words, (start + end) / 2, canvas.y(y) + size * _MIDDLE, **look, text_anchor="middle")


def fits(words: str, size: float, room: float) -> bool:
    """Whether words of this height stand within so many pixels."""
    return len(words) * size * WIDTH_OF_A_LETTER <= room


def _rectangle(x: float, y: float, width: float, height: float, marker: Figure) -> str:
    edge = marker.get("line", {})
    box = {"x": x, "y": y, "width": width, "height": height, "fill": marker["color"]}
    return f"<rect{attributes({**box, 'stroke': edge.get('color'), 'stroke-width': edge.get('width')})}/>"


def _scatter(trace: Figure, canvas: Canvas) -> Iterator[str]:
    xs = [canvas.x(value, trace.get("xaxis", "x")) for value in trace["x"]]
    ys = [canvas.y(value, trace.get("yaxis", "y")) for value in trace["y"]]
    modes = trace.get("mode", "lines").split("+")
    if trace.get("fill", "none") != "none":
        raise ValueError(f"no way to fill an area: {trace['fill']!r}")
    if "lines" in modes:
        line = trace["line"]
        points = " ".join(f"{_said(x)},{_said(y)}" for x, y in zip(xs, ys, strict=True))
        look = {"fill": "none", "stroke": line["color"], "stroke-width": line["width"], **_dashed(line)}
        yield f"<polyline{attributes({'points': points, **look})}/>"
    if "markers" in modes:
        yield from (_marker(trace["marker"], x, y) for x, y in zip(xs, ys, strict=True))
    if "text" in modes:
        for words, x, y in zip(trace["text"], xs, ys, strict=True):
            yield _beside(words, x, y, trace)


def _marker(marker: Figure, x: float, y: float) -> str:
    symbol, half, edge = marker.get("symbol", "circle"), marker["size"] / 2, marker.get("line", {})
    look = {"fill": marker["color"], "stroke": edge.get("color"), "stroke-width": edge.get("width")}
    if symbol == "circle":
        return f"<circle{attributes({'cx': x, 'cy': y, 'r': half, **look})}/>"
    if symbol not in _OUTLINES:
        raise ValueError(f"no way to draw a marker of the kind {symbol!r}")
    return outline(symbol, x, y, half, look)


def outline(symbol: str, x: float, y: float, half: float, look: Mapping[str, object]) -> str:
    """A marker with corners around a place; `half` of its size in pixels."""
    corners = " ".join(f"{_said(x + half * right)},{_said(y + half * down)}" for right, down in _OUTLINES[symbol])
    return f"<polygon{attributes({'points': corners, **look})}/>"


_SIDES: Final = {"left": ("end", -1), "center": ("middle", 0), "right": ("start", 1)}
_HEIGHTS: Final = {"top": -0.75, "middle": 0.0, "bottom": 0.75}


def _beside(words: str, x: float, y: float, trace: Figure) -> str:
    """Words beside a marker, with a rim in the colour of the page that keeps lines off them."""
    up, _space, side = trace.get("textposition", "middle center").partition(" ")
    anchor, sign = _SIDES[side]
    away = trace["marker"]["size"] / 2 + 3 if "marker" in trace else 0
    font = trace.get("textfont", {})
    size = font.get("size", TEXT)
    return text(
        words, x + sign * away, y + size * _MIDDLE + _HEIGHTS[up] * (size + away),
        font_size=size, fill=font.get("color", colours.INK), text_anchor=anchor,
        stroke=colours.SURFACE, stroke_width=5, stroke_linejoin="round", paint_order="stroke",
    )  # fmt: skip


_ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}


def _note(note: Figure, canvas: Canvas) -> Iterator[str]:
    if note.get("showarrow", True):
        raise ValueError("no way to draw an arrow")
    font = note.get("font", {})
    size = font.get("size", TEXT)
    x = canvas.x(note["x"], note.get("xref", "x")) + note.get("xshift", 0)
    lines: Sequence[str] = note["text"].split("<br>")
    above = {"top": 0.0, "middle": len(lines) / 2, "bottom": float(len(lines))}[note.get("yanchor", "top")]
    y = canvas.y(note["y"], note.get("yref", "y")) - note.get("yshift", 0) - above * LABEL_LINE
    for number, line in enumerate(lines):
        yield text(
            line, x, y + size * _ASCENT + number * LABEL_LINE,
            font_size=size, fill=font.get("color", colours.INK), text_anchor=_ANCHORS[note.get("xanchor", "left")],
        )  # fmt: skip
