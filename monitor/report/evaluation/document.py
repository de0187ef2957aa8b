"""A document as data: what the year-end evaluation says, before it is a PDF, a text, slides, a workbook or a picture.

Every format is written from this one model, so no format can say something that another does not. Its numbers are
words and tables made of released numbers; what the school wrote itself is marked as such.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from monitor.report.figures import LegendEntry
from monitor.report.marks import Tone
from monitor.report.tables import Table

Look = Literal["lead", "body", "heading", "note", "warning", "own", "blank"]
"""How a paragraph is set; `own`: the school's own words; `blank`: room to write by hand, without words."""
Kind = Literal["bars", "stacked", "lines"]
"""What an editable chart is: bars beside each other, bars of parts of a whole, or lines over the years."""


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str
    look: Look = "body"


@dataclass(frozen=True)
class Points:
    """Sentences below each other, each with a mark before it; `own`: written by the school."""

    items: tuple[str, ...]
    own: bool = False


@dataclass(frozen=True)
class KeyFigure:
    """A number that stands large: what it is, its range, what became of it, and what that means for the school.

    `value` is empty where there is no number; then `told` says why.
    """

    title: str
    value: str
    meaning: str
    sureness: str = ""
    told: str = ""
    tone: Tone = "still"
    sign: str = ""


@dataclass(frozen=True)
class KeyFigures:
    """Numbers that stand large, beside each other where there is room."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True)
class Series:
    """The values of one colour of an editable chart, in whole percent; None where nothing may be shown.

    `ranges` holds, for shares, between which two a value probably lies; it is empty where chance plays no part.
    """

    name: str
    values: tuple[int | None, ...]
    colour: str
    ranges: tuple[tuple[int, int] | None, ...] = ()


@dataclass(frozen=True)
class Native:
    """The same chart for programs that let a school edit it: whole percentages per category."""

    kind: Kind
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True)
class Diagram:
    """A chart with its message, its sentence, the picture, the numbers as a table, and an editable one."""

    name: str
    title: str
    sentence: str
    figure: dict[str, Any]
    table: Table
    native: Native
    legend: tuple[LegendEntry, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """A table that stands by itself."""

    table: Table


Block = Text | Points | KeyFigures | Diagram | Numbers


@dataclass(frozen=True)
class Section:
    """A part with a heading of its own; `name` is the same in every language and year."""

    name: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """An evaluation or letter: who it is of, about which school year, and its parts in order.

    Attributes:
        name: `evaluatie` or `brief`; with school and year it is the name of the file.
        frozen: the day on which the last of its numbers were frozen; no clock is in a document.
        source: where its numbers are from, to stand below every picture.
        logo: PNG or JPEG of the school; None without one.
        numbers: whether there is a number of a survey in it, so that it says when those were frozen.
    """

    name: str
    title: str
    subtitle: str
    school: str
    year: str
    locale: str
    language: str
    frozen: dt.date
    source: str
    sections: tuple[Section, ...]
    logo: bytes | None = None
    numbers: bool = True

    def diagrams(self) -> Iterator[Diagram]:
        """The charts of all parts, in order."""
        return (block for section in self.sections for block in section.blocks if isinstance(block, Diagram))

    def tables(self) -> Iterator[tuple[Section, Table]]:
        """Every table with the part that it stands in, those of charts among them."""
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Diagram | Numbers):
                    yield section, block.table
