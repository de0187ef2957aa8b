"""Charts as plain dictionaries in the shape that plotly reads: built in a millisecond, without plotly.

Every chart can be read without its colours: parts are labelled, stand in order and are parted by a gap; markers
have shapes. Titles, sentences and legends are text of the page, not of the picture.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from monitor.report import colours
from monitor.report.chart_frame import TEXT, Panel, Rows, layout, place, upright, words
from monitor.report.marks import BAR, MARK, Figure
from monitor.report.marks import labelled as _labelled
from monitor.report.marks import line as _line
from monitor.report.marks import marker as _marker
from monitor.report.marks import on_scale as _on_scale
from monitor.report.numerals import percent
from monitor.texts import _

Role = Literal["strong-against", "midway-against", "against", "middle", "for", "strong-for", "unknown"]
Tone = Literal["good", "bad", "plain", "still", "break"]

LEAST_LABELLED: Final = 0.07
"""Parts of a bar smaller than this share carry no number of their own; the table has it."""
ROOM_FOR_BREAK: Final = 0.08
"""Two shares that cannot be compared and lie so far apart have the sign of a break between them."""
LABEL_ROOM: Final = 0.15
"""Share of the width that the number behind a bar needs."""


@dataclass(frozen=True)
class LegendEntry:
    """One line of a legend: the role decides the look, the label says it."""

    label: str
    role: str


@dataclass(frozen=True)
class Bit:
    """A share of a bar (0 to 1) and the side on which it stands."""

    label: str
    share: float
    role: Role


@dataclass(frozen=True)
class AnswerRow:
    """The answers of one group or year as a bar; without bits it is hidden and `note` says why."""

    label: str
    note: str
    bits: tuple[Bit, ...] = ()


@dataclass(frozen=True)
class Dot:
    """A share with its interval (0 to 1) for one group; without a share it is hidden and `note` says why."""

    label: str
    note: str
    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    emphasised: bool = False


@dataclass(frozen=True)
class Step:
    """A share in two years; with the tone `break` there is no line between them: they cannot be compared."""

    label: str
    note: str
    before: float | None
    after: float | None
    tone: Tone


def answers(rows: Sequence[AnswerRow]) -> Figure:
    """Diverging bars: against to the left of zero, for to the right, neutral and "do not know" in own panels.

    All panels have the same scale, so equal lengths are equal shares.
    """
    panels = list(_panels(rows))
    stacked = place([(row.label, row.note, bool(row.bits)) for row in rows], bar=BAR, top=26 if len(panels) > 1 else 0)
    frame = layout(stacked, [panel for panel, _held in panels], side=2)
    return {
        "data": [bar for panel, held in panels for bar in _bars(rows, stacked, panel, held)],
        "layout": {
            **frame,
            "height": stacked.height - 20,
            "yaxis": {**frame["yaxis"], "range": [stacked.height - 20, 0]},
            "shapes": [
                upright(0, y - BAR / 2 - 2, y + BAR / 2 + 2, axis=panel.axis, colour=colours.AXIS)
                for panel, _held in panels
                for y in stacked.drawn
            ],
            "annotations": frame["annotations"] + [_head(panel, held) for panel, held in panels[1:]],
        },
    }


def dots(rows: Sequence[Dot]) -> Figure:
    """One dot with its interval per row, on a scale from 0 to 100 percent."""
    stacked = place([(row.label, row.note, row.share is not None) for row in rows], bar=MARK)
    shown = [(row, y) for row, y in zip(rows, stacked.centres, strict=True) if y is not None]
    traces = [trace for row, y in shown for trace in (_interval(row, y), _dot(row, y))]
    return {"data": traces, "layout": _on_scale(stacked)}


def steps(rows: Sequence[Step]) -> Figure:
    """Where each share stood and where it stands now: a ring, a line and an arrowhead with direct labels."""
    stacked = place([(row.label, row.note, _has_value(row)) for row in rows], bar=MARK)
    shown = [(row, y) for row, y in zip(rows, stacked.centres, strict=True) if y is not None]
    return {"data": [trace for row, y in shown for trace in _step(row, y)], "layout": _on_scale(stacked)}


def _has_value(row: Step) -> bool:
    return row.before is not None or row.after is not None


def _panels(rows: Sequence[AnswerRow]) -> Iterator[tuple[Panel, tuple[Role, ...]]]:
    """The panels that the rows need, as wide as their longest bar and side by side."""
    left, right = _most(rows, *_AGAINST), _most(rows, "for", "strong-for")
    apart: list[tuple[Role, float]] = [(role, most) for role in _APART if (most := _most(rows, role)) > 0]
    total = left + right + sum(most for _role, most in apart)
    room = total * LABEL_ROOM / (1 - LABEL_ROOM * len(apart)) if apart else 0.0
    whole = total + room * len(apart) or 1.0
    start = (left + right) / whole
    yield Panel(-left, right or 1.0, 0, start or 1.0), (*_AGAINST, "for", "strong-for")
    for number, (role, most) in enumerate(apart, start=2):
        # a hair of the room before the zero line parts a panel from the one before it
        end = start + (most + room) / whole
        yield Panel(-room / 5, most + room * 4 / 5, start, min(end, 1.0), f"x{number}"), (role,)
        start = end


_AGAINST: Final[tuple[Role, ...]] = ("against", "midway-against", "strong-against")
_APART: Final[tuple[Role, ...]] = ("middle", "unknown")


def _most(rows: Sequence[AnswerRow], *roles: Role) -> float:
    return max((sum(bit.share for bit in row.bits if bit.role in roles) for row in rows), default=0.0)


def _bars(rows: Sequence[AnswerRow], stacked: Rows, panel: Panel, held: Sequence[Role]) -> list[Figure]:
    columns: dict[tuple[str, Role], list[tuple[int, Bit, float]]] = {}
    for row, y in zip(rows, stacked.centres, strict=True):
        if y is not None:
            for bit, base in _stack(row, held):
                columns.setdefault((bit.label, bit.role), []).append((y, bit, base))
    return [_bar(label, role, cells, panel) for (label, role), cells in columns.items()]


def _stack(row: AnswerRow, held: Sequence[Role]) -> Iterator[tuple[Bit, float]]:
    """Each bit of a row with the value at which it starts: those against go left, nearest to zero first."""
    here = [bit for bit in row.bits if bit.role in held]
    left = right = 0.0
    for bit in reversed([bit for bit in here if bit.role.endswith("against")]):
        left -= bit.share
        yield bit, left
    for bit in (bit for bit in here if not bit.role.endswith("against")):
        yield bit, right
        right += bit.share


def _bar(label: str, role: Role, cells: Sequence[tuple[int, Bit, float]], panel: Panel) -> Figure:
    apart = role in _APART
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "xaxis": panel.axis,
        "y": [y for y, _bit, _base in cells],
        "x": [bit.share for _y, bit, _base in cells],
        "base": [base for _y, _bit, base in cells],
        "width": BAR - 2,
        "text": [percent(bit.share) if apart or bit.share >= LEAST_LABELLED else "" for _y, bit, _base in cells],
        "textposition": "outside" if apart else "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none" if apart else "inside",
        "cliponaxis": False,
        "textfont": {"size": TEXT, "color": colours.INK if apart else colours.LABELS[role]},
        "marker": {
            "color": colours.FILLS[role],
            "line": {"width": 1.5, "color": colours.STILL if role == "unknown" else colours.SURFACE},
        },
        "hoverinfo": "skip",
    }


def _head(panel: Panel, held: Sequence[Role]) -> Figure:
    text = _("neutral") if held == ("middle",) else _("do not know")
    return words(text, 0, 0, xref=panel.axis, colour=colours.MUTED)


def _interval(row: Dot, y: int) -> Figure:
    return _line(row.low, row.high, y, colours.FOR if row.emphasised else colours.MIDDLE, width=7)


def _dot(row: Dot, y: int) -> Figure:
    assert row.share is not None
    colour = colours.STRONG_FOR if row.emphasised else colours.STILL
    return _marker(row.share, y, "diamond" if row.emphasised else "circle", colour, 13, colours.SURFACE)


_TONES: Final = {
    "good": colours.STRONG_FOR,
    "bad": colours.STRONG_AGAINST,
    "plain": colours.INK,
    "still": colours.STILL,
    "break": colours.STILL,
}


def _step(row: Step, y: int) -> Iterator[Figure]:
    rising = row.before is not None and row.after is not None and row.after >= row.before
    near, far = ("middle left", "middle right") if rising else ("middle right", "middle left")
    colour = _TONES[row.tone]
    if row.before is not None and row.after is not None and row.tone != "break":
        yield _line(row.before, row.after, y, colour, width=2 if row.tone == "still" else 4)
    elif row.before is not None and row.after is not None and abs(row.after - row.before) >= ROOM_FOR_BREAK:
        yield _gap((row.before + row.after) / 2, y)
    if row.before is not None:
        ring = _marker(row.before, y, "circle", colours.SURFACE, 11, colour)
        yield _labelled(ring, percent(row.before), near, colours.MUTED)
    if row.after is not None:
        symbol, size = _arrowhead(row, rising=rising)
        mark = _marker(row.after, y, symbol, colour, size, colours.SURFACE)
        yield _labelled(mark, f"<b>{percent(row.after)}</b>", far, colours.INK)


def _gap(x: float, y: int) -> Figure:
    font = {"size": TEXT, "color": colours.STILL}
    shared = {"type": "scatter", "mode": "text", "text": ["<b>//</b>"], "textfont": font, "hoverinfo": "skip"}
    return {**shared, "x": [x], "y": [y], "cliponaxis": False}


def _arrowhead(row: Step, *, rising: bool) -> tuple[str, int]:
    if row.tone in ("still", "break"):
        return "circle", 12
    return ("triangle-right" if rising else "triangle-left"), 16
