"""LimeSurvey: four ways to write headings, responses that were not finished, questions that were not shown."""

from pathlib import Path

import pytest

from monitor.intake.export import Column
from monitor.intake.read import read_export
from tests.intake.workbook_files import sheet_xml, text_file, workbook


def quoted(*lines: str, separator: str = ",") -> str:
    """Records as LimeSurvey writes them: everything in quotes, one blank line at the end."""
    records = (separator.join(f'"{cell.strip()}"' for cell in line.split("|")) for line in lines)
    return "\r\n".join(records) + "\r\n\r\n"


CODE = quoted(
    "id|submitdate|lastpage|startlanguage|seed|startdate|datestamp|ipaddr|refurl|P5[O1]|P5[O2]|P3S7[other]|Q1",
    "1|2025-10-01 10:00:00|3|nl|12|2025-10-01 09:50:00|2025-10-01 10:00:00|10.0.0.1|https://x|Y||iets|A1",
    "2||1|nl|13|2025-10-01 09:50:00|2025-10-01 10:00:00|10.0.0.1|https://x||Y||A2",
)
FULL = quoted(
    "Response ID|Date submitted|Last page|Start language|Seed|Kies maar [Appel &amp; peer]|Kies maar [Other]"
    "|Oordeel [Rij][Schaal 1]|[Een café, kroeg, of bar]",
    "1|2025-10-01 10:00:00|3|nl|12|Ja|N/A|eens|Nee",
    "2||0|nl|13|Nee|iets anders|N/A|N/A",
    separator=";",
)
CODE_AND_TEXT = quoted(
    "id. Response ID|submitdate. Date submitted|lastpage. Last page|startlanguage. Start language"
    "|Ag2[SQ002]. Agreement &lt;b&gt;here&lt;/b&gt; [I agree]|vrij. Vertel",
    "1|1980-01-01 00:00:00|3|nl|Yes|tekst",
    "2|1980-01-01 00:00:00|3|nl|No|",
)
SHORT = quoted(
    "Respons ID|Datum verstuurd|Laatste pagina|Begin taal|Startdatum|Datum laatste actie|IP-adres|Verwijzer-URL"
    "|Hoe tevreden b.. [de school]|Hoe tevreden b.. [de klas]|Totaaltijd|Groep tijd: Een",
    "1|2016-05-01 10:00:00|3||2016-05-01 09:00:00|2016-05-01 10:00:00|10.0.0.1||eens|oneens|12.5|3.5",
)


def described(column: Column) -> tuple[str | None, str, str | None]:
    return column.code, column.question, column.part


@pytest.mark.parametrize(
    ("content", "language", "purposes", "items"),
    [
        (
            CODE,
            "nl",
            ["response_id", "submitted", "last_page", "language", "other", "start", "end", "ip", "referrer"],
            [("P5[O1]", "P5", "O1"), ("P5[O2]", "P5", "O2"), ("P3S7[other]", "P3S7", "other"), ("Q1", "Q1", None)],
        ),
        (
            FULL,
            "nl",
            ["response_id", "submitted", "last_page", "language", "other"],
            [
                (None, "Kies maar", "Appel & peer"),
                (None, "Kies maar", "Other"),
                (None, "Oordeel", "Rij [Schaal 1]"),
                (None, "", "Een café, kroeg, of bar"),
            ],
        ),
        (
            CODE_AND_TEXT,
            "nl",
            ["response_id", "submitted", "last_page", "language"],
            [("Ag2[SQ002]", "Agreement here", "I agree"), ("vrij", "Vertel", None)],
        ),
        (
            SHORT,
            "nl",
            ["response_id", "submitted", "last_page", "language", "start", "end", "ip", "referrer"],
            [(None, "Hoe tevreden b..", "de school"), (None, "Hoe tevreden b..", "de klas")],
        ),
    ],
)
def test_four_ways_to_write_headings(
    tmp_path: Path, content: str, language: str, purposes: list[str], items: list[tuple[str | None, str, str | None]]
) -> None:
    export = read_export(text_file(tmp_path / "results-survey1.csv", content, "utf-8-sig"))
    assert export.tool == "limesurvey"
    assert export.dialect.language == language
    assert [column.purpose for column in export.columns[: len(purposes)]] == purposes
    assert [described(column) for column in export.columns if column.role == "item"] == items


@pytest.mark.parametrize(
    ("content", "completed"), [(CODE, (True, False)), (FULL, (True, False)), (CODE_AND_TEXT, (True, True))]
)
def test_no_submit_date_is_not_finished(tmp_path: Path, content: str, completed: tuple[bool, ...]) -> None:
    assert read_export(text_file(tmp_path / "a.csv", content)).completed == completed


