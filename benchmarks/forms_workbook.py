"""A workbook as Microsoft Forms itself writes it: a prefix on every element, a dimension that lies, shared texts."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from monitor.definition.model import Item, ItemType, Survey

COLUMNS = 60
_OWN = ("ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam")
_STEPS = ("Helemaal niet", "Eerder niet", "Eerder wel", "Helemaal wel")
_REMARK = "Opmerking {number}: het contact met de leerkracht verloopt dit jaar beter dan vorig jaar."
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SMALL_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
    f'ContentType="{_SPREADSHEET}.sheet.main+xml"/><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SPREADSHEET}.worksheet+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_SPREADSHEET}.sharedStrings+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SPREADSHEET}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="R1" '
    f'Type="{_OFFICE}/officeDocument" Target="/xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<x:workbook xmlns:x="{_MAIN}" xmlns:r="{_OFFICE}"><x:sheets>'
    '<x:sheet name="Sheet1" sheetId="1" r:id="R1"/></x:sheets></x:workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="R1" Type="{_OFFICE}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
    f'<Relationship Id="R2" Type="{_OFFICE}/styles" Target="/xl/styles.xml"/>'
    f'<Relationship Id="R3" Type="{_OFFICE}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": f'<x:styleSheet xmlns:x="{_MAIN}"><x:numFmts count="1"><x:numFmt numFmtId="165" '
    'formatCode="m/d/yy h:mm:ss"/></x:numFmts><x:fonts count="1"><x:font/></x:fonts><x:fills count="1"><x:fill>'
    '<x:patternFill patternType="none"/></x:fill></x:fills><x:borders count="1"><x:border/></x:borders>'
    '<x:cellStyleXfs count="1"><x:xf/></x:cellStyleXfs>'
    '<x:cellXfs count="2"><x:xf numFmtId="0"/><x:xf numFmtId="165" applyNumberFormat="1"/></x:cellXfs>'
    '<x:cellStyles count="1"><x:cellStyle name="Normal" xfId="0" builtinId="0"/></x:cellStyles></x:styleSheet>',
}


def forms_workbook(path: Path, survey: Survey, *, rows: int) -> Path:
    """Write a native Forms export of 60 columns: the tool's own, every item, and questions of the school itself.

    One question in twelve is open and differs in every row; the answers to the others come in turn.
    """
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
        for name, content in _SMALL_PARTS.items():
            archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            sheet.write(f'<x:worksheet xmlns:x="{_MAIN}"><x:dimension ref="A1"/><x:sheetData>'.encode())
            for number, row in enumerate(form_rows(survey, rows=rows), start=1):
                sheet.write(_row(number, row, strings).encode())
            sheet.write(b"</x:sheetData></x:worksheet>")
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as shared:
            shared.write(f'<x:sst xmlns:x="{_MAIN}" uniqueCount="{len(strings)}">'.encode())
            for text in strings:
                shared.write(f'<x:si><x:t xml:space="preserve">{escape(text)}</x:t></x:si>'.encode())
            shared.write(b"</x:sst>")
    return path


def form_rows(survey: Survey, *, rows: int) -> Iterator[list[str | float | None]]:
    """The headings and then the answers; a moment is the number that Excel has for it."""
    added = COLUMNS - len(_OWN) - len(survey.items)
    yield [
        *_OWN,
        *(survey.say(item.text) for item in survey.items),
        *(f"Vraag van de school {n}" for n in range(added)),
    ]
    labels = [_labels(survey, item) for item in survey.items] + [None if n % 10 == 9 else _STEPS for n in range(added)]
    for row in range(1, rows + 1):
        answers = (
            _REMARK.format(number=row * COLUMNS + place) if texts is None else texts[(row + place) % len(texts)]
            for place, texts in enumerate(labels)
        )
        started = 45931 + row % 28 + round(row % 1000 / 1500, 6)
        yield [float(row), started, started + 0.005, "anonymous", None, *answers]


def _labels(survey: Survey, item: Item) -> tuple[str, ...] | None:
    if item.type is ItemType.OPEN:
        return None
    end = ";" if item.type is ItemType.MULTIPLE else ""
    return tuple(survey.say(option.label) + end for option in item.options)


def _row(number: int, row: list[str | float | None], strings: dict[str, int]) -> str:
    cells = []
    for place, value in enumerate(row):
        name = f'r="{_letters(place)}{number}"'
        if isinstance(value, str):
            cells.append(f'<x:c {name} t="s"><x:v>{strings.setdefault(value, len(strings))}</x:v></x:c>')
        elif value is not None:
            style = ' s="1"' if place in (1, 2) else ""
            cells.append(f"<x:c {name}{style}><x:v>{value:.15g}</x:v></x:c>")
    return f'<x:row r="{number}">{"".join(cells)}</x:row>'


def _letters(place: int) -> str:
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)
