"""A chart as a picture: the same numbers as in the figure, real text, the same bytes, and nothing left out."""

import re
import struct
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from monitor.report.figures import AnswerRow, Bit, Dot, Figure, LegendEntry, Step, answers, dots, steps
from monitor.report.png import SHARPNESS, as_png
from monitor.report.svg import EDGE, WIDTH, Picture, as_svg
from monitor.report.svg_legend import swatch

NAMESPACE = "{http://www.w3.org/2000/svg}"
ROWS = (
    AnswerRow("2024-2025", "ongeveer 60 antwoorden", (
        Bit("Oneens", 0.25, "against"), Bit("Eens", 0.4, "for"), Bit("Zeer", 0.05, "strong-for"),
        Bit("Neutraal", 0.2, "middle"), Bit("Weet niet", 0.1, "unknown"),
    )),
    AnswerRow("2025-2026", "te weinig antwoorden om te tonen"),
)  # fmt: skip
DOTS = (Dot("1A & 1B", "n", 0.6, 0.45, 0.75), Dot("Hele school", "n", 0.5, 0.4, 0.6, emphasised=True))
STEPS = (Step("Veilig?", "hoger\nhulp", 0.3, 0.55, "good"), Step("Anders", "", 0.2, 0.9, "break"))


def picture(figure: Figure, **changed: object) -> Picture:
    content = {
        "title": "Meer ouders <veilig>", "sentence": "Een zin & nog een.", "figure": figure,
        "legend": (LegendEntry("eens", "for"), LegendEntry("nu", "dot")), "notes": ("Een noot.", ""),
        "source": "Bron: De Linde. Schooljaar: 2025-2026. Elk aantal is afgerond.",
    }  # fmt: skip
    return Picture(**(content | changed))


def drawn(figure: Figure) -> Element:
    return fromstring(as_svg(picture(figure)))


def every(root: Element, name: str) -> list[Element]:
    return root.findall(f"{NAMESPACE}{name}")


def words(root: Element) -> list[str]:
    return ["".join(each.itertext()) for each in every(root, "text")]


def test_lengths_of_bars_are_the_shares():
    bars = [each for each in every(drawn(answers(ROWS)), "rect")[2:] if float(each.get("height", "0")) > 20]
    lengths = [float(each.get("width", "0")) for each in bars]
    shares = [0.25, 0.4, 0.05, 0.2, 0.1]
    assert len(lengths) == len(shares)
    ratios = [length / share for length, share in zip(sorted(lengths), sorted(shares), strict=True)]
    assert max(ratios) - min(ratios) < 0.2, "equal lengths are equal shares, in every panel"
    against, favour = (next(each for each in bars if each.get("fill") == colour) for colour in
                       ("rgb(240, 163, 94)", "rgb(127, 178, 218)"))  # fmt: skip
    ends = float(against.get("x", "0")) + float(against.get("width", "0"))
    assert ends == pytest.approx(float(favour.get("x", "0")), abs=0.02)


def test_small_parts_have_no_number_and_the_others_do():
    said = words(drawn(answers(ROWS)))
    assert {"25%", "40%", "20%", "10%"} <= set(said)
    assert "5%" not in said


def test_places_of_dots_and_their_lines_are_shares_of_the_scale():
    root = drawn(dots(DOTS))
    ticks = [float(each.get("x1", "0")) for each in every(root, "line") if each.get("x1") == each.get("x2")]
    left, right = min(ticks), max(ticks)
    assert (left, right) == (EDGE + 20, WIDTH - EDGE - 20)
    marks = [float(each.get("cx", "0")) for each in every(root, "circle")][1:]
    assert [(x - left) / (right - left) for x in marks] == pytest.approx([0.6], abs=1e-4)
    diamonds = [[float(part.split(",")[0]) for part in (each.get("points") or "").split()]
                for each in every(root, "polygon")]  # fmt: skip
    assert [(sum(xs) / 4 - left) / (right - left) for xs in diamonds] == pytest.approx([0.5], abs=1e-4)
    lines = [[float(part.split(",")[0]) for part in (each.get("points") or "").split()]
             for each in every(root, "polyline")]  # fmt: skip
    found = [(x - left) / (right - left) for line in lines for x in line]
    assert found == pytest.approx([0.45, 0.75, 0.4, 0.6], abs=1e-4)


def test_a_step_has_a_ring_an_arrow_and_both_numbers_and_a_break_has_no_line():
    root = drawn(steps(STEPS))
    assert {"30%", "55%", "20%", "90%"} <= {each.strip("\N{NO-BREAK SPACE}") for each in words(root)}
    assert len(every(root, "polyline")) == 1
    assert len(every(root, "polygon")) == 1
    dashed = [each for each in every(root, "line") if each.get("stroke-dasharray")]
    assert len(dashed) == 1, "where the question changed"


def test_every_mark_of_a_legend_that_a_page_shows_is_drawn_and_another_is_an_error():
    styles = Path("dashboards/assets")
    shown = {role for file in styles.glob("*.css") for role in re.findall(r"\.swatch-([a-z-]+)", file.read_text())}
    assert {"tie-gap", "others", "parting", "arrow-against", "line"} <= shown
    for role in shown:
        assert fromstring(swatch(role, 10.0, 10.0)).attrib
    with pytest.raises(ValueError, match="no way to draw"):
        swatch("sterretje", 0.0, 0.0)


