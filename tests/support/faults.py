"""Faults at every point where something reaches the disk: a kill, or a full disk, at the n-th of them.

The points are those of Python (`open` for writing, `write`, `fsync`, `rename`, `replace`, `unlink`, `mkdir`, `rmdir`)
and the commits of the database, before and after. SQLite's own writes lie between those; kills at random instants
reach them.

A kill -9 changes no file: what it leaves is what lies there at that instant. So one run that is stopped at each point,
and copied there by another process, shows what a kill at each of them leaves. Every tenth point (in a night all) is met
by a kill as well, and what that leaves is held against the copy.
"""

import errno
import gc
import hashlib
import os
import shutil
import signal
import time
from collections.abc import Callable, Container, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from sqlalchemy.engine.default import DefaultDialect

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_CALLS = ("fsync", "rename", "replace", "unlink", "mkdir", "rmdir")
FULL = ("open", "write", "fsync", "mkdir", "rename", "replace")
"""The points at which a full disk is told."""
REALLY = 1 if os.environ.get("HYPOTHESIS_PROFILE") == "night" else 10
"""Of so many points one is met by a kill as well."""

Fault = Callable[[str], None]
"""Told the name of each point before it happens."""


def killed_at(number: int) -> Fault:
    """A fault that ends this process with kill -9 at the n-th point, from 1."""
    passed = iter(range(1, number + 1))

    def fault(_point: str) -> None:
        if next(passed) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    return fault


def full_from(number: int, seen: list[str]) -> Fault:
    """A disk that has no room from the n-th point on; what takes room away still works."""

    def fault(point: str) -> None:
        seen.append(point)
        if len(seen) >= number and point in FULL:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fault


@contextmanager
def faults(fault: Fault) -> Iterator[None]:
    """Every point calls this fault first; commits of the database too, once before and once after."""
    with ExitStack() as stack:
        whole_open = os.open
        whole_write = os.write

        def writing(descriptor: int, content: Any) -> int:
            fault("write")
            half = whole_write(descriptor, content[: (len(content) + 1) // 2])
            fault("half written")
            return half

        stack.enter_context(mock.patch.object(os, "write", writing))
        for name in _CALLS:
            stack.enter_context(mock.patch.object(os, name, _telling(name, getattr(os, name), fault)))

        def opening(path: Any, flags: int, *rest: Any, **named: Any) -> int:
            if flags & _WRITING:
                fault("open")
            return whole_open(path, flags, *rest, **named)

        stack.enter_context(mock.patch.object(os, "open", opening))
        stack.enter_context(_commits(fault))
        yield


def _telling(name: str, whole: Callable[..., Any], fault: Fault) -> Callable[..., Any]:
    def told(*arguments: Any, **named: Any) -> Any:
        fault(name)
        return whole(*arguments, **named)

    return told


@contextmanager
def _commits(fault: Fault) -> Iterator[None]:
    whole = DefaultDialect.do_commit

    def committing(dialect: DefaultDialect, connection: Any) -> None:
        fault("commit")
        whole(dialect, connection)
        fault("committed")

    with mock.patch.object(DefaultDialect, "do_commit", committing):
        yield


def points_of(action: Callable[[], object]) -> list[str]:
    """The names of all points of one clean run."""
    seen: list[str] = []
    with faults(seen.append):
        action()
    return seen


def left_by_kills(
    action: Callable[[Path], object], folder: Path, into: Path, *, at: Container[int] | None = None
) -> Iterator[tuple[int, Path]]:
    """By point, from 1, what a kill there would leave of this folder: a copy that is gone when the next is asked for.

    `action` works in the folder that it is given, and writes nowhere else. `at`: the points; if it is not given, all.
    """
    kept = shutil.copytree(folder, into / "kept")
    child = _begun(lambda: action(folder), lambda _point: os.kill(os.getpid(), signal.SIGSTOP))
    number = 0
    try:
        while os.WIFSTOPPED(os.waitpid(child, os.WUNTRACED)[1]):
            number += 1
            if at is None or number in at:
                left = shutil.copytree(folder, into / f"{number}")
                if number % REALLY == 0:
                    _as_after_a_kill(action, shutil.copytree(kept, into / "killed"), number, left)
                yield number, left
                shutil.rmtree(left)
            os.kill(child, signal.SIGCONT)
        child = 0
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def digest_of(folder: Path) -> bytes:
    """The names and the bytes of everything in a folder, as one number: the same for folders that are the same."""
    every = sorted(folder.rglob("*"))
    said = [(str(one.relative_to(folder)), one.read_bytes() if one.is_file() else None) for one in every]
    return hashlib.sha256(repr(said).encode()).digest()


def _as_after_a_kill(action: Callable[[Path], object], folder: Path, number: int, left: Path) -> None:
    """A kill -9 at this point leaves the same files; what is in them differs by keys and noise that are drawn anew."""
    assert killed(lambda: action(folder), killed_at(number))
    found, copied = (sorted(path.relative_to(root) for path in root.rglob("*")) for root in (folder, left))
    assert found == copied
    shutil.rmtree(folder)


def _begun(action: Callable[[], object], fault: Fault | None) -> int:
    """The number of a process of its own that does it; it ends without a word, whatever happens."""
    gc.freeze()  # what is there stays there: a collection in the child would copy every page of it
    child = os.fork()
    gc.unfreeze()
    if child == 0:  # pragma: no cover - the child is killed, and cannot tell what it ran
        try:
            gc.disable()
            with faults(fault) if fault else ExitStack():
                action()
        finally:
            os._exit(0)
    return child


def killed(action: Callable[[], object], fault: Fault | None = None, *, after: float | None = None) -> bool:
    """Run it in a process of its own with a fault, or a kill -9 after so many seconds; gives whether it was killed."""
    child = _begun(action, fault)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _child, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
