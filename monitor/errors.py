"""Every error a person can meet: one tree, an exit code and a remedy each.

SchoolklimaatError
├── CallError                 2  the command was called in a way that cannot be
├── InputRefused              3  the file, the definition or the workspace cannot be used as it is
│   ├── FileRefused              the export
│   ├── DefinitionRefused        a survey definition
│   ├── WorkspaceRefused         the workspace, its waves and its releases
│   ├── EngineRefused            the engine that was to count
│   └── AccessRefused            who asks did not prove who they are, or may not
│       └── WaitFirst               tried too often just now
└── PrivacyRefused            4  doing it would show or lose somebody
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from monitor.texts import _


@dataclass(frozen=True)
class Place:
    """Where in a person's own file something was found; each part may be unknown.

    `row` and `column` are those that the spreadsheet shows: rows from 1, columns as letters or as heading.
    """

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    column: str | None = None

    def words(self) -> str:
        """The place as a person reads it: `export.xlsx, sheet "Sheet1", row 42, column "Klas"`."""
        parts = [
            self.file,
            self.sheet and _('sheet "{name}"').format(name=self.sheet),
            self.row and _("row {number}").format(number=self.row),
            self.column and _('column "{name}"').format(name=self.column),
        ]
        return ", ".join(part for part in parts if part)


class SchoolklimaatError(Exception):
    """Something a person can mend: what was found, what is allowed, and what to do.

    The message is already in the reader's language and never holds a person's answer. `about` names the part of what
    was asked that it is about, so that a form can say it there; empty where it is about all of it.
    """

    exit_code = 1

    def __init__(self, message: str, *, remedy: str = "", place: Place | None = None, about: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.place = place or Place()
        self.about = about

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows (IPython asks for it): where, what and what to do, instead of our lines of code."""
        return [told for told in (self.place.words(), self.message, self.remedy) if told]


class CallError(SchoolklimaatError):
    """The command was called in a way that cannot be."""

    exit_code = 2


class InputRefused(SchoolklimaatError):
    """What was handed in cannot be used as it is; the workspace is as it was."""

    exit_code = 3


class FileRefused(InputRefused):
    """An export that cannot be read, or that does not hold answers of people."""


class DefinitionRefused(InputRefused):
    """A survey definition with faults; all of them are in the message."""


class WorkspaceRefused(InputRefused):
    """The workspace does not allow it: no such wave, a closed wave, no release."""


class EngineRefused(InputRefused):
    """The engine that was to count is not there, does not answer, or stopped half-way; nothing was counted."""


class AccessRefused(InputRefused):
    """Who asks did not prove who they are, or may not do it."""


class WaitFirst(AccessRefused):
    """Tried too often just now: after `seconds` it may be tried again."""

    def __init__(self, message: str, *, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class PrivacyRefused(SchoolklimaatError):
    """Refused because it would show somebody, or could not be proven not to."""

    exit_code = 4


class KeptDespiteFault(Exception):
    """A fault of our own after something was done for good: the fault is the cause, `kept` says what was done."""

    def __init__(self, kept: str) -> None:
        super().__init__(kept)
        self.kept = kept


@contextmanager
def once_kept(kept: str) -> Iterator[None]:
    """What comes after something was done for good: a fault of ours in it must not be told as "nothing was changed".

    Raises:
        KeptDespiteFault: the fault, with the sentence that says what was kept.
    """
    try:
        yield
    except (SchoolklimaatError, KeptDespiteFault, BrokenPipeError):
        raise
    except Exception as fault:
        raise KeptDespiteFault(kept) from fault
