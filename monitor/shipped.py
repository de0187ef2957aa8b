"""The folders that come with the program: the survey definitions, the sample exports and the papers about privacy.

In a checkout they stand beside `monitor/`; a wheel carries them inside it (see `setup.py`).
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def surveys_folder() -> Path:
    """The folder with the survey definitions that come with the program."""
    return _shipped("surveys")


def sample_folder() -> Path:
    """The folder with the exports of the made-up sample school."""
    return _shipped("data/sample")


def papers_folder() -> Path:
    """The folder with the papers about privacy, in Dutch, that a school changes to its own."""
    return _shipped("docs/privacy")


def _shipped(folder: str) -> Path:
    inside = _PACKAGE / "shipped_files" / folder
    return inside if inside.is_dir() else _PACKAGE.parent / folder
