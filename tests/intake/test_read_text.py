"""A table as text is read the same whatever the encoding, the separator and the ends of lines."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.sandbox_terms import Limits, Refused
from monitor.intake.sandbox_text import read_text

LATIN = "abcXYZ éèëïöüáçñÉ €'(){}?!-:0123456789"
CELLS = st.text(alphabet=LATIN, max_size=12)


def read(data: bytes) -> tuple[dict[str, object], list[list[str | None]]]:
    notes, *rows = read_text(data, Limits())
    return notes["text"], rows


def text_table(*lines: str) -> bytes:
    return "\n".join(lines).encode()


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[str] = CELLS) -> list[list[str]]:
    width = draw(st.integers(2, 6))
    headings = [f"Vraag {n} één" for n in range(width)]
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), min_size=1, max_size=8))
    return [headings, *rows]


ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"]


@given(
    table=tables(),
    encoding=st.sampled_from(ENCODINGS),
    separator=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_cells_come_back_in_every_dialect(table: list[list[str]], encoding: str, separator: str, end: str) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator=end).writerows(table)
    notes, rows = read(out.getvalue().encode(encoding))
    assert [[cell or "" for cell in row] for row in rows] == table
    assert notes["separator"] == separator


@given(
    table=tables(st.text(alphabet=LATIN + ',;\t|"\n', max_size=12)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    separator=st.sampled_from([",", ";", "\t"]),
)
def test_quoted_cells_may_hold_separators_quotes_and_line_breaks(
    table: list[list[str]], encoding: str, separator: str
) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(table)
    _notes, rows = read(out.getvalue().encode(encoding))
    assert [[cell or "" for cell in row] for row in rows] == table


@pytest.mark.parametrize(
    ("line", "separator"),
    [
        ("sep=;\r\n", ";"),
        ("sep=,\n", ","),
        ("SEP=\t\n", "\t"),
        ('"sep=|"\n', "|"),
    ],
)
def test_a_separator_line_is_obeyed_and_is_no_row(line: str, separator: str) -> None:
    other = "," if separator != "," else ";"
    body = f"a{other}x{separator}b{other}y{other}z\n1{other}2{separator}3{other}4{other}5\n"
    notes, rows = read((line + body).encode())
    assert notes["separator"] == separator
    assert rows == [[f"a{other}x", f"b{other}y{other}z"], [f"1{other}2", f"3{other}4{other}5"]]


@pytest.mark.parametrize(
    ("lines", "separator"),
    [
        (["naam;score;gemiddelde", *["a;1,5;2,5"] * 9], ";"),
        (["een,twee,drie", *["a;b;c,d;e,f"] * 9], ","),
        (["een;twee", "a, b, c;d", "a;d, e"], ";"),
        (["alleen deze vraag", "ja", "nee"], ","),
    ],
)
def test_the_separator_is_the_one_with_as_many_fields_in_every_record(lines: list[str], separator: str) -> None:
    notes, _rows = read(text_table(*lines))
    assert notes["separator"] == separator


@pytest.mark.parametrize(
    ("text", "bytes_of", "named"),
    [
        ("vraag;één\n\u2019t;ü\n", "cp1252", "cp1252"),
        ("vraag;één twee\nreëel;geïnd\nideeën;hé\n", "mac-roman", "mac-roman"),
        ("vraag;één\n", "utf-8", "utf-8"),
    ],
)
def test_the_letters_are_read_in_the_right_encoding(text: str, bytes_of: str, named: str) -> None:
    notes, rows = read(text.encode(bytes_of))
    assert notes["encoding"] == named
    assert rows == list(csv.reader(text.splitlines(), delimiter=";"))


def test_bytes_that_no_windows_program_writes_are_guessed() -> None:
    notes, rows = read(b"vraag;antwoord\n12;\x81\x81 12\n")
    assert notes["encoding"] not in ("utf-8", "cp1252")
    assert rows[1][0] == "12"


def test_text_that_was_encoded_twice_is_left_alone() -> None:
    broken = "één".encode().decode("cp1252")
    _notes, rows = read(f"vraag;antwoord\nja;{broken}\n".encode())
    assert rows[1][1] == broken


def test_blank_lines_keep_their_number() -> None:
    _notes, rows = read(b"a;b\r\n\r\n1;2\r\n\r\n")
    assert rows == [["a", "b"], [], ["1", "2"], []]


def test_quotes_out_of_order_are_read_as_well_as_can_be() -> None:
    notes, rows = read(text_table("a;b", 'ja;"goed" zei hij', "nee;x"))
    assert notes["broken_quotes"]
    assert len(rows) == 3


@pytest.mark.parametrize(
    "data", [b"a;b\n\x00\x01;2", b"\xff\xfea", b"\xef\xbb\xbf\xff\xff;a", b"\x00a\x00b\x00c\x00d\x00;\xd8\x00\xd8\x00"]
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="binary"):
        read(data)


def test_text_of_nothing_but_separators_has_no_cells() -> None:
    _notes, rows = read(b";;\n;;\n")
    assert all(cell is None for row in rows for cell in row)
