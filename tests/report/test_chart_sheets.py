"""The table of a chart as a workbook: numbers where all of a column are numbers, texts as they stand elsewhere."""

import pytest

from monitor import texts
from monitor.report.chart_sheets import of_table
from monitor.report.tables import HIDDEN, Column, Table

TABLE = Table(
    "Vraag, 2025-2026",
    (Column("Groep"), Column("Deel", numeric=True), Column("Aantal", numeric=True), Column("Tussen", numeric=True),
     Column("Opmerking"), Column("Leeg", numeric=True)),
    (("1A", "62%", "21", "55% en 69%", "", HIDDEN), ("12", HIDDEN, "9", HIDDEN, "minder dan 10", HIDDEN)),
    "Een noot.",
)  # fmt: skip


def test_numbers_are_numbers_and_what_is_hidden_is_empty():
    sheet = of_table("cijfers", TABLE, ["De boodschap", "Een noot.", ""])
    assert [column.look for column in sheet.columns] == ["text", "share", "whole", "share", "share", "text", "text"]
    assert [column.title for column in sheet.columns][3:5] == ["Tussen: laagste", "Tussen: hoogste"]
    assert sheet.rows == (
        ("1A", 0.62, 21, 0.55, 0.69, None, None), ("12", None, 9, None, None, "minder dan 10", None),
    )  # fmt: skip
    assert sheet.notes == ("Vraag, 2025-2026", "Een noot.", "De boodschap")


def test_a_percentage_in_words_makes_its_column_text():
    rows = (("a", "62%"), ("b", "minder dan 1%"))
    sheet = of_table("cijfers", Table("", (Column("x"), Column("Deel", numeric=True)), rows), [])
    assert [row[1] for row in sheet.rows] == ["62%", "minder dan 1%"]


@pytest.mark.parametrize(("language", "said"), [("nl", "1.234"), ("en", "1,234")])
def test_a_count_above_a_thousand_is_a_number_in_every_language(language, said):
    texts.use(language)
    rows = (("2024-2025", "987"), ("2025-2026", said))
    sheet = of_table("cijfers", Table("", (Column("x"), Column("Ingevuld", numeric=True)), rows), [])
    assert sheet.columns[1].look == "whole"
    assert [row[1] for row in sheet.rows] == [987, 1234]


@pytest.mark.parametrize("said", ["1.23", "12345.678", "1.2.3", ".123", "1.234,5"])
def test_what_is_no_count_stays_a_text(said):
    sheet = of_table("cijfers", Table("", (Column("x"), Column("n", numeric=True)), (("a", said),)), [])
    assert sheet.rows == (("a", said),)


def test_a_table_without_rows_is_a_sheet_without_rows():
    sheet = of_table("cijfers", Table("Niets", (Column("x"), Column("y", numeric=True)), ()), [])
    assert sheet.rows == ()
    assert [column.look for column in sheet.columns] == ["text", "text"]


def test_points_keep_their_sign_and_counts_of_two_kinds_stay_a_text():
    columns = (Column("x"), Column("Punten", numeric=True), Column("Tussen", numeric=True), Column("n", numeric=True))
    rows = (("a", "\N{MINUS SIGN}30", "\N{MINUS SIGN}40 en +2", "9 / 21"), ("b", "+4", "\N{EN DASH}", "x"))
    sheet = of_table("cijfers", Table("", columns, rows), [])
    assert sheet.rows == (("a", -30, -40, 2, "9 / 21"), ("b", 4, None, None, "x"))


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("135 / 210", HIDDEN), ((135, 210), (None, None))),
        (("1.234 / 2.345", "9 / 21"), ((1234, 2345), (9, 21))),
    ],
)
def test_a_count_of_a_whole_is_two_numbers(cells, numbers):
    columns = (Column("x"), Column("Antwoorden, afgerond", numeric=True))
    sheet = of_table("cijfers", Table("", columns, tuple((cell, cell) for cell in cells)), [])
    assert [column.title for column in sheet.columns[1:]] == [
        "Antwoorden, afgerond: geteld", "Antwoorden, afgerond: van hoeveel",
    ]  # fmt: skip
    assert [column.look for column in sheet.columns] == ["text", "whole", "whole"]
    assert [row[1:] for row in sheet.rows] == list(numbers)


def test_a_fall_and_a_rise_are_two_numbers_also_where_one_of_them_is_none():
    cells = ("\N{MINUS SIGN}15 / +14", f"\N{MINUS SIGN}41 / {HIDDEN}", f"{HIDDEN} / +3", HIDDEN)
    columns = (Column("x"), Column("Kleinste", numeric=True))
    sheet = of_table("cijfers", Table("", columns, tuple(("a", cell) for cell in cells)), [])
    assert [column.title for column in sheet.columns[1:]] == ["Kleinste: daling", "Kleinste: stijging"]
    assert [row[1:] for row in sheet.rows] == [(-15, 14), (-41, None), (None, 3), (None, None)]
