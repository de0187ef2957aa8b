"""Charts as plain dictionaries in the shape that plotly reads: built in a millisecond, without plotly.

Every chart can be read without its colours: parts are labelled, stand in order and are parted by a gap; markers
have shapes. Titles, sentences and legends are text of the page, not of the picture. A dashed line is the same
everywhere: what stands on either side of it was not asked alike and is not compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from monitor.report import colours
from monitor.report.answer_bars import AnswerRow, Bit, Figure, Role, answers, hundred
from monitor.report.chart_frame import (
    GAP,
    Panel,
    Rows,
    grid,
    layout,
    parting,
    place,
    reference,
    scale,
    track,
    words,
)  # fmt: skip
from monitor.report.marks import SOFT, STRONG, Mark, Tone, line, marker, outside, reach
from monitor.report.numerals import percent

__all__ = [
    "AnswerRow", "Bit", "Dot", "Figure", "LegendEntry", "Multiple", "Role", "Step", "Tone", "answers", "dots",
    "hundred", "multiples", "steps",
]  # fmt: skip

MARK: Final = 20
"""Pixels of the line on which markers stand."""
LANE: Final = 18
"""Pixels of the line of one year among others."""
SIDE: Final = 20
"""Pixels beside a scale from 0 to 100 percent, for markers at its ends."""
OUTSIDE: Final = 42
"""Pixels beside such a scale where numbers stand outside the ranges."""
YEAR_ROOM: Final = 76
"""Pixels left of such a scale for the names of school years."""


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: the role decides the look, the label says it."""

    label: str
    role: str


@dataclass(frozen=True)
class Dot:
    """A share with its interval (0 to 1) for one group or year; without a share it is hidden and `note` says why.

    `broken`: what stands above it was not asked in the same way.
    """

    label: str
    note: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    emphasised: bool = False
    broken: bool = False


@dataclass(frozen=True)
class Step:
    """A share in two years, each with its limits; with the tone `break` there is no line between them.

    Limits go from 0 to 1; without them a share stands alone.
    """

    label: str
    note: str
    before: float | None
    after: float | None
    tone: Tone
    before_limits: tuple[float, float] | None = None
    after_limits: tuple[float, float] | None = None


@dataclass(frozen=True)
class Multiple:
    """One group in all years: a dot per year, the oldest first; its label is its year, its note why it is hidden."""

    label: str
    note: str
    years: tuple[Dot, ...]


