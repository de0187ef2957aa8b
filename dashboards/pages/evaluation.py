"""Evaluatie: what do we take to the meeting? The documents of a school year, to be kept as files."""

from collections.abc import Mapping, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards.address import EVALUATION, STARTING, Choice, Menu, dossier_link, menu
from dashboards.pages.page import Chosen, Page
from dashboards.ui.files import FileOf, files
from dashboards.ui.parts import bullets
from dashboards.ui.shell import anchor, section
from monitor.results import Results
from monitor.texts import _

KINDS: Final = {"pdf": "PDF", "docx": "Word", "pptx": "PowerPoint", "xlsx": "Excel", "png": "PNG"}
"""Ending of a file to the name of its kind, the same in every language."""


def _menus(results: Results, asked: Mapping[str, str]) -> tuple[Menu, ...]:
    return (menu("jaar", _("School year"), [Choice(year, year) for year in reversed(results.years())], asked),)


def _lead(_results: Results, _chosen: Chosen) -> str:
    return _("Every document is made of the same protected numbers as these pages. Choose a file to keep it.")


def _body(_results: Results, chosen: Chosen) -> Sequence[Component]:
    year = chosen["jaar"]
    return [
        *(section(title, [files([_file(year, *one) for one in listed])]) for title, listed in _documents()),
        section(_("What the school says itself"), [_own_words(), _starting()]),
    ]


def _file(year: str, title: str, told: str, names: tuple[str, ...]) -> FileOf:
    links = tuple((KINDS.get(name.rpartition(".")[2]) or _("Calendar"), dossier_link(year, name)) for name in names)
    return FileOf(title, told, links)


def _documents() -> tuple[tuple[str, tuple[tuple[str, str, tuple[str, ...]], ...]], ...]:
    """Title of each part to its documents: what it is called, what it is for, and its files."""
    evaluation = tuple(f"evaluatie.{kind}" for kind in ("pdf", "docx", "pptx", "xlsx"))
    return (
        (
            _("Look back and tell"),
            (
                (_("Evaluation"), _("For the council: everything of this year in one document."), evaluation),
                (
                    _("Letter to parents"),
                    _("Two pages: who answered, what was said, what comes next."),
                    ("brief-aan-ouders.pdf", "brief-aan-ouders.docx"),
                ),
                (_("Poster"), _("The first numbers on one page, for a wall."), ("infographic-staand.png",)),
                (_("Picture"), _("The same for a message on a telephone."), ("infographic-vierkant.png",)),
            ),
        ),
        (
            _("Start and plan"),
            (
                (_("Starting picture"), _("One page for the first meeting of the werkgroep."), ("startfoto.pdf",)),
                (
                    _("Year plan"),
                    _("Goals, actions and meetings as tables to work in."),
                    ("jaarplan.docx", "jaarplan.xlsx"),
                ),
                (
                    _("Seven meetings"),
                    _("September to the end of the school year, to open in your calendar."),
                    ("overleggen.ics",),
                ),
            ),
        ),
    )


def _own_words() -> Component:
    return bullets(
        [
            _(
                "Actions, meetings and what the school says itself: the werkgroep and the head of the school "
                "write them, in the file werkgroep.yaml in the workspace."
            ),
            _("What is changed there stands in the next document at once."),
            _("The goals are those of the page Goals."),
        ]
    )


def _starting() -> Component:
    return html.P(anchor(_("The starting picture on a screen"), STARTING))


PAGE = Page(
    path=EVALUATION,
    name=lambda: _("Evaluation"),
    question=lambda _results, _chosen: _("What do we take to the meeting?"),
    menus=_menus,
    lead=_lead,
    body=_body,
)
