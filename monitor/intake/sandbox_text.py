"""The text file's side of the sandbox: which encoding, which separator, and then the records.

The order is that of the evidence: byte order mark, strict UTF-8, Windows (cp1252), Macintosh. A separator is
judged on whole records, because headings and comments hold line breaks.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections import Counter
from itertools import islice

from monitor.intake.sandbox_terms import Limits, Refused

TYPE_CHECKING = False  # `typing` itself costs the child ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TextIO

    Opened = Callable[[], TextIO]

SEPARATORS = (",", ";", "\t", "|")
_SNIFFED = 50
_HEAD = 100_000
_PIECE = 1 << 20
_TOLD = 5_000
"""After so many records the parent is told how far it is."""
_BYTE_ORDER = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_SEPARATOR_LINE = re.compile(r'\A"?sep=(.)"?[ ,;\t]*(?:\r\n|\n|\r|\Z)', re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
# Bytes that are accented letters on a Macintosh and rare signs in Windows, beside a letter; and the reverse.
_MACINTOSH = re.compile(rb"(?:(?<=[A-Za-z])[\x87-\x8a\x8d-\x90\x9a\x9f]|[\x87-\x8a\x8d-\x90\x9a\x9f](?=[a-z]))")
_WINDOWS = re.compile(rb"(?:(?<=[A-Za-z])[\xe0-\xf6\xf8-\xff]|[\xe0-\xf6\xf8-\xff](?=[a-z]))")


def read_text(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The records of a text table after a line that says how it was written; blank lines are empty records.

    Raises:
        Refused: it is no text, or more of it than allowed.
    """
    encoding = encoding_of(data)
    start = _looked_through(io.TextIOWrapper(io.BytesIO(data), encoding, newline=""))
    mark = len(start) - len(start.lstrip("\ufeff"))
    told = _SEPARATOR_LINE.match(start, mark)
    csv.field_size_limit(limits.field_characters)

    def opened() -> TextIO:
        """The text from its first record on: decoded as it is read, for as a whole it takes up to eight times more."""
        stream = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
        stream.read(told.end() if told else mark)
        return stream

    separator = told[1] if told else separator_of(opened)
    broken = _has_broken_quotes(opened, separator) if b'"' in data else False
    yield {"text": {"encoding": encoding, "separator": separator, "broken_quotes": broken}}
    try:
        yield from _records(opened(), separator, limits, len(data), strict=not broken)
    except csv.Error as error:
        raise _unreadable(opened) from error


def _looked_through(stream: TextIO) -> str:
    """How the text begins, once all of it was seen to be text.

    Raises:
        Refused: it holds signs that no text holds.
    """
    start = ""
    while piece := stream.read(_PIECE):
        if "\0" in piece:
            raise Refused("binary")
        if not start:
            start = piece[:_HEAD]
            if len(_CONTROL.findall(start)) > len(start) // 200:
                raise Refused("binary")
    return start


def encoding_of(data: bytes) -> str:
    """The encoding of the bytes, as Python calls it.

    Raises:
        Refused: the bytes are no text in any encoding that survey tools or spreadsheets write.
    """
    for mark, encoding in _BYTE_ORDER:
        if data.startswith(mark):
            return encoding if _decodes(data, encoding) else _refuse_binary()
    if wide := _wide(data):
        return wide
    if b"\0" in data:
        _refuse_binary()
    if _decodes(data, "utf-8"):
        return "utf-8"
    macintosh, windows = len(_MACINTOSH.findall(data)), len(_WINDOWS.findall(data))
    if macintosh <= windows and _decodes(data, "cp1252"):
        return "cp1252"
    return "mac-roman" if macintosh else _guessed(data)


def _refuse_binary() -> str:
    raise Refused("binary")


def _decodes(data: bytes, encoding: str) -> bool:
    decoder, view = codecs.getincrementaldecoder(encoding)(), memoryview(data)
    try:
        for place in range(0, len(data), _PIECE):
            decoder.decode(view[place : place + _PIECE])
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str | None:
    """UTF-16 without a byte order mark: nearly every second byte is nought."""
    start = data[:2000]
    half = len(start) // 2
    if half < 4 or len(data) % 2:
        return None
    even, odd = start[0::2].count(0), start[1::2].count(0)
    for encoding, many, few in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if many > 0.7 * half and few < 0.05 * half and _decodes(data, encoding):
            return encoding
    return None


def _guessed(data: bytes) -> str:
    """What charset-normalizer makes of the lines that hold more than ASCII."""
    from charset_normalizer import from_bytes

    odd_lines = b"\n".join(line for line in data.splitlines() if not line.isascii())[:50_000]
    best = from_bytes(odd_lines, cp_isolation=["cp1252", "cp1250", "cp850", "mac_roman", "latin_1"]).best()
    guess = best.encoding if best else "latin_1"
    return guess if _decodes(data, guess) else "latin_1"


def separator_of(opened: Opened) -> str:
    """The separator that gives the first records the same number of fields; a comma if there is one column.

    Raises:
        Refused: under every separator a quote is left open, or a cell is too long.
    """
    scores = {separator: _regularity(opened, separator) for separator in SEPARATORS}
    if all(score is None for score in scores.values()):
        raise _unreadable(opened)
    return max(SEPARATORS, key=lambda separator: scores[separator] or (False, 0.0))


def _regularity(opened: Opened, separator: str) -> tuple[bool, float] | None:
    """Perfectly regular or not, and how many fields weighted by how regular; `None` if it cannot be read."""
    try:
        records = list(islice(csv.reader(opened(), delimiter=separator), _SNIFFED))
    except csv.Error:
        return None
    widths = Counter(len(record) for record in records if record)
    if not widths:
        return (False, 0.0)
    width, often = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    if width < 2:
        return (False, 0.0)
    share = often / widths.total()
    return (share == 1, share * share * math.log(width))


def _has_broken_quotes(opened: Opened, separator: str) -> bool:
    """Whether the quotes in the file are out of order somewhere."""
    try:
        for _record in csv.reader(opened(), delimiter=separator, strict=True):
            pass
    except csv.Error:
        return True
    return False


def _records(
    stream: TextIO, separator: str, limits: Limits, size: int, *, strict: bool
) -> Iterator[dict[str, Any] | list[Any]]:
    """The records, and now and then how many bytes of the file are read."""
    for number, record in enumerate(csv.reader(stream, delimiter=separator, strict=strict), start=1):
        if len(record) > limits.columns or number > limits.text_rows + _SNIFFED:
            raise Refused("too-large", rows=limits.text_rows, columns=limits.columns)
        yield [cell or None for cell in record]
        if number % _TOLD == 0:
            yield {"read": [min(stream.buffer.tell(), size), size]}


def _unreadable(opened: Opened) -> Refused:
    """Why a cell is over the limit: an open quote swallows what follows; without quotes the cell is that long."""
    quoted = any('"' in line for line in opened())
    return Refused("quotes") if quoted else Refused("long-text", characters=csv.field_size_limit())
