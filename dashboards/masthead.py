"""The masthead of sheets that belong to the dashboard: the menu of pages, and light or dark."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboards.markup import joined, tag
from monitor.texts import _


def masthead(pages: Sequence[tuple[str, str]], current: str) -> Markup:
    """What stands beside the name of the school: `pages` are (path, words), the one at `current` is marked."""
    links = (
        tag("li", tag("a", words, href=path, aria_current="page" if path == current else None)) for path, words in pages
    )
    switch = tag(
        "button",
        tag("span", class_="icon icon-sun"),
        tag("span", class_="icon icon-moon"),
        type="button",
        class_="scheme scheme-switch",
        aria_label=_("Switch between light and dark"),
    )
    return joined(
        tag(
            "button",
            tag("span", class_="menu-icon"),
            _("Menu"),
            type="button",
            id="menu",
            class_="menu-button",
            aria_controls="navigation",
            aria_expanded="false",
        ),
        switch,
        tag("nav", tag("ul", links, class_="nav", id="navigation"), class_="pages", aria_label=_("Pages")),
    )
