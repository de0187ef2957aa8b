"""Who is looking, for the request that is being answered."""

from flask import abort, g

from monitor.roles import Viewer


def viewer_of_request() -> Viewer:
    """Who is looking; there is nobody only where the gate was passed by, and then nothing is given."""
    viewer = g.get("viewer")
    if not isinstance(viewer, Viewer):
        abort(401)
    return viewer
