"""A real PostgreSQL server for the tests: made in a folder, asked over a socket in it, gone afterwards.

It refuses to run as root, so where the tests do that it runs as `postgres` or `nobody`.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest

from tests.support.absent import without

FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c shared_buffers=16MB"
"""What only matters to who keeps his data."""
_NUMBERS = count(1)


@dataclass(frozen=True)
class Server:
    """A server that runs; `folder` holds its socket."""

    binaries: Path
    folder: Path

    def url(self, database: str) -> str:
        """The address of a database on it, as a school would write it."""
        return f"postgresql://school@/{database}?host={self.folder}"

    def run(self, program: str, *arguments: str) -> str:
        """Run one of the programs that come with PostgreSQL."""
        command = [str(self.binaries / program), "-h", str(self.folder), "-U", "school", *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def new_database(self, template: str = "template0") -> str:
        """A database of its own: an empty one, or a copy of another one."""
        name = f"school{next(_NUMBERS)}"
        self.run("createdb", "-T", template, name)
        return name


def binaries() -> Path | None:
    """Where the programs of PostgreSQL are, the newest version first."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def running() -> Iterator[Server]:
    """A server for as long as it is needed; where PostgreSQL is not installed the test is skipped, never on CI."""
    programs = binaries()
    if programs is None:
        without("PostgreSQL is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # short: the name of a socket has little room
    server = Server(programs, folder)
    try:
        _as_somebody(
            folder, programs / "initdb", "-D", "data", "-U", "school", "-A", "trust", "--no-sync", "-E", "UTF8"
        )
        listen = f"{FAST} -c listen_addresses='' -c unix_socket_directories={folder}"
        _as_somebody(folder, programs / "pg_ctl", "-D", "data", "-w", "-l", "log", "-o", listen, "start")
        yield server
    finally:
        _as_somebody(folder, programs / "pg_ctl", "-D", "data", "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _as_somebody(folder: Path, *command: object, check: bool = True) -> None:
    """Run a program in this folder, not as root."""
    words = list(map(str, command))
    if os.geteuid() == 0:
        names = {entry.pw_name: entry for entry in pwd.getpwall()}
        user = names.get("postgres") or names["nobody"]
        os.chown(folder, user.pw_uid, user.pw_gid)
        words = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", *words]
    # what the server says goes to its log: a pipe would stay open as long as it runs
    done = subprocess.run(words, check=False, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if check and done.returncode:
        log = folder / "log"
        pytest.fail(f"{words} ended with {done.returncode}: {log.read_text() if log.exists() else 'no log'}")
