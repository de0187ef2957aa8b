"""How long each kind of data may be kept, and what of a workspace is due: looked at, never destroyed by itself.

Terms stand in `surveys/retention.yaml`. A term ends with an event (the wave closes, the next wave of the survey has its
numbers) or after so many days or months, whichever comes first.
"""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from monitor.catalogue.catalogue import Change, ImportRecord, Wave, opened
from monitor.catalogue.glimpse import glimpsed
from monitor.catalogue.log import LogEntry
from monitor.definition.load import load_as
from monitor.definition.model import Frozen
from monitor.disk import told_by_the_disk
from monitor.sealed import COMMENTS
from monitor.shipped import surveys_folder
from monitor.workspace import Workspace

Ends = Literal["import", "close", "publication", "next-release", "never"]
"""The event that ends a term: the import is done, the wave is closed, the comments are published, ..."""
Kept = Literal["marks", "codes", "comments", "answers", "releases"]
"""The kinds of data that a wave can have; of an export nothing is kept.

`codes` are the hashes of withdrawal codes that were used, where they are all that is left: they keep who withdrew out
when the same file is imported anew.
"""


class Term(Frozen):
    """How long one kind of data may be kept, why so, and where that comes from."""

    ends: Ends
    days: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1)
    sentence: str = Field(min_length=20)
    source: str = Field(min_length=10)

    def last_day(self, since: dt.date) -> dt.date | None:
        """The first day on which the data may not be there any more, if no event comes before; none: for ever."""
        if self.months is not None:
            return _months_later(since, self.months)
        return None if self.days is None else since + dt.timedelta(days=self.days)


class RetentionFile(Frozen):
    """The shape of `surveys/retention.yaml`."""

    schema_: str = Field(alias="schema")
    upload: Term
    marks: Term
    comments: Term
    answers: Term
    releases: Term
    log: Term


@dataclass(frozen=True)
class KeptData:
    """One kind of data of one wave: since when it is there, until when it may be, and what then ends it.

    `until` is the first day on which it may not be there any more, as far as that is known now; none: for ever.
    `by_event`: an event set that day (a later wave has its numbers), and not that the term ran out.
    """

    wave: str
    survey: str
    year: str
    data: Kept
    since: dt.date
    until: dt.date | None
    ends: Ends
    is_due: bool
    by_event: bool = False


def terms() -> RetentionFile:
    """The terms with their reasons.

    Raises:
        DefinitionRefused: the file has faults.
    """
    return load_as(surveys_folder() / "retention.yaml", RetentionFile)


def kept_data(workspace: Workspace, today: dt.date) -> tuple[KeptData, ...]:
    """Everything that is kept of every wave, and whether it is due on this day.

    Raises:
        WorkspaceRefused: another command is busy, or the catalogue cannot be read.
    """
    with _looked_into(workspace) as change:
        return tuple(_kept_data(change, workspace.vault_folder, today))


def due_at_a_glance(workspace: Workspace, today: dt.date) -> tuple[KeptData, ...]:
    """What is due, for a reminder beside another command: waits for nobody and writes nothing; if in doubt, nothing."""

    def look(change: Change) -> tuple[KeptData, ...]:
        return tuple(one for one in _kept_data(change, workspace.vault_folder, today) if one.is_due)

    return glimpsed(workspace.catalogue_file, look) or ()


def log(workspace: Workspace) -> tuple[LogEntry, ...]:
    """What was done and destroyed in this workspace, first to last.

    Raises:
        WorkspaceRefused: another command is busy, or the catalogue cannot be read.
    """
    with _looked_into(workspace) as change:
        return change.log.entries()


@contextmanager
def _looked_into(workspace: Workspace) -> Iterator[Change]:
    """The catalogue, after what was destroyed is gone from it: who asks for the proof must not be told too much."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue:
        catalogue.wipe()
        with catalogue.change() as change:
            yield change


def _kept_data(change: Change, vault: Path, today: dt.date) -> Iterator[KeptData]:
    file, known, closed = terms(), change.waves(), change.closed_on()
    for wave in known:
        brought = change.imports(wave.name)
        since = _first_day(one for one in brought if not one.undone)
        ever = _first_day(brought)
        if since is None and ever is not None and wave.wrapped_key is not None and wave.vault_sha256 is not None:
            yield _kept(wave, "codes", file.marks, ever, None, today)
        if since is not None and wave.wrapped_key is not None:
            if wave.status == "open":
                yield _kept(wave, "marks", file.marks, since, None, today)
            if (vault / f"{wave.name}{COMMENTS}").is_file():
                yield _kept(wave, "comments", file.comments, since, None, today)
            yield _kept(wave, "answers", file.answers, since, _next_release(wave, known, closed), today)
        if wave.name in closed:
            yield _kept(wave, "releases", file.releases, closed[wave.name], None, today)


def _first_day(imports: Iterable[ImportRecord]) -> dt.date | None:
    return min((one.imported_on for one in imports if one.imported_on is not None), default=None)


def _kept(wave: Wave, data: Kept, term: Term, since: dt.date, event: dt.date | None, today: dt.date) -> KeptData:
    """One kind of data; `event` is the day on which what ends the term came, if it has."""
    days = [day for day in (event, term.last_day(since)) if day is not None]
    until = min(days, default=None)
    due = until is not None and until <= today
    by_event = event is not None and event == until
    return KeptData(wave.name, wave.survey.id, wave.year, data, since, until, term.ends, due, by_event)


def _next_release(wave: Wave, known: tuple[Wave, ...], closed: Mapping[str, dt.date]) -> dt.date | None:
    """The day since which a later wave of the survey has its numbers beside this one's; none as long as one has not."""
    same = [one for one in known if one.survey.id == wave.survey.id and one.name in closed]
    later = [closed[one.name] for one in same if one.year > wave.year]
    return max(min(later), closed[wave.name]) if later and wave in same else None


def _months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last of that month if it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
