"""An evaluation in every format: the same numbers, editable charts, tags for screen readers, and the same again."""

import io
import re
from dataclasses import replace

import docx
import openpyxl
import pikepdf
import pytest
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.enum.text import PP_ALIGN

from monitor.definition.workgroup import Workgroup
from monitor.report import colours
from monitor.report.documents.docx import as_docx
from monitor.report.documents.native import FONT, parts_of, rgb
from monitor.report.documents.pdf import as_pdf
from monitor.report.documents.poster import as_poster
from monitor.report.documents.pptx import as_pptx
from monitor.report.documents.xlsx import as_xlsx
from monitor.report.evaluation.document import Diagram, Document, KeyFigures, Native, Section, Series, Text
from monitor.report.evaluation.evaluation import evaluation, letter, starting_picture
from monitor.report.evaluation.meeting import template
from tests.support import releases
from tests.support.declared import school_with_goals
from tests.support.documents import charts_in, numbers_in, pages_of, plain, said_by, texts_of_docx, texts_of_pptx

YEAR = "2025-2026"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
OWN = Workgroup.model_validate({"vervolg": ("=1+1 is geen formule, <b>geen opmaak</b> en #geen(code).",)})


@pytest.fixture(scope="module")
def whole() -> Document:
    return evaluation(releases.sample_results(), YEAR, OWN)


@pytest.fixture(scope="module")
def pdf(whole: Document) -> bytes:
    return as_pdf(whole)


@pytest.fixture(scope="module")
def text(whole: Document) -> bytes:
    return as_docx(whole)


@pytest.fixture(scope="module")
def slides(whole: Document) -> bytes:
    return as_pptx(whole)


def test_a_pdf_says_the_numbers_of_its_document_and_the_numbers_of_its_pages(whole: Document, pdf: bytes) -> None:
    pages = pages_of(pdf)
    of_pages = {str(number) for number in range(1, len(pages) + 1)}
    found = numbers_in([re.sub(r"\s+", " ", page) for page in pages])
    scale = {"0", "25", "50", "75", "100%"}
    assert found - said_by(whole) - of_pages - scale == set()
    assert len(found) > 100


def test_a_pdf_is_tagged_and_says_its_language_and_title(whole: Document, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert read.Root.MarkInfo.Marked
        assert "/StructTreeRoot" in read.Root
        assert str(read.Root.Lang) == "nl-BE"
        assert bool(read.Root.ViewerPreferences.DisplayDocTitle)
        with read.open_metadata() as known:
            assert known["pdfuaid:part"] == "1"
            assert known["dc:title"] == f"{whole.title} {YEAR} \N{EN DASH} Basisschool De Linde"
        figures = [one for one in read.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"]
    assert len(figures) == len(list(whole.diagrams()))
    assert all(str(one.Alt) for one in figures)


def test_a_pdf_has_contents_with_every_part(whole: Document, pdf: bytes) -> None:
    first = plain(pages_of(pdf)[0])
    assert all(section.title in first for section in whole.sections)


def test_below_a_chart_stands_the_page_of_its_numbers(whole: Document, pdf: bytes) -> None:
    pages = [" ".join(plain(page).split()) for page in pages_of(pdf)]
    found = [
        int(one) for page in pages for one in re.findall(r"De cijfers van deze grafiek staan op bladzijde (\d+)", page)
    ]
    captions = [plain(one.table.caption) for one in whole.diagrams()]
    assert len(found) == len(captions)
    for number, caption in zip(found, captions, strict=True):
        assert caption in pages[number - 1]


def test_what_stands_large_is_on_the_page_of_the_chart_after_it(whole: Document, pdf: bytes) -> None:
    pages = [" ".join(plain(page).split()) for page in pages_of(pdf)]
    parts = [one for one in whole.sections if isinstance(one.blocks[0], KeyFigures)]
    assert len(parts) == 3
    for part in parts:
        chart = next(one for one in part.blocks if isinstance(one, Diagram))
        (place,) = (at for at, page in enumerate(pages) if at > 0 and part.title in page)
        assert " ".join(plain(chart.sentence).split()) in pages[place]


def test_no_heading_is_left_alone_at_the_foot_of_a_page(whole: Document) -> None:
    """Parts of ever more lines, each with a heading and a sentence before a chart: page ends fall everywhere."""
    (chart,) = (one for one in whole.diagrams() if one.name == "respons")
    parts = tuple(
        Section(f"deel-{lines}", f"Kop {lines}", (
            *(Text("Een regel.", "note") for _line in range(lines)), Text(f"Tussenkop {lines}", "heading"),
            Text(f"Inleiding {lines}"), replace(chart, name=f"grafiek-{lines}"),
        ))
        for lines in range(0, 26)
    )  # fmt: skip
    ends = []
    for page in pages_of(as_pdf(replace(whole, sections=parts)))[1:]:
        lines = [line.strip() for line in page.splitlines() if line.strip() and not line.startswith(whole.school)]
        ends.append(lines[-1])
    assert len(ends) > 20
    assert not [one for one in ends if one.startswith(("Kop", "Tussenkop", "Inleiding"))]


def test_what_a_school_writes_is_neither_code_nor_a_formula(pdf: bytes, text: bytes, whole: Document) -> None:
    (written,) = OWN.next_steps
    assert written in " ".join(" ".join(pages_of(pdf)).split())
    assert written in texts_of_docx(text)
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(whole)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert f"'{written}" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s", "n"}


def test_a_text_and_slides_say_the_numbers_of_their_document(whole: Document, text: bytes, slides: bytes) -> None:
    for texts in (texts_of_docx(text), texts_of_pptx(slides)):
        found = numbers_in(texts)
        assert found - said_by(whole) == set()
        assert len(found) > 100


def test_every_chart_is_an_editable_one_with_the_same_numbers(whole: Document, text: bytes, slides: bytes) -> None:
    told = [
        [float(value) for series in one.native.series for value in series.values if value is not None]
        for one in whole.diagrams()
    ]
    for content in (text, slides):
        assert sorted(charts_in(content)) == sorted(told)
    assert len(told) >= 5


def test_the_same_document_gives_the_same_bytes(whole: Document, pdf: bytes) -> None:
    assert as_pdf(whole) == pdf
    assert as_xlsx(whole) == as_xlsx(whole)
    assert as_poster(whole, "square") == as_poster(whole, "square")


def test_a_poster_is_one_picture_in_its_shape(whole: Document) -> None:
    for shape, (wide, high) in {"a4": (1190, 1684), "square": (1080, 1080)}.items():
        drawn = as_poster(whole, shape)
        size = int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])
        assert drawn.startswith(b"\x89PNG")
        assert size == (wide, high)
    with pytest.raises(ValueError, match="no shape"):
        as_poster(whole, "round")


