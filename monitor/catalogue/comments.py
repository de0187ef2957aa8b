"""What the catalogue knows of the open answers of a wave: the file that counts with its key, and the release."""

from sqlalchemy.orm import Session

from monitor.catalogue.log import Data, Done, Log, LogEntry
from monitor.catalogue.tables import CommentsRow
from monitor.catalogue.wiping import Wiping

_DATA: Data = "comments"


class CommentsOfWaves:
    """The open answers of waves within one transaction; never a text, and never how many."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def named(self, wave: str) -> str | None:
        """The SHA-256 of the file with the open answers under review; None: there are none (any more)."""
        row = self._session.get(CommentsRow, wave)
        return row.sha256 if row else None

    def published(self, wave: str) -> str | None:
        """The SHA-256 of the file with those that were released, if any were."""
        row = self._session.get(CommentsRow, wave)
        return row.published_sha256 if row else None

    def wrapped_key(self, wave: str) -> bytes | None:
        """The key of the file under review, wrapped with that of the wave; None: there is no file."""
        row = self._session.get(CommentsRow, wave)
        return row.wrapped_key if row else None

    def name(self, wave: str, sha256: str, wrapped_key: bytes | None) -> None:
        """From here on this file counts, and this key opens it."""
        row = self._row(wave)
        row.sha256, row.wrapped_key = sha256, wrapped_key

    def destroy(self, wave: str) -> None:
        """The file under review is destroyed: its key by this change, and then whatever the key opened."""
        if (sha256 := self.named(wave)) is not None:
            self.log("destroy", wave, sha256)
            self.forget(wave)

    def forget(self, wave: str) -> None:
        """The same, where the log says so already."""
        row = self._session.get(CommentsRow, wave)
        if row is not None and row.wrapped_key is not None:
            row.sha256 = row.wrapped_key = None
            Wiping(self._session).ask()

    def publish(self, wave: str, published_sha256: str) -> None:
        """These were released, and what lay under review is destroyed."""
        self.log("publish", wave, published_sha256)
        self.destroy(wave)
        self._row(wave).published_sha256 = published_sha256

    def log(self, done: Done, wave: str, sha256: str | None = None) -> None:
        """Write down that somebody read, released or destroyed open answers."""
        Log(self._session).add(LogEntry(done, wave, _DATA, sha256))

    def _row(self, wave: str) -> CommentsRow:
        row = self._session.get(CommentsRow, wave)
        if row is None:
            row = CommentsRow(wave=wave, sha256=None, published_sha256=None, wrapped_key=None)
            self._session.add(row)
        return row
