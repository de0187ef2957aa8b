"""A document as text to work on: headings, charts that can be edited, tables, and what the school wrote itself."""

import io
from functools import singledispatch
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Final

from monitor.report import colours, words
from monitor.report.documents.columns import column_shares
from monitor.report.documents.native import parts_of
from monitor.report.documents.pdf import SHORT
from monitor.report.documents.ranges import explained
from monitor.report.documents.signs import SIGNS, TONES, channels
from monitor.report.documents.text_page import dress
from monitor.report.evaluation.document import (
    Diagram,
    Document,
    KeyFigures,
    Native,
    Numbers,
    Points,
    Section,
    Text,
)
from monitor.report.tables import Table
from monitor.texts import _

if TYPE_CHECKING:
    from docx.document import Document as Paper

_CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WIDTH_CM, _ROW_CM, _LEAST_CM, _MOST_CM = 16.0, 0.85, 4.5, 17.0
"""Size of a chart: so wide, and as high as its rows need."""
_STYLES: Final = {"own": "Quote", "warning": "Intense Quote"}
_ROOM: Final = 84
"""Characters that stand beside each other in a table as wide as a page."""
_PAGED: Final = ("evaluatie", "brief")
"""Documents whose first part is a page by itself."""
_SHORT_TABLE: Final = 8
"""Rows of a table that stays on one page."""


def as_docx(document: Document) -> bytes:
    """The bytes of a Word document."""
    import docx

    paper = docx.Document()
    dress(paper, document)
    _front(paper, document)
    for place, section in enumerate(document.sections):
        _section(paper, section, alone=section.title == document.title, fresh=place == 1 and document.name in _PAGED)
    _quiet(paper, document.source)
    if document.name not in SHORT:
        _annex(paper, document)
    made = io.BytesIO()
    paper.save(made)
    return made.getvalue()


def _front(paper: "Paper", document: Document) -> None:
    from docx.shared import Cm

    if document.logo is not None:
        paper.add_picture(io.BytesIO(document.logo), height=Cm(1.5))
    paper.add_heading(document.title, 0)
    paper.add_paragraph(f"{document.school} \N{MIDDLE DOT} {document.subtitle}", style="Subtitle")
    if document.numbers:
        _quiet(paper, words.closed_on(document.frozen, document.locale))


def _section(paper: "Paper", section: Section, *, alone: bool, fresh: bool) -> None:
    """A part with its heading; `alone`: the title of the document says it already; `fresh`: on a new page."""
    if not alone:
        paper.add_heading(section.title, 1).paragraph_format.page_break_before = fresh
    for block, following in zip_longest(section.blocks, section.blocks[1:]):
        _add(block, paper)
        if isinstance(block, Text) and isinstance(following, Diagram):
            paper.paragraphs[-1].paragraph_format.keep_with_next = True


def _annex(paper: "Paper", document: Document) -> None:
    """The numbers of all charts, where they are in nobody's way."""
    told = [one.table for one in document.diagrams()]
    if told:
        paper.add_heading(_("All numbers"), 1).paragraph_format.page_break_before = True
        for table in told:
            _table(paper, table)


@singledispatch
def _add(block: Any, paper: "Paper") -> None:
    raise TypeError(f"no way to write {type(block).__name__}")


@_add.register(Text)
def _text(block: Text, paper: "Paper") -> None:
    from docx.shared import Pt

    if block.look == "heading":
        paper.add_heading(block.words, 2)
    elif block.look == "note":
        _quiet(paper, block.words)
    else:
        written = paper.add_paragraph(block.words, style=_STYLES.get(block.look))
        if block.look == "lead":
            written.runs[0].font.size = Pt(12)


@_add.register(Points)
def _points(block: Points, paper: "Paper") -> None:
    for item in block.items:
        paper.add_paragraph(item, style="List Bullet")


@_add.register(KeyFigures)
def _key_figures(block: KeyFigures, paper: "Paper") -> None:
    """The large numbers as a table of three columns, for a text has no cards."""
    from docx.shared import Pt

    table = paper.add_table(rows=0, cols=3)
    for place, one in enumerate(block.figures):
        cell = (table.rows[-1] if place % 3 else table.add_row()).cells[place % 3]
        cell.paragraphs[0].add_run(one.title).bold = True
        value = cell.add_paragraph().add_run(one.value)
        value.bold, value.font.size = True, Pt(18)
        _coloured(cell.add_paragraph(), one.sureness, colours.MUTED)
        if one.told:
            _coloured(cell.add_paragraph(), SIGNS.get(one.sign, "") + one.told, TONES[one.tone])
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.space_after = Pt(1)
        cell.paragraphs[-1].paragraph_format.space_after = Pt(8)
    for row in table.rows:
        _whole(row)


def _coloured(paragraph: Any, text: str, colour: str) -> None:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(text)
    red, green, blue = channels(colour)
    run.font.size, run.font.color.rgb = Pt(9), RGBColor(red, green, blue)


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


