"""Imports, undo, close and forget keep their word, also when the power goes."""

import json
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from monitor import cli, pipeline, waves
from monitor.catalogue.catalogue import Catalogue, Change, opened
from monitor.definition import library
from monitor.disclosure import release_file
from monitor.errors import CallError, PrivacyRefused, WorkspaceRefused
from monitor.pipeline import ImportOptions
from monitor.rows import result_rows
from monitor.vault import VaultFile
from monitor.workspace import Workspace
from tests.support.files import answers_file
from tests.support.grounds import GROUNDS

YEAR = "2025-2026"
CLASS = ImportOptions(group_column="In welke klas zit je kind?")


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return pipeline.new_workspace(tmp_path / "werkmap", "De Linde")


def take(workspace: Workspace, file: Path, options: ImportOptions = CLASS) -> pipeline.ImportOutcome:
    return pipeline.import_file(file, survey="ouders", year=YEAR, workspace=workspace, options=options)


def vault(workspace: Workspace) -> list[Path]:
    return sorted(workspace.vault_folder.iterdir())


def test_the_same_file_twice_stores_nothing_twice(workspace: Workspace, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 40)
    first = take(workspace, file)
    stored = vault(workspace)[0].read_bytes()
    renamed = file.rename(tmp_path / "kopie van a.csv")
    second = take(workspace, renamed)
    assert first.report["rows"]["stored"] == 40
    assert second.report["rows"] == {**first.report["rows"], "stored": 0, "duplicate": 40}
    assert second.import_id is None
    assert vault(workspace)[0].read_bytes() == stored


def test_undo_takes_back_one_import_and_only_that(workspace: Workspace, tmp_path: Path) -> None:
    first = take(workspace, answers_file(tmp_path / "a.csv", 40))
    second = take(workspace, answers_file(tmp_path / "b.csv", 25, when="2025-11-20"))
    assert second.import_id != first.import_id
    assert pipeline.undo(workspace, None).id == second.import_id
    release = pipeline.close_wave(workspace, "ouders", YEAR)
    assert release.manifest.nodes[0].forms == 40


def test_after_undo_of_all_there_is_no_file_and_the_import_may_come_again(workspace: Workspace, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 40)
    pipeline.undo(workspace, take(workspace, file).import_id)
    assert vault(workspace) == []
    assert take(workspace, file).report["rows"]["stored"] == 40


def test_two_imports_are_one_wave_with_classes_of_both(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40, classes=("1A", "1B")))
    take(workspace, answers_file(tmp_path / "b.csv", 40, classes=("1B", "2A"), when="2025-11-20"))
    release = pipeline.close_wave(workspace, "ouders", YEAR)
    assert {node.label: node.forms for node in release.manifest.nodes[1:]} == {"1A": 20, "1B": 40, "2A": 20}


def test_forget_destroys_answers_and_key_and_leaves_the_release(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        wave = change.wave(f"ouders_{YEAR}")
    assert wave is not None
    assert wave.wrapped_key is not None
    pipeline.close_wave(workspace, "ouders", YEAR)
    before = result_rows(pipeline.results(workspace))
    pipeline.forget(workspace, "ouders", YEAR)
    assert vault(workspace) == []
    assert wave.wrapped_key not in workspace.catalogue_file.read_bytes()
    assert result_rows(pipeline.results(workspace)) == before
    with pytest.raises(WorkspaceRefused):
        take(workspace, answers_file(tmp_path / "b.csv", 40))


def test_a_forgotten_open_wave_stays_empty(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))
    pipeline.forget(workspace, "ouders", YEAR)
    with pytest.raises(WorkspaceRefused, match="vernietigd"):
        take(workspace, answers_file(tmp_path / "b.csv", 40))


def test_another_version_of_the_questionnaire_is_not_mixed_in(workspace: Workspace, tmp_path: Path) -> None:
    file = answers_file(tmp_path / "a.csv", 40)
    take(workspace, file)
    other = tmp_path / "ouders.yaml"
    pipeline.draft(file, other, "ouders")
    with pytest.raises(WorkspaceRefused, match="andere versie"):
        pipeline.import_file(file, survey=other, year=YEAR, workspace=workspace)


class PowerCut(BaseException):
    """No `except Exception` sees it, like a kill."""


