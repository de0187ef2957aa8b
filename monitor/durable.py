"""Files that are either the old or the new one, also after a kill, a power cut or on a full disk."""

import os
from pathlib import Path

TEMPORARY = ".tmp"
"""Ending of a file, or of a folder, that is being written."""


def write_durably(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file by way of a temporary one: on disk first, then renamed; `private`: for the owner alone.

    Raises:
        OSError: it cannot be written; the old file is as it was and the temporary one is gone.
    """
    temporary = temporary_of(path)
    try:
        write_and_sync(temporary, content, private=private)
        temporary.replace(path)
    except OSError:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def temporary_of(path: Path) -> Path:
    """Where a file is written before it gets its name; what lies there after a kill is worth nothing."""
    return path.with_name(path.name + TEMPORARY)


def write_and_sync(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file in place and wait until it is on disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600 if private else 0o666)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Wait until a file that others wrote is on disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk (a rename is not, before that; Windows does it by itself)."""
    if os.name == "nt":  # pragma: no cover - Windows opens no folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
