"""The button that copies an address; where a browser does not let it, the address is shown, ready to be copied."""

from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from dashboards.ui.spoken import aria
from monitor.texts import _


def copy_button(address: str, *, of_chart: bool = False) -> Component:
    """A button that copies the whole address of a place in the dashboard and says so.

    `address` is a path with a query; the browser puts its own host before it (`assets/share.js`). Every button looks
    the same; who listens hears which is `of_chart`.
    """
    told = {"data-address": address, "data-copied": _("Copied."), "data-ready": _("Copy it with Ctrl+C.")}
    heard = aria(label=_("Copy link to this chart")) if of_chart else {}
    return html.Div(
        [
            html.Button(_("Copy link"), type="button", className="copy", **cast("dict[str, Any]", told), **heard),
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
        className="share screen-only",
    )


def printed_address(address: str) -> Component:
    """The address of a page on paper."""
    whole = html.Span(className="address", **cast("dict[str, Any]", {"data-address": address}))
    return html.P([_("Address:"), " ", whole], className="paper-only muted small")
