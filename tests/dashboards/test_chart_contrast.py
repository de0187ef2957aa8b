"""Every word in a picture can be read on what it stands on, on the light page and on the dark one (WCAG 1.4.3).

axe calls the text of a picture "incomplete", so the contrast is worked out here: from the figures themselves, through
the rules of the stylesheet that put a token in the place of each of their colours.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboards.pages import page_at
from dashboards.pages.page import draw
from monitor.report import colours
from tests.dashboards.conftest import components
from tests.dashboards.test_assets import ASSETS, _contrast, _tokens

LEAST = 4.5
ADDRESSES = [
    ("/jaren", {"van": "2023-2024"}),
    ("/vraag", {}),
    ("/vraag", {"balken": "honderd"}),
    ("/vraag", {"vraag": "hulp_gepest"}),
    ("/vraag", {"vragenlijst": "leerlingen-9-12", "vraag": "erv_gepest"}),
    ("/vraag", {"vragenlijst": "leerlingen-9-12", "vraag": "erv_gepest", "balken": "honderd"}),
]


def words_and_grounds(figure: dict) -> Iterator[tuple[str, str]]:
    """The colour of every text of a figure, with the colour that it stands on."""
    for note in figure["layout"]["annotations"]:
        assert note["font"]["color"] in (colours.INK, colours.MUTED)  # the page knows these two for words of its own
        yield note["font"]["color"], colours.SURFACE
    for trace in figure["data"]:
        if any(trace.get("text", ())):
            inside = trace.get("textposition") == "inside"
            yield trace["textfont"]["color"], trace["marker"]["color"] if inside else colours.SURFACE


def token_of() -> dict[str, str]:
    """The token that the stylesheet puts in the place of each colour."""
    sheet = (ASSETS / "4-charts.css").read_text(encoding="utf-8")
    return dict(re.findall(r'fill: (rgb\(\d+, \d+, \d+\))"\] \{ fill: var\(--([\w-]+)\)', sheet))


@pytest.fixture(scope="module")
def pairs() -> set[tuple[str, str]]:
    from tests.support import releases

    results, found = releases.sample_results(), set()
    for path, asked in ADDRESSES:
        graphs = [
            each for each in components(draw(page_at(path), results, asked).parts) if type(each).__name__ == "Graph"
        ]
        found |= {pair for graph in graphs for pair in words_and_grounds(graph.figure)}
    return found


@pytest.mark.parametrize("dark", [False, True])
def test_every_word_of_a_picture_can_be_read(pairs, dark):
    tokens, token = _tokens(dark), token_of()
    assert [token[colour] for colour in (colours.INK, colours.MUTED)] == ["ink", "muted"]
    grounds = {ground for _word, ground in pairs}
    assert {colours.SURFACE, colours.STRONG_FOR, colours.STRONG_AGAINST, colours.UNKNOWN} <= grounds
    told = {pair: round(_contrast(*(tokens[token[colour]] for colour in pair)), 2) for pair in pairs}
    assert {pair: ratio for pair, ratio in told.items() if ratio < LEAST} == {}


def test_sizes_and_colours_come_from_the_tokens_alone():
    """One scale of type and one set of colours: a stylesheet of parts or charts names tokens, never a value."""
    for name in ("3-parts.css", "4-charts.css"):
        sheet = (ASSETS / name).read_text(encoding="utf-8")
        assert re.findall(r"font-size: (?!var\(--text-|0?\.\d+em)[^;]+", sheet) == [], name
        assert re.findall(r"(?<!fill: )(?<!stroke: )#[0-9a-f]{3,8}\b|(?<!fill: )(?<!stroke: )rgba?\(", sheet) == [], (
            name
        )


def test_the_palette_is_the_one_that_the_colour_blind_read():
    """Measured for three kinds of colour blindness in the research; the dark page has colours of its own."""
    light = _tokens(dark=False)
    names = ("strong-against", "against", "for", "strong-for")
    assert [light[f"chart-{name}"] for name in names] == ["#9a3b00", "#f0a35e", "#7fb2da", "#0b4f8a"]
    assert Path("dashboards/assets/1-tokens.css").read_text(encoding="utf-8").count("--chart-strong-for") == 2
