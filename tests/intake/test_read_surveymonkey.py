"""SurveyMonkey: what each way of exporting it, and each way of spoiling that, looks like (formats.md, section 4)."""

import json
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.definition.draft import to_yaml
from monitor.errors import FileRefused
from monitor.intake.draft import draft_survey
from monitor.intake.read import read_export
from monitor.intake.times import possible_days
from tests.intake.drafts import drafted, read, roles, told
from tests.intake.workbook_files import sheet_xml, text_file, workbook

FULL = """
Respondent ID | Collector ID | Start Date            | End Date              | IP Address | Email Address | Custom Data 1 | Kanalen |       |                        | Rol      |                        | Oordeel |      | Cijfer   | Waarom?             |
              |              |                       |                       |            |               |               | Mail    | Brief | Other (please specify) | Response | Other (please specify) | Rust    | Orde | Response | Open-Ended Response | Comments:
10580280324   | 225985182    | 03/24/2026 9:08:27 PM | 03/24/2026 9:20:41 PM | 192.0.2.1  |               | x             | Mail    |       |                        | Moeder   |                        | soms    | vaak | 10       | omdat               |
10580049091   | 225985182    | 03/25/2026 9:08:27 AM | 03/25/2026 9:20:41 AM | 192.0.2.2  |               | x             | Mail    | Brief |                        | Vader    |                        | vaak    | soms | 7        |                     | mooi
10580049092   | 225985182    | 03/25/2026 9:08:28 AM | 03/25/2026 9:20:42 AM | 192.0.2.3  |               | x             |         | Brief | duif                   | Moeder   |                        | soms    | soms | 10       |                     |
10580049093   | 225985182    | 03/25/2026 9:08:29 AM | 03/25/2026 9:20:43 AM | 192.0.2.4  |               | x             |         |       |                        |          | oma                    | vaak    | vaak | 7        |                     |
"""  # noqa: E501 - two rows of headings can only be compared if they stand below each other


def lines(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]


def test_two_rows_of_headings_become_questions_with_parts(tmp_path: Path) -> None:
    export = read(tmp_path, FULL)
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("surveymonkey", 2, 4)
    assert [(column.question, column.part) for column in export.columns[7:]] == [
        ("Kanalen", "Mail"),
        ("Kanalen", "Brief"),
        ("Kanalen", "Other (please specify)"),
        ("Rol", None),
        ("Rol", "Other (please specify)"),
        ("Oordeel", "Rust"),
        ("Oordeel", "Orde"),
        ("Cijfer", None),
        ("Waarom?", None),
        ("Waarom?", "Comments:"),
    ]
    purposes = ["response_id", "token", "start", "end", "ip", "email", "token"]
    assert [column.purpose for column in export.columns[:7]] == purposes
    assert (export.tells_not_shown, export.not_shown) == (False, frozenset())


def test_lists_grids_and_ratings_are_counted(tmp_path: Path) -> None:
    lines = told(drafted(read(tmp_path, FULL), tmp_path))
    assert "multiple Mail=2 Brief=2 Other (please specify)=1 e1" in lines
    assert "single soms=2 vaak=2" in lines
    assert "likert 1=0 2=0 3=0 4=0 5=0 6=0 7=2 8=0 9=0 10=2" in lines


def test_american_dates_are_days(tmp_path: Path) -> None:
    export = read(tmp_path, FULL)
    assert [possible_days(row[2])[0].isoformat() for row in export.rows] == ["2026-03-24", *["2026-03-25"] * 3]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_with_and_without_a_mark_of_the_encoding(encoding: str, tmp_path: Path) -> None:
    text = "\r\n".join(",".join(row) for row in lines(FULL))
    export = read_export(text_file(tmp_path / "a.csv", text, encoding))
    assert (export.tool, len(export.rows), export.columns[0].heading) == ("surveymonkey", 4, "Respondent ID")


def test_the_same_as_a_workbook(tmp_path: Path) -> None:
    rows = [[cell or None for cell in row] for row in lines(FULL)]
    rows[2:] = [[int(cell) if cell and cell.isdigit() else cell for cell in row] for row in rows[2:]]
    export = read_export(workbook(tmp_path / "a.xlsx", {"Sheet": sheet_xml(rows)}))
    csv = read(tmp_path, FULL)
    assert (export.tool, export.dialect.heading_rows) == ("surveymonkey", 2)
    assert [(c.question, c.part, c.purpose) for c in export.columns] == [
        (c.question, c.part, c.purpose) for c in csv.columns
    ]


def test_own_columns_in_dutch_are_known_by_their_cells(tmp_path: Path) -> None:
    table = """
    Respondent-nr | Verzamelaar | Begonnen op     | Klaar op        | Vanaf     | Adres       | Veld | Rol
                  |             |                 |                 |           |             |      | Antwoord
    11000000001   | 22500000    | 24-3-2026 21:08 | 24-3-2026 21:20 | 192.0.2.1 | a@school.be | 1B   | Moeder
    11000000002   | 22500000    | 24-3-2026 21:09 | 24-3-2026 21:21 | 192.0.2.2 | b@school.be | 1B   | Vader
    """
    export = read(tmp_path, table)
    assert (export.tool, len(export.rows)) == ("surveymonkey", 2)
    purposes = ["response_id", "token", "start", "end", "ip", "email", "other", None]
    assert [column.purpose for column in export.columns] == purposes


