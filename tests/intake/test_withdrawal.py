"""Withdrawal codes at the door: known by their column, hashed under the wave's key, and otherwise gone."""

import hmac
from hashlib import sha256

import numpy as np
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from monitor.anonymous import AnonymousAnswers
from monitor.intake.choices import Choices, read_choices
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from monitor.intake.identifiers import Kind, kind_by_heading
from monitor.intake.mapping import map_export
from monitor.intake.withdrawal import told_of_codes, withdrawal_codes
from monitor.withdrawal_codes import hashes, normalised, places_of
from tests.intake.export_tables import SURVEY, export


@pytest.mark.parametrize(
    "heading",
    [
        "Intrekcode",
        "intrek-code (zelf gekozen)",
        "Code om in te trekken",
        "Kies een code van minstens zes tekens om je antwoorden later te kunnen intrekken",
        "Wil je later kunnen intrekken? Schrijf hier een code.",
        "Terugtrekcode",
        "Withdrawal code",
        "A code with which you can withdraw your answers",
        "Code de retrait",
        "Code pour retirer mes réponses",
        "Widerrufscode",
        "Rückzugscode",
    ],
)
def test_headings_of_withdrawal_codes(heading: str) -> None:
    assert kind_by_heading(heading) is Kind.WITHDRAWAL


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Toegangscode", Kind.TOKEN), ("Postcode", Kind.ADDRESS), ("Trekt de school zich terug?", None), ("Code", None)],
)
def test_headings_of_something_else(heading: str, kind: Kind | None) -> None:
    assert kind_by_heading(heading) is kind


TABLE = """
| veilig     | Intrekcode   |
| Mee eens   | Rode kat 7   |
| Tussenin   | rode-KAT-7   |
| Mee oneens | kat7         |
| Mee eens   |              |
| Mee eens   | geen idee    |
| Mee eens   | 0012345678   |
"""


def codes(given: Export, chosen: Choices | None = None) -> dict[int, str]:
    return withdrawal_codes(map_export(given, SURVEY, mapping=chosen))


def test_codes_are_read_in_one_spelling() -> None:
    assert codes(export(TABLE)) == {0: "rodekat7", 1: "rodekat7", 2: "", 5: "12345678"}


def test_the_column_is_an_identifier_and_asks_nothing() -> None:
    answers = map_export(export(TABLE), SURVEY)
    assert [link.role for link in answers.links] == ["item", "identifier"]
    assert "Intrekcode" not in {item.text["nl"] for item in draft_survey(export(TABLE), "eigen").items}


def test_what_is_told_names_no_code() -> None:
    answers = map_export(export(TABLE), SURVEY)
    told = list(told_of_codes(answers, withdrawal_codes(answers), range(6), {4}))
    assert [(one.severity, one.code, one.column) for one in told] == [
        ("info", "I-WITHDRAWAL", "Intrekcode"),
        ("warning", "W-SHORT-CODE", "Intrekcode"),
        ("info", "I-WITHDRAWN", "Intrekcode"),
    ]
    assert told[0].message.startswith("3 antwoorden hebben een intrekcode")
    assert told[1].message.startswith("Eén intrekcode heeft minder dan 6 letters en cijfers")
    assert not any("kat" in one.message.casefold() for one in told)


def test_whether_there_is_a_code_is_no_code() -> None:
    given = export("| veilig | Heb je een intrekcode? |" + "\n| Mee eens | Ja |\n| Tussenin | Nee |" * 3)
    assert codes(given) == {}


def test_a_mapping_file_may_say_which_column_has_the_codes() -> None:
    given = export("| veilig | Lievelingsdier |\n| Mee eens | olifant |\n| Tussenin | giraffe |")
    assert codes(given) == {}
    chosen = read_choices({"columns": {"Lievelingsdier": "withdrawal-code"}}, SURVEY)
    assert codes(given, chosen) == {0: "olifant", 1: "giraffe"}
    assert chosen.instead("lievelingsdier") == "withdrawal-code"
    later = read_choices({"columns": {"Lievelingsdier": "drop"}}, SURVEY).over(chosen)
    assert codes(given, later) == {}
    assert codes(given, Choices().over(chosen)) == {0: "olifant", 1: "giraffe"}


def test_a_code_is_no_identity_and_no_test() -> None:
    """Two who chose the same code are two people; a code that says "test" is a code."""
    from monitor.intake.anonymise import anonymise
    from monitor.intake.validate import validate

    table = "| veilig | Intrekcode | Klas |" + "\n| Mee eens | test 1234 | 1A |\n| Tussenin | test 1234 | 2B |" * 2
    result = anonymise(validate(map_export(export(table), SURVEY)), group_column="Klas")
    assert (result.rows.stored, result.answers.contributor) == (4, None)


@drawn(st.text(max_size=12))
def test_one_spelling_is_its_own_spelling(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_hashes_are_hmac_sha256_under_the_key_for_withdrawal() -> None:
    asked: list[str] = []

    def key_for(purpose: str) -> bytes:
        asked.append(purpose)
        return b"k" * 32

    table = hashes(["rodekat7", "", "olifant"], key_for)
    assert set(asked) == {"withdrawal"}
    expected = [hmac.new(b"k" * 32, code, sha256).digest() for code in (b"rodekat7", b"olifant")]
    assert [row.astype("<u8").tobytes() for row in table] == [expected[0], bytes(32), expected[1]]
    assert places_of(expected[1], table).tolist() == [False, False, True]
    assert hashes(["", ""], key_for) is None


def test_answers_go_with_what_is_kept_beside_them() -> None:
    whole = AnonymousAnswers(
        "proef", ("1A",), np.array([1, 0, 1], np.int16), {"a": np.array([1, 2, 3], np.int8)},
        np.array([7, 8, 7], np.int32), np.arange(12, dtype=np.uint64).reshape(3, 4),
    )  # fmt: skip
    part = whole.at(np.array([True, False, True]))
    assert (part.codes["a"].tolist(), part.contributor.tolist()) == ([1, 3], [7, 7])
    assert part.withdrawal.tolist() == [[0, 1, 2, 3], [8, 9, 10, 11]]
    assert (whole.as_closed().contributor, whole.as_closed().withdrawal) == (None, None)
