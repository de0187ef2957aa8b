"""Signs of labels in the register of trend breaks: the same in every year of a school, and no help to who guesses."""

import hashlib
from pathlib import Path

import pytest

from monitor import pipeline
from monitor.disclosure import release_file
from monitor.errors import WorkspaceRefused
from monitor.rows import compare_rows
from monitor.workspace import Workspace
from tests.support.two_years import BEFORE, NOW, another_answer, codes, wave


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def signs(workspace: Workspace, year: str) -> set[str]:
    manifest = release_file.read_release(workspace.releases_folder / f"ouders_{year}").manifest
    return {one.sign for one in manifest.breaks if one.sign}


def test_the_sign_of_a_label_tells_nobody_the_label(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a school's people wrote cannot be guessed from a release without the key of the workspace."""
    elsewhere = pipeline.new_workspace(tmp_path / "elders", "De Linde")
    for place, key in ((workspace, "een.key"), (elsewhere, "twee.key")):
        monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / key))
        for year in (BEFORE, NOW):
            wave(place, tmp_path / f"{year}.csv", year, another_answer)
            pipeline.close_wave(place, "ouders", year)
    (one,), (other,) = signs(workspace, BEFORE), signs(elsewhere, BEFORE)
    assert one != other, "the same file under another key"
    guesses = {hashlib.sha256(text.encode()).hexdigest()[:16] for text in ("een beetje", "Een beetje")}
    assert not {one, other} & guesses
    assert signs(workspace, NOW) == {one}, "the same labels in the next year have the same sign"
    rows = [row for row in compare_rows(pipeline.results(workspace)) if row["item"] == "kl_graag"]
    assert {code for row in rows for code in row["reason_codes"]}.isdisjoint({"options", "scale-length"})


def test_a_trial_makes_no_key_for_the_signs(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", NOW, another_answer, dry_run=True)
    assert not (tmp_path / "workspace.key").exists()
    wave(workspace, tmp_path / "a.csv", BEFORE, another_answer)
    assert codes(wave(workspace, tmp_path / "b.csv", NOW, another_answer, dry_run=True)) == set()


@pytest.mark.parametrize("dry_run", [False, True])
def test_without_the_key_of_the_workspace_no_sign_is_made_up(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dry_run: bool
) -> None:
    wave(workspace, tmp_path / "a.csv", BEFORE, another_answer)
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "elders.key"))
    with pytest.raises(WorkspaceRefused, match="sleutel"):
        wave(workspace, tmp_path / "b.csv", NOW, another_answer, dry_run=dry_run)
    assert not (tmp_path / "elders.key").exists()
