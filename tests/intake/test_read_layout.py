"""Where the headings are: a text table goes in, the headings and the number of answers come out."""

import pytest

from monitor.intake.data_rows import clean
from monitor.intake.layout import lay_out
from monitor.intake.sandbox import Sheet


def sheet(text: str, merged: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    lines = [[cell.strip() or None for cell in line.split("|")] for line in text.strip("\n").splitlines()]
    return Sheet(rows=tuple(tuple(line) for line in lines), merged=merged)


PLAIN = """
Vraag een | Vraag twee | Vraag drie
ja        | nee        | ja
nee       | nee        | 3
"""
TITLE = """
Enquête 2025 |  |  |
             |  |  |
Vraag een | Vraag twee | Vraag drie | Vraag vier
ja        | nee        | ja         | nee
nee       | nee        | ja         |
"""
KEY_ABOVE = """
sleutel | a          | b                   | c      | d     | goed
ID      | Begintijd  | Tijd van voltooien  | E-mail | Naam  | Vraag een
1       | 2025-10-01 | 2025-10-01          | x      |       | ja
2       | 2025-10-01 | 2025-10-01          | x      |       | nee
"""
GAPS = """
Vraag een | Vraag twee | Vraag drie |
ja        | nee        | ja         | los woord
nee       | nee        | nee        | los woord
"""
SURVEYMONKEY = """
Respondent ID | Collector ID | Start Date | Wat kies je? |       |                        | Hoe gaat het?
              |              |            | Appel        | Peer  | Other (please specify) | Response
10580280324   | 225985182    | 2019-03-08 | Appel        |       |                        | Goed
10580049091   | 225985182    | 2019-03-08 |              | Peer  | Pruim                  | Slecht
"""
SURVEYMONKEY_BLANKED = """
  |   | Wat kies je? |      | Hoe gaat het?
  |   | Appel        | Peer | Response
  |   | Appel        |      | Goed
  |   |              | Peer | Slecht
"""
SURVEYMONKEY_NUMBERS = """
Respondent ID | Hoeveel? |   |   |   | Waarom?
              | 1        | 2 | 3 | 4 | Open-Ended Response
1058          | 1        |   |   |   | omdat
1059          |          | 2 |   |   |
"""
QUALTRICS = """
StartDate               | Q1                    | Q2
Start Date              | Hoe gaat het?         | En nu?
{"ImportId":"startDate"} | {"ImportId":"QID1"}  | {"ImportId":"QID2"}
2025-10-01              | Goed                  | 1
"""
QUALTRICS_SINGLE_QUOTES = QUALTRICS.replace('"', "'")
QUALTRICS_TWO = "\n".join(line for line in QUALTRICS.splitlines() if "Hoe gaat" not in line)
QUALTRICS_LEGACY = """
V1         | V2          | V8         | Q1
ResponseID | ResponseSet | StartDate  | Hoe gaat het?
R_1        | Default     | 2016-06-24 | 3
R_2        | Default     | 2016-06-24 | 1
"""
XLSFORM = """
type     | name     | label::Nederlands (nl)
start    | start    |
deviceid | deviceid |
text     | naam     | Hoe heet je?
"""
NUMBERS = """
1 | 2 | 3
4 | 5 | 6
"""


@pytest.mark.parametrize(
    ("text", "row", "rows_of_headings", "answers"),
    [
        (PLAIN, 1, 1, 2),
        (TITLE, 3, 1, 2),
        (KEY_ABOVE, 2, 1, 2),
        (GAPS, 1, 1, 2),
        (SURVEYMONKEY, 1, 2, 2),
        (SURVEYMONKEY_BLANKED, 1, 2, 2),
        (SURVEYMONKEY_NUMBERS, 1, 2, 2),
        (QUALTRICS, 1, 3, 1),
        (QUALTRICS_SINGLE_QUOTES, 1, 3, 1),
        (QUALTRICS_TWO, 1, 2, 1),
        (QUALTRICS_LEGACY, 1, 2, 2),
        (XLSFORM, 1, 1, 3),
    ],
)
def test_headings_are_no_answers_and_answers_no_headings(
    text: str, row: int, rows_of_headings: int, answers: int
) -> None:
    table = lay_out(sheet(text), "a.csv")
    assert table is not None
    assert (table.heading_row, len(table.headings), len(table.rows)) == (row, rows_of_headings, answers)


def test_numbers_alone_have_no_headings() -> None:
    assert lay_out(sheet(NUMBERS), "a.csv") is None


def test_an_empty_sheet_has_no_headings() -> None:
    assert lay_out(Sheet(rows=((None,), ())), "a.csv") is None


MERGED = """
Welke taal spreek je?  |        |        | Hoe vaak?  |          | Waarom?
Nederlands             | Frans  | Andere | Thuis      | Op school | Open
Ja                     | Nee    |        | vaak       | nooit     |
Nee                    | Ja     | Duits  | nooit      | nooit     | zomaar
"""


def test_questions_merged_over_their_options_are_two_rows() -> None:
    table = lay_out(sheet(MERGED, merged=((0, 0, 0, 2), (0, 3, 0, 4))), "a.xlsx")
    assert table is not None
    assert len(table.headings) == 2
    assert len(table.rows) == 2


def test_a_title_merged_over_the_table_is_no_question() -> None:
    table = lay_out(sheet(TITLE, merged=((0, 0, 0, 3),)), "a.xlsx")
    assert table is not None
    assert table.heading_row == 3


def test_row_numbers_are_those_of_the_spreadsheet() -> None:
    table = lay_out(sheet("\n".join([" | ", "Vraag een | Vraag twee", "ja | nee", " | ", "nee | ja"])), "a.csv")
    assert table is not None
    assert (table.heading_row, table.row_numbers) == (2, (3, 5))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("'=1+1", "=1+1"),
        ('"=1+1"', "=1+1"),
        ('"ja"', '"ja"'),
        ("'-", "'-"),
        ("'s avonds", "'s avonds"),
        (" \u00a0 ", None),
        (0, 0),
        ("", None),
        (False, False),
    ],
)
def test_a_cell_loses_only_what_masks_a_formula(cell: object, expected: object) -> None:
    assert clean(cell) == expected  # type: ignore[arg-type]  # parametrised
