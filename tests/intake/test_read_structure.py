"""What people put around the answers: titles, keys, codes, merged cells, sums and formulas."""

from pathlib import Path

import pytest

from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.intake.workbook_files import raw_sheet, sheet_xml, text_file, workbook

BODY = [["ja", "nee", 3], ["nee", "nee", 4], ["ja", "ja", 3], ["nee", "ja", 5]]
HEAD = ["Vraag een", "Vraag twee", "Cijfer"]


def read(tmp_path: Path, rows: list[list[object]], merged: tuple[str, ...] = ()) -> Export:
    return read_export(workbook(tmp_path / "a.xlsx", {"Blad": sheet_xml(rows, merged=merged)}))


def codes(export: Export) -> list[str]:
    return [finding.code for finding in export.findings]


ABOVE: dict[str, tuple[list[list[object]], int]] = {
    "a title": ([["Enquête 2025"], HEAD, *BODY], 2),
    "a title and a blank row": ([["Enquête", "2025"], [None], HEAD, *BODY], 3),
    "a key with its name": ([["sleutel", "nee", 3], HEAD, *BODY], 2),
    "a key of right answers": ([["ja", "nee", 3], HEAD, *BODY], 2),
    "codes over questions": ([["v1", "v2", "v3"], ["Hoe?", "Waar?", "Cijfer?"], *BODY], 2),
    "groups of questions": ([["Deel A", None, "Deel B"], HEAD, *BODY], 2),
    "the same group over each": ([["Deel A", "Deel A", "Deel A"], HEAD, *BODY], 2),
}


@pytest.mark.parametrize("name", ABOVE)
def test_nothing_above_the_headings_is_a_person(name: str, tmp_path: Path) -> None:
    rows, row = ABOVE[name]
    export = read(tmp_path, rows)
    assert [column.heading for column in export.columns] == rows[row - 1]
    assert [list(answers) for answers in export.rows] == BODY
    assert "I-ABOVE-HEADINGS" in codes(export)


def test_no_first_person_is_taken_for_headings(tmp_path: Path) -> None:
    open_answers = [["v1", "v2", "v3"], ["Omdat het kan", "Ik weet het", "Tja"], *BODY]
    export = read(tmp_path, open_answers)
    assert [column.heading for column in export.columns] == ["v1", "v2", "v3"]
    assert len(export.rows) == 5


def test_without_headings_the_first_person_stays_a_person(tmp_path: Path) -> None:
    export = read(
        tmp_path, [["ja", "nee", "soms"], ["nee", "nee", "vaak"], ["ja", "ja", "soms"], ["nee", "ja", "vaak"]]
    )
    assert len(export.rows) == 4
    assert "W-NO-HEADINGS" in codes(export)


def test_a_value_merged_over_people_counts_for_each(tmp_path: Path) -> None:
    rows = [["Klas", "Vraag een"], ["3A", "ja"], [None, "nee"], ["3B", "ja"], [None, "nee"], [None, None]]
    export = read(tmp_path, rows, ("A2:A3", "A4:A6"))
    assert export.rows == (("3A", "ja"), ("3A", "nee"), ("3B", "ja"), ("3B", "nee"))
    (finding,) = [finding for finding in export.findings if finding.code == "I-MERGED"]
    assert finding.message.startswith("2 cellen")


def test_a_merged_cell_beyond_a_short_row_and_one_that_is_empty(tmp_path: Path) -> None:
    rows = [["Vraag een", "Vraag twee", "Klas"], ["ja", "ja", "3A"], ["nee"], ["ja", None, None], ["nee", "nee", None]]
    export = read(tmp_path, rows, ("C2:C3", "B4:B5", "A1:A2"))
    assert [row[2] for row in export.rows] == ["3A", "3A", None, None]


def test_headings_merged_over_two_rows_stay_one(tmp_path: Path) -> None:
    rows = [
        ["ID", "Hoe vaak?", None, None, "Waarom?"],
        [None, "Thuis", "School", "Straat", None],
        [1, "nooit", "vaak", "soms", "daarom"],
        [2, "vaak", "nooit", "soms", None],
    ]
    export = read(tmp_path, rows, ("A1:A2", "B1:D1", "E1:E2"))
    assert [(column.question, column.part) for column in export.columns] == [
        ("ID", None),
        ("Hoe vaak?", "Thuis"),
        ("Hoe vaak?", "School"),
        ("Hoe vaak?", "Straat"),
        ("Waarom?", None),
    ]


def test_three_rows_of_merged_headings(tmp_path: Path) -> None:
    rows = [
        ["Deel A", None, "Deel B", None],
        ["Hoe vaak?", None, "Wat?", None],
        ["Thuis", "School", "Boos", "Blij"],
        ["nooit", "vaak", "ja", "nee"],
        ["vaak", "nooit", "nee", "nee"],
    ]
    export = read(tmp_path, rows, ("A1:B1", "C1:D1", "A2:B2", "C2:D2"))
    assert [(column.question, column.part) for column in export.columns] == [
        ("Hoe vaak?", "Thuis"),
        ("Hoe vaak?", "School"),
        ("Wat?", "Boos"),
        ("Wat?", "Blij"),
    ]
    assert len(export.rows) == 2


