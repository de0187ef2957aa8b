"""Fillers: what programs write for "nothing" is empty, and nobody's answer."""

from pathlib import Path

import pytest

from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.intake.workbook_files import text_file

OWN = '"","id","submitdate","lastpage","startlanguage","startdate","datestamp"'
R_DATA = f"""{OWN},"graag","veilig","Totaaltijd","Groep.tijd..Een"
"1",57,NA,0,"nl-informal","2025-03-18 14:45:51","2025-03-18 14:45:51",NA,NA,0,NA
"2",58,NA,0,"nl-informal","2025-03-19 14:21:27","2025-03-19 14:21:27",NA,"Ja",0,NA
"3",59,{{first}},1,"nl-informal","2025-03-20 10:41:54","2025-03-20 10:54:50","Ja",NA,725.49,725.49
"4",60,{{second}},1,"nl-informal","2025-03-21 10:41:54","2025-03-21 10:54:50","Nee","Ja",325.49,325.49
"""


def read(tmp_path: Path, text: str) -> Export:
    return read_export(text_file(tmp_path / "a.csv", text))


@pytest.mark.parametrize(
    ("first", "second", "finished"),
    [
        ('"2025-03-20 10:54:50"', '"2025-03-21 10:54:50"', (False, False, True, True)),
        ("NA", '"2025-03-21 10:54:50"', (False, False, False, True)),
        ("NA", "NA", (False,) * 4),
    ],
)
def test_a_limesurvey_response_with_na_for_its_date_was_not_finished(
    first: str, second: str, finished: tuple[bool, ...], tmp_path: Path
) -> None:
    export = read(tmp_path, R_DATA.format(first=first, second=second))
    assert export.tool == "limesurvey"
    assert export.completed == finished
    if any(finished):
        assert [row[7:9] for row in export.rows[:3]] == [(None, None), (None, "Ja"), ("Ja", None)]
        asked = [column.heading for column in export.columns if column.role == "item"]
        assert asked == ["graag", "veilig"], "how long people took is no question"


ERRORS = "Klas;Graag;Veilig\nA;Ja;{error}\nB;{error};Nee\nA;Nee;Ja\nB;Ja;Ja\n"


@pytest.mark.parametrize("error", ["#NULL!", "#N/A", "#N/B", "#REF!", "#VERW!", "#WAARDE!", "#DEEL/0!", "#NAME?"])
def test_the_error_of_a_spreadsheet_saved_as_text_is_empty_and_told(error: str, tmp_path: Path) -> None:
    export = read(tmp_path, ERRORS.format(error=error))
    assert [row[1:3] for row in export.rows[:2]] == [("Ja", None), (None, "Nee")]
    told = [finding for finding in export.findings if finding.code == "W-ERROR-CELLS"]
    assert [(finding.row, finding.column) for finding in told] == [(2, "C")]
    assert "2" in told[0].message


def test_a_hash_sign_before_a_word_is_an_answer(tmp_path: Path) -> None:
    assert read(tmp_path, ERRORS.format(error="#samen")).rows[0][2] == "#samen"


def test_an_error_in_a_heading_empties_no_cell(tmp_path: Path) -> None:
    export = read(tmp_path, "Klas;Graag;#N/A\nA;Ja;Ja\nB;Nee;Nee\n")
    assert [row[1:3] for row in export.rows] == [("Ja", "Ja"), ("Nee", "Nee")]
    assert "W-ERROR-CELLS" not in {finding.code for finding in export.findings}
