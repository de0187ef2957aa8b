"""The seven meetings of the werkgroep from September to the end of the school year: when, what for, what to do.

Source: the yearly calendar of the method that the surveys are modelled on (listen, think, do). A school may move them;
`werkgroep.yaml` says when they are and what was done.
"""

import datetime as dt
from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from monitor.definition.workgroup import MEETINGS, Meeting, Workgroup
from monitor.report.meeting_words import Kind, Said, said
from monitor.school_years import school_year
from monitor.texts import _

By = Literal["hand", "program", ""]
"""Who ticked a line: the werkgroep in its file, the program by what it knows, or nobody yet."""


KINDS_OF_MEETING: Final = ("start", "luisteren", "denken", "kiezen", "doen", "bijsturen", "terugkijken")
"""What each is called in the names of files, in their order."""


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


def template_name(number: int) -> str:
    """The file of the template of a meeting, in a folder of its own."""
    return f"overleg/overleg-{number}-{KINDS_OF_MEETING[number - 1]}.docx"


_MONTHS = (9, 10, 1, 2, 3, 5)
"""Usual months of all but the last; from January on they lie in the second calendar year."""
_LAST_DAY = {"nl-BE": (6, 27), "nl-NL": (7, 3)}
"""Month and day on which the last meeting is at the latest, by region."""


def meetings(
    year: str, own: Workgroup, known: Container[str] = (), *, undated: bool = True, locale: str = "nl-BE"
) -> tuple[Planned, ...]:
    """The meetings of a school year (`2025-2026`), each on the day that the school chose or in its usual month.

    Args:
        year: the school year; what the school wrote of another year is left out.
        own: what the school wrote.
        known: what the program knows to be done (`monitor.report.known_done`).
        undated: whether ticks without a date are of this year.
        locale: the region, for its summer holidays.
    """
    written = {one.number: one for one in own.meetings if (school_year(one.date) == year if one.date else undated)}
    days = {number: _usual(number, year, locale) for number in range(1, MEETINGS + 1)}
    return tuple(_planned(number, day, written.get(number), known) for number, day in days.items())


def _planned(number: int, usual: dt.date, written: Meeting | None, known: Container[str]) -> Planned:
    chosen = written.date if written is not None else None
    told = said()[number - 1]
    lines = tuple(_lines(told, written, known))
    return Planned(number, chosen or usual, chosen is not None, told.subject, lines, told.agenda)


def _lines(told: Said, written: Meeting | None, known: Container[str]) -> Iterator[Line]:
    done = written.days if written is not None else {}
    for place, (kind, words, fact) in enumerate(told.lines, start=1):
        by: By = "hand" if place in done else "program" if fact in known else ""
        yield Line(words, kind, by, done.get(place))


def _usual(number: int, year: str, locale: str) -> dt.date:
    """The second Tuesday of the usual month; of the last meeting a Tuesday before the summer holidays.

    In Flanders those begin on 1 July: it is the Tuesday of the last full week of June (21 to 27 June). In the
    Netherlands they begin on a Saturday that differs by region and year, of the years that are known 4 July at the
    earliest: it is the Tuesday of the last week before that day (27 June to 3 July), before the holidays everywhere.
    """
    if number == MEETINGS:
        last = dt.date(int(year[:4]) + 1, *_LAST_DAY.get(locale, _LAST_DAY["nl-BE"]))
        return last - dt.timedelta(days=(last.weekday() - 1) % 7)
    month = _MONTHS[number - 1]
    first = dt.date(int(year[:4]) + (month < 9), month, 1)
    return first + dt.timedelta(days=(1 - first.weekday()) % 7 + 7)


def ordinals() -> tuple[str, ...]:
    """What the meetings are called, in their order."""
    return (
        _("First meeting"), _("Second meeting"), _("Third meeting"), _("Fourth meeting"), _("Fifth meeting"),
        _("Sixth meeting"), _("Seventh meeting"),
    )  # fmt: skip
