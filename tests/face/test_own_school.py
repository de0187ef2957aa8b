"""An own school in a notebook: from a questionnaire and an export to numbers, and a trial that leaves nothing."""

import gc
from pathlib import Path

import pytest

from monitor import SchoolklimaatError, check_survey, draft_survey, keys, new_school, survey_items, trial_school
from tests.support.files import write_csv

YEAR = "2025-2026"


def test_an_export_becomes_numbers_and_what_was_read_is_read_anew(tmp_path: Path) -> None:
    school = new_school(tmp_path / "w", "De Linde")
    assert (school.years, len(school.shares()), school.folder) == ((), 0, tmp_path / "w")
    export = own_export(tmp_path, 40)
    definition = draft_survey(export, tmp_path / "eigen.yaml", "eigen")
    assert check_survey(definition) == ["eigen"]
    assert survey_items(definition).text.tolist() == QUESTIONS
    trial = school.import_export(export, definition, YEAR, dry_run=True)
    assert trial.rows.rows.tolist()[:2] == [40, 40]
    assert trial.columns.item.notna().tolist() == [True, True]
    assert repr(trial) == "Imported('eigen.csv', read=40, stored=40)"
    assert school.import_export(export, definition, YEAR, enrolled=50).report["rows"]["stored"] == 40
    assert school.import_export(export, definition, YEAR).report["rows"]["duplicate"] == 40
    assert school.close("eigen", YEAR, legal_basis="toestemming", notice="brief 1") > 0
    assert school.years == (YEAR,)
    assert school.responses().response.tolist() == [0.8]
    with pytest.raises(SchoolklimaatError, match="valt hier niets te tekenen"):
        school.chart_of_numbers("eigen", YEAR)
    with pytest.raises(SchoolklimaatError, match="valt hier niets te tekenen"):
        school.chart_of_changes("eigen", YEAR)
    assert school.charts_of_knowing("eigen", YEAR) == school.charts_side_by_side(YEAR) == []

    shown, hidden = survey_items(definition).item
    assert school.chart_of_question("eigen", YEAR, shown).title == QUESTIONS[0]
    with pytest.raises(SchoolklimaatError, match="te weinig antwoorden"):
        school.chart_of_question("eigen", YEAR, hidden)


QUESTIONS = ["Ik ben graag op school.", "Ik eet graag op school."]


def own_export(folder: Path, people: int) -> Path:
    """Answers to two questions, the second of which only four people answer."""
    answers = ["Akkoord", "Niet akkoord", "Akkoord", "Helemaal akkoord"]
    rows = [[answers[n % 4], answers[n % 4] if n < 4 else ""] for n in range(people)]
    return write_csv(folder / "eigen.csv", QUESTIONS, rows)


def test_a_draft_writes_over_nothing(tmp_path: Path) -> None:
    export = own_export(tmp_path, 12)
    (tmp_path / "eigen.yaml").write_text("van ons", encoding="utf-8")
    with pytest.raises(SchoolklimaatError, match="bestaat al"):
        draft_survey(export, tmp_path / "eigen.yaml", "eigen")
    assert (tmp_path / "eigen.yaml").read_text(encoding="utf-8") == "van ons"


def test_a_trial_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCHOOLKLIMAAT_KEY_FILE")
    monkeypatch.delenv("APPDATA", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setattr("monitor.keys._from_keyring", lambda _id: None)
    monkeypatch.setattr("monitor.keys._to_keyring", lambda _id, _secret: False)
    school = trial_school("De Linde", "nl-NL")
    school.import_export(own_export(tmp_path, 20), draft_survey(tmp_path / "eigen.csv", tmp_path / "e.yaml", "e"), YEAR)
    folder, kept = school.folder, tmp_path / "settings" / "schoolklimaat"
    assert folder.is_dir()
    assert len(list(kept.glob("*.key"))) == 1
    del school
    gc.collect()
    assert not folder.parent.exists()
    assert list(kept.glob("*.key")) == []


def test_a_key_that_is_named_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that the variable names may be the key of a real school as well."""
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "key"))
    keys.workspace_key("w1", create=True)
    keys.discard("w1")
    assert (tmp_path / "key").is_file()
