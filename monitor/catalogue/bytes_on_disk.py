"""What SQLite leaves on the disk: its journal in one file with the database, and no bytes of what was destroyed.

`secure_delete` overwrites what is deleted, but not what was moved before it was: copies stay in pages that were put
in order, and in the journal (WAL) until that is cut off. So after a destruction the whole file is written anew.
"""

import sqlite3
from contextlib import suppress

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError


def gather(engine: Engine) -> None:
    """Put the journal into the database, unless another command is busy: that one does it later."""
    if engine.dialect.name == "sqlite":
        _run(engine, "PRAGMA busy_timeout=0")


def rewrite(engine: Engine) -> bool:
    """Write the database anew without what was deleted from it, and cut off the journal; gives whether that was done.

    It is not when the disk is full, or when another command reads for longer than the wait for it. A PostgreSQL
    database keeps what was deleted until its own administrator has it cleaned (VACUUM FULL, and the archived WAL).
    """
    if engine.dialect.name != "sqlite":
        return True
    return _run(engine, "PRAGMA temp_store=MEMORY", "VACUUM")


def _run(engine: Engine, *before: str) -> bool:
    """Run these statements, then cut off the journal; gives whether all of it was done."""
    with suppress(DBAPIError, sqlite3.Error):  # a full disk, say: what was committed stands in the journal
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            for statement in before:
                cursor.execute(statement)
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            told = cursor.fetchone()
            return told is not None and not told[0]  # the first column says whether another command was busy
        finally:
            connection.close()
    return False
