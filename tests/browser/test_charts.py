"""What the browser makes of a chart before it is drawn: fewer parts, with every mark and word of the figure in them."""

from html import unescape
from re import findall, sub

import pytest

from monitor.report.answer_bars import AnswerRow, Bit, answers
from monitor.report.colours import INK
from monitor.report.figures import Dot, Multiple, Step, multiples, steps
from monitor.report.side_figures import Mark, SideRow, side_by_side
from monitor.report.svg_marks import Place, marks

pytestmark = pytest.mark.browser

LIMITS = {"before_limits": (0.4, 0.6), "after_limits": (0.5, 0.7)}
FIGURES = [
    side_by_side(
        [
            SideRow("Kloof", "", (Mark("staff", 0.9, "90%"), Mark("parents", 0.5, "50%")), "gap"),
            SideRow("Omgekeerd", "", (Mark("staff", 0.2, "20%"), Mark("parents", 0.6, "60%")), "gap"),
            SideRow("Toeval", "", (Mark("staff", 0.6, "60%"), Mark("parents", 0.5, "50%")), "still"),
        ]
    ),
    steps(
        [
            Step("Steeg", "", 0.5, 0.6, "good", **LIMITS),
            Step("Anders gevraagd", "", 0.5, 0.6, "break", **LIMITS),
            Step("Toeval", "", 0.5, 0.6, "still", **LIMITS),
        ]
    ),
]
WORDED = [
    *FIGURES,
    answers(
        [
            AnswerRow("Hele school", "R&D <i>van</i> 12", (Bit("Ja", 0.5, "for"), Bit("Weet niet", 0.2, "unknown"))),
            AnswerRow("Een naam die veel te lang is om op een enkele regel te staan", "te weinig"),
        ]
    ),
    multiples([Multiple("1A", "12 van 15", (Dot("2023-2024", "te weinig"), Dot("2024-2025", "", 0.5, 0.4, 0.6)))], 0.4),
]
WIDE = 520
DRAWN = """all => {
    let drawn = null;
    const element = document.createElement("div");
    element.innerHTML = "<div class='svg-container'></div>";
    element._fullLayout = {};
    window.Plotly = { react: (_element, figure) => { drawn = figure; } };
    return all.map(asked => {
        const sent = JSON.stringify(asked);
        window.Plotly.react(element, asked);
        return [drawn, sent === JSON.stringify(asked)];
    });
}"""


def points(figure):
    """Every place of every mark, with all of its look and what it says."""
    for trace in figure["data"]:
        said = trace.get("text") or [None] * len(trace["x"])
        look = {name: value for name, value in trace.items() if name not in ("x", "y", "text")}
        yield from ((str(look), *one) for one in zip(trace["x"], trace["y"], said, strict=True) if one[0] is not None)


def test_marks_that_look_alike_are_drawn_together_and_none_is_lost(visit):
    watched = visit()
    watched.page.goto(f"{watched.base}/toegankelijkheid")
    for sent, (drawn, kept) in zip(FIGURES, watched.page.evaluate(DRAWN, FIGURES), strict=True):
        assert kept, "the figure that the page holds is as it was sent"
        assert sorted(map(str, points(drawn))) == sorted(map(str, points(sent)))
        looks = {str({**trace, "x": 0, "y": 0, "text": 0}) for trace in sent["data"]}
        assert len(drawn["data"]) == len(looks) < len(sent["data"])
        lines = [trace["mode"] == "lines" for trace in drawn["data"]]
        assert lines == sorted(lines, reverse=True), "no stroke lies over a mark"
        shapes = sent["layout"]["shapes"]
        strokes = "".join(shape["path"] for shape in drawn["layout"]["shapes"])
        assert sorted(strokes.split("M")[1:]) == sorted(f"{s['x0']},{s['y0']}L{s['x1']},{s['y1']}" for s in shapes)
        assert {str(one["line"]) for one in drawn["layout"]["shapes"]} == {str(one["line"]) for one in shapes}
        assert drawn["layout"]["annotations"] == []


WRITTEN = """([all, wide]) => {
    window.Plotly = { react: () => {} };
    const element = document.createElement("div");
    element.className = "js-plotly-plot";
    element.innerHTML = `<div class="svg-container" style="position: fixed; inset: 0 auto auto 0; width: ${wide}px">`;
    element._fullLayout = {};
    document.body.appendChild(element);
    return all.map(asked => {
        window.Plotly.react(element, asked);
        element.firstChild.style.height = `${asked.layout.height}px`;
        return [...element.querySelectorAll(".chart-words > span")].map(words => {
            const box = words.getBoundingClientRect();
            return [words.innerText, box.left, (box.left + box.right) / 2, box.top, box.height, words.className];
        });
    });
}"""


def test_the_words_of_a_chart_stand_where_its_picture_as_a_file_has_them(visit):
    """The picture is the other implementation: it writes the same words line by line, from their baselines."""
    watched = visit()
    watched.page.goto(f"{watched.base}/toegankelijkheid")
    for figure, written in zip(WORDED, watched.page.evaluate(WRITTEN, [WORDED, WIDE]), strict=True):
        bare = {"data": [], "layout": {**figure["layout"], "shapes": []}}
        lines = "".join(marks(bare, Place(0, 0, WIDE, figure["layout"]["height"])))
        drawn = findall(r'<text x="([\d.-]+)" y="([\d.-]+)"[^>]*fill="([^"]+)" text-anchor="(\w+)">(.*?)</text>', lines)
        assert drawn
        for words, left, middle, top, height, look in written:
            for place, line in enumerate(words.split("\n")):
                x, baseline, colour, anchor, said = drawn.pop(0)
                assert line.split() == unescape(sub("<.*?>", "", said)).split()
                assert abs(float(x) - (middle if anchor == "middle" else left)) < 0.6, line
                assert abs(top + height * (place + 0.5) / (words.count("\n") + 1) - (float(baseline) - 5)) < 3.5, line
                assert ("quiet" in look) == (colour != INK), line
        assert drawn == []
