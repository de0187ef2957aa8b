"""Alchemer, once SurveyGizmo: a part, a colon and the question (formats.md, section 9)."""

from pathlib import Path

from tests.intake.drafts import drafted, read, told

TABLE = """
Response ID | Time Started        | Date Submitted      | Status       | Contact ID | Legacy Comments | Comments | Language | Referer | SessionID | User Agent | Country | Wat is uw rol? | Other - Write In:Wat is uw rol? | Mail:Kanaal: welk? | Brief: op papier:Kanaal: welk? | Other - Write In::Kanaal: welk? | Rust: Hoe gaat het? | Orde: Hoe gaat het? | Comments
1           | 2026-01-01 10:00:00 | 2026-01-01 10:05:00 | Complete     |            |                 |          | Dutch    |         | a1        | x          | Belgium | Moeder         |                                 | Mail               | Brief: op papier               |                                 | soms                | vaak                | goed
2           | 2026-01-01 10:01:00 | 2026-01-01 10:06:00 | Partial      |            |                 |          | Dutch    |         | a2        | x          | Belgium | Vader          |                                 | Mail               |                                | duif                            | vaak                | soms                |
3           | 2026-01-01 10:02:00 | 2026-01-01 10:07:00 | Disqualified |            |                 |          | Dutch    |         | a3        | x          | Belgium | Moeder         | oma                             |                    | Brief: op papier               |                                 | soms                | vaak                |
4           | 2026-01-01 10:03:00 | 2026-01-01 10:08:00 | Complete     |            |                 |          | Dutch    |         | a4        | x          | Belgium | Moeder         |                                 |                    | Brief: op papier               |                                 | soms                | vaak                |
"""  # noqa: E501 - one row of the file is one line


def test_questions_stand_behind_their_parts(tmp_path: Path) -> None:
    export = read(tmp_path, TABLE)
    assert [(column.question, column.part) for column in export.columns[12:]] == [
        ("Wat is uw rol?", None),
        ("Wat is uw rol?", "Other - Write In"),
        ("Kanaal: welk?", "Mail"),
        ("Kanaal: welk?", "Brief: op papier"),
        ("Kanaal: welk?", "Other - Write In"),
        ("Hoe gaat het?", "Rust"),
        ("Hoe gaat het?", "Orde"),
        ("Comments", None),
    ], "questions and parts may hold colons of their own"


def test_the_program_is_named_and_its_tool_is_generic(tmp_path: Path) -> None:
    export = read(tmp_path, TABLE)
    (finding,) = export.findings
    assert (export.tool, finding.code, finding.severity) == ("generic", "I-TOOL", "info")
    assert "Alchemer" in finding.message
    assert not export.tells_not_shown


def test_own_columns_are_those_at_the_left(tmp_path: Path) -> None:
    columns = read(tmp_path, TABLE).columns
    assert [column.purpose for column in columns[:12]] == [
        "response_id", "start", "submitted", "other", "token", "other", "other", "language", "referrer", "token",
        "user_agent", "other",
    ]  # fmt: skip
    assert columns[-1].purpose is None, "a question called Comments is a question"


def test_partial_and_disqualified_are_unfinished(tmp_path: Path) -> None:
    export = read(tmp_path, TABLE)
    assert export.completed == (True, False, False, True)
    assert "multiple Mail=1 Brief: op papier=2 Other - Write In=0" in told(drafted(export, tmp_path))
    other = read(tmp_path, TABLE.replace("Disqualified", "Getrouwd"))
    assert other.completed == (True,) * 4, "a column with other words is no status"


def test_own_columns_were_removed(tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines()]
    export = read(tmp_path, "\n".join(" | ".join(row[12:]) for row in rows))
    assert [finding.code for finding in export.findings] == ["I-TOOL"]
    assert export.columns[2].part == "Mail"


def test_a_colon_in_a_question_makes_no_part(tmp_path: Path) -> None:
    export = read(tmp_path, "Rol | Vraag 1: Hoe?\nmoeder | goed\nvader | slecht")
    assert [(column.question, column.part) for column in export.columns] == [("Rol", None), ("Vraag 1: Hoe?", None)]
    assert export.findings == ()
