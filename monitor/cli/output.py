"""How the command line writes: JSON, tables and sentences to stdout, progress to stderr on a terminal only."""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from monitor.errors import once_kept


def say(sentence: str = "") -> None:
    """Write a sentence to stdout."""
    sys.stdout.write(sentence + "\n")


def say_done(sentence: str) -> None:
    """Write what was done for good to stdout; where that fails, the fault is told with it."""
    with once_kept(sentence):
        say(sentence)


def warn(sentence: str) -> None:
    """Write a sentence to stderr, beside what is asked for on stdout."""
    sys.stderr.write(f"! {sentence}\n")


def print_json(report: Any) -> None:
    """Write a report to stdout as JSON, in UTF-8 whatever the terminal thinks."""
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        buffer.write(text.encode("utf-8"))
        buffer.flush()


def print_table(headings: Sequence[str], rows: Sequence[Sequence[str]], *, nothing: str = "") -> None:
    """Write a table to stdout: drawn on a terminal, tab-separated when read by another program.

    Headings above no rows say nothing, so without rows the sentence `nothing` stands in their place.
    """
    if not rows and nothing:
        say(nothing)
        return
    if not sys.stdout.isatty():
        for row in (headings, *rows):
            say("\t".join(row))
        return
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings)
    for row in rows:
        table.add_row(*row)
    Console().print(table)


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """A progress bar on stderr, for callbacks with (done, of how many); nothing when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(label, total=None)
        yield lambda done, total: bars.update(task, completed=done, total=total)
