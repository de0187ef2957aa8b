"""What every answer of the server carries and which questions it does not take.

The dashboard shows released numbers only; this is the second wall. A page of another site may neither read it
(host and origin are checked, so a name that is bound anew to this computer is of no use) nor frame it, and the
page itself may ask nothing of any other host.
"""

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, request

from dashboards.doors import Door, door_to
from dashboards.sheet import Sheet, not_found, not_this_address
from monitor.this_computer import is_this_computer

LARGEST_REQUEST: Final = 100_000
"""Bytes: a callback sends an address and a few choices."""


def protect(app: Dash, doors: tuple[Door, ...], names: Iterable[str] = ()) -> None:
    """Refuse what has no door, is asked under another name than ours or not from our own pages; add the headers.

    Args:
        app: The dashboard.
        doors: Every door that there is.
        names: The names under which other computers open it; none: it is for this computer alone.
    """
    server: Flask = app.server
    server.register_error_handler(404, lambda _error: not_found())
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    ours = frozenset(name.casefold() for name in names)

    @server.before_request
    def refuse_strangers() -> Sheet | None:
        host = host_said(request.headers.get("Host", ""))
        if not (is_this_computer(host) or host in ours):
            return not_this_address()
        door = door_asked(doors)
        if door is None:
            abort(404)
        if request.method not in door.methods:
            abort(405)
        if request.method == "POST" and not same_origin(dict(request.headers), request.host):
            abort(403)
        return None

    @server.after_request
    def add_headers(response: Response) -> Response:
        # the hashes are known only once the first request has registered the inline scripts
        for name, value in headers(app.csp_hashes(), sheet=isinstance(response, Sheet)).items():
            response.headers[name] = value
        return response


def door_asked(doors: tuple[Door, ...]) -> Door | None:
    """The door of the request that is being answered; None: there is nothing."""
    return door_to(request.path, request.url_rule.rule if request.url_rule else "", doors)


def host_said(header: str) -> str:
    """The name or the address in a `Host` header, without its port; empty where it is none."""
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:  # a bracket that is never closed, say
        return ""


def same_origin(sent: dict[str, str], host: str) -> bool:
    """Whether a request comes from a page of ours, by what the browser says of it.

    A program that is no browser says nothing; it has no session that could be misused.
    """
    if sent.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = sent.get("Origin")
    try:
        return origin is None or urlsplit(origin).netloc == host
    except ValueError:
        return False


def headers(script_hashes: Iterable[str], *, sheet: bool = False) -> dict[str, str]:
    """The headers of every answer; `script_hashes` are those of the few inline scripts, quoted.

    A `sheet`, a page outside Dash, runs no inline script and may send forms to this server.
    """
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", *(() if sheet else script_hashes))),
        "style-src": "'self'" if sheet else "'self' 'unsafe-inline'",  # plotly places its charts with inline styles
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'" if sheet else "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        # with no-referrer a browser does not say from which page a form was sent, and we could not check it
        "Referrer-Policy": "same-origin" if sheet else "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
