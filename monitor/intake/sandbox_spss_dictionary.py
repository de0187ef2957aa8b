"""The dictionary of an SPSS file, looked through before ReadStat reads it: what would end that library is refused here.

A forged width makes text of numbers, and labelled values of a text variable that are no text in the encoding of the
file leave ReadStat with a pointer to nothing; so do labels of a variable that is not there. Source of the layout: the
PSPP developers' guide, "System File Format". What this look does not understand it leaves to the library, whose
process is a sandbox.
"""

import struct
from contextlib import suppress

from monitor.intake.sandbox_terms import Refused

_HEAD = 176
_VARIABLE, _LABELS, _LABELLED, _DOCUMENT, _MORE = 2, 3, 4, 6, 7
_CODE_PAGE, _ENCODING = 3, 20
_WIDEST = 255
"""Bytes of a text variable; a longer text is several variables."""
_LINE = 80
_PAGES = {65001: "utf-8", 2: "cp1252", 3: "cp1252", 20127: "ascii", 28591: "latin-1"}
"""As ReadStat reads them: files that say ASCII (2, or 3 with eight bits) are by Windows programs of long ago."""
_UNSAID = "cp1252"
"""What ReadStat takes for the encoding of a file that does not say it."""
_CONTINUED = -1
"""Instead of a width: eight bytes more of the text before."""


class _Dictionary:
    """A place in the dictionary, and what was read up to there: widths, values with labels, the encoding."""

    def __init__(self, data: bytes) -> None:
        self.data, self.place = data, _HEAD
        self.order = "<" if data[64:68] in (b"\2\0\0\0", b"\3\0\0\0") else ">"
        self.widths: list[int] = []
        self.values: list[bytes] = []
        self.labelled: list[tuple[int, list[bytes]]] = []
        self.encoding = ""

    def numbers(self, count: int) -> tuple[int, ...]:
        """The next whole numbers of four bytes."""
        found = struct.unpack_from(f"{self.order}{count}i", self.data, self.place)
        self.place += 4 * count
        return found

    def text(self, length: int) -> bytes:
        """The next so many bytes."""
        if not 0 <= length <= len(self.data) - self.place:
            raise struct.error
        self.place += length
        return self.data[self.place - length : self.place]


def require_sound_dictionary(data: bytes) -> None:
    """Check the widths of the variables, and that labels belong to one, and those of a text to text.

    Raises:
        Refused: they are none that SPSS writes.
    """
    found = _Dictionary(data)
    with suppress(struct.error):  # cut off: the library says so itself
        while _record(found):
            pass
    if not all(_CONTINUED <= width <= _WIDEST for width in found.widths) or not _labels_fit(found):
        raise Refused("damaged")


def _labels_fit(found: _Dictionary) -> bool:
    """Whether every labelled value is one of a variable that is there, and that of a text is text."""
    for index, values in found.labelled:
        width = found.widths[index - 1] if 1 <= index <= len(found.widths) else _CONTINUED
        if width == _CONTINUED or (width > 0 and not all(_is_text(value, found.encoding) for value in values)):
            return False
    return True


def _record(found: _Dictionary) -> bool:
    """Read one record; false at the end of the dictionary, and where something unknown begins."""
    (kind,) = found.numbers(1)
    if kind == _VARIABLE:
        width, has_label, missing, _print, _write = found.numbers(5)
        found.widths.append(width)
        found.text(8)
        if has_label:
            (length,) = found.numbers(1)
            found.text(length + -length % 4)
        found.text(8 * abs(missing))
    elif kind == _LABELS:
        (count,) = found.numbers(1)
        found.values = [_labelled_value(found) for _ in range(count)]
    elif kind == _LABELLED:
        (count,) = found.numbers(1)
        found.labelled += [(index, found.values) for index in found.numbers(min(count, len(found.data)))]
    elif kind == _DOCUMENT:
        (lines,) = found.numbers(1)
        found.text(_LINE * lines)
    elif kind == _MORE:
        _extension(found)
    else:
        return False
    return True


def _labelled_value(found: _Dictionary) -> bytes:
    """A value, behind which stands its label: the length in one byte, filled up to eight."""
    value = found.text(8)
    length = found.text(1)[0]
    found.text(length + (-length - 1) % 8)
    return value


def _extension(found: _Dictionary) -> None:
    subtype, size, count = found.numbers(3)
    content = found.text(size * count)
    if subtype == _ENCODING:
        found.encoding = content.decode("latin-1").strip()
    elif subtype == _CODE_PAGE and not found.encoding and len(content) >= 32:
        (page,) = struct.unpack_from(f"{found.order}i", content, 28)
        found.encoding = _PAGES.get(page, f"cp{page}")


def _is_text(value: bytes, encoding: str) -> bool:
    """Whether a value can be read in this encoding; one that nobody knows is left to the library."""
    try:
        value.decode(encoding or _UNSAID)
    except UnicodeDecodeError:
        return False
    except (LookupError, ValueError):
        return True
    return True
