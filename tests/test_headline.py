"""A school declares, before it closes a wave, that the weighted figure is its headline; it is recorded then."""

from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.errors import WorkspaceRefused
from monitor.headline import require_known, weighted_headline
from monitor.workspace import SETTINGS, Settings, open_workspace
from tests.support.grounds import GROUNDS
from tests.support.two_years import wave

DECLARED = Settings(name="De Linde", weighted_headline=["ouders"])


@pytest.mark.parametrize(
    ("settings", "enrolled", "recorded"),
    [(DECLARED, 150, True), (Settings(name="De Linde"), 149, False), (Settings(name="De Linde"), None, False)],
)
def test_it_is_recorded_where_it_was_declared(settings: Settings, enrolled: int | None, recorded: bool) -> None:
    assert weighted_headline(settings, "ouders", enrolled) is recorded
    assert weighted_headline(settings, "personeel", enrolled) is False


@pytest.mark.parametrize(("enrolled", "found"), [(149, "het zijn er 149"), (None, "dat aantal is niet bekend")])
def test_a_small_school_cannot_have_it_and_is_told_why(enrolled: int | None, found: str) -> None:
    with pytest.raises(WorkspaceRefused) as refused:
        weighted_headline(DECLARED, "ouders", enrolled)
    assert found in refused.value.message
    assert "150" in refused.value.message
    assert "weighted_headline" in refused.value.remedy


@pytest.mark.parametrize("named", ["oudres", "leerlingen", "Ouders"])
def test_a_name_of_no_survey_is_refused_with_the_names_that_there_are(named: str) -> None:
    settings = Settings(name="De Linde", weighted_headline=["ouders", named])
    with pytest.raises(WorkspaceRefused) as refused:
        require_known(settings, ["ouders", "leerlingen-9-12", "proef"])
    assert refused.value.message.startswith(f'weighted_headline: "{named}" is niet bekend. Toegestaan: ')
    assert "leerlingen-9-12, ouders, proef" in refused.value.message
    assert SETTINGS in refused.value.remedy
    require_known(DECLARED, ["ouders"])


def test_closing_refuses_a_slip_in_a_name_and_keeps_the_wave_open(tmp_path: Path) -> None:
    slip = f'name = "De Linde"\nweighted_headline = ["oudres"]\n{GROUNDS}'
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde", settings_text=slip).root
    wave(open_workspace(root), tmp_path / "a.csv", "2025-2026")
    for close in (pipeline.to_close, pipeline.close_wave):
        with pytest.raises(WorkspaceRefused, match='Bedoelt u "ouders"'):
            close(open_workspace(root), "ouders", "2025-2026")
    assert pipeline.closed_waves(open_workspace(root)) == frozenset()


def test_closing_refuses_what_cannot_be_and_records_what_was_declared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = f'name = "De Linde"\nweighted_headline = ["ouders"]\n{GROUNDS}\n[enrolment."2025-2026".ouders]\ntotal = '
    root = pipeline.new_workspace(tmp_path / "werkmap", "De Linde", settings_text=f"{asked}149\n").root
    taken = wave(open_workspace(root), tmp_path / "a.csv", "2025-2026")
    assert taken.import_id
    with pytest.raises(WorkspaceRefused, match="149"):
        pipeline.close_wave(open_workspace(root), "ouders", "2025-2026")
    (root / SETTINGS).write_text(f"{asked}150\n", encoding="utf-8")
    assert cli.run(["close", "--survey", "ouders", "--year", "2025-2026", "--workspace", str(root)]) == 0
    assert "het gewogen cijfer is het hoofdcijfer" in capsys.readouterr().out
    again = pipeline.results(open_workspace(root)).release("ouders", "2025-2026")
    assert again.manifest.weighted_headline is True
