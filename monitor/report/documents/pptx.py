"""A document as slides: a message per slide, charts that can be edited, and the numbers in the notes below."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, TypeVar

from monitor.report import colours, words
from monitor.report.documents.columns import column_shares
from monitor.report.documents.grouped import Line, grouped
from monitor.report.documents.native import Slide, add_chart, rgb
from monitor.report.documents.ranges import explained
from monitor.report.documents.signs import SIGNS, TONES
from monitor.report.documents.slide_words import number, set_cell, set_words, write
from monitor.report.evaluation.document import Diagram, Document, KeyFigure, KeyFigures, Numbers, Section
from monitor.report.tables import Table

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides

_Part = TypeVar("_Part")
_PER_SLIDE: Final = 6
"""Large numbers on a slide; more go on to the next one."""
_ROWS_PER_SLIDE: Final = 7
"""Rows of a table on a slide."""
_TITLE_ONLY: Final = 5
"""The layout of the empty presentation that has a title and nothing else."""
_WIDE, _HIGH, _EDGE = 13.333, 7.5, 0.6
"""Inches of a slide, and of the air around what stands on it."""
_ROOM: Final = 90
"""Characters that stand beside each other in a table as wide as a slide."""
_LINES, _BESIDE = 14, 3
"""Lines of text that fit on a slide, and above or below a chart or large numbers."""
_FEW: Final = 6
"""Lines of text that stand alone on a slide and are set larger, for they are read from the back of a room."""
_CHART_WORDS: Final = 14
"""Points of the words in a chart."""
_LONG_TITLE: Final = 110
"""Characters from which a title is set smaller."""


def as_pptx(document: Document) -> bytes:
    """The bytes of a PowerPoint presentation."""
    from pptx import Presentation
    from pptx.util import Inches

    slides = Presentation()
    slides.slide_width, slides.slide_height = Inches(_WIDE), Inches(_HIGH)
    known = slides.core_properties
    known.title, known.author = f"{document.title} {document.year}", document.school
    known.language = document.language
    known.created = known.modified = dt.datetime.combine(document.frozen, dt.time(12))
    known.last_modified_by = ""
    _front(slides, document)
    for section in document.sections:
        _section(slides, section, document.source)
    made = io.BytesIO()
    slides.save(made)
    return made.getvalue()


def _front(slides: "Slides", document: Document) -> None:
    from pptx.util import Inches

    slide = _titled(slides, document.title, top=2.4, size=40)
    lines = (f"{document.school} \N{MIDDLE DOT} {document.subtitle}", words.closed_on(document.frozen, document.locale))
    write(slide, lines, (_EDGE, 4.0, _WIDE - 2 * _EDGE, 1.2), size=20)
    if document.logo is not None:
        slide.shapes.add_picture(io.BytesIO(document.logo), Inches(_EDGE), Inches(_EDGE), height=Inches(1))


def _section(slides: "Slides", section: Section, source: str) -> None:
    """Slides of a part: words go with the chart that they are about; what has no chart follows each other."""
    for group in grouped(section, _fits):
        before, after = group.before, group.after
        if isinstance(group.drawn, Diagram):
            _chart(slides, section.title, group.drawn, source, before, after)
        elif isinstance(group.drawn, KeyFigures):
            for place, figures in enumerate(_batches(group.drawn.figures, _PER_SLIDE)):
                _cards(slides, section.title, figures, before if place == 0 else [], after if place == 0 else [])
        elif isinstance(group.drawn, Numbers):
            table = _to_show(group.drawn.table)
            for rows in _batches(table.rows, _ROWS_PER_SLIDE):
                _rows(slides, section.title, table, rows)
        else:
            for lines in _pages(group.before):
                _said(slides, section.title, lines)


def _fits(lines: Sequence[Line]) -> bool:
    """Whether words have room beside a chart."""
    return sum(map(_height, lines)) <= _BESIDE and not any(one.heading for one in lines)


def _height(line: Line) -> int:
    """Lines on a slide that words take."""
    return 1 + len(line.words) // 115 + line.heading


def _pages(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """As many lines at a time as fit on a slide; a heading stays with the line after it."""
    page: list[Line] = []
    for line, following in zip_longest(lines, lines[1:]):
        needs = _height(line) + (_height(following) if line.heading and following else 0)
        if page and sum(map(_height, page)) + needs > _LINES:
            yield page
            page = []
        page.append(line)
    yield page


def _said(slides: "Slides", title: str, lines: Sequence[Line]) -> None:
    """Sentences below a title; where one heading stands above them all, that is the title."""
    if lines[0].heading and not any(one.heading for one in lines[1:]):
        title, lines = lines[0].words, lines[1:]
    size = 24 if sum(map(_height, lines)) <= _FEW else 18
    write(_titled(slides, title), lines, (_EDGE, 1.4, _WIDE - 2 * _EDGE, 5.4), size=size)


def _batches(parts: Sequence[_Part], size: int) -> Iterator[Sequence[_Part]]:
    """So many at a time."""
    return (parts[start : start + size] for start in range(0, len(parts), size))


def _chart(
    slides: "Slides", part: str, block: Diagram, source: str, before: Sequence[Line], after: Sequence[Line]
) -> None:
    """A chart over most of the slide, words above and below it, where it is from at the foot; all numbers in the notes.

    `part` stands small above the title: it says where in the evaluation this is.
    """
    from pptx.util import Inches

    slide = _titled(slides, block.title, size=24 if len(block.title) < _LONG_TITLE else 20, part=part)
    above = [*before, *([Line(block.sentence)] if block.sentence else [])]
    head, foot = (0.3 * sum(1 + len(one.words) // 130 for one in lines) for lines in (above, after))
    write(slide, above, (_EDGE, 1.4, _WIDE - 2 * _EDGE, head), size=14)
    told = explained(block.native)
    line = 0.3 if told else 0.0
    place = tuple(int(Inches(one)) for one in (_EDGE, 1.5 + head, _WIDE - 2 * _EDGE, 5.2 - head - foot - line))
    frame = add_chart(slide, block.native, (place[0], place[1], place[2], place[3]), size=_CHART_WORDS)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{block.title} {block.sentence}")
    if told:
        write(slide, (told,), (_EDGE, 6.7 - foot - line, _WIDE - 2 * _EDGE, line), size=12, colour=colours.MUTED)
    if after:
        write(slide, after, (_EDGE, 6.75 - foot, _WIDE - 2 * _EDGE, foot), size=14)
    write(slide, (source,), (_EDGE, 6.95, _WIDE - 2 * _EDGE, 0.4), size=10, colour=colours.MUTED)
    notes = slide.notes_slide.notes_text_frame
    assert notes is not None, "a new slide has room for notes"
    notes.text = "\n".join([*(one for one in block.notes if one), *_lines(block.table)])


def _lines(table: Table) -> list[str]:
    """A table as lines of text, a row per line."""
    headings = [column.title for column in table.columns]
    rows = (
        "; ".join([row[0], *(f"{head}: {cell}" for head, cell in zip(headings[1:], row[1:], strict=True))])
        for row in table.rows
    )
    return [table.caption, *rows, *([table.note] if table.note else [])]


def _to_show(table: Table) -> Table:
    """A table without what is there to look up: a slide is read from the back of a room."""
    kept = [place for place, column in enumerate(table.columns) if not column.aside]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, columns=tuple(table.columns[place] for place in kept), rows=rows)


def _rows(slides: "Slides", part: str, told: Table, rows: Sequence[tuple[str, ...]]) -> None:
    """Rows of a table that stands by itself, with their headings."""
    from pptx.util import Inches

    slide = _titled(slides, told.caption, size=24, part=part)
    place = [int(Inches(one)) for one in (_EDGE, 1.5, _WIDE - 2 * _EDGE, 0.4 * (len(rows) + 1))]
    frame: Slide = slide.shapes.add_table(len(rows) + 1, len(told.columns), *place)
    for column, share in enumerate(column_shares(told, _ROOM)):
        frame.table.columns[column].width = int(Inches((_WIDE - 2 * _EDGE) * share))
    for row, cells in enumerate([tuple(one.title for one in told.columns), *rows]):
        for at, (text, of) in enumerate(zip(cells, told.columns, strict=True)):
            set_cell(frame.table.cell(row, at), text, size=14, head=row == 0, right=of.numeric)
    if told.note:
        write(slide, (told.note,), (_EDGE, 6.6, _WIDE - 2 * _EDGE, 0.6), size=12, colour=colours.MUTED)


def _cards(
    slides: "Slides", title: str, figures: Sequence[KeyFigure], before: Sequence[Line], after: Sequence[Line]
) -> None:
    """Up to six large numbers, three beside each other, between the words that lead to them and those about them."""
    slide = _titled(slides, title)
    down, below = (0.42 * sum(1 + len(one.words) // 105 for one in lines) for lines in (before, after))
    if before:
        write(slide, before, (_EDGE, 1.2, _WIDE - 2 * _EDGE, down), size=18)
    air, top = 0.3, 1.4 + down
    wide = (_WIDE - 2 * _EDGE - 2 * air) / 3
    high = (_HIGH - 0.5 - air - top - below) / 2
    if after:
        write(slide, after, (_EDGE, _HIGH - 0.4 - below, _WIDE - 2 * _EDGE, below), size=16)
    for place, one in enumerate(figures):
        _card(slide, one, (_EDGE + place % 3 * (wide + air), top + place // 3 * (high + air), wide, high))


def _card(slide: Slide, one: KeyFigure, place: tuple[float, float, float, float]) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Pt

    box = write(slide, (one.title,), place, size=16, bold=True)
    box.text_frame.auto_size = MSO_AUTO_SIZE.NONE  # all as high as each other
    box.text_frame.margin_left = box.text_frame.margin_top = int(Pt(10))
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(colours.UNKNOWN)
    told = SIGNS.get(one.sign, "") + one.told if one.told else ""
    lines = ((one.value, 32, colours.STRONG_FOR), (one.sureness, 13, colours.MUTED), (told, 14, TONES[one.tone]))
    for words_, size, colour in ((text, size, colour) for text, size, colour in lines if text):
        run = box.text_frame.add_paragraph().add_run()
        run.text, run.font.size, run.font.bold = words_, Pt(size), size != 13
        run.font.color.rgb = rgb(colour)


def _titled(slides: "Slides", title: str, *, top: float = 0.4, size: int = 28, part: str = "") -> Slide:
    """A slide with its message as its title; `part` stands small above it."""
    from pptx.util import Inches, Pt

    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    assert shape is not None, "the layout has a title"
    shape.left, shape.top = Inches(_EDGE), Inches(top)
    shape.width, shape.height = Inches(_WIDE - 2 * _EDGE), Inches(0.95)
    set_words(shape.text_frame, (title,), size=size, bold=True, colour=colours.STRONG_FOR)
    shape.text_frame.paragraphs[0].font.size = Pt(size)
    if len(slides.slides) > 1:
        number(slide, (_WIDE - _EDGE - 1, 6.95, 1, 0.4))
    if part:
        write(slide, (part,), (_EDGE, 0.1, _WIDE - 2 * _EDGE, 0.3), size=12, colour=colours.MUTED)
    return slide
