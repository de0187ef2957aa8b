"""Not shown is not "no answer": the conditions of the survey tell them apart."""

from monitor.definition.model import Condition, Item, ItemType
from tests.intake.export_tables import SURVEY, counted, export, finding_codes, options


def test_who_did_not_see_the_question_is_not_shown() -> None:
    given = export(
        """
        | contact | gevolg          |
        | Ja      | Het is gestopt  |
        | Ja      |                 |
        | Nee     |                 |
        | Nee     | Het duurt nog   |
        |         | Het duurt nog   |
        | wat     | Het duurt nog   |
        """
    )
    assert counted(given, "gevolg") == "gestopt 1, bezig 1; 1 empty, 2 not shown, 0 unrecognised"
    assert finding_codes(given).count("W-NOT-MEANT") == 1


def test_without_the_earlier_column_nothing_is_concluded() -> None:
    given = export("| gevolg | beter |\n| Het is gestopt | x |\n| | x |")
    assert counted(given, "gevolg") == "gestopt 1; 1 empty, 0 not shown, 0 unrecognised"


def test_a_tick_of_multiple_choice_opens_the_question() -> None:
    routed = Item(
        id="daar",
        type=ItemType.MULTIPLE,
        text={"nl": "Wat gebeurt daar?"},
        options=options("duwen=Duwen", "schelden=Schelden"),
        routing=(Condition(item="waar", options=("plein", "bestaat_niet")),),
    )
    survey = SURVEY.model_copy(update={"items": (*SURVEY.items, routed)})
    given = export(
        """
        | waar         | daar           |
        | Op het plein | Duwen;Schelden |
        | Op het plein |                |
        | Nergens      |                |
        | Nergens      | Duwen          |
        """,
        joiners=(";",),
    )
    assert counted(given, "daar", survey) == "duwen 1, schelden 1; 1 empty, 2 not shown, 0 unrecognised"
