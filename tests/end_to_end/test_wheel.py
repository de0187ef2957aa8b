"""The built wheel, installed in an empty directory, does the main job: it carries surveys, sample and assets.

One wave of the sample school, from its export to its results: the demo does the same nine times.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_the_wheel_does_the_main_job_in_an_empty_directory(tmp_path: Path) -> None:
    built, installed, empty = (tmp_path / name for name in ("built", "installed", "empty"))
    empty.mkdir()
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(built), str(ROOT))
    (wheel,) = built.glob("*.whl")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(installed), str(wheel))
    environment = {"PYTHONPATH": str(installed), "SCHOOLKLIMAAT_KEY_FILE": str(tmp_path / "key"), "PYTHONSAFEPATH": "1"}
    where = "import monitor, dashboards.app; print(monitor.__file__, dashboards.__file__)"
    assert run(sys.executable, "-c", where, cwd=empty, **environment).count(str(installed)) == 2
    where = "from monitor.sample import sample_imports; from monitor.shipped import sample_folder;"
    where += "print(next(sample_folder() / one.file for one in sample_imports() if one.survey == 'personeel'))"
    export = run(sys.executable, "-c", where, cwd=empty, **environment).strip()
    assert export.startswith(str(installed))
    wave = ("--survey", "personeel", "--year", "2023-2024")
    for command in (
        ("init", "--name", "De Linde"), ("import", export, *wave),
        ("close", *wave, "--legal-basis", "taak van algemeen belang", "--notice", "1"),
    ):  # fmt: skip
        run(sys.executable, "-m", "monitor", *command, cwd=empty, **environment)
    shown = json.loads(run(sys.executable, "-m", "monitor", "results", "--json", cwd=empty, **environment))
    assert any(row["shown"] for row in shown)
    assert (installed / "dashboards" / "assets" / "plotly-basic.min.js").is_file()
    assert (installed / "monitor" / "shipped_files" / "docs" / "privacy" / "rechtsgrond.md").is_file()
    assert (installed / "monitor" / "texts" / "nl_NL" / "school.po").is_file()


def run(*command: str, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
