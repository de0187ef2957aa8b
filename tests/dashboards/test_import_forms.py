"""What the first form of the import wizard may say."""

from pathlib import Path

import pytest

from dashboards.importing import forms
from monitor.desk_terms import Handed
from monitor.errors import CallError
from tests.support.desks import FakeDesk


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("ouders.xlsx", "ouders.xlsx"), ("../../etc/passwd", "passwd"), ("C:\\Users\\an\\ouders.csv", "ouders.csv"),
        ("a\x00b\u202ec.csv", "abc.csv"), ("", "het bestand"), (None, "het bestand"), ("x" * 300, "x" * 120),
    ],
)  # fmt: skip
def test_a_name_of_a_file_is_for_reading_only(given: str | None, name: str) -> None:
    assert forms.file_name(given) == name


@pytest.mark.parametrize(
    ("given", "number"), [("", None), (" 12 ", 12), ("1", 1), ("1000000", 1_000_000)]
)  # fmt: skip
def test_how_many_could_answer(given: str, number: int | None) -> None:
    assert forms.people(given) == number


@pytest.mark.parametrize("given", ["0", "-3", "1000001", "12,5", "veel", "1e3", "٣", "0000000500", "9" * 400])
def test_what_is_no_number_of_people_is_refused(given: str) -> None:
    with pytest.raises(CallError, match="geheel getal"):
        forms.people(given)


@pytest.mark.parametrize(
    "sent", [{"vragenlijst": "elders"}, {"jaar": "1999-2000"}, {"datums": "soms"}, {"vragenlijst": ""}]
)
def test_only_what_was_offered_can_be_asked(sent: dict[str, str], tmp_path: Path) -> None:
    desk = FakeDesk(tmp_path)
    good = {"vragenlijst": "ouders", "jaar": "2025-2026", "datums": "month-day", "blad": " Blad2 ", "onaf": "ja"}
    files = forms.Files(Handed(Path("x"), "a"))
    asked = forms.asked(good, files, desk.surveys(), desk.years())
    assert (asked.dates, asked.sheet) == ("month-day", "Blad2")
    assert (asked.include_incomplete, asked.mend_letters) == (True, False)
    with pytest.raises(forms.Forged):
        forms.asked({**good, **sent}, files, desk.surveys(), desk.years())
