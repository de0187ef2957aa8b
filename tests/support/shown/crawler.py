"""Asks a dashboard everything that a browser could, and what it could not: over HTTP, knowing only what it is told.

The callbacks are those of `/_dash-dependencies`, the pages those of the navigation, the choices those of the menus on
each page. A callback that is not known here is an error: whoever adds one says below what may be sent to it.
"""

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash import Dash

from tests.support.shown.pages import Component, hrefs, inside

DRAW, CHOOSE = "..page.children...navigation.children...school.children...drawn.data..", "address.search"
CALLBACKS = {DRAW: ("address.pathname", "address.search"), CHOOSE: ('{"name":["ALL"],"type":"choice"}.value',)}
"""What each callback on the server gives, and what it asks; their states are the address."""
ROUTES = {
    "/", "/<path:path>", "/_dash-layout", "/_dash-dependencies", "/_dash-update-component", "/_reload-hash",
    "/_favicon.ico", "/assets/<path:filename>", "/static/<path:filename>",
    "/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",
    "/grafiek/", "/grafiek/<path:name>", "/health", "/dossier/", "/dossier/<year>/<path:name>",
}  # fmt: skip
"""Every door of the server; a download is a new one and has to be asked here too."""
NARROWED_BY = {"maat": ("vragenlijst", "vraag"), "basis": ("vragenlijst", "vraag"), "vragenlijst": (), "wie": ()}
"""The menus that a menu depends on; else the survey alone."""
OFF_MENU: tuple[Any, ...] = (
    "", "x", "-1", "0", "3", "1e999", "9" * 60, "1999-2000", "2025-2026 ", "../../vault/ouders", "option:secret", "A|B",
    "' OR 1=1 --", "<script>alert(1)</script>", "school", "1A", "\0", "com_toelichting", "known", "*",
)  # fmt: skip
WRONG_TYPES: tuple[Any, ...] = (None, True, 7, -3, 2.5, 10**30, [], ["ouders"], {}, {"$ne": 1}, [[1, 2], {"a": None}])


Answer = dict[str, Any]
_TOKEN = re.compile(rb'"end_id": "[\w-]{20,30}~[0-9a-f]{64}"')
"""A word that Dash draws at every start; all that differs from one start to the next."""


@dataclass(frozen=True)
class Page:
    """What the dashboard drew: the whole answer, and the menus in it (name to values, name to what is chosen)."""

    path: str
    search: str
    answer: dict[str, Any]
    menus: dict[str, list[str]]
    chosen: dict[str, str]
    content: bytes = field(default=b"", repr=False)
    """The answer as it came."""


