"""Large files: what crosses between the two sides of the sandbox, and sheets that are read in pieces."""

import datetime as dt
import io
from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake import sandbox, sandbox_child, sandbox_wire
from monitor.intake.sandbox import read_contents
from monitor.intake.sandbox_terms import Limits, Refused
from monitor.intake.sandbox_wire import send
from tests.intake.workbook_files import packed, parts, raw_sheet, sheet_xml

ROWS = [["Vraag 1", "Vraag 2"], ["ja", "nee"], ["nee", "ja"]]


def crossed(rows: list[list[object]], limits: Limits | None = None) -> tuple[tuple[object, ...], ...]:
    out = io.BytesIO()
    send([{"sheet": {"name": "Blad"}}, *rows, {"end": True}], limits or Limits(), out)
    out.seek(0)
    return sandbox._sheets(out, "a.xlsx", None)[0].rows


def test_dates_cross_as_dates_and_durations_as_text() -> None:
    moments = [dt.datetime(2025, 1, 2, 3, 4, 5, 600), dt.date(2025, 1, 2), dt.time(3, 4)]
    assert crossed([[*moments, dt.timedelta(hours=30)]]) == ((*moments, "1 day, 6:00:00"),)
    with pytest.raises(TypeError):
        crossed([[b"x"]])


def test_numbers_cross_without_a_needless_fraction_and_are_never_taken_for_true() -> None:
    row = [3.0, 3.5, True, 1.0, 0.0, False, 1e300, "1", "", None, float("inf")]
    (read,) = crossed([row])
    assert [(type(cell), cell) for cell in read] == [
        (int, 3), (float, 3.5), (bool, True), (int, 1), (int, 0), (bool, False), (float, 1e300), (str, "1"),
        (type(None), None), (type(None), None), (float, float("inf")),
    ]  # fmt: skip


def test_rows_of_any_length_and_number_cross(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox_wire, "_ROWS", 3)
    monkeypatch.setattr(sandbox_wire, "_FRESH", 4)
    rows = [[f"tekst {number % 9}"] * (number % 4) for number in range(40)]
    assert crossed(rows) == tuple(map(tuple, rows))
    same = [["a", "b"]] * 7
    assert crossed(same) == (("a", "b"),) * 7


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (Limits(cells=5), "too-large"),
        (Limits(distinct_bytes=100), "too-large"),
        (Limits(field_characters=2), "long-text"),
    ],
)  # fmt: skip
def test_more_than_the_parent_could_hold_does_not_cross(limits: Limits, code: str) -> None:
    with pytest.raises(Refused) as refused:
        crossed([["een", "twee"], ["drie", "vier"], ["vijf", "zes"]], limits)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"{",
        b'{"end',
        b"[]\n",
        b'{"sheet":{"name":"B"}}\n{"rows":1,"cells":1,"new":[],"kinds":{}}\n' + b"\1\0\0\0" * 2,
        b'{"sheet":{"name":"B"}}\n{"rows":9,"cells":9,"new":[],"kinds":{}}\n12',
    ],
)
def test_a_child_that_stammers_is_not_believed(said: bytes) -> None:
    with pytest.raises(FileRefused, match="niet veilig"):
        sandbox._sheets(io.BytesIO(said), "a.xlsx", None)


def test_no_limit_is_made_up() -> None:
    with pytest.raises(TypeError, match="no limit"):
        Limits(rowz=3)


def test_a_file_that_is_too_heavy_is_not_even_opened_by_the_child(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as stream:
        stream.truncate(500_000_001)
    with pytest.raises(FileRefused, match="groter dan 500 MB"):
        read_contents(path)


def large_workbook(rows: list[list[object]], *, prefix: str = "", merged: tuple[str, ...] = ()) -> bytes:
    return packed(parts({"Blad": sheet_xml(rows, prefix=prefix, merged=merged), "Nog": sheet_xml(ROWS)}))


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_a_large_sheet_read_in_pieces_is_the_same_sheet(prefix: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [[f"Vraag {n}" for n in range(5)]]
    rows += [[None, None] if n % 50 == 0 else [n, f"antwoord {n % 7}", None, n / 2, "é"] for n in range(2_000)]
    path = tmp_path / "a.xlsx"
    path.write_bytes(large_workbook(rows, prefix=prefix, merged=("A1:B1", "C1:D1")))
    heard: list[tuple[int, int]] = []
    whole = read_contents(path)
    pieces = read_contents(path, Limits(held_bytes=20_000, block_bytes=30_000), progress=lambda *how: heard.append(how))
    filled = [tuple(row) for row in pieces.sheets[0].rows if row]
    assert [row for row in whole.sheets[0].rows if any(row)] == [row for row in filled if any(row)]
    assert pieces.sheets[0].merged == whole.sheets[0].merged == ((0, 0, 0, 1), (0, 2, 0, 3))
    assert pieces.sheets[1] == whole.sheets[1]
    assert len(heard) > 3
    assert heard[-1][0] <= heard[-1][1]


@pytest.mark.parametrize(
    ("sheet", "code"),
    [
        (raw_sheet("<row><c><v>1</v></c></row><!-- </row> -->" * 3_000), "unsafe-xml"),
        (raw_sheet("<row><c><v>1</v></c>" * 9_000), "damaged"),
        (raw_sheet("<row><c><v>1</v></c></row>" * 9_000).replace("sheetData", "sheetDate"), "damaged"),
        (raw_sheet("<row><c><v>1</v></c></row>" * 9_000).replace("</sheetData>", ""), "damaged"),
    ],
)
def test_a_large_sheet_that_is_none_is_refused(sheet: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        list(sandbox_child.read_bytes(packed(parts({"Blad": sheet})), Limits(held_bytes=20_000, block_bytes=30_000)))
    assert refused.value.code == code


def test_rows_without_numbers_are_counted_over_the_pieces() -> None:
    rows = "".join(f'<row><c t="str"><v>antwoord {n}</v></c></row>' for n in range(3_000))
    read = sandbox_child.read_bytes(
        packed(parts({"Blad": raw_sheet(rows)})), Limits(held_bytes=20_000, block_bytes=30_000)
    )
    assert [row[0] for row in read if type(row) is list] == [f"antwoord {n}" for n in range(3_000)]
