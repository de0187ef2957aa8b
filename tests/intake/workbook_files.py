"""Workbooks written by hand, so that a test can get every detail of the XML wrong on purpose."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def letters(index: int) -> str:
    return (chr(64 + index // 26) if index >= 26 else "") + chr(65 + index % 26)


def cell(place: str, value: object, prefix: str) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return f'<{prefix}c r="{place}"><{prefix}v>{value}</{prefix}v></{prefix}c>'
    text = f'<{prefix}is><{prefix}t xml:space="preserve">{escape(str(value))}</{prefix}t></{prefix}is>'
    return f'<{prefix}c r="{place}" t="inlineStr">{text}</{prefix}c>'


def sheet_xml(
    rows: Sequence[Sequence[object]], *, prefix: str = "", first_row: int = 1, merged: Sequence[str] = ()
) -> str:
    """The XML of a sheet that says, as Forms does, that it holds only A1."""
    filled = "".join(
        f'<{prefix}row r="{number}">'
        + "".join(cell(f"{letters(index)}{number}", value, prefix) for index, value in enumerate(row))
        + f"</{prefix}row>"
        for number, row in enumerate(rows, start=first_row)
    )
    return raw_sheet(filled, prefix=prefix, merged=merged)


def raw_sheet(rows: str, *, prefix: str = "", merged: Sequence[str] = ()) -> str:
    name = f"xmlns:{prefix[:-1]}" if prefix else "xmlns"
    areas = "".join(f'<{prefix}mergeCell ref="{area}"/>' for area in merged)
    after = f"<{prefix}mergeCells>{areas}</{prefix}mergeCells>" if merged else ""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><{prefix}worksheet {name}="{MAIN}"><{prefix}dimension ref="A1"/>'
        f"<{prefix}sheetData>{rows}</{prefix}sheetData>{after}</{prefix}worksheet>"
    )


def parts(sheets: Mapping[str, str], *, hidden: Sequence[str] = ()) -> dict[str, str | bytes]:
    """The parts of a workbook with these sheets, given as XML."""
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"'
        + (' state="hidden"' if name in hidden else "")
        + "/>"
        for number, name in enumerate(sheets, start=1)
    )
    relations = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, len(sheets) + 1)
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{WORKBOOK_TYPE}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        **{f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(sheets.values(), start=1)},
    }


def packed(content: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return stream.getvalue()


def workbook(path: Path, sheets: Mapping[str, str], *, hidden: Sequence[str] = ()) -> Path:
    path.write_bytes(packed(parts(sheets, hidden=hidden)))
    return path


def text_file(path: Path, content: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(content.encode(encoding))
    return path
