"""Archive: is this zip file a plain, harmless workbook? Looked at before any reader of workbooks sees it.

The rules are those of the checklist for uploads (ASVS 5.0, 5.2): the unpacked size is counted while
unpacking, never believed; only `.xlsx` without macros or passwords passes.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from monitor.intake.sandbox_terms import Limits, Refused

_CHUNK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_WORKBOOK = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_DANGEROUS_XML = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_XML_NAME = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)


@dataclass(frozen=True)
class Workbook:
    """The XML parts of a workbook that passed the checks: name in lower case to content."""

    parts: dict[str, bytes]


def open_workbook(data: bytes, limits: Limits) -> Workbook:
    """The parts of a harmless workbook.

    Raises:
        Refused: the file is damaged, not an `.xlsx`, protected, or costs more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_names(members, limits)
            _check_kind({member.filename.lower() for member in members})
            parts = dict(_unpacked(archive, members, limits))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused("damaged") from error
    if _WORKBOOK not in parts.get("[content_types].xml", b""):
        raise Refused("not-a-workbook")
    return Workbook(parts)


def holds(data: bytes, ending: str) -> bool:
    """Whether a zip file that is no workbook has a member with this ending; says nothing of whether it is safe."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError):
        return False
    return "[content_types].xml" not in names and any(name.endswith(ending) for name in names)


def members_called(data: bytes, limits: Limits, endings: tuple[str, ...]) -> list[tuple[str, bytes]]:
    """The members with one of these endings, name in lower case and content; the others are not unpacked.

    Raises:
        Refused: the file is damaged or protected, has unsafe names, or costs more than it may.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _check_names(members, limits)
            found, left = [], limits.unpacked_bytes
            for member in members:
                if member.filename.lower().endswith(endings):
                    content = _member(archive, member, left, limits)
                    left -= len(content)
                    found.append((member.filename.lower(), content))
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise Refused("damaged") from error


def _check_names(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(members) > limits.members:
        raise Refused("zip-bomb")
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


def _unpacked(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], limits: Limits) -> Iterator[tuple[str, bytes]]:
    left = limits.unpacked_bytes
    for member in members:
        content = _member(archive, member, left, limits)
        left -= len(content)
        if _XML_NAME.search(member.filename):
            if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in content[:200]:
                raise Refused("unsafe-xml")
            if _DANGEROUS_XML.search(content):
                raise Refused("unsafe-xml")
            yield member.filename.replace("\\", "/").lower(), content


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int, limits: Limits) -> bytes:
    """One member unpacked piece by piece; what the zip says about its size is not believed."""
    pieces: list[bytes] = []
    size = 0
    allowed = max(limits.small_member, limits.ratio * member.compress_size)
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            size += len(piece)
            if size > left or size > allowed:
                raise Refused("zip-bomb")
            pieces.append(piece)
    return b"".join(pieces)
