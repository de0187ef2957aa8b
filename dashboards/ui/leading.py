"""Ways to the forms of the dashboard: each is loaded as a whole, so that nothing typed is mixed up with a page."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards.ui.shell import section


def whole_link(words: str, address: str) -> Component:
    """A way to one form."""
    return html.P(html.A(words, href=address), className="screen-only lead-on")


def whole_links(title: str, first: tuple[str, str], more: Sequence[tuple[str, str]] = ()) -> Component:
    """A part of a page that leads to forms: (words, address) of the one that is a button, and of the others."""
    words, address = first
    lines = [html.Li(html.A(said, href=place)) for said, place in more]
    body = html.Div(
        [html.A(words, href=address, className="button button-second"), *([html.Ul(lines)] if lines else [])],
        className="leads",
    )
    return html.Div(section(title, [body]), className="screen-only")
