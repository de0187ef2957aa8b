"""The frame around every page: skip link, header, navigation, light or dark, footer."""

from collections.abc import Iterable, Sequence
from typing import Final

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.frame import promise
from dashboards.ui.kit import dmc
from dashboards.ui.languages import languages
from dashboards.ui.spoken import aria
from dashboards.ui.theme import theme
from monitor.texts import _

ADDRESS: Final = "address"
NAVIGATION: Final = "navigation"
SCHOOL: Final = "school"
PAGE: Final = "page"
DRAWN: Final = "drawn"
NOTE: Final = "note"
MENU: Final = "menu"
"""The button that opens the navigation on a narrow screen (`assets/menu.js`)."""


def empty_frame(
    pages: Iterable[tuple[str, str]] = (), also: Iterable[tuple[str, str]] = (), *, account: bool = False
) -> Component:
    """The frame without a number in it: everybody can ask for the layout, so it holds no data.

    Args:
        pages: that the visitor may open, as of `navigation`: with them from the start, nothing moves when a page comes.
        also: the same, of those that are loaded as a whole.
        account: people sign in, so there is a way to their own account, and out.
    """
    frame: Component = dmc.MantineProvider(
        [
            dcc.Location(id=ADDRESS, refresh=False),
            dcc.Store(id=DRAWN, storage_type="memory"),
            html.A(_("Skip to the content"), href=f"#{PAGE}", className="skip"),
            html.Header(
                html.Div(_masthead(navigation(pages, "", also), account=account), className="wide"),
                className="masthead",
            ),
            html.Main(
                html.P(_("One moment ..."), className="muted waiting"), id=PAGE, className="wide page", tabIndex=-1
            ),
            html.Footer(html.Div(_footer(), className="wide"), className="foot"),
        ],
        theme=theme(),
        defaultColorScheme="auto",
        withGlobalClasses=False,
    )
    return frame


def _masthead(links: list[Component], *, account: bool) -> list[Component]:
    return [
        dmc.Anchor(
            [
                html.Span(className="brand-mark"),
                html.Span(
                    [
                        html.Span(_("School climate"), className="brand-name"),
                        html.Span("", id=SCHOOL, className="brand-school"),
                    ]
                ),
            ],
            href="/",
            refresh=False,
            underline="never",
            className="brand",
        ),
        html.Button(
            [html.Span(className="menu-icon"), _("Menu")],
            id=MENU,
            className="menu-button",
            type="button",
            **aria(controls=NAVIGATION, expanded="false"),
        ),
        *([html.A(_("Account"), href="/account", className="account-link")] if account else []),
        dmc.ColorSchemeToggle(
            lightIcon=html.Span(className="icon icon-sun"),
            darkIcon=html.Span(className="icon icon-moon"),
            variant="subtle",
            color="gray",
            size="44px",
            className="scheme",
            **aria(label=_("Switch between light and dark")),
        ),
        html.Nav(html.Ul(links, id=NAVIGATION, className="nav"), className="pages", **aria(label=_("Pages"))),
    ]


def _footer() -> list[Component]:
    return [
        html.P(promise()),
        html.P(
            [
                html.Span("", id=NOTE),
                " ",
                anchor(_("How the numbers are made"), "/cijfers"),
                " \N{MIDDLE DOT} ",
                anchor(_("Accessibility"), "/toegankelijkheid"),
            ]
        ),
        languages(),
    ]


def navigation(pages: Iterable[tuple[str, str]], current: str, also: Iterable[tuple[str, str]] = ()) -> list[Component]:
    """The links to the pages; `pages` are (path, words), the current one is marked for ears and eyes.

    `also` are pages that are loaded as a whole.
    """
    return [
        *(html.Li(_page_link(path, words, is_current=path == current, loads=False)) for path, words in pages),
        *(html.Li(_page_link(path, words, is_current=False, loads=True)) for path, words in also),
    ]


def _page_link(path: str, words: str, *, is_current: bool, loads: bool) -> Component:
    link: Component = dmc.Anchor(
        words,
        href=path,
        refresh=loads,
        underline="never",
        inherit=True,
        **(aria(current="page") if is_current else {}),
    )
    return link


def anchor(words: str, href: str, *, class_name: str = "") -> Component:
    """A link to a place in the dashboard, without loading everything anew."""
    link: Component = dmc.Anchor(
        words, href=href, refresh=False, inherit=True, underline="always", className=class_name
    )
    return link


def page_head(question: str, lead: str, beside: Component | None = None) -> Component:
    """The question that a page answers, and the short answer; `beside` is what can be done with the page."""
    answer = html.Div([html.H1(question, tabIndex=-1), html.P(lead, className="lead")], className="page-answer")
    return html.Div([answer, *([beside] if beside is not None else [])], className="page-head")


def paper_head(chosen: Sequence[tuple[str, str]]) -> Component:
    """What a screen says with its menus and its footer, for paper; `chosen` are (name of a menu, choice)."""
    told = "; ".join(f"{name}: {choice}" for name, choice in chosen)
    printed = html.P([_("Printed on"), " ", html.Span(className="today"), "."])
    return html.Div([*([html.P(told)] if told else []), printed, html.P(promise())], className="paper-only muted small")


def section(title: str, body: Sequence[Component | None], *, aside: Component | str | None = None) -> Component:
    """A part of a page under its own heading."""
    head = html.Div(
        [html.H2(title), *([html.Div(aside, className="muted small")] if aside else [])], className="section-head"
    )
    return html.Section([head, *(part for part in body if part is not None)], className="section")
