"""Documents to keep: what each is for, and the kinds of files that it can be had as."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboards.ui.spoken import aria


@dataclass(frozen=True)
class FileOf:
    """A document: its name, what it is for, and (kind, address) of each file."""

    title: str
    told: str
    links: tuple[tuple[str, str], ...]


def files(documents: Sequence[FileOf]) -> Component:
    """Documents, one below the other."""
    return html.Ul([html.Li(_document(one)) for one in documents], className="list documents")


def _document(one: FileOf) -> list[Component]:
    kept = [html.Li(html.A(kind, href=address, download="", **_heard(one, kind))) for kind, address in one.links]
    return [html.Strong(one.title), html.P(one.told, className="muted small"), html.Ul(kept, className="files")]


def _heard(one: FileOf, kind: str) -> dict[str, Any]:
    """What somebody hears who goes from link to link: the document with the kind."""
    return aria(label=f"{one.title}, {kind}")
