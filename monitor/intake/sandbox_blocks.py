"""A large sheet, read some rows at a time by the same reader as a small one.

calamine holds every cell of a sheet: 300 000 rows of 60 answers are more than a gigabyte. So the XML of such a sheet is
cut between rows, and each piece goes to calamine as the only sheet of a workbook in memory, beside the shared texts
and styles of the file as they lie packed. What comes out is what one reading of the whole would give.
"""

from __future__ import annotations

import re
import struct
import zlib

from monitor.intake.sandbox_terms import Refused

TYPE_CHECKING = False  # `typing` itself costs the child ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO
    from zipfile import ZipInfo

_START = re.compile(rb"<((?:[\w.-]+:)?)sheetData\s*>")
_FAR_ENOUGH = 1_000_000
"""Where the rows begin at the latest."""
_LONGEST_ROW = 4
"""In blocks: what holds no end of a row for so long is no sheet."""


class Blocks:
    """The rows of a sheet in pieces of whole rows, each a sheet of its own; `tail` is what stands below them all."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self.stream, self.size = stream, size
        self.tail = b""

    def __iter__(self) -> Iterator[bytes]:
        """Each piece as the XML of a sheet.

        Raises:
            Refused: this is no sheet, or holds what no program writes between rows.
        """
        start, rest = self._start()
        prefix = start[1]
        end_of_row, end_of_rows = b"</" + prefix + b"row", b"</" + prefix + b"sheetData"
        head, foot = start.string[: start.end()], end_of_rows + b"></" + prefix + b"worksheet>"
        while True:
            more = self.stream.read(self.size)
            held = rest + more
            if b"<!" in held:  # a comment could hide where a row ends
                raise Refused("unsafe-xml")
            end = held.find(end_of_rows)
            if end >= 0:
                yield head + held[:end] + foot
                self.tail = held[end:]
                return
            cut = held.find(b">", held.rfind(end_of_row)) + 1 if end_of_row in held else 0
            if not more or len(held) > _LONGEST_ROW * self.size:
                raise Refused("damaged")
            rest, piece = held[cut:], head + held[:cut] + foot
            del more, held  # a piece is large: nothing of it is held twice
            if cut:
                yield piece
            del piece

    def _start(self) -> tuple[re.Match[bytes], bytes]:
        held = self.stream.read(min(self.size, _FAR_ENOUGH))
        start = _START.search(held)
        if start is None or b"<!" in held[: start.end()]:
            raise Refused("damaged")
        return start, held[start.end() :]


def packed_with(data: bytes, members: list[ZipInfo], sheet: ZipInfo | None = None, xml: bytes = b"") -> bytes:
    """A workbook of the given members as they lie in `data`, and of one sheet, if any, that is not packed.

    Raises:
        Refused: a member does not lie where the file says.
    """
    pieces, directory, place = [], [], 0
    everything = members if sheet is None else [*members, sheet]
    for member in everything:
        if member is sheet:
            content, method, check, size = xml, 0, zlib.crc32(xml), len(xml)
        else:
            content, method, check, size = _raw(data, member), member.compress_type, member.CRC, member.file_size
        name = member.filename.encode("utf-8")
        facts = struct.pack("<HHHHHIIIHH", 20, 0x800, method, 0, 33, check, len(content), size, len(name), 0)
        pieces += [b"PK\x03\x04", facts, name, content]
        directory += [b"PK\x01\x02", struct.pack("<H", 20), facts, struct.pack("<HHHII", 0, 0, 0, 0, place), name]
        place += 30 + len(name) + len(content)
    count, listed = len(everything), b"".join(directory)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(listed), place, 0)
    return b"".join((*pieces, listed, end))


def _raw(data: bytes, member: ZipInfo) -> bytes:
    start = member.header_offset
    if data[start : start + 4] != b"PK\x03\x04":
        raise Refused("damaged")
    name, extra = struct.unpack_from("<HH", data, start + 26)
    begin = start + 30 + name + extra
    content = data[begin : begin + member.compress_size]
    if len(content) != member.compress_size:
        raise Refused("damaged")
    return content
