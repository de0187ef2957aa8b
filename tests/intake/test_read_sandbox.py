"""Hostile and broken files are refused within seconds, with a sentence, and the program lives on."""

import io
import os
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from monitor.errors import FileRefused
from monitor.intake import sandbox, sandbox_child
from monitor.intake.archive import Workbook
from monitor.intake.read import read_export
from monitor.intake.sandbox import read_contents
from monitor.intake.sandbox_terms import Limits, Refused
from monitor.intake.sandbox_workbook import _sheet_paths
from tests.intake.workbook_files import packed, parts, raw_sheet, sheet_xml, workbook

ROWS = [["Vraag 1", "Vraag 2"], ["ja", "nee"], ["nee", "ja"]]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def good(**more: str | bytes) -> dict[str, str | bytes]:
    return {**parts({"Blad": sheet_xml(ROWS)}), **more}


def far_cell(place: str) -> bytes:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    cells = f'<row r="1"><c r="A1"><v>1</v></c></row><row r="{row}"><c r="{place}"><v>1</v></c></row>'
    return packed(parts({"Blad": raw_sheet(cells)}))


WIDE_AND_LONG = (  # 702 columns
    '<row r="1"><c r="ZZ1"><v>1</v></c></row><row r="30000"><c r="A30000"><v>1</v></c><c r="B30000" s="1"/></row>'
)


def far_row() -> bytes:
    return packed(parts({"Blad": raw_sheet('<row r="1048576"><c><v>1</v></c></row>')}))


def far_cell_with_prefix() -> bytes:
    xml = raw_sheet('<y:row r="9"><y:c s="1" r = \'XFD1048576\' t="n"><y:v>1</y:v></y:c></y:row>', prefix="y:")
    return packed(parts({"Blad": xml}))


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(9))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [{entities}]>' + raw_sheet("<row><c><v>&l8;</v></c></row>")[38:]
    return packed(parts({"Blad": xml}))


def outside_entity() -> bytes:
    xml = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + raw_sheet("")[38:]
    return packed(parts({"Blad": xml}))


def spaces() -> bytes:
    return packed(good(**{"xl/sharedStrings.xml": b" " * 60_000_000}))


def many_spaces() -> bytes:
    return packed(good(**{f"xl/media/{n}.bin": os.urandom(30_000) + b" " * 1_950_000 for n in range(80)}))


def many_members() -> bytes:
    return packed(good(**{f"xl/media/{n}": b"" for n in range(300)}))


def twice() -> bytes:
    stream = io.BytesIO(packed(good()))
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return stream.getvalue()