def dots(rows: Sequence[Dot], beside: float | None = None) -> Figure:
    """One dot with its interval per row, on a scale from 0 to 100 percent.

    `beside` is a share that all are held against, drawn as an upright line in every row: that of a goal, say.
    """
    stacked = place([(row.label, row.note, row.share is not None) for row in rows], bar=MARK)
    shown = [(row, y) for row, y in zip(rows, stacked.centres, strict=True) if y is not None]
    partings = [top - GAP // 2 for row, top in zip(rows, stacked.label_tops, strict=True) if row.broken and top]
    lines = [shape for y in stacked.drawn for shape in track(y)] + [parting(y) for y in partings]
    if beside is not None:
        lines += [reference(beside, y - MARK // 2, y + MARK // 2, colour=colours.INK) for y in stacked.drawn]
    return {"data": [trace for row, y in shown for trace in _dotted(row, y)], "layout": on_scale(stacked, lines)}


def steps(rows: Sequence[Step]) -> Figure:
    """Where each share stood and where it stands now: two lanes, two ranges, and an arrow between them."""
    stacked = place([(row.label, row.note, _has_value(row)) for row in rows], bar=2 * LANE)
    shown = [(row, y) for row, y in zip(rows, stacked.centres, strict=True) if y is not None]
    lines = [shape for y in stacked.drawn for shape in grid(y, LANE)]
    lines += [parting(y) for row, y in shown if row.tone == "break" and None not in (row.before, row.after)]
    return {
        "data": [trace for row, y in shown for trace in _step(row, y)],
        "layout": on_scale(stacked, lines, side=OUTSIDE),
    }


def multiples(rows: Sequence[Multiple], beside: float | None = None) -> Figure:
    """Every group with all its years on the same scale from 0 to 100 percent, so that groups can be held side by side.

    Args:
        rows: the groups, each with equally many years.
        beside: a share that all are held against, drawn as an upright line through every row.
    """
    lanes = max((len(row.years) for row in rows), default=0)
    stacked = place([(row.label, row.note, True) for row in rows], bar=LANE * lanes)
    frame = on_scale(stacked, [], left=YEAR_ROOM)
    data: list[Mark] = []
    for row, centre in zip(rows, stacked.drawn, strict=True):
        reaches = LANE * lanes // 2
        top = centre - reaches
        frame["shapes"] += grid(centre, reaches)
        frame["shapes"] += [reference(beside, centre - reaches, centre + reaches)] if beside is not None else []
        for lane, dot in enumerate(row.years):
            frame["annotations"] += _beside_lane(dot, top + LANE * lane)
            data += _dotted(dot, top + LANE * lane + LANE // 2) if dot.share is not None else []
    return {"data": data, "layout": frame}


def _beside_lane(dot: Dot, top: int) -> list[Mark]:
    """The year of a lane, and why there is no mark on it."""
    year = words(dot.label, 0, top - 2, xshift=-YEAR_ROOM, colour=colours.MUTED)
    return [year] if dot.share is not None else [year, words(dot.note, 0, top - 2, colour=colours.MUTED)]


def _has_value(row: Step) -> bool:
    return row.before is not None or row.after is not None


def on_scale(
    stacked: Rows, lines: list[dict[str, Any]], *, side: int = SIDE, left: int | None = None
) -> dict[str, Any]:
    """The layout of rows on a scale from 0 to 100 percent; `side` pixels are free at both ends, `left` at the first."""
    frame = layout(stacked, [Panel()], side=side, left=left)
    return {**frame, "shapes": lines, "annotations": frame["annotations"] + (scale(stacked) if stacked.drawn else [])}


def _dotted(row: Dot, y: int) -> list[Mark]:
    assert row.share is not None
    colour, soft = (colours.STRONG_FOR, colours.FOR) if row.emphasised else (colours.STILL, colours.MIDDLE)
    symbol, size = ("diamond", 13) if row.emphasised else ("circle", 11)
    width = 7 if row.emphasised else 4
    return [reach(row.low, row.high, y, soft, width=width), marker(row.share, y, symbol, colour, size, colours.SURFACE)]


def _step(row: Step, y: int) -> Iterator[Mark]:
    """The earlier year in the upper lane, the later in the lower one; each number outside its range."""
    above, below = y - LANE // 2, y + LANE // 2
    rising = row.before is not None and row.after is not None and row.after >= row.before
    colour = STRONG[row.tone]
    if row.before_limits is not None:
        yield reach(*row.before_limits, above, colours.MIDDLE, width=4)
    if row.after_limits is not None:
        yield reach(*row.after_limits, below, SOFT[row.tone])
    if row.before is not None and row.after is not None and row.tone != "break":
        yield line((row.before, above), (row.after, below), colour, width=2 if row.tone == "still" else 4)
    if row.before is not None:
        low, high = row.before_limits or (row.before, row.before)
        yield marker(row.before, above, "circle", colours.SURFACE, 11, colour)
        yield outside(percent(row.before), low, high, above, colours.MUTED, leftwards=rising)
    if row.after is not None:
        low, high = row.after_limits or (row.after, row.after)
        symbol, size = _arrowhead(row, rising=rising)
        yield marker(row.after, below, symbol, colour, size, colours.SURFACE)
        yield outside(f"<b>{percent(row.after)}</b>", low, high, below, colours.INK, leftwards=not rising)


def _arrowhead(row: Step, *, rising: bool) -> tuple[str, int]:
    if row.tone in ("still", "break"):
        return "circle", 12
    return ("triangle-right" if rising else "triangle-left"), 16
