"""The seven meetings: on which days, and as a calendar that another program reads."""

import datetime as dt

import icalendar
import pytest

from monitor.definition.workgroup import Workgroup
from monitor.report.documents.ics import as_ics
from monitor.report.meetings import meetings

TUESDAY = 1
OWN = Workgroup.model_validate({"overleggen": ({"nummer": 3, "datum": dt.date(2026, 1, 8), "gedaan": (1, 3)},)})


@pytest.mark.parametrize("year", ["2023-2024", "2025-2026", "2029-2030"])
def test_they_go_from_september_to_july_each_on_a_tuesday_in_its_month(year: str) -> None:
    days = [one.day for one in meetings(year, Workgroup())]
    assert days == sorted(days)
    assert [day.month for day in days] == [9, 10, 1, 2, 3, 5, 7]
    assert {day.year for day in days[:2]} == {int(year[:4])}
    assert {day.year for day in days[2:]} == {int(year[5:])}
    assert {day.weekday() for day in days} == {TUESDAY}
    assert days[-1].day <= 7, "before the holidays"


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
