"""The seven meetings: on which days, and as a calendar that another program reads."""

import datetime as dt

import icalendar
import pytest

from monitor import texts
from monitor.definition.workgroup import LINES, Workgroup
from monitor.report.documents.ics import as_ics
from monitor.report.meeting_words import Kind, kind_name
from monitor.report.meetings import meetings

TUESDAY = 1
OWN = Workgroup.model_validate({"overleggen": ({"nummer": 3, "datum": dt.date(2026, 1, 8), "gedaan": (1, 3)},)})


@pytest.mark.parametrize("year", [f"{first}-{first + 1}" for first in range(2023, 2034)])
@pytest.mark.parametrize("locale", ["nl-BE", "nl-NL"])
def test_they_go_from_september_to_the_summer_holidays_each_on_a_tuesday(year: str, locale: str) -> None:
    days = [one.day for one in meetings(year, Workgroup(), locale=locale)]
    assert days == sorted(days)
    assert [day.month for day in days[:-1]] == [9, 10, 1, 2, 3, 5]
    assert {day.year for day in days[:2]} == {int(year[:4])}
    assert {day.year for day in days[2:]} == {int(year[5:])}
    assert {day.weekday() for day in days} == {TUESDAY}
    friday, second = days[-1] + dt.timedelta(days=3), int(year[5:])
    if locale == "nl-BE":
        assert friday.month == 6, "the holidays of Flanders begin on 1 July"
        assert (friday + dt.timedelta(days=7)).month == 7, "the last full week"
    else:
        assert dt.date(second, 6, 27) <= days[-1] <= dt.date(second, 7, 3)


HOLIDAYS = {
    2025: ((7, 12), (7, 19), (7, 5)), 2026: ((7, 4), (7, 18), (7, 11)), 2027: ((7, 10), (7, 17), (7, 24)),
}  # fmt: skip
"""First days of the summer holidays in the Netherlands: north, middle, south (Rijksoverheid, schoolvakanties)."""


@pytest.mark.parametrize("year", HOLIDAYS)
def test_in_the_netherlands_the_last_one_is_before_the_holidays_of_every_region(year: int) -> None:
    last = meetings(f"{year - 1}-{year}", Workgroup(), locale="nl-NL")[-1].day
    assert all(last < dt.date(year, *day) for day in HOLIDAYS[year])


def test_a_checklist_says_what_is_to_be_done() -> None:
    """It is in a calendar before the meeting: no line begins with what "we" did."""
    lines = [line for one in meetings("2025-2026", Workgroup()) for line in one.checklist]
    assert [len(one.lines) for one in meetings("2025-2026", Workgroup())] == [*LINES], "as the file is checked by"
    assert not [line for line in lines if line.startswith(("We ", "Er "))]


@pytest.mark.parametrize("language", ["nl-BE", "nl-NL", "en"])
def test_no_line_begins_with_what_it_is_for(language: str) -> None:
    """A template puts that before each line: "Opschrijven: Opschrijven wat we leerden" says it twice."""
    kinds: tuple[Kind, ...] = ("prepare", "decide", "write")
    texts.use(language)
    lines = [line for one in meetings("2025-2026", Workgroup()) for line in one.checklist]
    assert not [line for line in lines if line.casefold().startswith(tuple(map(kind_name, kinds)))]


def test_the_school_chooses_its_own_days_and_ticks_what_is_done() -> None:
    third = meetings("2025-2026", OWN)[2]
    assert (third.day, third.chosen, third.ticked) == (dt.date(2026, 1, 8), True, (True, False, True))
    assert not meetings("2025-2026", OWN)[1].chosen


def test_the_calendar_has_a_day_for_each_with_its_checklist() -> None:
    planned = meetings("2025-2026", OWN)
    content = as_ics("De Linde, lagere school", "2025-2026", planned)
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert [event["DTSTART"].dt for event in events] == [one.day for one in planned]
    assert [str(event["LOCATION"]) for event in events] == ["De Linde, lagere school"] * 7
    assert all(
        line in str(event["DESCRIPTION"]) for event, one in zip(events, planned, strict=True) for line in one.checklist
    )
    assert "niet zelf" not in str(events[2]["DESCRIPTION"])
    assert "niet zelf" in str(events[1]["DESCRIPTION"])
    assert as_ics("De Linde, lagere school", "2025-2026", planned) == content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75
