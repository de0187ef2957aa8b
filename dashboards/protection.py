"""What every answer of the server carries and which questions it does not take.

The dashboard shows released numbers only; this is the second wall. A page of another site may neither read it
(host and origin are checked, so a name that is bound anew to this computer is of no use) nor frame it, and the
page itself may ask nothing of any other host.
"""

import ipaddress
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from dash import Dash
from flask import Flask, Response, abort, request

from dashboards.address import DOWNLOADS
from dashboards.frame import not_found_page
from dashboards.health import HEALTH

LARGEST_REQUEST: Final = 100_000
"""Bytes: a callback sends an address and a few choices."""

_SERVED: Final = ("/assets/", "/_dash-component-suites/", DOWNLOADS)
_CALLED: Final = ("/_dash-layout", "/_dash-dependencies", "/_dash-update-component", HEALTH)


def protect(app: Dash, paths: Iterable[str]) -> None:
    """Refuse what is not a page of ours, not from this computer or not from our own pages; add the headers."""
    server: Flask = app.server
    server.register_error_handler(404, lambda _error: (not_found_page(), 404))
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    known = frozenset(paths)

    @server.before_request
    def refuse_strangers() -> None:
        if not is_this_computer(urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""):
            abort(400)
        if not _is_ours(request.path, known):
            abort(404)
        if request.method == "POST" and not same_origin(dict(request.headers), request.host):
            abort(403)

    @server.after_request
    def add_headers(response: Response) -> Response:
        # the hashes are known only once the first request has registered the inline scripts
        for name, value in headers(app.csp_hashes()).items():
            response.headers[name] = value
        return response


def _is_ours(path: str, known: frozenset[str]) -> bool:
    return path in known or path in _CALLED or path.startswith(_SERVED)


def is_this_computer(host: str) -> bool:
    """Whether a name or an address is that of the computer itself."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def same_origin(sent: dict[str, str], host: str) -> bool:
    """Whether a request comes from a page of ours, by what the browser says of it.

    A program that is no browser says nothing; it has no session that could be misused.
    """
    if sent.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = sent.get("Origin")
    return origin is None or urlsplit(origin).netloc == host


def headers(script_hashes: Iterable[str]) -> dict[str, str]:
    """The headers of every answer; `script_hashes` are those of the few inline scripts, quoted."""
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(("'self'", *script_hashes)),
        "style-src": "'self' 'unsafe-inline'",  # plotly places its charts with inline styles
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    }
