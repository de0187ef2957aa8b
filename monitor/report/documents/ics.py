"""The meetings of the werkgroep as a calendar file, for every agenda that people use.

The same year gives the same bytes: the time on which it was made is not in it.
"""

import datetime as dt
from collections.abc import Sequence

from monitor.report.meetings import Planned
from monitor.texts import _


def as_ics(school: str, year: str, planned: Sequence[Planned]) -> bytes:
    """The bytes of an iCalendar file (RFC 5545) with a whole day per meeting, and its checklist as what it is about."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//schoolklimaat//werkgroep//NL")
    calendar.add("version", "2.0")
    for one in planned:
        event = Event()
        event.add("uid", f"{year}-overleg-{one.number}@schoolklimaat")
        event.add("dtstamp", dt.datetime.combine(dt.date(int(year[:4]), 8, 1), dt.time(), dt.UTC))
        event.add("dtstart", one.day)
        event.add("dtend", one.day + dt.timedelta(days=1))
        event.add("summary", _("Werkgroep, meeting {number}: {subject}").format(number=one.number, subject=one.subject))
        event.add("description", "\n".join((*one.checklist, *([] if one.chosen else [_not_chosen()]))))
        event.add("location", school)
        calendar.add_component(event)
    made = calendar.to_ical()
    assert isinstance(made, bytes)
    return made


def _not_chosen() -> str:
    return _("This day was not chosen by the school: write yours in werkgroep.yaml.")
