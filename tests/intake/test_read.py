"""Which sheet, which tool, and what is no file of answers at all."""

from pathlib import Path

import pytest

from monitor import texts
from monitor.errors import FileRefused
from monitor.intake.read import read_export
from monitor.intake.reading_findings import letters
from monitor.intake.refusals import refusal
from tests.intake.workbook_files import raw_sheet, sheet_xml, text_file, workbook

ANSWERS = [["Vraag een", "Vraag twee", "Vraag drie"], ["ja", "nee", "ja"], ["nee", "ja", "ja"], ["ja", "ja", "ja"]]
SMALL = [["Oud", "Nieuw"], ["a", "b"]]


def refused(path: Path, **how: str) -> FileRefused:
    with pytest.raises(FileRefused) as caught:
        read_export(path, **how)
    return caught.value


def test_the_extension_says_nothing(tmp_path: Path) -> None:
    assert read_export(text_file(tmp_path / "a.xlsx", "Vraag een\tVraag twee\nja\tnee\n")).dialect.separator == "\t"
    assert read_export(workbook(tmp_path / "a.csv", {"Blad": sheet_xml(ANSWERS)})).dialect.sheet == "Blad"


def test_the_sheet_that_looks_like_answers_is_read(tmp_path: Path) -> None:
    sheets = {"Uitleg": sheet_xml([["Lees dit eerst"]]), "Oud": sheet_xml(SMALL), "Echt": sheet_xml(ANSWERS)}
    export = read_export(workbook(tmp_path / "a.xlsx", sheets))
    assert export.dialect.sheet == "Echt"
    assert [(finding.severity, finding.code) for finding in export.findings] == [("info", "I-SHEET")]


def test_a_hidden_sheet_gives_way(tmp_path: Path) -> None:
    sheets = {"Groot": sheet_xml([*ANSWERS, *ANSWERS]), "Klein": sheet_xml(ANSWERS)}
    assert read_export(workbook(tmp_path / "a.xlsx", sheets, hidden=["Groot"])).dialect.sheet == "Klein"


def test_a_sheet_of_formulas_gives_way(tmp_path: Path) -> None:
    formulas = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{letter}{row}" t="str"><f>Data!A1</f><v>{"Kop" if row == 1 else "ja"} {letter}</v></c>'
            for letter in "ABCD"
        )
        + "</row>"
        for row in range(1, 30)
    )
    sheets = {"Grafiek": raw_sheet(formulas), "Data": sheet_xml(ANSWERS)}
    assert read_export(workbook(tmp_path / "a.xlsx", sheets)).dialect.sheet == "Data"


def test_of_two_sheets_of_answers_it_is_asked_which(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"2024": sheet_xml(ANSWERS), "2025": sheet_xml([*ANSWERS, ANSWERS[1]])})
    error = refused(path)
    assert error.message == 'Meer dan één blad lijkt antwoorden te bevatten: "2025" (4 rijen), "2024" (3 rijen).'
    assert '--sheet "2025"' in error.remedy
    assert read_export(path, sheet="2024").dialect.sheet == "2024"
    assert "2024, 2025" in refused(path, sheet="2023").remedy


def test_waves_in_sheets_are_asked_for_however_large(tmp_path: Path) -> None:
    sheets = {"oud": sheet_xml(ANSWERS), "nieuw": sheet_xml([ANSWERS[0], *ANSWERS[1:] * 9])}
    assert "--sheet" in refused(workbook(tmp_path / "a.xlsx", sheets)).remedy


def test_a_much_smaller_sheet_with_other_headings_is_only_told(tmp_path: Path) -> None:
    other = [["Een", "Twee", "Drie"], ["a", "b", "c"], ["a", "b", "c"], ["a", "b", "c"]]
    sheets = {"Klein": sheet_xml(other), "Groot": sheet_xml([ANSWERS[0], *ANSWERS[1:] * 9])}
    export = read_export(workbook(tmp_path / "a.xlsx", sheets))
    assert export.dialect.sheet == "Groot"
    assert "Klein" in next(finding for finding in export.findings if finding.code == "W-SHEETS").message


def test_a_list_in_which_nothing_returns_is_no_sheet_of_answers(tmp_path: Path) -> None:
    names = [["Nummer", "Voornaam", "Achternaam"], *([f"L{n}", f"Voor{n}", f"Achter{n}"] for n in range(40))]
    sheets = {"Leerlingen": sheet_xml(names), "Echt": sheet_xml([ANSWERS[0], *ANSWERS[1:] * 2])}
    assert read_export(workbook(tmp_path / "a.xlsx", sheets)).dialect.sheet == "Echt"


