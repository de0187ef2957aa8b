"""Serves the dashboard of a releases folder on this computer."""

import gc
import os
import socket
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboards.declaring.desk import GoalDesk
from dashboards.desk import Desk
from dashboards.dossier import Own
from monitor.between.seen import InNetwork
from monitor.definition.benchmarks import Benchmark
from monitor.definition.workgroup import Workgroup
from monitor.disclosure.comments_file import ENDING
from monitor.durable import TEMPORARY
from monitor.errors import CallError
from monitor.goals import Declared
from monitor.results import Results
from monitor.texts import _
from monitor.this_computer import is_this_computer

if TYPE_CHECKING:
    from dashboards.auth.keeper import Keeper
    from dashboards.auth.openid import Provider

THREADS = 8
"""A page asks for some seventeen files at once."""
EVERY_ADDRESS = ("0.0.0.0", "::", "")
"""Hosts that are no name of a computer: the names by which it is opened must be given beside them."""
RUBBISH = (2_000, 20, 1_000)
"""New objects after which Python looks for rubbish among them, and how often it looks further: through everything, the
numbers of ten years too, once in a million visits, for meanwhile everybody waits."""
TURN = 0.0005
"""Seconds that one thread may reckon while another waits (usually ten times that): beside somebody whose page is drawn
for the first time, a page that is ready came after 28 ms, and comes after 5."""
LARGEST_BODY = 64_000_000
"""Bytes that are taken in before a route looks at them: somewhat more than it allows, so that it can say so."""


Goals = tuple[Declared, ...]


class Folder:
    """The results of a releases folder, read again when a release or released open answers are added or replaced.

    `goals` is asked at every visit what the school declared; they are judged by what the folder holds.
    """

    def __init__(
        self, releases: Path, benchmarks: tuple[Benchmark, ...] = (), goals: Callable[[], Goals] = lambda: (),
        network: InNetwork | None = None,
    ) -> None:  # fmt: skip
        self._releases = releases
        self._benchmarks = benchmarks
        self._goals = goals
        self._network = network
        self._lock = threading.Lock()
        self._seen: tuple[tuple[str, int], ...] | None = None
        self._results = Results.of([])

    def results(self) -> Results:
        """What the folder holds now."""
        with self._lock:
            found = (*self._stamps(), *(self._network.results.edition() if self._network else ()))
            goals = self._goals() if found else ()  # no goal starts before a first release
            if found != self._seen:
                loaded = Results.load(self._releases)
                loaded = replace(loaded, own_benchmarks=self._benchmarks, goals=goals, network=self._network)
                self._results, self._seen = loaded, found
            elif goals != self._results.goals:
                self._results = replace(self._results, goals=goals)
            return self._results

    def readable(self) -> bool:
        """Whether the folder is there and can be read; what is damaged within it is told on the pages."""
        try:
            with os.scandir(self._network.results.root if self._network else self._releases):
                self.results()
        except OSError:
            return False
        return True

    def _stamps(self) -> tuple[tuple[str, int], ...]:
        """What tells that something changed. Asked at every visit, so without a `Path` for each file."""
        try:
            with os.scandir(self._releases) as entries:
                found = [(entry.name, _changed(entry)) for entry in entries]
        except OSError:
            return ()
        return tuple(sorted((name, changed) for name, changed in found if changed is not None))


def _changed(entry: os.DirEntry[str]) -> int | None:
    """When a release, or released open answers, changed last (ns); None for what is neither, or is not whole yet."""
    if entry.name.endswith(TEMPORARY):
        return None
    try:
        if entry.name.endswith(ENDING):
            return entry.stat().st_mtime_ns
        return os.stat(os.path.join(entry.path, "manifest.json")).st_mtime_ns if entry.is_dir() else None  # noqa: PTH118, PTH116 - a `Path` takes ten times as long
    except OSError:  # gone while it was looked at
        return None


