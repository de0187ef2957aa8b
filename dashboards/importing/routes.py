"""The addresses of the wizard, who may ask them, and how. Deny by default: a route is listed, or is not there.

Every answer is for the browser that asked, and is kept nowhere. A form counts only with the seal of its browser, and a
visit is seen only by the browser that began it.
"""

import hmac
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboards.desk import Desk
from dashboards.importing.inbox import LARGEST_FILE, Inbox
from dashboards.importing.jobs import Jobs, is_of, refusal_of
from dashboards.importing.outcome import Go, Outcome
from dashboards.importing.shell import PATH, SEAL, Frame, page
from dashboards.importing.visits import Visits
from dashboards.importing.wizard import Wizard
from monitor.errors import SchoolklimaatError

DIRECTOR: Final = "director"
OWNER: Final = "balie"
"""The cookie that tells one browser from another; it says nothing of a person."""
LARGEST_UPLOAD: Final = LARGEST_FILE + 100_000
"""Bytes of a request with a file: the file, and the fields around it."""
LARGEST_FORM: Final = 400_000
"""Bytes of any other form: a thousand columns, each with its question."""
_MOST_FIELDS: Final = 3_000


@dataclass(frozen=True)
class Route:
    """An address of the wizard: how it is asked, by whom, and how many bytes a question may have."""

    path: str
    method: str
    role: str = DIRECTOR
    largest: int = LARGEST_FORM


_FORMS: Final = (
    "voorbeeld", "kolommen", "antwoorden", "herstellen", "aantal", "inlezen", "stoppen", "terugdraaien", "afsluiten",
)  # fmt: skip
ROUTES: Final = (
    Route(PATH, "GET"),
    Route(f"{PATH}/stand", "GET"),
    Route(f"{PATH}/bestand", "POST", largest=LARGEST_UPLOAD),
    *(Route(f"{PATH}/{name}", "POST") for name in _FORMS),
)
"""All of them; nobody but a director may ask any, and on one's own computer everybody is the director."""
PATHS: Final = tuple(route.path for route in ROUTES)
"""The addresses that exist, for whoever guards the door."""


class _Unsealed(Exception):
    """A form without the seal of its browser."""


@dataclass(frozen=True)
class _Door:
    """The way in: what is behind it, and what it seals with."""

    wizard: Wizard
    secret: bytes

    def answer(self, route: Route) -> Response:
        """The answer to a question: a step, the address to go to, or how far a job is."""
        known = request.cookies.get(OWNER, "")
        owner = known or secrets.token_urlsafe(32)
        if request.method == "GET" and route.method == "POST":  # somebody loads the address of a form
            answer = _sent_to(PATH)
        elif route.path == f"{PATH}/stand":
            answer = self._state(owner)
        else:
            answer = self._drawn(owner, self._told(route, owner, known))
        if not known:
            answer.set_cookie(OWNER, owner, path=PATH, httponly=True, samesite="Strict", secure=request.is_secure)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def _told(self, route: Route, owner: str, known: str) -> Outcome:
        """The outcome of a question; a fault is told on the page, with nothing of any data in it."""
        try:
            return self._outcome(route, owner, known)
        except Exception as fault:
            return self.wizard.failed(owner, refusal_of(fault))

    def _outcome(self, route: Route, owner: str, known: str) -> Outcome:
        if route.method == "GET":
            return self.wizard.show(owner, request.args.to_dict())
        try:
            self._accept(route, known)
        except _Unsealed:
            return self.wizard.unsealed(owner)
        except RequestEntityTooLarge:
            return self.wizard.too_large(owner)
        said = request.form.to_dict()
        if route.path == f"{PATH}/bestand":
            return self.wizard.receive(owner, said, request.files.get("bestand"))
        return self.wizard.act(owner, route.path.removeprefix(f"{PATH}/"), said)

    def _accept(self, route: Route, owner: str) -> None:
        """Take a form in, if it is not too large and has the seal of its browser."""
        request.max_content_length = route.largest
        request.max_form_memory_size = LARGEST_FORM
        request.max_form_parts = _MOST_FIELDS
        given = request.form.get(SEAL, "")
        if not owner or not is_of(seal_of(self.secret, owner), given):
            raise _Unsealed

    def _state(self, owner: str) -> Response:
        state = self.wizard.state(owner, request.args.to_dict())
        return Response(state or "{}", 200 if state else 404, content_type="application/json")

    def _drawn(self, owner: str, outcome: Outcome) -> Response:
        if isinstance(outcome, Go):
            return _sent_to(outcome.address)
        drawn = page(outcome.screen, self.wizard.frame(owner))
        return Response(drawn, outcome.status, content_type="text/html; charset=utf-8")


def _sent_to(address: str) -> Response:
    return Response("", 303, {"Location": address})


def seal_of(secret: bytes, owner: str) -> str:
    """The proof that a form comes from a page that this program gave to this browser."""
    return hmac.digest(secret, owner.encode("utf-8", "replace"), "sha256").hex()


def register(
    server: Flask,
    desk: Desk,
    nav: Callable[[], Sequence[tuple[str, str]]],
    *,
    inbox: Inbox | None = None,
    visits: Visits | None = None,
) -> None:
    """Add the wizard to a server; `nav` gives the pages of the dashboard, as (path, words) for the visitor."""
    secret = secrets.token_bytes(32)

    def frame(owner: str) -> Frame:
        try:
            school = desk.school()
        except SchoolklimaatError:  # told where something is asked of the desk
            school = ""
        return Frame(nav(), school, seal_of(secret, owner))

    wizard = Wizard(desk, inbox or Inbox(), visits or Visits(), Jobs(), frame)
    door = _Door(wizard, secret)
    for route in ROUTES:
        methods = ["GET"] if route.method == "GET" else ["GET", "POST"]
        server.add_url_rule(route.path, f"import {route.path}", partial(door.answer, route), methods=methods)
