"""Writes docs/cli.md from the commands' own --help, so that the page cannot lie.

Usage: python docs/print_cli.py [--check]
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from monitor import cli
from monitor.cli.app import command as whole_command

PAGE = Path(__file__).parent / "cli.md"


def main() -> int:
    """Write the page, or (`--check`) say whether it is current."""
    os.environ |= {"COLUMNS": "110", "TERMINAL_WIDTH": "110", "NO_COLOR": "1", "TERM": "dumb"}
    page = written()
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") == page:
        return 0
    sys.stderr.write("docs/cli.md is not current: run python docs/print_cli.py\n")
    return 1


def written() -> str:
    """The page as it should be."""
    parts = [
        "# The command line\n\nPrinted from `--help` by `docs/print_cli.py`. `--lang nl`, the default, is Dutch.\n"
    ]
    for command in _commands(whole_command(), ""):
        name = f"schoolklimaat {command}".strip()
        parts.append(f"\n## `{name}`\n\n```text\n{_help(command)}\n```\n")
    return "".join(parts)


def _commands(part: Any, name: str) -> Iterator[str]:
    """Every command by name, a group of commands before those in it."""
    yield name
    for child, inner in getattr(part, "commands", {}).items():
        yield from _commands(inner, f"{name} {child}".strip())


def _help(command: str) -> str:
    shown = io.StringIO()
    with redirect_stdout(shown):
        code = cli.run([*command.split(), "--help", "--lang", "en"])
    if code:
        raise RuntimeError(f"no help of {command}")
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())


if __name__ == "__main__":
    sys.exit(main())
