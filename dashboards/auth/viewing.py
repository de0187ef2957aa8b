"""Who is looking, for the request that is being answered."""

from flask import abort, g

from monitor.roles import Viewer


def viewer_of_request() -> Viewer:
    """Who is looking; there is nobody only where the gate was passed by, and then nothing is given."""
    if not is_known():
        abort(401)
    viewer: Viewer = g.viewer
    return viewer


def is_known() -> bool:
    """Whether somebody passed the gate for this request."""
    return isinstance(g.get("viewer"), Viewer)
