"""The workbook's side of the sandbox: look at the XML first, then let calamine read the cells.

calamine reserves room for the whole rectangle between the outermost cells, so a file of 4.6 kB with cells in
A1 and XFD1048576 ends the process (calamine issue 693). The rectangle is therefore measured in the XML.
calamine also shows error cells (`#N/A`) and formulas without a stored value as empty: both are counted.
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from itertools import islice

from monitor.intake.archive import DAMAGE, Workbook, open_workbook
from monitor.intake.sandbox_terms import Limits, Refused

TYPE_CHECKING = False  # `typing` itself costs the child ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from python_calamine import CalamineSheet, CalamineWorkbook

# What few sheets need is compiled by `re` when it is needed: each takes the child half a millisecond.
_SHEET_DATA = re.compile(rb"<((?:[\w.-]+:)?)sheetData[\s/>]")
_USUAL, _WIDER = 100, "[Cc][W-Zw-z]|[D-Zd-z][A-Za-z]|[A-Za-z]{3,}"
"""Columns of a sheet of usual width, and the letters of those to the right of them."""
_FAR = "[A-Za-z]{3,}"
_SHORT = 20_000_000
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_FORMS = bytes.maketrans(_LETTERS + b"123456789'", b"A" * 52 + b"0" * 9 + b'"')
_COLUMN = rb"""r\s*=\s*["']([A-Za-z]{2,3})[0-9]"""
_ERROR_CELL = rb"""<(?:[\w.-]+:)?c\s[^>]*?\bt\s*=\s*["']e["'][^>]*>"""
_REFERENCE = rb"""\sr\s*=\s*["']([A-Za-z]+[0-9]+)["']"""
_FORMULA = rb"<(?:[\w.-]+:)?f[\s/>]"
_FORMULA_IN = rb"""<(?:[\w.-]+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Z]{1,3})[0-9]+["'][^>]*>\s*<(?:[\w.-]+:)?f[\s/>]"""
_NO_VALUE = rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f\s*>)\s*</(?:[\w.-]+:)?c\s*>"
_BARE_CELL = rb"\s*<(?:[\w.-]+:)?c(?:>|\s(?![^>]*\br\s*=)[^>]*[^/]>)"
_AREA = rb"""<(?:[\w.-]+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]+[0-9]+):([A-Z]+[0-9]+)["']"""
_MOST_MERGED = 10_000
_TOLD = 5_000
"""After so many rows the parent is told how far it is."""
_XML_NAME = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_SHEET_NAME = re.compile(r"(?:^|/)worksheets/[^/]+\.xml$")


