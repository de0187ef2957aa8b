"""Whether the dashboard can do its work, for whoever watches over the server: one word, no version and no number."""

from collections.abc import Callable
from typing import Final

from flask import Flask, Response

HEALTH: Final = "/health"


def register(server: Flask, readable: Callable[[], bool]) -> None:
    """Answer at `/health`: 200 while the releases can be read, else 503."""

    @server.route(HEALTH)
    def health() -> Response:
        fine = readable()
        response = Response("ok\n" if fine else "unreadable\n", status=200 if fine else 503, mimetype="text/plain")
        response.headers["Cache-Control"] = "no-store"
        return response
