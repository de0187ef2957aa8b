"""Letters that were saved wrongly: proposed to be mended with an example from a heading, done only when told."""

from pathlib import Path

import pytest

from monitor import pipeline
from monitor.intake.export import Export
from monitor.intake.letters import mended
from monitor.intake.read import read_export
from tests.intake.workbook_files import sheet_xml, text_file, workbook


def twice(text: str, times: int = 1) -> str:
    """The text as UTF-8, read by a program that takes it for Windows, so many times."""
    for _time in range(times):
        bytes_ = text.encode("utf-8")
        text = "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in bytes_)
    return text


WORDS = [
    "één",
    "reëel",
    "ça va",
    "l\u2019école",
    "\u201cja\u201d",
    "goed \u2013 beter",
    "België: \u20ac 5",
    "\U0001f642",
    "œuvre",
    "à",
    "Í",
]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_was_read_wrongly_is_read_again(word: str, times: int) -> None:
    assert twice(word, times) != word
    assert mended(twice(word, times)) == word


@pytest.mark.parametrize(
    "text", [*WORDS, "CAFÉ»", "« CAFÉ »", "SÃO", "Åland", "ÅÄÖ", "MAÑANA", twice("één") + " \u2013 twee", "Ã", "plat"]
)
def test_what_is_right_or_only_partly_broken_is_left(text: str) -> None:
    assert mended(text) == text


TABLE = f"Eén vraag;{twice('Eén vraag meer')};Rest\nja;{twice('hé')};x\nnee;{twice('één')} \u2013 twee;y\n"


def findings(export: Export) -> dict[str, str]:
    return {finding.code: finding.message for finding in export.findings}


def test_it_is_proposed_with_a_heading_and_nothing_is_changed(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", TABLE))
    message = findings(export)["W-LETTERS"]
    assert message.startswith("In 2 cellen en koppen")
    assert f'"{twice("Eén vraag meer")}" was waarschijnlijk "Eén vraag meer"' in message
    assert "--mend-letters" in message
    assert twice("hé") not in message
    assert findings(export)["W-LETTERS-LOST"].startswith("In 1 cel")
    assert export.rows[0][1] == twice("hé")


def test_it_is_done_when_told(tmp_path: Path) -> None:
    export = read_export(text_file(tmp_path / "a.csv", TABLE), mend_letters=True)
    assert [column.heading for column in export.columns] == ["Eén vraag", "Eén vraag meer", "Rest"]
    assert export.rows[0] == ("ja", "hé", "x")
    assert "W-LETTERS" not in findings(export)
    assert "werd" in findings(export)["I-LETTERS-MENDED"]


def test_whole_letters_stay_whole(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", "Eén vraag;Twee\nja;nee\nnee;ja\n")
    assert read_export(path, mend_letters=True) == read_export(path)


def test_no_answer_is_an_example(tmp_path: Path) -> None:
    message = findings(read_export(text_file(tmp_path / "a.csv", f"Vraag;Rest\n{twice('hé')};x\n")))["W-LETTERS"]
    assert '"Ã©" was waarschijnlijk "é"' in message


def test_a_workbook_may_be_broken_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Blad": sheet_xml([[twice("Eén vraag"), "Rest"], ["ja", 3]])})
    assert "W-LETTERS" in findings(read_export(path))
    assert read_export(path, mend_letters=True).columns[0].heading == "Eén vraag"


def test_a_draft_has_whole_letters_when_told(tmp_path: Path) -> None:
    path = text_file(tmp_path / "a.csv", f"{twice('Eén vraag')}\nja\nnee\nja\n")
    assert pipeline.draft(path, tmp_path / "a.yaml", "a", mend_letters=True).items[0].text == {"nl": "Eén vraag"}


@pytest.mark.parametrize(
    ("encoding", "heading", "said"),
    [
        ("cp1252", "Eén vraag;Twee", 'Kijk na of deze koppen kloppen: "Eén vraag"'),
        ("mac-roman", "Eén vraag;reëel", '"Eén vraag", "reëel"'),
        ("cp1252", "Een vraag;Twee", "geen enkele kop heeft een accent"),
    ],
)
def test_how_the_letters_were_read_is_told_with_headings(
    tmp_path: Path, encoding: str, heading: str, said: str
) -> None:
    export = read_export(text_file(tmp_path / "a.csv", f"Nummer;{heading}\n1;één;ja\n2;reëel;geïnd\n", encoding))
    assert said in findings(export)["I-ENCODING"]
    assert "geïnd" not in findings(export)["I-ENCODING"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_needs_no_word(tmp_path: Path, encoding: str) -> None:
    export = read_export(text_file(tmp_path / "a.csv", "Eén vraag;Twee\nja;nee\nnee;ja\n", encoding))
    assert export.columns[0].heading == "Eén vraag"
    assert "I-ENCODING" not in findings(export)
