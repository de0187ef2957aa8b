"""One command at a time in a folder: the operating system lets go of the lock when a command ends, however it ends."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from monitor.errors import WorkspaceRefused
from monitor.texts import _

_BETWEEN: Final = 0.02
"""Seconds between two looks whether the folder is free."""


@contextmanager
def alone_in(folder: Path, *, patience: float = 0) -> Iterator[None]:
    """Keep every other command that asks for the same out of this folder; wait `patience` seconds for one that is busy.

    Raises:
        WorkspaceRefused: another one is busy there.
    """
    descriptor = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not _locked_within(descriptor, patience):
            raise WorkspaceRefused(
                _("Another command is busy in the folder {folder}.").format(folder=folder),
                remedy=_("Wait until it is done, and give the command again."),
            )
        yield
    finally:
        os.close(descriptor)


def _locked_within(descriptor: int, patience: float) -> bool:
    until = time.monotonic() + patience
    while not (locked := _locked(descriptor)) and time.monotonic() < until:
        time.sleep(_BETWEEN)
    return locked


def _locked(descriptor: int) -> bool:
    try:
        if os.name == "nt":  # pragma: no cover - Windows has another door
            import msvcrt

            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined] # on Windows alone
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
