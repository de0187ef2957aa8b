"""Charts as dictionaries: valid for plotly, readable without colour, hidden rows without a mark."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.report import colours
from monitor.report.figures import AnswerRow, Bit, Dot, Step, answers, dots, steps

ROLES = ("strong-against", "against", "middle", "for", "strong-for", "unknown")


def row(label: str, *shares: float) -> AnswerRow:
    return AnswerRow(label, "120 antwoorden", tuple(Bit(role, s, role) for role, s in zip(ROLES, shares, strict=True)))


ANSWERS = answers(
    [row("2024-2025", 0.05, 0.10, 0.15, 0.40, 0.20, 0.10), AnswerRow("2025-2026", "te weinig antwoorden")]
)
DOTS = dots([Dot("Hele school", "62%", 0.62, 0.55, 0.69, emphasised=True), Dot("Klas 1A", "te weinig antwoorden")])
STEPS = steps(
    [
        Step("Beter", "12 punten hoger", 0.5, 0.62, "good"),
        Step("Slechter", "12 punten lager", 0.62, 0.5, "bad"),
        Step("Onzeker", "niet vast te stellen", 0.5, 0.52, "still"),
        Step("Gebroken", "niet vergelijkbaar", 0.5, 0.7, "break"),
        Step("Half", "niet getoond in 2024-2025", None, 0.7, "break"),
        Step("Leeg", "niet getoond", None, None, "break"),
    ]
)


@pytest.mark.parametrize("figure", [ANSWERS, DOTS, STEPS, answers([]), dots([]), steps([])])
def test_plotly_knows_every_part(figure):
    made = go.Figure(figure)
    assert made.layout.separators == ",."
    assert made.layout.height == figure["layout"]["height"]


def bars(figure, axis):
    return [trace for trace in figure["data"] if trace["xaxis"] == axis]


def test_against_stands_left_of_zero_and_for_right():
    starts = {trace["name"]: trace["base"][0] for trace in bars(ANSWERS, "x")}
    ends = {trace["name"]: trace["base"][0] + trace["x"][0] for trace in bars(ANSWERS, "x")}
    assert starts == pytest.approx({"against": -0.10, "strong-against": -0.15, "for": 0.0, "strong-for": 0.40})
    assert ends == pytest.approx({"against": 0.0, "strong-against": -0.10, "for": 0.40, "strong-for": 0.60})


def test_neutral_and_unknown_have_their_own_panels():
    assert [trace["name"] for trace in bars(ANSWERS, "x2")] == ["middle"]
    assert [trace["name"] for trace in bars(ANSWERS, "x3")] == ["unknown"]
    heads = [note["text"] for note in ANSWERS["layout"]["annotations"] if note["xref"] in ("x2", "x3")]
    assert heads == ["neutraal", "weet niet"]


def test_equal_lengths_are_equal_shares_in_all_panels():
    layout = ANSWERS["layout"]
    scales = []
    for axis in ("xaxis", "xaxis2", "xaxis3"):
        low, high = layout[axis]["range"]
        start, end = layout[axis]["domain"]
        scales.append((end - start) / (high - low))
    assert scales == pytest.approx([scales[0]] * 3)


@given(st.lists(st.lists(st.integers(0, 50), min_size=6, max_size=6).filter(any), min_size=1, max_size=5))
def test_panels_fill_the_width_and_hold_their_bars(rows):
    figure = answers([row(str(place), *(n / sum(counts) for n in counts)) for place, counts in enumerate(rows)])
    layout = figure["layout"]
    axes = [name for name in layout if name.startswith("xaxis")]
    domains = [layout[axis]["domain"] for axis in axes]
    assert domains[0][0] == 0
    assert domains[-1][1] == pytest.approx(1)
    for trace in figure["data"]:
        low, high = layout[trace["xaxis"].replace("x", "xaxis")]["range"]
        for base, length in zip(trace["base"], trace["x"], strict=True):
            assert low - 1e-9 <= base <= base + length <= high + 1e-9


def test_a_hidden_row_has_a_label_and_nothing_else():
    texts = [note["text"] for note in ANSWERS["layout"]["annotations"]]
    assert "<b>2025-2026</b>   te weinig antwoorden" in texts
    assert {len(trace["y"]) for trace in ANSWERS["data"]} == {1}
    assert [trace["x"] for trace in DOTS["data"]] == [[0.55, 0.69], [0.62]]


def test_numbers_stand_on_the_bars_but_not_on_slivers():
    texts = {trace["name"]: trace["text"] for trace in ANSWERS["data"]}
    assert texts["for"] == ["40%"]
    assert texts["strong-against"] == [""]
    assert texts["middle"] == ["15%"]


def test_a_change_is_told_by_shape_as_well_as_by_colour():
    later = [t for t in STEPS["data"] if "marker" in t and t.get("text", [""])[0].startswith("<b>")]
    shapes = [trace["marker"]["symbol"] for trace in later]
    assert shapes == ["triangle-right", "triangle-left", "circle", "circle", "circle"]
    assert later[0]["marker"]["color"] == colours.STRONG_FOR
    assert later[1]["marker"]["color"] == colours.STRONG_AGAINST
    assert later[2]["marker"]["color"] == colours.STILL


def test_a_break_has_the_sign_of_one_where_there_is_room():
    signs = [trace["x"] for trace in STEPS["data"] if trace.get("text") == ["<b>//</b>"]]
    assert signs == [pytest.approx([0.6])]
    close = steps([Step("Nabij", "", 0.5, 0.52, "break")])
    assert all(trace.get("text") != ["<b>//</b>"] for trace in close["data"])


def test_a_break_has_no_line():
    lines = [trace["x"] for trace in STEPS["data"] if trace["mode"] == "lines"]
    assert lines == [[0.5, 0.62], [0.62, 0.5], [0.5, 0.52]]


def test_labels_stand_beside_their_markers_outward():
    sides = [trace["textposition"] for trace in STEPS["data"] if "textposition" in trace][:4]
    assert sides == ["middle left", "middle right", "middle right", "middle left"]


def test_long_labels_wrap_and_make_room():
    short = steps([Step("Kort", "", 0.5, 0.6, "good")])
    long = steps(
        [
            Step(
                "Een heel lange vraag die niet op een enkele regel van een telefoon past",
                "noot\nregel",
                0.5,
                0.6,
                "good",
            )
        ]
    )
    text = long["layout"]["annotations"][0]["text"]
    assert text.count("<br>") == 3
    assert long["layout"]["height"] == short["layout"]["height"] + 3 * 20


def test_every_colour_is_a_token():
    known = {value for name, value in vars(colours).items() if name.isupper() and isinstance(value, str)}

    def used(part):
        if isinstance(part, dict):
            for name, value in part.items():
                if name == "color":
                    yield value
                else:
                    yield from used(value)
        elif isinstance(part, list):
            for each in part:
                yield from used(each)

    for figure in (ANSWERS, DOTS, STEPS):
        assert set(used(figure)) <= known
