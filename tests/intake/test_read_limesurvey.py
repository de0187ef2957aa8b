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
    assert export.not_shown == {"N.v.t."}


@pytest.mark.parametrize(("cell", "told"), [("N/A", True), ("", False)])
def test_it_tells_not_shown_where_it_says_so(tmp_path: Path, cell: str, told: bool) -> None:
    content = quoted("id|submitdate|lastpage|Q1|Q2", f"1|2025-10-01|3|A1|{cell}")
    assert read_export(text_file(tmp_path / "a.csv", content)).tells_not_shown is told


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


DOTTED = quoted(
    "Respons.ID|Datum.verstuurd|Laatste.pagina|Begin.taal|IP.adres|Verwijzer.URL|Hoe.gaat.het.|Kies.je...Appel."
    "|Kies.je...Peer.|Waarom...vertel.|Totaaltijd|Groep.tijd..Een|Vraag.tijd..v1",
    "1|2025-10-01 10:00:00|3|nl|1.2.3.4|x|Goed|Ja|Nee|zo|120|60|20",
    "2||1|nl|1.2.3.4|x||||zo|10|5|2",
)


def test_headings_that_r_made_names_of(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", DOTTED))
    assert (export.tool, export.dialect.language, export.completed) == ("limesurvey", "nl", (True, False))
    purposes = [column.purpose for column in export.columns]
    assert purposes[:6] == ["response_id", "submitted", "last_page", "language", "ip", "referrer"]
    assert purposes[-3:] == ["other"] * 3
    assert [(column.question, column.part) for column in export.columns if column.role == "item"] == [
        ("Hoe gaat het", None),
        ("Kies je", "Appel"),
        ("Kies je", "Peer"),
        ("Waarom   vertel", None),
    ]


def test_the_date_of_submission_under_an_unknown_name(tmp_path: Path) -> None:
    content = quoted("Antwoord ID|Ingestuurd op|Laatste pagina|Q1", "1|2025-10-01 10:00:00|3|A1", "2||1|A2")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert export.columns[1].purpose == "submitted"
    assert export.completed == (True, False)


@pytest.mark.parametrize("names", ["Antwoord-ID|Datum ingezonden", "Volgnummer|Ingestuurd op"])
def test_number_and_date_before_the_last_page_may_have_any_name(names: str, tmp_path: Path) -> None:
    content = quoted(f"{names}|Laatste pagina|Begintaal|Q1", "1|2025-10-01 10:00:00|3|nl|A1", "2||1|nl|A2")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert [column.purpose for column in export.columns[:3]] == ["response_id", "submitted", "last_page"]
    assert export.completed == (True, False)


@pytest.mark.parametrize("first", ["7|7", "een|twee"])
def test_what_returns_or_is_no_number_is_no_number_of_a_response(first: str, tmp_path: Path) -> None:
    one, two = first.split("|")
    content = quoted("Klas|Wanneer|Laatste pagina|Begintaal|Q1", f"{one}|2025-10-01|3|nl|A1", f"{two}||1|nl|A2")
    assert read_export(text_file(tmp_path / "a.csv", content)).completed == (True, True)


def test_numbers_of_survey_group_and_question_are_taken_apart(tmp_path: Path) -> None:
    content = quoted("id|submitdate|lastpage|12X3X45|12X3X46SQ001|12X3X46other|_12X3X47", "1|2025-10-01|3|A1|Y||A2")
    columns = read_export(text_file(tmp_path / "a.csv", content)).columns[3:]
    assert [(column.question, column.part, column.code) for column in columns] == [
        ("12X3X45", None, "12X3X45"),
        ("12X3X46", "SQ001", "12X3X46[SQ001]"),
        ("12X3X46", "other", "12X3X46[other]"),
        ("12X3X47", None, "12X3X47"),
    ]


def test_a_column_that_limesurvey_computes_is_no_question(tmp_path: Path) -> None:
    content = quoted("Response ID|Date submitted|Last page|{rand(1,4)}|Hoe gaat het?", "1|2025-10-01|3|4|Goed")
    assert [column.role for column in read_export(text_file(tmp_path / "a.csv", content)).columns[3:]] == [
        "ignored",
        "item",
    ]
