"""REDCap: raw and labelled, check boxes, forms, and what has several rows per record (formats.md, section 7)."""

from pathlib import Path

import pytest

from monitor.intake.read import read_export
from tests.intake.drafts import drafted, read, told
from tests.intake.workbook_files import text_file

RAW = """
leerling_nr | redcap_survey_identifier | ouders_timestamp    | tevreden | kanaal___1 | kanaal___2 | gewicht | ouders_complete | extra_complete
101         |                          | 2025-10-06 10:00:00 | 1        | 1          | 0          | 52,3    | 2               | 0
102         |                          | [not completed]     | 2        | 0          | 0          | 92,3    | 0               | 0
103         |                          | 2025-10-06 10:02:00 | 3        | 1          | 1          | 61,5    | 2               | 2
"""  # noqa: E501 - one row of the file is one line
LABELS = """
Nummer | Survey Timestamp    | Tevreden? | Kanaal? (choice=Mail) | Kanaal? (choice=Brief) | Complete?  | Complete?
101    | 2025-10-06 10:00:00 | Ja        | Checked               | Unchecked              | Complete   | Incomplete
102    | [not completed]     | Nee       | Unchecked             | Unchecked              | Incomplete | Incomplete
103    | 2025-10-06 10:02:00 | Nee       | Checked               | Checked                | Complete   | Unverified
"""


@pytest.mark.parametrize(
    ("table", "question", "parts"), [(RAW, "kanaal", "12"), (LABELS, "Kanaal?", ("Mail", "Brief"))]
)
def test_check_boxes_by_code_and_by_label(table: str, question: str, parts: str, tmp_path: Path) -> None:
    export = read(tmp_path, table)
    assert (export.tool, export.completed) == ("redcap", (True, False, True))
    ticks = [column for column in export.columns if column.part is not None]
    assert [(column.question, column.part) for column in ticks] == [(question, part) for part in parts]
    assert export.columns[0].purpose == "response_id", "the record, under any name"
    assert [column.purpose for column in export.columns[-2:]] == ["other", "other"]


@pytest.mark.parametrize("table", [RAW, LABELS])
def test_nought_does_not_tell_what_was_shown_and_that_is_said(table: str, tmp_path: Path) -> None:
    export = read(tmp_path, table)
    assert (export.tells_not_shown, export.not_shown) == (False, frozenset())
    assert [one.severity for one in export.findings if one.code == "I-UNTICKED"] == ["info"]
    counted = "multiple 1=2 2=1" if table is RAW else "multiple Mail=2 Brief=1"
    assert counted in told(drafted(export, tmp_path))


def without_times(table: str) -> str:
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]
    kept = [index for index, heading in enumerate(rows[0]) if "imestamp" not in heading]
    return "\n".join(" | ".join(row[index] for index in kept) for row in rows)


@pytest.mark.parametrize("table", [RAW, LABELS])
def test_without_times_a_form_that_is_complete_tells(table: str, tmp_path: Path) -> None:
    assert read(tmp_path, without_times(table)).completed == (True, False, True)


def test_a_column_that_nobody_used_says_nothing(tmp_path: Path) -> None:
    table = "record_id | rol | ouders_complete\n1 | moeder | 0\n2 | vader | 0\n3 | vader | 1"
    export = read(tmp_path, table)
    assert (export.tool, export.completed) == ("redcap", (True, True, True))


EVENTS = "record_id,redcap_event_name,redcap_repeat_instance,vraag\n1,{},,ja\n2,{},,nee\n"


def several(content: str, folder: Path) -> bool:
    export = read_export(text_file(folder / "a.csv", content))
    assert export.tool == "redcap"
    return ("error", "E-SEVERAL-ROWS") in [(finding.severity, finding.code) for finding in export.findings]


def test_one_event_for_all_is_fine_and_two_are_not(tmp_path: Path) -> None:
    one = EVENTS.format("begin_arm_1", "begin_arm_1")
    assert not several(one, tmp_path)
    assert several(f"{one}1,eind_arm_1,,nee\n", tmp_path)
    assert several(f"{one}1,begin_arm_1,1,nee\n", tmp_path)
    assert several("Record ID,Event Name,Vraag,Complete?\n1,Begin,ja,Complete\n1,Eind,ja,Complete\n", tmp_path)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_any_separator(separator: str, tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in RAW.strip("\n").splitlines()]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    export = read_export(text_file(tmp_path / "a.csv", text))
    assert (export.tool, len(export.rows), export.rows[0][6]) == ("redcap", 3, "52,3")


def test_a_decimal_comma_is_a_number(tmp_path: Path) -> None:
    assert "number ingevuld=2" in told(drafted(read(tmp_path, RAW), tmp_path))


def test_a_name_is_taken_out(tmp_path: Path) -> None:
    export = read(tmp_path, "record_id | name | rol | a_complete\n1 | Valdez | moeder | 2\n2 | Rich | vader | 2")
    assert [column.purpose for column in export.columns] == ["response_id", "name", None, "other"]
