"""The numbers in a chart: lengths and places are shares, pixels follow from the labels, and looks are a fixed few.

`LOOKS` are the allowances of layout, each by its path in the figure and with all values that it ever has: a size or a
colour that carried a number would be another value, and a number under a path that is not here must be explained.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from monitor.report import colours
from tests.support.shown.arithmetic import sums
from tests.support.shown.found import Found, Scope, in_text, plain

Figure = dict[str, Any]
PALETTE = {value for value in vars(colours).values() if isinstance(value, str) and value.startswith("rgb")}
CLEAR = "rgba(0, 0, 0, 0)"
LOOKS: dict[str, set[Any]] = {
    "data[].line.width": {2, 4, 7},
    "data[].marker.line.width": {1.5, 2},
    "data[].marker.size": {11, 12, 13, 16},
    "data[].textangle": {0},
    "data[].textfont.size": {15},
    "data[].width": {28},
    "data[].xaxis": {"x", "x2", "x3"},
    "layout.annotations[].borderpad": {0},
    "layout.annotations[].font.size": {15},
    "layout.annotations[].xref": {"x2", "x3"},
    "layout.annotations[].xshift": {-76, -44, -42, -20, -2, 0},
    "layout.font.family": {"Source Sans 3, Segoe UI, system-ui, sans-serif"},
    "layout.font.size": {15},
    "layout.margin.l": {2, 20, 42, 44, 76},
    "layout.margin.r": {2, 20, 42, 44},
    "layout.margin.t": {0},
    "layout.margin.b": {0},
    "layout.paper_bgcolor": {CLEAR},
    "layout.plot_bgcolor": {CLEAR},
    "layout.shapes[].line.width": {1, 2},
    "layout.shapes[].x0": {0, 0.25, 0.5, 0.75, 1},
    "layout.shapes[].x1": {0, 0.25, 0.5, 0.75, 1},
    "layout.shapes[].xref": {"x2", "x3"},
    "layout.uniformtext.minsize": {12},
    **{
        f"{part}.color": PALETTE
        for part in (
            "data[].line", "data[].marker", "data[].marker.line", "data[].textfont", "layout.annotations[].font",
            "layout.font", "layout.shapes[].line",
        )
    },
}  # fmt: skip
PIXELS = {
    "data[].y[]", "layout.annotations[].y", "layout.height", "layout.shapes[].y0", "layout.shapes[].y1",
    "layout.yaxis.range[]",
}  # fmt: skip
SCALE = {0: "0", 0.25: "25", 0.5: "50", 0.75: "75", 1: "100%"}
LINE, GAP, ROOM, LANE = 20, 16, 26, 18
LANES = range(1, 11)
"""How many years may stand in one row, each on a line of its own."""
BARS = (20, 30, *(LANE * lanes for lanes in LANES))
LABELLED = 0.15


@dataclass(frozen=True)
class Row:
    """A row of a chart: where its label begins, how many lines that has, and what it is about."""

    top: int
    lines: int
    scope: Scope


def numbers_in(figure: Figure, path: str, scope: Scope, reader: "RowReader") -> Iterator[Found]:
    """Every number of a figure that is not one of its looks."""
    rows = list(_rows(figure, scope, reader))
    allowed = _pixels(rows, figure["layout"]["height"]), _lengths(figure), _panels(figure)
    for place, general, value in _leaves(figure, "", ""):
        if not (_is_look(general, value) or _follows(figure, place, general, value, allowed)):
            yield from _one(value, f"{path}.{place}", _row_scope(figure, place, rows, scope), reader)


class RowReader(Protocol):
    """Knows what the label of a row is about, and which digits in a text are a name."""

    def row_scope(self, label: str, scope: Scope) -> Scope: ...

    def without_names(self, text: str) -> str: ...


def _one(value: Any, path: str, scope: Scope, reader: RowReader) -> Iterator[Found]:
    if isinstance(value, str):
        yield from in_text(reader.without_names(value), path, scope)
    else:
        yield Found("share" if isinstance(value, float) else "count", float(value), path, scope, str(value))


def _leaves(value: Any, path: str, general: str) -> Iterator[tuple[str, str, Any]]:
    """Every text and number with its path, and that path without the places in lists."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}".lstrip("."), f"{general}.{name}".lstrip("."))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, f"{path}[{place}]", f"{general}[]")
    elif isinstance(value, int | float | str) and not isinstance(value, bool):
        yield path, general, value


def _is_look(general: str, value: Any) -> bool:
    return value in LOOKS.get(general, ()) or (isinstance(value, str) and not re.search(r"\d", value))


def _follows(
    figure: Figure, place: str, general: str, value: Any, allowed: tuple[set[int], set[float], set[float]]
) -> bool:
    """Whether a number follows from the labels (pixels) or from other numbers of the same figure (sums of lengths)."""
    pixels, lengths, panels = allowed
    if general in PIXELS:
        return value in pixels
    if general == "data[].base[]":
        return round(value, 8) in lengths
    if re.fullmatch(r"layout\.xaxis\d?\.(range|domain)\[\]", general):
        return value in (0, 1) or round(value, 8) in panels
    if general in ("layout.annotations[].x", "layout.annotations[].text"):
        return _on_scale(figure["layout"]["annotations"][int(re.findall(r"\d+", place)[0])], general)
    return False


