"""The papers about privacy that a school is asked for when it closes a wave: to be read as plain text."""

from typing import Final

from flask import Response

from dashboards.importing.shell import PATH
from monitor.shipped import papers_folder
from monitor.texts import _

PAPER: Final = f"{PATH}/papier"


def papers() -> tuple[tuple[str, str], ...]:
    """The papers that are linked: the name of the file without its ending, and what it is."""
    return (
        ("rechtsgrond", _("which legal basis fits")),
        ("informatie-ouders", _("letter to parents")),
        ("informatie-leerlingen", _("letter about pupils")),
        ("informatie-personeel", _("letter to staff")),
    )


def paper(name: str) -> Response:
    """A paper of this name; no other file can be asked for."""
    if name not in dict(papers()):
        return Response("", 404)
    text = (papers_folder() / f"{name}.md").read_text("utf-8")
    return Response(text, content_type="text/plain; charset=utf-8")
