"""The frame that all charts share: rows with their labels above them, panels side by side, one type."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from monitor.report import colours
from monitor.report.numerals import separators

FONT: Final = "Source Sans 3, Segoe UI, system-ui, sans-serif"
TEXT: Final = 15
"""Pixels of the letters in a chart."""
LINE_WIDTH: Final = 46
"""Characters of a row's label before it wraps: fits a telephone of 390 pixels."""
LABEL_LINE: Final = 20
"""Pixels of one line of a row's label."""
GAP: Final = 16
"""Pixels between two rows."""
AXIS_ROOM: Final = 26
"""Pixels for the words of an axis."""


@dataclass(frozen=True)
class Rows:
    """Where the rows stand, in pixels from the top: the label of each, and the middle of its bar (None: no bar)."""

    labels: tuple[str, ...]
    label_tops: tuple[int, ...]
    centres: tuple[int | None, ...]
    height: int

    @property
    def drawn(self) -> tuple[int, ...]:
        """The middles of the bars that are there."""
        return tuple(centre for centre in self.centres if centre is not None)


@dataclass(frozen=True)
class Panel:
    """A strip of the picture with its own zero: the values `low` to `high`, between two fractions of the width."""

    low: float = 0.0
    high: float = 1.0
    start: float = 0.0
    end: float = 1.0
    axis: str = "x"


def place(labels: Sequence[tuple[str, str, bool]], *, bar: int, top: int = 0) -> Rows:
    """The places of rows, each a label, a note and whether there is something to draw.

    `bar` pixels are for what is drawn, `top` pixels stay free above the first row.
    """
    texts, tops, centres, y = [], [], [], top
    for label, note, drawn in labels:
        text, lines = _label(label, note)
        texts.append(text)
        tops.append(y)
        y += lines * LABEL_LINE
        centres.append(y + bar // 2 + 3 if drawn else None)
        y += (bar + 3 if drawn else 0) + GAP
    return Rows(tuple(texts), tuple(tops), tuple(centres), max(y - GAP, 10) + AXIS_ROOM)


def _label(label: str, note: str) -> tuple[str, int]:
    """A label in bold with its note behind it, or below it where that is too long; and the number of lines."""
    wrapped = _lines(label, LINE_WIDTH)
    bold = "<br>".join(f"<b>{line}</b>" for line in wrapped)
    if not note:
        return bold, len(wrapped)
    if len(wrapped) == 1 and "\n" not in note and len(label) + len(note) < LINE_WIDTH:
        return f"{bold}   {note}", 1
    below = [part for line in note.splitlines() for part in _lines(line, LINE_WIDTH + 4)]
    return "<br>".join((bold, *below)), len(wrapped) + len(below)


def _lines(text: str, width: int) -> list[str]:
    """The fewest lines of at most `width` characters; where a word would stand alone on the last one, even lines."""
    lines = textwrap.wrap(text, width)
    if len(lines) < 2 or " " in lines[-1]:
        return lines
    least = max(len(word) for word in text.split())
    tries = (textwrap.wrap(text, narrower) for narrower in range(max(least, len(text) // len(lines)), width))
    return next((each for each in tries if len(each) == len(lines)), lines)


def layout(rows: Rows, panels: Sequence[Panel], *, side: int, left: int | None = None) -> dict[str, Any]:
    """The layout of a chart with these rows; `side` pixels are free at both sides for what sticks out (or `left`)."""
    left = side if left is None else left
    return {
        "height": rows.height,
        "margin": {"l": left, "r": side, "t": 0, "b": 0},
        "paper_bgcolor": "rgba(0, 0, 0, 0)",
        "plot_bgcolor": "rgba(0, 0, 0, 0)",
        "font": {"family": FONT, "size": TEXT, "color": colours.INK},
        "separators": separators(),
        "showlegend": False,
        "barmode": "overlay",
        "dragmode": False,
        "hovermode": False,
        "uniformtext": {"minsize": 12, "mode": "hide"},
        "yaxis": {"range": [rows.height, 0], "visible": False, "fixedrange": True},
        "annotations": [
            words(text, 0, top, xshift=-left, xref="paper")
            for text, top in zip(rows.labels, rows.label_tops, strict=True)
        ],
        **{panel.axis.replace("x", "xaxis"): _axis(panel) for panel in panels},
    }


def _axis(panel: Panel) -> dict[str, Any]:
    return {
        "range": [panel.low, panel.high],
        "domain": [panel.start, panel.end],
        "fixedrange": True,
        "visible": False,
        "anchor": "y",
    }


def words(
    text: str, x: float, y: float, *, xshift: int = 0, xref: str = "x", colour: str = colours.INK, centred: bool = False
) -> dict[str, Any]:
    """Text at a place in the chart, below and right of it (or centred below it)."""
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": xref,
        "yref": "y",
        "xshift": xshift,
        "xanchor": "center" if centred else "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": TEXT, "color": colour},
    }


def upright(x: float, top: float, bottom: float, *, axis: str = "x", colour: str = colours.LINE) -> dict[str, Any]:
    """A thin upright line at a value, such as the zero of a panel."""
    return _stroke(x, top, x, bottom, axis=axis, colour=colour)


def track(y: float, *, colour: str = colours.LINE) -> list[dict[str, Any]]:
    """The line from 0 to 100 percent on which the dots of a row stand, with a tick at every quarter."""
    ticks = [upright(value, y - 4, y + 4, colour=colour) for value in (0, 0.25, 0.5, 0.75, 1)]
    return [_stroke(0, y, 1, y, axis="x", colour=colour), *ticks]


def grid(y: float, reach: float) -> list[dict[str, Any]]:
    """The upright lines at every quarter of a scale, through a row that reaches so many pixels up and down."""
    return [upright(value, y - reach, y + reach) for value in (0, 0.25, 0.5, 0.75, 1)]


def reference(x: float, top: float, bottom: float, *, colour: str = colours.FOR) -> dict[str, Any]:
    """An upright line at a share that others are held against."""
    return _stroke(x, top, x, bottom, axis="x", colour=colour, width=2)


def across(y: float, end: float, *, colour: str = colours.LINE, width: int = 1) -> dict[str, Any]:
    """A line across at a height, from 0 to a value of the scale."""
    return _stroke(0, y, end, y, axis="x", colour=colour, width=width)


def parting(y: float) -> dict[str, Any]:
    """The sign of a break: a dashed line across, between what was not asked alike."""
    return {**_stroke(0, y, 1, y, axis="x", colour=colours.AXIS, width=2, dash="dash"), "xref": "paper"}


def _stroke(
    x0: float, y0: float, x1: float, y1: float, *, axis: str, colour: str, width: int = 1, dash: str = "solid"
) -> dict[str, Any]:
    return {
        "type": "line",
        "layer": "below",
        "xref": axis,
        "yref": "y",
        "x0": x0,
        "x1": x1,
        "y0": y0,
        "y1": y1,
        "line": {"width": width, "color": colour, "dash": dash},
    }


def scale(rows: Rows) -> list[dict[str, Any]]:
    """The words of the scale from 0 to 100 percent, below the last row."""
    named = ((0, "0"), (0.25, "25"), (0.5, "50"), (0.75, "75"), (1, "100%"))
    return [words(name, value, rows.height - 21, colour=colours.MUTED, centred=True) for value, name in named]
