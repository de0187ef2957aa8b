"""Groups side by side and shares as bars: valid for plotly, a shape per group, nothing tied that is not compared."""

import plotly.graph_objects as go
import pytest

from monitor.report import colours
from monitor.report.side_figures import ASIDE, SHAPES, Bar, Mark, SideRow, bars, side_by_side

GROUPS = side_by_side(
    [
        SideRow("Kloof", "23 punten", (Mark("staff", 0.9, "90%"), Mark("parents", 0.5, "50%")), "gap"),
        SideRow("Toeval", "", (Mark("staff", 0.6, "60%"), Mark("parents", 0.5, "50%")), "still"),
        SideRow("Naast elkaar", "", (Mark("staff", 0.9), Mark("pupils", 0.7, "70%"), Mark("parents", 0.5, "50%"))),
        SideRow("Gelijk", "", (Mark("staff", 0.5, "50%"), Mark("parents", 0.51, "51%"))),
        SideRow("Verborgen", "Te weinig antwoorden om te tonen.", ()),
    ]
)
BARS = bars(
    [
        Bar("Weet het", "87%", 0.87, "for", 0.81, 0.91, "87%"),
        Bar("Kort", "5%", 0.05, text="5%"),
        Bar("Verborgen", "Te weinig antwoorden om te tonen.", None),
    ]
)


def traces(figure, row):
    """What is drawn between the label of a row and that of the next."""
    tops = [one["y"] for one in figure["layout"]["annotations"] if one["xref"] == "paper"]
    ends = [*tops, figure["layout"]["height"]]
    return [trace for trace in figure["data"] if ends[row] < trace["y"][0] < ends[row + 1]]


def marks(figure, row):
    return [trace for trace in traces(figure, row) if "markers" in trace.get("mode", "")]


@pytest.mark.parametrize("figure", [GROUPS, BARS, side_by_side([]), bars([])])
def test_plotly_knows_every_part(figure):
    assert go.Figure(figure).layout.height == figure["layout"]["height"]


def test_every_group_has_a_shape_of_its_own():
    shapes = [SHAPES[group][0] for group in SHAPES]
    assert len(shapes) - len(set(shapes)) == 0
    assert [trace["marker"]["symbol"] for trace in marks(GROUPS, 2)] == ["diamond", "circle", "square"]


def test_a_gap_is_a_thick_stroke_and_what_is_not_compared_has_none():
    strokes = [[t["line"]["width"] for t in traces(GROUPS, row) if t.get("mode") == "lines"] for row in range(4)]
    assert strokes == [[4], [2], [], []]


def test_numbers_stand_outside_and_the_middle_mark_has_none():
    said = [(trace.get("text"), trace.get("textposition")) for trace in marks(GROUPS, 2)]
    assert said == [(["50%"], "middle left"), (None, None), (None, None)]
    assert [trace["textposition"] for trace in marks(GROUPS, 0)] == ["middle left", "middle right"]


def test_marks_that_would_cover_each_other_stand_aside():
    low, high = (trace["y"][0] for trace in marks(GROUPS, 3))
    assert high - low == 2 * ASIDE
    assert len({trace["y"][0] for trace in marks(GROUPS, 0)}) == 1


def test_what_is_hidden_has_no_mark():
    assert traces(GROUPS, 4) == []
    assert traces(BARS, 2) == []


def test_a_bar_carries_its_number_where_there_is_room_and_its_limits():
    (bar, casing, limits), (short,) = traces(BARS, 0), traces(BARS, 1)
    assert (bar["x"], bar["text"][0].strip()) == ([0.87], "87%")
    assert bar["marker"]["color"] == colours.FOR
    assert limits["x"] == casing["x"] == [0.81, 0.91]
    assert limits["line"] == {"width": 2, "color": colours.INK}
    assert short["text"] == [""]
