"""Sandbox: a file of a stranger is opened in a process of its own that can be killed.

The parent opens the file and hands it over as standard input; it does not look inside. Whatever a hostile file
does to a reader (abort, endless loop, 500 GB of memory) happens to the child. What comes back is plain cells.
No copy of the file is made.
"""

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from monitor.errors import FileRefused, Place
from monitor.intake.export import Cell
from monitor.intake.refusals import refusal
from monitor.intake.sandbox_terms import Limits
from monitor.texts import _

_CHILD = "import sys; sys.path.append(sys.argv.pop()); from monitor.intake.sandbox_child import main; main()"
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


@dataclass(frozen=True)
class Sheet:
    """The cells of one sheet or text file from row 1 and column A; rows may differ in length.

    `merged` holds first row, first column, last row, last column, from 0. `encoding` and `separator` are those
    of a text file. `formula_columns` counts the formulas by the letters of their column. `kind` is `spss` or
    `limesurvey` for the tables of such a file, whose names are in the child.
    """

    rows: tuple[tuple[Cell, ...], ...]
    name: str | None = None
    kind: str | None = None
    visible: bool = True
    merged: tuple[tuple[int, int, int, int], ...] = ()
    error_cells: int = 0
    first_error: str | None = None
    formulas: int = 0
    formulas_without_value: int = 0
    formula_columns: Mapping[str, int] = field(default_factory=dict)
    encoding: str | None = None
    separator: str | None = None
    broken_quotes: bool = False


@dataclass(frozen=True)
class Contents:
    """Everything that is read of one file."""

    file: str
    sheets: tuple[Sheet, ...] = field(default=())


def read_contents(path: Path, limits: Limits | None = None) -> Contents:
    """The cells of every sheet of a file, read in a process with limits.

    Raises:
        FileRefused: the file cannot be read; the message says why and what to do.
    """
    limits = limits or Limits()
    if path.is_dir():
        raise refusal("folder", path.name)
    try:
        output = _run_child(path, limits)
    except OSError as error:
        message = _("The file cannot be opened.")
        remedy = _("Check the name of the file, and whether you may open it.")
        raise FileRefused(message, remedy=remedy, place=Place(file=path.name)) from error
    return Contents(path.name, _sheets(output.splitlines(), path.name))


def _run_child(path: Path, limits: Limits) -> bytes:
    command = [sys.executable, "-I", "-B", "-c", _CHILD, json.dumps(asdict(limits)), _project_root()]
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    with path.open("rb") as stream:
        if os.fstat(stream.fileno()).st_size > limits.file_bytes:
            raise refusal("too-heavy", path.name, megabytes=limits.file_bytes // 1_000_000)
        try:
            done = subprocess.run(
                command,
                stdin=stream,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=limits.wall_seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise refusal("too-slow", path.name) from error
    return done.stdout


def _project_root() -> str:
    return str(Path(__file__).resolve().parents[2])


_TAGS: dict[str, Callable[[str], Cell]] = {
    "t": dt.datetime.fromisoformat,
    "d": dt.date.fromisoformat,
    "h": dt.time.fromisoformat,
}


def _untagged(pairs: dict[str, Any]) -> Any:
    if len(pairs) == 1:
        (tag, value), *_rest = pairs.items()
        if tag in _TAGS:
            return _TAGS[tag](value)
    return pairs


def _sheets(lines: Iterable[bytes], file: str) -> tuple[Sheet, ...]:
    decode = json.JSONDecoder(object_hook=_untagged).decode
    sheets: list[tuple[dict[str, Any], list[tuple[Cell, ...]]]] = []
    for line in lines:
        value = decode(line.decode("ascii"))
        if isinstance(value, list):
            sheets[-1][1].append(tuple(value))
        elif "refused" in value:
            raise refusal(value["refused"], file, **value["details"])
        elif "end" in value:
            return tuple(_sheet(notes, rows) for notes, rows in sheets)
        else:
            sheets.append((value.get("sheet") or value["text"], []))
    raise refusal("crashed", file)  # no last line: the child was killed while reading


def _sheet(notes: dict[str, Any], rows: list[tuple[Cell, ...]]) -> Sheet:
    merged = tuple(tuple(area) for area in notes.pop("merged", ()))
    return Sheet(rows=tuple(rows), merged=merged, **notes)
