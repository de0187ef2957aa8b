"""Exports nobody drew up a definition for: what the draft makes of them, told as text tables."""

import csv
import io
import time
from pathlib import Path

import pytest

from monitor.definition.library import survey
from monitor.intake.asked import as_asked
from monitor.intake.mapping import map_export
from monitor.intake.read import read_export
from tests.intake.drafts import cells, drafted, read, roles, told
from tests.support.files import answers_file


def test_a_list_of_channels_is_no_list_of_addresses(tmp_path: Path) -> None:
    table = """
    id | submitdate          | lastpage | Kanalen [E-mail] | Kanalen [Telefoon] | Hoe vaak? [E-mail] | Contact [E-mail]
    1  | 2025-10-06 10:00:00 | 2        | Yes              | No                 | soms               | an@example.org
    2  | 2025-10-06 10:01:00 | 2        | No               | No                 | vaak               | bo@example.org
    3  | 2025-10-06 10:02:00 | 2        | Yes              | Yes                | soms               | cis@example.org
    """
    report = drafted(read(tmp_path, table), tmp_path)
    assert roles(report)[3:] == ["item", "item", "item", "identifier"]
    assert told(report)[0] == "multiple E-mail=2 Telefoon=1 e1"


def test_a_scale_called_email_is_an_item_and_addresses_are_not(tmp_path: Path) -> None:
    table = """
    Hoe tevreden? | E-mail | Telefoon   | Bezocht
    Tevreden      | soms   | 0470123456 | https://school.example/a
    Ontevreden    | vaak   | 0470123457 | https://school.example/a
    Tevreden      | nooit  | 0470123458 | https://school.example/a
    """
    assert roles(drafted(read(tmp_path, table), tmp_path)) == ["item", "item", "identifier", "identifier"]


def test_one_number_of_a_collector_does_not_make_all_rows_one_person(tmp_path: Path) -> None:
    table = """
    Respondent ID | Collector ID | Bent u tevreden? | Wat kan beter?
    11000000001   | 25000000     | Tevreden         | rust
    11000000002   | 25000000     | Ontevreden       | niets
    11000000003   | 25000000     | Tevreden         | alles
    11000000004   | 25000000     | Ontevreden       | kijk
    """
    export = read(tmp_path, table)
    assert export.tool == "surveymonkey"
    assert told(drafted(export, tmp_path))[0] == "single Ontevreden=2 Tevreden=2"


CODES = """
id | submitdate          | lastpage | rol | rol{other} | kan{a} | kan{acomment} | kan{b} | kan{bcomment} | rk{1} | rk{2}
1  | 2025-10-06 10:00:00 | 2        | A1    |            | Y      | vaak          |        |               | x     | y
2  | 2025-10-06 10:01:00 | 2        | -oth- | oma        | Y      |               | Y      |               | y     | x
3  | 2025-10-06 10:02:00 | 2        | A1    |            |        |               | Y      |               | x     | y
4  |                     | 1        | A1    |            |        |               |        |               |       |
"""


@pytest.mark.parametrize(
    ("opened", "closed", "empty"), [("[", "]", ""), ("_", "", ""), ("_", "", "NA")], ids=["code", "r", "r-with-na"]
)
def test_codes_of_limesurvey_with_and_without_brackets(opened: str, closed: str, empty: str, tmp_path: Path) -> None:
    headings, *rows = CODES.strip().splitlines()
    headings = headings.replace("{", opened).replace("}", closed)
    filled = [" | ".join(cell or empty for cell in cells(row)) for row in rows]
    export = read(tmp_path, "\n".join([headings, *filled]))
    report = drafted(export, tmp_path)
    assert export.tool == "limesurvey"
    assert (report["rows"]["stored"], report["rows"]["incomplete"]) == (3, 1)
    lines = told(report)
    assert "multiple a=2 b=2" in lines
    assert "ranking x=3 y=3" in lines
    assert len(lines) == 6, "the remarks beside the ticks and the text behind other are items of their own"


def test_codes_without_a_column_of_the_tool(tmp_path: Path) -> None:
    table = "\n".join(" | ".join(cells(line)[3:]) for line in CODES.strip().splitlines())
    export = read(tmp_path, table.replace("{", "[").replace("}", "]"))
    assert export.tool == "limesurvey"


