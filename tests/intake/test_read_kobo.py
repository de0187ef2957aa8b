"""KoboToolbox and ODK: groups, lists in three ways, own columns on both sides, repeated groups (formats.md, 6)."""

from pathlib import Path

import pytest

from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.export import Export
from monitor.intake.read import read_export
from tests.intake.drafts import drafted, read, told
from tests.intake.export_tables import dry_run, options
from tests.intake.workbook_files import sheet_xml, text_file, workbook

NAMES = """
start                         | end                           | today      | deviceid | g/rol  | g/kanaal   | g/kanaal/mail | g/kanaal/brief | g/ja/a | _id | _uuid | _submission_time    | _validation_status | _notes | _status | _submitted_by | __version__ | _tags | _index
2026-07-05T10:58:34.147+02:00 | 2026-07-05T11:36:41.138+02:00 | 2026-07-05 | x:1      | moeder | mail brief | 1             | 1              | rood   | 1   | a-1   | 2026-07-05T09:34:15 |                    |        | web     | juf           | v1          |       | 1
2026-07-05T10:59:34.147+02:00 | 2026-07-05T11:37:41.138+02:00 | 2026-07-05 | x:2      | vader  | mail       | 1             | 0              | wit    | 2   | a-2   | 2026-07-05T09:34:16 |                    |        | web     | juf           | v1          |       | 2
2026-07-05T10:57:34.147+02:00 | 2026-07-05T11:38:41.138+02:00 | 2026-07-05 | x:3      | moeder |            |               |                | rood   | 3   | a-3   | 2026-07-05T09:34:17 |                    |        | web     | juf           | v1          |       | 3
2026-07-05T10:56:34.147+02:00 | 2026-07-05T11:39:41.138+02:00 | 2026-07-05 | x:4      | vader  | brief      | 0             | 1              | wit    | 4   | a-4   | 2026-07-05T09:34:18 |                    |        | web     | juf           | v1          |       | 4
"""  # noqa: E501 - the columns on both sides belong to one row


