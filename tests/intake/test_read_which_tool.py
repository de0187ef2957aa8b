"""Which tool wrote a file: one file per tool before every reader, and the right one is the surest."""

import time
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from monitor.intake.export import Tool
from monitor.intake.formats.base import Format
from monitor.intake.layout import Table, lay_out
from monitor.intake.read import FORMATS
from monitor.intake.sandbox import read_contents
from tests.intake.workbook_files import text_file

TIMES = "2026-01-0{n} 10:00:00 | 2026-01-0{n} 10:05:00"
# Name of the reader, then its export: a line of headings (or more), and a line of answers with `{n}` for 1, 2, 3.
FILES = {
    "MicrosoftForms": [
        "ID | Begintijd | Tijd van voltooien | E-mail | Naam | Rol",
        "{n} | " + TIMES + " | anonymous | | ja",
    ],
    "MicrosoftForms in Chinese": ["ID | 开始 | 完成 | 邮件 | 名 | Rol", "{n} | " + TIMES + " | anonymous | | ja"],
    "GoogleForms": ["Tijdstempel | Rol | Kanaal", "{n}-1-2026 10:00:00 | ja | Mail, Brief"],
    "LimeSurvey": [
        "Respons ID | Datum verstuurd | Laatste pagina | Begin taal | Rol | Kanaal [Mail] | Kanaal [Brief]",
        "{n} | 2026-01-0{n} 10:00:00 | 3 | nl | ja | Ja | Nee",
    ],
    "LimeSurvey in English": [
        "Response ID | Date submitted | Last page | Start language | Date started | IP address | Rol [Other]",
        "{n} | 2026-01-0{n} 10:00:00 | 3 | nl | 2026-01-0{n} 10:00:00 | 192.0.2.{n} | N/A",
    ],
    "LimeSurvey with codes": [
        "id | submitdate | lastpage | startlanguage | P5[1] | P5[2]",
        "{n} | 2026-01-0{n} | 3 | nl | Y | N",
    ],
    "SurveyMonkey": [
        "Respondent ID | Collector ID | Start Date | End Date | Rol | Kanaal |",
        " | | | | Response | Mail | Brief",
        "1058028032{n} | 225985182 | " + TIMES + " | ja | Mail |",
    ],
    "SurveyMonkey in one row": [
        "Respondent ID | Collector ID | Start Date | Rol",
        "1058028032{n} | 225985182 | 2026-01-0{n} | ja",
    ],
    "SurveyMonkey without own columns": ["Rol | Kanaal |", "Response | Mail | Brief", "ja | Mail |"],
    "SurveyMonkey without row two": ["Nummer | Verzamelaar | Kanaal |", "1058028032{n} | 225985182 | Mail | Brief"],
    "Qualtrics": [
        "StartDate | EndDate | Status | Finished | ResponseId | Q1",
        "Start Date | End Date | Response Type | Finished | Response ID | Rol",
        TIMES + " | IP Address | True | R_{n} | ja",
    ],
    "Qualtrics with texts": [
        "Start Date | End Date | Response Type | Finished | Response ID | Rol",
        TIMES + " | IP Address | True | R_{n} | ja",
    ],
    "Qualtrics of old": [
        "V1 | V2 | V7 | V8 | V10 | Q1",
        "ResponseID | ResponseSet | Status | StartDate | Finished | Rol",
        "R_{n} | Default | 0 | 2026-01-0{n} | 1 | ja",
    ],
    "Kobo": [
        "start | end | rol | k | k/mail | k/brief | _id | _uuid | _submission_time | _index",
        TIMES + " | ja | mail | 1 | 0 | {n} | u{n} | 2026-01-0{n} | {n}",
    ],
    "Kobo of ODK": ["SubmissionDate | g-rol | meta-instanceID | KEY", "2026-01-0{n} | ja | u{n} | u{n}"],
    "Kobo repeated": ["kind | _index | _parent_table_name | _parent_index", "an | {n} | hoofd | 1"],
    "Redcap": [
        "record_id | ouders_timestamp | k___1 | k___2 | ouders_complete",
        "{n} | 2026-01-0{n} 10:00:00 | 1 | 0 | 2",
    ],
    "Redcap with labels": [
        "Nummer | Survey Timestamp | K? (choice=Mail) | K? (choice=Brief) | Complete?",
        "{n} | 2026-01-0{n} 10:00:00 | Checked | Unchecked | Complete",
    ],
    "Redcap without check boxes": ["nummer | rol | ouders_complete", "{n} | ja | 2"],
    "Alchemer": [
        "Response ID | Time Started | Date Submitted | Status | IP Address | Mail:Kanaal? | Brief:Kanaal?",
        "{n} | " + TIMES + " | Complete | 192.0.2.{n} | Mail |",
    ],
    "Alchemer without own columns": ["Mail:Kanaal? | Brief:Kanaal? | Other - Write In:Kanaal?", "Mail | | x{n}"],
    "Generic": ["Nr | Klas | Voel je je goed?", "{n} | 1A | ja"],
    "Generic of Typeform": [
        "# | Rol | Start Date (UTC) | Submit Date (UTC) | Network ID",
        "a{n} | ja | " + TIMES + " | n{n}",
    ],
    "Generic of Nextcloud": ["User display name | Timestamp | Rol", "Anonymous user | 2026-01-0{n} | ja"],
}


