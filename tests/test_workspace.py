"""A workspace says clearly what is wrong with it."""

from pathlib import Path

import pytest

from monitor.errors import CallError, WorkspaceRefused
from monitor.workspace import make_workspace, open_workspace, school_year, workspace_path


def test_a_new_workspace_opens_with_its_name_and_locale(tmp_path: Path) -> None:
    make_workspace(tmp_path / "w", 'De "Wilgen" \\ school', "nl-NL")
    settings = open_workspace(tmp_path / "w").settings
    assert (settings.name, settings.locale, settings.classes) == ('De "Wilgen" \\ school', "nl-NL", ())


def test_stages_and_enrolment_are_read(tmp_path: Path) -> None:
    text = """
        name = "S"
        [stages]
        "graad 1" = ["1A", "1B"]
        "graad 2" = ["3A"]
        [enrolment."2025-2026".ouders]
        total = 60
        classes = {"1A" = 20, "1B" = 20, "3A" = 20}
    """
    settings = make_workspace(tmp_path / "w", "", settings_text=text).settings
    assert settings.classes == ("1A", "1B", "3A")
    assert settings.enrolled("ouders", "2025-2026").total == 60
    assert settings.enrolled("ouders", "2024-2025").total is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("name = \nlocale = 1", "line 1"),
        ('name = "S"\nlocale = "fr"', "locale"),
        ('name = "S"\nkleur = 1', "kleur"),
        ('name = "S"\n[enrolment."2025-2026".ouders]\ntotal = 0', "enrolment.2025-2026.ouders.total"),
    ],
)
def test_a_fault_in_the_settings_is_named(tmp_path: Path, text: str, named: str) -> None:
    workspace = make_workspace(tmp_path / "w", "", settings_text=text)
    with pytest.raises(WorkspaceRefused) as refused:
        _ = workspace.settings
    assert named in refused.value.message
    assert refused.value.place.words() == "schoolklimaat.toml"


def test_a_folder_with_other_things_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "vakantie.txt").write_text("zon")
    with pytest.raises(WorkspaceRefused, match="niet leeg"):
        make_workspace(tmp_path, "S")


def test_no_workspace_here(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceRefused) as refused:
        open_workspace(tmp_path)
    assert "schoolklimaat init" in refused.value.remedy


def test_where_a_workspace_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workspace_path(None) == Path("schoolklimaat-werkmap")
    monkeypatch.setenv("SCHOOLKLIMAAT_WORKSPACE", "elders")
    assert workspace_path(None) == Path("elders")
    assert workspace_path(Path("hier")) == Path("hier")


@pytest.mark.parametrize("text", ["2025", "2025-2027", "2026-2025", "25-26", "schooljaar"])
def test_what_is_no_school_year(text: str) -> None:
    with pytest.raises(CallError, match="schooljaar") as refused:
        school_year(text)
    assert "2025-2026" in refused.value.remedy
