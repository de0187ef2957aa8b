"""The button that copies an address; where a browser does not let it, the address is shown, ready to be copied."""

from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from monitor.texts import _


def copy_button(address: str, words: str) -> Component:
    """A button that copies the whole address of a place in the dashboard and says so.

    `address` is a path with a query; the browser puts its own host before it (`assets/share.js`).
    """
    told = {"data-address": address, "data-copied": _("Copied."), "data-ready": _("Copy it with Ctrl+C.")}
    return html.Div(
        [
            html.Button(words, type="button", className="copy", **cast("dict[str, Any]", told)),
            html.Span(className="copy-place", **cast("dict[str, Any]", {"data-label": _("Address to copy")})),
            html.Span(role="status", className="copied"),
            html.Span(
                # what is said of an address of this computer: whoever gets it elsewhere would open their own
                className="muted small",
                **cast(
                    "dict[str, Any]", {"aria-live": "polite", "data-here": _("This link works on this computer only.")}
                ),
            ),
        ],
        className="share",
    )


def share_page(address: str) -> Component:
    """The button of a page as a whole, and its address on paper."""
    printed = html.P(
        [_("Address:"), " ", html.Span(className="address", **cast("dict[str, Any]", {"data-address": address}))],
        className="paper-only muted small",
    )
    return html.Div(
        [html.Div(copy_button(address, _("Copy link")), className="screen-only"), printed], className="share-page"
    )
