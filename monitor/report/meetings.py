"""The seven meetings of the werkgroep from September to July: when, what for, and what to have done at the end.

Source: the yearly calendar of the method that the surveys are modelled on (listen, think, do). A school may move them;
`werkgroep.yaml` says when they are and what was done.
"""

import datetime as dt
from dataclasses import dataclass

from monitor.definition.workgroup import Meeting, Workgroup
from monitor.texts import _


@dataclass(frozen=True)
class Planned:
    """A meeting: its number, its day, whether that day was chosen by the school, its subject, and its checklist.

    `ticked` has the lines of the checklist that were done.
    """

    number: int
    day: dt.date
    chosen: bool
    subject: str
    checklist: tuple[str, ...]
    ticked: tuple[bool, ...]


_MONTHS = (9, 10, 1, 2, 3, 5, 7)
"""Usual months; from January on they lie in the second calendar year."""


def meetings(year: str, own: Workgroup) -> tuple[Planned, ...]:
    """The meetings of a school year (`2025-2026`), each on the day that the school chose or in its usual month."""
    written = {one.number: one for one in own.meetings}
    subjects = zip(_subjects(), _checklists(), strict=True)
    return tuple(_planned(number, year, written.get(number), *said) for number, said in enumerate(subjects, start=1))


def _planned(number: int, year: str, written: Meeting | None, subject: str, checklist: tuple[str, ...]) -> Planned:
    chosen = written.date if written is not None else None
    done = written.done if written is not None else ()
    ticked = tuple(line in done for line in range(1, len(checklist) + 1))
    return Planned(number, chosen or _usual(number, year), chosen is not None, subject, checklist, ticked)


def _usual(number: int, year: str) -> dt.date:
    """The second Tuesday of the usual month; of the last meeting the first, before the holidays."""
    month = _MONTHS[number - 1]
    first = dt.date(int(year[:4]) + (month < 9), month, 1)
    tuesday = first + dt.timedelta(days=(1 - first.weekday()) % 7)
    return tuesday if number == len(_MONTHS) else tuesday + dt.timedelta(days=7)


def _subjects() -> tuple[str, ...]:
    return (
        _("Start: where do we stand?"),
        _("Listen: how do we ask people?"),
        _("Think: what do we hear?"),
        _("Think: what do we choose?"),
        _("Do: what do we try first?"),
        _("Do: does it work?"),
        _("Evaluate: what did we reach?"),
    )


def _checklists() -> tuple[tuple[str, ...], ...]:
    return (
        (
            _("We looked at the starting picture together."),
            _("We wrote down background, vision, how we work together, and what we want."),
            _("We know who asks parents, pupils and staff, and when."),
        ),
        (
            _("We practised how to listen without judging."),
            _("We agreed with whom we talk, and that nobody's name is written down."),
            _("The surveys were sent, and everybody knows until when."),
        ),
        (
            _("We looked at the numbers and at what people said."),
            _("We looked for what comes back, and for what surprised us."),
            _("We told parents, pupils and staff which themes there are."),
        ),
        (
            _("We chose at most three goals."),
            _("Each goal has a number, a group and a year, and was frozen."),
            _("Each goal can be reached with so many answers: the program says so."),
        ),
        (
            _("We chose one to three actions, each for a goal."),
            _("Each action has somebody who looks after it, and an end."),
            _("Parents know what we do, by which way and when."),
        ),
        (
            _("We asked a few questions in between, and looked at the numbers."),
            _("We stop what does not work and go on with what does."),
            _("We wrote down what the actions cost and what we learned."),
        ),
        (
            _("We looked at each goal: reached, not reached, or not to be told yet."),
            _("We wrote down what we do next year."),
            _("The evaluation went to the council, and the letter to parents."),
        ),
    )
