"""Files that harm a careless reader. One more kind is one more line in `MORE`: its name, its bytes, what is said.

The words are part of the Dutch message; empty for what is refused by its kind today and may be read, and refused for
what is in it, tomorrow.
"""

import io
import json
import random
import sqlite3
import struct
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

import pyarrow
import pyarrow.parquet

from tests.intake import spss_bytes
from tests.intake.workbook_files import OFFICE, packed, parts, raw_sheet, sheet_xml

ROWS = [["Vraag 1", "Vraag 2"], ["ja", "nee"], ["nee", "ja"]]
EMAIL = "jan.peeters@devogels.example"
"""Whoever saved the workbook; stands in every place where Excel keeps such a name."""

OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = "<!DOCTYPE x [{}]>".format("".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9)))


def noise(size: int) -> str:
    """Text that does not pack: a bomb is refused for how tightly it is packed, this is refused for what it is."""
    return random.Random(size).randbytes(size // 2).hex()


def book(**more: str | bytes) -> dict[str, str | bytes]:
    """The parts of a small workbook, with others besides or instead (`x__a_b_xml` would not do: give a dict)."""
    return {**parts({"Blad": sheet_xml(ROWS)}), **more}


def sheet(rows: str) -> bytes:
    return packed(parts({"Blad": raw_sheet(rows)}))


def having(name: str, content: str | bytes) -> bytes:
    return packed(book(**{name: content}))


def saying(old: str, new: str, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A small workbook with other words in one of its parts."""
    content = book()
    assert old in str(content[name])
    return packed({**content, name: str(content[name]).replace(old, new)})


def signed(**more: str | bytes) -> dict[str, str | bytes]:
    """Parts in which Excel tells who made the workbook."""
    who = quoteattr(EMAIL)
    return {
        "docProps/core.xml": f"<coreProperties><creator>{EMAIL}</creator><lastModifiedBy>{EMAIL}</lastModifiedBy>"
        "</coreProperties>",
        "docProps/app.xml": f"<Properties><Manager>{EMAIL}</Manager><Company>{EMAIL}</Company></Properties>",
        "docProps/custom.xml": f"<Properties><property name={who}><lpwstr>{EMAIL}</lpwstr></property></Properties>",
        "xl/persons/person.xml": f"<personList><person displayName={who} userId={who}/></personList>",
        "xl/comments1.xml": f"<comments><authors><author>{EMAIL}</author></authors></comments>",
        **more,
    }


def sharing() -> bytes:
    """Members that all point to the same packed bytes (Fifield's bomb): 190 times 2 MB in 3 kB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("a.xml", b" " * 1_990_000)
        for number in range(190):
            one = zipfile.ZipInfo(f"b{number}.xml")
            for fact in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(one, fact, getattr(archive.infolist()[1], fact))
            archive.filelist.append(one)
    return stream.getvalue()


def wrong_sum() -> bytes:
    data = bytearray(packed(book()))
    place = data.rfind(b"PK\x01\x02")
    data[place + 16] ^= 1
    return bytes(data)


def relation(target: str) -> bytes:
    return saying("worksheets/sheet1.xml", target, "xl/_rels/workbook.xml.rels")


def dated(serial: str) -> bytes:
    """A cell that says it is a date."""
    styles = '<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    rows = f'<row r="1"><c r="A1" t="str"><v>Vraag</v></c></row><row r="2"><c r="A2" s="1"><v>{serial}</v></c></row>'
    relations = parts({"Blad": ""})["xl/_rels/workbook.xml.rels"]
    told = str(relations).replace("</Rel", f'<Relationship Id="s" Type="{OFFICE}/styles" Target="styles.xml"/></Rel', 1)
    whole = {**parts({"Blad": raw_sheet(rows)}), "xl/_rels/workbook.xml.rels": told, "xl/styles.xml": styles}
    return packed(whole)


def database() -> bytes:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("create table antwoorden (vraag text)")
        data = connection.serialize()
    connection.close()
    return data


def parquet() -> bytes:
    stream = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table({"vraag": ["ja", "nee"]}), stream)
    return stream.getvalue()


STRUCTURE = "<document><LimeSurveyDocType>Survey</LimeSurveyDocType>{}</document>"
RESPONSES = (
    "<document><LimeSurveyDocType>Responses</LimeSurveyDocType><responses><rows>{}</rows></responses></document>"
)


def lss(body: str = "", *, before: str = "") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{before}{STRUCTURE.format(body)}'.encode()


def lsa(responses: str = "<row><id>1</id></row>", *, before: str = "", **more: str | bytes) -> bytes:
    """An archive of LimeSurvey."""
    answers = f'<?xml version="1.0" encoding="UTF-8"?>\n{before}{RESPONSES.format(responses)}'
    return packed({"survey_12345.lss": lss(), "survey_12345_responses.lsr": answers, **more})


FAR_MERGE = '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells><sheetData>'
TINY_CELLS = f"<row>{'<c/>' * 900}</row>" * 3_000
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde\0\0\0\0IEND\xaeB`\x82"
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + b"\0" * 48 + b"This program cannot be run in DOS mode.\r\r\n$"
ALBUM = struct.pack(">I", 24) + b"ftypisom\0\0\2\0isomiso2" + b"\0" * 64

MORE: dict[str, tuple[Callable[[], bytes], str]] = {
    # -- a text table that is none, or too much of one
    "csv: a picture": (lambda: PNG, "geen tekst"),
    "csv: a program": (lambda: EXE, "geen tekst"),
    "csv: a program of Linux": (lambda: b"\x7fELF\2\1\1" + b"\0" * 57, "geen tekst"),
    "csv: a database": (database, "geen tekst"),
    "csv: parquet": (parquet, "geen tekst"),
    "csv: a film": (lambda: ALBUM, "geen tekst"),
    "csv: a web page": (lambda: b"<!DOCTYPE html>\n<html><body><p>Log in</p></body></html>", "webpagina"),
    "csv: JSON lines": (lambda: json.dumps({"veilig": "ja"}).encode(), "JSON-bestand"),
    "csv: RTF": (lambda: b"{\\rtf1\\ansi ja;nee}", "document of presentatie"),
    "csv: 7z": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(26), "ingepakt"),
    "csv: bzip2": (lambda: b"BZh91AY&SY" + random.Random(1).randbytes(400), ""),
    "csv: random bytes": (lambda: random.Random(2).randbytes(100_000), "geen tekst"),
    "csv: a nought among the letters": (lambda: b"Vraag 1;Vraag 2\nja;ne\0e\nnee;ja\n", "geen tekst"),
    "csv: a nought at the end": (lambda: b"Vraag 1;Vraag 2\nja;nee\nnee;ja\n\0", "geen tekst"),
    "csv: UTF-16 that breaks off": (lambda: "Vraag 1;Vraag 2\nja;nee\n".encode("utf-16")[:-1], "geen tekst"),
    "csv: half a letter in UTF-16": (lambda: b"\xff\xfea\0\x00\xd8b\0", "geen tekst"),
    "csv: UTF-32 that is none": (lambda: b"\xff\xfe\0\0" + b"a" * 41, "geen tekst"),
    "csv: 10,000 columns": (lambda: (";".join(map(str, range(10_000))) + "\n").encode() * 3, "kolommen"),
    "csv: 5 million separators": (lambda: b"," * 5_000_000, "kolommen"),
    "csv: 10 MB in one cell": (lambda: b"Vraag;Nog een\nja;" + b"x" * 10_000_000 + b"\nnee;ja\n", "tekens"),
    "csv: 10 MB in a heading": (lambda: b"x" * 10_000_000 + b";Vraag\nja;nee\n", "tekens"),
    "csv: 10 MB in quotes": (lambda: b'Vraag;Nog een\nja;"' + b"x\n" * 5_000_000 + b'"\nnee;ja\n', ""),
    "csv: 5 million quotes": (lambda: b'"' * 5_000_001, "aanhalingstekens"),
    "csv: a million line ends": (lambda: b"\r" * 1_000_000, "leeg"),
    "csv: a quote as separator": (lambda: b'sep="\n"Vraag";"Nog een"\nja;nee\n', ""),
    "csv: a line end as separator": (lambda: b"sep=\r\nVraag;Nog een\r\n", ""),
    "csv: separators and nothing else": (lambda: b";;;;\n" * 50, ""),
    # -- a workbook whose XML asks too much
    "10,000 columns": (lambda: sheet('<row r="1"><c r="NTP1"><v>1</v></c></row>'), "kolommen"),
    "10 MB in one cell": (lambda: packed(parts({"Blad": sheet_xml([*ROWS, ["ja", noise(10_000_000)]])})), "tekens"),
    "10 MB in a shared text": (
        lambda: having("xl/sharedStrings.xml", f"<sst><si><t>{noise(10_000_000)}</t></si></sst>"),
        "",  # no cell holds it, so nothing of it is read; what is left is no answer to our questions
    ),
    "10 MB in a cell with > in it": (
        lambda: packed(
            parts({"Blad": raw_sheet(f'<row><c t="str"><v>{noise(10_000_000).replace("e", ">")}</v></c></row>')})
        ),
        "tekens",
    ),
    "merged to the last cell": (lambda: saying("</sheetData>", FAR_MERGE + "</sheetData>"), ""),
    "a dimension that lies": (lambda: saying('ref="A1"', 'ref="A1:XFD1048576"'), ""),
    "2.7 million empty cells": (lambda: sheet(TINY_CELLS), ""),
    "row with a number of 30 figures": (
        lambda: sheet(f'<row r="{"9" * 30}"><c r="A{"9" * 30}"><v>1</v></c></row>'),
        "groter dan",
    ),
    "row nought": (lambda: sheet('<row r="0"><c r="A0"><v>1</v></c></row>'), ""),
    "row below nought": (lambda: sheet('<row r="-1"><c r="A-1"><v>1</v></c></row>'), ""),
    "a shared text that is not there": (lambda: sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), ""),
    "a shared text with a number of 30 figures": (
        lambda: sheet(f'<row r="1"><c r="A1" t="s"><v>{"9" * 30}</v></c></row>'),
        "",
    ),
    "100,000 elements in each other": (lambda: sheet("<row>" + "<a>" * 100_000), ""),
    "10 MB attribute": (lambda: sheet(f'<row x="{noise(10_000_000)}"></row>'), ""),
    "the date 1e308": (lambda: dated("1e308"), ""),
    "the date -1e12": (lambda: dated("-1e12"), ""),
    "the date NaN": (lambda: dated("NaN"), ""),
    "broken letters": (lambda: having("xl/worksheets/sheet1.xml", b"<worksheet><\xff\xfe\xfd/>"), ""),
    "entity from outside among the texts": (lambda: having("xl/sharedStrings.xml", OUTSIDE + "<sst/>"), "opdrachten"),
    "billion laughs among the styles": (lambda: having("xl/styles.xml", LAUGHS + "<a>&l8;</a>"), "opdrachten"),
    "billion laughs in docProps": (lambda: having("docProps/core.xml", LAUGHS + "<a>&l8;</a>"), "opdrachten"),
    # -- a zip that lies
    "members that share their bytes": (sharing, ""),
    "a sum that is wrong": (wrong_sum, "beschadigd"),
    "a zip in front of nothing": (lambda: b"PK\3\4" + bytes(100), "beschadigd"),
    "a zip with its end alone": (lambda: b"PK\5\6" + bytes(18), "maar is er geen"),
    "half a zip": (lambda: packed(book())[:700], "beschadigd"),
    "a zip behind a picture": (lambda: b"GIF89a" + packed(book()), ""),
    "a zip in a zip": (lambda: packed({"antwoorden.xlsx": packed(book())}), "ingepakt (zip)"),
    "name that climbs on Windows": (lambda: having("..\\..\\evil.xml", "x"), "onderdelen"),
    "name of a network drive": (lambda: having("\\\\server\\evil.xml", "x"), "onderdelen"),
    "a part without a name": (lambda: having("x.xml", "x").replace(b"x.xml", b"\0.xml"), "onderdelen"),
    "sheet from the root": (lambda: relation("/etc/passwd"), ""),
    "sheet that climbs": (lambda: relation("../../../../etc/passwd"), ""),
    "sheet from a network": (lambda: relation("http://127.0.0.1:9/sheet.xml"), ""),
    # -- programs
    "macros by its type": (lambda: having("[Content_Types].xml", MACRO_TYPE), "maar is er geen"),
    "macros and a signature": (lambda: packed(book(**signed(**{"xl/vbaProject.bin": "x"}))), "macro's"),
    "a macro sheet of Excel 4": (lambda: having("xl/macrosheets/sheet1.xml", "<macrosheet/>"), "macro's"),
    # -- SPSS
    "sav: half": (lambda: spss_bytes.PLAIN[: len(spss_bytes.PLAIN) // 2], ""),
    "sav: the head alone": (lambda: spss_bytes.PLAIN[:176], ""),
    "sav: 2 billion cases": (lambda: spss_bytes.patched(spss_bytes.PLAIN, 80, 2**31 - 1), ""),
    "sav: 2 billion variables": (lambda: spss_bytes.patched(spss_bytes.PLAIN, 68, 2**31 - 1), ""),
    "sav: a variable of 2 billion letters": (lambda: spss_bytes.patched(spss_bytes.PLAIN, 180, 2**31 - 1), ""),
    "sav: a label of 2 billion letters": (lambda: spss_bytes.patched(spss_bytes.PLAIN, 208, 2**31 - 1), ""),
    "sav: noise after the head": (lambda: spss_bytes.PLAIN[:176] + random.Random(3).randbytes(50_000), ""),
    "zsav: half": (lambda: spss_bytes.PACKED[: len(spss_bytes.PACKED) // 2], ""),
    "zsav: a block of 2 GB": (lambda: spss_bytes.patched(spss_bytes.PACKED, -8, 2**31 - 1), ""),
    "zsav: 400 million cells in 800 kB": (lambda: spss_bytes.bomb(100), ""),
    # -- LimeSurvey
    "lss: billion laughs": (lambda: lss("<a>&l8;</a>", before=LAUGHS), ""),
    "lss: entity from outside": (lambda: lss("<a>&e;</a>", before=OUTSIDE), ""),
    "lss: half": (lambda: lss("<questions><rows><row>" + "x" * 200)[:-40], ""),
    "lss: 100,000 elements in each other": (lambda: lss("<a>" * 100_000), ""),
    "lsa: billion laughs": (lambda: lsa("<row><id>&l8;</id></row>", before=LAUGHS), ""),
    "lsa: entity from outside": (lambda: lsa("<row><id>&e;</id></row>", before=OUTSIDE), ""),
    "lsa: 60 MB of spaces": (lambda: lsa(" " * 60_000_000), ""),
    "lsa: 5,000 fields in a row": (lambda: lsa(f"<row>{''.join(f'<f{n}>1</f{n}>' for n in range(5_000))}</row>"), ""),
    "lsa: half": (lambda: lsa()[:-150], ""),
    "lsa: name that climbs": (lambda: lsa(**{"../../evil.lsr": "x"}), "onderdelen"),
    "lsa: name from the root": (lambda: lsa(**{"/etc/evil.lsr": "x"}), "onderdelen"),
    "lsa: no responses": (lambda: packed({"survey_12345.lss": lss()}), ""),
}
