"""Workbooks written by hand, to the byte: as Microsoft Forms and as LimeSurvey write them."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from making.table import Cell, Table

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'

DATE_STYLE = 1
"""The second cell format of the workbook: `m/d/yy h:mm:ss`, whatever the language."""


def native_forms_workbook(table: Table, *, owner: str) -> bytes:
    """A workbook with all that is odd in those of Microsoft Forms.

    The XML carries the prefix `x:`, the dimension says A1, an Excel table `Table1` covers all cells, and the
    properties of the document hold the address of the owner.
    """
    strings: dict[str, int] = {}

    def shared(text: str, place: str) -> str:
        return f'<x:c r="{place}" t="s"><x:v>{strings.setdefault(text, len(strings))}</x:v></x:c>'

    rows = _rows(table, "x:", shared)
    reference = f"A1:{_letters(len(table.headings))}{len(table.rows) + 1}"
    sheet = (
        f'{DECLARATION}<x:worksheet xmlns:x="{MAIN}" xmlns:r="{RELATIONS}"><x:dimension ref="A1"/>'
        f'<x:sheetData>{rows}</x:sheetData><x:tableParts count="1"><x:tablePart r:id="rId1"/></x:tableParts>'
        "</x:worksheet>"
    )
    return _zipped(
        {
            **_package("x:", table=True, properties=True),
            "xl/worksheets/sheet1.xml": sheet,
            "xl/worksheets/_rels/sheet1.xml.rels": _relations({"table": "../tables/table1.xml"}),
            "xl/tables/table1.xml": _table_part(table.headings, reference),
            "xl/sharedStrings.xml": _shared_strings(strings),
            "xl/styles.xml": _styles("x:"),
            "docProps/core.xml": _core_properties(owner),
            "docProps/custom.xml": _custom_properties(owner),
        }
    )


def limesurvey_workbook(table: Table, *, title: str) -> bytes:
    """A workbook as LimeSurvey writes it: one sheet named after the survey, times as text."""

    def inline(text: str, place: str) -> str:
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{_xml(text)}</t></is></c>'

    reference = f"A1:{_letters(len(table.headings))}{len(table.rows) + 1}"
    sheet = (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><dimension ref="{reference}"/>'
        f"<sheetData>{_rows(table, '', inline)}</sheetData></worksheet>"
    )
    name = re.sub(r"[*:/\\?\[\]]", "", title)[:31]
    parts = _package("", table=False, properties=False, sheet=name)
    return _zipped({**parts, "xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": _styles("")})


def serial(moment: dt.datetime) -> str:
    """A time as Excel keeps it: days since the end of 1899, with the digits that a double has."""
    return repr((moment - dt.datetime(1899, 12, 30)) / dt.timedelta(days=1))


def _rows(table: Table, prefix: str, text_cell: Callable[[str, str], str]) -> str:
    return "".join(
        f'<{prefix}row r="{number}">'
        + "".join(
            _cell(cell, f"{_letters(column)}{number}", prefix, text_cell)
            for column, cell in enumerate(cells, start=1)
            if cell is not None
        )
        + f"</{prefix}row>"
        for number, cells in enumerate((table.headings, *table.rows), start=1)
    )


def _cell(cell: Cell, place: str, prefix: str, text_cell: Callable[[str, str], str]) -> str:
    if isinstance(cell, dt.datetime):
        return f'<{prefix}c r="{place}" s="{DATE_STYLE}"><{prefix}v>{serial(cell)}</{prefix}v></{prefix}c>'
    if isinstance(cell, int):
        return f'<{prefix}c r="{place}"><{prefix}v>{cell}</{prefix}v></{prefix}c>'
    return text_cell(str(cell), place)


def _letters(column: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _xml(text: str) -> str:
    return escape(text)


def _shared_strings(strings: Mapping[str, int]) -> str:
    items = "".join(f'<x:si><x:t xml:space="preserve">{_xml(text)}</x:t></x:si>' for text in strings)
    return f'{DECLARATION}<x:sst xmlns:x="{MAIN}" uniqueCount="{len(strings)}">{items}</x:sst>'


def _table_part(headings: tuple[str, ...], reference: str) -> str:
    columns = "".join(
        f'<x:tableColumn id="{number}" name={quoteattr(heading)}/>' for number, heading in enumerate(headings, start=1)
    )
    return (
        f'{DECLARATION}<x:table xmlns:x="{MAIN}" id="1" name="Table1" displayName="Table1" ref="{reference}" '
        f'totalsRowShown="0"><x:autoFilter ref="{reference}"/>'
        f'<x:tableColumns count="{len(headings)}">{columns}'
        '</x:tableColumns><x:tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></x:table>'
    )


def _styles(prefix: str) -> str:
    p, plain = prefix, 'numFmtId="0" fontId="0" fillId="0" borderId="0"'
    dated = plain.replace('numFmtId="0"', 'numFmtId="164"')
    space = f'xmlns:x="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    return (
        f'{DECLARATION}<{p}styleSheet {space}><{p}numFmts count="1"><{p}numFmt numFmtId="164" '
        f'formatCode="m/d/yy\\ h:mm:ss"/></{p}numFmts><{p}fonts count="1"><{p}font><{p}sz val="11"/>'
        f'<{p}name val="Calibri"/></{p}font></{p}fonts><{p}fills count="1"><{p}fill><{p}patternFill '
        f'patternType="none"/></{p}fill></{p}fills><{p}borders count="1"><{p}border/></{p}borders>'
        f'<{p}cellStyleXfs count="1"><{p}xf {plain}/></{p}cellStyleXfs><{p}cellXfs count="2">'
        f'<{p}xf {plain} xfId="0"/><{p}xf {dated} xfId="0" applyNumberFormat="1"/></{p}cellXfs>'
        f"</{p}styleSheet>"
    )


def _package(prefix: str, *, table: bool, properties: bool, sheet: str = "Sheet1") -> dict[str, str]:
    """The parts that say which other parts there are."""
    p, space = prefix, f'xmlns:x="{MAIN}"' if prefix else f'xmlns="{MAIN}"'
    base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    overrides = {
        "/xl/workbook.xml": f"{base}.sheet.main+xml",
        "/xl/worksheets/sheet1.xml": f"{base}.worksheet+xml",
    }
    overrides["/xl/styles.xml"] = f"{base}.styles+xml"
    inside = {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml"}
    if table:
        overrides |= {"/xl/sharedStrings.xml": f"{base}.sharedStrings+xml"}
        overrides |= {"/xl/tables/table1.xml": f"{base}.table+xml"}
        inside["sharedStrings"] = "sharedStrings.xml"
    outside = {"officeDocument": "xl/workbook.xml"}
    if properties:
        overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
        overrides["/docProps/custom.xml"] = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        outside |= {"core-properties": "docProps/core.xml", "custom-properties": "docProps/custom.xml"}
    types = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in overrides.items())
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
            'ContentType="application/xml"/><Default Extension="rels" '
            f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relations(outside),
        "xl/workbook.xml": (
            f'{DECLARATION}<{p}workbook {space} xmlns:r="{RELATIONS}"><{p}sheets><{p}sheet '
            f'name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></{p}sheets></{p}workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relations(inside),
    }


def _relations(targets: Mapping[str, str]) -> str:
    kinds = {"core-properties": f"{PACKAGE}/relationships/metadata/core-properties"}
    parts = "".join(
        f'<Relationship Id="rId{number}" Type="{kinds.get(kind, f"{RELATIONS}/{kind}")}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{parts}</Relationships>'


def _core_properties(owner: str) -> str:
    return (
        f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:creator>{_xml(owner)}</dc:creator><cp:lastModifiedBy>{_xml(owner)}</cp:lastModifiedBy>"
        "</cp:coreProperties>"
    )


def _custom_properties(owner: str) -> str:
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return (
        f'{DECLARATION}<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" '
        f'name="MSIP_Label_Owner"><vt:lpwstr>{_xml(owner)}</vt:lpwstr></property></Properties>'
    )


def _zipped(parts: Mapping[str, str]) -> bytes:
    """The parts as a zip whose bytes depend on nothing else: no clock, no order of a file system."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            archive.writestr(entry, text.encode())
    return whole.getvalue()
