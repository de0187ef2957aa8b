"""Files of the pages that a browser may keep: those of which the address says which edition it is."""

from typing import Final

from flask import Flask, Response, request

ASSETS: Final = "/assets/"
EDITION: Final = "m"
"""The key in the address of a file that changes with the file: Dash puts the time of its last change there."""
A_YEAR: Final = 365 * 24 * 60 * 60
"""Seconds."""


def remember(server: Flask) -> None:
    """Tell browsers to keep what cannot change under its address, and not to ask for it again."""

    @server.after_request
    def keep(response: Response) -> Response:
        if request.path.startswith(ASSETS) and EDITION in request.args and response.status_code == 200:
            response.cache_control.no_cache = None
            response.cache_control.public = True
            response.cache_control.max_age = A_YEAR
            response.cache_control.immutable = True
        return response
