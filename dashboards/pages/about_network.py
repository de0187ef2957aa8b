"""Over de cijfers van een netwerk: how are the figures of schools together made, and what do they not say?"""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Menu
from dashboards.pages.page import ABOUT, Chosen, Page
from dashboards.ui.parts import bullets, columns, heading, paragraph, prose
from monitor.disclosure.policy import load_least_schools
from monitor.report.method_words import attack_words
from monitor.report.network_method_words import (
    few_schools_words,
    formulas_words,
    made_words,
    network_unsaid_words,
    range_words,
    unlike_words,
)
from monitor.results import Results
from monitor.texts import _


def no_menus(_results: Results, _asked: Mapping[str, str]) -> tuple[Menu, ...]:
    """Nothing is chosen on a page that explains."""
    return ()


def explaining_lead(_results: Results, _chosen: Chosen) -> str:
    """What both pages about the numbers are for."""
    return _("How the numbers are made, what was done so that nobody can be recognised, and what they do not say.")


def _body(_results: Results, _chosen: Chosen) -> Sequence[Component]:
    return explained()


def explained() -> Sequence[Component]:
    """How the figures of a network are made: on its own page, and beside those of a school in it."""
    made = [heading(_("How the numbers of the network are made")), *map(paragraph, made_words())]
    read = [
        heading(_("How to read the numbers of the network")),
        *map(paragraph, (range_words(), *unlike_words(), formulas_words())),
    ]
    protected = [
        heading(_("How people and schools are protected")),
        bullets([attack_words(), few_schools_words(load_least_schools())]),
    ]
    unsaid = [heading(_("What the numbers of the network do not say")), bullets(network_unsaid_words())]
    return [columns([prose([*made, *protected]), prose([*read, *unsaid])])]


PAGE = Page(
    path=ABOUT,
    name=lambda: _("About the numbers"),
    question=lambda _results, _chosen: _("Where do the numbers come from?"),
    menus=no_menus,
    lead=explaining_lead,
    body=_body,
    listed=False,
    numbers=False,
)
"""For who sees a network as a whole; a school in it has the page of a school, with the same below it."""
