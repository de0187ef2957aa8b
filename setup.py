"""Puts `surveys/`, `data/sample/` and `docs/privacy/` into the wheel; everything else stands in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

SHIPPED = ("surveys", "data/sample", "docs/privacy")


class BuildWithShippedFolders(build_py):
    """Copies the shipped folders beside the modules, where `monitor.shipped` looks for them."""

    def run(self) -> None:
        """Build the modules, then copy the folders (not for an editable install: there they stand)."""
        super().run()
        if not self.editable_mode:
            target = Path(self.build_lib) / "monitor" / "shipped_files"
            for folder in SHIPPED:
                shutil.copytree(
                    folder, target / folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
                )


setup(cmdclass={"build_py": BuildWithShippedFolders})
