"""Writes docs/cli.md from the commands' own --help, so that the page cannot lie.

Usage: python docs/print_cli.py [--check]
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from monitor.cli.app import command as whole_command

PAGE = Path(__file__).parent / "cli.md"


def main() -> int:
    """Write the page, or (`--check`) say whether it is current."""
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
    shown = subprocess.run(
        [sys.executable, "-m", "monitor", *command.split(), "--help", "--lang", "en"],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "COLUMNS": "110",
            "TERMINAL_WIDTH": "110",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONIOENCODING": "utf-8",
        },
    )
    return "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())


if __name__ == "__main__":
    sys.exit(main())
