"""The dictionary of an SPSS file is looked through before a library in C reads it."""

import struct
from pathlib import Path

import pytest

from monitor.intake.sandbox_spss import read_spss
from monitor.intake.sandbox_spss_dictionary import require_sound_dictionary
from monitor.intake.sandbox_terms import Limits, Refused
from tests.intake.sav_files import sav
from tests.intake.spss_bytes import PACKED, PLAIN, patched

WIDTH, LONG_WIDTH = 180, 244
"""Where the width of a number with labels stands in `PLAIN`, and that of a text of nine bytes."""
LABELLED = PLAIN.index(struct.pack("<iii", 4, 1, 1)) + 8
VALUES = PLAIN.index(struct.pack("<ii", 3, 3)) + 8
END = struct.pack("<ii", 999, 0)


def with_texts(first: bytes) -> bytes:
    """`PLAIN` with its first variable as a text of eight bytes, and this as its first labelled value."""
    data = patched(PLAIN, WIDTH, 8)
    return data[:VALUES] + first + data[VALUES + 8 :]


def saying(encoding: bytes, data: bytes) -> bytes:
    """The file with another encoding, of as many letters as UTF-8."""
    return data.replace(b"UTF-8", encoding)


FORGED = {
    "a text of two billion letters": patched(PLAIN, WIDTH, 2**31 - 1),
    "a text of 256 letters": patched(PLAIN, LONG_WIDTH, 256),
    "a width below nought": patched(PACKED, WIDTH, -2),
    "a number called a text": patched(PLAIN, WIDTH, 1),
    "labels of a variable that is not there": patched(PLAIN, LABELLED, 4),
    "labels of variable nought": patched(PLAIN, LABELLED, 0),
    "labels of the rest of a text": patched(PLAIN, LABELLED, 3),
    "a value that is no UTF-8": with_texts(b"caf\xe9    "),
    "a value that is no ASCII": saying(b"ASCII", with_texts("é      ".encode())),
}


@pytest.mark.parametrize("name", FORGED)
def test_what_would_end_the_library_is_refused_before(name: str) -> None:
    with pytest.raises(Refused, match="damaged"):
        require_sound_dictionary(FORGED[name])
    with pytest.raises(Refused, match="damaged"):
        list(read_spss(FORGED[name], Limits()))


SOUND = {
    "as it is": PLAIN,
    "packed": PACKED,
    "texts with labels": with_texts(b"ja      "),
    "texts with accents": with_texts("één   ".encode()),
    "an encoding that has the byte": saying(b"CP437", with_texts(b"caf\xe9    ")),
    "an encoding that nobody knows": saying(b"KLING", with_texts(b"caf\xe9    ")),
    "an encoding that is none of texts": saying(b"rot13", with_texts(b"caf\xe9    ")),
    "a note in the file": PLAIN.replace(END, struct.pack("<ii", 6, 1) + b"x" * 80 + END),
    "something new": PLAIN.replace(END, struct.pack("<i", 8) + END),
}


@pytest.mark.parametrize("name", SOUND)
def test_what_spss_writes_is_let_through(name: str) -> None:
    require_sound_dictionary(SOUND[name])


@pytest.mark.parametrize("length", [0, 100, 177, 190, 240, 300, 330, 350, 400])
def test_half_a_dictionary_is_left_to_the_library(length: int) -> None:
    require_sound_dictionary(PLAIN[:length])


ENCODING = PLAIN.index(struct.pack("<ii", 7, 20)) + 4
PAGE = PLAIN.index(struct.pack("<iiii", 7, 3, 4, 8))
NOT_IN_IT = {65001: b"\xe9", 1252: b"\x81", 2: b"\x81", 3: b"\x81", None: b"\x81"}


def without_encoding(first: bytes, page: int | None) -> bytes:
    """`with_texts` of a file that does not name its encoding, but has a code page, or not even that."""
    nameless = patched(with_texts(first), ENCODING, 99)
    return patched(nameless, PAGE + 4, 99) if page is None else patched(nameless, PAGE + 16 + 28, page)


@pytest.mark.parametrize("page", [2, 3, 1252, 28591, None])
def test_an_old_file_without_the_name_of_its_encoding_is_read_by_its_code_page(page: int | None) -> None:
    """That of SPSS before 16: é is one byte, whatever it says; ReadStat takes ASCII and nothing for Windows-1252."""
    data = without_encoding(b"caf\xe9    ", page)
    require_sound_dictionary(data)
    rows = [row for row in read_spss(data, Limits()) if isinstance(row, list)]
    assert any("café" in row for row in rows)


@pytest.mark.parametrize(("page", "byte"), NOT_IN_IT.items())
def test_what_is_not_in_the_code_page_is_refused(page: int | None, byte: bytes) -> None:
    with pytest.raises(Refused):
        require_sound_dictionary(without_encoding(byte + b"       ", page))


def test_numbers_of_eight_bytes_the_other_way_round_are_read_too() -> None:
    """A file of another kind of computer: two variables, one a text of 300 letters."""
    head = b"$FL2" + bytes(60) + struct.pack(">i", 2) + bytes(108)
    variables = [struct.pack(">6i", 2, width, 0, 0, 0, 0) + b"V1      " for width in (0, 300)]
    require_sound_dictionary(head + variables[0] + struct.pack(">ii", 999, 0))
    with pytest.raises(Refused):
        require_sound_dictionary(head + variables[1] + struct.pack(">ii", 999, 0))


def test_a_whole_file_with_labels_long_texts_and_missing_values(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"s": ["a", "b", "é"], "n": [1.0, 2.0, 3.0], "l": ["x" * 300, "y", "z"]},
        variable_value_labels={"s": {"a": "ja", "é": "één"}, "n": {1.0: "een"}},
        missing_ranges={"n": [9.0], "s": ["z"]},
    )
    require_sound_dictionary(file.read_bytes())
    assert list(read_spss(file.read_bytes(), Limits()))[-1] == ["é", 3, "z"]
