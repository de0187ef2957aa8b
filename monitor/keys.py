"""The key of a workspace, and the keys of its waves that it wraps.

The workspace's key is 32 random bytes. It is looked for in `$SCHOOLKLIMAAT_KEY_FILE`, then in a file of the
user's own settings folder, then in the keyring of the operating system. A new one goes to the file that the
variable names, else to the keyring, else (no keyring on this machine) to the settings folder with mode 0600:
never into the workspace, so that a copied workspace tells nothing.
"""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from monitor.durable import temporary_of, write_durably
from monitor.errors import WorkspaceRefused
from monitor.texts import _

_SERVICE = "schoolklimaat"
_LENGTH = 32


def new_wave_key() -> bytes:
    """A fresh key for the answers of one wave."""
    return secrets.token_bytes(_LENGTH)


def wrap(wave_key: bytes, workspace_key: bytes) -> bytes:
    """A wave's key as the catalogue keeps it (AES key wrap, RFC 3394)."""
    from cryptography.hazmat.primitives.keywrap import aes_key_wrap

    return aes_key_wrap(workspace_key, wave_key)


def unwrap(wrapped: bytes, workspace_key: bytes) -> bytes:
    """The key of a wave again.

    Raises:
        WorkspaceRefused: the key of the workspace is another one.
    """
    from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

    try:
        return aes_key_unwrap(workspace_key, wrapped)
    except InvalidUnwrap:
        raise WorkspaceRefused(
            _("The key on this computer does not belong to this workspace."),
            remedy=_("Use the computer or the key file with which the workspace was made. Releases still work."),
        ) from None


def key_for(purpose: str, wave_key: bytes) -> bytes:
    """A key for one purpose, derived from a wave's key and gone with it (HKDF-SHA256, RFC 5869)."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), _LENGTH, salt=None, info=f"schoolklimaat {purpose}".encode()).derive(wave_key)


def workspace_key(workspace_id: str, *, create: bool = False) -> bytes:
    """The key of the workspace with this id.

    Raises:
        WorkspaceRefused: there is none on this computer and none may be made, the file holds no key, or there is no
            place for one.
    """
    named = os.environ.get("SCHOOLKLIMAAT_KEY_FILE")
    file = Path(named) if named else _settings_folder() / f"{workspace_id}.key"
    with _told_where_no_place_is(file):
        return _found_or_made(file, workspace_id, named=bool(named), create=create)


def discard(workspace_id: str) -> None:
    """Throw the key of a workspace away: what it locked can be read by nobody any more.

    A file that `$SCHOOLKLIMAAT_KEY_FILE` names stays: it may be the key of other workspaces as well.
    """
    if os.environ.get("SCHOOLKLIMAAT_KEY_FILE"):
        return
    (_settings_folder() / f"{workspace_id}.key").unlink(missing_ok=True)
    _out_of_keyring(workspace_id)


@contextmanager
def _told_where_no_place_is(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        raise WorkspaceRefused(
            _("There is no place for the key of this workspace: {folder} may not be read or written.").format(
                folder=file.parent
            ),
            remedy=_("Name a file for it in SCHOOLKLIMAAT_KEY_FILE, outside the folder of the school."),
        ) from error


def _found_or_made(file: Path, workspace_id: str, *, named: bool, create: bool) -> bytes:
    temporary_of(file).unlink(missing_ok=True)  # of a kill: a key that locks nothing
    if file.exists():
        return _from_file(file)
    kept = None if named else _from_keyring(workspace_id)
    if kept:
        return bytes.fromhex(kept)
    if not create:
        raise WorkspaceRefused(
            _("The key of this workspace is not on this computer."),
            remedy=_("Use the computer with which it was made, or name the key file in SCHOOLKLIMAAT_KEY_FILE."),
        )
    key = secrets.token_bytes(_LENGTH)
    if named or not _to_keyring(workspace_id, key.hex()):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_durably(file, key.hex().encode("ascii"))
    return key


def _from_file(file: Path) -> bytes:
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except (OSError, ValueError):  # a folder in its place, say, or a file of somebody else
        key = b""
    if len(key) != _LENGTH:
        raise WorkspaceRefused(
            _("The file {file} holds no key.").format(file=file),
            remedy=_("Put the key file back from a backup, or name the right one in SCHOOLKLIMAAT_KEY_FILE."),
        )
    return key


def _settings_folder() -> Path:
    home = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(home) / "schoolklimaat"


def _from_keyring(workspace_id: str) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_SERVICE, workspace_id)
    except KeyringError:
        return None


def _to_keyring(workspace_id: str, secret: str) -> bool:
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(_SERVICE, workspace_id, secret)
    except KeyringError:
        return False
    return True


def _out_of_keyring(workspace_id: str) -> None:
    import keyring
    from keyring.errors import KeyringError

    with suppress(KeyringError):  # there is no keyring here, or it has no such key
        keyring.delete_password(_SERVICE, workspace_id)
