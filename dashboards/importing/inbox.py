"""The inbox: where a file lies while somebody decides about it. A private folder, a random name, and soon gone.

A file is removed when its import ends, after an hour, and when the program ends; what a kill left behind is removed at
the next start. Nothing of what the file was called goes into a path.
"""

import os
import secrets
import shutil
import sys
import tempfile
import time
import weakref
from pathlib import Path
from typing import IO, Final

PREFIX: Final = "schoolklimaat-import-"
IN_USE: Final = "in-use"
LARGEST_FILE: Final = 20_000_000
"""Bytes: a hundred times the export of a large school."""
_BLOCK = 1_000_000
_JUST_MADE = 60
"""Seconds in which another program may have made its folder, and not have marked it yet."""


class TooLarge(Exception):
    """A file of more bytes than it may have."""


class Inbox:
    """The files that one program holds; `parent` is the folder for passing things of the operating system."""

    def __init__(self, parent: Path | None = None) -> None:
        """Make the folder, after removing what earlier programs left behind."""
        around = parent or Path(tempfile.gettempdir())
        sweep(around)
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=around))  # for the owner alone
        self._mark = (self.folder / IN_USE).open("wb")
        _hold(self._mark)
        self.empty = weakref.finalize(self, _gone, self.folder, self._mark)

    def receive(self, stream: IO[bytes], largest: int = LARGEST_FILE) -> Path:
        """Write a file of at most so many bytes down, for the owner alone, under a random name.

        Raises:
            TooLarge: it goes on for too long; nothing of it is left.
            OSError: the disk is full or fails; nothing of it is left.
        """
        path = self.folder / secrets.token_hex(16)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        left = largest
        try:
            with os.fdopen(descriptor, "wb") as file:
                while left >= 0 and (block := stream.read(_BLOCK)):
                    left -= len(block)
                    file.write(block)
        except OSError:
            path.unlink()
            raise
        if left < 0:
            path.unlink()
            raise TooLarge
        return path


def sweep(around: Path) -> None:
    """Remove the folders of programs that are gone; those in use, and those of other people, stay."""
    for folder in around.glob(f"{PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir() or not _is_ours(folder):
            continue
        mark = folder / IN_USE
        if mark.is_file():
            if _is_held(mark):
                continue
        elif time.time() - folder.stat().st_mtime < _JUST_MADE:
            continue
        shutil.rmtree(folder, ignore_errors=True)


def _gone(folder: Path, mark: IO[bytes]) -> None:
    mark.close()
    shutil.rmtree(folder, ignore_errors=True)


if sys.platform == "win32":

    def _is_ours(_folder: Path) -> bool:
        return True  # the folder for passing things is one's own there

    def _hold(_mark: IO[bytes]) -> None:
        """An open file cannot be removed there: that it is open holds it."""

    def _is_held(mark: Path) -> bool:
        try:
            mark.unlink()
        except PermissionError:
            return True
        return False

else:
    import fcntl

    def _is_ours(folder: Path) -> bool:
        return folder.stat().st_uid == os.getuid()

    def _hold(mark: IO[bytes]) -> None:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_held(mark: Path) -> bool:
        with mark.open("rb") as file:
            try:
                _hold(file)
            except BlockingIOError:
                return True
        return False
