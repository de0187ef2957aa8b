"""The seven meetings of the werkgroep from September to July: when, what for, and what to have done at the end.

Source: the yearly calendar of the method that the surveys are modelled on (listen, think, do). A school may move them;
`werkgroep.yaml` says when they are and what was done.
"""

import datetime as dt
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.definition.workgroup import Meeting, Workgroup
from monitor.report.meeting_words import Kind, Said, said
from monitor.school_years import school_year
from monitor.texts import _

By = Literal["hand", "program", ""]
"""Who ticked a line: the werkgroep in its file, the program by what it knows, or nobody yet."""


@dataclass(frozen=True)
class Line:
    """A line of a checklist: what belongs to it, who ticked it, and on which day if that was written down."""

    words: str
    kind: Kind
    by: By = ""
    on: dt.date | None = None


@dataclass(frozen=True)
class Planned:
    """A meeting: its number, its day, whether that day was chosen by the school, its subject, agenda and checklist."""

    number: int
    day: dt.date
    chosen: bool
    subject: str
    lines: tuple[Line, ...]
    agenda: tuple[str, ...] = ()

    @property
    def checklist(self) -> tuple[str, ...]:
        """The words of the lines."""
        return tuple(one.words for one in self.lines)

    @property
    def ticked(self) -> tuple[bool, ...]:
        """Which lines are done."""
        return tuple(bool(one.by) for one in self.lines)

    @property
    def name(self) -> str:
        """What it is called beside its subject."""
        return ordinals()[self.number - 1]


_MONTHS = (9, 10, 1, 2, 3, 5, 7)
"""Usual months; from January on they lie in the second calendar year."""


def meetings(year: str, own: Workgroup, known: Container[str] = (), *, undated: bool = True) -> tuple[Planned, ...]:
    """The meetings of a school year (`2025-2026`), each on the day that the school chose or in its usual month.

    Args:
        year: the school year; what the school wrote of another year is left out.
        own: what the school wrote.
        known: what the program knows to be done (`monitor.report.known_done`).
        undated: whether ticks without a date are of this year.
    """
    written = {one.number: one for one in own.meetings if (school_year(one.date) == year if one.date else undated)}
    return tuple(_planned(number, year, written.get(number), known) for number in range(1, len(_MONTHS) + 1))


def _planned(number: int, year: str, written: Meeting | None, known: Container[str]) -> Planned:
    chosen = written.date if written is not None else None
    told = said()[number - 1]
    lines = tuple(_lines(told, written, known))
    return Planned(number, chosen or _usual(number, year), chosen is not None, told.subject, lines, told.agenda)


def _lines(told: Said, written: Meeting | None, known: Container[str]) -> Iterator[Line]:
    done = written.days if written is not None else {}
    for place, (kind, words, fact) in enumerate(told.lines, start=1):
        by: By = "hand" if place in done else "program" if fact in known else ""
        yield Line(words, kind, by, done.get(place))


def _usual(number: int, year: str) -> dt.date:
    """The second Tuesday of the usual month; of the last meeting the first, before the holidays."""
    month = _MONTHS[number - 1]
    first = dt.date(int(year[:4]) + (month < 9), month, 1)
    tuesday = first + dt.timedelta(days=(1 - first.weekday()) % 7)
    return tuesday if number == len(_MONTHS) else tuesday + dt.timedelta(days=7)


def ordinals() -> tuple[str, ...]:
    """What the meetings are called, in their order."""
    return (
        _("First meeting"), _("Second meeting"), _("Third meeting"), _("Fourth meeting"), _("Fifth meeting"),
        _("Sixth meeting"), _("Seventh meeting"),
    )  # fmt: skip
