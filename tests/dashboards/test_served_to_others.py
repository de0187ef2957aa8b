"""Served over a real socket to others who sign in, with a web server with TLS before it."""

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
import waitress.server
from argon2 import profiles

from dashboards.server import serve
from monitor.accounts import passwords
from tests.support.accounts import PASSWORD, mark_in, school_in


class Served:
    """A dashboard that listens; what was told when it began."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(passwords, "PROFILE", profiles.CHEAPEST)
        create = waitress.server.create_server
        monkeypatch.setattr(waitress.server, "create_server", lambda *a, **k: self._made(create(*a, **k)))
        self.school, self.lines, self._ready = school_in(folder), [], threading.Event()
        self.school.joins("an", "werkgroep")
        options = {"port": 0, "tell": self._tell, "keeper": self.school.accounts, "names": ["school.example"]}
        self._thread = threading.Thread(target=serve, args=(folder / "releases",), kwargs=options, daemon=True)
        self._thread.start()
        assert self._ready.wait(30)

    def _made(self, server):
        self._server = server
        return server

    def _tell(self, line: str) -> None:
        self.lines.append(line)
        if "Ctrl" in line:
            self._ready.set()

    def ask(self, method: str, path: str, body: str = "", **headers: str):
        """The answer and its page."""
        connection = http.client.HTTPConnection("127.0.0.1", self._server.effective_port)
        kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
        connection.request(method, path, body, {"Host": "school.example", **kind, **headers})
        answer = connection.getresponse()
        page = answer.read().decode()
        connection.close()
        return answer, page

    def close(self) -> None:
        """Stop listening: in the thread that listens, for another one would close what that is just looking at."""
        self._server.trigger.pull_trigger(self._server.close)
        self._thread.join(10)
        self.school.accounts.close()


@pytest.fixture
def served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    made = Served(tmp_path, monkeypatch)
    yield made
    made.close()


def test_it_is_for_https_and_believes_who_the_web_server_says_asks(served):
    assert any("https" in line for line in served.lines)
    answer, page = served.ask("GET", "/aanmelden", **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.5"})
    cookie = answer.headers["Set-Cookie"].split(";")[0]
    assert cookie.startswith("__Host-")

    def tries(name: str, password: str, address: str) -> int:
        body = urlencode({"merk": mark_in(page), "naam": name, "wachtwoord": password})
        more = {"Cookie": cookie, "X-Forwarded-For": address, "Origin": "https://school.example"}
        return served.ask("POST", "/aanmelden", body, **more)[0].status

    assert [tries(f"naam{n}", "verkeerd verkeerd", "203.0.113.5") for n in range(6)] == [401] * 5 + [429]
    assert tries("an", PASSWORD, "203.0.113.6") == 303
    assert served.ask("GET", "/", Host="elders.example")[0].status == 400
