"""What is true of the sample adds up, looks like a school, and follows the levels it was drawn from."""

import json
import re
import tomllib
import zipfile
from typing import Any

import pytest

from monitor.definition import library
from monitor.shipped import sample_folder

SAMPLE = sample_folder()
TRUTH: dict[str, Any] = json.loads((SAMPLE / "truth.json").read_text(encoding="utf-8"))
IMPORTS: list[dict[str, Any]] = TRUTH["imports"]
SCHOOL = tomllib.loads((SAMPLE / "schoolklimaat.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("one", IMPORTS, ids=lambda one: f"{one['survey']}_{one['year']}")
def test_the_truth_adds_up(one: dict[str, Any]) -> None:
    rows = one["rows"]
    assert rows["read"] == sum(rows.values()) - rows["read"]
    assert len(one["dropped"]) == rows["read"] - rows["stored"]
    for reason in ("incomplete", "test", "duplicate", "rejected"):
        assert sum(drop["reason"] == reason for drop in one["dropped"]) == rows[reason]
    assert sum(one["groups"].values()) == rows["stored"]
    for item in one["items"].values():
        beside = item["empty"] + item["not_shown"] + item["unrecognised"]
        if item["type"] == "multiple":
            assert max(item["counts"].values()) + beside <= rows["stored"] <= sum(item["counts"].values()) + beside
        else:
            assert sum(item["counts"].values()) + item.get("answered", 0) + beside == rows["stored"]


def test_the_sample_has_every_mishap() -> None:
    for reason in ("incomplete", "test", "duplicate", "rejected"):
        assert sum(one["rows"][reason] for one in IMPORTS) >= 5
    unknown = [one["file"] for one in IMPORTS if any(item["unrecognised"] for item in one["items"].values())]
    assert len(unknown) == 2


@pytest.mark.parametrize("one", IMPORTS, ids=lambda one: f"{one['survey']}_{one['year']}")
def test_as_many_answer_as_in_a_real_school(one: dict[str, Any]) -> None:
    enrolled = SCHOOL["enrolment"][one["year"]][one["survey"]]
    classes = enrolled.get("classes", {"": enrolled["total"]})
    low, high = {"ouders": (0.55, 0.7), "leerlingen-9-12": (0.85, 0.95), "personeel": (0.75, 0.9)}[one["survey"]]
    assert sum(classes.values()) == enrolled["total"]
    assert low < one["rows"]["stored"] / enrolled["total"] < high
    assert set(one["groups"]) == set(classes)
    assert all(forms <= classes[label] for label, forms in one["groups"].items())


def test_every_class_stands_in_the_reporting_tree() -> None:
    tree = [label for labels in SCHOOL["stages"].values() for label in labels]
    assert len(tree) == len(set(tree)) == 12
    assert {label for one in IMPORTS for label in one["groups"]} - {""} == set(tree)


def test_every_canary_stands_in_an_export() -> None:
    contents = []
    for one in IMPORTS:
        path = SAMPLE / one["file"]
        encoding = "cp1252" if (one["survey"], one["year"]) == ("ouders", "2024-2025") else "utf-8"
        if path.suffix == ".xlsx":
            with zipfile.ZipFile(path) as archive:
                contents += [archive.read(name).decode() for name in archive.namelist()]
        else:
            contents.append(path.read_bytes().decode(encoding))
    everything = "\n".join(contents)
    shown = re.compile(r"20\d\d-\d\d-\d\d \d\d:\d\d:\d\d")  # a workbook's serial number, as it is shown
    for kind, words in TRUTH["canaries"].items():
        assert len(words) >= 10
        missing = [word for word in words if word not in everything and not (kind == "times" and shown.fullmatch(word))]
        assert missing == []


def test_the_scale_of_one_item_was_another_in_the_first_year() -> None:
    now = library.survey("ouders")
    then = library.survey(SAMPLE / "surveys" / "ouders_2023-2024.yaml")
    assert then.id == now.id
    changed = [a.id for a, b in zip(now.items, then.items, strict=True) if a.fingerprint != b.fingerprint]
    assert changed == ["kl_graag", "par_zelf"]
    assert len(then.item("kl_graag").options) == len(now.item("kl_graag").options) - 1
    assert {now.item(name).version for name in changed}.isdisjoint({then.item(name).version for name in changed})


@pytest.mark.parametrize(
    ("item", "codes", "low", "high"),
    [
        ("kl_goed_voelen", ("eens", "helemaal_eens"), 0.80, 0.90),
        ("com_tevreden", ("tevreden", "zeer_tevreden"), 0.38, 0.50),
        ("bk_online", ("weet_niet",), 0.38, 0.48),
        ("aan_tevreden", ("weet_niet",), 0.21, 0.31),
        ("bk_terecht_kind", ("weet_niet",), 0.06, 0.14),
    ],
)
def test_the_first_year_starts_near_the_known_figures(
    item: str, codes: tuple[str, ...], low: float, high: float
) -> None:
    counts = next(one for one in IMPORTS if one["survey"] == "ouders")["items"][item]["counts"]
    assert low < sum(counts[code] for code in codes) / sum(counts.values()) < high


@pytest.mark.parametrize("one", IMPORTS, ids=lambda one: f"{one['survey']}_{one['year']}")
def test_the_answers_follow_the_underlying_levels(one: dict[str, Any]) -> None:
    for name, levels in one["levels"].items():
        item = one["items"][name]
        if any(item["counts"][code] for code in item["counts"] if code not in levels):
            continue  # an earlier answer forces this one for most people: the levels are those of the others
        shown = one["rows"]["stored"] - item["empty"] - item["not_shown"] - item["unrecognised"]
        for code, level in levels.items():
            spread = (shown * level * (1 - level)) ** 0.5
            assert abs(item["counts"][code] - shown * level) < 4.5 * spread + 2, (name, code)


@pytest.mark.parametrize("one", IMPORTS, ids=lambda one: f"{one['survey']}_{one['year']}")
def test_a_routed_question_was_put_to_those_it_is_meant_for(one: dict[str, Any]) -> None:
    items = one["items"]
    if one["survey"] == "leerlingen-9-12" or one["file"].endswith("517402.csv"):
        assert not any(item["not_shown"] for item in items.values())
        return
    topics = items["com_onderwerpen"]
    told_nothing = topics["counts"]["geen"] + topics["counts"]["weet_niet"]
    left_open = topics["empty"] if one["survey"] == "ouders" else 0
    assert items["com_kanalen"]["not_shown"] == told_nothing + left_open > 0
    if one["survey"] == "ouders":
        without_contact = one["rows"]["stored"] - sum(
            items["erv_contact"]["counts"][code] for code in ("zelf", "school")
        )
        assert items["erv_samenwerking"]["not_shown"] == items["erv_gevolg"]["not_shown"] == without_contact