def read_workbook(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The sheets of an `.xlsx`: for each its notes and then its rows, from row 1.

    Raises:
        Refused: the workbook is not read.
    """
    workbook = open_workbook(data, limits)
    for name, content in workbook.parts.items():
        if _SHEET_NAME.search(name) or (b"sheetData" in content and _SHEET_DATA.search(content)):
            measure(content, limits)
    yield from _cells(data, workbook, limits)


def measure(xml: bytes, limits: Limits) -> None:
    """Refuses a sheet whose outermost filled cell lies beyond the limits.

    Raises:
        Refused: code `too-large`.
    """
    if _is_small(xml, limits):
        return
    if _beyond(min(limits.rows, limits.cells // _USUAL), _WIDER).search(xml) is None:
        return
    columns = {_position(letters)[1] for letters in set(re.findall(_COLUMN, xml))} or {26}
    rows = min(limits.rows, limits.cells // min(max(columns), limits.columns))
    if any(row > rows or column > limits.columns for row, column in _filled(_beyond(rows, _FAR), xml)):
        raise Refused("too-large", rows=limits.rows, columns=limits.columns)


def _is_small(xml: bytes, limits: Limits) -> bool:
    """Whether nothing in a short sheet reads like a row with five digits or a column with three letters.

    Most sheets are like that, and to look for those takes a third of the time of looking at every reference.
    """
    if len(xml) > _SHORT or limits.rows < 9_999 or limits.columns < 702 or limits.cells < 702 * 9_999:
        return False
    forms = xml.translate(_FORMS)
    return b'00000"' not in forms and b"AAA0" not in forms


@cache
def _beyond(rows: int, columns: str) -> re.Pattern[bytes]:
    """A reference that may lie below this row, or in these columns.

    A workbook has millions of references, and only these are looked at one by one.
    """
    digits = str(rows)
    larger = [
        f"{digits[:place]}[{int(digit) + 1}-9][0-9]{{{len(digits) - place - 1}}}"
        for place, digit in enumerate(digits)
        if digit != "9"
    ]
    number = "|".join((*larger, f"[0-9]{{{len(digits) + 1},}}"))
    return re.compile(rf"""r\s*=\s*["']((?:{columns})[0-9]+|[A-Za-z]*(?:{number}))["']""".encode())


def _filled(references: re.Pattern[bytes], xml: bytes) -> Iterator[tuple[int, int]]:
    """Row and column, from 1, of the references that are found, without those of empty cells and rows."""
    for match in references.finditer(xml):
        row, column = _position(match[1])
        if not _is_empty(xml, match.end(), column):
            yield row, column


def _is_empty(xml: bytes, place: int, column: int) -> bool:
    """Whether the element around `place` is a cell or row without content: formatting makes many of those."""
    end = xml.find(b">", place)
    if end < 0 or xml[end - 1 : end] == b"/":
        return True
    if column:
        return xml[end + 1 : end + 3] == b"</"
    return re.compile(_BARE_CELL).match(xml, end + 1) is None


def _position(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789").upper()
    column = 0
    for letter in letters[:6]:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :][:9] or b"0"), column


def _cells(data: bytes, workbook: Workbook, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    import python_calamine as calamine

    try:
        paths = _sheet_paths(workbook)
        book = _book(data, workbook)
        for sheet in book.sheets_metadata:
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            visible = sheet.visible == calamine.SheetVisibleEnum.Visible
            yield {"sheet": {"name": sheet.name, "visible": visible}}
            path = paths.get(sheet.name, "")
            if path in workbook.large:
                yield from _large(data, workbook, path, sheet.name, limits)
                continue
            notes = SheetNotes()
            notes.look(workbook.parts.pop(path, b""))
            read = book.get_sheet_by_name(sheet.name)
            yield from _rows(read)
            merged = [[*first, *last] for first, last in read.merged_cell_ranges or ()]
            yield {"notes": {**vars(notes), "merged": merged[:_MOST_MERGED]}}
    except calamine.PasswordError as error:
        raise Refused("password") from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, *DAMAGE) as error:
        raise Refused("damaged") from error


def _book(data: bytes, workbook: Workbook) -> CalamineWorkbook:
    """The workbook for calamine: the parts that were looked at; of one large sheet without that sheet and its texts.

    Packed anew, so that no file can show one content to the look and another to the reader.
    """
    import python_calamine as calamine

    from monitor.intake.sandbox_blocks import packed_with

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {one.filename.replace("\\", "/").lower(): one for one in archive.infolist()}
    sheets = [name for name in members if _SHEET_NAME.search(name)]
    if len(sheets) == 1 and sheets[0] in workbook.large:
        beside = [one for name, one in members.items() if _is_beside(name) and "shared" not in name]
        packed = packed_with(data, beside, members[sheets[0]])
    else:
        looked_at = workbook.parts.keys() | workbook.large.keys()
        packed = packed_with(data, [one for name, one in members.items() if name in looked_at])
    return calamine.CalamineWorkbook.from_filelike(io.BytesIO(packed))


def _is_beside(name: str) -> bool:
    """Whether a part, by its name in lower case, says something about the sheets and is none."""
    return _XML_NAME.search(name) is not None and _SHEET_NAME.search(name) is None


def _rows(sheet: CalamineSheet) -> Iterator[dict[str, Any] | list[Any]]:
    height = sheet.total_height
    for number, row in enumerate(sheet.iter_rows(), start=1):
        yield row
        if number % _TOLD == 0:
            yield {"read": [number, height]}


def _large(
    data: bytes, workbook: Workbook, path: str, name: str, limits: Limits
) -> Iterator[dict[str, Any] | list[Any]]:
    """The rows of a sheet that is too large to be held as a whole, then its notes."""
    import python_calamine as calamine

    from monitor.intake.sandbox_blocks import Blocks, packed_with

    notes, count, done = SheetNotes(), 0, 0
    member = workbook.large[path]
    with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(member) as stream:
        beside = [one for one in archive.infolist() if _is_beside(one.filename.lower()) and one is not member]
        blocks = Blocks(stream, limits.block_bytes)
        for xml in blocks:
            measure(xml, limits)
            notes.look(xml)
            done += len(xml)
            alone = packed_with(data, beside, member, xml)
            del xml  # a piece is large: nothing of it is held twice
            book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(alone))
            del alone
            for row in _below(book.get_sheet_by_name(name), count):
                count += 1
                yield row
            yield {"read": [min(done, member.file_size), member.file_size]}
        merged = _merged(blocks.tail + stream.read(limits.small_member))
    yield {"notes": {**vars(notes), "merged": merged}}