def test_the_picture_names_itself_and_its_source_in_real_text():
    svg = as_svg(picture(dots(DOTS)))
    root = fromstring(svg)
    assert root.get("role") == "img"
    assert [each.text for each in (*every(root, "title"), *every(root, "desc"))] == [
        "Meer ouders <veilig>", "Een zin & nog een.",
    ]  # fmt: skip
    said = words(root)
    for wanted in ("Meer ouders <veilig>", "Een zin & nog een.", "eens", "Een noot.", "0", "100%"):
        assert wanted in said
    assert "1A & 1B \N{NO-BREAK SPACE} n" in said
    assert any("De Linde" in each and "afgerond" in each for each in said)
    assert re.match(r"<svg [^>]*font-family=\"'Source Sans 3'", svg)


def test_words_stay_within_the_picture():
    long = "Wat vindt u ervan dat wij allen " * 12
    root = fromstring(as_svg(picture(dots(DOTS), title=long, sentence=long, notes=(long,), source=long)))
    wide = [len("".join(each.itertext())) * float(each.get("font-size", "0")) for each in every(root, "text")]
    assert max(wide) * 0.43 < WIDTH - 2 * EDGE, "Dutch in Source Sans is 0.41 of its height per letter, also in bold"
    bottoms = [float(each.get("y", "0")) for each in every(root, "text")]
    assert max(bottoms) < int(root.get("height", "0")) - EDGE / 2
    assert len(words(root)) > 20


def test_the_same_figure_gives_the_same_bytes_and_the_image_is_twice_as_sharp():
    svg = as_svg(picture(answers(ROWS)))
    assert as_svg(picture(answers(ROWS))) == svg
    image = as_png(svg)
    assert as_png(svg) == image
    height = int(fromstring(svg).get("height", "0"))
    assert struct.unpack(">II", image[16:24]) == (SHARPNESS * WIDTH, SHARPNESS * height)


def test_the_image_has_the_words_in_it():
    with_words, without = (
        as_png(as_svg(picture(dots(DOTS), title=title))) for title in ("Meer ouders", "Mindr ouders")
    )
    assert with_words != without


def test_a_file_that_is_no_svg_is_not_drawn():
    with pytest.raises(ValueError, match="begins with its width"):
        as_png("<html></html>")


@pytest.mark.parametrize(
    ("figure", "what"),
    [
        ({"data": [{"type": "pie"}]}, "trace of the type 'pie'"),
        ({"data": [{"type": "bar", "orientation": "v"}]}, "trace of the type 'bar'"),
        ({"data": [{"type": "scatter", "x": [], "y": [], "fill": "tozerox"}]}, "fill an area"),
        ({"data": [{"type": "scatter", "mode": "markers", "x": [0], "y": [0],
                    "marker": {"symbol": "star", "size": 3, "color": "red"}}]}, "marker of the kind 'star'"),
        ({"data": [], "shapes": [{"type": "circle"}]}, "shape of the type 'circle'"),
        ({"data": [], "annotations": [{"text": "x"}]}, "arrow"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_an_error_and_not_left_out(figure, what):
    axis = {"range": [0, 1]}
    layout = {"height": 10, "xaxis": axis, "yaxis": axis} | {k: v for k, v in figure.items() if k != "data"}
    with pytest.raises(ValueError, match=what):
        as_svg(picture({"data": figure["data"], "layout": layout}))


def test_a_mark_of_a_legend_that_is_not_known_is_an_error():
    with pytest.raises(ValueError, match="'zigzag'"):
        as_svg(picture(dots(DOTS), legend=(LegendEntry("x", "zigzag"),)))


def test_every_mark_of_a_legend_is_drawn():
    roles = ("strong-against", "midway-against", "against", "middle", "for", "strong-for", "unknown", "still", "ring",
             "dot", "diamond")  # fmt: skip
    entries = tuple(LegendEntry(f"dit is {role}", role) for role in roles)
    plain, told = (fromstring(as_svg(picture(dots(DOTS), legend=each))) for each in ((), entries))
    assert len(list(told)) - len(list(plain)) == 2 * len(roles)


def test_lines_and_words_as_plotly_writes_them():
    figure = {
        "data": [{"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1],
                  "line": {"color": "red", "width": 1, "dash": "dot"}},
                 {"type": "bar", "orientation": "h", "x": [0.5], "y": [0.5], "width": 0.2,
                  "marker": {"color": "blue"}}],
        "layout": {"height": 100, "xaxis": {"range": [0, 1]}, "yaxis": {"range": [0, 1]},
                   "shapes": [{"type": "line", "x0": 0, "x1": 1, "y0": 0, "y1": 0,
                               "line": {"color": "red", "width": 1}}],
                   "annotations": [{"text": "a<br><b>b</b>", "x": 1, "y": 0, "showarrow": False, "yanchor": "bottom"}]},
    }  # fmt: skip
    root = drawn(figure)
    assert every(root, "polyline")[0].get("stroke-dasharray") == "2 4"
    first, second = (each for each in every(root, "text") if "".join(each.itertext()) in "ab")
    assert float(second.get("y", "0")) - float(first.get("y", "0")) == 20
    assert second[0].get("font-weight") == "700"
