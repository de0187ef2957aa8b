"""What the catalogue knows of the open answers of a wave: the file that counts, and the release that was made."""

from sqlalchemy.orm import Session

from monitor.catalogue.log import Data, Done, Log, LogEntry
from monitor.catalogue.tables import CommentsRow

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

    def name(self, wave: str, sha256: str | None) -> None:
        """From here on this file counts (None: no file)."""
        row = self._row(wave)
        if row.sha256 is not None and sha256 is None:
            self.log("destroy", wave, row.sha256)
        row.sha256 = sha256

    def forget(self, wave: str) -> None:
        """The key of the wave was destroyed, and these with it."""
        if self.named(wave) is not None:
            self._row(wave).sha256 = None

    def publish(self, wave: str, published_sha256: str) -> None:
        """These were released, and what lay under review is destroyed."""
        self.log("publish", wave, published_sha256)
        self.name(wave, None)
        self._row(wave).published_sha256 = published_sha256

    def log(self, done: Done, wave: str, sha256: str | None = None) -> None:
        """Write down that somebody read, released or destroyed open answers."""
        Log(self._session).add(LogEntry(done, wave, _DATA, sha256))

    def _row(self, wave: str) -> CommentsRow:
        row = self._session.get(CommentsRow, wave)
        if row is None:
            row = CommentsRow(wave=wave, sha256=None, published_sha256=None)
            self._session.add(row)
        return row
