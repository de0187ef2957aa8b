"""A file of a chart tells what its page tells, and nothing more: each word and each number of it stands on the page.

That every number of a page is a released fact, or follows from such facts, is `test_no_unexplained_number`.
"""

import io
import re
from collections.abc import Iterator
from random import Random
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from openpyxl import load_workbook

from dashboards.app import create_app
from monitor.report.sheet_words import notes_on_a_chart
from monitor.results import Results
from tests.support import releases
from tests.support.shown.crawler import Crawler, Page
from tests.support.shown.found import plain
from tests.support.shown.pages import hrefs, inside, texts

SEVERAL = 3
AROUND = "\"'.,;:()\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
SCALE = {"0", "25", "50", "75", "100%"}


@pytest.fixture(scope="module")
def results() -> Results:
    return releases.sample_results()


@pytest.fixture(scope="module")
def pages(results: Results) -> list[tuple[Crawler, Page]]:
    crawler, random = Crawler(create_app(results)), Random(6)
    return [
        (crawler, page)
        for path in crawler.pages()
        for page in (crawler.draw(path, ""), *crawler.several_at_once(path, SEVERAL, random))
    ]


def charts(pages: list[tuple[Crawler, Page]]) -> Iterator[tuple[Any, Page, dict[str, bytes]]]:
    """Every chart of the pages, with its files as they are offered there; the image is made of the SVG."""
    for crawler, page in pages:
        for figure in inside(page.answer["response"]["page"]["children"]):
            if figure["type"] == "Figure":
                links = [link for link in hrefs(figure) if link.startswith("/grafiek/")]
                files = {link.partition("?")[0].rpartition(".")[2]: link for link in links}
                yield figure, page, {kind: crawler.client.get(files[kind]).data for kind in ("svg", "xlsx")}


def words_in(text: str) -> list[str]:
    """The words of a text without the signs around them, a name with a number in it as a whole."""
    return [word.strip(AROUND) for word in plain(text).split()]


def numbers_in(text: str) -> set[str]:
    return {word for word in words_in(text) if re.search(r"\d", word)}


def told_on_page(figure: Any, page: Page) -> set[str]:
    """Every word of a chart on its page, of the picture too, and of the menus that say what was chosen."""
    graphs = [one["props"]["figure"] for one in inside(figure) if one["type"] == "Graph"]
    said = " ".join((*texts(figure), *_leaves(graphs), *_leaves(page.answer["response"])))
    return set(words_in(said)) | SCALE


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    elif isinstance(value, str):
        yield value


def test_a_picture_says_no_number_that_its_page_does_not(pages: list[tuple[Crawler, Page]]) -> None:
    seen = 0
    for figure, page, files in charts(pages):
        known = told_on_page(figure, page)
        root = fromstring(files["svg"].decode())
        said = " ".join("".join(one.itertext()) for one in root.iter() if one.tag.endswith("text"))
        numbers = numbers_in(said)
        assert numbers - known == set(), page
        assert len(numbers) > 2
        seen += 1
    assert seen > 20


def test_places_and_lengths_in_a_picture_are_those_of_its_figure(pages: list[tuple[Crawler, Page]]) -> None:
    """Counted back from the pixels: a length that held more than the figure would be another one."""
    for figure, page, files in charts(pages):
        (graph,) = (one["props"]["figure"] for one in inside(figure) if one["type"] == "Graph")
        shown = {round(float(value), 6) for value in _numbers([trace.get("x", ()) for trace in graph["data"]])}
        root, margin = fromstring(files["svg"].decode()), graph["layout"]["margin"]
        dots = [float(one.get("cx", "0")) for one in root.iter() if one.tag.endswith("circle")][: len(graph["data"])]
        if not any(trace["type"] == "bar" for trace in graph["data"]):
            legend = len(dots) - sum(trace.get("marker", {}).get("symbol") == "circle" for trace in graph["data"])
            for x in dots[max(legend, 0) :]:
                share = (x - 32 - margin["l"]) / (800 - 2 * 32 - margin["l"] - margin["r"])
                assert min(abs(share - value) for value in shown) < 2e-5, page


def _numbers(value: Any) -> Iterator[float]:
    if isinstance(value, list):
        for one in value:
            yield from _numbers(one)
    elif isinstance(value, int | float):
        yield value


def test_a_workbook_holds_the_table_of_its_page_and_fixed_sentences(
    pages: list[tuple[Crawler, Page]], results: Results
) -> None:
    fixed = {plain(note) for note in notes_on_a_chart(results)}
    for figure, page, files in charts(pages):
        told = told_on_page(figure, page)
        (table,) = (one for one in inside(figure) if one["type"] == "Table")
        rows = [[" ".join(texts(cell)) for cell in row["props"]["children"]] for row in _rows(table)]
        book = load_workbook(io.BytesIO(files["xlsx"]))
        sheet, notes = book.worksheets
        found = [[_as_shown(cell) for cell in row] for row in sheet.iter_rows()]
        for mine, shown in zip(found[1:], rows[1:], strict=True):
            assert [cell for cell in mine if cell] == [part for cell in shown for part in _parts(cell)]
        for (note,) in notes.iter_rows(values_only=True):
            if plain(str(note)) not in fixed:
                assert numbers_in(str(note)) - told == set(), page


def _rows(table: Any) -> Iterator[Any]:
    return (one for one in inside(table) if one["type"] == "Tr")


def _parts(cell: str) -> list[str]:
    """What a cell of the page says; two limits, a fall and a rise, or a part of a whole are two cells of it."""
    if cell in ("", "\N{EN DASH}"):
        return []
    if re.fullmatch(r"\d+ / \d+", cell):
        return cell.split(" / ")
    signed = "+" in cell or "\N{MINUS SIGN}" in cell
    bare = cell.replace("\N{MINUS SIGN}", "-").replace("+", "")
    limits = re.fullmatch(r"[-\d%]+ en [-\d%]+", bare) or (
        signed and re.fullmatch(r"[-\d%]+|(?:[-\d%]+|\N{EN DASH}) / (?:[-\d%]+|\N{EN DASH})", bare)
    )
    return [part for part in re.split(" en | / ", bare) if part != "\N{EN DASH}"] if limits else [cell]


def _as_shown(cell: Any) -> str:
    if cell.value is None:
        return ""
    return (
        f"{cell.value:.0%}" if cell.number_format == "0%" and isinstance(cell.value, float | int) else str(cell.value)
    )
