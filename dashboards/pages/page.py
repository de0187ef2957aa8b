"""What a page is: a path, a name, its menus and its body."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from dashboards.address import Menu, link, write
from dashboards.doors import IMPORT
from dashboards.ui.controls import choices
from dashboards.ui.parts import not_shown, notice
from dashboards.ui.share import copy_button, printed_address
from dashboards.ui.shell import page_head, paper_head
from monitor.results import Results
from monitor.texts import _

Chosen = Mapping[str, str]
"""Name of a menu to what is chosen in it; always something that the menu offers."""

OVERVIEW, YEARS, QUESTION, ABOUT = "/", "/jaren", "/vraag", "/cijfers"
PERSPECTIVES, KNOWING, RESPONSE, COMMENTS = "/perspectieven", "/weten", "/respons", "/open-antwoorden"
ACCESSIBILITY, GOALS, NETWORK = "/toegankelijkheid", "/doelen", "/netwerk"


@dataclass(frozen=True)
class Page:
    """A page; `name` is a function, for it is said in the language of the reader.

    `menus` makes the menus from what the address asks for; `question` (the heading),
    `lead` and `body` need what is chosen in them. A page that is not `listed` is linked from others, and is not in the
    navigation; one that needs no `numbers` stands before the first survey is closed.
    """

    path: str
    name: Callable[[], str]
    question: Callable[[Results, Chosen], str]
    menus: Callable[[Results, Mapping[str, str]], tuple[Menu, ...]]
    lead: Callable[[Results, Chosen], str]
    body: Callable[[Results, Chosen], Sequence[Component]]
    listed: bool = True
    numbers: bool = True
    ready: Callable[[Results], bool] = lambda results: bool(results.releases)
    """Whether there is something to choose from and to show."""
    deeds: Callable[[Results, Chosen], Sequence[Component]] | None = None
    """What is there beside it for who may declare goals: where that is done."""


@dataclass(frozen=True)
class Drawing:
    """A page as drawn: its parts, its title, and the query that restores it."""

    parts: list[Component]
    title: str
    search: str


def draw(
    page: Page, results: Results, asked: Mapping[str, str], *,
    declares: bool = False, imports: bool = False, school: str = "",
) -> Drawing:  # fmt: skip
    """A page with what was asked for, as far as it is on offer.

    `declares`: the visitor may declare goals; `imports`: hand in answers. `school` is what it is called as long as
    there is no number that says so.
    """
    menus = page.menus(results, asked) if page.ready(results) else ()
    chosen = {menu.name: menu.chosen for menu in menus}
    title = f"{page.name()} \N{EN DASH} {results.school or school or _('School climate')}"
    if page.numbers and not page.ready(results):
        head = page_head(
            page.question(results, chosen), _where_numbers_come_from(of_network=results.network is not None)
        )
        return Drawing([head, _nothing_yet(), *([_to_import()] if imports else [])], title, "")
    address = f"{page.path}{write(menus)}"
    head = page_head(page.question(results, chosen), page.lead(results, chosen), copy_button(address))
    rejected = [_rejected(menu) for menu in menus if menu.rejected]
    control = [choices(menus)] if any(len(menu.choices) > 1 for menu in menus) else []
    paper = [paper_head([(menu.label, chosen_words(menu)) for menu in menus]), printed_address(address)]
    deeds = page.deeds(results, chosen) if declares and page.deeds is not None else ()
    return Drawing([head, *paper, *control, *rejected, *deeds, *page.body(results, chosen)], title, write(menus))


def chosen_words(menu: Menu) -> str:
    """What is chosen in a menu, as the menu says it."""
    return next((choice.label for choice in menu.choices if choice.value == menu.chosen), menu.chosen)


def link_to(path: str, chosen: Chosen, **other: str) -> str:
    """The address of a page with what is chosen, some of it otherwise."""
    return link(path, **{**chosen, **other})


def _rejected(menu: Menu) -> Component:
    return notice(
        _("{menu}: what the address asks for is not here.").format(menu=menu.label),
        _("You see what is shown without a choice."),
    )


def _nothing_yet() -> Component:
    return not_shown(
        None,
        title=_("No survey has been closed yet."),
        why=_(
            "As soon as a survey is closed, its protected numbers appear here. "
            "Until then nothing is shown, so that nobody's answers can be seen."
        ),
    )


def _to_import() -> Component:
    """The way to the first numbers, for who may go it."""
    return html.P(html.A(_("Import the first answers"), href=IMPORT, className="button"))


def _where_numbers_come_from(*, of_network: bool) -> str:
    if of_network:
        return _("No wave of the network was closed yet. `schoolklimaat close` makes the numbers.")
    return _(
        "There are no numbers yet. The head of the school reads in answers under “Import”, and closes the survey there."
    )
