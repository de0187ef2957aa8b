"""A chart as a picture that stands alone: message, sentence, legend, marks, notes and source, as SVG with real text.

The same figure gives the same bytes: nothing in it comes from the clock, from the computer or from chance.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from xml.sax.saxutils import escape

from monitor.report import colours
from monitor.report.figures import LegendEntry
from monitor.report.svg_legend import LONG, swatch
from monitor.report.svg_marks import FONTS, WIDTH_OF_A_LETTER, Place, attributes, marks, text

WIDTH: Final = 800
"""Pixels of the picture; its height follows from what is in it."""
EDGE: Final = 32
_ROOM: Final = WIDTH - 2 * EDGE


@dataclass(frozen=True)
class Picture:
    """What is drawn: the message, its sentence, the figure with legend and notes, and where the numbers are from."""

    title: str
    sentence: str
    figure: dict[str, Any]
    legend: tuple[LegendEntry, ...]
    notes: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class _Type:
    """How running text is set: height of the letters, of a line, and its colour."""

    size: int
    line: int
    colour: str
    bold: bool = False

    @property
    def letters(self) -> int:
        """How many fit into the width of the picture."""
        return int(_ROOM / (self.size * (0.46 if self.bold else 0.43)))


_TITLE: Final = _Type(24, 30, colours.INK, bold=True)
_SENTENCE: Final = _Type(16, 22, colours.INK)
_NOTE: Final = _Type(14, 20, colours.MUTED)


def as_svg(picture: Picture) -> str:
    """The picture as the text of an SVG file.

    Raises:
        ValueError: the figure or the legend holds something that this program cannot draw.
    """
    column = _Column()
    column.words(picture.title, _TITLE)
    column.words(picture.sentence, _SENTENCE, above=4)
    column.legend(picture.legend)
    column.chart(picture.figure)
    for note in (one for one in picture.notes if one):
        column.words(note, _NOTE, above=4)
    column.rule()
    column.words(picture.source, _NOTE)
    height = column.bottom + EDGE
    head = {
        "xmlns": "http://www.w3.org/2000/svg", "width": WIDTH, "height": height,
        "viewBox": f"0 0 {WIDTH} {height}", "role": "img", "aria-labelledby": "title desc", "font-family": FONTS,
    }  # fmt: skip
    named = [f'<title id="title">{escape(picture.title)}</title>', f'<desc id="desc">{escape(picture.sentence)}</desc>']
    page = f"<rect{attributes({'width': WIDTH, 'height': height, 'fill': colours.SURFACE})}/>"
    return "\n".join([f"<svg{attributes(head)}>", *named, page, *column.elements, "</svg>", ""])


def as_bare_svg(figure: dict[str, Any], legend: tuple[LegendEntry, ...], said: str) -> str:
    """The marks and their legend alone, for a document that says the rest itself; `said` stands for the picture.

    Raises:
        ValueError: the figure or the legend holds something that this program cannot draw.
    """
    column = _Column(bottom=0)
    column.legend(legend)
    column.chart(figure)
    head = {
        "xmlns": "http://www.w3.org/2000/svg", "width": _ROOM, "height": column.bottom,
        "viewBox": f"{EDGE} 0 {_ROOM} {column.bottom}", "role": "img", "aria-labelledby": "title",
        "font-family": FONTS,
    }  # fmt: skip
    return "\n".join(
        [f"<svg{attributes(head)}>", f'<title id="title">{escape(said)}</title>', *column.elements, "</svg>"]
    )


class _Column:
    """The parts of a picture below each other."""

    def __init__(self, *, bottom: int = EDGE) -> None:
        self.elements: list[str] = []
        self.bottom = bottom

    def words(self, words: str, type_: _Type, *, above: int = 0) -> None:
        """Running text, broken into lines."""
        self.bottom += above
        for line in textwrap.wrap(words, type_.letters):
            weight = 700 if type_.bold else None
            baseline = self.bottom + (type_.line + type_.size) / 2 - type_.size * 0.14
            self.elements.append(
                text(line, EDGE, baseline, font_size=type_.size, font_weight=weight, fill=type_.colour)
            )
            self.bottom += type_.line

    def legend(self, entries: Sequence[LegendEntry]) -> None:
        """What the marks mean, in as many rows as are needed."""
        left = float(EDGE)
        self.bottom += 12 if entries else 0
        for entry in entries:
            wide = LONG + 8 + len(entry.label) * _NOTE.size * WIDTH_OF_A_LETTER + 18
            if left > EDGE and left + wide > WIDTH - EDGE:
                left, self.bottom = float(EDGE), self.bottom + _NOTE.line + 4
            self.elements.append(swatch(entry.role, left + LONG / 2, self.bottom + _NOTE.line / 2))
            label = text(entry.label, left + LONG + 8, self.bottom + 15, font_size=_NOTE.size, fill=_NOTE.colour)
            self.elements.append(label)
            left += wide
        self.bottom += _NOTE.line + 4 if entries else 0

    def chart(self, figure: dict[str, Any]) -> None:
        """The marks, over the whole width."""
        self.bottom += 14
        height = figure["layout"]["height"]
        self.elements += marks(figure, Place(EDGE, self.bottom, _ROOM, height))
        self.bottom += height + 8

    def rule(self) -> None:
        """A thin line above the source."""
        y = self.bottom + 10
        ends = {"x1": EDGE, "y1": y, "x2": WIDTH - EDGE, "y2": y, "stroke": colours.LINE}
        self.elements.append(f"<line{attributes(ends)}/>")
        self.bottom += 18
