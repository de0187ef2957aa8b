"""Which column belongs to which item: a table of headings and where they go."""

from dataclasses import replace

import pytest

from monitor.definition.model import Item, ItemType, Survey
from monitor.intake.choices import Choices
from monitor.intake.export import Column, Export
from monitor.intake.linking import link_columns
from monitor.intake.normalise import key
from tests.intake.export_tables import PLACES, SURVEY, column, dry_run, export, finding_codes, options

VEILIG = "Mijn kind voelt zich veilig op de speelplaats."
ANY_ROW = "\n| x |"


def link(heading: str, code: str | None = None, **more: object) -> str:
    given = export(f"| {heading} |{ANY_ROW}", codes=(code,))
    links, _findings = link_columns(given, SURVEY, more.get("crosswalk", {}), more.get("mapping", Choices()))
    (one,) = links
    return f"{one.item} {one.option or '-'} {one.rank or '-'} {one.certainty:.2f}"


@pytest.mark.parametrize(
    ("heading", "goes_to"),
    [
        ("veilig", "veilig - - 1.00"),
        ("waar[plein]", "waar plein - 1.00"),
        ("waar_plein", "waar plein - 1.00"),
        ("waar.plein", "waar plein - 1.00"),
        (VEILIG, "veilig - - 1.00"),
        ("Mijn kind voelt zich veilig op de schoolplein.", "veilig - - 1.00"),
        ("mijn kind  voelt zich veilig op de speelplaats", "veilig - - 0.98"),
        ("Mijn kind voelt zich veilig o...", "veilig - - 0.90"),
        ("Wat kan beter?2", "beter - - 0.85"),
        ("Wat kan beter-", "beter - - 0.98"),
        ("7. Wat kan beter?", "beter - - 0.98"),
        ("Q12: Waar is het niet veilig? [Op het plein]", "waar plein - 0.98"),
        ("Waar is het niet veilig? [Op het plein]", "waar plein - 1.00"),
        ("Waar is het niet veilig? [Anders]", "waar anders - 1.00"),
        ("Waar is het niet veilig? [Other]", "waar anders - 1.00"),
        ("Waar is het niet veilig? [Comment]", "None - - 0.00"),
        ("Waar is het niet veilig? [Op de maan]", "None - - 0.00"),
        ("Wat is het belangrijkst? [Rank 2]", "eerst - 2 1.00"),
        ("Wat is het belangrijkst? [Rust]", "eerst rust - 1.00"),
        ("Hoe is het? [Wat kan beter?]", "beter - - 1.00"),
        ("Had je contact met de school? [Andere]", "None - - 0.00"),
        ("Wat een mooie dag...", "None - - 0.00"),
        ("Schoolfeest", "None - - 0.00"),
        ("ID", "None - - 0.00"),
    ],
)
def test_headings(heading: str, goes_to: str) -> None:
    assert link(heading) == goes_to


@pytest.mark.parametrize(
    ("heading", "code", "goes_to"),
    [
        ("veilig", "veilig", "veilig - - 1.00"),
        (f"veilig. {VEILIG}", "veilig", "veilig - - 1.00"),
        ("veilig. Mijn kind..", "veilig", "veilig - - 1.00"),
        ("veilig. Mijn kind voelt zich soms veilig op de speelplaats", "veilig", "veilig - - 0.90"),
        ("veilig. Een andere tekst", "veilig", "None - - 0.00"),
        ("veilig. Wat kan beter?", "veilig", "None - - 0.00"),
        ("waar[SQ001]. Waar? [Op het plein]", "waar[SQ001]", "waar plein - 0.90"),
        ("waar[SQ001]. Waar is het niet veilig? [Op het plein]", "waar[SQ001]", "waar plein - 1.00"),
        ("waar[SQ009]. Waar? [Op de maan]", "waar[SQ009]", "None - - 0.00"),
        ("veilig[SQ001]. Iets [x]", "veilig[SQ001]", "None - - 0.00"),
    ],
)
def test_codes_of_the_tool(heading: str, code: str, goes_to: str) -> None:
    assert link(heading, code) == goes_to


