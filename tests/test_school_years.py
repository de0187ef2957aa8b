"""The school year of a day: from 1 August on the new one; and it is what a new school is told to import."""

import datetime as dt
from pathlib import Path
from types import SimpleNamespace

import pytest

from monitor import cli
from monitor.cli import taking_in
from monitor.school_years import latest_school_years, school_year


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-11-26", "2026-2027"),
        ("2026-12-31", "2026-2027"),
        ("2027-01-01", "2026-2027"),
        ("2026-07-31", "2025-2026"),
        ("2026-08-01", "2026-2027"),
        ("2099-09-01", "2099-2100"),
    ],
)
def test_a_school_year_begins_on_the_first_of_august(day: str, year: str) -> None:
    assert school_year(dt.date.fromisoformat(day)) == year


def test_this_school_year_comes_first() -> None:
    assert latest_school_years(dt.date(2026, 3, 1), 3) == ("2025-2026", "2024-2025", "2023-2024")


@pytest.mark.parametrize(("day", "year"), [("2026-07-31", "2025-2026"), ("2026-11-26", "2026-2027")])
def test_a_new_workspace_is_told_to_import_answers_of_this_school_year(
    day: str, year: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    today = SimpleNamespace(date=SimpleNamespace(today=lambda: dt.date.fromisoformat(day)))
    monkeypatch.setattr(taking_in, "dt", today)
    assert cli.run(["init", "--name", "De Linde", "--workspace", str(tmp_path / "w")]) == 0
    assert capsys.readouterr().out.endswith(f"schoolklimaat import BESTAND --survey ouders --year {year}\n")
