"""Serves the dashboard of a releases folder on this computer."""

import os
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from monitor.errors import CallError
from monitor.results import Results
from monitor.texts import _

THREADS = 8
"""A page asks for some seventeen files at once."""


class Folder:
    """The results of a releases folder, read again when a release is added or replaced."""

    def __init__(self, releases: Path) -> None:
        self._releases = releases
        self._lock = threading.Lock()
        self._seen: tuple[tuple[str, int], ...] | None = None
        self._results = Results.of([])

    def results(self) -> Results:
        """What the folder holds now."""
        with self._lock:
            found = self._stamps()
            if found != self._seen:
                self._results, self._seen = Results.load(self._releases), found
            return self._results

    def readable(self) -> bool:
        """Whether the folder is there and can be read; what is damaged within it is told on the pages."""
        try:
            with os.scandir(self._releases):
                self.results()
        except OSError:
            return False
        return True

    def _stamps(self) -> tuple[tuple[str, int], ...]:
        manifests = sorted(self._releases.glob("*/manifest.json"))
        return tuple((file.parent.name, file.stat().st_mtime_ns) for file in manifests)


def serve(
    releases: Path, *, host: str = "127.0.0.1", port: int = 8050, tell: Callable[[str], None] = lambda _line: None
) -> None:
    """Serve the dashboard until it is stopped; `tell` gets the address.

    Raises:
        CallError: the host is not this computer, or the port is taken.
    """
    require_loopback(host)
    from waitress.server import create_server

    from dashboards.app import create_app

    folder = Folder(releases)
    app = create_app(folder.results(), renewed=folder.results, readable=folder.readable)
    door = _bound("127.0.0.1" if host == "localhost" else host, port)
    # without `ident` the answers do not say which server made them
    server = create_server(app.server, sockets=[door], threads=THREADS, ident="", **proxied(door.getsockname()[0]))
    shown = f"[{host}]" if ":" in host else host
    tell(_("Dashboard: http://{host}:{port}").format(host=shown, port=door.getsockname()[1]))
    tell(_("Stop with Ctrl+C."))
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def proxied(address: str) -> dict[str, Any]:
    """Settings of waitress: what a proxy says of the visitor counts if it runs on this computer, else it is dropped.

    `address` is where the server listens; a proxy of this computer comes from the loopback address of that kind.
    """
    return {
        "trusted_proxy": "::1" if ":" in address else "127.0.0.1",
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-host", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def _bound(host: str, port: int) -> socket.socket:
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # elsewhere this would let two programs share a port
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        message = _("Port {port} is in use by another program.").format(port=port)
        raise CallError(message, remedy=_("Choose another one with --port.")) from error
    return door


def require_loopback(host: str) -> None:
    """Other computers may look only once there are accounts.

    Raises:
        CallError: the host is not this computer.
    """
    from dashboards.protection import is_this_computer

    if not is_this_computer(host):
        message = _("The dashboard can only be shown on this computer, not on {host}.").format(host=host)
        remedy = _("Leave out --host. Showing it to others comes with accounts, in a later version.")
        raise CallError(message, remedy=remedy)