def without(table: str, *headings: str) -> str:
    """The table without the columns of these names."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.strip("\n").splitlines()]
    kept = [index for index, heading in enumerate(rows[0]) if heading not in headings]
    return "\n".join(" | ".join(row[index] for index in kept) for row in rows)


def test_names_as_headings_with_groups(tmp_path: Path) -> None:
    export = read(tmp_path, NAMES)
    assert export.tool == "kobo"
    assert [(c.heading, c.question, c.part, c.code, c.role) for c in export.columns[4:9]] == [
        ("g/rol", "rol", None, "rol", "item"),
        ("g/kanaal", "g/kanaal", None, None, "ignored"),
        ("g/kanaal/mail", "kanaal", "mail", "kanaal[mail]", "item"),
        ("g/kanaal/brief", "kanaal", "brief", "kanaal[brief]", "item"),
        ("g/ja/a", "a", None, "a", "item"),
    ]
    assert [c.purpose for c in export.columns[:4]] == ["start", "end", "other", "token"]
    assert [c.purpose for c in export.columns[9:]] == [
        "response_id", "token", "submitted", "other", "other", "other", "name", "other", "other", "token",
    ]  # fmt: skip


@pytest.mark.parametrize("ticks", [("1", "0"), ("True", "False")])
def test_a_list_without_any_value_was_not_shown(ticks: tuple[str, str], tmp_path: Path) -> None:
    yes, no = ticks
    table = NAMES
    for first, second in ("11", "10", "01"):
        said = " | ".join(yes if tick == "1" else no for tick in (first, second))
        table = table.replace(f"| {first}             | {second} ", f"| {said} ")
    export = read(tmp_path, table)
    assert export.tells_not_shown
    assert told(drafted(export, tmp_path))[1] == "multiple mail=2 brief=2 n1"


def test_details_without_the_summary(tmp_path: Path) -> None:
    export = read(tmp_path, without(NAMES, "g/kanaal"))
    assert told(drafted(export, tmp_path))[1] == "multiple mail=2 brief=2 n1"


def test_a_summary_alone_is_split_at_blanks(tmp_path: Path) -> None:
    export = read(tmp_path, without(NAMES, "g/kanaal/mail", "g/kanaal/brief"))
    assert (export.joiners, export.tells_not_shown) == ((" ",), False)
    survey = Survey(
        id="p",
        audience="ouders",
        version="1",
        title={"nl": "P"},
        items=(
            Item(id="kanaal", type=ItemType.MULTIPLE, text={"nl": "?"}, options=options("mail=Mail", "brief=Brief")),
        ),
    )
    assert dry_run(export, survey)["items"][0]["counts"] == {"mail": 2, "brief": 2}


LABELS = """
start | end | Over jou/Wat is uw rol? | Over jou/Welke kanalen? | Over jou/Welke kanalen?/Gewone brief | Over jou/Welke kanalen?/Mail/app | Vader/moeder? | _id | _uuid | _submission_time
2026-07-05 | 2026-07-05 | Moeder | Gewone brief Mail/app | 1 | 1 | ja  | 1 | a | 2026-07-05
2026-07-05 | 2026-07-05 | Vader  | Mail/app              | 0 | 1 | nee | 2 | b | 2026-07-05
"""  # noqa: E501 - a heading is one line


def test_labels_as_headings(tmp_path: Path) -> None:
    export = read(tmp_path, LABELS)
    assert [(c.question, c.part, c.role) for c in export.columns[2:7]] == [
        ("Wat is uw rol?", None, "item"),
        ("Over jou/Welke kanalen?", None, "ignored"),
        ("Welke kanalen?", "Gewone brief", "item"),
        ("Welke kanalen?", "Mail/app", "item"),
        ("Vader/moeder?", None, "item"),
    ], "a stroke in a question of its own is no group"


def test_a_name_of_two_groups_keeps_them(tmp_path: Path) -> None:
    table = """
    start | g/rol  | h/rol | h/leeftijd | _id | _uuid
    x     | moeder | vader | 10         | 1   | a
    x     | vader  | oma   | 11         | 2   | b
    """
    export = read(tmp_path, table)
    assert [column.question for column in export.columns[1:4]] == ["g/rol", "h/rol", "leeftijd"]


def test_joined_labels_are_split_against_known_options_only(tmp_path: Path) -> None:
    table = """
    start      | end        | Welke kanalen?    | _id | _uuid
    2026-07-01 | 2026-07-05 | Gewone brief Mail | 1   | a
    2026-07-02 | 2026-07-05 | Mail              | 2   | b
    2026-07-03 | 2026-07-05 | Gewone brief      | 3   | c
    2026-07-04 | 2026-07-05 | Gewone brief Mail | 4   | d
    """
    export = read(tmp_path, table)
    item = Item(
        id="k", type=ItemType.MULTIPLE, text={"nl": "Welke kanalen?"},
        options=options("brief=Gewone brief", "mail=Mail"),
    )  # fmt: skip
    survey = Survey(id="p", audience="ouders", version="1", title={"nl": "P"}, items=(item,))
    assert dry_run(export, survey)["items"][0]["counts"] == {"brief": 3, "mail": 3}
    assert "multiple" not in told(drafted(export, tmp_path))[0], "nobody can tell where a label ends"


def test_names_that_r_mangled(tmp_path: Path) -> None:
    table = """
    X.U.FEFF.start | end        | kanaal     | kanaal.mail | kanaal.brief | X_id | X_uuid | X_submission_time
    2026-07-05     | 2026-07-05 | mail brief | TRUE        | TRUE         | 1    | a-1    | 2026-07-05
    2026-07-05     | 2026-07-05 | mail       | TRUE        | FALSE        | 2    | a-2    | 2026-07-05
    """
    export = read(tmp_path, table)
    assert export.tool == "kobo"
    assert [c.purpose for c in export.columns] == [
        "start", "end", None, None, None, "response_id", "token", "submitted",
    ]  # fmt: skip
    assert [(c.question, c.part) for c in export.columns[3:5]] == [("kanaal", "mail"), ("kanaal", "brief")]


def test_any_mark_may_stand_between_question_and_option(tmp_path: Path) -> None:
    export = read(tmp_path, NAMES.replace("g/kanaal/", "g/kanaal:"))
    assert [(c.question, c.part) for c in export.columns[6:8]] == [("kanaal", "mail"), ("kanaal", "brief")]


def test_the_last_columns_were_removed(tmp_path: Path) -> None:
    own = "_id _uuid _submission_time _validation_status _notes _status _submitted_by __version__ _tags _index"
    export = read(tmp_path, without(NAMES, *own.split()))
    assert (export.tool, export.columns[0].purpose) == ("kobo", "start")


def test_semicolons_and_quotes(tmp_path: Path) -> None:
    rows = [[cell.strip() for cell in line.split("|")] for line in NAMES.strip("\n").splitlines()]
    text = "\r\n".join(";".join(f'"{cell}"' for cell in row) for row in rows)
    export = read_export(text_file(tmp_path / "a.csv", text, "utf-8-sig"))
    assert (export.tool, export.dialect.separator, len(export.rows)) == ("kobo", ";", 4)


def test_a_row_of_tags_is_no_person(tmp_path: Path) -> None:
    headings, *rows = NAMES.strip("\n").splitlines()
    tags = " | ".join("#adm1 +name" if "rol" in heading else "" for heading in headings.split("|"))
    export = read(tmp_path, "\n".join([headings, tags, *rows]))
    assert (len(export.rows), export.row_numbers) == (4, (3, 4, 5, 6))


def test_places_are_no_answers(tmp_path: Path) -> None:
    table = """
    start      | waar     | _waar_latitude | _waar_longitude | rol    | _id | _uuid
    2026-07-05 | 51.0 4.0 | 51.0           | 4.0             | moeder | 1   | a
    2026-07-05 | 51.1 4.1 | 51.1           | 4.1             | vader  | 2   | b
    """
    export = read(tmp_path, table)
    assert [c.role for c in export.columns[1:5]] == ["metadata", "metadata", "metadata", "item"]


ODK = """
SubmissionDate           | start                    | g-rol  | g-kanaal   | g-kanaal/mail | g-kanaal/brief | meta-instanceID | KEY    | SubmitterID | SubmitterName | AttachmentsPresent | Status | ReviewState | DeviceID | Edits | FormVersion
2026-01-01T00:00:00.000Z | 2026-01-01T00:00:00.000Z | moeder | mail brief | 1             | 1              | uuid:1          | uuid:1 | 5           | Juf           | 0                  |        | approved    | x        | 0     | 2
2026-01-01T00:01:00.000Z | 2026-01-01T00:00:00.000Z | vader  | mail       | 1             | 0              | uuid:2          | uuid:2 | 5           | Juf           | 0                  |        |             | x        | 0     | 2
"""  # noqa: E501 - the columns on both sides belong to one row


def test_odk_central(tmp_path: Path) -> None:
    export = read(tmp_path, ODK)
    assert export.tool == "kobo"
    purposes = {c.heading: c.purpose for c in export.columns}
    assert (purposes["SubmissionDate"], purposes["KEY"], purposes["SubmitterName"]) == ("submitted", "token", "name")
    assert [(c.question, c.part, c.code) for c in export.columns[2:6]] == [
        ("rol", None, "rol"),
        ("g-kanaal", None, None),
        ("kanaal", "mail", "kanaal[mail]"),
        ("kanaal", "brief", "kanaal[brief]"),
    ]
    assert {c.role for c in export.columns[6:]} == {"identifier", "metadata"}


CHILD = ["kind", "_index", "_parent_table_name", "_parent_index", "_submission__id"]


def several(export: Export) -> bool:
    return any(one.code == "E-SEVERAL-ROWS" and one.severity == "error" for one in export.findings)


@pytest.mark.parametrize("key", ["_parent_index", "PARENT_KEY"])
def test_the_rows_of_a_repeated_group_are_no_people(key: str, tmp_path: Path) -> None:
    export = read(tmp_path, f"kind | KEY | {key}\nan | 1 | 1\nbo | 2 | 1")
    assert export.tool == "kobo"
    assert several(export)


def test_of_several_sheets_that_with_people_is_read(tmp_path: Path) -> None:
    rows = [[cell.strip() or None for cell in line.split("|")] for line in NAMES.strip("\n").splitlines()]
    child = [CHILD, *([f"kind {n}", n, "hoofd", 1 + n % 4, 1] for n in range(1, 60))]
    for order in (("herhaald", "hoofd"), ("hoofd", "herhaald")):
        sheets = {name: sheet_xml(rows if name == "hoofd" else child) for name in order}
        export = read_export(workbook(tmp_path / "a.xlsx", sheets))
        assert (export.dialect.sheet, len(export.rows), several(export)) == ("hoofd", 4, False)
    export = read_export(workbook(tmp_path / "a.xlsx", sheets), sheet="herhaald")
    assert several(export)


@pytest.mark.parametrize("sheet", [None, "hoofd"])
def test_the_sheets_of_repeated_groups_are_named_as_not_read(sheet: str | None, tmp_path: Path) -> None:
    rows = [[cell.strip() or None for cell in line.split("|")] for line in NAMES.strip("\n").splitlines()]
    child = [CHILD, *([f"kind {n}", n, "hoofd", 1 + n % 4, 1] for n in range(1, 9))]
    sheets = {"hoofd": sheet_xml(rows), "kinderen": sheet_xml(child), "uitleg": sheet_xml([["Lees mij"]])}
    sheets["broers"] = sheet_xml([CHILD])
    export = read_export(workbook(tmp_path / "a.xlsx", sheets), sheet=sheet)
    (finding,) = [one for one in export.findings if one.code == "W-REPEATED-GROUPS"]
    assert finding.message.startswith("Niet gelezen zijn de tabbladen kinderen, broers:")
    assert (finding.severity, finding.sheet) == ("warning", "hoofd")
    del sheets["kinderen"], sheets["broers"]
    export = read_export(workbook(tmp_path / "b.xlsx", sheets), sheet=sheet)
    assert not any(one.code == "W-REPEATED-GROUPS" for one in export.findings)
