"""The page of a text: its size, typeface and language, its headings, and at its foot which page of how many it is."""

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from monitor.report import colours
from monitor.report.documents.native import FONT
from monitor.report.documents.signs import channels
from monitor.report.evaluation.document import Document

if TYPE_CHECKING:
    from docx.document import Document as Paper

_SIDE_CM: Final = 2.3
"""Air beside what is written on a page."""


def dress(paper: "Paper", document: Document) -> None:
    """A4 in our typeface, in the language of the document, and whose it is."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    page = paper.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(_SIDE_CM)
    page.top_margin = page.bottom_margin = Cm(1.6)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(10)
    normal.paragraph_format.space_after = Pt(4)
    for level, air in (("Title", 0), ("Subtitle", 0), ("Heading 1", 14), ("Heading 2", 9), ("Heading 3", 8)):
        _heading(paper.styles[level], air)
    for told in paper.styles.element.iter(qn("w:lang")):
        told.set(qn("w:val"), document.locale if document.language == "nl" else "en-GB")
    known = paper.core_properties
    known.title, known.author, known.comments = f"{document.title} {document.year}", document.school, ""
    known.language = document.language
    known.created = known.modified = dt.datetime.combine(document.frozen, dt.time(12))
    _foot(page.footer.paragraphs[0], f"{document.school} \N{MIDDLE DOT} {document.title} {document.year}")


def _heading(style: Any, air: float) -> None:
    """A heading in our typeface and colour; `air`: points above it."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.paragraph_format.space_before = Pt(air)
    style.font.name, style.font.italic = FONT, False
    style.font.color.rgb = RGBColor(*channels(colours.MUTED if style.name == "Subtitle" else colours.STRONG_FOR))
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # a theme would go before the typeface
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for spaced in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spaced)


def _foot(line: Any, whose: str) -> None:
    """Whose document it is, and at the other side which page of how many."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm

    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(21 - 2 * _SIDE_CM), WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{whose}\t")
    for field in ("PAGE", "NUMPAGES"):
        if field == "NUMPAGES":
            line.add_run(" / ")
        counted = OxmlElement("w:fldSimple")
        counted.set(qn("w:instr"), f" {field} ")
        line._p.append(counted)
