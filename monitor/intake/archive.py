"""Archive: is this zip file a plain, harmless workbook? Looked at before any reader of workbooks sees it.

The rules are those of the checklist for uploads (ASVS 5.0, 5.2): the unpacked size is counted while
unpacking, never believed; only `.xlsx` without macros or passwords passes.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from monitor.intake.sandbox_terms import Limits, Refused

TYPE_CHECKING = False  # `typing` itself costs the child ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
_OVERLAP = 16
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, struct.error)
"""What a zip raises that is not whole."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_WORKBOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DANGEROUS_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)


class Workbook:
    """A workbook that passed the checks.

    `parts` are its XML parts, name in lower case to content, without those too large to hold; `large` are the names
    of these, to what the zip says of them.
    """

    def __init__(self, parts: dict[str, bytes], large: dict[str, zipfile.ZipInfo] | None = None) -> None:
        self.parts = parts
        self.large = large or {}


def open_workbook(data: bytes, limits: Limits) -> Workbook:
    """The parts of a harmless workbook.

    Raises:
        Refused: the file is damaged, not an `.xlsx`, protected, or costs more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive, limits)
            _check_kind({member.filename.lower() for member in members})
            workbook = _unpacked(archive, members, limits, limits.unpacked(len(data)))
    except DAMAGE as error:
        raise Refused("damaged") from error
    if _WORKBOOK not in workbook.parts.get("[content_types].xml", b""):
        raise Refused("not-a-workbook")
    return workbook


def holds(data: bytes, ending: str) -> bool:
    """Whether a zip file that is no workbook has a member with this ending; says nothing of whether it is safe."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except DAMAGE:
        return False
    return "[content_types].xml" not in names and any(name.endswith(ending) for name in names)


def members_called(data: bytes, limits: Limits, endings: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """The members with one of these endings, name in lower case and content; the others are not unpacked.

    Raises:
        Refused: the file is damaged or protected, has unsafe names, or costs more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = _members(archive, limits)
            found, left = [], limits.unpacked_bytes
            for member in members:
                if member.filename.lower().endswith(endings):
                    content = b"".join(_pieces(archive, member, left, limits))
                    left -= len(content)
                    found.append((member.filename.lower(), content))
            return found
    except DAMAGE as error:
        raise Refused("damaged") from error


def _members(archive: zipfile.ZipFile, limits: Limits) -> list[zipfile.ZipInfo]:
    """The parts that are no folder, all with a name and a way of packing that are harmless."""
    everything = archive.infolist()
    if not all(member.filename for member in everything):  # `is_dir` of Python 3.11 looks at the last letter
        raise Refused("unsafe-zip")
    members = [member for member in everything if not member.is_dir()]
    if len(members) > limits.members:
        raise Refused("zip-bomb")
    _check_names(members)
    return members


def _check_names(members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename.replace("\\", "/").lower() for member in members]
    if len(set(names)) < len(names):
        raise Refused("unsafe-zip")
    for name in names:
        if name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/"):
            raise Refused("unsafe-zip")
    if any(member.flag_bits & 0x1 for member in members):
        raise Refused("password")
    if any(member.compress_type not in _METHODS for member in members):
        raise Refused("unsafe-zip")


_KINDS = (
    (re.compile(r"(^|/)vbaproject\.bin$|^xl/macrosheets/"), "macros"),
    (re.compile(r"^xl/workbook\.bin$"), "xlsb"),
    (re.compile(r"\.ls[sar]$"), "limesurvey-archive"),
    (re.compile(r"^content\.xml$"), "opendocument"),
    (re.compile(r"^(word|ppt)/"), "office-document"),
    (re.compile(r"^encryptedpackage$"), "password"),
)


def _check_kind(names: set[str]) -> None:
    for pattern, code in _KINDS:
        if any(pattern.search(name) for name in names):
            raise Refused(code)
    if "[content_types].xml" not in names:
        tables = any(name.endswith((".csv", ".tsv", ".txt", ".xlsx")) for name in names)
        raise Refused("zipped" if tables else "not-a-workbook")


def _unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits, left: int) -> Workbook:
    workbook, room = Workbook({}), limits.held_bytes
    for member in members:
        size, content = 0, []
        is_xml = _XML_NAME.search(member.filename) is not None
        before = b""
        for piece in _pieces(archive, member, left, limits):
            if is_xml:
                _check_xml(before, piece)
                before = piece[-_OVERLAP:]
            size += len(piece)
            if is_xml and size <= room:
                content.append(piece)
        left -= size
        if not is_xml:
            continue
        name = member.filename.replace("\\", "/").lower()
        if size > room:
            workbook.large[name] = member
        else:
            room -= size
            workbook.parts[name] = b"".join(content)
    return workbook


def _check_xml(before: bytes, piece: bytes) -> None:
    """Refuses XML that defines anything, or is not in the letters in which that is looked for."""
    if not before and (piece.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in piece[:200]):
        raise Refused("unsafe-xml")
    seam = before + piece[:_OVERLAP]
    # one byte is found ten times as fast as two
    if any(b"!" in part and b"<!" in part and _DANGEROUS_XML.search(part) for part in (seam, piece)):
        raise Refused("unsafe-xml")


def _pieces(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, limits: Limits) -> Iterator[bytes]:
    """One member unpacked piece by piece; what the zip says about its size is not believed."""
    size = 0
    allowed = max(limits.small_member, limits.ratio * member.compress_size)
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > left or size > allowed:
                raise Refused("zip-bomb")
            yield piece
