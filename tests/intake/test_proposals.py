"""What is only likely is proposed, with how likely it is, and never linked."""

import pytest

from monitor.intake.choices import read_choices
from monitor.intake.mapping import map_export
from tests.intake.export_tables import SURVEY, dry_run, export

NEARLY = "Mijn kind voelde zich veilig op de speelplaats"


def proposed(heading: str, cells: list[str], code: str | None = None, **more: object) -> list[tuple[str, float]]:
    given = export("\n".join(f"| {cell} |" for cell in (heading, *cells)), codes=(code,))
    answers = map_export(given, SURVEY, **more)  # type: ignore[arg-type]  # the mapping, or nothing
    assert all(link.item is None for link in answers.links)
    return [(one.item, one.certainty) for one in answers.proposals]


@pytest.mark.parametrize(
    ("cells", "certainty"),
    [
        (["Mee eens"] * 6, 0.76),
        (["Mee eens"] * 3 + ["Heel vaak"] * 3, 0.57),
        (["Heel vaak"] * 4, 0.76),
    ],
)
def test_answers_that_do_not_fit_make_it_less_likely(cells: list[str], certainty: float) -> None:
    ((item, sure),) = proposed(NEARLY, cells)
    assert item == "veilig"
    assert sure == pytest.approx(certainty, abs=0.03)


def test_an_open_question_takes_every_answer() -> None:
    ((item, sure),) = proposed("Wat kan nog beter?", ["eten", "sport", "niets", "rust", "meer tijd", "weinig"])
    assert item == "beter"
    assert sure > 0.6


def test_a_column_of_other_answers_is_no_proposal() -> None:
    assert proposed(NEARLY, ["Heel vaak"] * 6) == []


def test_a_code_with_other_words_beside_it_is_proposed() -> None:
    assert proposed("veilig. Een andere tekst", ["Mee eens"] * 6, "veilig") == [("veilig", 0.7)]
    assert proposed("veilig. Een andere tekst", ["Heel vaak"] * 6, "veilig") == []


def test_what_somebody_decided_about_is_not_proposed_again() -> None:
    mapping = read_choices({"columns": {NEARLY: "drop"}}, SURVEY)
    assert proposed(NEARLY, ["Mee eens"] * 6, mapping=mapping) == []


def test_a_proposed_column_is_told_once_with_the_question_that_it_may_be() -> None:
    given = export(f"| {NEARLY} | {NEARLY} | Iets anders |\n" + "| Mee eens | Heel vaak | x |\n" * 6)
    findings = map_export(given, SURVEY).findings
    told = [(one.code, one.column) for one in findings if one.code in ("W-PROPOSAL", "I-NO-ITEM", "I-FREE-TEXT")]
    assert told == [("W-PROPOSAL", NEARLY), ("I-NO-ITEM", NEARLY), ("I-NO-ITEM", "Iets anders")]
    missing = [one.message for one in findings if one.code == "I-ITEM-MISSING"]
    assert len(missing) == len(SURVEY.items) - 1, "the likely one is not called missing as well"
    (message,) = (one.message for one in findings if one.code == "W-PROPOSAL")
    assert f'veilig ("{SURVEY.say(SURVEY.item("veilig").text)}")' in message


def test_names_are_not_proposed() -> None:
    people = ["Jan Peeters", "An De Smet", "Piet Claes", "Els Maes", "Tom Wouters", "Eva Jacobs"]
    assert proposed(NEARLY, people) == []


def test_the_report_has_the_certainty_and_no_item() -> None:
    report = dry_run(export(f"| {NEARLY} | Wat kan beter? |\n" + "| Mee eens | x |\n" * 6))
    (column,) = (one for one in report["columns"] if one["heading"] == NEARLY)
    assert column["item"] is None
    assert 0.5 < column["certainty"] < 0.8
