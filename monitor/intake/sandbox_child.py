"""The child of the sandbox: reads one export from its standard input and writes plain cells to its output.

It knows neither the name nor the place of the file, writes no file, opens no connection, and limits its own
memory and time before it looks at the first byte. What it writes is told in `sandbox_wire`. It starts without
`site`, and imports what a kind of file needs only for that kind: starting is half of what a small export costs.
"""

from __future__ import annotations

import json
import sys

from monitor.intake.sandbox_terms import Limits, Refused
from monitor.intake.sandbox_wire import send

TYPE_CHECKING = False  # `typing` itself costs the child ten milliseconds
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, BinaryIO

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PARTS_OF_LIMESURVEY = (b"doctype>responses<", b"doctype>tokens<", b"doctype>timings<")
_SPSS = (b"$FL2", b"$FL3")
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "zipped"),
    (b"7z\xbc\xaf", "zipped"),
    (b"Rar!", "zipped"),
    (b"{\\rtf", "office-document"),
    (b"PAR1", "binary"),
)


def read_bytes(data: bytes, limits: Limits) -> Iterator[dict[str, Any] | list[Any]]:
    """The content of an export, recognised by its bytes: heading objects and rows.

    Raises:
        Refused: the file is of a kind, or of a size, that is not read.
    """
    if len(data) > limits.file_bytes:
        raise Refused("too-heavy", megabytes=limits.file_bytes // 1_000_000)
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n"):
        raise Refused("empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from monitor.intake.archive import holds

        if holds(data, ".lss"):
            from monitor.intake.sandbox_limesurvey import read_archive

            return read_archive(data, limits)
        from monitor.intake.sandbox_workbook import read_workbook

        return read_workbook(data, limits)
    if data.startswith(_SPSS):
        from monitor.intake.sandbox_spss import read_spss

        return read_spss(data, limits)
    if _is_limesurvey(data):
        if any(kind in _beginning(data) for kind in _PARTS_OF_LIMESURVEY):
            raise Refused("limesurvey-archive")
        from monitor.intake.sandbox_limesurvey import read_structure

        return read_structure(data, limits)
    _refuse_other_kinds(data)
    from monitor.intake.sandbox_text import read_text

    return read_text(data, limits)


def _refuse_other_kinds(data: bytes) -> None:
    if data.startswith(_OLE):
        protected = "EncryptedPackage".encode("utf-16-le") in data or b"EncryptedPackage" in data
        raise Refused("password" if protected else "old-excel")
    for magic, code in _MAGIC:
        if data.startswith(magic):
            raise Refused(code)
    start = _beginning(data)
    if start.startswith(b"<"):
        raise Refused("html" if b"<html" in start or b"<table" in start else "xml")
    if start.startswith((b"{", b"[{")):
        raise Refused("json")


def _beginning(data: bytes) -> bytes:
    return data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()


def _is_limesurvey(data: bytes) -> bool:
    start = _beginning(data)
    return start.startswith(b"<?xml") and b"<limesurveydoctype>" in start


def restrain(limits: Limits, size: int) -> None:
    """Takes from this process what it does not need: memory, time, writing files, and leaving a core dump."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the limit that is left
        return
    for what, allowed in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.seconds(limits.processor_seconds, size)),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (allowed, allowed))
        except (OSError, ValueError):
            continue  # the limits of who started us are lower still


def answer(data: bytes, limits: Limits, out: BinaryIO) -> None:
    """Writes the content of the file, or why it is refused; never a trace with cells in it."""
    last: dict[str, Any] = {"end": True}
    try:
        send(read_bytes(data, limits), limits, out)
    except Refused as refusal:
        last = {"refused": refusal.code, "details": refusal.details}
    except (MemoryError, OverflowError):
        last = {"refused": "too-large", "details": {"rows": limits.rows, "columns": limits.columns}}
    out.write(json.dumps(last).encode("ascii") + b"\n")
    out.flush()


def main() -> None:
    """Reads the file that the parent put on standard input."""
    limits = Limits(**json.loads(sys.argv[1]))
    restrain(limits, int(sys.argv[2]))
    answer(sys.stdin.buffer.read(limits.file_bytes + 1), limits, sys.stdout.buffer)
