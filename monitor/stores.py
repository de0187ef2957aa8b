"""Stores: a folder on this computer, or one elsewhere under an address (`s3://…`, whatever fsspec knows).

A file in a store is the old one or the new one, never half of either: on this computer by way of a temporary file,
elsewhere because an object is put whole. Names and passwords that stand in an address are never told.
"""

import hashlib
import io
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast
from urllib.parse import urlsplit

from monitor.durable import TEMPORARY, write_durably
from monitor.errors import InputRefused
from monitor.texts import _

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

_ADDRESS = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+://")
"""A letter alone before the colon is a disk of Windows."""
_HERE = "file://"


@dataclass(frozen=True)
class Store:
    """A folder, here or elsewhere; the files in it go by names with `/`."""

    address: str

    @classmethod
    def at(cls, address: str) -> "Store":
        """The folder at a path or an address; whether it is there shows when it is used.

        Raises:
            InputRefused: this program cannot open such an address.
        """
        here = address.removeprefix(_HERE)
        if not is_elsewhere(here):
            return cls(str(Path(here).resolve()))  # the same wherever the next command is given
        with _told(address):
            _there(address)
        return cls(address)

    def where(self, name: str = "") -> str:
        """The address of a file in the store, or of the store itself."""
        return "/".join(part for part in (self.address.rstrip("/"), name) if part)

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is none.

        Raises:
            InputRefused: the store cannot be reached, or the file may not be read.
        """
        try:
            with _told(self.address), opened(self.where(name)) as file:
                return file.read()
        except FileNotFoundError:
            return None

    def sha256(self, name: str) -> str | None:
        """SHA-256 in hex of a file, which is read bit by bit; None if there is none.

        Raises:
            InputRefused: the store cannot be reached, or the file may not be read.
        """
        try:
            with _told(self.address), opened(self.where(name)) as file:
                return hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]  # what opens it gives a file of bytes
        except FileNotFoundError:
            return None

    def write(self, name: str, content: bytes) -> None:
        """Write a file whole, in a folder that is made if need be.

        Raises:
            InputRefused: the store cannot be reached or may not be written to; the old file is as it was.
        """
        with _told(self.address):
            if is_elsewhere(self.address):
                files, path = _there(self.where(name))
                files.makedirs(path.rpartition("/")[0], exist_ok=True)
                files.pipe_file(path, content)
            else:
                path_here = Path(self.where(name))
                path_here.parent.mkdir(parents=True, exist_ok=True)
                write_durably(path_here, content, private=False)

    def require_writable(self) -> None:
        """Check that files can be written, by writing one and taking it away.

        Raises:
            InputRefused: the store cannot be reached or may not be written to.
        """
        name = f"probe-{secrets.token_hex(8)}{TEMPORARY}"
        self.write(name, b"")
        with _told(self.address):
            if is_elsewhere(self.address):
                files, path = _there(self.where(name))
                files.rm_file(path)
            else:
                Path(self.where(name)).unlink()

    def names(self, folder: str = "") -> tuple[str, ...]:
        """What lies in a folder of the store, sorted; nothing if there is no such folder, and nothing half written.

        Raises:
            InputRefused: the store cannot be reached.
        """
        try:
            with _told(self.address):
                if is_elsewhere(self.address):
                    files, path = _there(self.where(folder))
                    files.invalidate_cache()
                    found = [str(one).rstrip("/").rpartition("/")[2] for one in files.ls(path, detail=False)]
                else:
                    found = [path.name for path in Path(self.where(folder)).iterdir()]
        except FileNotFoundError:
            return ()
        return tuple(sorted(name for name in found if not name.endswith(TEMPORARY)))


def is_elsewhere(address: str) -> bool:
    """Whether this is an address, and no path on this computer."""
    return bool(_ADDRESS.match(address))


def without_password(address: str) -> str:
    """The address as it may be told and kept: who opens it, and with what, is left out."""
    if not is_elsewhere(address):
        return address
    parts = urlsplit(address)
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query="", fragment="").geturl()


@contextmanager
def opened(address: str) -> Iterator[IO[bytes]]:
    """A file, here or elsewhere, to read in whatever order.

    Raises:
        FileNotFoundError: there is none.
        InputRefused: it cannot be reached or read.
    """
    with _told(address):
        file = _opened(address)
    with file:
        yield file


def _opened(address: str) -> IO[bytes]:
    if is_elsewhere(address):
        files, path = _there(address)
        return cast("IO[bytes]", _Elsewhere(cast("IO[bytes]", files.open(path, "rb")), address))
    return Path(address).open("rb")


class _Elsewhere(io.RawIOBase):
    """A file elsewhere, to read: what fails on the way is told as such, and not as a damaged file."""

    def __init__(self, file: IO[bytes], address: str) -> None:
        super().__init__()
        self._file, self._address = file, address

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        with _told(self._address):
            return self._file.read(size)

    def readinto(self, buffer: "bytearray") -> int:  # type: ignore[override]  # a view of bytes, whoever asks
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()


def _there(address: str) -> "tuple[AbstractFileSystem, str]":
    """Where an address leads; what opens it is read in for an address only."""
    from fsspec.core import url_to_fs

    return cast("tuple[AbstractFileSystem, str]", url_to_fs(address))


@contextmanager
def _told(address: str) -> Iterator[None]:
    """Say why a store cannot be used, where a library only has its own words for it."""
    try:
        yield
    except (FileNotFoundError, InputRefused):
        raise
    except (ImportError, ValueError) as fault:
        raise InputRefused(
            _("What is kept under {address} cannot be opened by this program: the kind of address is unknown.").format(
                address=without_password(address)
            ),
            remedy=_(
                "Give a folder on this computer, or an address such as s3://bucket/folder. An address needs its own "
                "package beside this program (for s3: s3fs)."
            ),
        ) from fault
    except Exception as fault:  # each kind of store has errors of its own
        raise InputRefused(
            _("{address} cannot be reached, or may not be used.").format(address=without_password(address)),
            remedy=_("Check the address, the network and your rights there. Nothing was lost; try again."),
        ) from fault
