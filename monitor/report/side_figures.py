"""Charts of groups side by side, and of shares as bars: plain dictionaries, as in `monitor.report.figures`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from monitor.report import colours
from monitor.report.answer_bars import BAR, Figure, Role
from monitor.report.chart_frame import TEXT, Rows, place, track
from monitor.report.figures import MARK, SIDE, on_scale
from monitor.report.marks import line, marker

Tie = Literal["gap", "still", ""]
"""How two groups are tied: by a gap, by a difference that is none, or not at all (nothing is compared)."""

SIDE_OF_LABELS: Final = 44
"""Pixels beside the scale, for a number outside a marker at its end."""
SIZE: Final = 13
SHAPES: Final = {
    "staff": ("square", colours.INK),
    "parents": ("diamond", colours.STRONG_FOR),
    "pupils": ("circle", colours.STILL),
    "older-pupils": ("triangle-up", colours.STILL),
    "others": ("cross", colours.STILL),
}
"""The shape of each group; its colour only helps."""
NEAR: Final = 0.03
"""Marks whose shares lie closer to each other are drawn one above the other, by so many pixels:"""
ASIDE: Final = 4
LEAST_LABELLED: Final = 0.12
"""A bar shorter than this share carries no number of its own; its label has it."""


@dataclass(frozen=True)
class Mark:
    """The share of one group on a row (0 to 1); `text` stands beside it, empty where few answered."""

    group: str
    share: float
    text: str = ""


@dataclass(frozen=True)
class SideRow:
    """One subject: the marks of the groups that have a share, in any order; `note` says what may be said of them."""

    label: str
    note: str
    marks: tuple[Mark, ...]
    tie: Tie = ""


@dataclass(frozen=True)
class Bar:
    """A share as a bar, with its interval if it has one (0 to 1); without a share `note` says why."""

    label: str
    note: str
    share: float | None
    role: Role = "strong-for"
    low: float | None = None
    high: float | None = None
    text: str = ""


def side_by_side(rows: Sequence[SideRow]) -> Figure:
    """The groups of each subject on one line, each with its own shape; what is compared is tied by a stroke."""
    stacked = place([(row.label, row.note, bool(row.marks)) for row in rows], bar=MARK)
    shown = [(row, y) for row, y in zip(rows, stacked.centres, strict=True) if y is not None]
    return {
        "data": [trace for row, y in shown for trace in _marks(row, y)],
        "layout": _tracks(stacked, side=SIDE_OF_LABELS),
    }


def _marks(row: SideRow, y: int) -> Iterator[Figure]:
    ordered = sorted(row.marks, key=lambda mark: mark.share)
    if row.tie and len(ordered) > 1:
        colour, width = (colours.INK, 4) if row.tie == "gap" else (colours.STILL, 2)
        yield line((ordered[0].share, y), (ordered[-1].share, y), colour, width=width)
    for number, mark in enumerate(ordered):
        symbol, colour = SHAPES[mark.group]
        drawn = marker(mark.share, y + _aside(number, ordered), symbol, colour, SIZE, colours.SURFACE)
        side = _side(mark, ordered)
        yield _labelled(drawn, mark.text, side, colours.INK) if side and mark.text else drawn


def _aside(number: int, ordered: Sequence[Mark]) -> int:
    """A few pixels up or down where two marks would cover each other."""
    near = [abs(other.share - ordered[number].share) < NEAR for other in ordered]
    if sum(near) == 1:
        return 0
    return -ASIDE if number % 2 == 0 else ASIDE


def _side(mark: Mark, ordered: Sequence[Mark]) -> str:
    """The number of the outermost marks stands outside; one between two others has it in the table alone."""
    if mark is ordered[-1]:
        return "middle right"
    return "middle left" if mark is ordered[0] else ""


def bars(rows: Sequence[Bar]) -> Figure:
    """A bar per row on a scale from 0 to 100 percent, with a thin line where the figure probably lies."""
    stacked = place([(row.label, row.note, row.share is not None) for row in rows], bar=BAR)
    shown = [(row, y) for row, y in zip(rows, stacked.centres, strict=True) if y is not None]
    return {"data": [trace for row, y in shown for trace in _bar(row, y)], "layout": _tracks(stacked)}


def _bar(row: Bar, y: int) -> Iterator[Figure]:
    assert row.share is not None
    yield _filled(row.share, y, row.role, row.text if row.share >= LEAST_LABELLED else "")
    if row.low is not None and row.high is not None:
        yield line((row.low, y), (row.high, y), colours.SURFACE, width=7)
        yield line((row.low, y), (row.high, y), colours.INK, width=2)


def _tracks(stacked: Rows, *, side: int = SIDE) -> Figure:
    return on_scale(stacked, [shape for y in stacked.drawn for shape in track(y)], side=side)


def _labelled(mark: Figure, text: str, side: str, colour: str) -> Figure:
    """A marker with its number beside it: `side` as plotly says it ("middle left")."""
    font = {"size": TEXT, "color": colour}
    return {**mark, "mode": "markers+text", "text": [text], "textposition": side, "textfont": font}


def _filled(share: float, y: int, role: str, text: str) -> Figure:
    """A bar from 0 to a share, with its number inside where there is room."""
    return {
        "type": "bar",
        "orientation": "h",
        "xaxis": "x",
        "x": [share],
        "y": [y],
        "base": [0.0],
        "width": BAR - 2,
        "text": [f"\N{NO-BREAK SPACE}{text}" if text else ""],
        "textposition": "inside",
        "insidetextanchor": "start",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"size": TEXT, "color": colours.LABELS[role]},
        "marker": {"color": colours.FILLS[role], "line": {"width": 1.5, "color": colours.SURFACE}},
        "hoverinfo": "skip",
    }
