"""Any table, and files of tools without a reader of their own: every row is accounted for."""

from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake.read import read_export
from monitor.intake.validate import refuse_several_rows
from tests.intake.drafts import drafted, read, told
from tests.intake.workbook_files import sheet_xml, text_file, workbook


def test_a_plain_table(tmp_path: Path) -> None:
    content = "Klas;Naam;Hoe gaat het?;Kies\n1A;Jan;goed;A;B\n".replace("A;B", '"A;B"')
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, export.joiners, export.dialect.heading_rows) == ("generic", (), 1)
    assert [column.purpose for column in export.columns] == [None, "name", None, None]


def test_semicolons_between_pieces_that_come_back_join_choices(tmp_path: Path) -> None:
    rows = [["Vraag", "Kies"], ["ja", "A;B;C"], ["nee", "B;A"], ["ja", "C"], ["ja", "C;A"]]
    assert read_export(workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(rows)})).joiners == (";",)


def test_ticks_of_no_tool_in_particular(tmp_path: Path) -> None:
    content = "klas,kanaal.mail,kanaal.brief,Hoe? [a],Hoe? [b]\n1A,1,0,ja,nee\n1B,1,1,nee,ja\n"
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert export.tool == "generic"
    assert [(column.question, column.part) for column in export.columns[1:3]] == [
        ("kanaal", "mail"),
        ("kanaal", "brief"),
    ]
    assert ("1" in export.ticked, "0" in export.unticked) == (True, True)


TYPEFORM = """
# | Tevreden? | Mail | Brief | Response Type | Start Date (UTC) | Stage Date (UTC) | Submit Date (UTC) | Network ID
a | Ja | Mail | | completed | 2026-01-01 10:00:00 | | 2026-01-01 10:05:00 | n1
b | Nee | Mail | Brief | started | 2026-01-01 10:00:00 | 2026-01-01 10:01:00 | | n2
c | Ja | | Brief | completed | 2026-01-01 10:02:00 | | 2026-01-01 10:06:00 | n3
"""


def test_typeform(tmp_path: Path) -> None:
    export = read(tmp_path, TYPEFORM)
    assert (export.tool, export.completed) == ("generic", (True, False, True))
    assert [column.purpose for column in export.columns[4:]] == ["other", "start", "other", "submitted", "token"]


@pytest.mark.parametrize(("joiner", "joiners"), [(";", (";",)), (", ", ())])
def test_nextcloud_forms(joiner: str, joiners: tuple[str, ...], tmp_path: Path) -> None:
    lists = [["Mail", "Brief"], ["Brief", "App"], ["Mail"], ["App", "Mail"], ["Brief"]]
    rows = [f"Anonymous user | 2026-01-0{day} | {joiner.join(one)}" for day, one in enumerate(lists, start=1)]
    export = read(tmp_path, "\n".join(["User display name | Timestamp | Welke kanalen?", *rows]))
    assert (export.tool, export.joiners) == ("generic", joiners)
    assert [column.purpose for column in export.columns] == ["name", "submitted", None]
    assert told(drafted(export, tmp_path)) == ["multiple Brief=3 Mail=3 App=2"]


def test_smartschool_and_others_are_plain_tables(tmp_path: Path) -> None:
    export = read(tmp_path, "Nr | Klas | Voel je je goed op school?\n1 | 1A | Ja\n2 | 1B | Nee\n3 | 1A | Ja")
    assert (export.tool, export.completed, export.tells_not_shown) == ("generic", (True,) * 3, False)


LONG = """
respondent | vraag_code | antwoord | datum
1          | v1         | 4        | 2026-01-01
1          | v2         | ja       | 2026-01-01
1          | v3         | mooi     | 2026-01-01
2          | v1         | 3        | 2026-01-02
2          | v2         | nee      | 2026-01-02
2          | v3         |          | 2026-01-02
"""


def test_one_answer_per_row_is_refused_with_what_to_do(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, LONG).findings
    assert (finding.severity, finding.code, finding.column) == ("error", "E-SEVERAL-ROWS", "vraag_code")
    assert "draaitabel" in finding.message
    assert "respondent" in finding.message
    with pytest.raises(FileRefused, match="draaitabel"):
        refuse_several_rows(read(tmp_path, LONG))


PEOPLE = (
    "klas | vraag | score\n1A | ja | 4\n1A | ja | 3\n1B | nee | 4\n1B | nee | 3",
    "nr | vraag | score\n1 | ja | 4\n2 | ja | 3\n3 | nee | 4\n4 | nee | 3",
    "respondent | vraag | score\n1 | ja | 4\n1 | nee | 3\n2 | ja | 4",
)


@pytest.mark.parametrize("table", PEOPLE)
def test_a_row_per_person_is_not_taken_for_answers_below_each_other(table: str, tmp_path: Path) -> None:
    assert read(tmp_path, table).findings == ()


def test_a_status_of_complete_and_partial_is_believed(tmp_path: Path) -> None:
    content = "Time Started,Date Submitted,Status,Vraag\n2025,2025,Complete,ja\n2025,,Partial,nee\n"
    assert read_export(text_file(tmp_path / "a.csv", content)).completed == (True, False)
    other = "Klas,Vraag twee,Status,Vraag\n1A,ja,getrouwd,ja\n1B,nee,alleen,nee\n"
    assert read_export(text_file(tmp_path / "b.csv", other)).completed == (True, True)


def test_a_grid_without_a_tool(tmp_path: Path) -> None:
    content = "Klas,Oordeel [de school],Oordeel [de klas]\n1A,goed,slecht\n"
    columns = read_export(text_file(tmp_path / "a.csv", content)).columns
    assert [(column.question, column.part) for column in columns[1:]] == [
        ("Oordeel", "de school"),
        ("Oordeel", "de klas"),
    ]


def test_titles_above_and_columns_without_heading_are_told(tmp_path: Path) -> None:
    content = (
        "Enquête 2025;;;;\n;;;;\nVraag een;Vraag twee;Vraag drie;Vraag vier;\nja;nee;ja;nee;los\nnee;nee;ja;nee;\n"
    )
    export = read_export(text_file(tmp_path / "a.csv", content))
    found = {finding.code: finding for finding in export.findings}
    assert found["I-ABOVE-HEADINGS"].row == 3
    assert found["W-NO-HEADING"].column == "E"
    assert export.row_numbers == (4, 5)
    assert not any("los" in finding.message for finding in export.findings)


def test_questions_above_their_options_in_no_tool_in_particular(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", "Nr,Kanaal,,Rol\n,Mail,Brief,\n1,x,,moeder\n2,x,x,vader\n"))
    assert (export.tool, export.dialect.heading_rows) == ("generic", 2)
    assert [(c.question, c.part) for c in export.columns[1:]] == [
        ("Kanaal", "Mail"),
        ("Kanaal", "Brief"),
        ("Rol", None),
    ]
