"""Who withdrew is told as such when the file comes again, and what is kept for that stands under retention."""

import datetime as dt
import json
from pathlib import Path

import pytest

from monitor import cli, pipeline, retention
from monitor.reminders import reminder, what_to_do
from monitor.workspace import Workspace
from tests.support.files import read_rows, write_csv
from tests.support.withdrawing import YEAR, take, with_codes

WAVE = "ouders_2025-2026"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def test_who_withdrew_is_listed_as_such_and_not_as_a_double(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = with_codes(tmp_path / "a.csv", {3: "Rode Kat 7"})
    take(workspace, file)
    pipeline.withdraw(workspace, "ouders", YEAR, "rodekat7")
    pipeline.undo(workspace, None)
    headings, rows = read_rows(file)
    write_csv(file, headings, [*rows, rows[7]])
    call = ["import", str(file), "--survey", "ouders", "--year", YEAR, "--workspace", str(workspace.root), "--dry-run"]
    assert cli.run([*call, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["dropped"] == [{"row": 5, "reason": "withdrawn"}, {"row": 9, "reason": "duplicate"}]
    assert told["rows"]["read"] == sum(number for name, number in told["rows"].items() if name != "read")
    assert cli.run(call) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "       1  dubbel, niet bewaard" in lines
    assert "       1  eerder ingetrokken, niet opnieuw bewaard" in lines
    assert "Dubbel: rij 9" in lines
    assert "Eerder ingetrokken: rij 5" in lines


def test_used_codes_that_are_all_that_is_left_stand_under_retention(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def kept_now(day: dt.date) -> list[tuple[str, bool]]:
        return [(one.data, one.is_due) for one in retention.kept_data(workspace, day)]

    today = dt.date.today()
    file = with_codes(tmp_path / "a.csv", {3: "rodekat7"})
    take(workspace, file)
    pipeline.undo(workspace, None)
    assert kept_now(today) == []
    take(workspace, file)
    pipeline.withdraw(workspace, "ouders", YEAR, "rodekat7")
    assert kept_now(today) == [("marks", False), ("answers", False)]
    pipeline.undo(workspace, None)
    assert [path.name for path in workspace.vault_folder.iterdir()] == [f"{WAVE}.parquet.enc"]
    assert kept_now(today + dt.timedelta(179)) == [("codes", False)]
    (left,) = retention.kept_data(workspace, today + dt.timedelta(180))
    assert (left.data, left.is_due, what_to_do(left)) == (
        "codes", True, f"schoolklimaat forget --survey ouders --year {YEAR}",
    )  # fmt: skip
    assert "alleen nog gebruikte intrekcodes" in reminder(left, 0, "")
    assert cli.run(["retention", "--workspace", str(workspace.root)]) == 0
    assert "gebruikte intrekcodes" in capsys.readouterr().out
    pipeline.forget(workspace, "ouders", YEAR)
    assert (kept_now(today), list(workspace.vault_folder.iterdir())) == ([], [])
