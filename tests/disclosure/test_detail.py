"""Detail by size: what is counted for how many answers."""

import pytest

from monitor.definition import library
from monitor.definition.model import ItemType
from monitor.disclosure.detail import codes_of, counted_items, deepest_level, published_sets
from tests.support.protection import POLICY, item, satisfaction, survey

PARENTS = library.survey("ouders")
SATISFIED = satisfaction()


@pytest.mark.parametrize(
    ("name", "n", "sets"),
    [
        ("com_tevreden", 9, []),
        ("com_tevreden", 10, ["*", "tevreden|zeer_tevreden"]),
        (
            "com_tevreden",
            30,
            [
                "*",
                "zeer_ontevreden|ontevreden|neutraal|tevreden|zeer_tevreden",
                "tevreden|zeer_tevreden",
                "zeer_ontevreden|ontevreden|neutraal",
                "weet_niet",
            ],
        ),
        (
            "com_tevreden",
            60,
            [
                "*",
                "zeer_ontevreden|ontevreden|neutraal|tevreden|zeer_tevreden",
                "zeer_ontevreden",
                "ontevreden",
                "neutraal",
                "tevreden",
                "zeer_tevreden",
                "weet_niet",
                "tevreden|zeer_tevreden",
            ],
        ),
        ("bk_online", 29, ["*", "ja|nee"]),
        ("bk_online", 30, ["*", "ja|nee", "ja", "nee", "weet_niet"]),
        (
            "erv_gepest",
            10,
            [
                "*",
                "niet|een_of_twee|twee_drie_maand|een_week|meer_week|weet_niet",
                "twee_drie_maand|een_week|meer_week",
            ],
        ),
        (
            "erv_gepest",
            59,
            [
                "*",
                "niet|een_of_twee|twee_drie_maand|een_week|meer_week|weet_niet",
                "niet|een_of_twee|twee_drie_maand|een_week|meer_week",
                "niet",
                "een_of_twee",
                "twee_drie_maand|een_week|meer_week",
            ],
        ),
        ("ctx_actief", 30, ["*", "ja_actief"]),
        ("slot_goed", 100, []),
    ],
)
def test_sets_by_size(name: str, n: int, sets: list[str]) -> None:
    assert list(published_sets(PARENTS.item(name), n, POLICY)) == sets


@pytest.mark.parametrize(
    ("n", "sets"),
    [(10, "* a"), (29, "* a"), (30, "* a b c"), (59, "* a b c"), (60, "* a b c d geen")],
)
def test_options_of_a_list_by_size(n: int, sets: str) -> None:
    listed = item("lijst", ("a", "b", "c", "d", "geen"), type=ItemType.MULTIPLE, exclusive=("geen",))
    assert list(published_sets(listed, n, POLICY)) == sets.split()


def test_options_that_an_indicator_names_come_first() -> None:
    listed = PARENTS.item("hulp_gepest")
    named = published_sets(listed, 10, POLICY)[1]
    assert published_sets(listed, 30, POLICY)[1] == named
    assert named in listed.codes()


def test_how_deep_an_item_goes() -> None:
    asked = survey(
        item("nul", ("ja", "nee")),
        item("een", ("ja", "nee"), sensitive=1),
        item("twee", ("ja", "nee"), sensitive=2),
        item("geleid", ("ja", "nee"), shown_if={"nul": ("ja",)}),
        item("volgorde", ("a", "b"), type=ItemType.RANKING),
        item("getal", (), type=ItemType.NUMBER),
    )
    assert {one.id: deepest_level(one, asked) for one in counted_items(asked)} == {
        "nul": "class",
        "een": "stage",
        "twee": "school",
        "geleid": "school",
    }


def test_of_staff_nothing_goes_deeper_than_the_school() -> None:
    asked = survey(item("nul", ("ja", "nee")), item("een", ("ja", "nee"), sensitive=1))
    staff = asked.model_copy(update={"audience": "personeel"})
    assert [deepest_level(one, staff) for one in staff.items] == ["school", "school"]


def test_codes_of_a_fact() -> None:
    assert codes_of("*", SATISFIED) == SATISFIED.codes()
    assert codes_of("tevreden|zeer_tevreden", SATISFIED) == ("tevreden", "zeer_tevreden")
