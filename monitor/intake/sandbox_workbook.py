"""The workbook's side of the sandbox: look at the XML first, then let calamine read the cells.

calamine reserves room for the whole rectangle between the outermost cells, so a file of 4.6 kB with cells in
A1 and XFD1048576 ends the process (calamine issue 693). The rectangle is therefore measured in the XML.
calamine also shows error cells (`#N/A`) and formulas without a stored value as empty: both are counted.
"""

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from monitor.intake.archive import Workbook, open_workbook
from monitor.intake.sandbox_terms import Limits, Refused

_SHEET_DATA = re.compile(rb"<(?:[\w.-]+:)?sheetData[\s/>]")
# References are looked for only where they could be over a limit: a workbook has millions of them.
_FAR = re.compile(rb"""r\s*=\s*["']([A-Za-z]{3,}[0-9]+|[A-Za-z]*[0-9]{6,})["']""")
_LOW = re.compile(rb"""r\s*=\s*["']([A-Za-z]*[0-9]{5,})["']""")
_COLUMN = re.compile(rb"""r\s*=\s*["']([A-Za-z]{2,3})[0-9]""")
_ERROR_CELL = re.compile(rb"""<(?:[\w.-]+:)?c\s[^>]*?\bt\s*=\s*["']e["'][^>]*>""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+[0-9]+)["']""")
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s/>]")
_FORMULA_IN = re.compile(
    rb"""<(?:[\w.-]+:)?c\s(?:[^>]*?\s)?r\s*=\s*["']([A-Z]{1,3})[0-9]+["'][^>]*>\s*<(?:[\w.-]+:)?f[\s/>]"""
)
_NO_VALUE = re.compile(rb"<(?:[\w.-]+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:[\w.-]+:)?f\s*>)\s*</(?:[\w.-]+:)?c\s*>")
_BARE_CELL = re.compile(rb"\s*<(?:[\w.-]+:)?c(?:>|\s(?![^>]*\br\s*=)[^>]*[^/]>)")
_SHEET_NAME = re.compile(r"(?:^|/)worksheets/[^/]+\.xml$")


@dataclass(frozen=True)
class SheetNotes:
    """What a sheet's XML says beyond its cells; `merged` as first row, first column, last row, last column.

    `formula_columns` counts the formulas by the letters of their column.
    """

    name: str
    visible: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = ()
    error_cells: int = 0
    first_error: str | None = None
    formulas: int = 0
    formulas_without_value: int = 0
    formula_columns: dict[str, int] = field(default_factory=dict)


def read_workbook(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The sheets of an `.xlsx`: for each its notes and then its rows, from row 1.

    Raises:
        Refused: the workbook is not read.
    """
    workbook = open_workbook(data, limits)
    for name, content in workbook.parts.items():
        _refuse_long_text(content, limits)
        if _SHEET_NAME.search(name) or _SHEET_DATA.search(content):
            measure(content, limits)
    yield from _cells(data, workbook)


def _refuse_long_text(xml: bytes, limits: Limits) -> None:
    """Refuses a text longer than a cell may be; looks only into stretches that long without any mark-up."""
    place, half = 0, limits.field_characters // 2
    while place < len(xml):
        if xml.find(b"<", place, place + half) >= 0:
            place += half
            continue
        start, end = xml.rfind(b"<", 0, place), xml.find(b"<", place)
        place = end if end >= 0 else len(xml)
        text = xml[start + 1 : place].partition(b">")[2]
        if len(text.decode("utf-8", "replace")) > limits.field_characters:
            raise Refused("long-text", characters=limits.field_characters)


def measure(xml: bytes, limits: Limits) -> None:
    """Refuses a sheet whose outermost filled cell lies beyond the limits.

    Raises:
        Refused: code `too-large`.
    """
    for row, column in _filled(_FAR, xml):
        if row > limits.rows or column > limits.columns:
            raise Refused("too-large", rows=limits.rows, columns=limits.columns)
    if _LOW.search(xml) is None:
        return
    columns = {_position(letters)[1] for letters in set(_COLUMN.findall(xml))} or {26}
    rows = limits.cells // max(columns)
    if rows < limits.rows and any(row > rows for row, _column in _filled(_LOW, xml)):
        raise Refused("too-large", rows=limits.rows, columns=limits.columns)


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
    return _BARE_CELL.match(xml, end + 1) is None


def _position(reference: bytes) -> tuple[int, int]:
    letters = reference.rstrip(b"0123456789").upper()
    column = 0
    for letter in letters[:6]:
        column = column * 26 + letter - 64
    return int(reference[len(letters) :][:9] or b"0"), column


def _cells(data: bytes, workbook: Workbook) -> Iterator[dict[str, Any] | list[Any]]:
    import python_calamine as calamine

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        paths = _sheet_paths(workbook)
        for sheet in book.sheets_metadata:
            if sheet.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            read = book.get_sheet_by_name(sheet.name)
            xml = workbook.parts.get(paths.get(sheet.name, ""), b"")
            merged = tuple((*first, *last) for first, last in read.merged_cell_ranges or ())
            visible = sheet.visible == calamine.SheetVisibleEnum.Visible
            yield {"sheet": asdict(_notes(sheet.name, xml, merged=merged, visible=visible))}
            for row in read.iter_rows():
                yield [(cell or None) if type(cell) is str else plain(cell) for cell in row]
    except calamine.PasswordError as error:
        raise Refused("password") from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError) as error:
        raise Refused("damaged") from error


def _notes(name: str, xml: bytes, *, merged: tuple[tuple[int, int, int, int], ...], visible: bool) -> SheetNotes:
    # The plain searches come first: they cost a tenth, and most sheets have neither errors nor formulas.
    errors = _ERROR_CELL.findall(xml) if b'"e"' in xml or b"'e'" in xml else []
    first = _REFERENCE.search(errors[0]) if errors else None
    formulas = len(_FORMULA.findall(xml)) if b"<f" in xml or b":f" in xml else 0
    return SheetNotes(
        name=name,
        visible=visible,
        merged=merged[:10_000],
        error_cells=len(errors),
        first_error=first[1].decode("ascii") if first else None,
        formulas=formulas,
        formulas_without_value=len(_NO_VALUE.findall(xml)) if formulas else 0,
        formula_columns=dict(Counter(name.decode("ascii") for name in _FORMULA_IN.findall(xml))) if formulas else {},
    )


def _sheet_paths(workbook: Workbook) -> dict[str, str]:
    """Sheet name to the name of its part, as the workbook's relations say; empty where they cannot be read."""
    from xml.etree.ElementTree import ParseError

    from defusedxml import ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        book = ElementTree.fromstring(workbook.parts["xl/workbook.xml"])
        relations = ElementTree.fromstring(workbook.parts["xl/_rels/workbook.xml.rels"])
    except (KeyError, ParseError, DefusedXmlException):
        return {}
    targets = {node.get("Id"): node.get("Target", "") for node in relations.iter()}
    paths: dict[str, str] = {}
    for node in book.iter():
        if node.tag.endswith("}sheet"):
            identifier = next((value for name, value in node.items() if name.endswith("}id")), None)
            target = targets.get(identifier, "").lower()
            paths[node.get("name", "")] = target[1:] if target.startswith("/") else f"xl/{target}"
    return paths


def plain(cell: Any) -> Any:
    """A cell as calamine gives it, as the value that a person sees: whole numbers without a fraction."""
    if type(cell) is float:
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    if isinstance(cell, dt.timedelta):
        return str(cell)
    return cell
