"""A wave is closed only with its legal basis and notice; both are kept with it, and nobody else is asked for them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.catalogue.catalogue import opened
from monitor.disclosure import release_file
from monitor.disclosure.release import Manifest
from monitor.legal import Grounds
from monitor.shipped import sample_folder
from monitor.workspace import Workspace
from tests.support.files import answers_file

WAVE = ("--survey", "ouders", "--year", "2025-2026")
NAME = "ouders_2025-2026"
BOTH = ("--legal-basis", "wettelijke plicht", "--notice", "brief 3")
Run = Callable[..., tuple[int, str, str]]


def bare(tmp_path: Path, more: str = "") -> Workspace:
    """A workspace with one import, whose settings say no more of its grounds than they are told to."""
    workspace = pipeline.new_workspace(tmp_path / "w", "", settings_text=f'name = "De Linde"\n{more}')
    file = answers_file(tmp_path / "a.csv", 40)
    assert cli.run(["import", str(file), *WAVE, "--dry-run", "--workspace", str(workspace.root)]) == 0
    assert cli.run(["import", str(file), *WAVE, "--workspace", str(workspace.root)]) == 0
    return workspace


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli.run([*arguments, "--workspace", str(tmp_path / "w")])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.mark.parametrize("given", [(), BOTH[:2], BOTH[2:], ("--legal-basis", "", "--notice", " ")])
def test_without_both_nothing_is_closed(given: tuple[str, ...], tmp_path: Path, run: Run) -> None:
    workspace = bare(tmp_path)
    code, out, err = run("close", *WAVE, *given)
    assert (code, out) == (4, "")
    assert "schoolklimaat close --survey ouders --year 2025-2026 --legal-basis" in err
    assert "docs/privacy" in err
    assert list(workspace.releases_folder.iterdir()) == []
    assert pipeline.closed_waves(workspace) == frozenset()


def test_an_empty_word_does_not_call_back_what_the_settings_say(tmp_path: Path, run: Run) -> None:
    bare(tmp_path, '[legal]\nlegal_basis = "taak"\nnotice = "brief"\n')
    assert run("close", *WAVE, "--notice", "")[0] == 4


def test_what_is_given_is_recorded_with_the_wave_and_told(tmp_path: Path, run: Run) -> None:
    workspace = bare(tmp_path)
    code, out, err = run("close", *WAVE, *BOTH)
    assert (code, err) == (0, "")
    assert "rechtsgrond: wettelijke plicht; informatiebrief: brief 3." in out
    manifest = release_file.read_release(workspace.releases_folder / NAME).manifest
    assert (manifest.legal_basis, manifest.notice) == ("wettelijke plicht", "brief 3")
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        assert change.grounds(NAME) == Grounds(legal_basis="wettelijke plicht", notice="brief 3")


def test_what_is_given_goes_before_the_settings_and_that_is_said(tmp_path: Path, run: Run) -> None:
    bare(tmp_path, '[legal]\nlegal_basis = "taak"\nnotice = "brief 3"\n')
    code, out, err = run("close", *WAVE, *BOTH, "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["release"], told["legal_basis"], told["notice"]) == (NAME, "wettelijke plicht", "brief 3")
    assert (
        err == '! In schoolklimaat.toml staat "taak"; vastgelegd is wat na --legal-basis stond: "wettelijke plicht".\n'
    )


def test_the_settings_are_enough(tmp_path: Path, run: Run) -> None:
    bare(tmp_path, '[legal."2025-2026".ouders]\nlegal_basis = "taak"\nnotice = "brief 1"\n')
    code, out, err = run("close", *WAVE)
    assert (code, err) == (0, "")
    assert "rechtsgrond: taak; informatiebrief: brief 1." in out


def test_a_text_that_cannot_be_is_a_wrong_call(tmp_path: Path, run: Run) -> None:
    workspace = bare(tmp_path)
    code, _out, err = run("close", *WAVE, "--legal-basis", "x" * 201, "--notice", "brief")
    assert code == 2
    assert "--legal-basis" in err
    assert pipeline.closed_waves(workspace) == frozenset()


def test_a_release_of_before_has_neither(tmp_path: Path, run: Run) -> None:
    workspace = bare(tmp_path)
    assert run("close", *WAVE, *BOTH)[0] == 0
    written = json.loads((workspace.releases_folder / NAME / release_file.MANIFEST).read_text(encoding="utf-8"))
    older = Manifest.model_validate_json(
        json.dumps({k: v for k, v in written.items() if k not in ("legal_basis", "notice")})
    )
    assert (older.legal_basis, older.notice) == ("", "")


def test_the_nine_waves_of_the_sample_have_theirs(demo_workspace: Path) -> None:
    manifests = [release_file.read_release(folder).manifest for folder in (demo_workspace / "releases").iterdir()]
    assert len(manifests) == 9
    assert all(manifest.legal_basis and manifest.notice for manifest in manifests)
    assert len({manifest.notice for manifest in manifests}) == 4


def test_a_new_workspace_explains_them(tmp_path: Path) -> None:
    import tomllib

    text = pipeline.new_workspace(tmp_path / "n", "De Linde").root.joinpath("schoolklimaat.toml").read_text("utf-8")
    explained = text[text.index("# Op welke grond") :].splitlines()
    lines = [
        line.removeprefix("# ") for line in explained if line.startswith(("# [legal", "# legal_basis", "# notice"))
    ]
    assert tomllib.loads("\n".join(lines))["legal"]["2025-2026"]["ouders"]["notice"] == "brief aan de ouders, versie 2"


def test_the_sample_folder_says_so() -> None:
    assert "legal basis" in (sample_folder() / "README.md").read_text(encoding="utf-8")
