"""Tables of facts as csv or xlsx files.

The words in the cells come from questionnaires, and those may be drafted from anybody's export: a text that a
spreadsheet program would take for a formula gets an apostrophe in front (OWASP ASVS 5.0, 1.2.10), and no cell of a
workbook is a formula. The same releases give the same bytes, and a workbook names nobody: no maker, no last reader, no
times. csv is as a Dutch or Belgian Excel opens it by itself: semicolons between fields, commas in numbers.
"""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from monitor.report.sheets import Cell, Look, Sheet
from monitor.texts import _

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FORMULA_STARTS: Final = frozenset("=+-@\t\r\n\0\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}") | frozenset(
    "\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}\N{MINUS SIGN}"
)
"""What a spreadsheet program may take for the beginning of a formula, in any language of it."""
_UNSEEN: Final = " \N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"
_CODED = re.compile(r"_x([0-9A-Fa-f]{4})_")
"""How a workbook writes a character that XML cannot hold; Excel reads `_x003D_` as an equals sign."""
_NO_TEXT = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef\\ufffe\\uffff]"
)
"""Characters that XML or UTF-8 cannot hold, or that no reader can see."""
LOOKS: Final[Mapping[Look, str]] = {"text": "@", "whole": "0", "share": "0%", "change": "+0%;-0%;0%", "chance": "0.000"}
_SIGNS: Final = re.escape("".join(sorted(FORMULA_STARTS - frozenset("\t\r\n\0"))))
_SEPARATED = re.compile(f'([;,|\t\n]["{_UNSEEN}]*)(?=[{_SIGNS}])')
"""Where a text of csv would begin like a formula for a program that takes another sign for the end of a field."""
LONGEST: Final = 32_767
"""Characters that a cell of a workbook can hold."""
_NO_TIME: Final = datetime(1980, 1, 1)
_LONGEST_HEAD: Final = 120
"""Characters above a printed page; with more than 255, codes among them, Excel mends the file before it opens it."""
_NOTES_WIDTH: Final = 110
_LINE_HEIGHT: Final = 15
"""Points of a line in a heading."""
_NUMBER_WIDTH, _LEAST_WIDTH, _MOST_WIDTH = 13, 9, 60
"""Widths of columns, in characters: of one with numbers, and between which those with texts lie."""