def file_of(name: str, folder: Path) -> Path:
    *headings, answer = FILES[name]
    rows = [*headings, *(answer.replace("{n}", number) for number in "123")]
    text = "\n".join(";".join(f'"{cell.strip()}"' for cell in row.split("|")) for row in rows)
    return text_file(folder / "a.csv", text)


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Table]:
    found = {}
    for name in FILES:
        contents = read_contents(file_of(name, tmp_path_factory.mktemp("tool")))
        found[name] = lay_out(contents.sheets[0], contents.file)
    return found


@pytest.mark.parametrize("reader", FORMATS, ids=lambda one: type(one).__name__)
@pytest.mark.parametrize("name", FILES)
def test_no_reader_takes_the_file_of_another(name: str, reader: Format, tables: dict[str, Table]) -> None:
    table = tables[name]
    right = next(one for one in FORMATS if type(one).__name__ == name.split()[0])
    certainty = reader.recognises(table)
    assert 0 <= certainty <= 1
    if reader is not right:
        assert certainty < right.recognises(table)


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_answers_is_read(name: str, tables: dict[str, Table]) -> None:
    export = max(FORMATS, key=lambda one: one.recognises(tables[name])).read(tables[name])
    right = next(one for one in FORMATS if type(one).__name__ == name.split()[0])
    assert (export.tool, len(export.rows)) == (right.tool, 3)
    assert {len(row) for row in export.rows} == {len(export.columns)}


def test_tool_names_are_those_of_the_contract() -> None:
    allowed = set(get_args(Tool))
    assert {one.tool for one in FORMATS} <= allowed


HOSTILE = {
    "strokes": "a/" * 15_000,
    "colons": "a:" * 15_000 + "q",
    "numbers": "q" + "_1" * 15_000 + "x",
    "choices": "a " * 15_000 + "(choice=x",
    "codes": "q" + "___1" * 8_000,
    "tags": "#a" + "+a" * 15_000 + " ",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("own", ["start | end | _id | _uuid", "Time Started | Date Submitted", "StartDate | Status"])
def test_a_heading_costs_no_more_than_its_length(name: str, own: str, tables: dict[str, Table]) -> None:
    headings = (*own.split(" | "), *(f"{number}{HOSTILE[name]}{number}" for number in range(20)))
    answers = (HOSTILE[name],) * len(headings)
    table = replace(tables["Generic"], headings=(headings,), rows=(answers,), row_numbers=(2,))
    begun = time.monotonic()
    for reader in FORMATS:
        reader.recognises(table)
        reader.read(table)
    assert time.monotonic() - begun < 10
