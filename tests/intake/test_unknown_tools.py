"""Tools without a reader of their own: named by their columns, their rows and options told apart."""

from pathlib import Path

import pytest

from tests.intake.drafts import drafted, read, roles, told

KOBO = """
start | g/rol  | g/kanaal   | g/kanaal/mail | g/kanaal/brief | ja/a | ja/b | _id | _uuid | _submission_time    | _index
x     | moeder | mail brief | 1             | 1              | 1    | rood | 1   | a-1   | 2025-10-06T10:00:00 | 1
x     | vader  | mail       | 1             | 0              | 0    | wit  | 2   | a-2   | 2025-10-06T10:01:00 | 2
x     | moeder |            |               |                | 1    | rood | 3   | a-3   | 2025-10-06T10:02:00 | 3
x     | vader  | mail       | 1             | 0              | 0    | wit  | 4   | a-4   | 2025-10-06T10:03:00 | 4
"""


@pytest.mark.parametrize("mark", ["/", "."])
def test_kobo_joins_the_ticks_and_gives_each_a_column(mark: str, tmp_path: Path) -> None:
    export = read(tmp_path, KOBO.replace("kanaal/", f"kanaal{mark}"))
    report = drafted(export, tmp_path)
    assert export.tool == "kobo"
    assert report["columns"][2]["item"] is None
    assert told(report)[:2] == ["single moeder=2 vader=2", "multiple mail=3 brief=1 n1"]
    assert len(report["items"]) == 4, "a group of other questions is no list"


REDCAP = """
record_id | ouders_timestamp    | tevreden | kanaal___1 | kanaal___2 | ouders_complete
1         | 2025-10-06 10:00:00 | 1        | 1          | 0          | 2
2         | [not completed]     | 2        | 0          | 0          | 0
3         | 2025-10-06 10:02:00 | 3        | 1          | 1          | 2
"""
REDCAP_LABELS = """
Record ID | Survey Timestamp    | Tevreden? | Kanaal? (choice=Mail) | Kanaal? (choice=Brief) | Complete?
1         | 2025-10-06 10:00:00 | 1         | Checked               | Unchecked              | Complete
2         | [not completed]     | 2         | Unchecked             | Unchecked              | Incomplete
3         | 2025-10-06 10:02:00 | 3         | Checked               | Checked                | Complete
"""


@pytest.mark.parametrize(("table", "options"), [(REDCAP, "1=2 2=1"), (REDCAP_LABELS, "Mail=2 Brief=1")])
def test_redcap_by_code_and_by_label(table: str, options: str, tmp_path: Path) -> None:
    export = read(tmp_path, table)
    report = drafted(export, tmp_path)
    assert export.tool == "redcap"
    assert (report["rows"]["stored"], report["rows"]["incomplete"]) == (2, 1)
    assert roles(report) == ["identifier", "metadata", "item", "item", "item", "metadata"]
    assert told(report)[1] == f"multiple {options}"


def test_alchemer_puts_the_row_before_the_question(tmp_path: Path) -> None:
    table = """
    Response ID | Time Started        | Date Submitted      | Status   | IP Address | Mail:Kanalen | Brief:Kanalen
    1           | 2025-10-06 10:00:00 | 2025-10-06 10:01:00 | Complete | 1.2.3.4    | Mail         |
    2           | 2025-10-06 10:01:00 |                     | Partial  | 1.2.3.4    | Mail         | Brief
    3           | 2025-10-06 10:02:00 | 2025-10-06 10:03:00 | Complete | 1.2.3.4    | Mail         | Brief
    """
    export = read(tmp_path, table)
    report = drafted(export, tmp_path)
    assert (export.tool, report["rows"]["incomplete"]) == ("generic", 1)
    assert told(report) == ["multiple Mail=2 Brief=1"]


QUALTRICS = """
StartDate           | EndDate             | Status         | Finished | ResponseId | Q1
Start Date          | End Date            | Response Type  | Finished | Response ID | Bent u tevreden?
2025-10-06 10:00:00 | 2025-10-06 10:04:00 | IP Address     | True     | R_1a2b3c4d | Ja
2025-10-06 10:01:00 | 2025-10-06 10:05:00 | IP Address     | False    | R_1a2b3c4e | Nee
2025-10-06 10:02:00 | 2025-10-06 10:06:00 | Survey Preview | True     | R_1a2b3c4f | Ja
"""


def test_a_row_of_texts_under_variables_is_no_person(tmp_path: Path) -> None:
    lines = QUALTRICS.strip().splitlines()
    both, variables = read(tmp_path, QUALTRICS), read(tmp_path, "\n".join([lines[0], *lines[2:]]))
    for export, count in ((both, 2), (variables, 1)):
        rows = drafted(export, tmp_path)["rows"]
        assert (export.tool, export.dialect.heading_rows) == ("qualtrics", count)
        assert (rows["read"], rows["stored"], rows["incomplete"], rows["test"]) == (3, 1, 1, 1)


def test_surveymonkey_in_dutch_by_its_shape(tmp_path: Path) -> None:
    table = """
    Respondent-nr | Eigen veld | Rol      |                                  | Kanalen |
                  |            | Antwoord | Overig (geef nadere toelichting) | Mail    | Brief
    11000000001   | 9          | Moeder   |                                  | Mail    |
    11000000002   | 9          | Vader    |                                  | Mail    | Brief
    11000000003   | 9          | Moeder   | oma                              |         | Brief
    """
    export = read(tmp_path, table)
    report = drafted(export, tmp_path)
    assert (export.tool, export.dialect.heading_rows) == ("surveymonkey", 2)
    assert roles(report)[:2] == ["identifier", "metadata"]
    assert "multiple Mail=2 Brief=2" in told(report)