def test_ticks_written_as_one_and_nought_beside_the_text_of_other(tmp_path: Path) -> None:
    table = """
    Response ID | Date submitted      | Last page | Kanalen [Mail] | Kanalen [Brief] | Kanalen [Other] | Duur [Comment]
    1           | 2025-10-06 10:00:00 | 2         | 1              | 0               | duif            | x
    2           | 2025-10-06 10:01:00 | 2         | 1              | 1               |                 |
    """
    assert told(drafted(read(tmp_path, table), tmp_path))[0] == "multiple Mail=2 Brief=1 Other=1"


def test_a_list_that_nobody_was_shown_is_one_question_too(tmp_path: Path) -> None:
    table = """
    Response ID | Date submitted      | Last page | Eerst [Mail] | Eerst [Brief] | Dan [Mail] | Dan [Brief]
    1           | 2025-10-06 10:00:00 | 2         | Yes          | No            | N/A        | N/A
    2           | 2025-10-06 10:01:00 | 2         | No           | Yes           | N/A        | N/A
    """
    assert told(drafted(read(tmp_path, table), tmp_path)) == ["multiple Mail=1 Brief=1", "multiple Mail=0 Brief=0 n2"]


def test_not_shown_in_dutch_is_what_whole_questions_say(tmp_path: Path) -> None:
    table = """
    Antwoord ID | Datum verzonden     | Laatste pagina | Hoe? [Snel] | Hoe? [Goed] | Wie? [An] | Wie? [Bo] | Timing
    1           | 2025-10-06 10:00:00 | 2              | N.v.t.      | N.v.t.      | soms      | soms      | 3
    2           | 2025-10-06 10:01:00 | 2              | N.v.t.      | N.v.t.      | soms      | vaak      | 3
    3           | 2025-10-06 10:02:00 | 2              | N.v.t.      | N.v.t.      | vaak      | vaak      | 4
    4           | 2025-10-06 10:03:00 | 2              | vaak        | soms        | soms      | nooit     | 4
    """
    lines = told(drafted(read(tmp_path, table), tmp_path))
    assert lines[:2] == ["single vaak=1 n3", "single soms=1 n3"]


@pytest.mark.parametrize(
    ("first", "tool"),
    [
        ("Carimbo de data/hora", "google-forms"),
        ("Sygnatura czasowa", "google-forms"),
        ("Tijdstempel", "google-forms"),
        ("Moment", "generic"),
    ],
)
def test_google_in_more_languages(first: str, tool: str, tmp_path: Path) -> None:
    table = f"""
    {first}            | Bent u tevreden?
    6-10-2025 10:00:00 | Ja
    6-10-2025 10:01:00 | Nee
    6-10-2025 10:02:00 | Ja
    """
    assert read(tmp_path, table).tool == tool


def test_a_list_that_ends_with_a_semicolon_tells_microsoft_forms(tmp_path: Path) -> None:
    table = """
    Bent u tevreden? | Welke kanalen?
    Ja               | Mail;Brief;
    Nee              | Mail;
    Ja               | Brief;
    """
    export = read(tmp_path, table)
    assert export.tool == "microsoft-forms"
    assert told(drafted(export, tmp_path)) == ["single Nee=1 Ja=2", "multiple Brief=2 Mail=2"]


def test_the_language_of_forms_follows_its_own_columns(tmp_path: Path) -> None:
    times = "2025-10-06 10:00:00 | 2025-10-06 10:04:00"
    headings = ("Start time | Completion time", "Begintijd | Tijd van voltooien", "Heure de début | Heure de fin")
    languages = [
        read(tmp_path, f"ID | {own} | Tevreden?\n1 | {times} | Ja\n2 | {times} | Nee").dialect.language
        for own in headings
    ]
    assert languages == ["en", "nl", "fr"]


def test_a_table_without_headings_loses_no_person(tmp_path: Path) -> None:
    table = """
    1A | Tevreden   | Ja  | 7
    1B | Ontevreden | Nee | 8
    1A | Tevreden   | Nee | 6
    1B | Tevreden   | Ja  | 7
    """
    export = read(tmp_path, table)
    report = drafted(export, tmp_path)
    assert (report["rows"]["read"], export.dialect.heading_rows, export.row_numbers[0]) == (4, 0, 1)
    assert [column["heading"] for column in report["columns"]] == ["Kolom A", "Kolom B", "Kolom C", "Kolom D"]
    assert "W-NO-HEADINGS" in {finding["code"] for finding in report["findings"]}