class Crawler:
    """A browser without eyes."""

    def __init__(self, app: Dash) -> None:
        self.client = app.server.test_client()
        asked = self.client.get("/_dash-dependencies").json
        served = {
            one["output"]: tuple(f"{each['id']}.{each['property']}" for each in one["inputs"])
            for one in asked
            if not one["clientside_function"]
        }
        assert served == CALLBACKS, "say in CALLBACKS what a new callback is sent"
        assert {str(rule) for rule in app.server.url_map.iter_rules()} == ROUTES, "say in ROUTES what a new door gives"
        self.calls = 0
        self._read_before: dict[bytes, tuple[Answer, dict[str, list[str]], dict[str, str]]] = {}

    def post(self, body: Any) -> tuple[int, bytes]:
        """Call a callback: the status and the bytes of the answer."""
        self.calls += 1
        answer = self.client.post("/_dash-update-component", json=body)
        return answer.status_code, answer.data

    def draw(self, path: Any, search: Any) -> Page:
        """The page at an address."""
        body = {
            "output": DRAW,
            "outputs": [{"id": i, "property": p} for i, p in (one.split(".") for one in DRAW.strip(".").split("..."))],
            "inputs": [_input("address", "pathname", path), _input("address", "search", search)],
            "changedPropIds": ["address.pathname"],
        }
        status, content = self.post(body)
        assert status == 200, (path, search)
        if content not in self._read_before:
            self._read_before[content] = _read(content)
        return Page(path, search, *self._read_before[content], content)

    def choose(self, chosen: dict[Any, Any], path: Any, search: Any) -> Any:
        """The search that the dashboard gives for what is chosen in its menus; None: it stays as it is."""
        menus = [
            {"id": {"type": "choice", "name": name}, "property": "value", "value": value}
            for name, value in chosen.items()
        ]
        body = {
            "output": CHOOSE,
            "outputs": {"id": "address", "property": "search"},
            "inputs": [menus],
            "changedPropIds": [f'{{"name":"{name}","type":"choice"}}.value' for name in chosen],
            "state": [_input("address", "pathname", path), _input("address", "search", search)],
        }
        status, content = self.post(body)
        assert status in (200, 204), (chosen, path, search)
        answer = json.loads(content)["response"] if content else {}
        assert answer.keys() <= {"address"}, answer
        return answer["address"]["search"] if answer else None

    def pages(self) -> list[str]:
        """The paths in the navigation, and those of the frame around every page."""
        answer = self.draw("/", "").answer["response"]["navigation"]["children"]
        frame = hrefs(self.client.get("/_dash-layout").json)
        paths = [*(href for one in answer for href in hrefs(one)), *(href for href in frame if href.startswith("/"))]
        return list(dict.fromkeys(paths))

    def every_choice(self, path: str) -> Iterator[Page]:
        """The page once with every value of every menu, found by choosing; a dependent menu under each choice."""
        seen: set[tuple[str, ...]] = set()
        waiting = [self.draw(path, "")]
        while waiting:
            page = waiting.pop()
            yield page
            for name, values in page.menus.items():
                for value in values:
                    key = (*(page.chosen.get(one, "") for one in NARROWED_BY.get(name, ("vragenlijst",))), name, value)
                    if key not in seen:
                        seen.add(key)
                        if page.chosen[name] != value:
                            waiting.append(self.chosen_from(page, {name: value}))

    def chosen_from(self, page: Page, changed: dict[str, str]) -> Page:
        """The page after something is chosen on another one."""
        search = self.choose({**page.chosen, **changed}, page.path, page.search)
        return self.draw(page.path, page.search if search is None else search)

    def several_at_once(self, path: str, times: int, random: Random) -> Iterator[Page]:
        """The page with every menu changed at the same time."""
        page = self.draw(path, "")
        for _time in range(times if page.menus else 0):
            page = self.chosen_from(page, {name: random.choice(values) for name, values in page.menus.items()})
            yield page

    def off_the_menu(self, path: str) -> Iterator[tuple[Any, Page]]:
        """What was sent beside the menus, by hand in the address and by a forged callback, and the page it gave."""
        page = self.draw(path, "")
        names = itertools.cycle((*page.menus, "onbekend"))
        for value, name in zip(OFF_MENU, names, strict=False):
            yield value, self.draw(path, f"?{urlencode({**page.chosen, name: value})}")
        for value, name in zip((*OFF_MENU, *WRONG_TYPES), names, strict=False):
            search = self.choose({**page.chosen, name: value}, path, page.search)
            yield value, self.draw(path, page.search if search is None else search)
        everything = dict.fromkeys(page.menus, "x")
        yield everything, self.draw(path, f"?{urlencode(everything)}")
        for value in WRONG_TYPES:
            yield value, self.draw(path, value)
            yield value, self.draw(value, page.search)

    def malformed(self) -> Iterator[bytes]:
        """What the server says to calls that no browser makes."""
        for body in ({}, [], {"output": "x.y", "inputs": []}, {"output": DRAW, "inputs": []}, {"output": CHOOSE}):
            status, content = self.post(body)
            assert status >= 400
            yield content

    def sources(self) -> Iterator[tuple[str, bytes]]:
        """The page source, the layout, and the list of callbacks."""
        for path in (*self.pages(), "/_dash-layout", "/_dash-dependencies"):
            yield path, _TOKEN.sub(b"", self.client.get(path).data)


def _read(content: bytes) -> tuple[Answer, dict[str, list[str]], dict[str, str]]:
    """The answer, and the menus in it: the same bytes come back at many addresses, and are taken apart once."""
    answer = json.loads(content)
    controls = [one for one in inside(answer["response"]["page"]["children"]) if _is_menu(one)]
    menus = {one["props"]["id"]["name"]: list(_values(one["props"]["data"])) for one in controls}
    chosen = {one["props"]["id"]["name"]: one["props"]["value"] for one in controls}
    return answer, menus, chosen


def _input(name: str, property_: str, value: Any) -> dict[str, Any]:
    return {"id": name, "property": property_, "value": value}


def _is_menu(component: Component) -> bool:
    id_ = component["props"].get("id")
    return isinstance(id_, dict) and id_.get("type") == "choice"


def _values(lines: list[dict[str, Any]]) -> Iterator[str]:
    for line in lines:
        yield from _values(line["items"]) if "items" in line else [line["value"]]


def address_of(page: Page) -> str:
    """The address that a page says it shows: only choices that its menus offer."""
    assert all(page.chosen[name] in values for name, values in page.menus.items())
    asked = dict(parse_qsl(str(page.search).removeprefix("?"))) if isinstance(page.search, str) else {}
    return f"?{urlencode({**{name: value for name, value in asked.items() if name in page.chosen}, **page.chosen})}"
