"""The files of a chart: the picture as PNG or SVG, and its numbers as a workbook.

A file is made of the same chart as the page shows, with the same menus: what a menu does not offer is not there.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from flask import Flask, Response, abort, request

from dashboards.address import CHART, DOWNLOADS, Menu, read, slug, write
from dashboards.kept import Kept
from dashboards.looking import Looking
from dashboards.pages.page import Page, chosen_words, draw
from dashboards.ui.chart import Chart, charts_in
from monitor.report.chart_sheets import of_table
from monitor.report.png import as_png
from monitor.report.sheet_files import as_workbook
from monitor.report.sheet_words import notes_on_a_chart
from monitor.report.svg import Picture, as_svg
from monitor.results import Results
from monitor.texts import _

TYPES: Final = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""Ending of a file to what it is."""
_SUBJECTS: Final = ("wie", "vragenlijst", "vraag", "thema", "indicator", "doel")
"""Menus whose choice says in a file's name what the file is about."""
_TOLD: Final = (*_SUBJECTS, "jaar", "van", "tot")
"""Menus whose choice says where numbers are from: of whom, of when, about what. How a chart is drawn stands in it, and
what is counted, or who is held side by side, the chart says itself where that makes a difference."""
_YEAR: Final = re.compile(r"\d{4}-\d{4}")
_LONGEST_PART: Final = 40


@dataclass(frozen=True)
class File:
    """A file to be kept: its name, what it is, and its bytes."""

    name: str
    type: str
    content: bytes


def register(server: Flask, looking: Looking, kept: Kept) -> None:
    """Serve the files of charts.

    Args:
        server: The server of the dashboard.
        looking: Asked at every download what may be seen, and told of which page somebody took a file.
        kept: What was drawn before.
    """

    @server.route(DOWNLOADS, defaults={"name": ""})
    @server.route(f"{DOWNLOADS}<path:name>")  # everything below it, or it would be shown the frame of the pages
    def chart_file(name: str) -> Response:
        named, _dot, kind = name.rpartition(".")
        page = next((each for each in looking.pages() if slug(each.path) == named), None)
        asked = read(request.query_string.decode("ascii", "replace"))
        file = file_of(looking.results(), page, kind, asked, kept) if page else None
        if page is None or file is None:
            abort(404)
        looking.opened(page.path)
        response = Response(file.content, content_type=file.type)
        response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        response.headers["Cache-Control"] = "no-store"
        return response


def file_of(results: Results, page: Page, kind: str, asked: Mapping[str, str], kept: Kept) -> File | None:
    """The file of a chart; None where there is no such kind, chart or choice."""
    if kind not in TYPES or not page.ready(results):
        return None
    menus = page.menus(results, asked)
    if any(menu.rejected for menu in menus):
        return None
    search = write(menus)
    drawing = kept.get(results, (page.path, search), lambda: draw(page, results, read(search)))
    chart = next((each for each in charts_in(drawing.parts) if each.name == asked.get(CHART)), None)
    if chart is None:
        return None
    content = kept.get(
        results, (page.path, search, chart.name, kind), lambda: content_of(results, page, menus, chart, kind)
    )
    return File(f"{name_of(results, page, menus, chart)}.{kind}", TYPES[kind], content)


def content_of(results: Results, page: Page, menus: Sequence[Menu], chart: Chart, kind: str) -> bytes:
    """The bytes of a chart as a file of this kind: the same for the same releases."""
    source = source_of(results, menus)
    if kind == "xlsx":
        notes = (chart.title, chart.sentence, *chart.notes, *chart.alone, source, *notes_on_a_chart(results))
        return as_workbook(of_table(page.name()[:31], chart.table, notes))
    told = (*chart.notes, *chart.alone)
    drawn = as_svg(Picture(chart.title, chart.sentence, chart.figure, chart.legend, told, source))
    return as_png(drawn) if kind == "png" else drawn.encode()


def source_of(results: Results, menus: Sequence[Menu]) -> str:
    """Where the numbers are from: the school, who, when and about what, and that they were rounded."""
    chosen = "; ".join(f"{menu.label}: {chosen_words(menu)}" for menu in menus if menu.chosen and menu.name in _TOLD)
    told = _(
        "Source: {school}. {chosen}. Every count of answers was rounded, so that nobody can be recognised."
    ).format(school=results.school, chosen=chosen)
    return told.replace("?. ", "? ")


def name_of(results: Results, page: Page, menus: Sequence[Menu], chart: Chart) -> str:
    """The name of a file without its ending: school, subject, chart and years, in plain letters."""
    subjects = [chosen_words(menu) for menu in menus if menu.name in _SUBJECTS and len(menu.choices) > 1]
    years = sorted({menu.chosen for menu in menus if _YEAR.fullmatch(menu.chosen)})
    parts = (results.school, *subjects, page.name(), chart.name, *(years or results.years()[-1:]))
    return "_".join(part for part in map(plain, parts) if part)


def plain(words: str) -> str:
    """Words in letters, digits and hyphens, cut off at the end of a word where they are long."""
    letters = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    told = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    return told if len(told) <= _LONGEST_PART else told[: _LONGEST_PART + 1].rpartition("-")[0] or told[:_LONGEST_PART]
