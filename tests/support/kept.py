"""Waves of which the catalogue says since when their answers are there."""

import datetime as dt
import sqlite3

from monitor.catalogue.catalogue import ImportRecord, Wave, opened
from monitor.definition import library
from monitor.definition.model import Survey
from monitor.legal import Grounds
from monitor.workspace import Workspace

SURVEY = library.survey("ouders")
ROWS = dict.fromkeys(("read", "stored", "incomplete", "test", "duplicate", "rejected"), 1)


def began(
    workspace: Workspace, year: str, day: dt.date, *, closed: dt.date | None = None, survey: Survey = SURVEY
) -> str:
    """A wave that the catalogue knows, imported and perhaps closed on these days."""
    name = f"{survey.id}_{year}"
    status = "closed" if closed else "open"
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        change.save_wave(Wave(name, survey, year, status, None, b"wrapped", "a" * 64))
        change.add_import(ImportRecord(name, 1, "generic", ROWS))
        if closed:
            change.add_release(name, "b" * 64, closed, Grounds())
    imported_on(workspace, name, day)
    return name


def imported_on(workspace: Workspace, name: str, day: dt.date) -> None:
    """Have the imports of a wave be of this day."""
    with sqlite3.connect(workspace.catalogue_file) as connection:
        connection.execute("UPDATE imports SET imported_on = ? WHERE wave = ?", (day.isoformat(), name))
    connection.close()
