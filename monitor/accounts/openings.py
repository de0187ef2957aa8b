"""Who opened which page on which day: written down once a day, kept a year, without a number."""

import datetime as dt
import threading
from contextlib import suppress
from typing import Final

from monitor.catalogue.accounts import Opening
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import WorkspaceRefused

KEPT: Final = dt.timedelta(days=365)


class Openings:
    """The log of a process; what cannot be written because another command is busy is written with the next opening."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._written: set[Opening] = set()
        self._waiting: set[Opening] = set()

    def add(self, name: str, page: str, day: dt.date, school: str = "") -> None:
        """Somebody opened a page, in a network that of a school."""
        with self._lock:
            opening = Opening(day, name, page, school)
            if opening not in self._written:
                self._waiting.add(opening)
            if self._waiting:
                with suppress(WorkspaceRefused):
                    self._write(day)

    def _write(self, day: dt.date) -> None:
        with self._catalogue.change(wait=0) as change:
            change.accounts.add_openings(self._waiting, forget_before=day - KEPT)
        self._written = {one for one in self._written | self._waiting if one.day == day}
        self._waiting = set()
