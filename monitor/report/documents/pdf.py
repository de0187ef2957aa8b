"""A document as PDF for paper and screen readers: tagged (PDF/UA-1), in its language, with page numbers and contents.

The same document gives the same bytes: its date is the day on which its numbers were frozen.
"""

import datetime as dt
import json
from functools import singledispatch
from importlib import resources
from itertools import pairwise
from typing import Any

from monitor.report import words
from monitor.report.documents.columns import column_shares
from monitor.report.evaluation.document import Diagram, Document, KeyFigure, KeyFigures, Numbers, Points, Section, Text
from monitor.report.png import fonts
from monitor.report.svg import as_bare_svg
from monitor.report.tables import Table
from monitor.texts import _

_ROOM = 105
"""Characters that stand beside each other in a table as wide as a page."""
SHORT = ("brief", "startfoto")
"""Documents of a page or two: without a first page of their own, contents, and numbers at the back."""


def as_pdf(document: Document) -> bytes:
    """The bytes of the PDF."""
    import typst

    made = typst.compile(
        _template(),
        format="pdf",
        font_paths=fonts(),
        sys_inputs={"document": json.dumps(_told(document))},
        pdf_standards=["ua-1"],
        timestamp=dt.datetime.combine(document.frozen, dt.time(12), dt.UTC),
    )
    assert isinstance(made, bytes)  # a list only where pages are images
    return made


def _template() -> bytes:
    return resources.files(__package__).joinpath("evaluation.typ").read_bytes()


def _told(document: Document) -> dict[str, Any]:
    """The document in the shape that the template reads."""
    short = document.name in SHORT
    language, _dash, region = document.locale.partition("-")
    return {
        "title": document.title, "subtitle": document.subtitle, "school": document.school, "year": document.year,
        "language": document.language, "region": region if language == document.language else None,
        "frozen": [document.frozen.year, document.frozen.month, document.frozen.day],
        "source": document.source, "short": short,
        "logo": None if document.logo is None else list(document.logo),
        "words": {
            "contents": _("Contents"), "annex": _("All numbers"),
            "frozen": words.closed_on(document.frozen, document.locale),
            "logo": _("Logo of {school}").format(school=document.school),
        },
        "sections": [_section(one, short=short) for one in document.sections],
        "annex": [] if short else [{"name": one.name, "table": _table(one.table)} for one in document.diagrams()],
    }  # fmt: skip


def _section(section: Section, *, short: bool) -> dict[str, Any]:
    blocks = [{**_block(one), "kept": False} for one in section.blocks]
    for one, following in pairwise(blocks):
        one["kept"] = _stays_with(one, following)
    if short:
        blocks = [{**one, "reference": []} for one in blocks]
    return {"name": section.name, "title": section.title, "blocks": blocks}


def _stays_with(block: dict[str, Any], following: dict[str, Any]) -> bool:
    """Whether a page may not end between these two: what leads to a chart and the chart, a chart and what it says."""
    if block["type"] == "diagram":
        return bool(following["type"] == "points" or following.get("look") == "own")
    if block["type"] == "key-figures":
        return bool(following["type"] == "diagram")
    return block.get("look") in ("lead", "body") and following["type"] in ("diagram", "points")


@singledispatch
def _block(block: Any) -> dict[str, Any]:
    raise TypeError(f"no way to set {type(block).__name__}")


@_block.register
def _text(block: Text) -> dict[str, Any]:
    return {"type": "text", "words": block.words, "look": block.look}


@_block.register
def _points(block: Points) -> dict[str, Any]:
    return {"type": "points", "items": list(block.items), "own": block.own}


@_block.register
def _key_figures(block: KeyFigures) -> dict[str, Any]:
    figures = [figure_data(one) for one in block.figures]
    return {"type": "key-figures", "figures": figures}


def figure_data(one: KeyFigure) -> dict[str, str]:
    """A large number in the shape that the templates read."""
    return {
        "title": one.title, "value": one.value, "sureness": one.sureness,
        "told": one.told, "tone": one.tone, "sign": one.sign,
    }  # fmt: skip


@_block.register
def _diagram(block: Diagram) -> dict[str, Any]:
    said = f"{block.title} {block.sentence}"
    return {
        "type": "diagram", "name": block.name, "title": block.title, "sentence": block.sentence,
        "svg": as_bare_svg(block.figure, block.legend, said), "alt": said, "notes": [one for one in block.notes if one],
        "reference": _("The numbers of this chart are on page {page}.").split("{page}"),
    }  # fmt: skip


@_block.register
def _numbers(block: Numbers) -> dict[str, Any]:
    return {"type": "numbers", "table": _table(block.table)}


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "columns": [{"title": one.title, "numeric": one.numeric} for one in table.columns],
        "widths": column_shares(table, _ROOM),
        "rows": [list(row) for row in table.rows],
        "note": table.note,
    }
