"""The chart of schools beside each other: each a dot, by how many answered and which share, with what chance allows.

A funnel plot (Spiegelhalter 2005). The awareness funnel is something else: `monitor.report.funnel_words`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor
from typing import Final, Literal, NamedTuple

from monitor.report import colours
from monitor.report.answer_bars import Figure
from monitor.report.chart_frame import Panel, Rows, across, layout, words
from monitor.report.numerals import count, limit
from monitor.texts import _

Standing = Literal["within", "above", "below", "own"]
"""Within what chance and ordinary differences allow, above or below it, or the school that is looked at."""

HEIGHT, TOP, FLOOR = 430, 14, 372
"""Pixels: of the chart, above the highest share, and down to the lowest."""
LEFT, RIGHT = 52, 14
STEP: Final = 0.1
LOOKS: Final = {
    "within": ("circle", colours.STILL, 8),
    "above": ("triangle-up", colours.STRONG_FOR, 13),
    "below": ("triangle-down", colours.STRONG_AGAINST, 13),
    "own": ("diamond", colours.INK, 15),
}
"""Symbol, colour and size; the symbol alone says it too."""
MANY, SMALL = 250, 5
"""More ordinary schools than this are dots of so many pixels: larger ones lie on top of each other."""
TICKS: Final = (25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000)
MOST_TICKS: Final = 6


class SchoolDot(NamedTuple):
    """A school: how many answered, which share (0 to 1), and where it stands."""

    answers: float
    share: float
    standing: Standing = "within"


@dataclass(frozen=True)
class Allowed:
    """Between which shares chance and ordinary differences put a school, by how many answered.

    `rare`: the wider of the two limits.
    """

    answers: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    rare: bool = False


def school_dots(dots: Sequence[SchoolDot], allowed: Sequence[Allowed], mean: float | None) -> Figure:
    """The dots with the limits around the mean of the schools that are compared (None: there is no one mean).

    Four traces of dots at most, however many schools.
    """
    heights = _Heights.of([dot.share for dot in dots], mean)
    most = max([dot.answers for dot in dots], default=1.0) * 1.04
    frame = layout(Rows((), (), (), HEIGHT), [Panel(0.0, most)], side=RIGHT, left=LEFT)
    lines = [across(heights.y(share), most) for share in heights.steps]
    middle = [] if mean is None else [across(heights.y(mean), most, colour=colours.INK, width=2)]
    limits = [trace for one in allowed for trace in _limits(one, heights)]
    return {
        "data": [*limits, *_dots(dots, heights)],
        "layout": {
            **frame,
            "shapes": [*lines, *middle],
            "annotations": [*_shares(heights), *_answers(most)],
        },
    }


@dataclass(frozen=True)
class _Heights:
    """Which shares the chart spans: whole tens of percents around what is drawn."""

    low: float
    high: float

    @classmethod
    def of(cls, shares: Sequence[float], mean: float | None) -> "_Heights":
        drawn = [*shares] if mean is None else [*shares, mean]
        low, high = min(drawn), max(drawn)
        bottom, top = STEP * floor(low / STEP + 1e-9), STEP * ceil(high / STEP - 1e-9)
        return cls(max(0.0, bottom if bottom < low else bottom - STEP), min(1.0, top if top > high else top + STEP))

    @property
    def steps(self) -> tuple[float, ...]:
        number = round((self.high - self.low) / STEP)
        return tuple(self.low + place * STEP for place in range(number + 1))

    def y(self, share: float) -> float:
        inside = min(max(share, self.low), self.high)
        return round(TOP + (self.high - inside) / (self.high - self.low) * (FLOOR - TOP), 1)


def _limits(allowed: Allowed, heights: _Heights) -> Iterator[Figure]:
    """Both sides of a limit, as far as they lie within the chart."""
    for side in (allowed.low, allowed.high):
        points = zip(allowed.answers, side, strict=True)
        inside = [(x, heights.y(y)) for x, y in points if heights.low <= y <= heights.high]
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [x for x, _y in inside],
            "y": [y for _x, y in inside],
            "line": {"width": 2, "color": colours.AXIS, "dash": "solid" if allowed.rare else "dash"},
            "hoverinfo": "skip",
        }


def _dots(dots: Sequence[SchoolDot], heights: _Heights) -> Iterator[Figure]:
    """One trace per standing, what matters most on top; many ordinary schools are small dots, to see how they lie."""
    for standing, (symbol, colour, size) in LOOKS.items():
        found = [dot for dot in dots if dot.standing == standing]
        if found:
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [dot.answers for dot in found],
                "y": [heights.y(dot.share) for dot in found],
                "cliponaxis": False,
                "marker": {
                    "size": SMALL if standing == "within" and len(found) > MANY else size,
                    "symbol": symbol,
                    "color": colour,
                    "line": {"width": 1 if standing == "within" else 2, "color": colours.SURFACE},
                },
                "hoverinfo": "skip",
            }


def _shares(heights: _Heights) -> Iterator[Figure]:
    """The shares beside the lines across; every second one where there are many."""
    every = 2 if len(heights.steps) > 7 else 1
    for share in heights.steps[::every]:
        yield words(limit(share), 0, heights.y(share) - 11, xshift=-LEFT, xref="paper", colour=colours.MUTED)


def _answers(most: float) -> Iterator[Figure]:
    """How many answered, below the chart."""
    fitting = [tick for tick in TICKS if most / 12 <= tick <= most * 0.97]
    for tick in fitting[-MOST_TICKS:]:
        yield words(count(tick), tick, FLOOR + 8, colour=colours.MUTED, centred=True)
    yield words(_("Number of answers"), 0, FLOOR + 32, colour=colours.MUTED)
