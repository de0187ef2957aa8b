"""Closing a wave of one school, from the vault to a release that stood the attack: against importing the same answers.

The school is the made-up one, and both are commands as a school gives them. Each round closes a copy of its workspace,
since a wave is closed once.
"""

import shutil
import subprocess
import sys
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.measure import Measurement, interleaved
from monitor import pipeline
from monitor.sample import SampleImport, sample_imports
from monitor.shipped import sample_folder
from monitor.workspace import SETTINGS

_made = count()


def measurements(folder: Path, *, smoke: bool) -> list[Measurement]:
    """Closing the newest wave of the parents; `smoke` closes that of the staff, once."""
    asked = "personeel" if smoke else "ouders"
    entry = [one for one in sample_imports() if one.survey == asked][-1]
    ours, rival = partial(_close, _imported(folder, entry), entry), partial(_imported, folder, entry)
    return [interleaved("close-school", ours, "importing its answers", rival, rounds=1 if smoke else 5)]


def _imported(folder: Path, entry: SampleImport) -> Path:
    root = folder / f"school-{next(_made)}"
    pipeline.new_workspace(root, "", settings_text=(sample_folder() / SETTINGS).read_text(encoding="utf-8"))
    classes = ("--group-column", entry.group_column) if entry.group_column else ()
    _command("import", str(sample_folder() / entry.file), entry, root, *classes)
    return root


def _close(imported: Path, entry: SampleImport) -> None:
    copy = imported.with_name(f"school-{next(_made)}")
    shutil.copytree(imported, copy)
    _command("close", "--yes", entry, copy)


def _command(name: str, argument: str, entry: SampleImport, root: Path, *more: str) -> None:
    meant = ("--survey", entry.survey, "--year", entry.year, "--workspace", str(root))
    subprocess.run([sys.executable, "-m", "monitor", name, argument, *meant, *more], check=True, capture_output=True)
