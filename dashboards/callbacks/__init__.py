"""The two questions that a browser asks: draw the page at this address; and, which address has these choices?"""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update
from dash.development.base_component import Component

from dashboards.address import LONGEST_SEARCH, read, write
from dashboards.kept import Kept
from dashboards.looking import Looking
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import Page, draw
from dashboards.ui import shell
from dashboards.ui.controls import CHOICE
from dashboards.ui.foreign import mark_foreign
from monitor.results import Results
from monitor.texts import spoken

_PLAIN = frozenset((str, int, float, bool, type(None)))


def register(app: Dash, looking: Looking, kept: Kept | None = None) -> None:
    """Connect the frame with the pages.

    Args:
        app: The dashboard.
        looking: Asked at every visit what may be seen and opened.
        kept: What was drawn before.
    """
    drawn_before = kept or Kept()

    @app.callback(
        Output(shell.PAGE, "children"),
        Output(shell.NAVIGATION, "children"),
        Output(shell.SCHOOL, "children"),
        Output(shell.DRAWN, "data"),
        Input(shell.ADDRESS, "pathname"),
        Input(shell.ADDRESS, "search"),
    )
    def draw_page(path: object, search: object) -> tuple[Any, ...]:
        sent = sent_page(looking, path, search, drawn_before)
        looking.opened(sent[-1]["path"])
        return sent

    @app.callback(
        Output(shell.ADDRESS, "search"),
        Input({"type": CHOICE, "name": ALL}, "value"),
        State(shell.ADDRESS, "pathname"),
        State(shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def choose(_values: object, path: object, search: object) -> Any:
        return chosen_address(looking.results(), path, search, asked_by(ctx.inputs_list), looking.pages())

    app.clientside_callback(  # type: ignore[no-untyped-call]  # Dash has no types here
        ClientsideFunction("page", "arrived"), Output(shell.DRAWN, "id"), Input(shell.DRAWN, "data")
    )


def sent_page(looking: Looking, path: object, search: object, kept: Kept) -> tuple[Any, ...]:
    """The parts of a page as the browser is sent them, drawn once for the same address and the same rights."""
    asked = search if isinstance(search, str) and len(search) <= LONGEST_SEARCH else ""
    results, pages, also = looking.results(), looking.pages(), looking.also()
    key = ("sent", page_at(path, pages).path, asked, tuple(page.path for page in pages), also)
    return kept.get(results, key, lambda: tuple(map(as_sent, drawn_page(results, path, asked, pages, also))))


def as_sent(part: object) -> Any:
    """Components as the mappings that a browser gets: to write those as JSON takes a fifth of the time."""
    if type(part) in _PLAIN:  # most are, and to ask whether it is a component takes long
        return part
    if isinstance(part, list | tuple):
        return [as_sent(each) for each in part]
    if isinstance(part, dict):
        return {name: as_sent(value) for name, value in part.items()}
    if isinstance(part, Component):
        return as_sent(part.to_plotly_json())  # type: ignore[no-untyped-call]  # Dash has no types here
    return part


def drawn_page(
    results: Results,
    path: object,
    search: object,
    pages: tuple[Page, ...] = PAGES,
    also: Sequence[tuple[str, str]] = (),
) -> tuple[Any, ...]:
    """The parts of a page, the navigation, the school, and what the browser needs to know of it."""
    page = page_at(path, pages)
    drawing = draw(page, results, read(search))
    links = [(each.path, each.name()) for each in pages if each.listed]
    told = {"path": page.path, "title": drawing.title, "spoken": spoken()}
    parts = mark_foreign(drawing.parts, results.foreign_words())
    return parts, shell.navigation(links, page.path, also), results.school, told


def asked_by(inputs: object) -> dict[str, str]:
    """The choices that a browser sends, or pretends to: texts by the name of their menu, nothing else."""
    found: dict[str, str] = {}
    groups = inputs if isinstance(inputs, list) else []
    for entry in (entry for group in groups if isinstance(group, list) for entry in group):
        name, value = _named(entry)
        if isinstance(name, str) and isinstance(value, str):
            found[name] = value
    return found


def _named(entry: object) -> tuple[object, object]:
    if not isinstance(entry, Mapping) or not isinstance(entry.get("id"), Mapping):
        return None, None
    return entry["id"].get("name"), entry.get("value")


def chosen_address(
    results: Results, path: object, search: object, asked: Mapping[str, str], pages: tuple[Page, ...] = PAGES
) -> Any:
    """The query of these choices; no update while the address already shows them, for a new page asks as well."""
    page = page_at(path, pages)
    if not results.releases or not asked:
        return no_update
    wanted = write(page.menus(results, {**read(search), **asked}))
    shown = write(page.menus(results, read(search)))
    return no_update if wanted == shown else wanted
