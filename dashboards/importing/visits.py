"""Visits: what the server remembers of an import that somebody is busy with. The browser gets a random id only.

A visit belongs to the browser that began it: with the id alone, of an address that somebody sends on, nothing is seen.
"""

import secrets
import threading
from dataclasses import dataclass, field
from typing import Final

from dashboards.importing.jobs import Job, Refusal
from dashboards.importing.uploads import discard
from dashboards.seal import same
from monitor.desk_terms import Asked, Looked

KEPT_FOR: Final = 3600.0
"""Seconds after which a file is removed, whatever was done with it."""
MOST: Final = 20
"""So many files at once: one school has one or two people who import."""
_BUSY_AGAIN: Final = 60.0


class Full(Exception):
    """Too many imports are going on at once."""


@dataclass
class Visit:
    """One file on its way in.

    `first` is what was found before anything was decided, `looked` what is found now; neither is there while the file
    was refused, or after it was stored. `refusal` is why the last question was refused. `lock` is held by whoever
    changes the visit.
    """

    id: str
    owner: str
    asked: Asked
    first: Looked | None = None
    looked: Looked | None = None
    job: Job | None = None
    refusal: Refusal | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)

    def found(self, looked: Looked) -> None:
        """Remember what was found of the file, and what was said of it then."""
        self.looked, self.asked, self.refusal = looked, looked.asked, None
        if self.first is None:
            self.first = looked

    def given(self, asked: Asked) -> None:
        """Another file, which takes the place of the first, or other settings: what was found holds no longer."""
        discard(one for one in self.asked.handed if one not in asked.handed)
        self.asked, self.first, self.looked = asked, None, None

    def stored(self) -> None:
        """The answers are stored: the file goes, and what was seen of it."""
        discard(self.asked.handed)
        self.first = self.looked = None

    @property
    def is_busy(self) -> bool:
        """Whether the file is being stored now."""
        return self.job is not None and not self.job.is_over


class Visits:
    """All visits of one program; each ends by itself after `kept_for` seconds, and its file with it."""

    def __init__(self, kept_for: float = KEPT_FOR) -> None:
        self._kept_for = kept_for
        self._visits: dict[str, Visit] = {}
        self._lock = threading.Lock()

    def begin(self, owner: str, asked: Asked) -> Visit:
        """A visit of this browser, with a file that was received.

        Raises:
            Full: there are too many; the file is removed.
        """
        visit = Visit(secrets.token_urlsafe(24), owner, asked)
        with self._lock:
            if sum(one.asked.file.exists() for one in self._visits.values()) >= MOST:
                discard(asked.handed)
                raise Full
            self._visits[visit.id] = visit
        self._end_after(visit, self._kept_for)
        return visit

    def of(self, owner: str, visit_id: str) -> Visit | None:
        """The visit with this id, if this browser began it."""
        with self._lock:
            visit = self._visits.get(visit_id)
        return visit if visit is not None and same(visit.owner, owner) else None

    def newest(self, owner: str) -> Visit | None:
        """The visit that this browser began last with a file of its own, and that is not over."""
        with self._lock:
            of_owner = [one for one in self._visits.values() if same(one.owner, owner)]
        return next((one for one in reversed(of_owner) if one.job is None and not one.asked.is_sample), None)

    def end(self, visit: Visit) -> None:
        """Forget a visit and remove its file."""
        with self._lock:
            self._visits.pop(visit.id, None)
        visit.stored()

    def _end_after(self, visit: Visit, seconds: float) -> None:
        timer = threading.Timer(seconds, self._expire, [visit])
        timer.daemon = True
        timer.start()

    def _expire(self, visit: Visit) -> None:
        if visit.is_busy:
            self._end_after(visit, _BUSY_AGAIN)
        else:
            self.end(visit)
