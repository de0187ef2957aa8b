"""Toegankelijkheid: can everybody use this dashboard? What was tested, what was not, and whom to tell."""

from collections.abc import Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Menu
from dashboards.pages.page import ACCESSIBILITY, Chosen, Page
from dashboards.ui.parts import bullets, columns, heading, paragraph, prose
from monitor.results import Results
from monitor.texts import _


def _menus(_results: Results, _asked: Mapping[str, str]) -> tuple[Menu, ...]:
    return ()


def _lead(_results: Results, _chosen: Chosen) -> str:
    return _("This dashboard complies in part with the standard for accessible websites, WCAG 2.2, level AA.")


def _body(_results: Results, _chosen: Chosen) -> Sequence[Component]:
    return [
        columns([prose([*_status(), *_tested()]), prose([*_not_tested(), *_known(), *_contact()])]),
        prose(_made()),
    ]


def _status() -> list[Component]:
    return [
        heading(_("Status")),
        paragraph(
            _(
                "“In part” means: no fault is known in what was tested, and some things were not tested yet. They are "
                "named on this page. The makers tested it themselves; nobody else has judged it."
            )
        ),
    ]


def _tested() -> list[Component]:
    return [
        heading(_("What was tested")),
        bullets(
            [
                _(
                    "Every page with axe, a program that looks for faults: light and dark, on a telephone and a "
                    "desktop."
                ),
                _("Everything with the keyboard alone: menus, links, tables, and the menu of pages on a telephone."),
                _("The contrast of words and marks, those in charts included, by calculation."),
                _("That every chart has a sentence and a table with the same numbers, and can be read without colour."),
                _(
                    "That buttons and links are large enough for a finger, and that nothing moves if you do not "
                    "want it."
                ),
            ]
        ),
    ]


def _not_tested() -> list[Component]:
    return [
        heading(_("What was not tested")),
        bullets(
            [
                _("Screen readers such as NVDA, JAWS and VoiceOver."),
                _("Browsers other than Chromium, and voice control."),
                _("Use by people with a disability. If you want to help with that, you are welcome."),
            ]
        ),
    ]


def _known() -> list[Component]:
    return [
        heading(_("What may be in your way")),
        bullets(
            [
                _("A wide table on a telephone slides sideways. The first column stays in place."),
                _("Files that a school downloads and edits itself are not part of this statement."),
            ]
        ),
    ]


def _contact() -> list[Component]:
    return [
        heading(_("Do you meet an obstacle?")),
        paragraph(
            _(
                "Tell the person who manages the survey at your school. Say which page it was and what you wanted to "
                "do; you get the same information in another form."
            )
        ),
        paragraph(
            _(
                "If the school does not answer, you may turn to the ombuds service of your region: in Flanders the "
                "Vlaamse Ombudsdienst, in the Netherlands the Nationale ombudsman."
            )
        ),
    ]


def _made() -> list[Component]:
    return [
        heading(_("About this statement")),
        paragraph(
            _(
                "This statement was made on 26 November 2026, after the model of the European Union (2018/1523) that "
                "Flanders and the Netherlands use. It is looked at again with every version."
            )
        ),
    ]


PAGE = Page(
    path=ACCESSIBILITY,
    name=lambda: _("Accessibility"),
    question=lambda _results, _chosen: _("Can everybody use this dashboard?"),
    menus=_menus,
    lead=_lead,
    body=_body,
    listed=False,
    numbers=False,
)
