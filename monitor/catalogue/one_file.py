"""A catalogue in the one file of SQLite: what a connection needs, and how one command at a time gets it for itself."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Engine, event


def lock_changes(engine: Engine, wait: Callable[[], int]) -> None:
    """Have a change take the write lock as it begins; `wait` gives the milliseconds for which others wait for it."""

    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the event below is the only one that begins
        for pragma in (
            "journal_mode=WAL", "foreign_keys=ON", "secure_delete=ON", f"busy_timeout={wait()}", "synchronous=FULL",
        ):  # fmt: skip
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: Connection) -> None:
        asked = connection.get_execution_options()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={asked.get('wait', wait())}")
        connection.exec_driver_sql("BEGIN" if asked.get("reads") else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", begin)