def serve(
    releases: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8050,
    tell: Callable[[str], None] = lambda _line: None,
    benchmarks: tuple[Benchmark, ...] = (),
    keeper: "Keeper | None" = None,
    names: Sequence[str] = (),
    desk: Desk | None = None,
    provider: "Provider | None" = None,
    goals: Callable[[], Goals] = lambda: (),
    own: Own = lambda: (Workgroup(), None),
    goal_desk: GoalDesk | None = None,
    network: InNetwork | None = None,
) -> None:
    """Serve the dashboard until it is stopped.

    With accounts (`keeper`) a web server with TLS may stand before it on the same computer: what that says of who asks
    and over which connection is believed, and nobody else's word.

    Args:
        releases: The folder with the releases.
        host: Where to listen.
        port: The same; 0 for any that is free.
        tell: Gets the address.
        benchmarks: The school's own figures from elsewhere.
        keeper: The accounts; without them only this computer may look.
        names: The names under which other computers open it.
        desk: Where files are handed in; without one there is no import.
        provider: Where people have an account already with which they may sign in.
        goals: Asked at every visit what the school declared that it wants to reach.
        own: Asked what the werkgroep wrote, and for the logo, at every document.
        goal_desk: Where goals are declared; without one they are only shown.
        network: The network that is looked at, or that the school is one of.

    Raises:
        CallError: the host is not this computer and there are no accounts, or nobody has one; the port is taken.
    """
    require_accounts(host, names, keeper)
    from waitress.server import create_server

    from dashboards.app import create_app

    folder = Folder(releases, benchmarks, goals, network)
    called = [*names, *([] if host in EVERY_ADDRESS else [host])]
    app = create_app(
        folder.results(), renewed=folder.results, readable=folder.readable, keeper=keeper, names=called, desk=desk,
        provider=provider, own=own, goal_desk=goal_desk,
    )  # fmt: skip
    door = _bound("127.0.0.1" if host == "localhost" else host, port)
    # without `ident` the answers do not say which server made them
    server = create_server(
        app.server, sockets=[door], threads=THREADS, ident="", max_request_body_size=LARGEST_BODY,
        **proxied(door.getsockname()[0]),
    )  # fmt: skip
    for line in where_it_opens(host, door.getsockname()[1], names, accounts=keeper is not None):
        tell(line)
    tell(_("Stop with Ctrl+C."))
    _be_quick_for_many()
    try:
        server.run()
    except KeyboardInterrupt:
        server.close()


def _be_quick_for_many() -> None:
    """Settings of Python for a process in which people wait for each other; what was read in stays till the end."""
    gc.freeze()
    gc.set_threshold(*RUBBISH)
    sys.setswitchinterval(TURN)


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
        raise CallError(message, remedy=_remedy_of_taken(host, port)) from error
    return door


def _remedy_of_taken(host: str, port: int) -> str:
    return _("Is it the dashboard already? Open {address}. Otherwise choose another port with --port.").format(
        address=address_here(host, port)
    )


def address_here(host: str, port: int) -> str:
    """The address at which it opens on this computer; listening everywhere is no address to open."""
    shown = {"::": "::1"}.get(host, "127.0.0.1") if host in EVERY_ADDRESS else host
    return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def where_it_opens(host: str, port: int, names: Sequence[str], *, accounts: bool) -> list[str]:
    """What is said of where it opens: on this computer, and under its names for others; `accounts`: others may look."""
    told = [_("Dashboard: {address}").format(address=address_here(host, port))]
    if names:
        addresses = ", ".join(f"https://{name}" for name in names)
        told.append(_("From other computers: {addresses}").format(addresses=addresses))
    if accounts:
        told.append(_("Others sign in over https only: let a web server with TLS stand before it (docs/deploy.md)."))
    if opens_for_nobody(host, names):
        told.append(
            _("No name was given: from another computer nobody gets in. Give the name of the server with --name.")
        )
    return told


def opens_for_nobody(host: str, names: Sequence[str]) -> bool:
    """True if it listens for other computers, and knows no name under which they may come."""
    return host in EVERY_ADDRESS and not names


def require_accounts(host: str, names: Sequence[str], keeper: "Keeper | None") -> None:
    """Other computers may look only where people sign in, and somebody can.

    Raises:
        CallError: there are no accounts, or nobody has one.
    """
    if keeper is None:
        if is_this_computer(host) and not names:
            return
        message = _("Without accounts the dashboard can only be shown on this computer, not on {host}.")
        raise CallError(message.format(host=host), remedy=_("Leave out --host and --name, or add --accounts."))
    if keeper.is_empty():
        raise CallError(
            _("Nobody has an account yet, so nobody could open the dashboard."),
            remedy=_("Make the first one: `schoolklimaat user add NAME --role director` gives a link for who it is."),
        )
