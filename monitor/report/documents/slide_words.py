"""Words on a slide: paragraphs and lists in a box, the number of the slide, and the cells of a table."""

from collections.abc import Sequence
from typing import Any, Final

from monitor.report import colours
from monitor.report.documents.grouped import Line
from monitor.report.documents.native import Slide, rgb

Said = Line | str
"""A line of words; a point of a list is told apart by being a `Line`."""
Place = tuple[float, float, float, float]
"""Left, top, width and height in inches."""
_NUMBER: Final = "<#>"
"""What stands in the field until a program fills in the number."""
_INDENT: Final = 0.9
"""How far the words of a list stand from its mark, in letters."""


def write(
    slide: Slide, lines: Sequence[Said], place: Place, *, size: int, bold: bool = False, colour: str = colours.INK
) -> Any:
    """Words in a box; the box, to be dressed further."""
    from pptx.util import Inches

    left, top, width, height = (Inches(one) for one in place)
    box = slide.shapes.add_textbox(left, top, width, height)
    set_words(box.text_frame, lines, size=size, bold=bold, colour=colour)
    return box


def set_words(frame: Any, lines: Sequence[Said], *, size: int, bold: bool, colour: str) -> None:
    """Words in a frame that is there, each line a paragraph; headings are bold."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.TOP
    for place, said in enumerate(lines):
        line = said if isinstance(said, Line) else Line(said)
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.alignment, paragraph.space_after = PP_ALIGN.LEFT, Pt(size / 3)
        if line.point:
            _mark(paragraph, size)
        run = paragraph.add_run()
        run.text, run.font.size, run.font.bold = line.words, Pt(size), bold or line.heading
        run.font.color.rgb = rgb(colour)


def _mark(paragraph: Any, size: int) -> None:
    """Make a paragraph a point of a list, as these programs have them: a line that goes on stands below its words."""
    from pptx.oxml.ns import qn
    from pptx.util import Pt

    indent = int(Pt(size * _INDENT))
    dress = paragraph._p.get_or_add_pPr()
    dress.set("marL", str(indent))
    dress.set("indent", str(-indent))
    dress.append(dress.makeelement(qn("a:buChar"), {"char": "\N{BULLET}"}))


def number(slide: Slide, place: Place) -> None:
    """The number of the slide, which stays right when somebody moves it."""
    from pptx.enum.text import PP_ALIGN
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    box = write(slide, (_NUMBER,), place, size=12, colour=colours.MUTED)
    paragraph = box.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.runs[0]._r
    field = parse_xml(
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum"><a:t/></a:fld>'
    )
    field.insert(0, run.rPr)
    field[-1].text = _NUMBER
    run.getparent().replace(run, field)


def set_cell(cell: Any, words: str, *, size: int, head: bool, right: bool) -> None:
    """Words in a cell of a table: headings light on dark, numbers below each other."""
    from pptx.enum.text import PP_ALIGN

    set_words(cell.text_frame, (words,), size=size, bold=head, colour=colours.ON_STRONG if head else colours.INK)
    cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    cell.fill.solid()
    cell.fill.fore_color.rgb = rgb(colours.STRONG_FOR if head else colours.UNKNOWN)