def _below(sheet: CalamineSheet, count: int) -> Iterator[list[Any]]:
    """The rows of a piece of a sheet below the `count` rows before it, with the blank ones between.

    The rows of some writers have no number; calamine counts them from the top of the piece.
    """
    first = sheet.start[0] if sheet.start is not None else 0
    return islice(sheet.iter_rows(), count if first >= count else 0, None)


def _merged(tail: bytes) -> list[list[int]]:
    areas = []
    for match in list(re.finditer(_AREA, tail))[:_MOST_MERGED]:
        (top, left), (bottom, right) = _position(match[1]), _position(match[2])
        areas.append([top - 1, left - 1, bottom - 1, right - 1])
    return areas


class SheetNotes:
    """What a sheet's XML says beyond its cells: errors and formulas, which calamine shows as empty or as values.

    `formula_columns` counts the formulas by the letters of their column.
    """

    def __init__(self) -> None:
        self.error_cells, self.formulas, self.formulas_without_value = 0, 0, 0
        self.first_error: str | None = None
        self.formula_columns: dict[str, int] = {}

    def look(self, xml: bytes) -> None:
        """Count what is in this XML too."""
        # The plain searches come first: they cost a tenth, and most sheets have neither errors nor formulas.
        errors = re.findall(_ERROR_CELL, xml) if b'"e"' in xml or (b"'" in xml and b"'e'" in xml) else []
        first = re.search(_REFERENCE, errors[0]) if errors else None
        if self.first_error is None and first is not None:
            self.first_error = first[1].decode("ascii")
        self.error_cells += len(errors)
        start = _SHEET_DATA.search(xml)
        formulas = len(re.findall(_FORMULA, xml)) if start is not None and b"<%bf" % start[1] in xml else 0
        self.formulas += formulas
        for name in re.findall(_FORMULA_IN, xml) if formulas else ():
            letters = name.decode("ascii")
            self.formula_columns[letters] = self.formula_columns.get(letters, 0) + 1
        self.formulas_without_value += len(re.findall(_NO_VALUE, xml)) if formulas else 0


def _sheet_paths(workbook: Workbook) -> dict[str, str]:
    """Sheet name to the name of its part, as the workbook's relations say; empty where they cannot be read."""
    try:
        book = _elements(workbook.parts["xl/workbook.xml"])
        relations = _elements(workbook.parts["xl/_rels/workbook.xml.rels"])
    except KeyError:
        return {}
    targets = {given.get("Id"): given.get("Target", "") for _name, given in relations}
    paths: dict[str, str] = {}
    for element, given in book:
        if element.rpartition(":")[2] == "sheet":
            identifier = next((value for name, value in given.items() if name.endswith(":id")), None)
            target = targets.get(identifier, "").lower()
            paths[given.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return paths


def _elements(xml: bytes) -> list[tuple[str, dict[str, str]]]:
    """Every element with its attributes, up to where the XML breaks off; a part that defines entities has none."""
    from xml.parsers import expat

    found: list[tuple[str, dict[str, str]]] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda name, given: found.append((name, given))

    def refuse(*_what: object) -> None:
        raise Refused("unsafe-xml")

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        return []
    return found
