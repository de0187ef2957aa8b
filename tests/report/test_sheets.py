"""Sheets of facts: a text stays a text, no cell is a formula, nobody is named, the same facts give the same bytes."""

import csv
import io
import re
import zipfile
from functools import cache

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from monitor import texts
from monitor.definition.indicators import indicators
from monitor.disclosure.release import Release
from monitor.report.sheet_files import FORMATS, LONGEST, as_csv, as_workbook, guarded
from monitor.report.sheets import Column, Sheet, of_changes, of_shares
from monitor.results import Results
from monitor.rows import compare_rows, result_rows
from tests.support import releases
from tests.support.spreadsheets import rows_of_csv, rows_of_workbook

FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\u2212")
"""As the standard lists them (ASVS 1.2.10), with the forms of full width that OWASP adds."""
SEPARATORS = (";", ",", "|", "\t", "\n")
SPACES = ("", " ", "   ", "\u00a0", "\u200b", "\ufeff", "\u3000")
HIDDEN = st.sampled_from(["=1+1", "_x003D_1+1", " =cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "+1", "#N/A", "_x000d_=1"])
TEXTS = st.one_of(
    st.text(max_size=40),
    HIDDEN,
    st.builds("".join, st.tuples(st.sampled_from(SPACES), st.sampled_from(FORMULAS), st.text(max_size=12))),
)


def sheet_of(*texts: str) -> Sheet:
    columns = (Column("a", "kop"), Column("b", "getal", "share"))
    return Sheet("blad", columns, tuple((text, 0.25) for text in texts), ("uitleg",))


@cache
def of_the_sample() -> Sheet:
    """All shares of the sample school: made once for the tests that only look at them."""
    return of_shares(releases.sample_results())


def readable(text: str) -> str:
    """The text as a file can hold it: one kind of line end, and no character that XML or UTF-8 does not have."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\N{REPLACEMENT CHARACTER}" if _unheld(letter) else letter for letter in lines)


def _unheld(letter: str) -> bool:
    code = ord(letter)
    controls = (code < 0x20 and letter not in "\t\n") or (0x7F <= code < 0xA0 and code != 0x85)
    return controls or 0xD800 <= code <= 0xDFFF or 0xFDD0 <= code <= 0xFDEF or code in (0xFFFE, 0xFFFF)


def looks_like_a_formula(text: str) -> bool:
    """Said another way than in the program: the first sign that can be seen is one that begins a formula."""
    decoded = re.sub("_x([0-9a-fA-F]{4})_", lambda found: chr(int(found[1], 16)), text)
    return re.match("[ \u00a0\u200b\ufeff\u3000]*[=+@\t\r\n\0\uff1d\uff0b\uff0d\uff20\u2212-]", decoded) is not None


@pytest.mark.parametrize("begin", FORMULAS)
@pytest.mark.parametrize("space", SPACES)
def test_what_begins_like_a_formula_gets_an_apostrophe(begin: str, space: str) -> None:
    assert guarded(f"{space}{begin}1+1").startswith("'")


@pytest.mark.parametrize("text", ["", "Zeer tevreden", "'t is goed", "1-2 keer", "a=b", "3de leerjaar", "(-)", "#N/A"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert guarded(text) == text


@example("_x003D_HYPERLINK(1)")
@example("\x0b=1+1")
@example("é\ud800")
@given(TEXTS)
def test_a_text_comes_back_as_text_from_both_kinds_of_file(text: str) -> None:
    expected = ("'" if looks_like_a_formula(text) else "") + readable(text)
    sheet = sheet_of(text, "=1+1")
    (row, _other, *_notes) = rows_of_csv(as_csv(sheet))[1:]
    assert (row[0].replace("'", ""), row[1]) == (expected.replace("'", ""), "0,25")
    assert row[0].startswith(expected[:1])
    (cell, number), *_rest = rows_of_workbook(as_workbook(sheet))["blad"][1:]
    assert (cell or "") == expected
    assert number == 0.25


@example(["#N/A", "=1+1"])
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_no_cell_is_a_formula_and_no_field_of_csv_begins_like_one(texts: list[str]) -> None:
    sheet = sheet_of(*texts)
    book = load_workbook(io.BytesIO(as_workbook(sheet)))
    cells = [cell for table in book for line in table.iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(isinstance(cell.value, str) == (cell.data_type == "s") for cell in cells)
    with zipfile.ZipFile(io.BytesIO(as_workbook(sheet))) as parts:
        assert not any(b"<f>" in parts.read(name) or b"<f " in parts.read(name) for name in parts.namelist())
    for separator in SEPARATORS:
        text = io.StringIO(as_csv(sheet).decode("utf-8-sig"), newline="")
        fields = [field for row in csv.reader(text, delimiter=separator) for field in row]
        assert not any(looks_like_a_formula(field) for field in fields)
    pieces = re.split(r"[;,|\t\n]", "\n".join(field for (field, _number) in rows_of_csv(as_csv(sheet))[1:-2]))
    assert not any(
        re.match("[=+@\uff1d\uff0b\uff0d\uff20\u2212-]", piece.lstrip('" \u00a0\u200b\ufeff\u3000')) for piece in pieces
    )


def test_numbers_stay_numbers_also_below_nought() -> None:
    sheet = Sheet("blad", (Column("a", "kop", "change"),), ((-0.05,), (0,), (None,)), ())
    assert [row[0] for row in rows_of_workbook(as_workbook(sheet))["blad"][1:]] == [-0.05, 0]
    assert rows_of_csv(as_csv(sheet))[1:4] == [["-0,05"], ["0"], [""]]


def test_a_text_that_no_cell_can_hold_is_cut() -> None:
    assert len(guarded("=" * 40_000)) == LONGEST


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("quote", ["", '"', ' "', "\u00a0"])
def test_no_formula_begins_where_another_program_ends_a_field(separator: str, quote: str) -> None:
    """Excel of another country, or one that is told so, splits at other signs and does not see our quotes."""
    for formula in ("=1+1", "@SUM(A1)", "-2+3"):
        field = rows_of_csv(as_csv(sheet_of(f"Ja{separator}{quote}{formula}")))[1][0]
        assert field == f"Ja{separator}{quote}'{formula}"


def test_csv_is_as_a_dutch_excel_opens_it() -> None:
    content = as_csv(sheet_of('a "b"; c', "twee\nregels", "ja, nee"))
    assert content.startswith(b"\xef\xbb\xbfkop;getal\r\n")
    assert b'"a ""b""; c";0,25\r\n' in content
    assert b'"twee\nregels";0,25\r\n' in content
    assert b"ja, nee;0,25\r\n" in content
    assert len({len(row) for row in rows_of_csv(content)}) == 1


@pytest.mark.parametrize("made", [of_shares, of_changes])
def test_a_workbook_is_a_table_to_work_with(made) -> None:
    staff = [one for one in releases.sample_results().releases if one.manifest.survey.id == "personeel"]
    sheet = made(Results.of(staff))
    table = load_workbook(io.BytesIO(as_workbook(sheet))).worksheets[0]
    assert table.freeze_panes == "A2"
    assert table.auto_filter.ref == f"A1:{table.cell(1, len(sheet.columns)).column_letter}{len(sheet.rows) + 1}"
    for place, column in enumerate(sheet.columns, start=1):
        width = table.column_dimensions[table.cell(1, place).column_letter].width
        longest = max(len(str(cells[place - 1] or "")) for cells in sheet.rows) if column.look == "text" else 8
        assert min(longest, 60) <= width <= 60, column.title
        assert max(len(word) for word in column.title.split()) < width
        assert table.cell(1, place).font.bold
        assert table.cell(1, place).alignment.wrap_text


def test_beside_the_code_of_an_indicator_stands_what_it_is_called() -> None:
    sheet = of_the_sample()
    at = {column.key: place for place, column in enumerate(sheet.columns)}
    named = {(cells[at["headline"]], cells[at["title"]]) for cells in sheet.rows}
    assert (None, "") in named
    titles = {one.id: one.title for one in indicators()}
    for code, title in named - {(None, "")}:
        assert title
        assert title in titles[code].values()
    assert sheet.columns[at["title"]].title == "kerncijfer"


def test_a_workbook_names_nobody_and_no_time() -> None:
    with zipfile.ZipFile(io.BytesIO(as_workbook(sheet_of("tekst")))) as parts:
        names = set(parts.namelist())
        core = parts.read("docProps/core.xml").decode()
        whole = b"".join(parts.read(name) for name in names if name.startswith("docProps/")).decode()
        assert {info.date_time[:3] for info in parts.infolist()} == {(1980, 1, 1)}
        assert all(not info.extra and not info.comment for info in parts.infolist())
    assert re.search("<(dc|dcterms|cp):(?!coreProperties)", core) is None
    assert re.search("creator|lastModifiedBy|Company|Manager|created|modified|20[0-9][0-9]-", whole) is None
    assert "docProps/custom.xml" not in names


@pytest.mark.parametrize("ending", FORMATS)
@pytest.mark.parametrize("made", [of_shares, of_changes])
def test_the_same_releases_give_the_same_bytes(ending: str, made) -> None:
    found = releases.sample_results()
    one_survey = [release for release in found.releases if release.manifest.survey.id == "personeel"]
    first, second = (FORMATS[ending](made(Results.of(one_survey))) for _time in range(2))
    assert first == second


def test_every_key_of_the_contract_has_a_column() -> None:
    found = releases.sample_results()
    assert {column.key for column in of_the_sample().columns} >= result_rows(found)[0].keys()
    assert {column.key for column in of_changes(found).columns} >= compare_rows(found)[0].keys()


def test_the_rows_are_those_of_the_contract_with_their_words() -> None:
    found = releases.sample_results()
    sheet, rows = of_the_sample(), result_rows(found)
    named = [dict(zip((column.key for column in sheet.columns), cells, strict=True)) for cells in sheet.rows]
    assert len(named) == len(rows)
    for cells, row in zip(named, rows, strict=True):
        assert {key: cells[key] for key in ("survey", "item", "n", "count", "share", "low", "reason")} == {
            key: row[key] for key in ("survey", "item", "n", "count", "share", "low", "reason")
        }
        assert cells["question"] == found.text(row["survey"], row["year"], row["item"])
        assert cells["group"]
        assert cells["counted"]


def test_an_answer_is_read_in_english_beside_its_question() -> None:
    release = releases.release_of(releases.Wave("personeel", "2025-2026", 36, 41, groups=False))
    asked = release.manifest.survey
    question = next(item for item in asked.items if item.favourable)
    label = question.option(question.favourable[0]).label
    options = tuple(
        one.model_copy(update={"label": {**label, "en": "Quite so"}}) if one.label == label else one
        for one in question.options
    )
    put = question.model_copy(update={"options": options, "text": {**question.text, "en": "Is it so?"}})
    survey = asked.model_copy(update={"items": tuple(put if item is question else item for item in asked.items)})
    texts.use("en")
    sheet = of_shares(Results.of([Release(release.manifest.model_copy(update={"survey": survey}), release.facts)]))
    at = {column.key: place for place, column in enumerate(sheet.columns)}
    rows = [cells for cells in sheet.rows if cells[at["question"]] == "Is it so?"]
    assert any("Quite so" in str(cells[at["counted"]]) for cells in rows)


def test_a_row_that_is_not_shown_has_its_reason_and_no_number() -> None:
    sheet = of_shares(releases.everything_hidden())
    keys = [column.key for column in sheet.columns]
    assert sheet.rows
    for cells in sheet.rows:
        row = dict(zip(keys, cells, strict=True))
        assert [row[key] for key in ("n", "count", "share", "low", "high")] == [None] * 5
        assert row["shown"] == "nee"
        assert row["reason"]


def test_a_question_of_one_year_alone_keeps_its_words_in_the_changes() -> None:
    before = releases.release_of(releases.Wave("personeel", "2024-2025", 34, 41, groups=False))
    after = releases.release_of(releases.Wave("personeel", "2025-2026", 34, 41, groups=False))
    asked = after.manifest.survey
    gone = next(item.id for item in asked.items if item.options and not any(r.routing for r in asked.items))
    fewer = asked.model_copy(update={"items": tuple(item for item in asked.items if item.id != gone)})
    facts = tuple(fact for fact in after.facts if fact.item != gone)
    left = type(after)(after.manifest.model_copy(update={"survey": fewer}), facts)
    sheet = of_changes(Results.of([before, left]))
    at = {column.key: place for place, column in enumerate(sheet.columns)}
    (row, *_more) = [cells for cells in sheet.rows if cells[at["item"]] == gone]
    assert row[at["question"]] == asked.say(asked.item(gone).text)
    assert row[at["comparable"]] == "nee"
    assert row[at["reason_codes"]]


def test_the_notes_say_what_rounding_does() -> None:
    found = releases.everything_hidden()
    notes = " ".join(of_shares(found).notes)
    assert "veelvoud van 3 (5 bij gevoelige vragen)" in notes
    assert "minder dan 10" in notes
    below = [row[0] for row in rows_of_csv(as_csv(of_changes(found)))[-len(of_changes(found).notes) :]]
    assert below == list(of_changes(found).notes)
    assert [row[0] for row in rows_of_workbook(as_workbook(of_shares(found)))["uitleg"]] == list(of_shares(found).notes)
