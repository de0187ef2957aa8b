"""Real definition files of other people against the real answers to the same questions.

The numbers beside ours are counted here, from the csv and the XML alone.
"""

import csv
import io
import os
from collections import Counter
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from monitor.definition.codebook import TICKED
from monitor.definition.model import Item, Option, Survey
from monitor.intake.answers import Answers, State
from monitor.intake.definitions.read import read_definition
from monitor.intake.draft import draft_survey
from monitor.intake.mapping import map_export
from monitor.intake.read import read_export
from tests.intake.definition_tables import drafted

FOLDER = Path(os.environ.get("SCHOOLKLIMAAT_EXPORTS", "../shared/exports"))
pytestmark = [
    pytest.mark.real_exports,
    pytest.mark.skipif(not FOLDER.is_dir() and not os.environ.get("CI"), reason=f"no real exports in {FOLDER}"),
]


def the(pattern: str) -> Path:
    (found,) = FOLDER.glob(pattern)
    return found


def records(pattern: str, separator: str = ",") -> list[list[str]]:
    text = the(pattern).read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def rows_by_name(pattern: str) -> list[dict[str, str]]:
    headings, *rows = records(pattern)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def counted(answers: Answers) -> dict[str, list[tuple[str, int]]]:
    """Item to the number of times that each code of each of its columns stands there."""
    return {
        item.item.id: [(name, code) for name, codes in sorted(item.codes.items()) for code in sorted(codes)]
        for item in answers.items
    }


def structure(tmp_path: Path) -> Survey:
    file = tmp_path / "a.lss"
    file.write_bytes(the("limesurvey/*.lss").read_bytes())
    return drafted(file)


@cache
def in_german() -> Answers:
    survey = read_definition(the("limesurvey/*.lss"), "proef")
    assert survey is not None
    return map_export(read_export(the("limesurvey/*results_german.csv")), survey)


def test_limesurvey_links_every_column_and_knows_every_answer() -> None:
    answers = in_german()
    assert [link.column.heading for link in answers.links if link.item is None] == ["Antwort ID"]
    assert min(link.certainty for link in answers.links if link.item) >= 0.98, "the text, blanks aside"
    assert not {State.UNRECOGNISED, State.PARTLY} & {state for item in answers.items for state in item.states}


def test_limesurvey_has_the_answers_that_its_own_xml_has(tmp_path: Path) -> None:
    survey = structure(tmp_path)
    root = ElementTree.parse(the("limesurvey/*.lss")).getroot()
    types = {row.findtext("qid"): row.findtext("type") for row in root.find("questions/rows")}
    listed = Counter(row.findtext("qid") for row in root.find("answers/rows"))
    rows = [(row.findtext("title"), row.findtext("parent_qid")) for row in root.find("subquestions/rows")]
    titles = {row.findtext("qid"): row.findtext("title") for row in root.find("questions/rows")}
    for title, parent in rows:
        if types[parent] == "F":
            item = survey.item(f"{titles[parent]}_{title}".lower())
            assert len(item.options) == listed[parent]
        else:
            assert title in survey.item(titles[parent].lower()).codes()
    assert len(survey.items) == sum(types[parent] == "F" for _t, parent in rows) + sum(t != "F" for t in types.values())


def test_two_languages_of_one_survey_count_the_same() -> None:
    """The structure is in German only; the English words come from the headings in the same places."""
    english = read_export(the("limesurvey/*results_english.csv"))
    first = in_german()
    german, survey = first.export, first.survey
    words = {}
    for one, other in zip(german.rows, english.rows, strict=True):
        words |= {str(de): str(en) for de, en in zip(one, other, strict=True) if de and en}
    texts, parts = {}, {}
    for link in first.links:
        if link.item:
            column = english.columns[link.column.index]
            texts[link.item] = (
                f"{column.question} [{column.part}]" if column.part and not link.option else column.question
            )
            parts[link.item, link.option] = column.part or ""
    items = tuple(in_english(item, texts, parts, words) for item in survey.items)
    second = map_export(english, survey.model_copy(update={"items": items}))
    assert [link.item for link in second.links] == [link.item for link in first.links]
    assert [link.option for link in second.links] == [link.option for link in first.links]
    assert counted(second) == counted(first)
    assert sum(len(codes) for codes in counted(first).values()) > 10_000


def in_english(item: Item, texts: dict[str, str], parts: dict[object, str], words: dict[str, str]) -> Item:
    def spoken(option: Option) -> Option:
        text = parts.get((item.id, option.code)) or words.get(option.label["de"], "")
        return option.model_copy(update={"label": option.label | ({"en": text} if text else {})})

    text = item.text | ({"en": texts[item.id]} if item.id in texts else {})
    return item.model_copy(update={"text": text, "options": tuple(map(spoken, item.options))})


