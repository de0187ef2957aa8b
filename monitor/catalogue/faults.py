"""Faults of the database that a person can mend: said in a sentence, where SQLite gives a text in English."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.exc import DatabaseError, OperationalError

from monitor.catalogue.server import VARIABLE
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
        _raise_what_a_server_said(error)
        said = str(error.orig)
        if "locked" in said:
            raise _busy() from None
        if "is full" in said:
            raise disk_full() from error
        if "disk I/O error" in said:
            raise disk_fails() from error
        if any(words in said for words in ("readonly", "unable to open")):
            raise may_not_write() from error
        raise
    except DatabaseError as error:
        _raise_what_a_server_said(error)
        if not any(words in str(error.orig) for words in ("not a database", "malformed")):
            raise
        raise WorkspaceRefused(
            _("The catalogue of this workspace is damaged. Nothing was changed."),
            remedy=_("Put back the backup of the whole workspace. Releases still work."),
        ) from error


_LOCK_NOT_AVAILABLE: Final = "55P03"
_DISK_FULL: Final = "53100"
_MAY_NOT: Final = ("42501", "25006", "3F000")
"""What PostgreSQL calls: no right to do it; a database to be read only; no schema to make tables in."""


def _raise_what_a_server_said(error: DatabaseError) -> None:
    """Tell a fault of a database server in a sentence, if it is one; what it said itself may hold a name or worse."""
    unknown = object()
    state = getattr(error.orig, "sqlstate", unknown)
    if state is unknown:  # SQLite has no such thing; a server that is not there gives None
        return
    if state == _LOCK_NOT_AVAILABLE:
        raise _busy() from None
    if state == _DISK_FULL:
        raise disk_full() from None
    if state in _MAY_NOT:
        raise WorkspaceRefused(
            _("The database does not let its user change the catalogue. Nothing was changed."),
            remedy=_("Let the administrator of the database make this user the owner of the database."),
        ) from None
    if isinstance(error, OperationalError):
        raise WorkspaceRefused(
            _("The database of the catalogue cannot be reached. Nothing was changed."),
            remedy=_("Look whether the database server runs, and whether the address in ${variable} is right.").format(
                variable=VARIABLE
            ),
        ) from None


def _busy() -> WorkspaceRefused:
    return WorkspaceRefused(
        _("Another command is busy in this workspace."), remedy=_("Wait until it is done, and try again.")
    )
