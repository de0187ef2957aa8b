"""The dashboard as people use it: until `serve` answers, and fifty people at once on ten years of three surveys.

Each of the fifty opens eight pages, chosen by chance from 67, and reads half a second to one and a half between two: 50
questions a second. What they wait for (the slowest of every twenty of the 400) is held against what one person waits
for who has the server to himself (median of 100 of the same pages). All pages were opened once before, as on a day on
which somebody looked already. Wall-clock time of `serve` in a process of its own, asked over a connection that stays:
on a machine that does something else too it says how the machine shares itself out, so look at the load first.
"""

import http.client
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from benchmarks.measure import Measurement, interleaved
from monitor.disclosure.release_file import write_release
from monitor.workspace import make_workspace
from tests.support.releases import Wave, release_of

CLIENTS = 50
ASKED = 8
"""Pages that each of them opens."""
READING = (0.5, 1.5)
"""Seconds between two pages: as fast as somebody can choose."""
_SURVEYS = (("ouders", 200, 320), ("leerlingen-9-12", 140, 160), ("personeel", 36, 41))
_DRAWN = "..page.children...navigation.children...school.children...drawn.data.."


def measurements(*, smoke: bool) -> list[Measurement]:
    """The benchmarks of serving; `smoke`: one year, five people."""
    with tempfile.TemporaryDirectory() as folder:
        empty = _workspace(Path(folder) / "empty", ())
        full = _workspace(Path(folder) / "full", range(2025, 2026) if smoke else range(2016, 2026))
        return [
            interleaved("serve-start", lambda: _until_it_answers(empty), "python -c 'import dash'",
                        lambda: _run("-c", "import dash"), rounds=1 if smoke else 7),
            _at_once(full, clients=5 if smoke else CLIENTS, asked=2 if smoke else ASKED),
        ]  # fmt: skip


def _workspace(root: Path, years: "range | tuple[()]") -> Path:
    workspace = make_workspace(root, "De Linde")
    for start in years:
        for survey, forms, enrolled in _SURVEYS:
            wave = Wave(survey, f"{start}-{start + 1}", forms, enrolled, groups=survey != "personeel")
            release = release_of(wave)
            write_release(workspace.releases_folder / release.manifest.wave, release)
    return root


@contextmanager
def served(root: Path) -> Iterator[str]:
    """The host and port of `serve` on this workspace, in a process of its own."""
    command = [sys.executable, "-u", "-m", "monitor", "serve", "--port", "0", "--workspace", str(root)]
    environment = {**os.environ, "SCHOOLKLIMAAT_LANG": "nl"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            yield urlsplit(process.stdout.readline().split()[-1]).netloc
        finally:
            process.kill()


def _until_it_answers(root: Path) -> None:
    with served(root) as host:
        connection = http.client.HTTPConnection(host)
        connection.request("GET", "/")
        answer = connection.getresponse()
        assert answer.status == 200
        answer.read()
        connection.close()


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)


def _at_once(root: Path, *, clients: int, asked: int) -> Measurement:
    addresses = _addresses(root)
    with served(root) as host:
        alone = Client(host, addresses, seed=0)
        for address in addresses:  # the statistics of a wave are worked out once
            alone.ask(address)
        idle = statistics.median(alone.ask(address) for address in random.Random(1).choices(addresses, k=100))
        people = [Client(host, addresses, seed=number) for number in range(clients)]
        threads = [threading.Thread(target=person.read, args=(asked,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    waited = [one for person in people for one in person.waited]
    assert len(waited) == clients * asked, "somebody got no answer"
    slow = statistics.quantiles(waited, n=20)[-1]
    return Measurement("callback-50-clients", slow, "idle median", idle, slow / idle)


def _addresses(root: Path) -> list[tuple[str, str]]:
    """Pages that a school opens: the overview and questions of each year, changes between years."""
    years = sorted({path.name.rpartition("_")[2] for path in (root / "releases").iterdir()})
    surveys = [survey for survey, _forms, _enrolled in _SURVEYS]
    overviews = [("/", {"jaar": year}) for year in years]
    changes = [("/jaren", {"vragenlijst": survey, "tot": year}) for survey in surveys for year in years[1:]]
    questions = [("/vraag", {"vragenlijst": survey, "jaar": year}) for survey in surveys for year in years]
    return [(path, f"?{urlencode(chosen)}") for path, chosen in (*overviews, *changes, *questions)]


class Client:
    """Somebody with a browser, and how long each page took to come."""

    def __init__(self, host: str, addresses: list[tuple[str, str]], *, seed: int) -> None:
        self._connection = http.client.HTTPConnection(host, timeout=60)
        self._random = random.Random(seed)
        self._addresses = addresses
        self.waited: list[float] = []

    def read(self, pages: int) -> None:
        """Open so many pages, each after a while."""
        for _page in range(pages):
            time.sleep(self._random.uniform(*READING))
            self.waited.append(self.ask(self._random.choice(self._addresses)))

    def ask(self, address: tuple[str, str]) -> float:
        """The seconds until a page was there."""
        body = json.dumps(_question(*address))
        started = time.perf_counter()
        self._connection.request("POST", "/_dash-update-component", body, _HEADERS)
        answer = self._connection.getresponse()
        content = answer.read()
        assert answer.status == 200, answer.status
        assert content
        return time.perf_counter() - started


_HEADERS = {"Content-Type": "application/json", "Accept-Encoding": "gzip"}


def _question(path: str, search: str) -> dict[str, object]:
    outputs = [dict(zip(("id", "property"), one.split("."), strict=True)) for one in _DRAWN.strip(".").split("...")]
    inputs = [{"id": "address", "property": name, "value": value}
              for name, value in (("pathname", path), ("search", search))]  # fmt: skip
    return {"output": _DRAWN, "outputs": outputs, "inputs": inputs, "changedPropIds": ["address.pathname"]}
