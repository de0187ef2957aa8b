"""The process in which damaged files are read: a library in C that aborts takes this process along and nothing else.

It reads as the sandbox does and goes on as `read_export` does, all in one process, because starting one for every
file would leave no time for files. A request is a length and so many bytes, a reply is one line of JSON.
"""

import json
import os
import struct
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

from monitor.errors import FileRefused
from monitor.intake import read, sandbox_child
from monitor.intake.sandbox import Contents, Sheet
from monitor.intake.sandbox_terms import Limits, Refused

MEMORY = 1_500_000_000


def contents_of(pieces: Iterator[dict[str, Any] | list[Any]]) -> Contents:
    """What the parent of the sandbox makes of what its child sends."""
    sheets: list[tuple[dict[str, Any], list[tuple[Any, ...]]]] = []
    for piece in pieces:
        if isinstance(piece, list):
            sheets[-1][1].append(tuple(piece))
        elif "sheet" in piece or "text" in piece:
            sheets.append((dict(piece.get("sheet") or piece["text"]), []))
        else:
            sheets[-1][0].update(piece.get("notes", {}))
    return Contents("proef.csv", tuple(Sheet(rows=tuple(rows), **notes) for notes, rows in sheets))


def outcome(data: bytes) -> str:
    """`read`, or the code or message with which the file is refused; any other exception is a fault of ours."""
    try:
        contents = contents_of(sandbox_child.read_bytes(data, Limits()))
    except Refused as refused:
        return f"refused: {refused.code}"
    return outcome_of_tables(contents)


def outcome_of_tables(contents: Contents) -> str:
    """The same, of what came out of the sandbox."""
    with patch.object(read, "read_contents", lambda *_arguments, **_options: contents):
        try:
            read.read_export(Path("proef.csv"))
        except FileRefused as refused:
            return f"refused: {refused.message}"
    return "read"


def reply(data: bytes) -> dict[str, Any]:
    """What became of a file: its outcome or our fault, and what it cost."""
    start = time.process_time()
    try:
        told: dict[str, Any] = {"outcome": outcome(data)}
    except Exception as fault:
        trace = fault.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
        told = {"fault": f"{type(fault).__name__} in {place}: {fault}"[:400]}
    return {**told, "seconds": time.process_time() - start, "megabytes": _peak()}


def _peak() -> float:
    """The most this process had in memory, in megabytes.

    On Linux not `ru_maxrss`: that begins with what the process had that started this one, the whole of the tests.
    """
    import resource

    status = Path("/proc/self/status")
    if status.exists():
        lines = status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) * 1024 / 1_000_000
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024) / 1_000_000


def main() -> None:
    """Reads until nothing more comes in."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while head := sys.stdin.buffer.read(4):
        (length,) = struct.unpack("<I", head)
        os.write(1, json.dumps(reply(sys.stdin.buffer.read(length))).encode("ascii") + b"\n")


if __name__ == "__main__":
    main()
