"""Microsoft Forms: the native workbook with all that is odd in it, and the same saved again by Excel."""

from pathlib import Path

import pytest

from monitor.intake.export import Export
from monitor.intake.mapping import map_export
from monitor.intake.read import read_export
from tests.intake.export_tables import SURVEY
from tests.intake.workbook_files import raw_sheet, sheet_xml, text_file, workbook

LONG = "Ik vind dat de school " + "heel goed " * 18 + "..."
DUTCH = ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging"]
HEADINGS = [*DUTCH, "Hoe vaak?\u00a0", "Vader", "Vader2", "Leeftijd", "Wat\n kies je?", "Column3", "Column92", LONG]
PEOPLE = [
    [3, 45950.4, 45950.5, "anonymous", None, None, "soms ", "ja", "nee", "3", "A;B;C;", "B", "C", "eens"],
    [7, 45950.6, 45950.7, "anonymous", None, None, "nooit", "nee", "nee", "4", "B;", None, None, None],
]


def purposes(export: Export) -> list[str | None]:
    return [column.purpose for column in export.columns]


def test_the_native_workbook(tmp_path: Path) -> None:
    path = workbook(tmp_path / "Ouders(1-2).xlsx", {"Sheet1": sheet_xml([HEADINGS, *PEOPLE], prefix="x:")})
    export = read_export(path)
    assert (export.tool, export.dialect.sheet, export.dialect.language) == ("microsoft-forms", "Sheet1", "nl")
    assert len(export.rows) == 2
    assert export.row_numbers == (2, 3)
    assert purposes(export)[:7] == ["response_id", "start", "end", "email", "name", "other", None]
    assert [column.role for column in export.columns][:6] == [
        "identifier", "metadata", "metadata", "identifier", "identifier", "metadata",
    ]  # fmt: skip
    assert export.joiners == (";",)
    assert export.rows[0][6:11] == ("soms ", "ja", "nee", "3", "A;B;C;")
    assert export.rows[1][0] == 7
    assert all(export.completed)
    assert not any(export.preview)


def test_a_repeated_question_is_asked_under_its_own_name(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml([HEADINGS, *PEOPLE])})
    columns = {column.heading: column for column in read_export(path).columns}
    assert columns["Vader2"].question == "Vader"
    assert columns["Wat\n kies je?"].question == "Wat kies je?"
    assert columns[LONG].question.endswith("...")


def test_a_question_that_ends_in_a_number_keeps_it(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", {"Sheet1": sheet_xml([[*DUTCH, "Wat leerde je in blok 2"], [*PEOPLE[0][:6], "x"]])}
    )
    assert read_export(path).columns[6].question == "Wat leerde je in blok 2"


def test_pieces_of_answers_that_were_split_are_left_out_and_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml([HEADINGS, *PEOPLE])})
    export = read_export(path)
    assert [column.heading for column in export.columns if column.role == "ignored"] == ["Column3", "Column92"]
    finding = next(finding for finding in export.findings if finding.code == "W-SPLIT-COLUMNS")
    assert "2 kolommen vanaf Column3" in finding.message


def split_over_columns(*first: str | None) -> list[list[object]]:
    """Answers to a list after "text to columns": the first choice in its own column, the others at its right."""
    chosen = [[one, None, None] for one in first] + [["Brief", "App", None], ["App", "Brief", "Mail"]]
    start = [[3 + n, 45950.4 + n, 45950.5 + n, "anonymous"] for n in range(len(chosen))]
    return [["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Hoe?", "Kolom1", None, "Klas"]] + [
        [*one, *choices, "1A"] for one, choices in zip(start, chosen, strict=True)
    ]


def test_pieces_of_a_list_are_put_back_into_its_cell(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml(split_over_columns("App", "Mail", None))})
    export = read_export(path)
    assert [row[4] for row in export.rows] == ["App;", "Mail;", None, "Brief;App;", "App;Brief;Mail;"]
    assert [column.role for column in export.columns][4:] == ["item", "ignored", "ignored", "item"]
    finding = next(finding for finding in export.findings if finding.code == "I-SPLIT-COLUMNS")
    assert finding.message.startswith("In 2 kolommen vanaf Kolom1 staan stukken"), "also the one without a heading"
    assert not {"W-SPLIT-COLUMNS", "W-NO-HEADING"} & {finding.code for finding in export.findings}


@pytest.mark.parametrize(("first", "code"), [(("App", "Mail"), "I-SPLIT-COLUMNS"), (("App;Mail;",), "W-SPLIT-COLUMNS")])
def test_a_piece_of_a_list_is_told_once(first: tuple[str, ...], code: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml(split_over_columns(*first))})
    export = read_export(path)
    findings = (*export.findings, *map_export(export, SURVEY).findings)
    assert [one.code for one in findings if one.column == "Kolom1"] == [code]
    assert [one.code for one in findings if one.column == "Klas"] == ["I-NO-ITEM"], "a column that nobody told of yet"


