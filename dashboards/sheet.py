"""Sheets: pages outside Dash. One frame for all: what is no page, who signs in, how a file is taken in.

Each is whole without JavaScript, in the look of the dashboard and in the language of the reader; everything filled in
is escaped. A sheet runs no inline script and has no inline style, and its forms are sent to this server alone
(`dashboards.protection`).
"""

from typing import Final

from flask import Response
from markupsafe import Markup

from dashboards.frame import promise
from dashboards.markup import Part, tag
from monitor.texts import _, spoken

FONT: Final = "/assets/source-sans-3.woff2"
STYLES: Final = (
    "1-tokens.css", "2-layout.css", "3-parts.css", "4-accounts.css", "4-charts.css", "4-declaring.css", "4-forms.css",
    "4-import.css", "4-navigation.css",
)  # fmt: skip


class Sheet(Response):
    """An answer that is a page outside Dash."""


def sheet(
    title: str,
    main: Part,
    *,
    foot: str = "",
    school: str = "",
    beside: Part = None,
    head: Part = None,
    kind: str = "",
    waits: str = "",
    status: int = 200,
) -> Sheet:
    """A page.

    Args:
        title: What the window is called.
        main: What the page is about, its heading first.
        foot: What stands below the page; the promise that nobody can be recognised if nothing is said.
        school: The name of the school, for whoever may know where this is.
        beside: What stands in the masthead beside the name.
        head: More for the head: a script, or where the page leads by itself.
        kind: A class of the main part.
        waits: The address at which the page asks how far something is.
        status: The HTTP status.
    """
    site = _("School climate")
    name = tag("span", site, class_="brand-name")
    named = tag("span", name, tag("span", school, class_="brand-school")) if school else name
    brand = tag("a", tag("span", class_="brand-mark"), named, href="/", class_="brand")
    body = tag(
        "body",
        tag("a", _("Skip to the content"), href="#page", class_="skip"),
        tag("header", tag("div", brand, beside, class_="wide"), class_="masthead"),
        tag("main", main, id="page", class_=f"wide page {kind}".strip(), tabindex=-1),
        tag("footer", tag("div", tag("p", foot or promise()), class_="wide"), class_="foot"),
        data_waits=waits or None,
    )
    whole = tag("html", _head(f"{title} \N{EN DASH} {school or site}", head), body, lang=spoken())
    return Sheet(f"<!DOCTYPE html>\n{whole}", status, mimetype="text/html")


def _head(title: str, more: Part) -> Markup:
    return tag(
        "head",
        tag("meta", charset="UTF-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", title),
        tag("link", rel="icon", href="/assets/favicon.svg", type="image/svg+xml"),
        # with the style sheets, not after them: text that is drawn in another font first jumps when this one comes
        tag("link", rel="preload", href=FONT, as_="font", type="font/woff2", crossorigin=True),
        (tag("link", rel="stylesheet", href=f"/assets/{name}") for name in STYLES),
        tag("script", src="/assets/page.js"),
        more,
    )


def page_head(title: str, lead: Part = None) -> Markup:
    """The heading of a page, and the short answer below it."""
    return tag("div", tag("h1", title), tag("p", lead, class_="lead") if lead else None, class_="page-head")


def not_this_address() -> Sheet:
    """What somebody gets who opens the dashboard under a name that it was not given; it does not repeat the name."""
    title = _("This is not the address of the dashboard")
    lead = _("Ask whoever keeps the dashboard for the right address.")
    return sheet(title, page_head(title, lead), kind="sheet", status=400)


def not_found() -> Sheet:
    """What an address gets that is no page; it does not repeat the address, which anybody can write."""
    title = _("This page does not exist")
    lead = _("Perhaps there is a slip in the address, or the link is an old one.")
    return sheet(
        title, (page_head(title, lead), tag("p", tag("a", _("To the overview"), href="/"))), kind="sheet", status=404
    )
