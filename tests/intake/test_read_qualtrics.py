"""Qualtrics: its rows of headings, its variables, and its three kinds of nothing (formats.md, section 5)."""

from pathlib import Path

import pytest

from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.intake.drafts import drafted, read, told
from tests.intake.workbook_files import sheet_xml, text_file, workbook


def records(*lines: str) -> str:
    return "".join(
        ",".join(f'"{cell.strip().replace(chr(34), chr(34) * 2)}"' for cell in line.split("|")) + "\n" for line in lines
    )


QUALTRICS = (
    "StartDate|Status|Finished|ResponseId|UserLanguage|Q1|Q2_1|Q2_2|Q2_-1|Q3_1_TEXT|Q4|Q1_DO_1|1_Q5|2_Q5"
    "|Q6_First Click",
    "Anfangsdatum|Antworttyp|Beendet|Antwort-ID|Benutzersprache|Hoe gaat\nhet?|Kies - Appel|Kies - Peer|Kies - Geen"
    "|Andere|Nog iets|Volgorde|Les?|Les?|Tijd",
    '{"ImportId":"startDate","timeZone":"America/Denver"}' + '|{"ImportId":"x"}' * 14,
    "2025-10-01 10:00:00|IP Address|True|R_1|NL|goed|1|||||1|ja|nee|1.2",
    "2025-10-01 10:01:00|Survey Preview|True|R_2|NL|goed|1||||||ja|nee|1.2",
    "2025-10-01 10:02:00|IP Address|False|R_3|NL|slecht||1|1||||ja||1.2",
)


@pytest.mark.parametrize("mark", ['"', "'"])
def test_three_rows_with_json_or_the_quotes_of_python(mark: str, tmp_path: Path) -> None:
    content = records(*QUALTRICS).replace('""', mark if mark == "'" else '""')
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("qualtrics", 3, 3)
    assert export.completed == (True, True, False)
    assert export.preview == (False, True, False)
    assert [(column.code, column.question, column.part) for column in export.columns[5:9]] == [
        ("Q1", "Hoe gaat het?", None),
        ("Q2_1", "Kies", "Appel"),
        ("Q2_2", "Kies", "Peer"),
        ("Q2_-1", "Kies", "Geen"),
    ]
    purposes = ["start", "other", "other", "response_id", "language"]
    assert [column.purpose for column in export.columns[:5]] == purposes
    (finding,) = [one for one in export.findings if one.code == "I-TIME-ZONE"]
    assert "America/Denver" in finding.message


