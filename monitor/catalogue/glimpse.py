"""A look into a catalogue that touches nothing: no file is made, no lock taken, nobody waited for."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar
from urllib.parse import quote

from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from monitor.catalogue import server
from monitor.catalogue.catalogue import Change

T = TypeVar("T")


def glimpsed(file: Path, look: Callable[[Change], T]) -> T | None:
    """What `look` finds in the catalogue as it was when no command was busy; None where it cannot be read just now.

    What stands in the journal only (another command is at work, or was killed) is not seen, and neither is a
    catalogue of an older version or a damaged one.
    """
    engine = _engine(file)
    try:
        with Session(engine) as session:
            return look(Change(session))
    except (DBAPIError, sqlite3.Error):
        return None
    finally:
        engine.dispose()


def _engine(file: Path) -> Engine:
    if url := server.address():
        return server.engine_at(url)
    address = f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(address, uri=True))
