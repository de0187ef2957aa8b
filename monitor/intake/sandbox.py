"""Sandbox: a file of a stranger is opened in a process of its own that can be killed.

The parent opens the file and hands it over as standard input; it does not look inside. Whatever a hostile file
does to a reader (abort, endless loop, 500 GB of memory) happens to the child. What comes back is plain cells, row by
row while the child still reads. No copy of the file is made.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Timer
from typing import IO, Any

from monitor.errors import FileRefused, Place
from monitor.intake.export import Cell
from monitor.intake.refusals import refusal
from monitor.intake.sandbox_terms import Limits
from monitor.intake.sandbox_wire import received
from monitor.progress import Progress
from monitor.texts import _

_CHILD = "import sys; sys.path += sys.argv.pop().splitlines(); from monitor.intake.sandbox_child import main; main()"
_KEPT_ENVIRONMENT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
_LIBRARIES = ("monitor", "python_calamine", "charset_normalizer", "defusedxml", "pyreadstat", "narwhals", "numpy")
"""What the child may import beside Python itself; it starts without `site` and knows no other place."""


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

    @cached_property
    def different(self) -> frozenset[Cell]:
        """Every different cell."""
        return frozenset().union(*self.rows)


@dataclass(frozen=True)
class Contents:
    """Everything that is read of one file."""

    file: str
    sheets: tuple[Sheet, ...] = field(default=())


def read_contents(path: Path, limits: Limits | None = None, *, progress: Progress | None = None) -> Contents:
    """The cells of every sheet of a file, read in a process with limits.

    Raises:
        FileRefused: the file cannot be read; the message says why and what to do.
    """
    limits = limits or Limits()
    if path.is_dir():
        raise refusal("folder", path.name)
    try:
        with path.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            if size > limits.file_bytes:
                raise refusal("too-heavy", path.name, megabytes=limits.file_bytes // 1_000_000)
            with _child(stream, size, limits, path.name) as output:
                return Contents(path.name, _sheets(output, path.name, progress))
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        message = _("There is no such file.") if missing else _("The file cannot be opened.")
        remedy = _("Check the name of the file, and whether you may open it.")
        raise FileRefused(message, remedy=remedy, place=Place(file=path.name)) from error


@contextmanager
def _child(stream: IO[bytes], size: int, limits: Limits, file: str) -> Iterator[IO[bytes]]:
    """A child that reads the stream, as what it writes; whatever happens it is ended and gone afterwards.

    Raises:
        FileRefused: it took longer than allowed.
    """
    command = [sys.executable, "-I", "-S", "-B", "-c", _CHILD, json.dumps(limits.changed()), str(size), _places()]
    environment = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    late: list[bool] = []
    with subprocess.Popen(
        command, stdin=stream, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as child:

        def end_it() -> None:
            late.append(True)
            child.kill()

        clock = Timer(limits.seconds(limits.wall_seconds, size), end_it)
        clock.daemon = True
        clock.start()
        try:
            assert child.stdout is not None  # it is a pipe
            yield child.stdout
        except FileRefused:
            if late:
                raise refusal("too-slow", file) from None
            raise
        finally:
            clock.cancel()
            child.kill()


@cache
def _places() -> str:
    """The folders in which the child finds this program and its libraries, one a line."""
    found = [find_spec(name) for name in _LIBRARIES]
    places = [str(Path(spec.origin).absolute().parents[1]) for spec in found if spec is not None and spec.origin]
    return "\n".join(dict.fromkeys(places))


def _sheets(output: IO[bytes], file: str, progress: Progress | None) -> tuple[Sheet, ...]:
    """Every sheet the child tells of.

    Raises:
        FileRefused: the child refuses the file, or was ended before its last line.
    """
    try:
        return _told(output, file, progress or _unheard)
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        EOFError,
    ) as error:  # half a line: it was killed while writing
        raise refusal("crashed", file) from error


def _told(output: IO[bytes], file: str, progress: Progress) -> tuple[Sheet, ...]:
    values: list[Any] = []
    sheets: list[tuple[dict[str, Any], list[tuple[Cell, ...]]]] = []
    for line in output:
        match json.loads(line):
            case {"rows": _count} as block:
                sheets[-1][1].extend(received(output, block, values))
            case {"fresh": _true}:
                values.clear()
            case {"read": [done, total]}:
                progress(done, total)
            case {"refused": code, "details": details}:
                raise refusal(code, file, **details)
            case {"end": _true}:
                return tuple(_sheet(notes, rows) for notes, rows in sheets)
            case heading:
                _noted(heading, sheets)
    raise refusal("crashed", file)  # no last line: the child was killed while reading


def _noted(heading: dict[str, Any], sheets: list[tuple[dict[str, Any], list[tuple[Cell, ...]]]]) -> None:
    """What is said of a sheet before its rows, and what is only known after them."""
    if "notes" in heading:
        sheets[-1][0].update(heading["notes"])
    else:
        sheets.append((heading.get("sheet") or heading["text"], []))


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""


def _sheet(notes: dict[str, Any], rows: list[tuple[Cell, ...]]) -> Sheet:
    merged = tuple(tuple(area) for area in notes.pop("merged", ()))
    return Sheet(rows=tuple(rows), merged=merged, **notes)
