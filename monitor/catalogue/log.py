"""What was done in the workspace and what was destroyed: by day, kind, wave and hash; no content and no person.

An entry is written in the same transaction as what it tells, so there is none without the other.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from monitor.catalogue.tables import LogRow

Done = Literal[
    "import", "undo", "withdraw", "contribute", "close", "forget", "destroy",
    "read", "review", "review-first", "review-second", "publish",
]  # fmt: skip
"""What can have been done; `review` is of before the log said which of the two readers it was."""
Data = Literal["answers", "marks", "families", "comments", "key", "release"]
"""The kinds of data to which it was done."""


@dataclass(frozen=True)
class LogEntry:
    """One thing that was done; `sha256` is that of the file or key that was destroyed, or of the release made."""

    done: Done
    wave: str
    data: Data
    sha256: str | None = None
    day: dt.date | None = None


class Log:
    """The log within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, entry: LogEntry) -> None:
        """Write down what was done, on this day unless the entry names another."""
        day = entry.day or dt.date.today()
        self._session.add(LogRow(day=day, done=entry.done, wave=entry.wave, data=entry.data, sha256=entry.sha256))

    def entries(self) -> tuple[LogEntry, ...]:
        """Everything that was done, first to last."""
        rows = self._session.scalars(select(LogRow).order_by(LogRow.id))
        return tuple(
            LogEntry(cast(Done, row.done), row.wave, cast(Data, row.data), row.sha256, row.day) for row in rows
        )
