"""What the rows of a grid tell of each other."""

import pytest

from monitor.intake.draft import draft_survey
from tests.intake.export_tables import dry_run, export
from tests.intake.test_mapping_draft import told


def grid(first: str, second: str, few: str) -> str:
    """A grid of two rows: in the first three of twenty people said `few`, in the second one did."""
    rows = [f"{few} | {first}", f"{few} | {second}", f"{few} | {few}"]
    return "\n".join(["Waar? [Klas] | Waar? [Hal]", *rows, *[f"{first} | {second}", f"{second} | {first}"] * 12])


def test_all_rows_of_a_grid_of_check_boxes_are_lists() -> None:
    """Two people in 28 ticked two boxes of the second row: alone that looks like another answer."""
    given = export(
        grid("Ochtend", "Middag", "Middag, Ochtend") + "\nMiddag, Ochtend | Middag, Ochtend", joiners=(", ",)
    )
    survey = draft_survey(given, "proef")
    assert [told(item) for item in survey.items] == ["multiple: Middag / Ochtend"] * 2
    items = dry_run(given, survey)["items"]
    assert [item["counts"] for item in items] == [{"ochtend": 16, "middag": 16}, {"ochtend": 15, "middag": 15}]


@pytest.mark.parametrize("few", ["Nooit, of bijna nooit", "Elders, niet hier"])
def test_an_answer_with_a_comma_stays_one_answer_in_a_grid(few: str) -> None:
    survey = draft_survey(export(grid("Vaak", "Soms", few), joiners=(", ",)), "proef")
    assert {item.type for item in survey.items} <= {"single", "likert"}
    assert all(few in [option.label["nl"] for option in item.options] for item in survey.items)


@pytest.mark.parametrize(("joiner", "option"), [(" ", "mail"), (",", "mail,brief"), (";", "mail;brief")])
def test_choices_that_always_stand_together_are_read_as_they_are_written(joiner: str, option: str) -> None:
    """Names of variables hold no blank, so they stay two options; elsewhere it is one option with its own joiner."""
    several = [("app", "mail", "brief"), ("bord", "mail", "brief"), ("app", "bord")]
    rows = ["app", "bord", *map(joiner.join, several)] * 4
    given = export("\n".join(["Hoe? | Klas", *[f"{row} | 1A" for row in rows]]), joiners=(joiner,))
    survey = draft_survey(given, "proef")
    item = dry_run(given, survey)["items"][0]
    assert (item["type"], item["unrecognised"]) == ("multiple", 0)
    counts = {item["labels"][code]: n for code, n in item["counts"].items()}
    assert counts == {"app": 12, "bord": 12, option: 8} | ({"brief": 8} if joiner == " " else {})
