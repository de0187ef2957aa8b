"""The surveys that come with the program."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from monitor.definition import library
from monitor.definition.check import texts_of
from monitor.definition.library import candidates, crosswalk, survey, surveys
from monitor.definition.model import ItemType
from monitor.errors import DefinitionRefused
from monitor.shipped import surveys_folder

IDS = ("ouders", "leerlingen-9-12", "leerlingen-12-18", "personeel")


def test_they_have_the_number_of_items_of_the_blueprint() -> None:
    counts = {one.id: len(one.items) for one in surveys()}
    assert counts == {"ouders": 34, "leerlingen-9-12": 27, "leerlingen-12-18": 31, "personeel": 34}


def test_core_items_are_as_many_as_in_the_blueprint() -> None:
    """28 and 32; for pupils 26, of the 12-18 list, of which every core item is in the 9-12 list too."""
    core = {one.id: [item.id for item in one.items if item.tier == "core"] for one in surveys()}
    assert {name: len(items) for name, items in core.items()} == {
        "ouders": 28,
        "leerlingen-9-12": 26,
        "leerlingen-12-18": 26,
        "personeel": 32,
    }
    assert core["leerlingen-9-12"] == core["leerlingen-12-18"]


@pytest.mark.parametrize("name", IDS)
@pytest.mark.parametrize("locale", ["nl-BE", "nl-NL"])
def test_every_text_is_filled_in_for_both_regions(name: str, locale: str) -> None:
    one = survey(name)
    texts = [text for _, text in texts_of(one) if "terms" not in _]
    said = [one.say(text, locale) for text in texts]
    assert len(said) > 150
    assert [words for words in said if "{{" in words or not words.strip()] == []


def test_regions_have_words_of_their_own() -> None:
    one = survey("ouders")
    text = one.item("ver_vertrouwen").text
    assert (one.say(text, "nl-BE"), one.say(text, "nl-NL")) == (
        "Ik durf zorgen over mijn kind met de leerkracht te bespreken.",
        "Ik durf zorgen over mijn kind met de leraar te bespreken.",
    )


def test_adults_and_12_to_18_answer_on_five_steps_and_9_to_12_on_four_words() -> None:
    for one in surveys():
        steps = {
            item.scale: len([o for o in item.options if o.value is not None])
            for item in one.items
            if item.type is ItemType.LIKERT and item.scale != "hoevaak4"
        }
        if one.id == "leerlingen-9-12":
            assert steps == {"kind4": 4}
        else:
            assert set(steps.values()) == {5}


def test_likert_items_offer_weet_ik_niet_except_confidence() -> None:
    without = {
        item.scale for one in surveys() for item in one.items if item.type is ItemType.LIKERT and not item.unknown
    }
    assert without == {"zeker5"}


def test_four_worded_steps_are_marked_as_indicative() -> None:
    marked = [item for item in survey("leerlingen-9-12").items if item.common and item.scale == "kind4"]
    assert len(marked) == 8
    assert {item.comparability for item in marked} == {3}


def test_comparability_1_means_the_same_sentence_and_scale() -> None:
    asked = defaultdict(set)
    groups = defaultdict(set)
    for one in surveys():
        for item in one.items:
            if item.common:
                groups[item.common].add(one.audience)
            if item.comparability == 1:
                asked[item.common].add((str(item.text), item.scale, str(item.options)))
    assert {key: len(forms) for key, forms in asked.items() if len(forms) > 1} == {}
    assert {key for key, audiences in groups.items() if len(audiences) == 1} == set()
    assert len(groups) == 22


def test_only_parents_are_routed() -> None:
    routed = {one.id: [item.id for item in one.items if item.routing] for one in surveys()}
    assert routed == {
        "ouders": ["com_kanalen", "erv_contact", "erv_samenwerking", "erv_gevolg"],
        "leerlingen-9-12": [],
        "leerlingen-12-18": [],
        "personeel": [],
    }


def test_frequency_scales_start_at_zero_and_have_three_cutoffs() -> None:
    items = [item for one in surveys() for item in one.items if item.cutoffs]
    assert len(items) == 15
    for item in items:
        assert min(o.value for o in item.options if o.value is not None) == 0
        assert item.reached("regelmatig") == ("twee_drie_maand", "een_week", "meer_week")
        assert len(item.reached("ooit")) == 4
        assert len(item.reached("wekelijks")) == 2


def test_own_experience_can_be_refused() -> None:
    sensitive = [item for one in surveys() for item in one.items if item.sensitive == 2]
    assert len(sensitive) == 17
    assert [item.id for item in sensitive if not any(option.prefer_not for option in item.options)] == []


def test_a_name_means_a_survey_or_all_of_an_audience() -> None:
    assert [one.id for one in candidates("leerlingen")] == ["leerlingen-9-12", "leerlingen-12-18"]
    assert [one.id for one in candidates("leerlingen-9-12")] == ["leerlingen-9-12"]
    assert candidates("buren") == ()
    assert survey("leerlingen", variant="9-12").id == "leerlingen-9-12"
    assert survey(surveys_folder() / "leerlingen.yaml", variant="12-18") == survey("leerlingen-12-18")
    assert survey(str(surveys_folder() / "ouders.yaml")) == survey("ouders")


@pytest.mark.parametrize(
    ("name", "variant", "message"),
    [
        ("leerlingen", None, '"leerlingen" heeft meer vormen: leerlingen-9-12, leerlingen-12-18.'),
        ("ouder", None, 'Bedoelt u "ouders"?'),
        ("leerlingen", "6-8", 'Vragenlijst "leerlingen-6-8" bestaat niet.'),
    ],
)
def test_another_name_is_refused(name: str, variant: str | None, message: str) -> None:
    with pytest.raises(DefinitionRefused) as refused:
        survey(name, variant=variant)
    assert message in refused.value.message


@pytest.mark.parametrize("name", IDS)
def test_the_crosswalk_has_a_row_per_item_and_a_column_per_year(name: str) -> None:
    with (surveys_folder() / "crosswalk" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["item", "2023-2024", "2024-2025", "2025-2026"]
    assert [row[0] for row in rows[1:]] == [item.id for item in survey(name).items]


def test_the_crosswalk_gives_the_headings_of_a_year() -> None:
    assert crosswalk("ouders") == {
        "com_duidelijk": {"2024-2025": ("De school legt goed uit wat zij doet om pesten tegen te gaan.",)}
    }
    assert crosswalk("personeel") == {}
    assert crosswalk("buren") == {}


def test_headings_of_a_crosswalk_can_have_alternatives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "surveys_folder", lambda: tmp_path)
    (tmp_path / "crosswalk").mkdir()
    path = tmp_path / "crosswalk" / "ouders.csv"
    path.write_text("item,2023-2024,2024-2025\ncom_meer,Een || Twee,\nkl_graag,,\n", encoding="utf-8")
    assert crosswalk("ouders") == {"com_meer": {"2023-2024": ("Een", "Twee")}}
    path.write_text("item,2023-2024\ncom_mer,Een\n", encoding="utf-8")
    with pytest.raises(DefinitionRefused, match="com_mer"):
        crosswalk("ouders")
