"""The legal basis and the notice of a wave: any text of the school, never judged, and never nothing."""

import tomllib

import pytest

from monitor.errors import CallError, PrivacyRefused, WorkspaceRefused
from monitor.legal import LONGEST, Grounds, given, otherwise, require_grounds
from monitor.workspace import Settings, make_workspace

SETTINGS = """
    name = "S"
    [legal]
    legal_basis = "taak van algemeen belang"
    notice = "brief van de school"
    [legal."2024-2025"]
    notice = "brief van het jaar"
    [legal."2025-2026".ouders]
    legal_basis = "toestemming"
    [legal."2025-2026".personeel]
    notice = ""
"""


@pytest.mark.parametrize(
    ("survey", "year", "basis", "notice"),
    [
        ("ouders", "2023-2024", "taak van algemeen belang", "brief van de school"),
        ("ouders", "2024-2025", "taak van algemeen belang", "brief van het jaar"),
        ("ouders", "2025-2026", "toestemming", "brief van de school"),
        ("personeel", "2025-2026", "taak van algemeen belang", ""),
    ],
)
def test_what_is_said_of_a_wave_goes_before_its_year_and_that_before_the_school(
    survey: str, year: str, basis: str, notice: str
) -> None:
    settings = Settings.model_validate(tomllib.loads(SETTINGS))
    assert settings.grounds(survey, year) == Grounds(legal_basis=basis, notice=notice)


def test_a_school_that_says_nothing_has_no_grounds() -> None:
    assert Settings(name="S").grounds("ouders", "2025-2026") == Grounds()


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (f'notice = "{"x" * (LONGEST + 1)}"', "legal.notice"),
        (r'notice = "regel een\nregel twee"', "legal.notice"),
        (r'notice = "om \u202e keer"', "legal.notice"),
        ('kleur = "rood"', "legal.kleur"),
        ("[legal.ouders]\nnotice = 'brief'", "legal.ouders"),
        ("[legal.'2025-2026'.ouders]\nbrief = 'versie 1'", "legal.2025-2026.ouders.brief"),
        ("'2025-2026' = 'brief'", "legal.2025-2026"),
    ],
)
def test_a_fault_in_the_table_is_named(told: str, named: str, tmp_path: object) -> None:
    from pathlib import Path

    workspace = make_workspace(Path(str(tmp_path)) / "w", "", settings_text=f'name = "S"\n[legal]\n{told}\n')
    with pytest.raises(WorkspaceRefused) as refused:
        _ = workspace.settings
    assert named in refused.value.message


def test_legal_that_is_no_table_is_named() -> None:
    with pytest.raises(ValueError, match="legal"):
        Settings.model_validate({"name": "S", "legal": "wet"})


@pytest.mark.parametrize("text", ["x" * LONGEST, "wettelijke plicht (WPO art. 4c) ✓", "ΑΒΓ", "een woord"])
def test_any_text_of_one_line_is_taken(text: str) -> None:
    assert given(f"  {text} ", text) == Grounds(legal_basis=text, notice=text)


@pytest.mark.parametrize(
    "text", ["x" * (LONGEST + 1), "a\nb", "a\x00b", "a\x1b[31mb", "a\u2028b", "a\udcffb", "a\u202eb"]
)
@pytest.mark.parametrize("place", [0, 1])
def test_what_is_longer_or_steers_a_screen_is_a_wrong_call(text: str, place: int) -> None:
    with pytest.raises(CallError, match=("--legal-basis", "--notice")[place]) as refused:
        given(*(text if place == n else "goed" for n in range(2)))
    assert str(LONGEST) in refused.value.remedy


@pytest.mark.parametrize(
    ("grounds", "missing"),
    [
        (Grounds(), "rechtsgrond.* en de informatiebrief"),
        (Grounds(legal_basis="", notice=" "), "rechtsgrond.* en de informatiebrief"),
        (Grounds(notice="brief"), r"vastliggen: de rechtsgrond \(legal basis\)\.$"),
        (Grounds(legal_basis="taak"), r"vastliggen: de informatiebrief die de mensen kregen \(notice\)\.$"),
    ],
)
def test_what_is_missing_is_named_with_the_command(grounds: Grounds, missing: str) -> None:
    with pytest.raises(PrivacyRefused, match=missing) as refused:
        require_grounds(grounds, "ouders", "2025-2026")
    assert "schoolklimaat close --survey ouders --year 2025-2026 --legal-basis " in refused.value.remedy
    assert '--notice "' in refused.value.remedy
    assert "docs/privacy" in refused.value.remedy


def test_with_both_nothing_is_refused() -> None:
    both = Grounds(legal_basis="taak", notice="brief")
    assert require_grounds(both, "ouders", "2025-2026") is both


def test_what_the_settings_have_otherwise_than_what_was_recorded_is_told() -> None:
    written = Grounds(legal_basis="taak", notice="brief 1")
    assert otherwise(written, "taak", "brief 1", ("a", "b")) == otherwise(Grounds(), "x", "y", ("a", "b")) == ()
    assert otherwise(written, "taak", "brief 2", ("a", "b")) == (
        'In schoolklimaat.toml staat "brief 1"; vastgelegd is wat na b stond: "brief 2".',
    )
