"""The built wheel, installed in an empty directory, runs the main job: it carries surveys, sample and assets."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.slow
def test_the_wheel_runs_the_demo_in_an_empty_directory(tmp_path: Path) -> None:
    built, installed, empty = (tmp_path / name for name in ("built", "installed", "empty"))
    empty.mkdir()
    run(sys.executable, "-m", "build", "--wheel", "--outdir", str(built), str(ROOT))
    (wheel,) = built.glob("*.whl")
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(installed), str(wheel))
    environment = {"PYTHONPATH": str(installed), "SCHOOLKLIMAAT_KEY_FILE": str(tmp_path / "key"), "PYTHONSAFEPATH": "1"}
    where = "import monitor, dashboards.app; print(monitor.__file__, dashboards.__file__)"
    assert run(sys.executable, "-c", where, cwd=empty, **environment).count(str(installed)) == 2
    said = run(sys.executable, "-m", "monitor", "demo", "--no-serve", cwd=empty, **environment)
    assert len(said.splitlines()) == 10
    assert len(list((empty / "schoolklimaat-werkmap" / "releases").iterdir())) == 9
    assert (installed / "dashboards" / "assets" / "plotly-basic.min.js").is_file()


def run(*command: str, cwd: Path | None = None, **environment: str) -> str:
    done = subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
