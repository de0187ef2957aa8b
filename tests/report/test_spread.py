"""From the spread of answers to the sides of a bar."""

import itertools

import pytest

from monitor.report import colours
from monitor.report.spread import answer_row, has_sides, hidden_groups, legend, roles
from tests.support import releases

RESULTS = releases.sample_results()
NOW = "2025-2026"


def item_of(survey, name):
    return next(item for item in RESULTS.items(survey, NOW) if item.id == name)


def sides(survey, name, node="school"):
    item = item_of(survey, name)
    parts = [part for part in RESULTS.distribution(survey, NOW, name, node).parts if part.share is not None]
    placed = roles(item, parts)
    return ["|".join(part.options) + " " + placed[part.options] for part in parts]


def test_five_steps_have_two_sides_a_middle_and_the_unknown():
    assert sides("ouders", "com_tevreden") == [
        "zeer_ontevreden strong-against",
        "ontevreden against",
        "neutraal middle",
        "tevreden for",
        "zeer_tevreden strong-for",
        "weet_niet unknown",
    ]


def test_yes_and_no_have_two_sides_though_yes_comes_first():
    assert sides("ouders", "bk_pestbeleid") == ["ja for", "nee against", "weet_niet unknown"]
    row = answer_row(
        "x", item_of("ouders", "bk_pestbeleid"), RESULTS.distribution("ouders", NOW, "bk_pestbeleid"), "nl-BE"
    )
    assert [bit.role for bit in row.bits] == ["unknown", "against", "for"]


def test_a_frequency_parts_at_regularly():
    assert sides("ouders", "erv_gepest") == [
        "niet strong-for",
        "een_of_twee for",
        "twee_drie_maand against",
        "een_week midway-against",
        "meer_week strong-against",
        "weet_niet unknown",
    ]


@pytest.mark.parametrize("name", ["erv_gepest", "com_tevreden"])
def test_no_two_neighbours_of_a_scale_look_alike(name):
    item = item_of("ouders", name)
    row = answer_row("x", item, RESULTS.distribution("ouders", NOW, name), "nl-BE")
    looks = [colours.FILLS[bit.role] for bit in row.bits]
    assert all(one != other for one, other in itertools.pairwise(looks))


def test_what_is_published_together_stands_against_what_is_favourable():
    found = sides("personeel", "com_tevreden")
    assert found[0].endswith(" against")
    assert found[1:] == ["tevreden|zeer_tevreden for", "weet_niet unknown"]


def test_a_refusal_is_in_no_bar():
    item = item_of("ouders", "erv_gepest")
    row = answer_row("x", item, RESULTS.distribution("ouders", NOW, "erv_gepest"), "nl-BE")
    assert "liever" not in " ".join(bit.label for bit in row.bits)


def test_a_hidden_group_keeps_its_label_and_its_reason():
    hidden = releases.everything_hidden()
    item = next(item for item in hidden.items("personeel", NOW) if item.id == "com_tevreden")
    row = answer_row("Hele school", item, hidden.distribution("personeel", NOW, "com_tevreden"), "nl-BE")
    assert row.label == "Hele school"
    assert row.bits == ()
    assert row.note


def test_the_legend_follows_the_bars_and_ends_with_what_stands_apart():
    item = item_of("ouders", "com_tevreden")
    spreads = [RESULTS.distribution("ouders", year, "com_tevreden") for year in releases.YEARS]
    assert [entry.role for entry in legend(item, spreads)] == [
        "strong-against", "against", "for", "strong-for", "middle", "unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"), [("com_tevreden", True), ("erv_gepest", True), ("hulp_gepest", False), ("ctx_niveau", False)]
)
def test_which_items_have_sides(name, expected):
    assert has_sides(item_of("ouders", name)) is expected


def test_hidden_groups_are_named():
    assert hidden_groups([]) == ""
    assert hidden_groups(["1A", "2A"]) == "Te weinig antwoorden om te tonen: 1A, 2A."
