"""Engines: who maps the kernel over the answers of many schools and adds up what comes out.

The count itself is `monitor.counting.tally` in every engine; an engine decides where it runs and nothing else.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from monitor.counting.tally import Tally
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.errors import FileRefused
from monitor.progress import Progress
from monitor.stores import without_password


@dataclass(frozen=True)
class Part:
    """Answers of one school to count in one go: a file of answers (`monitor.counting.answers_file`), or a piece of one.

    `source` is a path or an address, or the file itself as bytes: a school's own answers never lie on a disk in the
    clear. `row_groups` are the pieces of the file to count; `None`: all of it, as it must be where forms are of
    families. `rows` is how many forms that is.
    """

    school: str
    source: str | bytes
    rows: int
    row_groups: tuple[int, ...] | None = None

    @property
    def file(self) -> str:
        """The file as it may be named to a person."""
        return without_password(self.source) if isinstance(self.source, str) else self.school


class Engine(Protocol):
    """What counts the answers of many schools."""

    @property
    def name(self) -> str:
        """How the engine is called in `--engine`."""

    def tallies(
        self, parts: Sequence[Part], survey: Survey, scales: Sequence[DerivedScale] = (), *,
        progress: Progress | None = None,
    ) -> Iterator[tuple[str, Tally | FileRefused]]:  # fmt: skip
        """The tally of each school, as soon as all its parts are counted; or why its answers cannot be counted.

        What is wrong with the file of one school keeps no other from being counted. `progress` is told in forms.

        Raises:
            InputRefused: the engine itself cannot be used.
        """
