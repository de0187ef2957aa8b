"""A workspace says clearly what is wrong with it."""

import re
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
        ("name = \nlocale = 1", "Regel 1 is niet geschreven"),
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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name = 12", 'name: Gevonden: "12". Toegestaan: tekst (zet die tussen aanhalingstekens). Pas dit aan.'),
        ("name = 2025-09-01", 'name: Gevonden: "2025-09-01". Toegestaan: tekst'),
        ('locale = "nl-BE"', "name: "),
        ('name = "S"\nlocale = "fr"', 'locale: "fr" is niet bekend. Toegestaan: nl-BE, nl-NL.'),
        ('name = "S"\nk = "15"', 'k: Gevonden: "15". Toegestaan: een geheel getal.'),
        ('name = "S"\nk = 15.5', 'k: Gevonden: "15.5". Toegestaan: een geheel getal.'),
        ('name = "S"\naudit = "nee"', 'audit: Gevonden: "nee". Toegestaan: true of false.'),
        ('name = "S"\nopen_answers = true', 'open_answers: Gevonden: "true". Toegestaan: een groep'),
        ('name = "S"\n[open_answers]\naan = true', 'open_answers.aan: "aan" is niet bekend. Toegestaan: on.'),
        ('name = "S"\n[stages]\n"graad 1" = "1A"', 'stages.graad 1: Gevonden: "1A". Toegestaan: een lijst.'),
        ('name = "S"\n[enrolment."2025-2026".ouders]\ntotal = 0', "0 is te laag. Gebruik 1 of meer."),
        ('name = "S"\n[legal]\nnotice = 3', 'legal.notice: Gevonden: "3". Toegestaan: tekst'),
        ('name = "S"\n[legal]\nnotice = "a\\nb"', "legal.notice: Schrijf één regel van hoogstens 200 tekens"),
        ('name = "S"\n[legal."2025-2026".ouders]\nbrief = "x"', "legal.2025-2026.ouders.brief: "),
        ('name = "S"\n[legal."2025"]\nnotice = "x"', "Toegestaan is tekst van de vorm 2025-2026"),
        ('name = "S', "aanhalingsteken of een haakje"),
        ("name = [", "aanhalingsteken of een haakje"),
    ],
)
def test_what_is_told_of_the_settings_is_our_own_sentence(tmp_path: Path, text: str, told: str) -> None:
    workspace = make_workspace(tmp_path / "w", "", settings_text=text)
    with pytest.raises(WorkspaceRefused) as refused:
        _ = workspace.settings
    assert told in refused.value.message
    assert not re.search("[Ii]nput|[Ff]ield|valid|should|Extra", refused.value.message)
    assert "schoolklimaat.toml" in refused.value.remedy


def test_every_fault_of_the_settings_is_told_at_once(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", "", settings_text='name = 3\nk = "x"\nkleur = 1\n')
    with pytest.raises(WorkspaceRefused) as refused:
        _ = workspace.settings
    assert [line.split(":")[0] for line in refused.value.message.splitlines()[1:]] == ["- name", "- k", "- kleur"]


def test_settings_in_other_letters_than_utf8_are_told(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path / "w", "S")
    (workspace.root / "schoolklimaat.toml").write_bytes('name = "Één"'.encode("latin-1"))
    with pytest.raises(WorkspaceRefused, match="UTF-8"):
        _ = workspace.settings


def test_a_folder_with_other_things_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "vakantie.txt").write_text("zon")
    with pytest.raises(WorkspaceRefused, match="niet leeg"):
        make_workspace(tmp_path, "S")


def test_no_workspace_here(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceRefused) as refused:
        open_workspace(tmp_path)
    assert "schoolklimaat init" in refused.value.remedy
    assert "schoolklimaat demo --no-serve" in refused.value.remedy


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
