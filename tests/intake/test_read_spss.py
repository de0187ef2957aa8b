"""SPSS files: labels, three kinds of missing, and what the file says of its variables."""

import datetime as dt
import struct
from pathlib import Path

import pandas as pd
import pytest

from monitor.definition.draft import to_yaml
from monitor.definition.load import load_survey_file
from monitor.definition.model import ItemType
from monitor.errors import FileRefused
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export, ToolOption
from monitor.intake.read import read_export
from tests.intake.export_tables import dry_run
from tests.intake.sav_files import sav

AGREE = {1.0: "Helemaal oneens", 2.0: "Oneens", 3.0: "Neutraal", 4.0: "Eens", 5.0: "Helemaal eens"}


def cells(export: Export, place: int = 0) -> list[object]:
    return [row[place] for row in export.rows]


def test_values_become_their_labels_under_the_label_of_the_variable(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"v12": [1.0, 5.0, None], "kant": ["l", "r", ""], "bijnaam": [" Westers", "", "x"]},
        column_labels={"v12": "Mijn kind is veilig: thuis én op school"},
        variable_value_labels={"v12": AGREE, "kant": {"l": "links", "r": "rechts"}},
    )
    export = read_export(file)
    assert (export.tool, export.row_numbers, export.dialect.encoding) == ("spss", (1, 2, 3), "UTF-8")
    assert [(c.heading, c.code) for c in export.columns] == [
        ("Mijn kind is veilig: thuis én op school", "v12"),
        ("kant", "kant"),
        ("bijnaam", "bijnaam"),
    ]
    assert cells(export) == ["Helemaal oneens", "Helemaal eens", None]
    assert cells(export, 1) == ["links", "rechts", None]
    assert cells(export, 2) == [" Westers", None, "x"]
    assert export.columns[0].options[0] == ToolOption("1", "Helemaal oneens")
    assert [option.code for option in export.columns[0].options] == ["1", "2", "3", "4", "5"]
    assert export.columns[2].options == ()
    assert export.findings == ()


def test_a_packed_file_reads_the_same(tmp_path: Path) -> None:
    columns = {"a": [1.0, 2.0], "b": ["ja", "nee"]}
    plain, packed = sav(tmp_path / "a.sav", columns), sav(tmp_path / "b.sav", columns, compress=True)
    assert packed.read_bytes()[:4] == b"$FL3"
    assert read_export(plain).rows == read_export(packed).rows == ((1, "ja"), (2, "nee"))


def in_windows(file: Path) -> Path:
    """The file as SPSS for Windows writes it: another code page in its header, and one byte for an accent."""
    data = file.read_bytes().replace(struct.pack("<i", 65001), struct.pack("<i", 1252))
    place = data.index(struct.pack("<iiii", 7, 20, 1, 5))  # the record that names the encoding
    data = data[:place] + data[place + 21 :]
    file.write_bytes(data.replace(b"Qx", b"\xe9x"))
    return file


def test_letters_of_windows(tmp_path: Path) -> None:
    file = in_windows(sav(tmp_path / "a.sav", {"naam": ["Qx"]}, column_labels={"naam": "Qxamen"}))
    export = read_export(file)
    assert (export.rows, export.columns[0].heading) == ((("éx",),), "éxamen")
    assert str(export.dialect.encoding).lower() == "windows-1252"


def test_a_file_that_says_utf_8_and_is_not(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"naam": ["Qx"]})
    file.write_bytes(file.read_bytes().replace(b"Qx", b"\xe9x"))
    assert read_export(file).rows == (("éx",),)


def test_what_the_file_calls_missing_is_told_apart_by_its_words(tmp_path: Path) -> None:
    labels = {**AGREE, 7.0: "weet niet", 8.0: "weigert", 9.0: "n.v.t.", 97.0: "geen antwoord"}
    file = sav(
        tmp_path / "a.sav",
        {"v1": [1.0, 7.0, 8.0, 9.0, 97.0, 99.0, None]},
        variable_value_labels={"v1": labels},
        missing_ranges={"v1": [{"lo": 7, "hi": 100}]},
    )
    export = read_export(file)
    assert cells(export) == ["Helemaal oneens", "weet niet", "weigert", "n.v.t.", None, None, None]
    missing = {option.label for option in export.columns[0].options if option.missing}
    assert missing == {"weet niet", "weigert", "n.v.t."}
    (finding,) = export.findings
    assert finding.code == "I-USER-MISSING"
    assert finding.message.startswith("2 cellen bevatten een waarde")
    assert "99" not in finding.message
    (item,) = draft_survey(export, "proef").items
    flags = {o.label["nl"]: (o.value, o.dont_know, o.prefer_not, o.not_applicable) for o in item.options}
    assert flags["weet niet"] == (None, True, False, False)
    assert flags["n.v.t."] == (None, False, False, True)
    assert flags["Helemaal eens"] == (5, False, False, False)
    assert item.favourable == ("4", "5")


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([1], [None, 2, 3, 4]),
        ([{"lo": float("-inf"), "hi": 2}], [None, None, 3, 4]),
        ([{"lo": 3, "hi": float("inf")}, 1], [None, 2, None, None]),
        ([{"lo": 2, "hi": 3}], [1, None, None, 4]),
    ],
)
def test_missing_values_and_spans_of_them(spans: list[object], left: list[object], tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"v1": [1.0, 2.0, 3.0, 4.0]}, missing_ranges={"v1": spans})
    assert cells(read_export(file)) == left


