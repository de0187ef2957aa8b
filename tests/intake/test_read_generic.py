"""Any table, and files of tools without a reader of their own: every row is accounted for."""

from pathlib import Path

import pytest

from monitor.intake.read import read_export
from tests.intake.workbook_files import sheet_xml, text_file, workbook


def records(*lines: str) -> str:
    return "".join(
        ",".join(f'"{cell.strip().replace(chr(34), chr(34) * 2)}"' for cell in line.split("|")) + "\n" for line in lines
    )


def test_a_plain_table(tmp_path: Path) -> None:
    content = "Klas;Naam;Hoe gaat het?;Kies\n1A;Jan;goed;A;B\n".replace("A;B", '"A;B"')
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, export.joiners, export.dialect.heading_rows) == ("generic", (), 1)
    assert [column.purpose for column in export.columns] == [None, "name", None, None]


def test_semicolons_between_pieces_that_come_back_join_choices(tmp_path: Path) -> None:
    rows = [["Vraag", "Kies"], ["ja", "A;B;C"], ["nee", "B;A"], ["ja", "C"], ["ja", "C;A"]]
    assert read_export(workbook(tmp_path / "a.xlsx", {"Blad1": sheet_xml(rows)})).joiners == (";",)


QUALTRICS = records(
    "StartDate|Status|Finished|ResponseId|Q1|Q2_1|Q2_2|Q3_1_TEXT|Q4",
    "Anfangsdatum|Antworttyp|Beendet|Antwort-ID|Hoe gaat het?|Kies - Appel|Kies - Peer|Andere|Nog iets",
    *['{"ImportId":"x"}|' * 8 + '{"ImportId":"x"}'],
    "2025-10-01 10:00:00|IP Address|True|R_1|goed|1|||",
    "2025-10-01 10:01:00|Survey Preview|True|R_2|goed|1|||",
    "2025-10-01 10:02:00|IP Address|False|R_3|slecht||1||",
)


@pytest.mark.parametrize("content", [QUALTRICS, QUALTRICS.replace('""', "'")])
def test_qualtrics_says_finished_and_preview(tmp_path: Path, content: str) -> None:
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("qualtrics", 3, 3)
    assert export.completed == (True, True, False)
    assert export.preview == (False, True, False)
    assert [(column.code, column.question, column.part) for column in export.columns[4:7]] == [
        ("Q1", "Hoe gaat het?", None),
        ("Q2_1", "Kies", "Appel"),
        ("Q2_2", "Kies", "Peer"),
    ]
    assert [column.purpose for column in export.columns[:4]] == ["start", "other", "other", "response_id"]


def test_old_qualtrics_with_two_rows(tmp_path: Path) -> None:
    content = records(
        "V1|V2|V7|V8|V10|Q1|Q2_1|Q2_2|",
        "ResponseID|ResponseSet|Status|StartDate|Finished|Hoe gaat het?|Kies-A|Kies-B|",
        "R_1|Default|0|2016-06-24|1|3|1||",
        "R_2|Default|2|2016-06-24|0|3||1|",
    )
    export = read_export(text_file(tmp_path / "a.csv", content, "utf-8-sig"))
    assert (export.tool, len(export.rows), export.completed, export.preview) == (
        "qualtrics", 2, (True, False), (False, True),
    )  # fmt: skip


def test_qualtrics_with_variables_only(tmp_path: Path) -> None:
    content = records("StartDate|Q1", '{"ImportId":"startDate"}|{"ImportId":"QID1"}', "2025-10-01|goed")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, [column.heading for column in export.columns]) == ("qualtrics", ["StartDate", "Q1"])
    assert not any(export.preview)


def test_surveymonkey_with_two_rows(tmp_path: Path) -> None:
    content = records(
        "Respondent ID|Collector ID|Start Date|Wat kies je?||Hoe gaat het?||Waarom?",
        "|||Appel|Peer|Response|Other (please specify)|Open-Ended Response",
        "10580280324|225|03/24/2020 9:08:27 PM|Appel||Goed||",
        "10580049091|225|03/24/2020 9:09:27 PM||Peer||anders|omdat",
    )
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, len(export.rows)) == ("surveymonkey", 2)
    assert [(column.question, column.part) for column in export.columns[3:]] == [
        ("Wat kies je?", "Appel"),
        ("Wat kies je?", "Peer"),
        ("Hoe gaat het?", None),
        ("Hoe gaat het?", "Other (please specify)"),
        ("Waarom?", None),
    ]
    assert [column.purpose for column in export.columns[:3]] == ["response_id", "token", "start"]


def test_surveymonkey_with_the_first_columns_blanked(tmp_path: Path) -> None:
    content = records("||Wat kies je?||Waarom?", "||Appel|Peer|Response", "||Appel||x", "|||Peer|y")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, len(export.rows), export.columns[2].part) == ("surveymonkey", 2, "Appel")


def test_kobo_and_redcap_ticks(tmp_path: Path) -> None:
    kobo = "X.U.FEFF.start,end,taal,taal/nl,taal/fr,vraag,_id,_uuid\n"
    kobo += "2021,2021,nl fr,1,1,ja,1,u1\n2021,2021,nl,1,0,nee,2,u2\n"
    export = read_export(text_file(tmp_path / "k.csv", kobo))
    assert [column.purpose for column in export.columns] == [
        "start",
        "end",
        None,
        None,
        None,
        None,
        "response_id",
        "token",
    ]
    assert [(column.question, column.part) for column in export.columns[3:5]] == [("taal", "nl"), ("taal", "fr")]
    assert ("1" in export.ticked, "0" in export.unticked) == (True, True)
    redcap = 'record_id,akkoord___1,akkoord___2,gewicht\n1,1,0,"52,3"\n2,0,0,"92,3"\n'
    export = read_export(text_file(tmp_path / "r.csv", redcap))
    assert [column.part for column in export.columns] == [None, "1", "2", None]
    assert export.rows[0][3] == "52,3"


def test_several_rows_per_person_are_an_error(tmp_path: Path) -> None:
    content = "record_id,redcap_event_name,vraag\n1,begin,ja\n1,eind,nee\n"
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert ("error", "E-SEVERAL-ROWS") in [(finding.severity, finding.code) for finding in export.findings]


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
