"""That bytes of something destroyed may still lie in the database: asked for in the change that destroys it."""

import secrets

from sqlalchemy.orm import Session

from monitor.catalogue.tables import About

_NAME = "to_be_wiped"


class Wiping:
    """The request to write the database anew, within one transaction."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def ask(self) -> None:
        """Something is destroyed in this change."""
        self._session.merge(About(key=_NAME, value=secrets.token_hex(8)))

    def asked(self) -> str | None:
        """The request that is open; each has a random name."""
        row = self._session.get(About, _NAME)
        return row.value if row else None

    def done(self, request: str) -> None:
        """No byte is left, unless something else was destroyed in the meantime: that is another request."""
        row = self._session.get(About, _NAME)
        if row is not None and row.value == request:
            self._session.delete(row)
            self._session.flush()
