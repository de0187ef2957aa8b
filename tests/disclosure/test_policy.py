"""The thresholds: where they come from, and that nobody lowers them."""

from pathlib import Path
from typing import Any

import pytest

from monitor.disclosure import policy as module
from monitor.disclosure.policy import PrivacyFile, base_of, finest_level, load_policy, privacy_file, sensitivity
from monitor.disclosure.release import Policy
from monitor.errors import DefinitionRefused, PrivacyRefused
from monitor.shipped import surveys_folder
from tests.support.protection import POLICY, item, survey


def test_the_shipped_policy_is_that_of_the_design() -> None:
    assert load_policy() == Policy(k=10, base=3, base_sensitive=5, all_options_from=60, three_options_from=30)


def test_every_rule_has_a_sentence_and_a_source() -> None:
    file = privacy_file()
    names = set(PrivacyFile.model_fields) - {"schema_", "finest_level"}
    assert names > set(Policy.model_fields)
    for rule in (*(getattr(file, name) for name in names), *file.finest_level.values()):
        assert rule.sentence.endswith(".")
        assert rule.source.endswith(".")
    for name in Policy.model_fields:
        threshold = getattr(file, name)
        assert threshold.value >= threshold.floor


def test_results_of_staff_are_for_the_whole_school_and_others_go_deeper() -> None:
    assert privacy_file().finest_level["personeel"].value == "school"
    assert [finest_level(audience) for audience in ("personeel", "ouders", "leerlingen")] == [
        "school",
        "class",
        "class",
    ]


@pytest.mark.parametrize("asked", [{"audit": False}, {"k": 3}, {"base": 2}, {"base_sensitive": 3}])
def test_less_protection_than_the_floor_is_refused(asked: dict[str, Any]) -> None:
    with pytest.raises(PrivacyRefused) as refusal:
        load_policy(**asked)
    assert next(iter(asked)) in refusal.value.message
    assert refusal.value.remedy


def test_the_least_number_of_schools_has_a_floor_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    file = privacy_file()
    assert module.load_least_schools() == 5
    for value, floor in ((2, 3), (2, 1), (4, 5)):
        lower = file.model_copy(update={"schools": file.schools.model_copy(update={"value": value, "floor": floor})})
        monkeypatch.setattr(module, "privacy_file", lambda lower=lower: lower)
        with pytest.raises(PrivacyRefused):
            module.load_least_schools()


def test_coarser_rounding_may_be_asked_for() -> None:
    assert load_policy(base=5, base_sensitive=10, audit=True) == POLICY.model_copy(
        update={"base": 5, "base_sensitive": 10}
    )


def test_a_workspace_may_ask_for_larger_groups_only() -> None:
    assert load_policy(k=15).k == 15
    assert load_policy(k=5).k == 5
    with pytest.raises(PrivacyRefused, match="niet lager zijn dan 5") as refusal:
        load_policy(k=4)
    assert refusal.value.exit_code == 4


def changed_file(tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (surveys_folder() / "privacy.yaml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "privacy.yaml").write_text(text.replace(old, new, 1), encoding="utf-8")
    monkeypatch.setattr(module, "surveys_folder", lambda: tmp_path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 10\n  floor: 5", "value: 4\n  floor: 4"),
        ("value: 3\n  floor: 3", "value: 2\n  floor: 1"),
        ("value: 5\n  floor: 5", "value: 3\n  floor: 3"),
        ("value: true", "value: false"),
    ],
)
def test_no_file_can_lower_the_floor(tmp_path: Path, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed_file(tmp_path, old, new, monkeypatch)
    with pytest.raises(PrivacyRefused):
        load_policy()


def test_a_threshold_without_a_source_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed_file(tmp_path, "source:", "bron:", monkeypatch)
    with pytest.raises(DefinitionRefused):
        load_policy()


def test_a_routed_item_is_as_sensitive_as_the_answers_that_led_to_it() -> None:
    asked = survey(
        item("gepest", ("ja", "nee"), sensitive=2),
        item("contact", ("ja", "nee"), sensitive=1, shown_if={"gepest": ("ja",)}),
        item("samen", ("ja", "nee"), shown_if={"contact": ("ja",)}),
        item("sfeer", ("ja", "nee")),
    )
    assert [sensitivity(one, asked) for one in asked.items] == [2, 2, 2, 0]
    assert [base_of(one, asked, POLICY) for one in asked.items] == [5, 5, 5, 3]


def test_no_file_shows_staff_in_smaller_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (surveys_folder() / "privacy.yaml").read_text(encoding="utf-8")
    assert "value: school" in text
    (tmp_path / "privacy.yaml").write_text(text.replace("value: school", "value: class"), encoding="utf-8")
    monkeypatch.setattr(module, "surveys_folder", lambda: tmp_path)
    assert finest_level("personeel") == "school"