def test_rows_keep_the_numbers_of_the_spreadsheet(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Blad": sheet_xml(ANSWERS, first_row=4)})
    export = read_export(path)
    assert export.row_numbers == (5, 6, 7)


FORMS = [["ID", "Begintijd", "Tijd van voltooien", "Vraag"], *([n, 45950.4, 45950.5, "ja"] for n in range(3))]


@pytest.mark.parametrize("questions", [1, 5])
def test_answers_beside_a_summary_are_read(tmp_path: Path, questions: int) -> None:
    summary = {f"Vraag {n}": sheet_xml([*ANSWERS, *ANSWERS[1:]]) for n in range(1, questions + 1)}
    export = read_export(workbook(tmp_path / "a.xlsx", {**summary, "Data": sheet_xml(FORMS)}))
    assert export.dialect.sheet == "Data"
    assert "W-SHEETS" not in [finding.code for finding in export.findings]


def test_a_summary_with_a_note_beside_it_is_a_summary(tmp_path: Path) -> None:
    sheets = {**{f"Question {n}": sheet_xml(ANSWERS) for n in range(3)}, "Info": sheet_xml(SMALL)}
    assert "samenvatting" in refused(workbook(tmp_path / "a.xlsx", sheets)).message


SHEETS_OF_A_SUMMARY = {f"Question {n}": sheet_xml([["Titel"], ["Vraag"], ["ja", 0.9, 226]]) for n in range(1, 4)}
SHEETS_OF_A_FORM = {"survey": sheet_xml([["type", "name", "label"], ["text", "a", "b"]]), "choices": sheet_xml(SMALL)}


@pytest.mark.parametrize(
    ("sheets", "message", "remedy"),
    [
        (SHEETS_OF_A_SUMMARY, "samenvatting", "afzonderlijke antwoorden"),
        (SHEETS_OF_A_FORM, "XLSForm", "survey draft"),
        ({"Blad": sheet_xml([])}, "leeg", "opnieuw"),
        ({"Blad": sheet_xml(ANSWERS[:1])}, "geen antwoorden", "exporteer"),
        ({"Blad": sheet_xml([[1, 2], [3, 4]])}, "geen rij met koppen", "eerste rij"),
    ],
)
def test_workbooks_without_answers(tmp_path: Path, sheets: dict[str, str], message: str, remedy: str) -> None:
    error = refused(workbook(tmp_path / "a.xlsx", sheets))
    assert message in error.message
    assert remedy in error.remedy


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Vraag een;Vraag twee\n", "geen antwoorden"),
        (";;\n;;\n", "leeg"),
        ("type,name,label::Nederlands (nl)\ntext,naam,Hoe heet je?\n", "XLSForm"),
        ("list_name,name,label\njanee,ja,Ja\n", "XLSForm"),
        ("Variable / Field Name,Form Name,Field Type,Field Label\nrecord_id,f,text,x\n", "REDCap"),
        ("field_name,form_name,field_type,field_label\nrecord_id,f,text,x\n", "REDCap"),
        ("class\ttype/scale\tname\trelevance\ttext\thelp\nS\t\tsid\t1\t12\t\n", "structuurbestand van LimeSurvey"),
    ],
)
def test_text_without_answers(tmp_path: Path, content: str, message: str) -> None:
    assert message in refused(text_file(tmp_path / "a.csv", content)).message


def test_what_was_odd_about_the_file_is_told(tmp_path: Path) -> None:
    broken = "één".encode().decode("cp1252")
    content = f'Vraag een;Vraag twee\n{broken};"x" y\nja;nee\n'
    export = read_export(text_file(tmp_path / "a.csv", content, "cp1252"))
    assert export.dialect.encoding in ("cp1252", "utf-8")
    found = {finding.code for finding in read_export(text_file(tmp_path / "b.csv", content)).findings}
    assert {"W-LETTERS", "W-QUOTES"} <= found
    latin = read_export(text_file(tmp_path / "c.csv", "Vraag één;Vraag twee\nja;nee\n", "cp1252"))
    assert [finding.code for finding in latin.findings] == ["I-ENCODING"]


def test_a_refusal_speaks_the_chosen_language() -> None:
    texts.use("en")
    assert refusal("password", "a.xlsx").message == "This workbook is protected with a password."
    assert refusal("something new", "a.xlsx").message == refusal("damaged", "a.xlsx").message


@pytest.mark.parametrize(("index", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_columns_have_the_letters_of_the_spreadsheet(index: int, name: str) -> None:
    assert letters(index) == name
