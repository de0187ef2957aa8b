"""The two questions that a browser asks: draw the page at this address; and, which address has these choices?"""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NoReturn

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, no_update

from dashboards.address import LONGEST_SEARCH, read, write
from dashboards.doors import IMPORT
from dashboards.kept import Kept
from dashboards.looking import Looking
from dashboards.pages import PAGES, page_at
from dashboards.pages.page import Page, draw
from dashboards.ui import shell
from dashboards.ui.controls import CHOICE
from dashboards.ui.foreign import mark_foreign
from dashboards.written import Ready, Written, send_what_is_ready, written
from monitor.results import Results
from monitor.texts import spoken

PLACES: Final = ((shell.PAGE, "children"), (shell.NAVIGATION, "children"), (shell.SCHOOL, "children"),
                 (shell.DRAWN, "data"))  # fmt: skip
"""Where in the frame the parts of a page belong: element and property."""

MOST: Final = 600
"""Pages that are kept; the largest takes 40 kB."""


def register(app: Dash, looking: Looking) -> None:
    """Connect the frame with the pages.

    Args:
        app: The dashboard.
        looking: Asked at every visit what may be seen and opened.
    """
    drawn_before = Kept(MOST)
    send_what_is_ready(app.server)

    @app.callback(
        *(Output(place, name) for place, name in PLACES),
        Input(shell.ADDRESS, "pathname"),
        Input(shell.ADDRESS, "search"),
    )
    def draw_page(path: object, search: object) -> NoReturn:
        sent = sent_page(looking, path, search, drawn_before)
        looking.opened(sent.path)
        raise Ready(sent.answer())

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


def sent_page(looking: Looking, path: object, search: object, kept: Kept) -> Written:
    """A page as the browser is sent it, drawn and written once for the same choices and the same rights.

    Many addresses come to the same choices: whatever somebody makes up, it takes no more room than the menus have.
    """
    asked = search if isinstance(search, str) and len(search) <= LONGEST_SEARCH else ""
    results, pages, also = looking.results(), looking.pages(), looking.also()
    page, declares, school = page_at(path, pages), looking.declares(), looking.school()
    menus = page.menus(results, read(asked)) if page.ready(results) else ()
    key = ("sent", page.path, menus, tuple(each.path for each in pages), also, declares, school)

    def drawn() -> Written:
        parts = drawn_page(results, path, asked, pages, also, declares=declares, school=school)
        return written(page.path, PLACES, parts)

    return kept.get(results, key, drawn)


def drawn_page(
    results: Results,
    path: object,
    search: object,
    pages: tuple[Page, ...] = PAGES,
    also: Sequence[tuple[str, str]] = (),
    *,
    declares: bool = False,
    school: str = "",
) -> tuple[Any, ...]:
    """The parts of a page, the navigation, the school, and what the browser needs to know of it."""
    page = page_at(path, pages)
    school = results.school or school
    drawing = draw(page, results, read(search), declares=declares, imports=IMPORT in dict(also), school=school)
    links = [(each.path, each.name()) for each in pages if each.listed]
    told = {"path": page.path, "title": drawing.title, "spoken": spoken()}
    parts = mark_foreign(drawing.parts, results.foreign_words())
    return parts, shell.navigation(links, page.path, also), school, told


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
    if not page.ready(results) or not asked:
        return no_update
    wanted = write(page.menus(results, {**read(search), **asked}))
    shown = write(page.menus(results, read(search)))
    return no_update if wanted == shown else wanted
