"""T7: a second release of a wave is refused; one made in a copy of the workspace is caught by the audit."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.errors import WorkspaceRefused
from monitor.workspace import Workspace, open_workspace
from tests.support.at_once import reading_here
from tests.support.dialects import DIALECTS
from tests.support.people import WAVE, YEAR, people
from tests.support.saving import saved


@pytest.fixture(autouse=True)
def _small_questionnaire() -> Iterator[None]:
    with reading_here():
        yield


def take(workspace: Workspace, folder: Path, number: int) -> int:
    """Import a file with so many people, of whom all but the last were in the files before; gives how many were new."""
    file = saved(DIALECTS["forms"].grid(people(number, seed=4)), "xlsx", folder, f"{number}")
    outcome = pipeline.import_file(file, survey="proef", year=YEAR, workspace=workspace)
    return int(outcome.report["rows"]["stored"])


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    made = pipeline.new_workspace(tmp_path / "werkmap", "De Linde")
    assert take(made, tmp_path, 40) == 40
    return made


def test_t7_a_second_release_with_one_respondent_more_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    pipeline.close_wave(workspace, "proef", YEAR)
    before = (workspace.releases_folder / WAVE / "manifest.json").read_bytes()
    with pytest.raises(WorkspaceRefused, match="gesloten"):
        take(workspace, tmp_path, 41)
    with pytest.raises(WorkspaceRefused, match="gesloten"):
        pipeline.close_wave(workspace, "proef", YEAR)
    assert (workspace.releases_folder / WAVE / "manifest.json").read_bytes() == before


# Two draws of the same answers leave too little together; where they happen to leave enough, the chain tells of them.
@pytest.mark.parametrize(("number", "words"), [(41, "een groep van 1 afzonderen"), (40, "andere vrijgave")])
def test_t7_a_second_release_made_in_a_copy_is_caught(
    number: int, words: str, workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = open_workspace(shutil.copytree(workspace.root, tmp_path / "kopie"))
    assert take(copy, tmp_path, number) == number - 40
    for one in (workspace, copy):
        pipeline.close_wave(one, "proef", YEAR)
        assert all(result.passed for _name, result in pipeline.audit(one.releases_folder))
    shutil.copytree(copy.releases_folder / WAVE, workspace.releases_folder / "van de kopie")
    results = dict(pipeline.audit(workspace.releases_folder))
    assert set(results) == {WAVE, "van de kopie"}
    for result in results.values():
        assert any(words in problem for problem in result.problems), result.problems
    assert cli.run(["audit", "--workspace", str(workspace.root)]) == 4
    told = capsys.readouterr()
    assert told.out.count("MISLUKT") == 2
    assert words in told.err
    one_release = ["audit", "--release", str(workspace.releases_folder / WAVE)]
    assert cli.run(one_release) == 0  # by itself it is sound, and that is all that was asked
    assert capsys.readouterr().err == ""
