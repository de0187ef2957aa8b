"""Cells read as codes: each table is an export, beside it what the dry run counts."""

import pytest

from monitor.definition.model import Item, ItemType
from monitor.intake.choices import Choices
from monitor.intake.normalise import key
from tests.intake.export_tables import AGREE, SURVEY, counted, dry_run, export, finding_codes, options


def one_column(heading: str, *answers: str | None) -> str:
    return "\n".join(f"| {cell or ''} | {place} |" for place, cell in enumerate([heading, *answers])).replace(
        "| 0 |", "| Wat kan beter? |", 1
    )


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        (["Mee eens", "MEE EENS ", "Mee\u00a0eens."], "eens 3; 0 empty, 0 not shown, 0 unrecognised"),
        (["eens", "oneens", "wn"], "oneens 1, eens 1, wn 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["1", "3", "3.0"], "oneens 1, eens 2; 0 empty, 0 not shown, 0 unrecognised"),
        (["1", "3", "9"], "; 0 empty, 0 not shown, 3 unrecognised"),
        (["1", "Mee eens", None], "eens 1; 1 empty, 0 not shown, 1 unrecognised"),
        (["Mee eens (3)", "Mee oneens (1)"], "oneens 1, eens 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["don't know", "Geen mening", "je ne sais pas"], "wn 3; 0 empty, 0 not shown, 0 unrecognised"),
        (["n.v.t."], "; 0 empty, 0 not shown, 1 unrecognised"),
        (["Heel erg mee eens"], "; 0 empty, 0 not shown, 1 unrecognised"),
    ],
)
def test_one_answer(answers: list[str | None], counts: str) -> None:
    assert counted(export(one_column("veilig", *answers)), "veilig") == counts


def test_numbers_read_as_values_are_reported() -> None:
    assert "I-NUMBERS" in finding_codes(export(one_column("veilig", "1", "3")))
    assert "I-NUMBERS" not in finding_codes(export(one_column("veilig", "Mee eens")))


@pytest.mark.parametrize(
    ("answers", "counts"),
    [
        (["Op het plein;In de gang, of op de trap;"], "plein 1, gang 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["Op het plein, In de gang, of op de trap"], "plein 1, gang 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["In de gang, of op de trap, Op het plein"], "plein 1, gang 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["op het plein ;"], "plein 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["Op het plein, achter de (oude, rode) schuur"], "plein 1, anders 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["bij de bushalte"], "anders 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["plein;gang"], "plein 1, gang 1; 0 empty, 0 not shown, 0 unrecognised"),
        (["Nergens", "Op het plein", None], "plein 1, geen 1; 1 empty, 0 not shown, 0 unrecognised"),
        ([";"], "; 1 empty, 0 not shown, 0 unrecognised"),
    ],
)
def test_choices_joined_in_one_cell(answers: list[str | None], counts: str) -> None:
    assert counted(export(one_column("waar", *answers), joiners=(";", ", ")), "waar") == counts


def test_an_exclusive_option_with_others_gives_way_and_is_counted() -> None:
    given = export(one_column("waar", "Nergens;Op het plein", "Nergens"), joiners=(";",))
    assert counted(given, "waar") == "plein 1, geen 1; 0 empty, 0 not shown, 0 unrecognised"
    assert finding_codes(given).count("W-EXCLUSIVE") == 1


def test_choices_beside_unknown_ones_count_in_both() -> None:
    strict = SURVEY.model_copy(
        update={
            "items": (
                Item(id="waar", type=ItemType.MULTIPLE, text={"nl": "Waar?"}, options=options("a=Hier", "b=Daar")),
            )
        }
    )
    given = export("| waar |\n| Hier;Ginds |\n| Ginds |\n| Daar;Hier |", joiners=(";",))
    assert counted(given, "waar", strict) == "a 2, b 1; 0 empty, 0 not shown, 1 unrecognised"
    assert dry_run(given, strict)["rows"]["rejected"] == 1


