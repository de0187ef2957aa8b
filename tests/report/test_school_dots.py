"""The chart of schools beside each other."""

import itertools

import plotly.graph_objects as go
import pytest

from monitor.report.school_dots import FLOOR, TOP, Allowed, SchoolDot, school_dots
from monitor.report.svg import Picture, as_svg

DOTS = [SchoolDot(80, 0.42), SchoolDot(300, 0.55), SchoolDot(150, 0.31, "below"), SchoolDot(120, 0.5, "own")]
LIMITS = [Allowed((50, 300), (0.2, 0.38), (0.8, 0.62)), Allowed((50, 300), (0.1, 0.3), (0.9, 0.7), rare=True)]
FIGURE = school_dots(DOTS, LIMITS, 0.5)


def test_what_is_drawn_is_what_plotly_draws() -> None:
    go.Figure(FIGURE)


def test_a_higher_share_lies_higher_and_a_school_with_more_answers_further_to_the_right() -> None:
    placed = {
        (x, y)
        for trace in FIGURE["data"]
        if trace["mode"] == "markers"
        for x, y in zip(trace["x"], trace["y"], strict=True)
    }
    assert {x for x, _y in placed} == {dot.answers for dot in DOTS}
    heights = dict(placed)
    for one, other in itertools.pairwise(sorted(DOTS, key=lambda dot: dot.share)):
        assert heights[one.answers] > heights[other.answers], "pixels are counted from the top"
    assert all(TOP <= y <= FLOOR for y in heights.values())


def test_a_standing_has_a_shape_of_its_own() -> None:
    shapes = [trace["marker"]["symbol"] for trace in FIGURE["data"] if trace["mode"] == "markers"]
    assert shapes == ["circle", "triangle-down", "diamond"]


def test_thousands_of_schools_are_as_few_traces() -> None:
    many = [SchoolDot(20 + place % 400, (place % 97) / 97) for place in range(1000)]
    figure = school_dots(many, LIMITS, 0.5)
    assert len(figure["data"]) == len(LIMITS) * 2 + 1
    few = school_dots(many[:50], LIMITS, 0.5)
    assert figure["data"][-1]["marker"]["size"] < few["data"][-1]["marker"]["size"], "a thousand lie on each other"


def test_limits_that_leave_the_chart_end_at_its_edge() -> None:
    ends = [y for trace in FIGURE["data"] if trace["mode"] == "lines" for y in trace["y"]]
    assert ends
    assert all(TOP <= y <= FLOOR for y in ends)


@pytest.mark.parametrize("shares", [[0.0], [1.0], [0.5, 0.5], [0.0, 1.0]])
def test_shares_at_the_ends_are_drawn(shares: list[float]) -> None:
    figure = school_dots([SchoolDot(40 + place, share) for place, share in enumerate(shares)], [], shares[0])
    assert as_svg(Picture("Titel", "Zin", figure, (), (), "Bron")).count("<circle") == len(shares)


def test_without_schools_there_is_a_chart_with_the_mean() -> None:
    assert school_dots([], [], 0.5)["data"] == []