def without_own(blank: bool) -> str:
    rows = lines(FULL)
    return "\n".join(" | ".join(([""] * 7 if blank else []) + row[7:]) for row in rows)


@pytest.mark.parametrize("blank", [True, False], ids=["blanked", "removed"])
def test_own_columns_blanked_or_removed(blank: bool, tmp_path: Path) -> None:
    text = "\r\n".join(",".join(cell.strip() for cell in row.split("|")) for row in without_own(blank).splitlines())
    export = read_export(text_file(tmp_path / "a.csv", text))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("surveymonkey", 2, 4)
    asked = [(column.question, column.part) for column in export.columns if column.heading]
    assert asked[:3] == [("Kanalen", "Mail"), ("Kanalen", "Brief"), ("Kanalen", "Other (please specify)")]
    assert all(column.purpose is None for column in export.columns)


def test_the_second_row_was_lost(tmp_path: Path) -> None:
    rows = lines(FULL)
    text = "\r\n".join(",".join(row) for row in [rows[0], *rows[2:], rows[3], rows[3], rows[3]])
    export = read_export(text_file(tmp_path / "a.csv", text))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("surveymonkey", 1, 7)
    parts = [(column.question, column.part) for column in export.columns[7:]]
    assert parts[:2] == [("Kanalen", "Mail"), ("Kanalen", "Brief")]
    assert parts[2:4] == [("Kanalen", "Kolom J"), ("Rol", None)], "what one person wrote is no heading"
    assert not any("duif" in column.heading or "oma" in column.heading for column in export.columns)
    (finding,) = [one for one in export.findings if one.code == "W-ROW-LOST"]
    assert finding.severity == "warning"
    assert not any(one.code == "W-NO-HEADING" for one in export.findings)


def test_a_row_of_nothing_but_response_is_no_person(tmp_path: Path) -> None:
    table = """
    Respondent ID | Collector ID | Rol      | Waarom?
                  |              | Response | Open-Ended Response
    11000000001   | 225          | Moeder   | omdat
    11000000002   | 225          | Vader    | daarom
    """
    export = read(tmp_path, table)
    assert (export.tool, export.dialect.heading_rows, export.row_numbers) == ("surveymonkey", 2, (3, 4))
    assert [column.heading for column in export.columns[2:]] == ["Rol", "Waarom?"]


def test_condensed_columns_join_choices_with_commas(tmp_path: Path) -> None:
    table = """
    Respondent ID | Collector ID | Kanalen           | Rol
                  |              | Response          | Response
    11000000001   | 225          | Mail, Brief       | Moeder
    11000000002   | 225          | Brief             | Vader
    11000000003   | 225          | Mail              | Moeder
    11000000004   | 225          | Brief, App        | Moeder
    11000000005   | 225          | Mail, App         | Vader
    """
    export = read(tmp_path, table)
    assert export.joiners == (", ",)
    assert told(drafted(export, tmp_path))[0] == "multiple Brief=3 Mail=3 App=2"


def test_options_exported_as_numbers(tmp_path: Path) -> None:
    table = """
    Respondent ID | Collector ID | Kanalen |       |     | Oordeel |      | Belang |       | Rol
                  |              | Mail    | Brief | App | Rust    | Orde | Regels | Vrede | Response
    11000000001   | 225          | 1       |       | 3   | 1       | 2    | 1      | 2     | 1
    11000000002   | 225          |         | 2     |     | 3       | 2    | 2      | 1     | 2
    11000000003   | 225          | 1       | 2     |     |         |      |        |       | 1
    """
    export = read(tmp_path, table)
    assert [row[2:5] for row in export.rows] == [("Mail", None, "App"), (None, "Brief", None), ("Mail", "Brief", None)]
    assert [row[5:7] for row in export.rows[:2]] == [("1", "2"), ("3", "2")], "a matrix keeps its numbers"
    assert [row[7:9] for row in export.rows[:2]] == [("1", "2"), ("2", "1")], "so does a ranking"
    assert [(c.question, c.part) for c in export.columns[7:9]] == [("Belang", "Regels"), ("Belang", "Vrede")]


def test_a_summary_is_refused_with_what_to_do(tmp_path: Path) -> None:
    sheet = sheet_xml([["Welke kanalen?"], ["Answer Choices", "Responses"], ["Mail", 3]])
    file = workbook(tmp_path / "a.xlsx", {f"Question {number}": sheet for number in (1, 2, 3)})
    with pytest.raises(FileRefused) as refused:
        read_export(file)
    assert "Alle afzonderlijke antwoorden" in str(refused.value.remedy)


