"""In which language a visitor reads: chosen in the footer, kept in a cookie, set and taken back with every request.

The address may choose as well (`?taal=en`), so that a link can open the dashboard in a language; it wins over the
cookie, which it then sets. Both are written by hand easily: what is no language of ours counts as not said. The Dutch
is that of the school's region (docs/decisions/0054-the-language-of-a-visit.md).
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any, Final

from dash import Dash
from flask import Flask, Response, g, request

from dashboards import health
from dashboards.address import read
from dashboards.doors import UPDATE
from monitor import texts
from monitor.results import Results

NAME: Final = "taal"
"""Of the cookie, and of the key in an address."""

A_YEAR: Final = 365 * 24 * 60 * 60
"""Seconds that the choice is remembered."""

_SAME_FOR_ALL: Final = ("/assets/", "/_dash-component-suites/")


def speak(app: Dash, current: Callable[[], Results]) -> None:
    """Have every request answered in the language of who asks it; `current` is asked for the school's region."""
    server: Flask = app.server
    usual = texts.language()  # of whoever started the dashboard; threads of the server know nothing of it

    @server.before_request
    def begin() -> None:
        if not _same_for_all(request.path):
            _begin(known(_in_address().get(NAME)) or _kept() or usual, current().locale)

    @server.after_request
    def tell(response: Response) -> Response:
        return response if _same_for_all(request.path) else _told(response)

    @server.teardown_request
    def end(_fault: BaseException | None) -> None:
        _end()


def listen(app: Dash, current: Callable[[], Results]) -> None:
    """Have a callback answered in the language that the address of its page chose.

    A page and its callbacks must come to the same, or they would ask for each other for ever. To be added after every
    guard, that of the shape of a call included: what is not one is refused before its body is looked at.
    """
    server: Flask = app.server

    @server.before_request
    def hear() -> None:
        told = known(read(_told_address()).get(NAME)) if request.path == UPDATE else None
        if told and told != texts.language() and not known(_in_address().get(NAME)):
            _end()
            _begin(told, current().locale)


def _begin(chosen: str, locale: str) -> None:
    spoken: AbstractContextManager[None] = texts.speaking(chosen, locale)
    spoken.__enter__()
    g.spoken = spoken


def _end() -> None:
    spoken = g.pop("spoken", None)
    if spoken is not None:  # a file is the same in every language
        spoken.__exit__(None, None, None)


def known(chosen: object) -> str | None:
    """A language of ours; nothing for anything else."""
    return chosen if isinstance(chosen, str) and chosen in texts.LANGUAGES else None


def _same_for_all(path: str) -> bool:
    return path == health.HEALTH or path.startswith(_SAME_FOR_ALL)


def _in_address() -> dict[str, str]:
    return read(request.query_string.decode("utf-8", errors="replace"))


def _kept() -> str | None:
    return known(request.cookies.get(NAME))


def _told_address() -> object:
    """The query of the page that asks, as a callback sends it; it may be anything."""
    body: Any = request.get_json(silent=True)
    parts = [body.get(name) for name in ("inputs", "state")] if isinstance(body, dict) else []
    entries = [entry for part in parts if isinstance(part, list) for entry in part if isinstance(entry, dict)]
    return next((one.get("value") for one in entries if one.get("property") == "search"), None)


def _told(response: Response) -> Response:
    """The answer with its language, remembered if the address of a page chose it; no cache gives it to another."""
    response.content_language.add(texts.spoken())
    response.vary.add("Cookie")
    chosen = known(_in_address().get(NAME))
    if chosen and request.method == "GET":
        response.set_cookie(NAME, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response
