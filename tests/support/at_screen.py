"""Somebody at the keyboard and before the screen, or nobody, while a command about open answers runs."""

import io
import sys
from collections.abc import Callable

import pytest

from monitor import cli
from monitor.workspace import Workspace
from tests.support.people import YEAR

Run = Callable[..., tuple[int, str, str]]


class Terminal(io.StringIO):
    """Somebody at the keyboard."""

    def isatty(self) -> bool:
        return True


def about_open_answers(school: Workspace, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command about the wave; `typed` is what somebody at the keyboard types, and `screen` whether they see it.

    With `typed` None there is nobody: not at the keyboard, and unless told otherwise not before the screen.
    """

    def call(
        *arguments: str, typed: str | None = None, screen: bool | None = None, year: str = YEAR
    ) -> tuple[int, str, str]:
        seen = typed is not None if screen is None else screen
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: seen)
        about = ["--survey", "proef", "--year", year, "--workspace", str(school.root)]
        code = cli.run(["comments", *arguments, *about])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call
