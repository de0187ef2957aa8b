"""`close --engine spark`: the release is made as ever, nothing is left behind, and what fails changes nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.sample import sample_imports
from monitor.shipped import sample_folder
from monitor.workspace import Workspace
from tests.support.at_once import in_this_process
from tests.support.sparks import SHORT_LIFE, free_port

YEAR = "2025-2026"
WAVE = f"personeel_{YEAR}"


@pytest.fixture
def school(tmp_path: Path) -> Workspace:
    """The staff of the sample school have answered."""
    [entry] = [one for one in sample_imports() if (one.survey, one.year) == ("personeel", YEAR)]
    workspace = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    with in_this_process():
        pipeline.import_file(sample_folder() / entry.file, survey="personeel", year=YEAR, workspace=workspace)
    return workspace


def close(school: Workspace, *options: str) -> list[str]:
    return ["close", "--survey", "personeel", "--year", YEAR, "--workspace", str(school.root), "--yes", *options]


@pytest.mark.spark
@pytest.mark.unmeasured
def test_a_wave_is_closed_by_spark_as_by_this_computer(school: Workspace, tmp_path: Path) -> None:
    private, here = tmp_path / "tijdelijk", tmp_path / "hier"
    private.mkdir()
    here.mkdir()
    quick = {"TMPDIR": str(private), "JDK_JAVA_OPTIONS": SHORT_LIFE}
    command = [sys.executable, "-m", "monitor", *close(school, "--engine", "spark", "--master", "local[2]", "--json")]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=here, env={**os.environ, **quick})
    assert (ended.returncode, ended.stderr) == (0, "")
    told = json.loads(ended.stdout)
    assert (told["release"], told["passed"]) == (WAVE, True)
    assert (list(private.iterdir()), list(here.iterdir())) == ([], [])
    [(name, audited)] = pipeline.audit(school.releases_folder)
    assert (name, audited.passed) == (WAVE, True)


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--engine", "duckdb"), 2, "local / spark"),
        (("--master", "local[2]"), 2, "--engine spark"),
        (("--engine", "spark", "--master", "yarn"), 2, "geen adres van Spark"),
        (("--engine", "spark", "--master", "sc://localhost:{port}"), 3, "antwoordt niemand"),
        (("--engine", "spark", "--master", "spark://localhost:{port}"), 3, "antwoordt niemand"),
    ],
)
def test_where_spark_cannot_count_the_wave_stays_open(
    options: tuple[str, ...], code: int, said: str, school: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [one.format(port=free_port()) for one in options]
    assert cli.run(close(school, *given)) == code
    assert said in capsys.readouterr().err
    assert WAVE not in pipeline.closed_waves(school)
    assert not list(school.releases_folder.iterdir())


def test_the_help_says_where_the_answers_go(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["close", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "Met spark gaan de antwoorden naar Spark; alleen bij local[…] blijven ze op deze computer" in said