def test_a_letter_has_two_pages_and_a_starting_picture_one() -> None:
    school = releases.sample_results()
    assert len(pages_of(as_pdf(letter(school, YEAR, OWN)))) == 2
    assert len(pages_of(as_pdf(starting_picture(school, "2023-2024", OWN)))) == 1


def test_nothing_of_what_is_hidden_is_in_any_file() -> None:
    document = evaluation(releases.everything_hidden(), YEAR, Workgroup())
    for texts in (pages_of(as_pdf(document)), texts_of_docx(as_docx(document)), texts_of_pptx(as_pptx(document))):
        said = " ".join(texts)
        assert "Te weinig antwoorden om te tonen" in said
        shares = set(re.findall(r"\d+\s?%", said)) - {"78%", "0%", "100%", "55%", "69%", "95%"}
        assert shares == set()  # 78% is the response; the others are examples and the scale


def test_no_cell_of_a_workbook_begins_with_an_apostrophe_but_what_the_school_wrote(whole: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(whole)))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell for cell in cells if cell.startswith("'")} == {f"'{OWN.next_steps[0]}"}


def test_every_table_of_a_text_says_its_own_lines_and_every_line_of_a_chart_its_own_marks() -> None:
    """A program that does not know the lines of a style, or colours marks by itself, shows the same as another."""
    paper = docx.Document(io.BytesIO(as_docx(template(5, releases.sample_results(), YEAR, OWN))))
    assert len(paper.tables) == 2
    for table in paper.tables:
        sides = {one.tag.rpartition("}")[2] for one in table._tbl.tblPr.find(qn("w:tblBorders"))}
        assert sides == {"top", "left", "bottom", "right", "insideH", "insideV"}
        order = [one.tag.rpartition("}")[2] for one in table._tbl.tblPr]
        assert order.index("tblBorders") < order.index("tblLayout") < order.index("tblLook")
    made, _workbook = parts_of(Native("lines", ("a", "b"), (Series("een", (1, 2), colours.STRONG_FOR),)))
    found = re.findall(rb"<c:(spPr|marker)>(.*?)</c:\1>", made)
    assert {one for _name, part in found for one in re.findall(rb'srgbClr val="(\w+)"', part)} >= {b"0B4F8A"}
    marker = re.search(rb"<c:marker>.*?</c:marker>", made)
    assert marker is not None
    assert re.findall(rb'srgbClr val="(\w+)"', marker[0]) == [b"0B4F8A", b"0B4F8A"]