def guarded(text: str) -> str:
    """The text as no spreadsheet program takes it for a formula: with an apostrophe where it begins like one.

    Spaces in front do not help a formula past this, nor signs of full width, nor `_x003D_`, which Excel reads as a
    sign. Characters that a file cannot hold become the replacement character; line ends become one kind.
    """
    begins = _CODED.sub(lambda found: chr(int(found[1], 16)), text).lstrip(_UNSEEN)[:1]
    mark = "'" if begins in FORMULA_STARTS and begins else ""
    readable = re.sub("\r\n?", "\n", text)
    return (mark + _NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", readable))[:LONGEST]


def as_csv(sheet: Sheet) -> bytes:
    """The sheet as csv for a Dutch or Belgian Excel: semicolons, commas in numbers, UTF-8 with a mark that says so.

    The notes stand below the rows, after an empty row, in the first column; every row has as many cells. Another
    program may end a field at another sign, so no part of a text between two such signs begins like a formula either.
    """
    empty = ("",) * (len(sheet.columns) - 1)
    below = (("", *empty), *((note, *empty) for note in sheet.notes))
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    for row in (tuple(column.title for column in sheet.columns), *sheet.rows, *below):
        writer.writerow([_field(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _field(cell: Cell) -> str:
    if cell is None:
        return ""
    return _SEPARATED.sub(r"\1'", guarded(cell))[:LONGEST] if isinstance(cell, str) else str(cell).replace(".", ",")


def as_workbook(*sheets: Sheet, explained: str = "") -> bytes:
    """The sheets as xlsx: texts are texts, numbers are numbers, the notes of all have a sheet of their own.

    Args:
        sheets: what is in it.
        explained: the name of the sheet with the notes, where the others have names with a capital.
    """
    from openpyxl import Workbook

    book = Workbook()
    for empty in book.worksheets:
        book.remove(empty)
    for sheet in sheets:
        _fill(book.create_sheet(guarded(sheet.name)), sheet)
    _explain(
        book.create_sheet(explained or _("notes")),
        tuple(dict.fromkeys(note for sheet in sheets for note in sheet.notes)),
    )
    content = io.BytesIO()
    book.properties.creator = None
    book.save(content)
    return _without_traces(content.getvalue())


def _fill(table: "Worksheet", sheet: Sheet) -> None:
    for place, column in enumerate(sheet.columns, start=1):
        _write(table, 1, place, column.title)
    for row, cells in enumerate(sheet.rows, start=2):
        for place, (cell, column) in enumerate(zip(cells, sheet.columns, strict=True), start=1):
            _write(table, row, place, cell, LOOKS[column.look])
    _as_table(table, sheet)


def _explain(explained: "Worksheet", notes: Sequence[str]) -> None:
    """A note per row, over as many lines as it needs."""
    from openpyxl.styles import Alignment

    for row, note in enumerate(notes, start=1):
        _write(explained, row, 1, note)
        explained.cell(row, 1).alignment = Alignment(wrap_text=True, vertical="top")
        explained.row_dimensions[row].height = _LINE_HEIGHT * (1 + len(note) // _NOTES_WIDTH)
    explained.column_dimensions["A"].width = _NOTES_WIDTH
    _on_paper(explained, "")


def _on_paper(table: "Worksheet", title: str) -> None:
    """A4, as wide as a page and as many pages high as it needs; above it what it is, below it which page."""
    from openpyxl.worksheet.properties import PageSetupProperties

    table.page_setup.orientation, table.page_setup.paperSize = "landscape", table.PAPERSIZE_A4
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    table.page_setup.fitToWidth, table.page_setup.fitToHeight = 1, 0
    head, foot = table.oddHeader, table.oddFooter
    assert head is not None, "every sheet has room above a printed page"
    assert foot is not None, "and below it"
    head.left.text = _NO_TEXT.sub("", title[:_LONGEST_HEAD]).replace("&", "&&") or None  # one begins a code
    foot.right.text = "&P / &N"


def _as_table(table: "Worksheet", sheet: Sheet) -> None:
    """Make the sheet one to work with: headings stay in sight and filter, columns are as wide as what is in them."""
    from openpyxl.utils import get_column_letter

    table.freeze_panes = "A2"
    _on_paper(table, sheet.title)
    table.print_title_rows = "1:1"
    table.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(sheet.rows) + 1}"
    for place, column in enumerate(sheet.columns, start=1):
        longest = max((len(str(row[place - 1] or "")) for row in sheet.rows), default=0)
        words = max(len(word) for word in column.title.split())
        width = max(longest, words) + 2 if column.look == "text" else _NUMBER_WIDTH
        table.column_dimensions[get_column_letter(place)].width = min(max(width, words + 2, _LEAST_WIDTH), _MOST_WIDTH)
    _align(table, sheet)


def _align(table: "Worksheet", sheet: Sheet) -> None:
    """Headings stand above their numbers, words do not touch the number before them, and long ones have room."""
    from openpyxl.styles import Alignment, Font

    numbers = [column.look != "text" for column in sheet.columns]
    apart = [here < before for before, here in zip([False, *numbers], numbers, strict=False)]
    sides = ["right" if number else "left" if one else None for number, one in zip(numbers, apart, strict=True)]
    looks = [
        Alignment(wrap_text=True, vertical="top", horizontal=side, indent=int(one))
        for side, one in zip(sides, apart, strict=True)
    ]
    beside_number = Alignment(horizontal="left", indent=1)
    for place, look in enumerate(looks, start=1):
        heading = table.cell(1, place)
        heading.font, heading.alignment = Font(name="Calibri", bold=True), look
    lines = max(len(wrap(column.title, _LEAST_WIDTH + 2)) for column in sheet.columns)
    table.row_dimensions[1].height = _LINE_HEIGHT * lines
    for place, row in enumerate(sheet.rows, start=2):  # not every program makes room for a text of several lines
        longest = max((len(cell) for cell in row if isinstance(cell, str)), default=0)
        if longest > _MOST_WIDTH:
            table.row_dimensions[place].height = _LINE_HEIGHT * (1 + longest // (_MOST_WIDTH - 5))
        for beside, (look, gap) in enumerate(zip(looks, apart, strict=True), start=1):
            if longest > _MOST_WIDTH:  # `table[place]` would look through the whole sheet
                table.cell(place, beside).alignment = look
            elif gap:
                table.cell(place, beside).alignment = beside_number


def _write(table: "Worksheet", row: int, column: int, value: Cell, look: str = "General") -> None:
    if value is None:
        return
    cell = table.cell(row, column)
    if isinstance(value, str):
        cell.value = guarded(value)
        cell.data_type = "s"  # also what looks like a formula or an error
    else:
        cell.value = value
        cell.number_format = look


_CORE: Final = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
)
"""The properties of a document of which nothing is told."""


def _without_traces(workbook: bytes) -> bytes:
    """The same workbook without who made it and when."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as made, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as kept:
        for name in made.namelist():
            part = zipfile.ZipInfo(name, _NO_TIME.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, _CORE if name == "docProps/core.xml" else made.read(name))
    return content.getvalue()


FORMATS: Final[Mapping[str, Callable[[Sheet], bytes]]] = {".csv": as_csv, ".xlsx": as_workbook}
"""Ending of a file to what writes it."""
