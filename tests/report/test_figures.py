"""Charts as dictionaries: valid for plotly, readable without colour, hidden rows without a mark."""

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.report import colours
from monitor.report.figures import AnswerRow, Bit, Dot, Multiple, Step, answers, dots, hundred, multiples, steps

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


@pytest.mark.parametrize("figure", [ANSWERS, DOTS, STEPS, answers([]), hundred([]), dots([]), steps([]), multiples([])])
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
    later = [t for t in STEPS["data"] if "marker" in t and t["marker"]["size"] != 11]
    shapes = [trace["marker"]["symbol"] for trace in later]
    assert shapes == ["triangle-right", "triangle-left", "circle", "circle", "circle"]
    assert later[0]["marker"]["color"] == colours.STRONG_FOR
    assert later[1]["marker"]["color"] == colours.STRONG_AGAINST
    assert later[2]["marker"]["color"] == colours.STILL


def dashed(figure):
    return [shape["y0"] for shape in figure["layout"]["shapes"] if shape["line"]["dash"] == "dash"]


def test_a_break_is_a_dashed_line_between_the_two_years():
    (parted,) = dashed(STEPS)
    lanes = [trace["y"][0] for trace in STEPS["data"] if trace["x"] in ([0.5], [0.7]) and "marker" in trace][-3:-1]
    assert lanes[0] < parted < lanes[1]
    assert dashed(steps([Step("Half", "", None, 0.7, "break"), Step("Zeker", "", 0.5, 0.7, "good")])) == []


def test_a_year_that_was_asked_otherwise_is_parted_from_the_one_before():
    figure = dots([Dot("2023-2024", "", 0.5, 0.4, 0.6), Dot("2024-2025", "", 0.6, 0.5, 0.7, broken=True)])
    (parted,) = dashed(figure)
    before, after = (trace["y"][0] for trace in figure["data"] if "marker" in trace)
    assert before < parted < after
    assert dashed(dots([Dot("2023-2024", "", 0.5, 0.4, 0.6, broken=True)])) == []  # nothing stands above it


def test_both_ranges_of_a_step_are_drawn_and_no_number_stands_on_them():
    figure = steps([Step("Beter", "", 0.5, 0.62, "good", (0.42, 0.58), (0.55, 0.69))])
    ranges = [trace for trace in figure["data"] if trace["mode"] == "lines" and trace["y"][0] == trace["y"][1]]
    assert [trace["x"] for trace in ranges] == [[0.42, 0.58], [0.55, 0.69]]
    assert len({trace["y"][0] for trace in ranges}) == 2
    told = {trace["text"][0].strip("\N{NO-BREAK SPACE}"): trace for trace in figure["data"] if trace["mode"] == "text"}
    assert [told["50%"]["x"], told["<b>62%</b>"]["x"]] == [[0.42], [0.69]]
    assert [told["50%"]["y"], told["<b>62%</b>"]["y"]] == [[ranges[0]["y"][0]], [ranges[1]["y"][0]]]


@given(st.sampled_from(["good", "bad", "plain", "still", "break"]), st.floats(0, 1), st.floats(0, 1))
def test_only_what_is_more_than_chance_has_a_colour(tone, before, after):
    figure = steps([Step("x", "", before, after, tone, (0, 1), (0, 1))])
    marks = {trace["marker"]["color"] for trace in figure["data"] if "marker" in trace}
    lines = {trace["line"]["color"] for trace in figure["data"] if trace["mode"] == "lines"}
    calm = {colours.STILL, colours.INK, colours.SURFACE, colours.MIDDLE}
    assert ((marks | lines) <= calm) == (tone in ("plain", "still", "break"))


def test_bars_that_add_up_stand_in_one_line_from_against_to_for():
    figure = hundred([row("2024-2025", 0.05, 0.10, 0.15, 0.40, 0.20, 0.10), AnswerRow("2025-2026", "verborgen")])
    starts = {trace["name"]: trace["base"][0] for trace in figure["data"]}
    assert starts == pytest.approx(
        {"strong-against": 0.0, "against": 0.05, "middle": 0.15, "for": 0.3, "strong-for": 0.7, "unknown": 0.9}
    )
    assert {trace["xaxis"] for trace in figure["data"]} == {"x"}
    assert figure["layout"]["xaxis"]["range"] == pytest.approx([0, 1])
    rounded = hundred([row("te lang", 0.05, 0.10, 0.15, 0.40, 0.20, 0.12)])
    assert rounded["layout"]["xaxis"]["range"] == pytest.approx([0, 1.02])


MULTIPLES = multiples(
    [
        Multiple("1A", "62%", (Dot("2024-2025", "te weinig"), Dot("2025-2026", "", 0.62, 0.5, 0.7, emphasised=True))),
        Multiple("2A", "50%", (Dot("2024-2025", "", 0.5, 0.4, 0.6), Dot("2025-2026", "", 0.5, 0.4, 0.6))),
    ],
    0.55,
)


def test_every_group_has_a_line_per_year_on_one_scale():
    assert [axis for axis in MULTIPLES["layout"] if axis.startswith("xaxis")] == ["xaxis"]
    years = [(one["y"], one["text"]) for one in MULTIPLES["layout"]["annotations"] if one["text"].startswith("20")]
    assert [text for _y, text in years] == ["2024-2025", "2025-2026"] * 2
    marks = [trace["y"][0] for trace in MULTIPLES["data"] if "marker" in trace]
    assert len(marks) == 3
    assert all(any(0 <= y - top <= 18 for top, _text in years) for y in marks)


def test_a_hidden_year_of_a_group_says_why_and_has_no_mark():
    told = next(one for one in MULTIPLES["layout"]["annotations"] if one["text"] == "te weinig")
    assert all(trace["y"][0] - told["y"] > 18 for trace in MULTIPLES["data"] if "marker" in trace)


def test_what_groups_are_held_against_is_a_line_through_each_of_them():
    lines = [shape for shape in MULTIPLES["layout"]["shapes"] if shape["x0"] == shape["x1"] == 0.55]
    assert len(lines) == 2
    alone = multiples([Multiple("1A", "", (Dot("2025-2026", "", 0.62, 0.5, 0.7),))])
    assert {shape["x0"] for shape in alone["layout"]["shapes"]} == {0, 0.25, 0.5, 0.75, 1}


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

    for figure in (ANSWERS, DOTS, STEPS, MULTIPLES):
        assert set(used(figure)) <= known