SUMMARY = """Bevraging 2025

Q1. Ben je graag op school?
Answer Choices,Response Percent,Responses
Ja,75.0%,3
Nee,25.0%,1
,{answered},4
,{skipped},0


Q2. Wat wil je nog kwijt?
{answered},2
{skipped},2
"""


@pytest.mark.parametrize(
    ("answered", "skipped"), [("Answered", "Skipped"), ("Beantwoord", "Overgeslagen"), ("Beantwortet", "Übersprungen")]
)
def test_a_summary_as_text_is_refused_with_what_to_do(answered: str, skipped: str, tmp_path: Path) -> None:
    file = text_file(tmp_path / "a.csv", SUMMARY.format(answered=answered, skipped=skipped))
    with pytest.raises(FileRefused) as refused:
        read_export(file)
    assert "samenvatting" in str(refused.value)
    assert "Alle afzonderlijke antwoorden" in str(refused.value.remedy)


def test_people_who_say_answered_and_skipped_are_people(tmp_path: Path) -> None:
    text = "Vraag,Oordeel,Cijfer\nAnswered,ja,4\nSkipped,nee,3\nAnswered,nee,3\nSkipped,ja,4\n"
    assert len(read_export(text_file(tmp_path / "a.csv", text)).rows) == 4


def test_the_roles_of_a_whole_file(tmp_path: Path) -> None:
    found = roles(drafted(read(tmp_path, FULL), tmp_path))
    assert found[:7] == ["identifier", "identifier", "metadata", "metadata", "identifier", "identifier", "identifier"]


def test_both_the_second_row_and_the_own_columns_were_lost(tmp_path: Path) -> None:
    rows = [row[7:] for row in lines(FULL)]
    text = "\r\n".join(",".join(row) for row in [rows[0], *rows[2:], rows[3], rows[3], rows[3]])
    export = read_export(text_file(tmp_path / "a.csv", text))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("surveymonkey", 1, 7)
    assert [(c.question, c.part) for c in export.columns[:2]] == [("Kanalen", "Mail"), ("Kanalen", "Brief")]
    assert not any(finding.code == "W-NO-HEADING" for finding in export.findings)


def test_empty_headings_that_pandas_named(tmp_path: Path) -> None:
    rows = lines(FULL)
    rows[0] = [heading or f"Unnamed: {index}" for index, heading in enumerate(rows[0])]
    text = "\r\n".join(",".join(row) for row in rows)
    export = read_export(text_file(tmp_path / "a.csv", text))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("surveymonkey", 2, 4)
    assert [(c.question, c.part) for c in export.columns[7:9]] == [("Kanalen", "Mail"), ("Kanalen", "Brief")]


def test_helper_columns_without_heading_make_no_survey_of_surveymonkey(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", "Klas,Rol,,\n1A,ja,1,x\n1B,nee,2,y\n1B,nee,3,y\n"))
    assert export.tool == "generic"


def test_a_workbook_with_merged_questions(tmp_path: Path) -> None:
    rows = [[cell or None for cell in row] for row in lines(FULL)]
    rows[0][0] = "Respondent-nr"
    file = workbook(tmp_path / "a.xlsx", {"Sheet": sheet_xml(rows, merged=["H1:J1", "K1:L1", "M1:N1"])})
    export = read_export(file)
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("surveymonkey", 2, 4)
    assert export.columns[8].question == "Kanalen"


@pytest.mark.parametrize(("people", "told"), [(2, False), (4, False), (5, True)])
def test_what_fewer_than_five_people_wrote_stands_nowhere(people: int, told: bool, tmp_path: Path) -> None:
    """Not in a heading, the draft, a message, the mapping file or the catalogue, where the second row was lost."""
    words = "bij tante Roza"
    heading = ["Respondent ID", "Collector ID", "Start Date", "End Date", "Kanalen", "", "", "Rol"]
    rows = [
        f"1058028032{n},225985182,03/24/2026 9:08:27 PM,03/24/2026 9:{20 + n}:41 PM,"
        f"{'Mail' * (n % 2)},{'Brief' * (n > 2)},{words * (n < people)},Moeder"
        for n in range(8)
    ]
    file = text_file(tmp_path / "a.csv", "\r\n".join([",".join(heading), *rows]))
    export = read_export(file)
    assert (export.tool, export.dialect.heading_rows) == ("surveymonkey", 1)
    survey = tmp_path / "proef.yaml"
    survey.write_text(to_yaml(draft_survey(export, "proef")), encoding="utf-8")
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    outcome = pipeline.import_file(file, survey=survey, year="2025-2026", workspace=workspace)
    assert outcome.report["rows"]["stored"] == 8
    left = [path.read_bytes() for path in (survey, *workspace.root.rglob("*")) if path.is_file()]
    said = [json.dumps(outcome.report, ensure_ascii=False).encode(), *left]
    assert any(b"Brief" in text for text in said), "an option that people shared is told"
    assert any(words.encode() in text for text in said) == told
    assert any(words in column.heading for column in export.columns) == told