@pytest.mark.parametrize("moment", ["while writing", "before the commit", "after the commit"])
def test_a_kill_during_an_import_leaves_the_old_or_the_new(
    moment: str, workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))

    def cut(*_arguments: object, **_named: object) -> Any:
        raise PowerCut

    target = {
        "while writing": (os, "fsync"),
        "before the commit": (waves, "ImportRecord"),
        "after the commit": (VaultFile, "settle"),
    }
    with monkeypatch.context() as patch:
        if moment == "after the commit":
            whole = VaultFile.settle

            def cut_before_the_rename(file: VaultFile, named: str | None) -> None:
                if file.proposed.exists():
                    raise PowerCut
                whole(file, named)

            patch.setattr(VaultFile, "settle", cut_before_the_rename)
        else:
            patch.setattr(*target[moment], cut)
        with pytest.raises(PowerCut):
            take(workspace, answers_file(tmp_path / "b.csv", 25, when="2025-11-20"))
    release = pipeline.close_wave(workspace, "ouders", YEAR)
    assert release.manifest.nodes[0].forms == (65 if moment == "after the commit" else 40)
    assert [path.name for path in vault(workspace)] == [f"ouders_{YEAR}.parquet.enc"]


def test_a_kill_after_the_release_lies_there_draws_no_second_one(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))

    def cut(*_arguments: object, **_named: object) -> Any:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(waves, "_write_down", cut)
        with pytest.raises(PowerCut):
            pipeline.close_wave(workspace, "ouders", YEAR)
    folder = workspace.releases_folder / f"ouders_{YEAR}"
    lying = release_file.manifest_sha256(folder)
    with pytest.raises(WorkspaceRefused, match="afgesloten"):
        pipeline.close_wave(workspace, "ouders", YEAR)
    assert release_file.manifest_sha256(folder) == lying
    assert pipeline.closed_waves(workspace) == {f"ouders_{YEAR}"}


