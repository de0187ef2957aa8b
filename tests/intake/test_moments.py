"""A moment has one spelling, whatever program saved the file again."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.intake.export import Cell
from monitor.intake.moments import moment, moment_columns, moment_of
from tests.intake.export_tables import export

WHEN = dt.datetime(2025, 11, 10, 17, 5, 42)
SPELLINGS: list[Cell] = [
    WHEN,
    WHEN.replace(microsecond=3),
    "2025-11-10 17:05:42",
    "2025-11-10T17:05:42.147+03:00",
    "10-11-2025 17:05:42",
    "10-11-25 17:05",
    "11-10-25 17:05:42",
    "11/10/2025 5:05:42 PM",
    "11/10/2025 17:05",
    "2025/11/10 5:05:42 p.m. GMT+2",
    "2025/11/10 05:05:42 PM EST",
    "10.11.2025 17.05.42",
    " 10/11/2025, 17:05 ",
    45971.71229166667,
    "45971,71229166667",
]


@pytest.mark.parametrize("written", SPELLINGS, ids=str)
def test_every_dialect_means_the_same_minute(written: Cell) -> None:
    assert moment(written) == "2025-10-11 17:05"


def test_a_serial_of_after_2036_is_a_moment_too() -> None:
    assert moment(50_405.5) == moment("50405,5") == "2037-12-31 12:00"


NO_MOMENT: list[Cell] = [
    "1980-01-01 00:00:00",
    dt.datetime(1980, 1, 1),
    dt.datetime(2025, 11, 10),
    dt.date(2025, 11, 10),
    "2025-11-10",
    "10-11-2025 0:00",
    "31-31-2025 10:00",
    "10-11-2025 25:00",
    "0-0-2025 10:00",
    "1-2-3-4 10:00",
    "Mee eens",
    "",
    None,
    3,
    3.5,
    30_001.5,
    float("nan"),
    float("inf"),
]


@pytest.mark.parametrize("written", NO_MOMENT, ids=str)
def test_what_is_no_moment(written: Cell) -> None:
    assert moment(written) == ""


@pytest.mark.parametrize(("written", "hour"), [("12:10 AM", "00"), ("12:10 PM", "12"), ("1:10 am", "01")])
def test_half_days(written: str, hour: str) -> None:
    assert moment(f"3/4/2025 {written}") == f"2025-03-04 {hour}:10"


def test_a_spreadsheet_that_lost_a_few_microseconds_is_in_the_same_minute() -> None:
    assert moment(dt.datetime(2025, 11, 10, 17, 4, 59, 999_990)) == moment("10-11-2025 17:05:00")


FORMATS = ("%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M", "%m/%d/%Y %I:%M:%S %p", "%m-%d-%y %H:%M:%S", "%d/%m/%Y %H:%M:%S")


AFTER_MIDNIGHT = st.times(dt.time(0, 1), dt.time(23, 58))
DAYS = st.dates(dt.date(2001, 1, 1), dt.date(2049, 12, 31))


@given(when=st.builds(dt.datetime.combine, DAYS, AFTER_MIDNIGHT), written=st.sampled_from(FORMATS))
def test_any_moment_in_any_dialect(when: dt.datetime, written: str) -> None:
    whole = when.replace(microsecond=0)
    assert moment(whole.strftime(written)) == moment(whole)
    assert moment(whole + dt.timedelta(minutes=1)) != moment(whole)


def test_the_time_that_never_changes_counts_first() -> None:
    given_ = export("| Tijdstempel | Begintijd |\n| 2-9-2024 9:00 | 1-9-2024 8:00 |\n| 2-9-2024 9:00 | |")
    columns = moment_columns(given_)
    assert [moment_of(row, columns) for row in given_.rows] == ["2024-01-09 08:00", "2024-02-09 09:00"]