def lying_size() -> bytes:
    data = bytearray(packed(good()))
    place = data.rfind(b"PK\x01\x02")
    data[place + 24 : place + 28] = struct.pack("<I", 5)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(packed(good()))
    place = data.rfind(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def without_type() -> bytes:
    return packed({**good(), "[Content_Types].xml": "<Types/>"})


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "cells in A1 and XFD1048576": (lambda: far_cell("XFD1048576"), "groter dan 500000 rijen"),
    "a cell in column ALM": (lambda: far_cell("ALM2"), "groter dan 500000 rijen"),
    "a cell in row 500001": (lambda: far_cell("B500001"), "groter dan 500000 rijen"),
    "20 million cells": (lambda: packed(parts({"Blad": raw_sheet(WIDE_AND_LONG)})), "groter dan 500000 rijen"),
    "a far row whose cells have no place": (far_row, "groter dan 500000 rijen"),
    "another prefix, single quotes": (far_cell_with_prefix, "groter dan 500000 rijen"),
    "billion laughs": (laughs, "opdrachten"),
    "entity from outside": (outside_entity, "opdrachten"),
    "60 MB of spaces": (spaces, "uitgepakt veel groter"),
    "more than 150 MB together": (many_spaces, "uitgepakt veel groter"),
    "300 members": (many_members, "uitgepakt veel groter"),
    "name that climbs": (lambda: packed(good(**{"../../evil.xml": "x"})), "onderdelen"),
    "name from the root": (lambda: packed(good(**{"/etc/evil.xml": "x"})), "onderdelen"),
    "name with a drive": (lambda: packed(good(**{"C:\\evil.xml": "x"})), "onderdelen"),
    "the same name twice": (twice, "onderdelen"),
    "size that lies": (lying_size, "beschadigd"),
    "wide letters in XML": (lambda: packed(good(**{"xl/x.xml": raw_sheet("").encode("utf-16")})), "opdrachten"),
    "macros": (lambda: packed(good(**{"xl/vbaProject.bin": b"x"})), "macro's"),
    "no XML where the sheets are named": (lambda: packed(good(**{"xl/workbook.xml": "<"})), "beschadigd"),
    "no sheet where one is named": (lambda: packed(good(**{"xl/worksheets/sheet1.xml": "<a><b"})), "beschadigd"),
    "xlsb": (lambda: packed(good(**{"xl/workbook.bin": b"x"})), "xlsb"),
    "ods": (lambda: packed({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
    "docx": (lambda: packed(good(**{"word/document.xml": "<x/>"})), "document of presentatie"),
    "LimeSurvey archive": (lambda: packed({"survey_1.lss": "<x/>"}), "archief van LimeSurvey"),
    "a csv in a zip": (lambda: packed({"antwoorden.csv": "a;b"}), "ingepakt (zip)"),
    "some other zip": (lambda: packed({"readme": "x"}), "maar is er geen"),
    "no workbook by its types": (without_type, "maar is er geen"),
    "zip with a password": (locked_zip, "beveiligd met een wachtwoord"),
    "workbook with a password": (
        lambda: OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600,
        "beveiligd met een wachtwoord",
    ),
    "old Excel": (lambda: OLE + b"\0" * 600 + "Workbook".encode("utf-16-le"), "oude soort (.xls)"),
    "half a workbook": (lambda: packed(good())[:-200], "beschadigd"),
    "SPSS": (lambda: b"$FL2@(#) SPSS DATA FILE", "beschadigd"),
    "packed SPSS": (lambda: b"$FL3@(#) SPSS DATA FILE", "beschadigd"),
    "PDF": (lambda: b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "gzip": (lambda: b"\x1f\x8b\x08\0abc", "ingepakt (zip)"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 20, "geen tekst"),
    "control signs": (lambda: b"a;b\n\x01\x02\x03\x04\n" * 20, "geen tekst"),
    "web page called xls": (lambda: b"<html><table><tr><td>a</td></tr></table></html>", "webpagina"),
    "some XML": (lambda: b"<?xml version='1.0'?><a/>", "XML-bestand"),
    "JSON": (lambda: b'[{"a": 1}]', "JSON-bestand"),
    "nothing": (lambda: b"", "leeg"),
    "nothing but blanks": (lambda: b"\xef\xbb\xbf \r\n\r\n", "leeg"),
    "too many columns": (lambda: b";".join([b"x"] * 1200) + b"\n", "groter dan 500000 rijen"),
    "a quote that never closes": (lambda: b'a;b\n1;"' + b"x" * 300_000, "aanhalingstekens"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_refused_within_five_seconds(name: str, tmp_path: Path) -> None:
    make, expected = HOSTILE[name]
    path = tmp_path / "antwoorden.xlsx"
    path.write_bytes(make())
    start = time.monotonic()
    with pytest.raises(FileRefused) as refused:
        read_export(path)
    assert time.monotonic() - start < 5
    assert expected in refused.value.message
    assert refused.value.remedy
    assert refused.value.place.file == "antwoorden.xlsx"
    assert refused.value.exit_code == 3


@pytest.mark.parametrize("name", HOSTILE)
def test_the_child_refuses_by_rule_and_not_by_dying(name: str) -> None:
    make, _expected = HOSTILE[name]
    with pytest.raises(Refused):
        list(sandbox_child.read_bytes(make(), Limits()))


def test_formatting_far_away_is_no_reason_to_refuse(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><v>Vraag</v></c></row><row r="2"><c r="A2" t="str"><v>ja</v></c>'
        '<c r="XFD2" s="1"/></row><row r="900000"><c r="B900000" s="1"></c></row><row r="1048576" hidden="1"/>'
    )
    path = workbook(tmp_path / "a.xlsx", {"Blad": raw_sheet(rows)})
    assert read_contents(path).sheets[0].rows == (("Vraag",), ("ja",))


def test_a_long_narrow_sheet_is_read(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1" t="str"><v>Vraag</v></c></row><row r="90000"><c r="B90000"><v>1</v></c></row>'
    assert len(read_contents(workbook(tmp_path / "a.xlsx", {"Blad": raw_sheet(rows)})).sheets[0].rows) == 90_000


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_a_reader_that_eats_memory_or_time_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Blad": sheet_xml(ROWS)})
    start = sandbox._CHILD.split("from monitor.intake")[0]
    limit = "from monitor.intake.sandbox_child import *; restrain(Limits(**json.loads(sys.argv[1])), int(sys.argv[2]));"
    monkeypatch.setattr(sandbox, "_CHILD", f"{start} {limit} bytearray(1 << 40)")
    with pytest.raises(FileRefused, match="niet veilig"):
        read_contents(path)
    monkeypatch.setattr(sandbox, "_CHILD", f"{start} {limit}\nwhile True: pass")
    with pytest.raises(FileRefused, match="niet veilig"):
        read_contents(path, Limits(processor_seconds=1))
    with pytest.raises(FileRefused, match="duurde te lang"):
        read_contents(path, Limits(wall_seconds=1))
    monkeypatch.undo()
    assert read_contents(path).sheets[0].rows[1] == ("ja", "nee")


def test_no_copy_and_no_name_leaves_the_parent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "Jan Peeters; $(date).xlsx", {"Blad": sheet_xml(ROWS)})
    commands = []
    start = sandbox.subprocess.Popen
    monkeypatch.setattr(
        sandbox.subprocess, "Popen", lambda command, **how: commands.append((command, how)) or start(command, **how)
    )
    read_contents(path)
    command, how = commands[0]
    assert not any("Peeters" in part for part in command)
    assert how["env"].keys() <= {"SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"}
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="bestaat niet"):
        read_contents(tmp_path / "weg.xlsx")


@pytest.mark.parametrize("data", [packed(good()), b"Vraag 1;Vraag 2\nja;nee\n"])
def test_the_child_answers_with_a_last_line(data: bytes) -> None:
    out = io.BytesIO()
    sandbox_child.answer(data, Limits(), out)
    assert out.getvalue().endswith(b'{"end": true}\n')
    out.seek(0)
    (sheet,) = sandbox._sheets(out, "a", None)
    assert sheet.rows == (("Vraag 1", "Vraag 2"), ("ja", "nee"), ("nee", "ja"))[: len(sheet.rows)]
    assert len(sheet.rows) >= 2


def test_the_child_refuses_in_code_not_in_words() -> None:
    out = io.BytesIO()
    sandbox_child.answer(b"x" * 20, Limits(file_bytes=10), out)
    assert out.getvalue() == b'{"refused": "too-heavy", "details": {"megabytes": 0}}\n'


def test_a_child_without_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(data: bytes, limits: Limits) -> None:
        raise MemoryError

    monkeypatch.setattr(sandbox_child, "read_bytes", full)
    out = io.BytesIO()
    sandbox_child.answer(b"x", Limits(), out)
    assert b'"refused": "too-large"' in out.getvalue()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
def test_the_child_ties_its_hands_before_it_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    import resource

    done: list[object] = []

    class Input:
        def read(self, size: int) -> bytes:
            done.append("read")
            assert size == 101
            return b"Vraag 1;Vraag 2\nja;nee\n"

    out = io.BytesIO()
    monkeypatch.setattr(resource, "setrlimit", lambda what, limits: done.append((what, limits)))
    monkeypatch.setattr("sys.argv", ["-c", '{"file_bytes": 100, "memory_bytes": 7}', "23"])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=Input()))
    monkeypatch.setattr("sys.stdout", SimpleNamespace(buffer=out))
    sandbox_child.main()
    assert done[0] == (resource.RLIMIT_AS, (7, 7))
    assert (resource.RLIMIT_FSIZE, (0, 0)) in done
    assert (resource.RLIMIT_CORE, (0, 0)) in done
    assert done[-1] == "read"
    assert out.getvalue().endswith(b'{"end": true}\n')


def test_a_sheet_whose_relations_cannot_be_read_is_still_read(tmp_path: Path) -> None:
    content = parts({"Blad": sheet_xml(ROWS)})
    absolute = str(content["xl/_rels/workbook.xml.rels"]).replace('"worksheets/', '"/xl/worksheets/')
    path = tmp_path / "a.xlsx"
    path.write_bytes(packed({**content, "xl/_rels/workbook.xml.rels": absolute}))
    assert read_contents(path).sheets[0].rows[0] == ("Vraag 1", "Vraag 2")
    assert _sheet_paths(Workbook({})) == {}
