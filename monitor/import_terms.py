"""What an import may be told, how far it is, and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, Literal

from monitor.desk_terms import Decisions
from monitor.progress import Progress

STEPS = 5
"""Read, linked, checked, anonymised, stored."""


@dataclass(frozen=True)
class ImportOptions:
    """What `import` may be told besides file, survey and year (see its help)."""

    group_column: str | None = None
    mapping: Path | None = None
    enrolled: int | Path | None = None
    """How many could answer, or a list of classes that says so."""
    dry_run: bool = False
    include_incomplete: bool = False
    sheet: str | None = None
    dates: Literal["day-month", "month-day"] | None = None
    mend_letters: bool = False
    mapping_out: Path | None = None
    decisions: Decisions | None = None
    """What somebody decided about this very file; kept in the mapping file of the workspace."""
    enrolled_by_class: Mapping[str, int] = field(default_factory=dict)
    """The same for each class, as somebody filled it in; goes before a list."""
    keep_year: bool = False
    """The year is right, although the times in the file lie in another: somebody said so."""


@dataclass(frozen=True)
class ImportOutcome:
    """What became of a file: the report of contract 5.1, and the rows that were not stored, by row number.

    `import_id` is what `undo` takes; `None` for a dry run and for a file that was there already. `enrolled` is how
    many could answer, where that was given, `enrolled_by_class` the same of each class.
    """

    report: dict[str, Any]
    dropped: tuple[tuple[int, str], ...]
    import_id: int | None = None
    enrolled: int | None = None
    enrolled_by_class: Mapping[str, int] = field(default_factory=dict)


class Steps:
    """How far an import is; the first word goes out at once, so that a bar stands at nought."""

    def __init__(self, progress: Progress | None) -> None:
        self._heard = progress
        self._numbers = count()
        self.done()

    def done(self) -> None:
        """One step more is done."""
        if self._heard:
            self._heard(next(self._numbers), STEPS)

    def reading(self, done: int, total: int) -> None:
        """So much of the file is read, which is the first step."""
        if self._heard:
            self._heard(done, total * STEPS)
