"""Faults of the database that a person can mend: said in a sentence, where SQLite gives a text in English."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DatabaseError, OperationalError

from monitor.disk import disk_fails, disk_full, may_not_write
from monitor.errors import WorkspaceRefused
from monitor.texts import _


@contextmanager
def told_by_the_database() -> Iterator[None]:
    """Say in words what the database gives as a text in English.

    Raises:
        WorkspaceRefused: another command is busy, the disk is full, the folder may not be written to, or the
            catalogue is damaged.
    """
    try:
        yield
    except OperationalError as error:
        said = str(error.orig)
        if "locked" in said:
            raise WorkspaceRefused(
                _("Another command is busy in this workspace."), remedy=_("Wait until it is done, and try again.")
            ) from None
        if "is full" in said:
            raise disk_full() from error
        if "disk I/O error" in said:
            raise disk_fails() from error
        if any(words in said for words in ("readonly", "unable to open")):
            raise may_not_write() from error
        raise
    except DatabaseError as error:
        if not any(words in str(error.orig) for words in ("not a database", "malformed")):
            raise
        raise WorkspaceRefused(
            _("The catalogue of this workspace is damaged. Nothing was changed."),
            remedy=_("Put back the backup of the whole workspace. Releases still work."),
        ) from error
