"""A hostile file given to the command line: seconds, exit 3, a Dutch sentence, nothing left behind, under 1 GB.

Reading `.csv` as the name is on purpose: what a file is follows from what is in it.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor import cli
from tests.intake.hostile_files import CANARY, HOSTILE, book
from tests.intake.workbook_files import sheet_xml

COMMAND = """
import resource, sys
from monitor.__main__ import main
code = main()
peak = max(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(f"PEAK {peak}", file=sys.stderr)
sys.exit(code)
"""
SECONDS, MEGABYTES = 45, 1_000
"""A loaded machine takes ten times longer than a quiet one; by itself each file takes about a second."""


@pytest.mark.skipif(os.name == "nt", reason="the peak of memory is asked from Unix")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_in_a_sentence(name: str, tmp_path: Path) -> None:
    make, expected = HOSTILE[name]
    work, temporary = tmp_path / "werk", tmp_path / "tijdelijk"
    work.mkdir()
    temporary.mkdir()
    path = work / "antwoorden.csv"
    path.write_bytes(make())
    before = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "import", path.name, "--survey", "ouders", "--year", "2025-2026", "--dry-run"],
        cwd=work,
        env={**os.environ, "TMPDIR": str(temporary), "SCHOOLKLIMAAT_LANG": "nl", "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=2 * SECONDS,
        check=False,
    )
    said, _peak, peak = done.stderr.rpartition("PEAK ")
    assert done.returncode == 3, said
    assert time.monotonic() - before < SECONDS
    assert int(peak) / 1024 < MEGABYTES
    assert expected in said
    assert "antwoorden.csv" in said
    assert "Traceback" not in said
    assert CANARY not in done.stdout + done.stderr
    assert [file.name for file in work.iterdir()] == ["antwoorden.csv"]
    assert list(temporary.iterdir()) == []


def test_what_the_properties_of_a_workbook_tell_is_not_kept(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    workspace = tmp_path / "werkmap"
    assert cli.run(["init", "--name", "De Linde", "--workspace", str(workspace)]) == 0
    labels = [["Voelt je kind zich veilig op school?"], *[["Helemaal akkoord"]] * 12]
    path = tmp_path / "antwoorden.xlsx"
    path.write_bytes(book(**{"xl/worksheets/sheet1.xml": sheet_xml(labels)}))
    for more in ([], ["--dry-run"], ["--json"]):
        cli.run(
            ["import", str(path), "--survey", "ouders", "--year", "2025-2026", "--workspace", str(workspace), *more]
        )
    output = b"".join(capfdbinary.readouterr())
    stored = b"".join(file.read_bytes() for file in workspace.rglob("*") if file.is_file())
    assert CANARY.encode() not in output + stored
    assert output