@pytest.mark.parametrize("changed", ["a note", "a whole list", "a piece alone"])
def test_what_is_no_piece_of_a_list_is_not_put_back(tmp_path: Path, changed: str) -> None:
    rows = split_over_columns("App", "Mail")
    if changed == "a note":
        rows[3][5], rows[4][5:7] = "nagebeld", ["zelf ingevuld", "nagekeken"]
    elif changed == "a whole list":
        rows[1][4] = "App;Mail;"
    else:
        rows[4][4] = None
    export = read_export(workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml(rows)}))
    assert [row[4] for row in export.rows] == [row[4] for row in rows[1:]]
    assert "W-SPLIT-COLUMNS" in [finding.code for finding in export.findings]


SAVED_AGAIN = {
    "by Dutch Excel": (
        "ID;Start time;Completion time;Email;Eén vraag\r\n"
        "1;11-23-23 13:42:59;11-23-23 13:44:01;anonymous;Ja, één keer\r\n"
        "2;11-23-23 13:43:59;11-23-23 13:45:01;anonymous;Nee\r\n",
        "cp1252",
        ["response_id", "start", "end", "email", None],
    ),
    "by American Excel": (
        "ID,Start time,Completion time,Email,Name,Eén vraag\r\n1,12/24/2019 8:41,12/24/2019 8:49,anonymous,,Ja\r\n",
        "utf-8-sig",
        ["response_id", "start", "end", "email", "name", None],
    ),
    "without names and numbers": (
        "Begintijd;Tijd van voltooien;Eén vraag\r\n45950,4;45950,5;Ja\r\n",
        "utf-8",
        ["start", "end", None],
    ),
    "with one of the two times": (
        "ID;Begintijd;Eén vraag\r\n1;1-10-2025 10:00;Ja\r\n",
        "utf-8",
        ["response_id", "start", None],
    ),
    "by Chinese Excel": (
        "ID,开始时间,完成时间,电子邮件,名称,Eén vraag\n5,2021-03-01 10:00,2021-03-01 10:05,anonymous,,Ja\n",
        "utf-8",
        ["response_id", "start", "end", "email", "name", None],
    ),
    "in a language nobody wrote down": (
        "ID,Aloitus,Valmis,Posti,Nimi,Eén vraag\n1,2021-03-01 10:00,2021-03-01 10:05,anonymous,,Ja\n",
        "utf-8",
        ["response_id", "start", "end", "email", "name", None],
    ),
}


@pytest.mark.parametrize("name", SAVED_AGAIN)
def test_the_csv_that_was_saved_again(name: str, tmp_path: Path) -> None:
    content, encoding, expected = SAVED_AGAIN[name]
    export = read_export(text_file(tmp_path / "a.csv", content, encoding))
    assert export.tool == "microsoft-forms"
    assert purposes(export) == expected
    assert export.columns[-1].heading == "Eén vraag"


def test_times_that_are_no_times_are_questions(tmp_path: Path) -> None:
    content = "ID;Naam;Begintijd;Vraag\n1;Jan;vroeg;ja\n2;An;laat;nee\n"
    assert read_export(text_file(tmp_path / "a.csv", content)).tool == "generic"


def test_a_quiz_has_points_that_are_no_answers(tmp_path: Path) -> None:
    headings = [*DUTCH[:5], "Total points", "Vraag een", "Points - Vraag een", "Feedback - Vraag een"]
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml([headings, [*PEOPLE[0][:5], 3, "ja", 1, None]])})
    assert purposes(read_export(path))[5:] == ["score", None, "score", "score"]


PLACED = {
    "with names": (
        ["Tunnus", "Aloitus", "Valmis", "Posti", "Nimi", "Muokattu", "Vraag"],
        [
            [1, 45950.4, 45950.5, "a@b.be", "An Smet", 45950.6, "ja"],
            [2, 45950.4, 45950.5, "c@b.be", "Jo Maes", None, "nee"],
        ],
        ["response_id", "start", "end", "email", "name", "other", None],
    ),
    "anonymous": (
        ["ID", "Aloitus", "Valmis", "Posti", "Nimi", "Vraag"],
        [[4, 45950.4, 45950.5, "anonymous", None, "ja"], [9, 45950.4, 45950.5, "anonymous", None, "nee"]],
        ["response_id", "start", "end", "email", "name", None],
    ),
    "with the name taken out": (
        ["ID", "Aloitus", "Valmis", "Posti", "How old are you?", "Vraag"],
        [[1, 45950.4, 45950.5, "anonymous", 12, "ja"], [2, 45950.4, 45950.5, "anonymous", 13, "nee"]],
        ["response_id", "start", "end", "email", None, None],
    ),
    "with name and account taken out": (
        ["ID", "Aloitus", "Valmis", "How often?", "Vraag"],
        [[1, 45950.4, 45950.5, "soms", "ja"], [2, 45950.4, 45950.5, "nooit", "nee"]],
        ["response_id", "start", "end", None, None],
    ),
    "with a question for a date": (
        ["ID", "Aloitus", "Valmis", "Posti", "Nimi", "Wanneer?"],
        [[1, 45950.4, 45950.5, "anonymous", None, 45950], [2, 45950.4, 45950.5, "anonymous", None, 45951]],
        ["response_id", "start", "end", "email", "name", None],
    ),
    "of China, over English questions": (
        ["ID", "开始时间", "完成时间", "电子邮件", "How old are you?", "Gender"],
        [[1, 45950.4, 45950.5, "anonymous", 12, "Male"], [2, 45950.4, 45950.5, "anonymous", 13, "Female"]],
        ["response_id", "start", "end", "email", None, None],
    ),
}