def test_a_row_of_sums_is_nobody(tmp_path: Path) -> None:
    export = read(tmp_path, [HEAD, *BODY, [None], ["Totaal", 4, 15], ["Gemiddelde", None, 3.75]])
    assert len(export.rows) == 4
    assert [finding.row for finding in export.findings if finding.code == "W-TOTALS"] == [7, 8]


STAMPED = [[f"{day}-3-2025 14:20:53", "ja" if day % 2 else "nee", day % 5 + 1] for day in range(3, 9)]


def test_sums_without_a_name_below_stamped_answers_are_nobody(tmp_path: Path) -> None:
    rows = [["Tijdstempel", "Vraag", "Cijfer"], *STAMPED, [None, None, 3.17], [None, 6, 19]]
    export = read(tmp_path, rows)
    assert [row[0] for row in export.rows] == [row[0] for row in STAMPED]
    assert [finding.row for finding in export.findings if finding.code == "W-TOTALS"] == [8, 9]


def test_sums_without_a_name_below_numbered_answers_are_nobody(tmp_path: Path) -> None:
    rows = [["Nr", "Vraag", "Cijfer"], *([n, *row[1:]] for n, row in enumerate(STAMPED)), [None, None, 3.17]]
    assert len(read(tmp_path, rows).rows) == 6


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("a word is no sum", [None, "ja", 3]),
        ("somebody else has no stamp either", [None, None, 3]),
        ("a class that returns tells nobody apart", [None, None, 3]),
    ],
)
def test_an_answer_without_a_stamp_stays(first: str, last: list[object], tmp_path: Path) -> None:
    above = [list(row) for row in STAMPED]
    if "somebody" in first:
        above[2][0] = None
    if "class" in first:
        above = [[number % 2 + 1, *row[1:]] for number, row in enumerate(above)]
    assert len(read(tmp_path, [["Eerste", "Vraag", "Cijfer"], *above, last]).rows) == 7


def test_somebody_who_answers_with_the_word_stays(tmp_path: Path) -> None:
    assert len(read(tmp_path, [HEAD, *BODY, ["totaal", "nee", 3]]).rows) == 5
    assert len(read(tmp_path, [HEAD, *BODY[:2], ["Totaal", 1, 3]]).rows) == 3


def computed(count: int) -> str:
    """Two columns of answers, then so many of formulas; the second formula has no stored result."""
    letters = "ABCDEF"[: 2 + count]
    rows = ['<row r="1">' + "".join(f'<c r="{at}1" t="str"><v>Kop {at}</v></c>' for at in letters) + "</row>"]
    for row in range(2, 6):
        cells = [f'<c r="{at}{row}" t="str"><v>{"ja" if row % 2 else "nee"}</v></c>' for at in letters[:2]]
        cells += [f'<c s="1" r="{at}{row}"><f>COUNTIF(A:A,"ja")</f><v>2</v></c>' for at in letters[2:]]
        rows.append(f'<row r="{row}">{"".join(cells)}</row>')
    return raw_sheet("".join(rows))


def test_columns_of_formulas_beside_the_answers_are_left_out(tmp_path: Path) -> None:
    export = read_export(workbook(tmp_path / "a.xlsx", {"Blad": computed(1)}))
    assert [column.role for column in export.columns] == ["item", "item", "ignored"]
    (finding,) = [finding for finding in export.findings if finding.code == "I-FORMULAS"]
    assert finding.column == "Kop C"


def test_a_sheet_of_formulas_that_was_chosen_is_read(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Blad": computed(3), "Ander": sheet_xml([HEAD, *BODY])})
    export = read_export(path, sheet="Blad")
    assert [column.role for column in export.columns] == ["item"] * 5


def test_a_few_formulas_in_a_column_do_not_matter(tmp_path: Path) -> None:
    filled = computed(1).replace('<c s="1" r="C4"><f>COUNTIF(A:A,"ja")</f><v>2</v></c>', '<c r="C4"><v>2</v></c>')
    export = read_export(workbook(tmp_path / "a.xlsx", {"Blad": filled}))
    assert [column.role for column in export.columns] == ["item"] * 3


def test_a_sheet_of_formulas_without_results_gives_way(tmp_path: Path) -> None:
    empty = computed(3).replace("<v>2</v>", "")
    export = read_export(workbook(tmp_path / "a.xlsx", {"Berekening": empty, "Data": sheet_xml([HEAD, *BODY])}))
    assert export.dialect.sheet == "Data"
    told = read_export(tmp_path / "a.xlsx", sheet="Berekening")
    assert "W-NO-RESULT" in codes(told)


def test_the_blank_lines_and_ragged_rows_of_a_text_file(tmp_path: Path) -> None:
    content = "Enquête;;\n;;\nVraag een;Vraag twee;Cijfer\nja;nee\n\nnee;nee;4,5\n;;\n"
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert export.rows == (("ja", "nee", None), ("nee", "nee", "4,5"))
    assert export.row_numbers == (4, 6)