def test_headings_that_come_back_as_ticks_are_headings(tmp_path: Path) -> None:
    table = """
    Mail | Brief | App
    Mail |       | App
         | Brief | App
    Mail | Brief |
    """
    assert len(read(tmp_path, table).rows) == 3


def test_a_word_for_nothing_is_an_answer_only_among_words(tmp_path: Path) -> None:
    table = """
    Cijfer | Contact | Opmerking
    7      | Ja      | NA
    NA     | NA      | NA
    8      | Nee     | NA
    6      | Ja      | NA
    """
    export = read(tmp_path, table)
    assert len(export.rows) == 3, "the row of nothing but words for nothing is a blank one"
    words = read(tmp_path, "Contact | Ander\nJa | NA\nNA | Ja\nNee | Nee\nNA | Nee")
    assert [row[0] for row in words.rows] == ["Ja", "NA", "Nee", "NA"]


NUMBERS = """
heading              | cells               | expected
Aantal kinderen      | 1 2 3 2             | number
Hoe veilig?          | 1 2 3 4             | likert
Contact              | 0 1 1 0             | single
Code                 | 1 2 9 9             | number
Inkomen              | 12,5% 3% 40% 12%    | number
Schooljaar           | 2024-2025 2024-2025 2023-2024 2023-2024 | single
Mate                 | 1_(nooit) 2 3 4_(altijd) 2 3 1_(nooit) 4_(altijd) | likert
Meer                 | 1 2 3+ 3+ 2 1       | likert
Telefoonlijst        | 0470/12.34.56 0470/12.34.56 0470/12.34.57 | identifier
"""


@pytest.mark.parametrize("line", NUMBERS.strip().splitlines()[1:])
def test_what_a_column_of_numbers_asks(line: str, tmp_path: Path) -> None:
    heading, values, expected = cells(line)
    rows = [f"{value.replace('_', ' ')} | {'ja' if place % 2 else 'nee'}" for place, value in enumerate(values.split())]
    report = drafted(read(tmp_path, "\n".join([f"{heading} | Vraag", *rows])), tmp_path)
    found = report["columns"][0]["role"] if expected == "identifier" else report["items"][0]["type"]
    assert found == expected


def test_a_draft_says_its_own_words(tmp_path: Path) -> None:
    table = """
    id. Response ID | submitdate. Date submitted | a[1]. Hoe tevreden? [Rust] | a[2]. Hoe tevreden? [Orde]
    1               | 2025-10-06 10:00:00        | soms                       | vaak
    2               | 2025-10-06 10:01:00        | vaak                       | soms
    3               | 2025-10-06 10:02:00        | vaak                       | soms
    """
    report = drafted(read(tmp_path, table), tmp_path)
    assert "W-OTHER-WORDING" not in {finding["code"] for finding in report["findings"]}


def test_brackets_cost_no_more_than_their_length(tmp_path: Path) -> None:
    cell = "(" * 3000 + "mail, " * 3000
    table = f"Tijdstempel | Kanalen\n6-10-2025 10:00:00 | {cell}\n6-10-2025 10:01:00 | {cell}x"
    begun = time.monotonic()
    drafted(read(tmp_path, table), tmp_path)
    assert time.monotonic() - begun < 10


def test_a_part_without_a_question_is_the_text_of_the_item(tmp_path: Path) -> None:
    table = "a[1]. [Rust] | a[2]. [Orde] | b. Rol\nsoms | vaak | ja\nvaak | soms | nee\nvaak | soms | ja"
    report = drafted(read(tmp_path, table), tmp_path)
    assert [item["item"] for item in report["items"]] == ["a_1", "a_2", "b"]
    assert "W-OTHER-WORDING" not in {finding["code"] for finding in report["findings"]}


def test_a_number_before_a_question_makes_no_other_question(tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 12)
    first, rest = file.read_text(encoding="utf-8").split("\n", 1)
    headings = next(csv.reader([first]))
    numbered = [f"{place}. {text}" if place > 2 else text for place, text in enumerate(headings)]
    line = io.StringIO()
    csv.writer(line).writerow(numbered)
    file.write_text(line.getvalue() + rest, encoding="utf-8")
    answers = map_export(read_export(file), survey("ouders"))
    assert sum(link.item is not None for link in answers.links) == len(headings) - 3
    assert as_asked(answers)[1] == ()
