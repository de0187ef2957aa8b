"""New catalogues as copies of one: the migrations of a new workspace take longer than most of what is tested in it."""

import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

BY_THEMSELVES = {"test_canaries_each_step.py", "test_full_disk.py", "test_kills.py", "test_killed.py",
                 "test_shredding.py", "test_side_by_side.py", "test_workspace.py"}  # fmt: skip
"""Files, beside all of `tests/catalogue`, whose tests look at every step of the beginning of a catalogue."""


def copied(patch: pytest.MonkeyPatch, test: Path, folder: Path) -> None:
    """Have a new catalogue begin as a copy of one that the migrations made in this folder, once for all tests."""
    module = sys.modules.get("monitor.catalogue.catalogue")
    if module is None or test.name in BY_THEMSELVES or test.parent.name == "catalogue":
        return
    begun = module.Catalogue.__init__

    def quickly(self: object, file: Path) -> None:
        if module.server.address() is None and not file.exists() and file.parent.is_dir():
            try:
                shutil.copyfile(_migrated(folder, begun), file)
            except OSError:  # a folder that may not be written to, say: then it is told as ever
                file.unlink(missing_ok=True)
        begun(self, file)

    patch.setattr(module.Catalogue, "__init__", quickly)


@cache
def _migrated(folder: Path, begun: Callable[..., None]) -> Path:
    """The catalogue that is copied."""
    from monitor.catalogue.catalogue import Catalogue

    file = folder / "migrated.sqlite"
    catalogue = Catalogue.__new__(Catalogue)
    begun(catalogue, file)
    catalogue.close()
    return file
