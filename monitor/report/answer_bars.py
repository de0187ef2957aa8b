"""Bars of all answers to a question: diverging from a line, or adding up to 100 %."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from monitor.report import colours
from monitor.report.chart_frame import TEXT, Panel, Rows, layout, place, upright, words
from monitor.report.numerals import percent
from monitor.texts import _

Figure = dict[str, Any]
Role = Literal["strong-against", "midway-against", "against", "middle", "for", "strong-for", "unknown"]

BAR: Final = 30
"""Pixels of a bar."""
LEAST_LABELLED: Final = 0.07
"""Parts of a bar smaller than this share carry no number of their own; the table has it."""
LABEL_ROOM: Final = 0.15
"""Share of the width that the number behind a bar needs."""


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


_AGAINST: Final[tuple[Role, ...]] = ("against", "midway-against", "strong-against")
_APART: Final[tuple[Role, ...]] = ("middle", "unknown")
_IN_ORDER: Final[tuple[Role, ...]] = (
    "strong-against", "midway-against", "against", "middle", "for", "strong-for", "unknown",
)  # fmt: skip


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
            **_without_scale(frame, stacked.height),
            "shapes": [
                upright(0, y - BAR / 2 - 2, y + BAR / 2 + 2, axis=panel.axis, colour=colours.AXIS)
                for panel, _held in panels
                for y in stacked.drawn
            ],
            "annotations": frame["annotations"] + [_head(panel, held) for panel, held in panels[1:]],
        },
    }


def hundred(rows: Sequence[AnswerRow]) -> Figure:
    """Bars that add up to 100 %: all against, neutral, all for, and "do not know" as the last part.

    Counts are rounded one by one, so a bar may be a little longer or shorter than the scale.
    """
    stacked = place([(row.label, row.note, bool(row.bits)) for row in rows], bar=BAR)
    longest = max((sum(bit.share for bit in row.bits) for row in rows), default=0.0)
    panel = Panel(0.0, max(1.0, longest))
    frame = layout(stacked, [panel], side=2)
    return {
        "data": _bars(rows, stacked, panel, _IN_ORDER, diverging=False),
        "layout": _without_scale(frame, stacked.height),
    }


def _without_scale(frame: Figure, height: int) -> Figure:
    """The layout without the room for the words of a scale: the bars carry their own numbers."""
    lower = height - 20
    return {**frame, "height": lower, "yaxis": {**frame["yaxis"], "range": [lower, 0]}}


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


def _most(rows: Sequence[AnswerRow], *roles: Role) -> float:
    return max((sum(bit.share for bit in row.bits if bit.role in roles) for row in rows), default=0.0)


def _bars(
    rows: Sequence[AnswerRow], stacked: Rows, panel: Panel, held: Sequence[Role], *, diverging: bool = True
) -> list[Figure]:
    columns: dict[tuple[str, Role], list[tuple[int, Bit, float]]] = {}
    for row, y in zip(rows, stacked.centres, strict=True):
        if y is not None:
            for bit, base in _stack(row, held) if diverging else _in_line(row):
                columns.setdefault((bit.label, bit.role), []).append((y, bit, base))
    return [_bar(label, role, cells, panel, apart=diverging) for (label, role), cells in columns.items()]


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


def _in_line(row: AnswerRow) -> Iterator[tuple[Bit, float]]:
    """Each bit of a row with the value at which it starts: one after the other, from against to for."""
    at = 0.0
    for bit in sorted(row.bits, key=lambda bit: _IN_ORDER.index(bit.role)):
        yield bit, at
        at += bit.share


def _bar(label: str, role: Role, cells: Sequence[tuple[int, Bit, float]], panel: Panel, *, apart: bool) -> Figure:
    outside = apart and role in _APART
    return {
        "type": "bar",
        "orientation": "h",
        "name": label,
        "xaxis": panel.axis,
        "y": [y for y, _bit, _base in cells],
        "x": [bit.share for _y, bit, _base in cells],
        "base": [base for _y, _bit, base in cells],
        "width": BAR - 2,
        "text": [percent(bit.share) if outside or bit.share >= LEAST_LABELLED else "" for _y, bit, _base in cells],
        "textposition": "outside" if outside else "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none" if outside else "inside",
        "cliponaxis": False,
        "textfont": {"size": TEXT, "color": colours.INK if outside else colours.LABELS[role]},
        "marker": {
            "color": colours.FILLS[role],
            "line": {"width": 1.5, "color": colours.STILL if role == "unknown" else colours.SURFACE},
        },
        "hoverinfo": "skip",
    }


def _head(panel: Panel, held: Sequence[Role]) -> Figure:
    text = _("neutral") if held == ("middle",) else _("do not know")
    return words(text, 0, 0, xref=panel.axis, colour=colours.MUTED)
