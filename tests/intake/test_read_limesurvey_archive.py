"""LimeSurvey's archive: its responses under the names of the database, read with the labels of the survey in it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake import sandbox_child
from monitor.intake.definitions.read import read_definition
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export, ToolOption
from monitor.intake.formats.not_shown import NOT_SHOWN
from monitor.intake.read import read_export
from monitor.intake.sandbox_limesurvey import SECTIONS
from monitor.intake.sandbox_terms import Limits, Refused
from tests.intake.export_tables import dry_run
from tests.intake.lime_files import RESPONSES, lsa, lsr, lss, section

SHAPES = {"texts inside": 178, "DBVersion 365": 365, "texts apart": 415}


def archive(tmp_path: Path, data: bytes) -> Export:
    file = tmp_path / "survey_archive_12345.lsa"
    file.write_bytes(data)
    return read_export(file)


@pytest.mark.parametrize("version", SHAPES.values(), ids=SHAPES)
def test_the_columns_have_code_text_and_options(version: int, tmp_path: Path) -> None:
    export = archive(tmp_path, lsa(lss(version=version)))
    assert (export.tool, export.dialect.language, export.tells_not_shown) == ("limesurvey", "nl", True)
    headings = {column.code: column.heading for column in export.columns if column.code}
    assert headings["veilig"] == "veilig. Voelt uw kind zich veilig?"
    assert headings["stel[SQ002]"] == "stel[SQ002]. Hoe vaak? [in de gang]"
    assert headings["eerst[2]"] == "eerst[2]. Wat is het belangrijkst? [Rang 2]"
    assert headings["twee[S1][2]"] == "twee[S1][2]. Belang en oordeel [Rust [Schaal 2]]"
    (safe,) = [column for column in export.columns if column.code == "veilig"]
    assert safe.options == (ToolOption("A1", "Ja, altijd"), ToolOption("A2", "Soms"), ToolOption("A9", "Weet niet"))


def test_question_and_part_run_together_are_told_apart_by_the_longest_number(tmp_path: Path) -> None:
    export = archive(tmp_path, lsa())
    codes = [column.code for column in export.columns[5:10]]
    assert codes == ["veilig", "veilig[other]", "waar[1]", "waar[41]", "waar[other]"], "84+641 is not 846+41"


def test_absent_is_not_shown_and_empty_is_not_answered(tmp_path: Path) -> None:
    export = archive(tmp_path, lsa())
    places = {column.code: column.index for column in export.columns}
    shown = [[row[places[code]] for row in export.rows] for code in ("gevolg", "beter", "veilig[other]")]
    assert shown == [
        ["Ja", NOT_SHOWN, NOT_SHOWN, "Nee"],
        ["meer groen", NOT_SHOWN, NOT_SHOWN, None],
        [None, "mee", None, None],
    ]
    assert export.completed == (True, True, False, True)


def test_what_somebody_typed_was_shown(tmp_path: Path) -> None:
    """The archive has no word for "not shown": a field that is there was answered, whatever stands in it."""
    typed = RESPONSES.replace("meer groen ", "N/A        ").replace("|mee|", "|N/A|").replace("|zolder|", "|N/A   |")
    export = archive(tmp_path, lsa(responses=lsr(typed)))
    survey = read_definition(tmp_path / export.file, "proef")
    assert survey is not None
    told = {item["item"]: item for item in dry_run(export, survey)["items"]}
    assert (told["beter"]["counts"], told["beter"]["empty"], told["beter"]["not_shown"]) == ({"answered": 1}, 1, 1)
    assert told["veilig"]["counts"]["other"] == 1
    assert (told["waar"]["counts"]["other"], told["waar"]["not_shown"]) == (1, 0)


def test_people_and_their_addresses_stay_in_the_archive(tmp_path: Path) -> None:
    export = archive(tmp_path, lsa())
    assert "anja" not in repr(export).casefold()
    assert {c.heading: c.role for c in export.columns if c.role != "item"} == {
        "id": "identifier",
        "submitdate": "metadata",
        "lastpage": "metadata",
        "startlanguage": "metadata",
        "token": "identifier",
        "uitleg. Bedankt!": "ignored",
        "12345X11X84999": "ignored",
    }


@pytest.mark.parametrize("version", SHAPES.values(), ids=SHAPES)
def test_every_column_links_and_every_cell_is_known(version: int, tmp_path: Path) -> None:
    export = archive(tmp_path, lsa(lss(version=version)))
    survey = read_definition(tmp_path / export.file, "proef")
    assert survey is not None
    report = dry_run(export, survey)
    assert report["rows"] == {"read": 4, "stored": 3, "incomplete": 1, "test": 0, "duplicate": 0, "rejected": 0}
    told = {item["item"]: (item["counts"], item["empty"], item["not_shown"]) for item in report["items"]}
    assert told == {
        "veilig": ({"A1": 1, "A2": 1, "A9": 0, "other": 1}, 0, 0),
        "waar": ({"1": 2, "41": 0, "other": 1}, 0, 0),
        "stel_sq001": ({"B1": 1, "B2": 1, "B3": 1}, 0, 0),
        "stel_sq002": ({"B1": 1, "B2": 0, "B3": 1}, 1, 0),
        "gevolg": ({"Y": 1, "N": 1}, 0, 1),
        "eerst": ({"C1": 3, "C2": 3}, 0, 0),
        "aantal": ({"answered": 3}, 0, 0),
        "beter": ({"answered": 1}, 1, 1),
        "twee_s1_1": ({"D1": 3}, 0, 0),
        "twee_s1_2": ({"E1": 3}, 0, 0),
    }
    assert not any(item["unrecognised"] for item in report["items"])


def test_without_its_definition_an_archive_drafts_too(tmp_path: Path) -> None:
    survey = draft_survey(archive(tmp_path, lsa()), "proef")
    assert survey.item("veilig").codes()[:3] == ("A1", "A2", "A9"), "also what nobody chose"


def test_an_anonymous_survey_has_no_dates(tmp_path: Path) -> None:
    anonymous = lsr().replace(b"2025-10-06 10:00:00", b"1980-01-01 00:00:00")
    anonymous = anonymous.replace(b"2025-10-06 10:01:00", b"1980-01-01 00:00:00")
    anonymous = anonymous.replace(b"2025-10-06 10:03:00", b"1980-01-01 00:00:00")
    export = archive(tmp_path, lsa(responses=anonymous))
    assert [finding.code for finding in export.findings] == ["I-NO-DATES"]
    assert export.completed == (True, True, False, True)


def test_two_answers_with_one_text_keep_their_codes(tmp_path: Path) -> None:
    export = archive(tmp_path, lsa(lss().replace(b"Af en toe", b"Nooit")))
    place = next(column.index for column in export.columns if column.code == "stel[SQ001]")
    assert [row[place] for row in export.rows] == ["B1", "B2", NOT_SHOWN, "Voortdurend"]


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + lss().split(b"\n", 1)[1]
OUTSIDE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "file:///etc/passwd">' + lss().split(b"\n", 1)[1]
DEEP = lss(answers="<answers>" * 20 + "</answers>" * 20)
SPACES = lss() + b" " * 60_000_000
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs in a structure": (lambda: LAUGHS, "opdrachten"),
    "laughs in an archive": (lambda: lsa(LAUGHS), "opdrachten"),
    "laughs in the responses": (lambda: lsa(responses=LAUGHS), "opdrachten"),
    "something from outside": (lambda: lsa(OUTSIDE), "opdrachten"),
    "deep elements": (lambda: DEEP, "opdrachten"),
    "60 MB of spaces": (lambda: lsa(SPACES), "uitgepakt veel groter"),
    "a name that climbs": (lambda: lsa(**{"../../evil.lss": b"x"}), "onderdelen"),
    "a name from the root": (lambda: lsa(**{"/etc/evil.lsr": b"x"}), "onderdelen"),
    "half XML": (lambda: lsa(lss()[:-100]), "beschadigd"),
    "no XML": (lambda: lsa(b"x;y"), "beschadigd"),
    "an encoding that nobody knows": (lambda: lsa(lss().replace(b"UTF-8", b"UTF-X")), "beschadigd"),
    "two structures": (lambda: lsa(**{"other.lss": lss()}), "ontbreken de vragenlijst"),
    "half an archive": (lambda: lsa()[:-300], "maar is er geen|beschadigd"),
    "no questionnaire": (
        lambda: b'<?xml version="1.0"?>\n<document><LimeSurveyDocType>X</LimeSurveyDocType>',
        "beschadigd",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str, tmp_path: Path) -> None:
    make, expected = HOSTILE[name]
    with pytest.raises(FileRefused, match=expected):
        archive(tmp_path, make())


@pytest.mark.parametrize("name", HOSTILE)
def test_the_child_refuses_by_rule(name: str) -> None:
    make, _expected = HOSTILE[name]
    with pytest.raises(Refused):
        list(sandbox_child.read_bytes(make(), Limits()))


@pytest.mark.parametrize("limits", [Limits(rows=3), Limits(columns=5)])
def test_a_large_archive_is_refused(limits: Limits) -> None:
    with pytest.raises(Refused, match="too-large"):
        list(sandbox_child.read_bytes(lsa(), limits))
    with pytest.raises(Refused, match="too-large"):
        list(sandbox_child.read_bytes(lsa(lss(("nl",)), lsr("\n".join([RESPONSES.strip()] * 30))), Limits(rows=100)))


def test_the_child_hands_over_the_sections_that_are_needed_and_the_responses() -> None:
    pieces = list(sandbox_child.read_bytes(lsa(lss(themes=section("themes", [{"a": "b"}]))), Limits()))
    names = [piece["sheet"]["name"] for piece in pieces if isinstance(piece, dict)]
    assert names == [*SECTIONS, "responses"]
    assert "anja" not in repr(pieces).casefold()
    assert pieces[-1][:4] == ["4", "2025-10-06 10:03:00", "3", "nl"]


def test_a_text_that_looks_like_a_document_type_is_no_danger(tmp_path: Path) -> None:
    export = archive(tmp_path, lsa(lss().replace(b"Wat kan beter?", b"<!DOCTYPE html>Wat kan beter?")))
    assert len(export.rows) == 4


def test_a_structure_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(FileRefused, match="structuurbestand van LimeSurvey") as refused:
        archive(tmp_path, lss())
    assert "survey draft" in refused.value.remedy