def test_missing_texts(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"v1": ["ja", "x", "z"]},
        variable_value_labels={"v1": {"x": "weet niet"}},
        missing_ranges={"v1": ["x", "z"]},
    )
    assert cells(read_export(file)) == ["ja", "weet niet", None]


def test_a_scale_with_words_at_its_ends_has_all_of_its_steps(tmp_path: Path) -> None:
    ends = {0.0: "helemaal niet", 5.0: "heel erg", 9.0: "weet niet"}
    file = sav(tmp_path / "a.sav", {"v1": [0.0, 3.0, 5.0, 9.0]}, variable_value_labels={"v1": ends})
    export = read_export(file)
    assert [o.label for o in export.columns[0].options] == [
        "helemaal niet",
        "1",
        "2",
        "3",
        "4",
        "heel erg",
        "weet niet",
    ]
    (item,) = draft_survey(export, "proef").items
    assert item.type is ItemType.LIKERT
    assert [option.value for option in item.options] == [0, 1, 2, 3, 4, 5, None]


def test_ages_with_a_label_for_not_known_are_numbers(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"leeftijd": [34.0, 41.0, 52.0, 38.0, 999.0, 998.0], "broers": [0.0, 1.0, 2.0, 3.0, 1.0, 0.5]},
        variable_value_labels={"leeftijd": {999.0: "weet niet", 998.0: "gezakt"}, "broers": {0.0: "geen"}},
        missing_ranges={"leeftijd": [998]},
    )
    export = read_export(file)
    assert cells(export) == [34, 41, 52, 38, None, None]
    assert cells(export, 1) == [0, 1, 2, 3, 1, 0.5]
    assert [column.options for column in export.columns] == [(), ()]
    assert [item.type for item in draft_survey(export, "proef").items] == [ItemType.NUMBER, ItemType.NUMBER]


def test_a_value_without_a_label_is_an_answer_of_its_own(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"v1": [1.0, 2.0, 8.0], "v2": ["a", "b", "c"]},
        variable_value_labels={"v1": {1.0: "ja", 2.0: "nee"}, "v2": {"a": "appel"}},
    )
    export = read_export(file)
    assert cells(export) == ["ja", "nee", 8]
    assert [option.code for option in export.columns[0].options] == ["1", "2", "8"]
    assert cells(export, 1) == ["appel", "b", "c"]


def test_categories_of_r_and_python_are_no_scale(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"v1": [1.0, 2.0, 3.0], "v2": [1.0, 2.0, 3.0]},
        variable_value_labels={
            "v1": {1.0: "hoog", 2.0: "laag", 3.0: "midden"},
            "v2": {1.0: "laag", 2.0: "midden", 3.0: "hoog"},
        },
        variable_measure={"v1": "ordinal", "v2": "ordinal"},
    )
    export = read_export(file)
    assert [column.ordered for column in export.columns] == [False, True]
    one, other = draft_survey(export, "proef").items
    assert (one.type, other.type) == (ItemType.SINGLE, ItemType.LIKERT)
    texts = sav(tmp_path / "b.sav", {"v1": pd.Categorical(["nee", "ja", None] * 4)})
    assert cells(read_export(texts))[:3] == ["nee", "ja", None]


def test_dates_and_times(tmp_path: Path) -> None:
    moment, day, clock = dt.datetime(2025, 10, 6, 9, 30), dt.date(2025, 10, 6), dt.time(9, 30)
    file = sav(tmp_path / "a.sav", {"m": [moment, None], "d": [day, None], "k": [clock, None]})
    assert read_export(file).rows == ((moment, day, clock), (None, None, None))


def test_a_date_after_the_year_9999_is_left_a_number(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"d": [1.0e13]}, variable_format={"d": "DATETIME20"})
    assert read_export(file).rows == ((10**13,),)


def test_the_tools_own_columns_are_known(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"id": [1.0, 2.0], "submitdate": ["2025-10-06 10:00", ""], "v1": ["a", "b"]})
    export = read_export(file)
    assert [column.purpose for column in export.columns] == ["response_id", "submitted", None]
    assert export.completed == (True, False)


