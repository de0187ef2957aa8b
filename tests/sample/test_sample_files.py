"""The sample exports are what the tools write, and the same seed makes the same files."""

import csv
import datetime as dt
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from monitor.definition import library
from monitor.shipped import sample_folder

SAMPLE = sample_folder()
TRUTH: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
IMPORTS: list[dict[str, Any]] = TRUTH["imports"]
FORMS_WORKBOOKS = [one["file"] for one in IMPORTS if one["survey"] == "ouders" and one["file"].endswith(".xlsx")]


def file_of(survey: str, year: str) -> Path:
    return SAMPLE / next(one["file"] for one in IMPORTS if (one["survey"], one["year"]) == (survey, year))


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def records(survey: str, year: str, *, separator: str, encoding: str = "utf-8") -> list[list[str]]:
    with file_of(survey, year).open(encoding=encoding, newline="") as lines:
        return list(csv.reader(lines, delimiter=separator))


def comparable(path: Path) -> dict[str, bytes]:
    """The bytes of a file; of a workbook the bytes of its parts, as libraries compress the same bytes otherwise."""
    if path.suffix != ".xlsx":
        return {"": path.read_bytes()}
    with zipfile.ZipFile(path) as archive:
        return {f"{entry.filename} {entry.date_time}": archive.read(entry) for entry in archive.infolist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("made")
    script = SAMPLE / "make_sample.py"
    subprocess.run([sys.executable, "-B", str(script), "--into", str(target)], check=True, timeout=120)
    return target


def test_the_same_seed_makes_the_files_that_are_kept(made: Path) -> None:
    written = {path.relative_to(made).as_posix() for path in made.rglob("*") if path.is_file()}
    assert written >= {one["file"] for one in IMPORTS} | {"truth.json", "sample.toml"}
    for name in sorted(written):
        assert comparable(made / name) == comparable(SAMPLE / name), f"run data/sample/make_sample.py: {name} is old"


def test_no_export_is_left_from_an_earlier_seed() -> None:
    kept = {path.relative_to(SAMPLE).as_posix() for path in (SAMPLE / "exports").iterdir()}
    assert kept == {one["file"] for one in IMPORTS}


def test_the_sample_stays_small() -> None:
    files = [path for path in SAMPLE.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 1_500_000


def test_three_years_of_three_groups_are_listed_for_import() -> None:
    listed = tomllib.loads((SAMPLE / "sample.toml").read_text(encoding="utf-8"))["imports"]
    assert [one["file"] for one in listed] == [one["file"] for one in IMPORTS]
    assert len({(one["survey"], one["year"]) for one in listed}) == 9
    assert {one["survey"] for one in listed} == {"ouders", "leerlingen-9-12", "personeel"}
    assert [one["year"] for one in listed if "survey_file" in one] == ["2023-2024"]


@pytest.mark.parametrize("file", FORMS_WORKBOOKS)
def test_a_forms_workbook_has_every_oddity_of_the_tool(file: str) -> None:
    sheet, table = part(SAMPLE / file, "xl/worksheets/sheet1.xml"), part(SAMPLE / file, "xl/tables/table1.xml")
    assert '<x:dimension ref="A1"/>' in sheet
    assert "<x:worksheet " in sheet
    assert "<worksheet" not in sheet
    assert 'displayName="Table1"' in table
    assert "m/d/yy\\ h:mm:ss" in part(SAMPLE / file, "xl/styles.xml")
    assert "@" in part(SAMPLE / file, "docProps/core.xml")
    assert "\u00a0" in part(SAMPLE / file, "xl/sharedStrings.xml")


@pytest.mark.parametrize("file", FORMS_WORKBOOKS)
def test_a_forms_workbook_reads_as_dutch_forms_answers(file: str) -> None:
    book = CalamineWorkbook.from_path(SAMPLE / file)
    assert book.sheet_names == ["Sheet1"]
    headings, *rows = book.get_sheet_by_index(0).to_python()
    assert headings[:6] == ["ID", "Begintijd", "Tijd van voltooien", "E-mail", "Naam", "Tijd van laatste wijziging"]
    assert len(rows) == next(one["rows"]["read"] for one in IMPORTS if one["file"] == file)
    assert all(isinstance(row[1], dt.datetime) and row[1] < row[2] for row in rows)
    numbers = [row[0] for row in rows]
    assert numbers[0] > 1
    assert numbers == sorted(set(numbers))
    assert numbers[-1] - numbers[0] > len(rows) - 1
    assert f"(1-{numbers[-1]:.0f})" in file
    assert {row[7] for row in rows} == {"1", "2", "3", ""}
    topics = headings.index("Waarover heeft de school je dit schooljaar iets verteld? ")
    assert all(str(row[topics]).endswith(";") for row in rows if row[topics])
    assert any(" ;" in str(row[topics]) for row in rows)
    assert any(str(cell) != str(cell).rstrip(" ") for row in rows for cell in row)


def test_a_long_heading_is_cut_with_three_dots() -> None:
    headings = CalamineWorkbook.from_path(file_of("ouders", "2023-2024")).get_sheet_by_index(0).to_python()[0]
    [cut] = [heading for heading in headings if str(heading).endswith("...")]
    own = library.survey(SAMPLE / "surveys" / "ouders_2023-2024.yaml")
    assert 190 < len(str(cut)) <= 200
    assert own.say(own.item("par_zelf").text).startswith(str(cut).removesuffix("..."))


def test_the_first_nameless_forms_are_called_anonymous() -> None:
    rows = CalamineWorkbook.from_path(file_of("ouders", "2023-2024")).get_sheet_by_index(0).to_python()[1:]
    nameless = [row for row in rows if row[3] == "anonymous"]
    assert 40 < len(nameless) < 80
    assert {row[4] for row in nameless} == {""}


def test_the_csv_of_a_dutch_excel() -> None:
    content = file_of("ouders", "2024-2025").read_bytes()
    with pytest.raises(UnicodeDecodeError):
        content.decode("utf-8")
    assert b"\xa0" in content
    assert b"\r\n" in content
    headings, *rows = records("ouders", "2024-2025", separator=";", encoding="cp1252")
    assert {len(row) for row in rows} == {len(headings)}
    assert all(re.fullmatch(r"11-\d\d-24 \d{1,2}:\d\d:\d\d", row[1]) for row in rows)
    assert "De school legt goed uit wat zij doet om pesten tegen te gaan." in headings
    assert "De school legt in begrijpelijke taal uit wat ze doet tegen pesten." not in headings


@pytest.mark.parametrize(
    ("year", "separator", "time", "joiner"),
    [
        ("2023-2024", ",", r"\d{1,2}-11-2023 \d{1,2}:\d\d:\d\d", ", "),
        ("2024-2025", ",", r"2024/11/\d\d \d{1,2}:\d\d:\d\d [AP]M GMT\+1", ";"),
        ("2025-2026", "\t", r"\d{1,2}-11-2025 \d{1,2}:\d\d:\d\d", ", "),
    ],
)
def test_the_dialects_of_google_forms(year: str, separator: str, time: str, joiner: str) -> None:
    headings, *rows = records("leerlingen-9-12", year, separator=separator)
    assert headings[0] == "Tijdstempel"
    assert ("E-mailadres" in headings) == (year == "2024-2025")
    assert all(re.fullmatch(time, row[0]) for row in rows)
    places = headings.index("Op welke plekken voel je je soms niet veilig?")
    assert any(f"Op de speelplaats{joiner}" in row[places] for row in rows)
    assert any("Online, bijvoorbeeld in een klasgroep" in row[places] for row in rows)


def test_the_download_of_google_forms_is_quoted_throughout() -> None:
    content = file_of("leerlingen-9-12", "2024-2025").read_text(encoding="utf-8")
    assert content.startswith('"Tijdstempel","E-mailadres",')


@pytest.mark.parametrize(
    ("year", "separator", "first", "topic"),
    [
        ("2023-2024", ",", ["Respons ID", "Datum verstuurd"], " [Wat de school doet om pesten te voorkomen]"),
        ("2024-2025", ";", ["id", "submitdate"], "com_onderwerpen[preventie]"),
    ],
)
def test_the_csv_of_limesurvey(year: str, separator: str, first: list[str], topic: str) -> None:
    content = file_of("personeel", year).read_bytes()
    assert content.startswith(b'\xef\xbb\xbf"')
    assert content.endswith(b'"\r\n\r\n')
    headings, *rows = records("personeel", year, separator=separator, encoding="utf-8-sig")
    assert headings[:2] == first
    assert [heading for heading in headings if heading.endswith(topic)]
    assert rows.pop() == []
    unfinished = next(
        one["rows"]["incomplete"] for one in IMPORTS if one["file"].endswith(file_of("personeel", year).name)
    )
    assert sum(not row[1] for row in rows) == unfinished > 0
    assert any("N/A" in row for row in rows) == (year == "2023-2024")
    assert any("Y" in row for row in rows) == (year == "2024-2025")


def test_the_workbook_of_limesurvey() -> None:
    headings, *rows = CalamineWorkbook.from_path(file_of("personeel", "2025-2026")).get_sheet_by_index(0).to_python()
    assert headings[0] == "id. Respons ID"
    assert str(headings[8]).startswith("ctx_functie. ")
    assert all(re.fullmatch(r"2025-\d\d-\d\d \d\d:\d\d:\d\d", str(row[4])) for row in rows)
    assert all(isinstance(row[0], float) for row in rows)
    assert any("N/A" in row for row in rows)
