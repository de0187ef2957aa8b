"""What a document says, and what its files say: words and numbers, gathered without the writers."""

import dataclasses
import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from monitor.report.evaluation.document import Document

AROUND = "\"'.,;:()\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}\N{BULLET}"
_TAGS = re.compile(r"<[^>]+>")


def leaves(value: Any) -> Iterator[str]:
    """Every text and number in a document, its figures among them."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaves(one)
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def numbers_in(texts: Iterator[str] | list[str]) -> set[str]:
    """The words with a digit in them, without the signs around them."""
    words = (word.strip(AROUND) for text in texts for word in plain(text).split())
    return {word for word in words if any(sign.isdigit() for sign in word)}


def plain(text: str) -> str:
    """A text without marks and without spaces that do not break."""
    return _TAGS.sub(" ", text).replace("\N{NO-BREAK SPACE}", " ").replace("\N{EN DASH}", " ")


def said_by(document: Document) -> set[str]:
    """The numbers of a document; a pair of limits in a table may come apart."""
    return numbers_in(list(leaves(document)))


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page."""
    import pypdfium2

    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def texts_of_docx(content: bytes) -> list[str]:
    """Every paragraph and cell of a text."""
    import docx

    paper = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in paper.tables for column in table.columns for cell in column.cells)
    return [*(one.text for one in paper.paragraphs), *cells, paper.sections[0].footer.paragraphs[0].text]


def texts_of_pptx(content: bytes) -> list[str]:
    """Every box and cell of every slide, and the notes below."""
    from pptx import Presentation

    slides = Presentation(io.BytesIO(content)).slides
    boxes = (shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    tables = (shape.table for slide in slides for shape in slide.shapes if shape.has_table)
    cells = [cell.text for table in tables for cell in table.iter_cells()]
    return [*boxes, *cells, *(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)]


def charts_in(content: bytes) -> list[list[float]]:
    """The values of every chart in a file of an office program, from the drawing itself."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        drawn = [parts.read(name).decode() for name in sorted(parts.namelist()) if re.search(r"charts/chart\d+", name)]
    return [[float(one) for one in re.findall(r"<c:v>([\d.]+)</c:v>", _values(text))] for text in drawn]


def _values(text: str) -> str:
    return "".join(re.findall(r"<c:val>.*?</c:val>", text, flags=re.DOTALL))
