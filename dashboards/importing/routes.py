"""The addresses of the wizard, and how they are asked. A route is listed, or is not there.

Every answer is for the browser that asked, and is kept nowhere. A form counts only with the seal of its browser, and a
visit is seen only by the browser that began it; where people sign in, only in the session in which it began.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from dashboards.auth import cookie
from dashboards.desk import Desk
from dashboards.importing.fields import LARGEST_UPLOAD
from dashboards.importing.inbox import Inbox
from dashboards.importing.jobs import Jobs, refusal_of
from dashboards.importing.outcome import Go, Outcome
from dashboards.importing.papers import PAPER, paper
from dashboards.importing.shell import PATH, Frame, page
from dashboards.importing.visits import Visits
from dashboards.importing.wizard import Wizard
from dashboards.seal import FIELD, derived, is_sealed, seal_of
from monitor.errors import SchoolklimaatError

OWNER: Final = "balie"
"""The cookie that tells one browser from another where nobody signs in; it says nothing of a person."""
LARGEST_FORM: Final = 400_000
"""Bytes of any other form: a thousand columns, each with its question."""
_MOST_FIELDS: Final = 3_000


@dataclass(frozen=True)
class Route:
    """An address of the wizard: how it is asked, and how many bytes a question may have."""

    path: str
    method: str
    largest: int = LARGEST_FORM


_FORMS: Final = (
    "voorbeeld", "jaar", "kolommen", "antwoorden", "herstellen", "aantal", "inlezen", "stoppen", "terugdraaien",
    "afsluiten", "vernietigen",
)  # fmt: skip
ROUTES: Final = (
    Route(PATH, "GET"),
    Route(f"{PATH}/stand", "GET"),
    Route(PAPER, "GET"),
    Route(f"{PATH}/bestand", "POST", largest=LARGEST_UPLOAD),
    *(Route(f"{PATH}/{name}", "POST") for name in _FORMS),
)
"""All of them; who may ask them stands in `dashboards.doors`."""
PATHS: Final = tuple(route.path for route in ROUTES)
"""The addresses that exist, for whoever guards the door."""


class _Unsealed(Exception):
    """A form without the seal of its browser."""


@dataclass(frozen=True)
class _Counter:
    """Answers what is asked at these addresses; with `accounts` a visit belongs to the session of who signed in."""

    wizard: Wizard
    accounts: bool

    def answer(self, route: Route) -> Response:
        """The answer to a question: a step, the address to go to, or how far a job is."""
        return cookie.answered(OWNER, PATH, accounts=self.accounts, answer=partial(self._made, route))

    def _made(self, route: Route, value: str) -> Response:
        owner = derived(value, "import")
        if request.method == "GET" and route.method == "POST":  # somebody loads the address of a form
            return _sent_to(PATH)
        if route.path == f"{PATH}/stand":
            return self._state(owner)
        if route.path == PAPER:
            return paper(request.args.get("naam", ""))
        return self._drawn(owner, self._told(route, owner))

    def _told(self, route: Route, owner: str) -> Outcome:
        """The outcome of a question; a fault is told on the page, with nothing of any data in it."""
        try:
            return self._outcome(route, owner)
        except Exception as fault:
            return self.wizard.failed(owner, refusal_of(fault))

    def _outcome(self, route: Route, owner: str) -> Outcome:
        if route.method == "GET":
            return self.wizard.show(owner, request.args.to_dict())
        try:
            self._accept(route, owner)
        except _Unsealed:
            return self.wizard.unsealed(owner)
        except RequestEntityTooLarge:
            return self.wizard.too_large(owner)
        said = request.form.to_dict()
        if route.path == f"{PATH}/bestand":
            return self.wizard.receive(owner, said, request.files)
        return self.wizard.act(owner, route.path.removeprefix(f"{PATH}/"), said)

    def _accept(self, route: Route, owner: str) -> None:
        """Take a form in, if it is not too large and has the seal of its browser."""
        request.max_content_length = route.largest
        request.max_form_memory_size = LARGEST_FORM
        request.max_form_parts = _MOST_FIELDS
        if not is_sealed(owner, request.form.get(FIELD)):
            raise _Unsealed

    def _state(self, owner: str) -> Response:
        state = self.wizard.state(owner, request.args.to_dict())
        return Response(state or "{}", 200 if state else 404, content_type="application/json")

    def _drawn(self, owner: str, outcome: Outcome) -> Response:
        if isinstance(outcome, Go):
            return _sent_to(outcome.address)
        return page(outcome.screen, self.wizard.frame(owner), outcome.status)


def _sent_to(address: str) -> Response:
    return Response("", 303, {"Location": address})


def register(
    server: Flask,
    desk: Desk,
    nav: Callable[[], Sequence[tuple[str, str]]],
    *,
    accounts: bool = False,
    inbox: Inbox | None = None,
    visits: Visits | None = None,
) -> None:
    """Add the wizard to a server.

    Args:
        server: The server.
        desk: Where files are handed in.
        nav: Gives the pages of the dashboard, as (path, words) for the visitor.
        accounts: Whether people sign in, at a gate before these routes.
        inbox: Where files lie meanwhile.
        visits: What is remembered meanwhile.
    """

    def frame(owner: str) -> Frame:
        try:
            school = desk.school()
        except SchoolklimaatError:  # told where something is asked of the desk
            school = ""
        return Frame(nav(), school, seal_of(owner))

    wizard = Wizard(desk, inbox or Inbox(), visits or Visits(), Jobs(), frame)
    counter = _Counter(wizard, accounts)
    for route in ROUTES:
        methods = ["GET"] if route.method == "GET" else ["GET", "POST"]
        server.add_url_rule(route.path, f"import {route.path}", partial(counter.answer, route), methods=methods)
