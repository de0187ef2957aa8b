"""What the browser makes of a chart before it is drawn: fewer parts, with every mark of the figure still in them."""

import pytest

from monitor.report.figures import Step, steps
from monitor.report.side_figures import Mark, SideRow, side_by_side

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
DRAWN = """all => {
    let drawn = null;
    window.Plotly = { react: (_element, figure) => { drawn = figure; } };
    return all.map(asked => {
        const sent = JSON.stringify(asked);
        window.Plotly.react({ _fullLayout: {} }, asked);
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
        assert drawn["layout"]["annotations"] == sent["layout"]["annotations"]