def test_what_is_about_order_or_time_is_no_question(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", records(*QUALTRICS)))
    found = {column.code: (column.role, column.purpose) for column in export.columns}
    assert found["Q1_DO_1"] == ("ignored", None)
    assert found["Q6_First Click"] == ("metadata", "other")
    assert found["1_Q5"] == found["2_Q5"] == ("item", None), "each round of a loop is a question of its own"


LANGUAGES = [("NL", "NL", "nl"), ("EN-GB", "EN-GB", "en-GB"), ("NL", "FR", None), ("x1", "x1", None)]


@pytest.mark.parametrize(("first", "second", "expected"), LANGUAGES)
def test_the_language_is_that_of_all_respondents(first: str, second: str, expected: str | None, tmp_path: Path) -> None:
    table = f"""
    StartDate  | Status | Finished | ResponseId | UserLanguage | Q1
    2025-10-01 | 0      | 1        | R_1        | {first}      | goed
    2025-10-02 | 0      | 1        | R_2        | {second}     | slecht
    """
    assert read(tmp_path, table).dialect.language == expected


def test_the_old_export_has_two_rows_and_an_empty_column(tmp_path: Path) -> None:
    content = records(
        "V1|V2|V3|V7|V8|V10|Q1|Q2_1|Q2_2|Q3_1_1|Q3_1_2|Q3_2_1|Q3_2_2|",
        "ResponseID|ResponseSet|Name|Status|StartDate|Finished|Hoe gaat het?|Kies-A|Kies-B"
        "|Raster-Rij 1-Ja|Raster-Rij 1-Nee|Raster-Rij 2-Ja|Raster-Rij 2-Nee|",
        "R_1|Default|Anonymous|0|2016-06-24|1|3|1||1|||1|",
        "R_2|Default|Anonymous|2|2016-06-24|0|3||1|||1||",
        "R_3|Default|Anonymous|1|2016-06-24|1|3||1|||1||",
    )
    export = read_export(text_file(tmp_path / "a.csv", content, "utf-8-sig"))
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("qualtrics", 2, 3)
    assert (export.completed, export.preview) == ((True, False, True), (False, True, True))
    assert [column.purpose for column in export.columns[:6]] == [
        "response_id", "other", "name", "other", "start", "other",
    ]  # fmt: skip
    assert [(column.question, column.part) for column in export.columns[7:13]] == [
        ("Kies", "A"),
        ("Kies", "B"),
        ("Raster-Rij 1", "Ja"),
        ("Raster-Rij 1", "Nee"),
        ("Raster-Rij 2", "Ja"),
        ("Raster-Rij 2", "Nee"),
    ]


def test_variables_only(tmp_path: Path) -> None:
    content = records("StartDate|Q1", '{"ImportId":"startDate"}|{"ImportId":"QID1"}', "2025-10-01|goed")
    export = read_export(text_file(tmp_path / "a.csv", content))
    assert (export.tool, [column.heading for column in export.columns]) == ("qualtrics", ["StartDate", "Q1"])
    assert not any(export.preview)


def as_workbook(folder: Path, *rows: str) -> Export:
    cells = [[cell.strip() or None for cell in row.split("|")] for row in rows]
    return read_export(workbook(folder / "a.xlsx", {"Sheet0": sheet_xml(cells)}))


VARIABLES = "StartDate | EndDate | Status | Progress | ResponseId | Q1 | Q2_1 | Q2_2"
TEXTS = "Start Date | End Date | Response Type | Progress | Response ID | Hoe? | Kies - Appel | Kies - Peer"
ANSWERS = (
    "2025-10-01 10:00 | 2025-10-01 10:04 | IP Address | 100 | R_1 | goed | Appel |",
    "2025-10-01 10:01 | 2025-10-01 10:05 | Survey Preview | 100 | R_2 | goed | | Peer",
    "2025-10-01 10:02 | 2025-10-01 10:06 | IP Address | 40 | R_3 | goed | Appel |",
)


@pytest.mark.parametrize("headings", [(VARIABLES,), (TEXTS,), (VARIABLES, TEXTS)], ids=["names", "texts", "both"])
def test_a_workbook_with_one_or_two_rows(headings: tuple[str, ...], tmp_path: Path) -> None:
    export = as_workbook(tmp_path, *headings, *ANSWERS)
    assert (export.tool, export.dialect.heading_rows, len(export.rows)) == ("qualtrics", len(headings), 3)
    assert (export.completed, export.preview) == ((True, True, False), (False, True, False)), "by progress and status"
    purposes = ["start", "end", "other", "other", "response_id", None, None, None]
    assert [column.purpose for column in export.columns] == purposes


def test_tabs(tmp_path: Path) -> None:
    content = records(*QUALTRICS).replace('","', '"\t"')
    export = read_export(text_file(tmp_path / "a.tsv", content))
    assert (export.tool, export.dialect.separator, len(export.rows)) == ("qualtrics", "\t", 3)


def test_choices_joined_by_a_comma_without_a_blank(tmp_path: Path) -> None:
    table = """
    StartDate  | Status | Finished | ResponseId | Q2
    2025-10-01 | 0      | 1        | R_1        | Rood, wit en blauw,Groen
    2025-10-02 | 0      | 1        | R_2        | Groen
    2025-10-03 | 0      | 1        | R_3        | Rood, wit en blauw
    2025-10-04 | 0      | 1        | R_4        | Groen,Geel
    2025-10-05 | 0      | 1        | R_5        | Geel,Rood, wit en blauw
    """
    lines = told(drafted(read(tmp_path, table), tmp_path))
    assert lines == ["multiple Groen=3 Rood, wit en blauw=3 Geel=2"]


NOTHING = """
StartDate  | Status | Finished | ResponseId | Q1   | Q2   | Q3_1 | Q3_2 | Q4_9_TEXT
Start Date | Type   | Finished | Response   | Rol? | Hoe? | Kies - Appel | Kies - Peer | Anders
2025-10-01 | 0      | 1        | R_1        | ja   | goed | 1    | -99  | -99
2025-10-02 | 0      | 1        | R_2        | nee  | -99  | -99  | -99  |
2025-10-03 | 0      | 1        | R_3        | nee  |      |      |      |
2025-10-04 | 0      | 1        | R_4        | ja   | goed | -99  | 1    | duif
"""


def test_seen_but_not_answered_against_not_shown(tmp_path: Path) -> None:
    export = read(tmp_path, NOTHING)
    assert export.tells_not_shown
    assert not any(cell == "-99" for row in export.rows for cell in row)
    lines = told(drafted(export, tmp_path))
    assert lines[1:3] == ["single goed=2 e1 n1", "multiple Appel=1 Peer=1 e1 n1"]
    assert [row[8] for row in export.rows] == [None, None, None, "duif"], "the text behind an option has no such state"


def test_a_list_of_ones_alone_says_nothing_of_what_was_shown(tmp_path: Path) -> None:
    table = NOTHING.replace("1    | -99  | -99", "1    |      | -99").replace("-99  | -99  |\n", "     |      |\n")
    export = read(tmp_path, table.replace("-99  | 1    | duif", "     | 1    | duif"))
    assert told(drafted(export, tmp_path))[1:3] == ["single goed=2 e1 n1", "multiple Appel=1 Peer=1 e2"]


def test_nought_in_lists_is_seen_too(tmp_path: Path) -> None:
    table = NOTHING.replace("1    | -99  | -99", "1    | 0    | -99").replace("-99  | -99  |\n", "0    | 0    |\n")
    export = read(tmp_path, table.replace("-99  | 1    | duif", "0    | 1    | duif"))
    assert told(drafted(export, tmp_path))[2] == "multiple Appel=1 Peer=1 e1 n1"


def test_without_the_option_an_empty_cell_says_nothing(tmp_path: Path) -> None:
    export = read(tmp_path, NOTHING.replace("-99", ""))
    assert (export.tells_not_shown, export.not_shown) == (False, frozenset())


CODES = """
Q1                        | Q2_1                         | Q2_2                        | 1_Q3_4_TEXT
Hoe gaat het met je kind? | Wat kies je het liefst? - Appel | Wat kies je het liefst? - Peer | Anders, namelijk
1                         | 1                            |                             |
3                         |                              | 1                           | duif
2                         | 1                            | 1                           |
"""


def test_names_over_texts_with_all_else_removed(tmp_path: Path) -> None:
    export = read(tmp_path, CODES)
    assert (export.tool, export.dialect.heading_rows, export.row_numbers) == ("qualtrics", 2, (3, 4, 5))
    assert [(c.code, c.question, c.part) for c in export.columns[:3]] == [
        ("Q1", "Hoe gaat het met je kind?", None),
        ("Q2_1", "Wat kies je het liefst?", "Appel"),
        ("Q2_2", "Wat kies je het liefst?", "Peer"),
    ]


PEOPLE = {
    "answers come back": CODES.replace("| duif", "| Anders, namelijk"),
    "short answers": "Q1 | Q2\nja | mooi\nnee | fijn\nsoms | saai\nnooit | leuk",
    "numbers": "Q1 | Q2\n1 | 2\n3 | 4\n5 | 6\n7 | 8",
    "few rows": "\n".join(CODES.strip().splitlines()[:3]),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_a_person_below_names_is_no_row_of_texts(name: str, tmp_path: Path) -> None:
    table = PEOPLE[name]
    assert len(read(tmp_path, table).rows) == len(table.strip().splitlines()) - 1


TRANSLATED = [
    ("Enquêtevoorbeeld", True),
    ("Voorbeeld van enquête", True),
    ("Voorvertoning enquête", True),
    ("Umfragenvorschau", True),
    ("Vorschau der Umfrage", True),
    ("Aperçu de l\u2019enquête", True),
    ("Prévisualisation de l'enquête", True),
    ("Testenquête", True),
    ("Umfrage-Test", True),
    ("Test d\u2019enquête", True),
    ("Offline-voorbeeld", True),
    ("Spam in voorbeeld", True),
    ("IP-adres", False),
    ("IP-Adresse", False),
    ("Adresse IP", False),
    ("Geïmporteerd", False),
    ("Attest", False),
    ("Offline", False),
    ("Spam", False),
    ("8", False),
]


@pytest.mark.parametrize(("status", "test"), TRANSLATED)
def test_a_test_is_known_in_the_language_of_whoever_exports(status: str, test: bool, tmp_path: Path) -> None:
    """Spam is no test: Qualtrics calls it so when many answer from one address, as a school does."""
    table = f"""
    StartDate  | Status   | Finished | ResponseId | Q1
    2025-10-01 | IP-adres | 1        | R_1        | goed
    2025-10-02 | {status} | 1        | R_2        | slecht
    """
    assert read(tmp_path, table).preview == (False, test)