@pytest.mark.parametrize("place", [3, 8, 21, 60, 100, 200, 300, 314])
def test_counts_of_limesurvey_are_those_of_the_csv(place: int) -> None:
    headings, *rows = records("limesurvey/*results_german.csv", ";")
    answers = in_german()
    link = answers.links[place]
    item = next(one for one in answers.items if one.item.id == link.item)
    theirs = Counter(row[place] for row in rows if row)
    if link.option is None:
        label_of = dict(enumerate((option.label["de"] for option in item.item.options), start=1))
        ours = Counter(label_of[code] for code in item.codes[item.item.id] if code in label_of)
        assert ours == Counter({label.strip(): n for label, n in theirs.items() if label.strip() not in ("", "N/A")})
    else:
        assert sum(code == TICKED for code in item.codes[f"{item.item.id}:{link.option}"]) == theirs["Ja"], headings[
            place
        ]


def form(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for part in ("survey", "choices"):
        sheet = book.create_sheet(part)
        for row in records(f"kobo/*_{part}__*"):
            sheet.append([cell or None for cell in row])
    book.save(tmp_path / "form.xlsx")
    return tmp_path / "form.xlsx"


def test_kobo_links_what_its_form_asks(tmp_path: Path) -> None:
    survey = drafted(form(tmp_path))
    answers = map_export(read_export(the("kobo/*raw_data*")), survey)
    table = rows_by_name("kobo/*_survey__*")
    choices, data = rows_by_name("kobo/*_choices__*"), rows_by_name("kobo/*raw_data*")
    lists = {row["name"]: row["type"].split() for row in table if row["type"].startswith(("select_one ", "integer"))}
    asked = {name for name in lists if name in data[0]}
    assert asked <= {link.item for link in answers.links}
    strange = {}
    for item in answers.items:
        kind = lists.get(item.item.id, [""])
        if kind[0] == "select_one" and item.item.codes():
            known = {row["name"] for row in choices if row["list_name"] == kind[1]}
            theirs = Counter(row[item.item.id].replace(".", "_") for row in data if row[item.item.id] in known)
            code_of = dict(enumerate(item.item.codes(), start=1))
            ours = Counter(code_of[code] for code in item.codes[item.item.id] if code in code_of)
            hidden = item.are(State.NOT_SHOWN).sum()
            assert ours == theirs or (hidden and ours <= theirs), item.item.id
            strange[item.item.id] = sum(bool(row[item.item.id]) and row[item.item.id] not in known for row in data)
    told = {
        item.item.id: n
        for item in answers.items
        if item.item.id in strange and (n := item.are(State.UNRECOGNISED).sum())
    }
    assert told == {name: n for name, n in strange.items() if n}, "answers that the form itself does not have"


@pytest.mark.parametrize("name", ["checkboxes-1", "decimal-comma-and-dot"])
def test_redcap_links_what_its_dictionary_asks(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(the(f"redcap/*{name}_dictionary.csv").read_bytes())
    survey = drafted(file)
    answers = map_export(read_export(the(f"redcap/*{name}_data.csv")), survey)
    assert {item.id for item in survey.items} == {item.item.id for item in answers.items}
    free = [link.column.heading for link in answers.links if link.item is None]
    assert all(heading in ("record_id", "name") or heading.endswith("_complete") for heading in free)
    assert not {State.UNRECOGNISED, State.PARTLY} & {state for item in answers.items for state in item.states}
    data = rows_by_name(f"redcap/*{name}_data.csv")
    for item in answers.items:
        for option in item.item.codes():
            ticks = sum(code == TICKED for code in item.codes[f"{item.item.id}:{option}"])
            assert ticks == sum(row[f"{item.item.id}___{option}"] == "1" for row in data)


@pytest.mark.parametrize("name", ["missing_test.sav", "ordered_category.sav", "sample.sav", "sample.zsav"])
def test_spss_files_draft_and_know_themselves(name: str) -> None:
    file = the(f"spss/*__{name}")
    assert read_definition(file, "proef") is None
    export = read_export(file)
    answers = map_export(export, draft_survey(export, "proef"))
    assert [link.column.heading for link in answers.links if link.item is None] == []
    assert not {State.UNRECOGNISED, State.PARTLY} & {state for item in answers.items for state in item.states}


def test_spss_labels_and_missing_values() -> None:
    export = read_export(the("spss/*sample_missing.sav"))
    places = {column.code: column for column in export.columns}
    assert [row[places["mylabl"].index] for row in export.rows].count("Male") == 3
    assert [option.label for option in places["mylabl"].options if option.missing] == ["undetermined"]
    assert [row[places["mynum"].index] for row in export.rows][5:] == [None, None], "-1, and 2000 to 3000"
