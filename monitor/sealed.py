"""Sealed: a file of a wave that only its key opens, and that changes in step with the catalogue.

A file is four bytes that say what it is, a 12-byte nonce, and the AES-256-GCM encryption of its content, bound to what
it is of. A change becomes the truth when the catalogue names the SHA-256 of the new file: `propose` writes it beside
the old one, the catalogue commits, `settle` puts it in place. `settle` is also what mends a kill in between.
"""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from monitor.durable import sync_folder, temporary_of, write_durably
from monitor.errors import WorkspaceRefused
from monitor.texts import _

COMMENTS = ".comments.enc"
"""Ending of the file with the open answers of a wave."""
_NONCE = 12


@dataclass(frozen=True)
class SealedFile:
    """A file on disk: `magic` says of what kind it is, `wave` to which wave it belongs."""

    path: Path
    magic: bytes
    wave: str
    key: bytes

    @property
    def proposed(self) -> Path:
        """The file that will count once the catalogue says so."""
        return self.path.with_name(self.path.name + ".new")

    def open(self, named: str) -> bytes:
        """The content of the file with the SHA-256 that the catalogue names.

        Raises:
            WorkspaceRefused: the file is gone, damaged or an older one, or the key is another one.
        """
        content = self.path.read_bytes() if self.path.exists() else b""
        if hashlib.sha256(content).hexdigest() != named:
            raise WorkspaceRefused(
                _("The stored answers of {wave} are gone, or are not those that were stored last.").format(
                    wave=self.wave
                ),
                remedy=_("Put back the backup of the whole workspace. Releases still work."),
            )
        return self.decrypt(content)

    def propose(self, content: bytes) -> str:
        """Write it beside the file that counts; gives the SHA-256 that the catalogue must name."""
        sealed = self._encrypt(content)
        self.path.parent.mkdir(mode=0o700, exist_ok=True)
        write_durably(self.proposed, sealed)
        return hashlib.sha256(sealed).hexdigest()

    def proposed_sha256(self) -> str | None:
        """The SHA-256 of the file that lies beside the one that counts, if there is one."""
        return hashlib.sha256(self.proposed.read_bytes()).hexdigest() if self.proposed.exists() else None

    def drop_proposal(self) -> None:
        """Remove what was written beside the file that counts."""
        for left in (temporary_of(self.proposed), self.proposed):
            left.unlink(missing_ok=True)

    def place(self, named: str | None) -> None:
        """Put the file that was written beside it in its place, if it is the one that the catalogue names."""
        if named is not None and self.proposed_sha256() == named:
            self.proposed.replace(self.path)

    def settle(self, named: str | None) -> None:
        """Make the file on disk the one that the catalogue names (`None`: no file at all)."""
        self.place(named)
        self.drop_proposal()
        if named is None:
            self.path.unlink(missing_ok=True)
        if self.path.parent.is_dir():
            sync_folder(self.path.parent)

    def _encrypt(self, content: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = secrets.token_bytes(_NONCE)
        return self.magic + nonce + AESGCM(self.key).encrypt(nonce, content, self.wave.encode())

    def decrypt(self, content: bytes) -> bytes:
        """What stands in such a file.

        Raises:
            WorkspaceRefused: it is damaged, or the key is another one.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        start = len(self.magic) + _NONCE
        try:
            if not content.startswith(self.magic):
                raise InvalidTag
            return AESGCM(self.key).decrypt(content[len(self.magic) : start], content[start:], self.wave.encode())
        except InvalidTag:
            raise WorkspaceRefused(
                _("The stored answers of {wave} are damaged, or were locked with another key.").format(wave=self.wave),
                remedy=_("Put back the backup of the workspace, or the key that belongs to it. Releases still work."),
            ) from None