def test_times_of_pages_are_no_answers(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", SHORT))
    assert [column.purpose for column in export.columns[-2:]] == ["other", "other"]


def test_anonymous_dates_are_told(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", CODE_AND_TEXT))
    assert [finding.code for finding in export.findings] == ["I-NO-DATES"]


def test_the_blank_line_at_the_end_is_nobody(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", FULL))
    assert (len(export.rows), export.row_numbers) == (2, (2, 3))


def test_not_shown_in_dutch_only_among_yes_and_no(tmp_path: Path) -> None:
    content = quoted(
        "Respons ID|Datum verstuurd|Laatste pagina|Kies [een]|Kies [twee]|Oordeel",
        "1|2025-10-01|3|Ja|N.v.t.|n.v.t.",
        "2|2025-10-01|3|Nee|Ja|goed",
    )
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert export.not_shown == {"N/A", "N.v.t."}


@pytest.mark.parametrize(("yes", "no", "numbered"), [("Ja", "Nee", False), ("1", "0", True)])
def test_ticks_are_words_or_numbers(tmp_path: Path, yes: str, no: str, numbered: bool) -> None:
    content = quoted("id|submitdate|lastpage|Q[a]|Q[b]", f"1|2025-10-01|3|{yes}|{no}", f"2|2025-10-01|3|{no}|N/A")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert ("1" in export.ticked, "0" in export.unticked) == (numbered, numbered)
    assert {"Y", "Ja", "Yes"} <= export.ticked


def test_without_its_own_columns_the_headings_tell(tmp_path: Path) -> None:
    coded = quoted("|socio1. Land?|edu1. School?|Q[1]. Kies [A]", "0|België|ja|Yes", "1|België|nee|No")
    options = quoted("Kies [A]|Kies [B]|Kies [C]|Vraag", "Ja|Nee|Nee|x", "Nee|Ja|Nee|y")
    first = read_export(text_file(tmp_path / "a.csv", coded))
    assert first.tool == "limesurvey"
    assert first.columns[0].role == "ignored"
    assert "W-NO-HEADING" not in [finding.code for finding in first.findings]
    assert read_export(text_file(tmp_path / "b.csv", options)).tool == "limesurvey"


@pytest.mark.parametrize(
    ("heading", "language"),
    [("Antwort ID", "de"), ("Answer ID", "en"), ("Respons ID", "nl"), ("ID de la réponse", "fr")],
)
def test_the_language_of_its_own_headings(tmp_path: Path, heading: str, language: str) -> None:
    content = quoted(f"{heading}|Vraag [a]|Vraag [b]", "1|x|y", "2|y|N/A")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, export.dialect.language) == ("limesurvey", language)


def test_merged_headings_and_a_helper_sheet(tmp_path: Path) -> None:
    data = [
        ["Welke taal?", None, None, "Hoe vaak?", None, "Waarom?"],
        ["Nederlands", "Frans", "Andere", "Thuis", "School", "Nog iets"],
        ["Ja", "Nee", None, "vaak", "nooit", None],
        ["Nee", "Ja", "Duits", "nooit", "nooit", "zomaar"],
    ]
    sheets = {
        "Table Cleanup": sheet_xml([["Oude tekst", "Nieuwe tekst"], ["a", "b"], ["c", "d"]]),
        "Data": sheet_xml(data, merged=["A1:C1", "D1:E1"]),
    }
    export = read_export(workbook(tmp_path / "a.xlsx", sheets))
    assert (export.tool, export.dialect.sheet, export.dialect.heading_rows) == ("limesurvey", "Data", 2)
    assert export.row_numbers == (3, 4)
    assert [(column.question, column.part) for column in export.columns] == [
        ("Welke taal?", "Nederlands"),
        ("Welke taal?", "Frans"),
        ("Welke taal?", "Andere"),
        ("Hoe vaak?", "Thuis"),
        ("Hoe vaak?", "School"),
        ("Waarom?", "Nog iets"),
    ]


def test_a_workbook_with_times_as_text(tmp_path: Path) -> None:
    rows = [["Response ID", "Date submitted", "Last page", "Vraag"], [1, "2019-06-28 09:05:58", 3, "eens"]]
    export = read_export(workbook(tmp_path / "a.xlsx", {"Enquête over alles": sheet_xml(rows)}))
    assert (export.tool, export.rows[0]) == ("limesurvey", (1, "2019-06-28 09:05:58", 3, "eens"))


def test_a_masked_formula_is_unmasked(tmp_path: Path) -> None:
    content = quoted("id|submitdate|lastpage|Q1", "1|2025-10-01|3|'=1+1")
    assert read_export(text_file(tmp_path / "a.csv", content)).rows[0][3] == "=1+1"