@pytest.mark.parametrize(
    ("heading", "question", "part", "goes_to"),
    [
        ("Q00. Wat kan beter?", "Wat kan beter?", None, "beter"),
        ("Q01. Wat kan beter? [nu]", "Wat kan beter?", "nu", "beter"),
        (" [Wat kan beter?]", "", "Wat kan beter?", "beter"),
        (" []", "", "", None),
    ],
)
def test_headings_that_the_reader_took_apart(
    heading: str, question: str, part: str | None, goes_to: str | None
) -> None:
    given = export("| Kop |\n| x |")
    apart = replace(given, columns=(Column(0, heading, question, part, "Q99"),))
    assert link_columns(apart, SURVEY, {}, Choices())[0][0].item == goes_to


def test_the_crosswalk_knows_an_earlier_wording() -> None:
    crosswalk = {"veilig": {"2023-2024": ("Voelt je kind zich veilig?",)}}
    assert link("Voelt je kind zich veilig", crosswalk=crosswalk) == "veilig - - 0.95"


def test_the_mapping_file_goes_first() -> None:
    assert link("Onze eigen vraag", mapping=Choices({key("Onze eigen vraag"): "veilig"})) == "veilig - - 1.00"
    assert link(VEILIG, mapping=Choices({key(VEILIG): None})) == "None - - 0.00"


def test_a_likely_heading_is_proposed_and_not_linked() -> None:
    report = dry_run(export(f"| Mijn kind voelde zich veilig op de speelplaats | Wat kan beter? |{ANY_ROW[:-1]}| x |"))
    (proposal,) = [f for f in report["findings"] if f["code"] == "W-PROPOSAL"]
    assert "veilig" in proposal["message"]
    assert proposal["column"] == "Mijn kind voelde zich veilig op de speelplaats"
    assert report["columns"][0]["item"] is None


def test_a_beginning_that_fits_two_items_links_none() -> None:
    twins = SURVEY.model_copy(
        update={
            "items": tuple(
                Item(id=name, type=ItemType.OPEN, text={"nl": f"Wat vind je van de school {name}?"})
                for name in ("nu", "later")
            )
        }
    )
    links, _findings = link_columns(export("| Wat vind je van de school... |\n| x |"), twins, {}, Choices())
    assert links[0].item is None


def test_one_heading_for_two_items_goes_to_both_in_turn() -> None:
    twins = SURVEY.model_copy(
        update={
            "items": tuple(Item(id=name, type=ItemType.MULTIPLE, text={"nl": "Waar?"}, options=PLACES) for name in "ab")
        }
    )
    given = export("| Waar? [Op het plein] | Waar? [Nergens] | Waar? [Op het plein] | Waar? [Nergens] |\n| Y | | | Y |")
    links, _findings = link_columns(given, twins, {}, Choices())
    assert [(one.item, one.option) for one in links] == [("a", "plein"), ("a", "geen"), ("b", "plein"), ("b", "geen")]


def test_a_question_made_again_halfway_is_merged_and_reported() -> None:
    given = export(
        """
        | Had je contact met de school? | Had je contact met de school? |
        | Ja                            |                               |
        |                               | Nee                           |
        | Ja                            | Nee                           |
        """
    )
    report = dry_run(given)
    assert report["items"][0]["counts"] == {"ja": 2, "nee": 1}
    assert "W-DOUBLE-COLUMN" in finding_codes(given)


def test_items_without_a_column_are_told() -> None:
    given = export("| veilig |\n| Mee eens |")
    assert finding_codes(given).count("I-ITEM-MISSING") == len(SURVEY.items) - 1


def test_two_options_with_one_text_are_neither() -> None:
    twins = Survey(
        id="x",
        audience="overig",
        version="1",
        title={"nl": "x"},
        items=(Item(id="waar", type=ItemType.MULTIPLE, text={"nl": "Waar?"}, options=options("a=Hier.", "b=hier")),),
    )
    given: Export = export("| Waar? [HIER] |\n| Y |")
    assert link_columns(given, twins, {}, Choices())[0][0].option is None
    assert column(0, "Waar? [HIER]").part == "HIER"
