"""Sessions: kept on the server, over after half an hour without use and after twelve hours in any case."""

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from monitor.accounts.one_time import mark, new_token
from monitor.accounts.place import Place
from monitor.catalogue.accounts import KeptAccounts, KeptSession, User
from monitor.catalogue.catalogue import Catalogue
from monitor.errors import WorkspaceRefused
from monitor.roles import Viewer

IDLE: Final = 30 * 60
WHOLE: Final = 12 * 60 * 60
CODE_OWED: Final = 5 * 60
"""Seconds without use, seconds in all, and seconds in which the code of the phone must follow the password."""
TOUCHED_EVERY: Final = 60
"""Seconds: writing down each request that a session is used would write at every click."""


class Sessions:
    """The sessions of the workspace."""

    def __init__(self, catalogue: Catalogue, now: Callable[[], float], place: Place) -> None:
        self._catalogue, self._now, self._place = catalogue, now, place

    def begin(self, kept: KeptAccounts, user: User, *, owes_code: bool = False) -> str:
        """A new session, with an id that nobody had before; gives the id."""
        now = int(self._now())
        kept.drop_old_sessions(seen_before=now - IDLE)
        session = new_token()
        kept.add_session(user, mark(session), now, owes_code=owes_code)
        return session

    def viewer(self, session: str) -> Viewer | None:
        """Who is looking with this session; None where there is none, a code is owed, or it or the school is gone."""
        sha256, now = mark(session), int(self._now())
        with self._catalogue.look() as change:
            found = change.accounts.session(sha256)
        if found is None or found.owes_code or not self._holds(found, now):
            return None
        if now - found.seen >= TOUCHED_EVERY:
            with suppress(WorkspaceRefused), self._catalogue.change(wait=0) as change:  # busy: with the next request
                change.accounts.touch(sha256, now)
        return self._place.viewer(found.user, found.school)

    def owing(self, kept: KeptAccounts, session: str) -> User | None:
        """Who gave the password in this session and owes the code."""
        found = kept.session(mark(session))
        if found is None or not found.owes_code or int(self._now()) - found.made > CODE_OWED:
            return None
        return found.user

    def of(self, kept: KeptAccounts, session: str) -> User | None:
        """Whose session this is, within a change that goes on."""
        found = kept.session(mark(session))
        if found is None or found.owes_code or not self._holds(found, int(self._now())):
            return None
        return found.user

    def _holds(self, found: KeptSession, now: int) -> bool:
        return now - found.seen <= IDLE and now - found.made <= WHOLE
