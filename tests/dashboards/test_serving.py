"""Serving: whether it can be asked how it is, whom it believes, and several processes on one folder."""

import http.client
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from waitress.server import create_server

from dashboards.app import create_app
from dashboards.server import Folder, proxied
from monitor.disclosure.release_file import write_release
from monitor.results import Results
from monitor.workspace import make_workspace
from tests.support import releases
from tests.support.shown.crawler import DRAW


def released(folder: Path, year: str) -> None:
    release = releases.release_of(releases.Wave("personeel", year, 36, 41, groups=False))
    write_release(folder / release.manifest.wave, release)


def test_health_says_ok_and_nothing_else(tmp_path):
    folder = Folder(tmp_path)
    client = create_app(Results.of([]), renewed=folder.results, readable=folder.readable).server.test_client()
    answer = client.get("/health")
    assert (answer.status_code, answer.text, answer.mimetype) == (200, "ok\n", "text/plain")
    assert answer.headers["Cache-Control"] == "no-store"
    released(tmp_path, "2025-2026")
    assert client.get("/health").text == "ok\n"


def test_health_fails_while_the_releases_cannot_be_read(tmp_path):
    folder = Folder(tmp_path / "weg")
    client = create_app(Results.of([]), renewed=folder.results, readable=folder.readable).server.test_client()
    answer = client.get("/health")
    assert (answer.status_code, answer.text) == (503, "unreadable\n")
    (tmp_path / "weg").mkdir()
    assert client.get("/health").status_code == 200


def test_health_fails_also_where_reading_is_a_fault():
    """A folder of somebody else, say: whoever watches gets an answer, and the log no traceback."""

    def refused() -> Results:
        raise PermissionError

    client = create_app(Results.of([]), renewed=refused, readable=lambda: False).server.test_client()
    answer = client.get("/health")
    assert (answer.status_code, answer.text) == (503, "unreadable\n")


def test_a_release_that_is_damaged_is_told_on_its_page_and_does_not_stop_the_server(tmp_path):
    released(tmp_path, "2025-2026")
    next(tmp_path.glob("*/facts.parquet")).write_bytes(b"kapot")
    assert Folder(tmp_path).readable()


@contextmanager
def echo(address: str) -> Iterator[int]:
    """A server that says how it sees its visitor, with the settings of ours."""

    def app(environ, start):
        start("200 OK", [("Content-Type", "application/json")])
        names = ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST")
        return [json.dumps({name: environ.get(name) for name in names}).encode()]

    server = create_server(app, host=address, port=0, **proxied(address))

    def run() -> None:
        with suppress(OSError):  # what it listened at is closed below it
            server.run()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield server.effective_port
    finally:
        server.trigger.pull_trigger(server.close)  # in the thread that listens
        thread.join(10)


SAID = {"Host": "127.0.0.1", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "klimaat.school.example"}  # fmt: skip


def seen(port: int, source: str) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20, source_address=(source, 0))
    connection.request("GET", "/", headers=SAID)
    found = json.loads(connection.getresponse().read())
    connection.close()
    return found


def test_a_proxy_is_believed_on_this_computer_and_nowhere_else():
    with echo("127.0.0.1") as port:
        near, far = (seen(port, source) for source in ("127.0.0.1", "127.0.0.2"))
    assert (near["REMOTE_ADDR"], near["wsgi.url_scheme"]) == ("203.0.113.9", "https")
    assert near["HTTP_HOST"] == "klimaat.school.example"
    assert (far["REMOTE_ADDR"], far["wsgi.url_scheme"], far["HTTP_HOST"]) == ("127.0.0.2", "http", "127.0.0.1")
    assert far["HTTP_X_FORWARDED_FOR"] is far["HTTP_X_FORWARDED_HOST"] is None
    assert proxied("::1")["trusted_proxy"] == "::1"


@contextmanager
def served(root: Path) -> Iterator[str]:
    command = [sys.executable, "-u", "-m", "monitor", "serve", "--port", "0", "--workspace", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield urlsplit(process.stdout.readline().split()[-1]).netloc
        finally:
            process.kill()


def asked(host: str, method: str, path: str, body: str | None = None, **headers: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection(host, timeout=60)
    connection.request(method, path, body, {"Content-Type": "application/json", **headers})
    answer = connection.getresponse()
    found = answer.status, answer.read().decode()
    connection.close()
    return found


def page(host: str) -> str:
    outputs = [dict(zip(("id", "property"), one.split("."), strict=True)) for one in DRAW.strip(".").split("...")]
    inputs = [
        {"id": "address", "property": name, "value": value} for name, value in (("pathname", "/"), ("search", ""))
    ]
    body = {"output": DRAW, "outputs": outputs, "inputs": inputs, "changedPropIds": ["address.pathname"]}
    return asked(host, "POST", "/_dash-update-component", json.dumps(body))[1]


@pytest.mark.slow
def test_two_processes_on_one_workspace_both_show_a_new_release(tmp_path):
    workspace = make_workspace(tmp_path / "w", "De Linde")
    with ExitStack() as stack:
        hosts = [stack.enter_context(served(workspace.root)) for _each in range(2)]
        assert len(set(hosts)) == 2
        for year in ("2024-2025", "2025-2026"):
            assert all(year not in page(host) for host in hosts)
            released(workspace.releases_folder, year)
            assert all(year in page(host) for host in hosts)
        assert json.loads(page(hosts[0])) == json.loads(page(hosts[1]))
        assert [asked(host, "GET", "/health") for host in hosts] == [(200, "ok\n")] * 2
        # under another name it is not there, also if a proxy of this computer says so
        assert asked(hosts[0], "GET", "/", **{"X-Forwarded-Host": "klimaat.school.example"})[0] == 400
        workspace.releases_folder.rename(tmp_path / "weg")
        assert asked(hosts[0], "GET", "/health") == (503, "unreadable\n")
