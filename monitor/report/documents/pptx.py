"""A document as slides: a message per slide, charts that can be edited, and the numbers in the notes below."""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from monitor.report import colours, words
from monitor.report.documents.native import Slide, add_chart, rgb
from monitor.report.documents.signs import SIGNS, TONES
from monitor.report.evaluation.document import Diagram, Document, KeyFigure, KeyFigures, Points, Section, Text
from monitor.report.tables import Table

if TYPE_CHECKING:
    from pptx.presentation import Presentation as Slides

_Part = TypeVar("_Part")
_PER_SLIDE: Final = 6
"""Sentences, or large numbers, on a slide; more go on to the next one."""
_TITLE_ONLY: Final = 5
"""The layout of the empty presentation that has a title and nothing else."""
_WIDE, _HIGH, _EDGE = 13.333, 7.5, 0.6
"""Inches of a slide, and of the air around what stands on it."""


@dataclass(frozen=True)
class _Said:
    """Sentences below a title; as many slides as they need."""

    title: str
    lines: tuple[str, ...]


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
    _write(slide, lines, (_EDGE, 4.0, _WIDE - 2 * _EDGE, 1.2), size=20)
    if document.logo is not None:
        slide.shapes.add_picture(io.BytesIO(document.logo), Inches(_EDGE), Inches(_EDGE), height=Inches(1))


def _section(slides: "Slides", section: Section, source: str) -> None:
    """Slides of a part: sentences that follow each other go together, until something is drawn."""
    for block in _gathered(section):
        if isinstance(block, Diagram):
            _chart(slides, block, source)
        elif isinstance(block, KeyFigures):
            for figures in _batches(block.figures, _PER_SLIDE):
                _cards(slides, section.title, figures)
        else:
            for lines in _batches(block.lines, _PER_SLIDE):
                slide = _titled(slides, block.title)
                _write(slide, lines, (_EDGE, 1.6, _WIDE - 2 * _EDGE, 5.2), size=18)


def _gathered(section: Section) -> Iterator[Diagram | KeyFigures | _Said]:
    """What goes on slides; a heading within the part begins a slide, and tables stay in the notes of their chart."""
    title, lines = section.title, list[str]()
    for block in section.blocks:
        heading = isinstance(block, Text) and block.look == "heading"
        if (heading or isinstance(block, Diagram | KeyFigures)) and lines:
            yield _Said(title, tuple(lines))
            lines = []
        if isinstance(block, Text) and heading:
            title = block.words
        elif isinstance(block, Text) and block.words:
            lines.append(block.words)
        elif isinstance(block, Points):
            lines += [f"\N{BULLET} {item}" for item in block.items]
        elif isinstance(block, Diagram | KeyFigures):
            title = section.title
            yield block
    if lines:
        yield _Said(title, tuple(lines))


def _batches(parts: Sequence[_Part], size: int) -> Iterator[Sequence[_Part]]:
    """So many at a time."""
    return (parts[start : start + size] for start in range(0, len(parts), size))


def _chart(slides: "Slides", block: Diagram, source: str) -> None:
    """A chart over most of the slide, its sentence above, where it is from below; all numbers in the notes."""
    from pptx.util import Inches

    slide = _titled(slides, block.title, size=24)
    _write(slide, (block.sentence,), (_EDGE, 1.35, _WIDE - 2 * _EDGE, 0.6), size=14)
    place = tuple(int(Inches(one)) for one in (_EDGE, 2.0, _WIDE - 2 * _EDGE, 4.7))
    frame = add_chart(slide, block.native, (place[0], place[1], place[2], place[3]))
    frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{block.title} {block.sentence}")
    _write(slide, (source,), (_EDGE, 6.85, _WIDE - 2 * _EDGE, 0.4), size=10, colour=colours.MUTED)
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


def _cards(slides: "Slides", title: str, figures: Sequence[KeyFigure]) -> None:
    """Up to six large numbers, three beside each other."""
    slide = _titled(slides, title)
    wide, high, air = (_WIDE - 2 * _EDGE - 0.6) / 3, 2.45, 0.3
    for place, one in enumerate(figures):
        left, top = _EDGE + place % 3 * (wide + air), 1.6 + place // 3 * (high + air)
        _card(slide, one, (left, top, wide, high))


def _card(slide: Slide, one: KeyFigure, place: tuple[float, float, float, float]) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE
    from pptx.util import Pt

    box = _write(slide, (one.title,), place, size=14, bold=True)
    box.text_frame.auto_size = MSO_AUTO_SIZE.NONE  # all as high as each other
    box.fill.solid()
    box.fill.fore_color.rgb = rgb(colours.UNKNOWN)
    told = SIGNS.get(one.sign, "") + one.told if one.told else ""
    lines = ((one.value, 32, colours.STRONG_FOR), (one.sureness, 12, colours.MUTED), (told, 13, TONES[one.tone]))
    for words_, size, colour in ((text, size, colour) for text, size, colour in lines if text):
        run = box.text_frame.add_paragraph().add_run()
        run.text, run.font.size, run.font.bold = words_, Pt(size), size != 12
        run.font.color.rgb = rgb(colour)


def _titled(slides: "Slides", title: str, *, top: float = 0.4, size: int = 28) -> Slide:
    """A slide with its message as its title."""
    from pptx.util import Inches, Pt

    slide = slides.slides.add_slide(slides.slide_layouts[_TITLE_ONLY])
    shape = slide.shapes.title
    assert shape is not None, "the layout has a title"
    shape.left, shape.top = Inches(_EDGE), Inches(top)
    shape.width, shape.height = Inches(_WIDE - 2 * _EDGE), Inches(0.95)
    _set(shape.text_frame, (title,), size=size, bold=True, colour=colours.STRONG_FOR)
    shape.text_frame.paragraphs[0].font.size = Pt(size)
    return slide


def _write(
    slide: Slide, lines: Sequence[str], place: tuple[float, float, float, float], *, size: int,
    bold: bool = False, colour: str = colours.INK,
) -> Any:  # fmt: skip
    """Words in a box at a place in inches; the box, to be dressed further."""
    from pptx.util import Inches

    left, top, width, height = (Inches(one) for one in place)
    box = slide.shapes.add_textbox(left, top, width, height)
    _set(box.text_frame, lines, size=size, bold=bold, colour=colour)
    return box


def _set(frame: Any, lines: Sequence[str], *, size: int, bold: bool, colour: str) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size / 3)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = line, Pt(size), bold
        run.font.color.rgb = rgb(colour)