@pytest.mark.parametrize(("yes", "no"), [("Y", ""), ("Ja", "Nee"), ("Yes", "No"), ("1", "0"), ("Op het plein", "")])
def test_a_column_per_option(yes: str, no: str) -> None:
    given = export(
        f"""
        | veilig   | waar[plein] | waar[geen] | waar[anders] |
        | Mee eens | {yes}       | {no}       |              |
        | Mee eens | {no}        | {no}       | in het bos   |
        | Mee eens | {no}        | {no}       |              |
        | Mee eens | N/A         | N/A        | N/A          |
        | Mee eens | wat?        | {no}       |              |
        """,
        tool="limesurvey",
        not_shown=("N/A",),
    )
    assert counted(given, "waar") == "plein 1, anders 1; 1 empty, 1 not shown, 1 unrecognised"


@pytest.mark.parametrize(
    "table",
    [
        "| eerst |\n| Hulp;Rust;Regels; |\n| Rust;Hulp; |",
        "| eerst [Rank 1] | eerst [Rank 2] | eerst [Rank 3] |\n| Hulp | Rust | Regels |\n| Rust | Hulp | |",
        "| eerst[rust] | eerst[regels] | eerst[hulp] |\n| 2 | 3 | 1 |\n| 1 | | 2 |",
    ],
)
def test_rankings(table: str) -> None:
    table = table.replace("eerst [", "Wat is het belangrijkst? [")
    given = export(table, joiners=(";",))
    assert counted(given, "eerst") == "rust 2, regels 1, hulp 2; 0 empty, 0 not shown, 0 unrecognised"


def test_a_place_that_does_not_exist_is_not_recognised() -> None:
    given = export("| veilig | eerst[rust] |\n| Mee eens | 4 |\n| Mee eens | 1.5 |\n| Mee eens | eerst |")
    assert counted(given, "eerst") == "; 0 empty, 0 not shown, 3 unrecognised"


def test_numbers_and_open_text_are_counted_not_kept() -> None:
    given = export("| kinderen | beter |\n| 2 | Meer toezicht |\n| twee | |\n| 1,0 | niets |")
    assert counted(given, "kinderen") == "answered 2; 0 empty, 0 not shown, 0 unrecognised"
    assert counted(given, "beter") == "answered 2; 0 empty, 0 not shown, 0 unrecognised"
    assert dry_run(given)["rows"]["rejected"] == 1


def test_an_option_called_n_a_is_an_answer_even_if_the_tool_says_so_for_not_shown() -> None:
    survey = SURVEY.model_copy(
        update={
            "items": (
                Item(id="q", type=ItemType.SINGLE, text={"nl": "Q"}, options=options("a=Ja", "na=N/A")),
                SURVEY.item("veilig"),
            )
        }
    )
    given = export("| q | veilig |\n| N/A | N/A |", not_shown=("N/A",))
    assert counted(given, "q", survey) == "na 1; 0 empty, 0 not shown, 0 unrecognised"
    assert counted(given, "veilig", survey) == "; 0 empty, 1 not shown, 0 unrecognised"


@pytest.mark.parametrize(("cell", "code"), [("Y", "ja"), ("oui", "ja"), ("No", "nee"), ("N", "nee")])
def test_yes_and_no_in_other_languages(cell: str, code: str) -> None:
    assert counted(export(f"| contact |\n| {cell} |"), "contact") == f"{code} 1; 0 empty, 0 not shown, 0 unrecognised"


def test_the_mapping_file_says_what_a_label_means() -> None:
    mapping = Choices(answers={"veilig": {key("Prima"): "eens"}, "*": {key("Geen flauw idee"): "wn"}})
    given = export("| veilig |\n| prima |\n| Geen flauw idee |")
    assert counted(given, "veilig", mapping=mapping) == "eens 1, wn 1; 0 empty, 0 not shown, 0 unrecognised"


def test_unknown_answers_are_told_by_column_and_number_never_by_value() -> None:
    given = export("| veilig |\n| Jan Peeters |\n| Mee eens |\n| Jan Peeters |")
    (finding,) = [f for f in dry_run(given)["findings"] if f["code"] == "W-UNKNOWN-ANSWERS"]
    assert (finding["column"], "2" in finding["message"], "Jan" in finding["message"]) == ("veilig", True, False)


def test_a_mostly_unknown_column_warns_that_the_scale_was_another() -> None:
    assert "W-OTHER-OPTIONS" in finding_codes(export("| veilig | beter |\n| Prima | x |\n| Goed | x |\n| Mee eens | |"))
    assert len(AGREE) == 4
