"""Files that are either the old or the new one, also after a kill or a power cut."""

import os
from pathlib import Path


def write_durably(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file by way of a temporary one: on disk first, then renamed; `private`: for the owner alone."""
    temporary = path.with_name(path.name + ".tmp")
    mode = 0o600 if private else 0o666
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on disk (a rename is not, before that; Windows does it by itself)."""
    if os.name == "nt":  # pragma: no cover - Windows opens no folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
