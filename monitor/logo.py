"""The logo of a school, to stand in its documents."""

from pathlib import Path
from typing import Final

from monitor.errors import Place, WorkspaceRefused
from monitor.texts import _

LOGOS: Final = {"logo.png": b"\x89PNG\r\n\x1a\n", "logo.jpg": b"\xff\xd8\xff"}
"""The names that a logo may have, with how such a file begins."""
LARGEST: Final = 2_000_000
"""Bytes: a logo goes into every document."""


def logo_in(folder: Path) -> bytes | None:
    """The logo in the folder of a school; None without one.

    Raises:
        WorkspaceRefused: the file is no such picture, or too large.
    """
    for name, begins in LOGOS.items():
        if (folder / name).is_file():
            return _picture(folder / name, begins)
    return None


def _picture(file: Path, begins: bytes) -> bytes:
    content = file.read_bytes()
    if content.startswith(begins) and len(content) <= LARGEST:
        return content
    raise WorkspaceRefused(
        _("The logo {file} is no picture of that kind, or larger than 2 MB.").format(file=file.name),
        remedy=_("Save it anew as PNG or JPEG, or take the file away."),
        place=Place(file=file.name),
    )
