"""The year of a werkgroep as a line of time: its meetings, its actions, and when its goals were frozen and decided."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from monitor.definition.workgroup import Action, Workgroup
from monitor.goals import GoalStatus
from monitor.report import words
from monitor.report.evaluation.actions import when
from monitor.report.goal_words import standing_name, subject
from monitor.report.known_done import actions_in, day_of, goals_in
from monitor.report.meetings import Planned
from monitor.report.numerals import month
from monitor.report.tables import HIDDEN, Column, Table
from monitor.results import Results
from monitor.school_years import school_year
from monitor.texts import _

HALVES: Final = 24
"""Half months of a school year, from the first of August on: the places on the line of time."""
Look = Literal["meeting", "action", "goal"]


@dataclass(frozen=True)
class Stretch:
    """One line: its words, when it is, its first and last half month (1 to 24), and whether all of it is done.

    `name` is that of the goal, for who asks which it is.
    """

    words: str
    when: str
    first: int
    last: int
    look: Look
    done: bool = False
    name: str = ""


@dataclass(frozen=True)
class Timeline:
    """The parts of a year with their lines; `phases` are (words, first, last half month) of listen, think and do."""

    months: tuple[str, ...]
    phases: tuple[tuple[str, int, int], ...]
    parts: tuple[tuple[str, tuple[Stretch, ...]], ...]
    table: Table


def timeline(results: Results, year: str, own: Workgroup, planned: Sequence[Planned]) -> Timeline:
    """The line of time of a school year."""
    locale = results.locale
    found = (
        (_("Meetings"), tuple(_meeting(one, locale) for one in planned)),
        (_("Actions"), tuple(_action(one, year, locale) for one in actions_in(year, own))),
        (_("Goals"), tuple(_goal(results, one, year) for one in goals_in(results, year))),
    )
    parts = tuple((title, lines) for title, lines in found if lines)
    months = tuple(month(dt.date(2000, (number + 7) % 12 + 1, 1), locale, short=True) for number in range(12))
    return Timeline(months, _phases(), parts, _table(parts))


def _phases() -> tuple[tuple[str, int, int], ...]:
    return ((_("Listen"), 3, 10), (_("Think"), 11, 14), (_("Do and look back"), 15, 24))


def half_month(day: dt.date, year: str) -> int:
    """The place of a day on the line of a school year; what lies before or after it stands at its ends."""
    if school_year(day) != year:
        return 1 if school_year(day) < year else HALVES
    return (day.month - 8) % 12 * 2 + (2 if day.day > 15 else 1)


def _meeting(one: Planned, locale: str) -> Stretch:
    place = half_month(one.day, school_year(one.day))
    return Stretch(one.subject, day_words(one, locale), place, place, "meeting", done=all(one.ticked))


def day_words(one: Planned, locale: str) -> str:
    """The day of a meeting, or the month in which it usually is."""
    if one.chosen:
        return words.date(one.day, locale)
    return _("usually in {month}").format(month=month(one.day, locale))


def _action(one: Action, year: str, locale: str) -> Stretch:
    told = when(one.begin, one.end, locale)
    last = HALVES if one.end is None else half_month(one.end, year)
    who = f"{one.what} ({one.who})" if one.who else one.what
    return Stretch(who, told, half_month(one.begin, year), last, "action", done=bool(one.learned))


def _goal(results: Results, one: GoalStatus, year: str) -> Stretch:
    goal, locale, frozen = one.goal, results.locale, one.declared.frozen
    assert frozen is not None, "a draft is no part of a year"
    told = [_("frozen on {date}").format(date=words.date(day_of(frozen.at), locale))]
    last = HALVES
    if goal.deadline == year and one.final:
        closed = results.release(goal.survey, year).manifest.closed_on
        last = half_month(closed, year)
        verdict = standing_name(one)
        told.append(_("decided on {date}: {verdict}").format(date=words.date(closed, locale), verdict=verdict.lower()))
    else:
        told.append(_("the answers of {year} decide").format(year=goal.deadline))
    about = _("Goal {number}: {about}").format(number=one.declared.number, about=subject(results, goal))
    first = half_month(day_of(frozen.at), year)
    name = f"doel-{one.declared.number}"
    return Stretch(about, "; ".join(told), first, max(first, last), "goal", done=one.final, name=name)


def _table(parts: Sequence[tuple[str, tuple[Stretch, ...]]]) -> Table:
    columns = (Column(_("What")), Column(_("Kind")), Column(_("When")), Column(_("Done")))
    rows = tuple((one.words, title, one.when, _("yes") if one.done else HIDDEN) for title, one in _each(parts))
    return Table(_("The year in a table"), columns, rows)


def _each(parts: Sequence[tuple[str, tuple[Stretch, ...]]]) -> Iterator[tuple[str, Stretch]]:
    return ((title, one) for title, lines in parts for one in lines)
