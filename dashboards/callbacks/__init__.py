"""The two questions that a browser asks: draw the page at this address; and, which address has these choices?"""

from collections.abc import Callable, Mapping
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from dashboards.address import read, write
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import draw
from dashboards.ui import shell
from dashboards.ui.controls import CHOICE
from dashboards.ui.foreign import mark_foreign
from monitor.results import Results
from monitor.texts import spoken


def register(app: Dash, current: Callable[[], Results]) -> None:
    """Connect the frame with the pages; `current` is asked for the results at every visit."""

    @app.callback(
        Output(shell.PAGE, "children"),
        Output(shell.NAVIGATION, "children"),
        Output(shell.SCHOOL, "children"),
        Output(shell.DRAWN, "data"),
        Input(shell.ADDRESS, "pathname"),
        Input(shell.ADDRESS, "search"),
    )
    def draw_page(path: object, search: object) -> tuple[Any, ...]:
        return drawn_page(current(), path, search)

    @app.callback(
        Output(shell.ADDRESS, "search"),
        Input({"type": CHOICE, "name": ALL}, "value"),
        State(shell.ADDRESS, "pathname"),
        State(shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )
    def choose(_values: object, path: object, search: object) -> Any:
        return chosen_address(current(), path, search, asked_by(ctx.inputs_list))

    app.clientside_callback(  # type: ignore[no-untyped-call]  # Dash has no types here
        ClientsideFunction("page", "arrived"), Output(shell.DRAWN, "id"), Input(shell.DRAWN, "data")
    )


def drawn_page(results: Results, path: object, search: object) -> tuple[Any, ...]:
    """The parts of a page, the navigation, the school, and what the browser needs to know of it."""
    page = page_at(path)
    drawing = draw(page, results, read(search))
    links = [(each.path, each.name()) for each in PAGES]
    told = {"path": page.path, "title": drawing.title, "spoken": spoken()}
    parts = mark_foreign(drawing.parts, results.foreign_words())
    return parts, shell.navigation(links, page.path), results.school, told


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


def chosen_address(results: Results, path: object, search: object, asked: Mapping[str, str]) -> Any:
    """The query of these choices; no update while the address already shows them, for a new page asks as well."""
    page = page_at(path)
    if not results.releases or not asked:
        return no_update
    wanted = write(page.menus(results, {**read(search), **asked}))
    shown = write(page.menus(results, read(search)))
    return no_update if wanted == shown else wanted
