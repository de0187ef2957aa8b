"""Google Forms in its three dialects."""

from pathlib import Path

import pytest

from monitor.intake.read import read_export
from tests.intake.workbook_files import sheet_xml, text_file, workbook

DOWNLOAD = """Timestamp,Username,Score,Kies,"Grid  [Rij één]","Grid  [Rij twee]",Helper
2025/10/01 11:34:01 AM GMT+2,a@example.org,3,A;B,eens,oneens,
2025/10/01 11:35:01 AM GMT+2,b@example.org,3,A,eens,eens,
"""
SHEET = """Tijdstempel,E-mailadres,Kies,Grid  [Rij één],Schaal,Schaal
31-8-2020 14:20:53,a@example.org,"IO (lezen, schrijven), B",eens,3.0,1
31-8-2020 14:22:10,b@example.org,B,oneens,4.0,2
"""
TABS = (
    SHEET.replace(',"IO (lezen, schrijven), B",', "\tIO (lezen| schrijven)| B\t").replace(",", "\t").replace("|", ",")
)
ISO = "Timestamp,Kies,Ook\n" + "2019-06-25 06:59:49,A;B,x;y\n2019-06-25 07:01:12,B;A,y;x\n2019-06-25 07:01:13,C,y\n"


@pytest.mark.parametrize(
    ("content", "name", "separator", "joiner", "language"),
    [
        (DOWNLOAD, "Enquete.csv", ",", ";", "en"),
        (SHEET, "Enquete (Antwoorden) - Formulierreacties 1.csv", ",", ", ", "nl"),
        (TABS, "Enquete (Antwoorden) - Formulierreacties 1.csv", "\t", ", ", "nl"),
        (ISO, "2019.csv", ",", ";", "en"),
    ],
)
def test_three_dialects(tmp_path: Path, content: str, name: str, separator: str, joiner: str, language: str) -> None:
    export = read_export(text_file(tmp_path / name, content))
    assert export.tool == "google-forms"
    assert (export.dialect.separator, export.joiners, export.dialect.language) == (separator, (joiner,), language)
    assert export.columns[0].purpose == "submitted"
    assert len(export.rows) == content.count("\n") - 1


def test_a_grid_is_a_column_per_row(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", DOWNLOAD))
    assert [(column.question, column.part) for column in export.columns[4:6]] == [
        ("Grid", "Rij één"),
        ("Grid", "Rij twee"),
    ]
    assert [column.purpose for column in export.columns[:4]] == ["submitted", "name", "score", None]


def test_headings_may_be_the_same(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", SHEET))
    assert [column.heading for column in export.columns[-2:]] == ["Schaal", "Schaal"]
    assert export.columns[1].purpose == "email"


def test_the_workbook_of_the_sheet(tmp_path: Path) -> None:
    rows = [["Tijdstempel", "Vraag", "Kies", None], [44074.6, "ja", "A, B", "=som"], [44074.7, "nee", "A", None]]
    path = workbook(tmp_path / "E (Antwoorden).xlsx", {"Formulierreacties 1": sheet_xml(rows)})
    export = read_export(path)
    assert (export.tool, export.joiners, export.dialect.sheet) == ("google-forms", (", ",), "Formulierreacties 1")
    assert export.columns[3].role == "ignored"
    assert "W-NO-HEADING" in [finding.code for finding in export.findings]


def test_a_question_renamed_halfway_stays_two_columns(tmp_path: Path) -> None:
    content = "Tijdstempel,Oude vraag,Nieuwe vraag\n1-9-2020 10:00:00,ja,\n2-9-2020 10:00:00,,nee\n"
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert export.rows == (("1-9-2020 10:00:00", "ja", None), ("2-9-2020 10:00:00", None, "nee"))


def test_a_bracket_alone_is_a_question(tmp_path: Path) -> None:
    content = "Tijdstempel,[Alleen],Vraag [a [b]],Vraag a]\n1-9-2020 10:00:00,ja,nee,ja\n"
    columns = read_export(text_file(tmp_path / "a.csv", content)).columns
    assert (columns[1].question, columns[1].part) == ("[Alleen]", None)
    assert (columns[3].question, columns[3].part) == ("Vraag a]", None)
    assert (columns[2].question, columns[2].part) == ("Vraag", "a [b]")