@pytest.mark.parametrize("name", PLACED)
def test_a_native_workbook_in_any_language(name: str, tmp_path: Path) -> None:
    headings, people, expected = PLACED[name]
    export = read_export(workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml([headings, *people], prefix="x:")}))
    assert export.tool == "microsoft-forms"
    assert purposes(export) == expected


def test_numbers_and_moments_that_return_are_no_forms(tmp_path: Path) -> None:
    content = "Klas;Van;Tot;Vraag\n1;2021-03-01 10:00;2021-03-01 10:05;ja\n1;2021-03-01 10:00;2021-03-01 10:05;nee\n"
    assert read_export(text_file(tmp_path / "a.csv", content)).tool == "generic"


def test_a_question_with_a_hyphen_is_no_quiz(tmp_path: Path) -> None:
    headings = [*DUTCH[:5], "Vraag een", "Punkte - Vraag een", "Feedback - over de school"]
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml([headings, [*PEOPLE[0][:5], "ja", 1, "goed"]])})
    assert purposes(read_export(path))[5:] == [None, "score", None]


def test_the_points_of_a_question_that_was_cut_off(tmp_path: Path) -> None:
    headings = [*DUTCH[:5], LONG, f"Points - {LONG[:60]}..."]
    path = workbook(tmp_path / "a.xlsx", {"Sheet1": sheet_xml([headings, [*PEOPLE[0][:5], "ja", 1]])})
    assert purposes(read_export(path))[5:] == [None, "score"]


def test_pieces_of_answers_in_three_languages(tmp_path: Path) -> None:
    content = "ID;Begintijd;Wat?;Kolom3;Kolom32;Colonne4;Spalte5;Column6\n1;1-10-2025 10:00;A;B;C;D;E;F\n"
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert [column.role for column in export.columns[3:]] == ["ignored"] * 5


def test_headings_that_r_made_names_of(tmp_path: Path) -> None:
    content = "ID,Begintijd,Tijd.van.voltooien,E.mail,Naam,Vraag\n1,1-10-2025 10:00,1-10-2025 10:05,anonymous,,ja\n"
    assert purposes(read_export(text_file(tmp_path / "a.csv", content))) == [
        "response_id", "start", "end", "email", "name", None,
    ]  # fmt: skip


def test_a_question_called_name_is_a_question(tmp_path: Path) -> None:
    content = (
        "ID;Begintijd;Tijd van voltooien;Vraag;Naam;Begintijd\n1;1-2-2025 10:00;1-2-2025 10:05;ja;Fietsclub;nooit\n"
    )
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert purposes(export) == ["response_id", "start", "end", None, None, None]


def test_a_formula_without_result_and_an_error_are_counted(tmp_path: Path) -> None:
    rows = (
        '<row r="1">'
        + "".join(
            f'<c r="{letter}1" t="str"><v>{heading}</v></c>'
            for letter, heading in zip("ABCDE", [*DUTCH[:3], "Vraag", "Som"], strict=True)
        )
        + '</row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>45950.4</v></c><c r="C2"><v>45950.5</v></c>'
        '<c r="D2" t="e"><v>#N/A</v></c><c r="E2"><f>A2+1</f></c></row>'
        '<row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>45950.4</v></c><c r="C3"><v>45950.5</v></c>'
        '<c r="D3" t="str"><v>ja</v></c><c r="E3" t="str"><f>A3</f><v></v></c></row>'
    )
    export = read_export(workbook(tmp_path / "a.xlsx", {"Sheet1": raw_sheet(rows)}))
    found = {finding.code: finding for finding in export.findings}
    assert (found["W-ERROR-CELLS"].row, found["W-ERROR-CELLS"].column) == (2, "D")
    assert found["W-ERROR-CELLS"].message.startswith("1 cel ")
    assert found["W-NO-RESULT"].message.startswith("1 cel ")
    assert export.rows[0][3:] == (None, None)


def test_a_native_workbook_keeps_real_dates(tmp_path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([*DUTCH[:3], "Vraag"])
    import datetime as dt

    moment = dt.datetime(2025, 10, 1, 13, 42, 59)
    sheet.append([1, moment, dt.date(2025, 10, 2), dt.time(8, 30)])
    book.save(tmp_path / "a.xlsx")
    assert read_export(tmp_path / "a.xlsx").rows == ((1, moment, dt.date(2025, 10, 2), dt.time(8, 30)),)
