"""Day and month: told by the whole column, asked where nothing tells and the school year depends on it."""

import datetime as dt

import pytest

from monitor.errors import FileRefused
from monitor.intake.export import Cell
from monitor.intake.mapping import map_export
from monitor.intake.times import day_order, is_time, possible_days, school_years, share_of_times
from monitor.intake.validate import validate
from tests.intake.export_tables import SURVEY, export

DAYS: list[tuple[Cell, str | None, str]] = [
    ("31-8-2020 14:20:53", None, "2020-08-31"),
    ("4/22/2016 19:57:50", None, "2016-04-22"),
    ("2020/06/05 11:34:01 AM EST", None, "2020-06-05"),
    ("2025-10-01T09:05:58", None, "2025-10-01"),
    ("11-23-23 13:42:59", None, "2023-11-23"),
    ("5/9/2025", None, "2025-09-05 2025-05-09"),
    ("5/9/2025", "day-month", "2025-09-05"),
    ("5/9/2025", "month-day", "2025-05-09"),
    ("23.11.2025", "month-day", "2025-11-23"),
    ("1 okt. 2025 10:00", None, "2025-10-01"),
    ("1-mrt-25", None, "2025-03-01"),
    ("Oct 1, 2025, 1:30 PM", None, "2025-10-01"),
    ("wo 1 oktober 2025", None, "2025-10-01"),
    ("1er février 2025", None, "2025-02-01"),
    ("3. März 2025", None, "2025-03-03"),
    ("1 foo 2025", None, ""),
    ("45950,4", None, "2025-10-20"),
    (45950.4, None, "2025-10-20"),
    ("3", None, ""),
    ("geen", None, ""),
    (None, None, ""),
    (dt.datetime(2025, 10, 1, 9), "month-day", "2025-10-01"),
    (dt.date(2025, 10, 1), None, "2025-10-01"),
    ("1980-01-01 00:00:00", None, ""),
    ("99-99-2025", None, ""),
]


@pytest.mark.parametrize(("cell", "order", "days"), DAYS)
def test_the_days_that_a_cell_may_mean(cell: Cell, order: str | None, days: str) -> None:
    found = possible_days(cell, order)  # type: ignore[arg-type]  # parametrised
    assert " ".join(day.isoformat() for day in found) == days


def times(*cells: str, heading: str = "Begintijd", ids: tuple[int, ...] = ()) -> str:
    numbers = ids or tuple(range(1, len(cells) + 1))
    lines = [f"{number} | {cell} | Mee eens" for number, cell in zip(numbers, cells, strict=True)]
    return "\n".join([f"ID | {heading} | veilig", *lines])


ORDERS = {
    "a part above twelve, first": (("3/4/2025", "13/4/2025"), (), "day-month"),
    "a part above twelve, second": (("3/4/2025", "4/13/2025"), (), "month-day"),
    "both above twelve": (("13/4/2025", "4/13/2025"), (), None),
    "one after the other, day first": (("1/2/2025", "9/2/2025", "2/3/2025", "4/3/2025"), (), "day-month"),
    "one after the other, month first": (("1/2/2025", "1/9/2025", "2/3/2025", "3/1/2025"), (), "month-day"),
    "by their numbers": (("2/3/2025", "4/3/2025", "1/2/2025", "9/2/2025"), (3, 4, 1, 2), "day-month"),
    "half days": (("3/4/2025 1:30 PM", "3/4/2025 2:30 PM"), (), "month-day"),
    "within one month, month first": (("10/3/2025", "10/4/2025", "10/5/2025", "10/6/2025"), (), "month-day"),
    "within one month, day first": (("3/10/2025", "4/10/2025", "5/10/2025", "6/10/2025"), (), "day-month"),
    "each first of a month, or days of January": (("1/3/2025", "1/4/2025", "1/5/2025", "1/6/2025"), (), None),
    "too few days to tell": (("3/4/2025", "4/4/2025"), (), None),
    "one order only goes forward by chance": (("1/1/2025", "2/2/2025", "3/3/2025"), (), None),
    "year first": (("2025-04-03", "2025-04-04"), (), None),
}


@pytest.mark.parametrize("name", ORDERS)
def test_the_order_is_told_by_the_whole_column(name: str) -> None:
    cells, ids, order = ORDERS[name]
    assert day_order(export(times(*cells, ids=ids))) == order


def test_a_file_without_numbers_has_its_rows_in_order() -> None:
    table = times("1/2/2025", "9/2/2025", "2/3/2025").replace("ID |", "Token |")
    assert day_order(export(table)) == "day-month"


def found(table: str, code: str, year: str = "2025-2026", dates: str | None = None) -> list[str]:
    checked = validate(map_export(export(table), SURVEY), year=year, refuse_other_year=False, dates=dates)  # type: ignore[arg-type]  # parametrised
    return [finding.message for finding in checked.findings if finding.code == code]


def test_where_nothing_tells_it_is_asked() -> None:
    (message,) = found(times("5/9/2025", "6/9/2025"), "W-DATE-ORDER")
    assert '"Begintijd"' in message
    assert "--dates day-month" in message


@pytest.mark.parametrize("cells", [("5/9/2025", "13/9/2025"), ("3/4/2025", "4/3/2025"), ("2025-09-05",), ("geen",)])
def test_it_is_not_asked_where_it_is_told_or_does_not_matter(cells: tuple[str, ...]) -> None:
    assert found(times(*cells), "W-DATE-ORDER") == []


def test_the_answer_decides_the_school_year() -> None:
    table = times("5/9/2025", "6/9/2025")
    assert school_years(export(table), "day-month") == {"2025-2026": 2}
    assert school_years(export(table), "month-day") == {"2024-2025": 2}
    assert found(table, "W-DATE-ORDER", dates="day-month") == []
    assert found(table, "W-OTHER-YEAR", dates="day-month") == []
    assert "2024-2025" in found(table, "W-OTHER-YEAR", dates="month-day")[0]


def test_the_order_that_the_column_tells_decides_the_school_year() -> None:
    table = times(*["5/9/2025"] * 30, "5/13/2025")
    assert "2024-2025" in found(table, "W-OTHER-YEAR")[0]
    with pytest.raises(FileRefused):
        validate(map_export(export(table), SURVEY), year="2025-2026")


def test_an_answer_that_the_column_contradicts_is_told() -> None:
    (message,) = found(times("5/9/2025", "13/9/2025"), "W-DATES-OTHERWISE", dates="month-day")
    assert "day-month" in message
    assert found(times("5/9/2025", "13/9/2025"), "W-DATES-OTHERWISE", dates="day-month") == []


@pytest.mark.parametrize(
    ("cell", "holds"),
    [
        ("1980-01-01 00:00:00", True),
        ("31-8-2020 14:20:53", True),
        ("11-23-23 13:42:59", True),
        ("2020/06/05 11:34:01 AM EST", True),
        ("2021-07-05T10:58:34.147+03:00", True),
        ("Nov 3, 2023 9:08 PM", True),
        (dt.datetime(1980, 1, 1), True),
        (45234.5, True),
        ("45234,5", True),
        ("31-31-2020", False),
        ("3/4", False),
        (7, False),
        (float("inf"), False),
        (float("nan"), False),
        ("vaak", False),
        ("", False),
        (None, False),
        (True, False),
    ],
)
def test_one_notion_of_a_time_for_every_reader(cell: Cell, holds: bool) -> None:
    assert is_time(cell) is holds


def test_the_share_of_times_is_of_filled_cells() -> None:
    assert share_of_times(["31-8-2020", None, "x", None]) == 0.5
    assert share_of_times([None]) == 0.0