def test_slides_have_numbers_lists_that_are_lists_and_tables_in_our_colours(slides: bytes) -> None:
    shown = list(Presentation(io.BytesIO(slides)).slides)
    fields = [[one.get("type") for one in slide._element.iter(_A + "fld")] for slide in shown]
    assert fields == [[], *(["slidenum"] for _slide in shown[1:])]
    lines = [one for slide in shown for shape in slide.shapes if shape.has_text_frame
             for one in shape.text_frame.paragraphs]  # fmt: skip
    assert not [one.text for one in lines if one.text.startswith("\N{BULLET}")]
    marked = [one for one in lines if one._p.find(f"{_A}pPr/{_A}buChar") is not None]
    assert len(marked) > 10
    assert all(int(one._p.pPr.get("marL")) == -int(one._p.pPr.get("indent")) > 0 for one in marked)
    (table,) = (shape.table for slide in shown for shape in slide.shapes if shape.has_table)
    assert {cell.fill.fore_color.rgb for cell in table.rows[0].cells} == {rgb(colours.STRONG_FOR)}
    counts = [cell for row in table.rows for cell in row.cells if cell.text.isdigit()]
    assert {cell.text_frame.paragraphs[0].alignment for cell in counts} == {PP_ALIGN.RIGHT}


def test_a_text_numbers_its_pages_and_sets_its_headings_in_one_dark_colour(text: bytes) -> None:
    paper = docx.Document(io.BytesIO(text))
    footer = paper.sections[0].footer.paragraphs[0]._p
    assert [one.get(qn("w:instr")).strip() for one in footer.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]
    dressed = [paper.styles[one].font for one in ("Title", "Heading 1", "Heading 2", "Heading 3")]
    assert {str(one.color.rgb) for one in dressed} == {"0B4F8A"}
    assert {one.name for one in dressed} == {FONT}


def test_a_workbook_names_its_sheets_in_whole_words_and_prints_what_they_are(whole: Document) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(whole)))
    captions = [" ".join(re.sub(r"[:?/]", " ", table.caption).split()) for _section, table in whole.tables()]
    names = book.sheetnames[1:-1]
    for place, (name, caption) in enumerate(zip(names, captions, strict=True), start=1):
        said, _cut, end = name.removeprefix(f"{place} ").partition("\N{HORIZONTAL ELLIPSIS}")
        assert len(name) <= 31
        assert re.match(rf"{re.escape(said.strip(' ,'))}(\W|$)", caption), name
        assert not end or re.search(rf"\W{re.escape(end.strip())}$", re.sub(rf",? {YEAR}$", "", caption)), name
    assert not [name for name in names if YEAR in name or ",\N{HORIZONTAL ELLIPSIS}" in name]
    assert len({name.partition(" ")[2] for name in names}) == len(names)
    assert len({table.caption for _section, table in whole.tables()}) == len(names)
    sheet, (_section, table) = book[names[2]], list(whole.tables())[2]
    assert table.caption in sheet.oddHeader.left.text
    assert sheet["B1"].alignment.horizontal == "right"
    changed = next(one for one in book.worksheets if one["F1"].value == "Besluit" or one["G1"].value == "Besluit")
    verdict = next(cell for cell in changed[2] if cell.data_type == "s" and cell.column > 1)
    assert (verdict.alignment.horizontal, verdict.alignment.indent) == ("left", 1)
    assert {cell.alignment.wrap_text for cell in book.worksheets[-1]["A"]} == {True}


def test_a_chart_of_two_years_says_where_nothing_can_be_told(whole: Document) -> None:
    """Bars that differ show a change to whoever looks, also where it may be chance."""
    told = [one for one in whole.diagrams() if one.name.endswith("-verandering")]
    for one in told:
        verdicts = {row[0]: row[5] for row in one.table.rows}
        for category in one.native.categories:
            name, _beside, remark = category.partition(" (niet ")
            assert bool(remark) == (verdicts[name] not in ("stijging", "daling")), category
    assert any("niet vast te stellen" in category for one in told for category in one.native.categories)


def test_sheets_are_told_apart_without_their_numbers_and_the_last_one_lists_them() -> None:
    document = evaluation(school_with_goals(), YEAR, Workgroup())
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(document)))
    names = {int(number): name for number, name in (one.split(" ", 1) for one in book.sheetnames[1:-1])}
    assert len(set(names.values())) == len(names)
    goals = [name for name in names.values() if name.startswith("Doel ")]
    assert [name.split()[1] for name in goals] == [
        one.name.removeprefix("doel-") for one in document.diagrams() if one.name.startswith("doel-")
    ]
    assert book.sheetnames[-1] == "Uitleg"
    told = [cell.value for cell in book["Uitleg"]["A"]]
    for number, (_section, table) in enumerate(document.tables(), start=1):
        assert f"{number} {table.caption}" in told


def test_slides_leave_out_what_is_there_to_look_up(text: bytes, slides: bytes) -> None:
    """Of which version a questionnaire is says nothing from the front of a room; a text has it."""
    assert [one for one in texts_of_docx(text) if one.startswith("versie ")]
    assert not [one for one in texts_of_pptx(slides) if one.startswith("versie ") or one == "Vragenlijst"]
