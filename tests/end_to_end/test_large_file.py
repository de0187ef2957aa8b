"""A country's file on a laptop: 300,000 people and 60 columns go into the vault within 1.5 GB of memory.

In the gate a tenth of them, within 700 MB; all of them at night.

The whole command is measured, the process that reads and the one that imports together, every twentieth of a second.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.forms_workbook import forms_workbook
from monitor.definition import library
from tests.intake.command_runs import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from /proc, which is Linux's"),
]

ROWS, MEGABYTES = (300_000, 1_500) if os.environ.get("HYPOTHESIS_PROFILE") == "night" else (30_000, 700)


def _megabytes(process: int) -> float:
    """What a process and its children have in memory now."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    except OSError:  # it ended meanwhile
        return 0.0
    own = next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")), 0)
    return own * 1024 / 1_000_000 + sum(_megabytes(int(child)) for child in children)


def test_so_many_rows_of_a_workbook(tmp_path: Path) -> None:
    export = forms_workbook(tmp_path / "land.xlsx", library.survey("ouders"), rows=ROWS)
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("COV", "SCHOOLKLIMAAT_"))}
    environment = {**plain, "PYTHONPATH": str(ROOT), "SCHOOLKLIMAAT_KEY_FILE": str(tmp_path / "workspace.key")}
    environment["SCHOOLKLIMAAT_WORKSPACE"] = str(tmp_path / "school")
    program = [sys.executable, "-m", "monitor"]
    subprocess.run([*program, "init", "--name", "Land"], check=True, env=environment, stdout=subprocess.DEVNULL)
    call = [*program, "import", str(export), "--survey", "ouders", "--year", "2025-2026", "--json"]
    most = 0.0
    with (
        (tmp_path / "report.json").open("wb") as said,
        subprocess.Popen(call, stdout=said, env=environment, cwd=tmp_path) as running,
    ):
        while running.poll() is None:
            most = max(most, _megabytes(running.pid))
            time.sleep(0.05)
    assert running.returncode == 0
    rows = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["rows"]
    assert (rows["read"], rows["stored"]) == (ROWS, ROWS)
    assert 0 < most < MEGABYTES
