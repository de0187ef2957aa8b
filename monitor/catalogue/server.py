"""A catalogue on a PostgreSQL server: its address, and how one command at a time gets it for itself.

What `BEGIN IMMEDIATE` does for the one file of SQLite is an advisory lock here, taken when a change begins and let go
of when it ends, whichever way. It is one lock per schema, so several schools may have a schema each in one database.
"""

import os
from collections.abc import Callable
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from monitor.errors import CallError
from monitor.texts import _

VARIABLE: Final = "SCHOOLKLIMAAT_CATALOGUE"
_LOCK: Final = 0x5C1001
"""Our part of the name of the lock; the other part is the schema's."""
_NAMES: Final = ("postgresql", "postgres", "postgresql+psycopg")


def address() -> URL | None:
    """Where the catalogue is, if the environment names a database; None: in the file of the workspace.

    Raises:
        CallError: it names something else than a PostgreSQL database or a file of SQLite.
    """
    said = os.environ.get(VARIABLE)
    if not said:
        return None
    try:
        found = make_url(said)
    except ArgumentError:
        found = None
    if found is not None and found.drivername == "sqlite":
        return found
    if found is None or found.drivername not in _NAMES:
        raise CallError(
            _("${variable} is not the address of a database that can hold the catalogue.").format(variable=VARIABLE),
            remedy=_("Give it the form postgresql://user@host/database, or leave it empty for a file."),
        )
    return found.set(drivername="postgresql+psycopg")


def engine_at(url: URL) -> Engine:
    """The engine of a database that is named by its address.

    Raises:
        CallError: the driver is not installed.
    """
    try:
        return create_engine(url)
    except ModuleNotFoundError:
        raise CallError(
            _("The catalogue is on PostgreSQL, but the part that speaks with it is not installed."),
            remedy=_("Install it: pip install 'schoolklimaat[postgres]'"),
        ) from None


def lock_changes(engine: Engine, wait: Callable[[], int]) -> None:
    """Make each change of this engine wait, at most `wait()` milliseconds, for the one before it.

    A transaction with the option `reads` takes no lock and can change nothing; `wait` may be an option as well.
    """

    def begin(connection: Connection) -> None:
        asked = connection.get_execution_options()
        if asked.get("reads"):
            connection.exec_driver_sql("SET TRANSACTION READ ONLY")
            return
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(asked.get('wait', wait()))}")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK}, hashtext(current_schema()))")

    event.listen(engine, "begin", begin)