def _on_scale(words: Figure, general: str) -> bool:
    """A word of the scale from 0 to 100 percent at its place; and the left end, where every label begins."""
    if general.endswith(".x"):
        return words["x"] == 0 or (words["x"] in SCALE and words["text"] == SCALE[words["x"]])
    return words["x"] in SCALE and words["text"] == SCALE[words["x"]]


def _rows(figure: Figure, scope: Scope, reader: "RowReader") -> Iterator[Row]:
    for one in figure["layout"]["annotations"]:
        if one["xref"] == "paper":
            name = plain(" ".join(re.findall("<b>(.*?)</b>", one["text"])))
            yield Row(one["y"], one["text"].count("<br>") + 1, reader.row_scope(name, scope))


def _row_scope(figure: Figure, place: str, rows: list[Row], scope: Scope) -> Scope:
    """What a number of a trace, or of a label, is about: the row at whose height it stands, and its year there."""
    numbers = [int(one) for one in re.findall(r"\[(\d+)\]", place)]
    if place.startswith("layout.annotations"):
        height = figure["layout"]["annotations"][numbers[0]]["y"]
    elif place.startswith("data") and figure["data"][numbers[0]].get("y"):
        heights = figure["data"][numbers[0]]["y"]
        height = heights[numbers[1]] if len(numbers) > 1 and numbers[1] < len(heights) else heights[0]
    else:
        return scope
    found = next((row.scope for row in reversed(rows) if row.top <= height), scope)
    years = _years(figure, height) if place.startswith("data") else []
    return found.at(years=frozenset(years)) if years else found


def _years(figure: Figure, height: int) -> list[str]:
    """The year whose line a mark stands on, where a row has a line per year."""
    return [
        one["text"]
        for one in figure["layout"]["annotations"]
        if one["xref"] == "x" and 0 <= height - one["y"] <= LANE and re.fullmatch(r"20\d\d-20\d\d", one["text"])
    ]


def _pixels(rows: list[Row], height: int) -> set[int]:
    """Every height that follows from the number of lines of the labels; none if a row is where it cannot be."""
    if not rows:
        return {0, 10 + ROOM, 10 + ROOM - 20}
    return set().union(*(_heights(rows, bar) for bar in BARS if height in _heights(rows, bar)))


def _heights(rows: list[Row], bar: int) -> set[int]:
    """The heights in a chart whose rows have bars (or lines of years) of so many pixels."""
    ends = [row.top + LINE * row.lines for row in rows]
    fits = {GAP, bar + 3 + GAP}
    if rows[0].top not in (0, 26) or any(row.top - end not in fits for end, row in zip(ends, rows[1:], strict=False)):
        return set()
    centres = {end + bar // 2 + 3 for end in ends}
    bottoms = {max(ends[-1] + extra, 10) + ROOM for extra in (0, bar + 3)}
    around = {centre + step for centre in centres for step in _around(bar)}
    partings = {row.top - GAP // 2 for row in rows[1:]} if bar == BARS[0] else set()
    ends_of_chart = {bottom - step for bottom in bottoms for step in (0, 20, 21)}
    return {0, *(row.top for row in rows), *around, *partings, *ends_of_chart}


def _around(bar: int) -> set[int]:
    """How far from the middle of a row something may stand."""
    if bar in BARS[:2]:
        return {-4, 0, 4, *((-17, 17) if bar == BARS[1] else (-10, 10))}  # the last two: the line of a goal
    tops = [lane * LANE - bar // 2 for lane in range(bar // LANE)]
    return {0, -(bar // 2), bar // 2, *(top + LANE // 2 for top in tops), *(top - 2 for top in tops)}


def _bars(figure: Figure) -> dict[int, list[tuple[str, float]]]:
    """The lengths of the bars of each row, with the panel in which each stands."""
    rows: dict[int, list[tuple[str, float]]] = {}
    for trace in figure["data"]:
        if trace["type"] == "bar":
            for y, length in zip(trace["y"], trace["x"], strict=True):
                rows.setdefault(y, []).append((trace["xaxis"], length))
    return rows


def _lengths(figure: Figure) -> set[float]:
    """Where a bar may begin: at nought, or where others of its row end."""
    found = {0.0}
    for bars in _bars(figure).values():
        found |= {round(sign * one, 8) for one in sums(length for _panel, length in bars) for sign in (1, -1)}
    return found


def _panels(figure: Figure) -> set[float]:
    """The ends of the panels: as wide as the longest bars in them and the room for the numbers behind those."""
    bars = _bars(figure).values()
    first = figure["layout"]["xaxis"]["range"]
    if not bars:
        return set()
    apart = sorted(name for name in figure["layout"] if re.fullmatch(r"xaxis\d", name))
    most = [max(x for row in bars for panel, x in row if panel == name.replace("axis", "")) for name in apart]
    lengths = {round(one, 8) for row in bars for one in sums(x for _panel, x in row)}
    left, right = round(-first[0], 8), round(first[1], 8)
    if not {left, right} <= lengths | {1.0}:
        return set()
    return set(_ends(-first[0], first[1], most, -first[0] + (first[1] if right in lengths else 0) + sum(most)))


def _ends(left: float, right: float, most: list[float], total: float) -> Iterator[float]:
    room = total * LABELLED / (1 - LABELLED * len(most)) if most else 0.0
    whole = total + room * len(most) or 1.0
    at = total - sum(most)
    yield from (round(value, 8) for value in (-left, right, at / whole))
    for one in most:
        at += one + room
        yield from (round(value, 8) for value in (-room / 5, one + room * 4 / 5, min(at / whole, 1.0)))