@_add.register(Diagram)
def _diagram(block: Diagram, paper: "Paper") -> None:
    paper.add_heading(block.title, 2)
    paper.add_paragraph(block.sentence).paragraph_format.keep_with_next = True
    told = [one for one in (explained(block.native), *block.notes) if one]
    drawn = _chart(paper, block.native, f"{block.title} {block.sentence}")
    drawn.paragraph_format.keep_with_next = bool(told)
    for place, note in enumerate(told, start=1):
        _quiet(paper, note).keep_with_next = place < len(told)


@_add.register(Numbers)
def _numbers(block: Numbers, paper: "Paper") -> None:
    _table(paper, block.table)


def _table(paper: "Paper", told: Table) -> None:
    """A table whose first row is repeated on every page; numbers stand to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    paper.add_heading(told.caption, 3)
    rows = [tuple(column.title for column in told.columns), *told.rows]
    table = paper.add_table(rows=len(rows), cols=len(told.columns))
    _ruled(table)
    table.autofit, short = False, len(told.rows) <= _SHORT_TABLE
    for place, share in enumerate(column_shares(told, _ROOM)):
        table.columns[place].width = int(Cm(_WIDTH_CM * share))
    for place, column in enumerate(told.columns):  # column by column: asking row by row takes ten times as long
        for cell, row in zip(table.columns[place].cells, rows, strict=True):
            paragraph = cell.paragraphs[0]
            run = paragraph.add_run(row[place])
            run.font.size, run.font.bold = Pt(8.5), row is rows[0]
            paragraph.paragraph_format.keep_with_next = short and row is not rows[-1]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            if column.numeric:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in table.rows:
        _whole(row)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    if told.note:
        _quiet(paper, told.note).space_before = Pt(3)


def _ruled(table: Any) -> None:
    """Lines below and around every row, and a ground below the headings.

    They are said of this table itself: of the lines of a style not every program shows all.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls, qn

    side = '<w:{name} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>'
    strong, soft = ("".join(f"{one:02X}" for one in channels(colour)) for colour in (colours.AXIS, colours.LINE))
    sides = {"top": strong, "left": soft, "bottom": strong, "right": soft, "insideH": strong, "insideV": soft}
    drawn = "".join(side.format(name=name, colour=colour) for name, colour in sides.items())
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # the order of the parts is fixed: lines come before it
    look.addprevious(parse_xml(f"<w:tblBorders {nsdecls('w')}>{drawn}</w:tblBorders>"))
    ground = "".join(f"{one:02X}" for one in channels(colours.UNKNOWN))
    for cell in table.rows[0].cells:
        shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{ground}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def _quiet(paper: "Paper", text: str) -> Any:
    """A paragraph in small grey letters; how it stands among others, to be changed."""
    from docx.shared import Pt, RGBColor

    paragraph = paper.add_paragraph()
    run = paragraph.add_run(text)
    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor(79, 93, 107)
    return paragraph.paragraph_format


def _chart(paper: "Paper", native: Native, said: str) -> Any:
    """An editable chart in a paragraph of the text; `said` stands for it where it cannot be seen."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Cm

    drawing, workbook = parts_of(native)
    place = sum(1 for part in paper.part.package.iter_parts() if part.content_type.endswith("chart+xml")) + 1
    package = paper.part.package
    chart = Part(PackURI(f"/word/charts/chart{place}.xml"), f"{_OFFICE}drawingml.chart+xml", drawing, package)
    behind = Part(PackURI(f"/word/embeddings/chart{place}.xlsx"), f"{_OFFICE}spreadsheetml.sheet", workbook, package)
    chart.relate_to(behind, f"{_RELATION}/package")
    relation = paper.part.relate_to(chart, f"{_RELATION}/chart")
    rows = len(native.categories) * max(1, len(native.series))
    height = Cm(min(max(_ROW_CM * rows, _LEAST_CM), _MOST_CM))
    inline = parse_xml(_INLINE.format(wide=Cm(_WIDTH_CM), high=height, place=place, relation=relation))
    inline.docPr.set("descr", said)
    paragraph = paper.add_paragraph()
    paragraph.add_run()._r.append(_drawing(inline))
    return paragraph


def _drawing(inline: Any) -> Any:
    from docx.oxml import OxmlElement

    drawing = OxmlElement("w:drawing")
    drawing.append(inline)
    return drawing


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_INLINE: Final = f"""<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_RELATION}" xmlns:c="{_CHART}"
 distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{{wide}}" cy="{{high}}"/>
 <wp:docPr id="{{place}}00" name="chart {{place}}"/><wp:cNvGraphicFramePr/>
 <a:graphic><a:graphicData uri="{_CHART}"><c:chart r:id="{{relation}}"/></a:graphicData></a:graphic></wp:inline>"""
