"""Reading a workbook safely, against reading it bare; importing it, against only reading it.

The file is what Microsoft Forms itself writes, 60 columns wide. Every rival is a whole Python process that imports its
library and reads the file, as a script of a school would; ours is what a running import does: start the child that
reads, and take what it tells. So both sides start one Python, and neither starts one that is not needed.
"""

import subprocess
import sys
from pathlib import Path

from benchmarks.forms_workbook import forms_workbook
from benchmarks.measure import Measurement, interleaved
from monitor.definition import library
from monitor.intake.read import read_export
from monitor.pipeline import ImportOptions, import_file
from monitor.workspace import make_workspace

_RAW = "import sys, python_calamine as c; c.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
_PANDAS = "import sys, pandas as p; p.read_excel(sys.argv[1], engine='openpyxl', dtype='str', keep_default_na=False)"


def measurements(folder: Path, *, smoke: bool) -> list[Measurement]:
    """The reading benchmarks; `smoke` takes the small file and one round only."""
    rounds = 1 if smoke else 5
    survey = library.survey("ouders")
    small = forms_workbook(folder / "forms-2000.xlsx", survey, rows=2000)
    found = [
        interleaved("read-forms-2000", lambda: read_export(small), "raw calamine", lambda: _python(_RAW, small),
                    rounds=rounds),
        interleaved("read-forms-2000-openpyxl", lambda: read_export(small), "pandas with openpyxl",
                    lambda: _python(_PANDAS, small), rounds=rounds),
        interleaved("import-2000", lambda: _import(folder, small), "raw calamine", lambda: _python(_RAW, small),
                    rounds=rounds),
    ]  # fmt: skip
    if not smoke:
        large = forms_workbook(folder / "forms-50000.xlsx", survey, rows=50_000)
        found.append(
            interleaved("read-forms-50000", lambda: read_export(large), "raw calamine",
                        lambda: _python(_RAW, large), rounds=3)
        )  # fmt: skip
    return found


_made = iter(range(10**6))


def _import(folder: Path, file: Path) -> None:
    workspace = make_workspace(folder / f"workspace-{next(_made)}", "Benchmark")
    import_file(file, survey="ouders", year="2025-2026", workspace=workspace, options=ImportOptions())


def _python(code: str, file: Path) -> None:
    subprocess.run([sys.executable, "-c", code, str(file)], check=True)
