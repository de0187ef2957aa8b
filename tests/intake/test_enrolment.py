"""A list of classes says how many could answer, in whatever way an office writes such a list."""

from pathlib import Path

import pytest

from monitor.errors import FileRefused
from monitor.intake.enrolment import Enrolled, as_spelt, enrolment_of, read_enrolment
from monitor.intake.report import told_of_enrolment
from tests.support.files import write_xlsx

PLAIN = Enrolled(51, {"1A": 27, "1B": 24})


def listed(tmp_path: Path, text: str, encoding: str = "utf-8") -> Enrolled:
    path = tmp_path / "klassen.csv"
    path.write_bytes(text.encode(encoding))
    return read_enrolment(path)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("klas;aantal\n1A;27\n1B;24\n", "utf-8"),
        ("Klas,Aantal leerlingen\r\n1A,27\r\n1B,24\r\n", "utf-8-sig"),
        ("class\tenrolled\n1A\t27\n1B\t24\n", "utf-16"),
        ("Aantal ingeschreven;Klas\n27;1A\n24;1B\n", "cp1252"),
        ("1A;27\n1B;24\n", "utf-8"),
        ("1A;Juf Ann;27\n1B;Meester Bé;24\n", "cp1252"),
        ("klas;leerkracht;gezinnen\n1A;Ann;27\n\n1B;Ann;24\n", "utf-8"),
        ("klas;aantal\n1A;27\n1B;24\nTotaal;51\n", "utf-8"),
        ("Groep;Leerlingen\n1A;27,0\n1B;24\nTOTAAL:;51\n", "utf-8"),
    ],
)
def test_any_list(tmp_path: Path, text: str, encoding: str) -> None:
    assert listed(tmp_path, text, encoding) == PLAIN


def test_a_workbook(tmp_path: Path) -> None:
    rows = [["Klas", "Aantal"], ["1A", 27], ["1B", 24.0], ["Totaal", 51]]
    assert read_enrolment(write_xlsx(tmp_path / "klassen.xlsx", {"Blad1": rows})) == PLAIN


def test_what_is_wrong_is_named_by_row(tmp_path: Path) -> None:
    text = "klas;aantal\n1A;27\n1 a;26\n1B;veel\n1C;-3\n;12\n1D;2,5\n1E;90000\nTotaal;veel\n2A;20\n"
    found = listed(tmp_path, text)
    assert (found.total, found.classes) == (47, {"1A": 27, "2A": 20})
    assert [(one.code, one.row) for one in found.findings] == [
        ("W-ENROLLED-TWICE", 3),
        *(("W-ENROLLED-ROW", row) for row in (4, 5, 6, 7, 8)),
    ]
    assert all("klas" in one.message or "getal" in one.message for one in found.findings)


def test_in_a_report_it_has_the_shape_of_the_contract(tmp_path: Path) -> None:
    told = told_of_enrolment({"findings": []}, listed(tmp_path, "klas;aantal\n1A;27\n1B;veel\n"))["findings"]
    assert [list(one) for one in told] == [["severity", "code", "message", "sheet", "row", "column"]]


@pytest.mark.parametrize(("said", "counts"), [(60, 60), (40, 51)])
def test_a_total_that_is_another_one(tmp_path: Path, said: int, counts: int) -> None:
    found = listed(tmp_path, f"klas;aantal\n1A;27\n1B;24\nTotaal;{said}\n")
    assert (found.total, [one.code for one in found.findings]) == (counts, ["W-ENROLLED-TOTAL"])


@pytest.mark.parametrize("text", ["alleen tekst\nnog tekst\n", "27\n24\n"])
def test_no_list_of_classes(tmp_path: Path, text: str) -> None:
    with pytest.raises(FileRefused, match="geen kolom") as refused:
        listed(tmp_path, text)
    assert "1A;24" in refused.value.remedy


@pytest.mark.parametrize("name", ["", "weg.csv"])
def test_a_list_that_cannot_be_read_says_what_a_list_is(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        enrolment_of(tmp_path / name)
    assert "1A;24" in refused.value.remedy


def test_a_number_or_nothing() -> None:
    assert enrolment_of(320) == Enrolled(320)
    assert enrolment_of(None) == Enrolled()


def test_a_class_is_the_one_of_the_answers_however_it_is_spelt() -> None:
    assert as_spelt({"1 a": 27, "2B": 24}, ["1A", ""]) == {"1A": 27, "2B": 24}
