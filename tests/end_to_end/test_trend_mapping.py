"""The mapping file of a survey beside its waves: written by an import, used by the next, in nobody's way."""

import errno
from pathlib import Path
from typing import Any

import pytest

from monitor import cli, pipeline, waves
from monitor.errors import FileRefused
from monitor.workspace import Workspace
from tests.support.files import answers_file
from tests.support.two_years import BEFORE, CLASS, GRAAG, NOW, wave


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def test_the_mapping_file_is_written_and_used_next_year(workspace: Workspace, tmp_path: Path) -> None:
    first = wave(workspace, tmp_path / "a.csv", BEFORE)
    kept = workspace.mappings_folder / "ouders.yaml"
    assert next(one["message"].count("mappings/ouders.yaml") for one in first.report["findings"]) == 1
    assert GRAAG in kept.read_text(encoding="utf-8")
    said = kept.read_text(encoding="utf-8")
    second = wave(workspace, tmp_path / "b.csv", NOW)
    assert kept.read_text(encoding="utf-8") == said
    assert "I-MAPPING" in {one["code"] for one in second.report["findings"]}


def test_a_trial_writes_no_mapping_file_unless_asked(workspace: Workspace, tmp_path: Path) -> None:
    wave(workspace, tmp_path / "a.csv", NOW, dry_run=True)
    assert not workspace.mappings_folder.exists()
    out = tmp_path / "los.yaml"
    wave(workspace, tmp_path / "a.csv", NOW, dry_run=True, mapping_out=out)
    assert GRAAG in out.read_text(encoding="utf-8")
    assert not workspace.mappings_folder.exists()


def test_where_the_mapping_file_cannot_be_written_nothing_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FileRefused):
        wave(workspace, tmp_path / "a.csv", NOW, mapping_out=tmp_path)
    assert waves.waves(workspace) == ()


@pytest.mark.parametrize("failing", ["mkdir", "replace"])
def test_a_mapping_file_without_room_refuses_no_answers(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(self: Path, *asked: Any, **more: Any) -> Any:
        if "mappings" in self.parts:
            raise OSError(errno.ENOSPC, "no room")
        return whole(self, *asked, **more)

    whole = getattr(Path, failing)
    with monkeypatch.context() as patch:
        patch.setattr(Path, failing, full)
        done = wave(workspace, tmp_path / "a.csv", NOW)
    assert (done.report["rows"]["stored"], done.import_id) == (40, 1)
    assert "W-MAPPING-NOT-WRITTEN" in {one["code"] for one in done.report["findings"]}
    again = wave(workspace, tmp_path / "a.csv", NOW)
    assert again.report["rows"]["stored"] == 0
    assert (workspace.mappings_folder / "ouders.yaml").is_file()


def test_the_command_line_says_what_was_linked_proposed_and_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers_file(tmp_path / "a.csv", 12)
    text = file.read_text(encoding="utf-8").replace(GRAAG, GRAAG.replace("graag", "graag en vaak"))
    file.write_text(text.replace(CLASS, "Hoe komt je kind naar school?"), encoding="utf-8")
    assert cli.run(["import", str(file), "--survey", "ouders", "--year", NOW, "--dry-run"]) == 0
    printed = capsys.readouterr().out
    assert "kolommen gekoppeld aan vragen" in printed
    assert "1  voorgesteld, niet gekoppeld" in printed
    assert "1  kolom niet gebruikt" in printed
    assert f"{printed.count('is geen kolom gevonden')} vragen zonder kolom" in " ".join(printed.split())
    assert "Koppel ze dan in het koppelbestand." in printed