def test_two_imports_at_the_same_time_are_both_stored(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second import writes its file while the first has committed and not yet put its own in place."""
    names = ("a.csv", "b.csv")
    first, second = (answers_file(tmp_path / n, 20, when=f"2025-11-{20 + p}") for p, n in enumerate(names))
    proposed, beside = threading.Event(), threading.Thread(target=take, args=(workspace, second))
    whole_change, whole_propose = Catalogue.change, VaultFile.propose

    @contextmanager
    def then_the_other(catalogue: Catalogue) -> Iterator[Change]:
        with whole_change(catalogue) as change:
            yield change
            brought = change.imports(f"ouders_{YEAR}")
        if brought and not beside.ident:
            beside.start()
            assert proposed.wait(20)

    def tell_and_linger(file: VaultFile, *brought: Any) -> str:
        named = whole_propose(file, *brought)
        if threading.current_thread() is beside:
            proposed.set()
            time.sleep(0.3)  # the first import goes on here, if nothing holds it
        return named

    monkeypatch.setattr(Catalogue, "change", then_the_other)
    monkeypatch.setattr(VaultFile, "propose", tell_and_linger)
    take(workspace, first)
    beside.join()
    release = pipeline.close_wave(workspace, "ouders", YEAR)
    assert release.manifest.nodes[0].forms == 40


def test_a_release_that_a_kill_left_unknown_is_in_the_chain_of_the_next(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_arguments: object, **_named: object) -> Any:
        raise PowerCut

    take(workspace, answers_file(tmp_path / "a.csv", 40))
    with monkeypatch.context() as patch:
        patch.setattr(waves, "_write_down", cut)
        with pytest.raises(PowerCut):
            pipeline.close_wave(workspace, "ouders", YEAR)
    staff = answers_file(tmp_path / "b.csv", 40, survey=library.survey("personeel"))
    pipeline.import_file(staff, survey="personeel", year=YEAR, workspace=workspace)
    later = pipeline.close_wave(workspace, "personeel", YEAR)
    assert later.manifest.previous == release_file.manifest_sha256(workspace.releases_folder / f"ouders_{YEAR}")
    assert all(result.passed for _name, result in pipeline.audit(workspace.releases_folder))


def test_without_its_vault_file_a_wave_is_neither_closed_nor_added_to(workspace: Workspace, tmp_path: Path) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))
    vault(workspace)[0].unlink()
    with pytest.raises(WorkspaceRefused, match="zijn weg"):
        pipeline.close_wave(workspace, "ouders", YEAR)
    with pytest.raises(WorkspaceRefused, match="zijn weg"):
        take(workspace, answers_file(tmp_path / "b.csv", 25, when="2025-11-20"))


def test_releases_form_a_chain(demo_workspace: Path) -> None:
    hashes, named = set(), set()
    for folder in (demo_workspace / "releases").iterdir():
        hashes.add(release_file.manifest_sha256(folder))
        named.add(json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["previous"])
    assert len(hashes) == len(named)
    assert len(hashes - named) == 1, "the newest"
    assert named - hashes == {None}, "the first"


def test_leerlingen_means_the_variant_that_fits(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = answers_file(tmp_path / "a.csv", 30, survey=library.survey("leerlingen-12-18"))
    call = ["--survey", "leerlingen", "--year", YEAR, "--workspace", str(workspace.root)]
    assert cli.run(["import", str(file), *call]) == 0
    assert cli.run(["close", *call]) == 0
    assert pipeline.closed_waves(workspace) == {f"leerlingen-12-18_{YEAR}"}
    assert capsys.readouterr().err == ""


def test_where_both_ages_of_pupils_answered_leerlingen_is_not_guessed(workspace: Workspace, tmp_path: Path) -> None:
    for place, ages in enumerate(("9-12", "12-18")):
        file = answers_file(tmp_path / f"{ages}.csv", 30, survey=library.survey(f"leerlingen-{ages}"))
        pipeline.import_file(file, survey="leerlingen", year=YEAR, workspace=workspace)
        if not place:
            pipeline.close_wave(workspace, "leerlingen", YEAR)  # only one wave can be meant, and the other may come
    for guess in (pipeline.close_wave, pipeline.forget):
        with pytest.raises(CallError, match="leerlingen-12-18"):
            guess(workspace, "leerlingen", YEAR)
    assert len(vault(workspace)) == 2


def test_a_second_file_of_a_wave_warns_of_responses_in_both(workspace: Workspace, tmp_path: Path) -> None:
    def codes(outcome: pipeline.ImportOutcome) -> list[str]:
        return [finding["code"] for finding in outcome.report["findings"]]

    assert "W-EARLIER-FILE" not in codes(take(workspace, answers_file(tmp_path / "a.csv", 20)))
    assert "W-EARLIER-FILE" in codes(take(workspace, answers_file(tmp_path / "b.csv", 25)))


def test_a_school_may_ask_for_larger_groups_but_not_for_tiny_ones(tmp_path: Path) -> None:
    for k in (25, 4):
        root = tmp_path / f"werkmap {k}"
        school = pipeline.new_workspace(root, "", settings_text=f'name = "De Linde"\nk = {k}\n{GROUNDS}')
        file = answers_file(tmp_path / f"{k}.csv", 40)
        if k == 25:
            take(school, file)
            assert [node.id for node in pipeline.close_wave(school, "ouders", YEAR).manifest.nodes] == ["school"]
        else:
            with pytest.raises(PrivacyRefused):
                take(school, file)


def test_no_second_key_is_made_for_a_workspace_that_has_one(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, answers_file(tmp_path / "a.csv", 40))
    other = tmp_path / "other.key"
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(other))
    staff = answers_file(tmp_path / "b.csv", 40, survey=library.survey("personeel"))
    with pytest.raises(WorkspaceRefused, match="sleutel"):
        pipeline.import_file(staff, survey="personeel", year=YEAR, workspace=workspace)
    assert not other.exists()


def test_a_school_closes_its_own_questionnaire_by_its_id(workspace: Workspace, tmp_path: Path) -> None:
    file, own = answers_file(tmp_path / "a.csv", 40), tmp_path / "eigen.yaml"
    pipeline.draft(file, own, "eigen-bevraging")
    pipeline.import_file(file, survey=own, year=YEAR, workspace=workspace)
    release = pipeline.close_wave(workspace, "eigen-bevraging", YEAR)
    assert release.manifest.wave == f"eigen-bevraging_{YEAR}"
