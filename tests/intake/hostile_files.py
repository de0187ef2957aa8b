"""Files made to harm, one line each: a reader for another kind of file adds its own here.

A name leads to the bytes and to a piece of the Dutch sentence that refuses them.
"""

import random
import zlib
from collections.abc import Callable

from tests.intake.workbook_files import packed, parts, raw_sheet, sheet_xml

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CANARY = "kanarie.vogel@verklapper.example"
"""An address that stands in the properties of a workbook and must never come out of it."""
ROWS = [["Vraag 1", "Vraag 2"], ["ja", "nee"], ["nee", "ja"]]


def book(**more: str | bytes) -> bytes:
    """A small workbook whose properties tell who made it, with more or other parts."""
    properties = f"<cp:coreProperties><dc:creator>{CANARY}</dc:creator></cp:coreProperties>"
    return packed({**parts({"Blad": sheet_xml(ROWS)}), "docProps/core.xml": properties, **more})


def sheet(rows: str, before: str = "") -> bytes:
    return book(**{"xl/worksheets/sheet1.xml": before + raw_sheet(rows)[38 if before else 0 :]})


def shared_bomb() -> bytes:
    """One text of nearly two megabytes, in three thousand cells."""
    text = f"<sst><si><t>{'a' * 1_900_000}</t></si></sst>"
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3_000))
    return book(**{"xl/worksheets/sheet1.xml": raw_sheet(cells), "xl/sharedStrings.xml": text})


def wide_csv() -> bytes:
    return b"\n".join([";".join(f"Vraag {n}" for n in range(10_000)).encode(), b";".join([b"1"] * 10_000)] * 5)


def wide_workbook() -> bytes:
    return book(**{"xl/worksheets/sheet1.xml": sheet_xml([["x"] * 600]).replace('r="WB1"', 'r="NTP1"')})


def noise(size: int) -> bytes:
    return random.Random(2026).randbytes(size)


_XML = '<?xml version="1.0"?>'
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
_SQLITE, _EXE = b"SQLite format 3\0" + b"\0" * 4_000, b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff" + b"\0" * 4_000
_GZIP = b"\x1f\x8b\x08\0\0\0\0\0\0\3" + zlib.compress(b"a;b\n1;2\n")

HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "two cells in 4.6 kB": (
        lambda: sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'), "groter"),
    "400 MB of spaces in 400 kB": (lambda: book(**{"xl/sharedStrings.xml": b" " * 400_000_000}), "uitgepakt"),
    "one long text in every cell": (shared_bomb, ""),
    "a cell of a million characters": (lambda: ("Vraag\n" + "a" * 1_000_000 + "\n").encode(), ""),
    "a workbook cell of a million characters": (
        lambda: book(**{"xl/worksheets/sheet1.xml": sheet_xml([["Vraag"], ["a" * 1_000_000]])}), "200000 tekens"),
    "10,000 columns": (wide_csv, "groter"),
    "a far column": (wide_workbook, "groter"),
    "billion laughs": (lambda: sheet("<row><c><v>&l8;</v></c></row>", f"{_XML}<!DOCTYPE x [{_LAUGHS}]>"), "opdrachten"),
    "entity from outside": (
        lambda: sheet("", f'{_XML}<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "opdrachten"),
    "name that climbs": (lambda: book(**{"../../evil.xml": "x"}), "onderdelen"),
    "name from the root": (lambda: book(**{"/etc/evil.xml": "x"}), "onderdelen"),
    "macros": (lambda: book(**{"xl/vbaProject.bin": b"x"}), "macro's"),
    "encrypted": (lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "XML that breaks off": (lambda: book(**{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row"}), "beschadigd"),
    "truncated zip": (lambda: book()[:-300], "beschadigd"),
    "NUL bytes": (lambda: b"a;b\n1\0;2\n" * 50, "geen tekst"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + noise(4_000), "geen tekst"),
    "exe": (lambda: _EXE + noise(4_000), "geen tekst"),
    "pdf": (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
    "html": (lambda: b"<!DOCTYPE html><html><body><table><tr><td>1</td></tr></table></html>", "webpagina"),
    "gzip": (lambda: _GZIP, "ingepakt"),
    "sqlite": (lambda: _SQLITE, "geen tekst"),
    "parquet": (lambda: b"PAR1" + noise(4_000) + b"PAR1", "geen tekst"),
    "noise": (lambda: b"a" + noise(100_000), ""),
}  # fmt: skip