MENTIONED = {0.0: "niet genoemd", 1.0: "genoemd"}


def test_a_multiple_response_set_is_one_question(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"k1": [1.0, 0.0, 9.0], "k2": [1.0, 1.0, None], "v1": [1.0, 2.0, 3.0]},
        column_labels={"k1": "Mail", "k2": "Brief", "v1": "Cijfer"},
        variable_value_labels={"k1": MENTIONED, "k2": MENTIONED},
        missing_ranges={"k1": [9]},
        sets="$kanaal=D1 1 8 Kanalen? k1 k2\n",
    )
    export = read_export(file)
    assert [(c.question, c.part, c.code) for c in export.columns[:2]] == [
        ("Kanalen?", "Mail", "kanaal[k1]"),
        ("Kanalen?", "Brief", "kanaal[k2]"),
    ]
    survey = draft_survey(export, "proef")
    first = survey.items[0]
    assert (first.id, first.type.value, first.codes()) == ("kanaal", "multiple", ("k1", "k2"))
    (item, _other) = dry_run(export, survey)["items"]
    assert (item["counts"], item["unrecognised"]) == ({"k1": 1, "k2": 2}, 0)


def test_several_years_in_one_file_are_named(tmp_path: Path) -> None:
    rows = {"meting": [2005.0, 2009.0, 2013.0, 2017.0], "jaar": ["2017-2018"] * 4, "v1": [1.0, 2.0, 3.0, 4.0]}
    (finding,) = read_export(sav(tmp_path / "a.sav", rows)).findings
    assert (finding.severity, finding.code, finding.column) == ("warning", "W-SEVERAL-YEARS", "meting")
    assert "2005, 2009, 2013, 2017" in finding.message


def test_a_draft_has_all_options_and_knows_every_cell(tmp_path: Path) -> None:
    file = sav(
        tmp_path / "a.sav",
        {"V1": [1.0, 2.0, -9.0, -8.0] * 3, "wat": ["ja", "nee", "ja", ""] * 3},
        variable_value_labels={"V1": {**AGREE, -9.0: "weet niet", -8.0: "afgebroken"}},
        missing_ranges={"V1": [-9, -8]},
    )
    export = read_export(file)
    written = tmp_path / "proef.yaml"
    written.write_text(to_yaml(draft_survey(export, "proef")), encoding="utf-8")
    (survey,) = load_survey_file(written)
    item = survey.item("v1")
    assert set(item.codes()) == {"1", "2", "3", "4", "5", "min9", "min8"}
    assert item.option("min8").not_applicable, "the file itself says that it is no answer"
    report = dry_run(export, survey)
    assert [one["unrecognised"] for one in report["items"]] == [0, 0]
    assert report["items"][0]["counts"] == {"1": 3, "2": 3, "3": 0, "4": 0, "5": 0, "min9": 3, "min8": 3}


@pytest.mark.parametrize("bytes_", [b"$FL2" + b"\0" * 200, b"$FL3", b"$FL2@(#) SPSS DATA FILE" + b"\xff" * 5000])
def test_a_damaged_file_is_refused(bytes_: bytes, tmp_path: Path) -> None:
    file = tmp_path / "a.sav"
    file.write_bytes(bytes_)
    with pytest.raises(FileRefused, match="beschadigd"):
        read_export(file)


@pytest.mark.parametrize("place", [180, 289])
def test_a_file_on_which_the_c_library_crashes_is_refused(place: int, tmp_path: Path) -> None:
    """ReadStat dies of a number that calls itself a text of 255 signs; the child dies, not we."""
    file = sav(
        tmp_path / "a.sav",
        {"v1": [1.0, 2.0], "v2": ["ja", "nee"]},
        variable_value_labels={"v1": {1.0: "een"}},
        column_labels={"v1": "Vraag"},
        missing_ranges={"v1": [9]},
    )
    data = bytearray(file.read_bytes())
    data[place : place + 4] = b"\xff\0\0\0" if place == 180 else b"\0\0\0\0"
    file.write_bytes(data)
    with pytest.raises(FileRefused, match=r"niet veilig gelezen|beschadigd") as refused:
        read_export(file)
    assert refused.value.exit_code == 3


def test_half_a_file_is_refused(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {f"v{n}": [float(n)] * 500 for n in range(40)})
    file.write_bytes(file.read_bytes()[:-3000])
    with pytest.raises(FileRefused):
        read_export(file)


def test_a_file_with_questions_and_no_cases_drafts(tmp_path: Path) -> None:
    file = sav(tmp_path / "a.sav", {"v1": pd.Series([], dtype=float)}, variable_value_labels={"v1": AGREE})
    export = read_export(file)
    assert export.rows == ()
    (item,) = draft_survey(export, "proef").items
    assert item.codes() == ("1", "2", "3", "4", "5")
