"""A pulse: questions put again word for word, three to six of them, and none that cannot be compared."""

from pathlib import Path

import pytest

from monitor.definition.draft import to_yaml
from monitor.definition.library import survey
from monitor.definition.load import check_survey_file, load_survey_file
from monitor.definition.pulse import pulse_of, written
from monitor.errors import CallError, DefinitionRefused
from monitor.shipped import sample_folder
from tests.support.pulsed import pulse

THREE = ["com_tevreden", "kl_veilig", "bk_online"]


@pytest.mark.parametrize("of", ["ouders", "leerlingen-9-12", "personeel"])
def test_the_questions_are_those_of_the_survey_word_for_word(of: str, tmp_path: Path) -> None:
    whole = survey(of)
    items = [item.id for item in whole.items if item.type.value != "open" and not item.routing][:6]
    (tmp_path / "puls.yaml").write_text(written(pulse_of(whole, items[::-1], "2025-05")), encoding="utf-8")
    (read,) = load_survey_file(tmp_path / "puls.yaml")
    assert [one.id for one in read.items] == items, "in the order of the survey"
    for one in read.items:
        put = whole.item(one.id)
        assert (one.fingerprint, one.version, one.favourable, one.cutoffs, one.sensitive) == (
            put.fingerprint, put.version, put.favourable, put.cutoffs, put.sensitive,
        )  # fmt: skip
    assert (read.id, read.audience, read.one_response_per) == (f"{of}-puls", whole.audience, whole.one_response_per)
    assert read.pulse is not None
    assert (read.pulse.of, read.pulse.month) == (of, "2025-05")
    assert read.say(read.title, "nl-BE") == f"Korte bevraging mei 2025 ({of})"
    assert read.say(read.title, "nl-NL") == f"Korte vragenlijst mei 2025 ({of})"


def test_a_survey_that_is_no_pulse_says_nothing_of_it_and_keeps_its_hash() -> None:
    whole = survey("ouders")
    assert "pulse" not in whole.model_dump_json()
    assert "pulse" not in to_yaml(whole)
    assert pulse_of(whole, THREE, "2025-05").hash not in (whole.hash, pulse_of(whole, THREE, "2025-06").hash)


def test_the_pulse_of_the_sample_school_asks_what_its_goals_are_about() -> None:
    (read,) = load_survey_file(sample_folder() / "puls" / "ouders-puls.yaml")
    assert [one.id for one in read.items] == ["kl_veilig", "bk_online", "com_tevreden", "aan_tevreden"]


@pytest.mark.parametrize(("items", "said"), [
    (THREE[:2], "Een puls heeft 3 tot 6 vragen; dit zijn er 2."),
    ([*THREE[:2], *THREE[:2]], "Een puls heeft 3 tot 6 vragen; dit zijn er 2."),
    ([*THREE, "kl_graag", "kl_erbij", "bk_wie", "par_inspraak"], "Een puls heeft 3 tot 6 vragen; dit zijn er 7."),
    ([*THREE, "kl_veilg"], "Vraag kl_veilg staat niet in ouders. "),
    ([*THREE, "slot_goed"], "Op vraag slot_goed antwoordt men in eigen woorden"),
    ([*THREE, "erv_contact"], "Vraag erv_contact krijgt niet iedereen"),
])  # fmt: skip
def test_what_can_be_no_pulse_is_refused_with_what_to_do(items: list[str], said: str) -> None:
    with pytest.raises(CallError) as refused:
        pulse_of(survey("ouders"), items, "2025-05")
    assert refused.value.message.startswith(said)
    assert refused.value.remedy


@pytest.mark.parametrize("month", ["mei 2025", "2025-13", "2025", "05-2025"])
def test_a_month_is_a_year_and_a_number(month: str) -> None:
    with pytest.raises(CallError, match="is geen maand"):
        pulse_of(survey("ouders"), THREE, month)


def test_a_pulse_of_a_pulse_is_refused() -> None:
    with pytest.raises(DefinitionRefused, match="ouders-puls is zelf een puls") as refused:
        pulse_of(pulse(), THREE, "2025-06")
    assert refused.value.remedy == "Noem de vragenlijst waarvan ze een puls is: ouders."


def test_a_pulse_written_by_hand_is_held_to_the_same(tmp_path: Path) -> None:
    whole = survey("ouders")

    def faults(items: list[str], more: str = "") -> list[str]:
        asked = pulse().model_copy(update={"items": tuple(whole.item(one) for one in items)})
        text = written(asked.model_copy(update={"sections": whole.sections})).replace(
            "survey:\n", f"survey:\n{more}", 1
        )
        (tmp_path / "puls.yaml").write_text(text, encoding="utf-8")
        return [one.message for one in check_survey_file(tmp_path / "puls.yaml")]

    assert faults(THREE) == []
    assert faults(THREE[:2]) == ["Een puls heeft 3 tot 6 vragen; dit zijn er 2."]
    alike = "Een puls stelt iedereen dezelfde vragen, en geen waarop men in eigen woorden antwoordt."
    assert faults([*THREE, "slot_goed"]) == [alike]
    assert faults([*THREE, "erv_gepest", "erv_andere_rol", "erv_contact"]) == [alike]
    assert "Een puls heeft geen varianten: maak er een van elke vorm." in faults(THREE, "  variants: {jong: {}}\n")
