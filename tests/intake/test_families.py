"""One family, several children: each form counts, and people are counted apart from forms."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from monitor.anonymous import COUNTED_BEFORE
from monitor.intake.anonymise import Anonymised, anonymise
from monitor.intake.export import Export
from monitor.intake.families import families_of
from monitor.intake.mapping import map_export
from monitor.intake.validate import validate
from tests.intake.export_tables import SURVEY, export

TABLE = """
| E-mail  | Naam      | Klas | veilig     |
| a@x.be  | Ann Smet  | 1A   | Mee eens   |
| b@x.be  | Bert Maes | 1A   | Tussenin   |
| A@X.be  | Ann Smet  | 2 b  | Mee oneens |
| a@x.be  | Ann Smet  | 2B   | Tussenin   |
|         | ann smet  | 3C   | Mee eens   |
| c@x.be  | Cis Claes | 3C   | Mee eens   |
"""


def made(given: Export, *, group_column: str | None = "Klas", survey: object = SURVEY, **more: object) -> Anonymised:
    return anonymise(validate(map_export(given, survey)), group_column=group_column, **more)


def by_row(result: Anonymised) -> dict[int, int]:
    """The contributor of each row of the file that is kept; headings are row 1."""
    assert result.answers.contributor is not None
    return {place + 2: int(n) for place, n in zip(result.places, result.answers.contributor, strict=True)}


def test_forms_for_different_classes_are_kept_and_share_a_contributor() -> None:
    result = made(export(TABLE))
    assert result.dropped == ((4, "duplicate"),)
    found = by_row(result)
    assert sorted(found) == [2, 3, 5, 6, 7]
    assert found[2] == found[5] == found[6]
    assert len(set(found.values())) == 3
    assert result.answers.contributor.dtype.name == "int32"
    assert COUNTED_BEFORE not in found.values()
    (told,) = [finding for finding in result.findings if finding.code == "I-FAMILIES"]
    assert told.message.startswith("3 antwoorden komen van gezinnen")


def test_without_a_column_of_the_class_the_same_person_is_a_double() -> None:
    result = made(export(TABLE), group_column=None)
    assert [row for row, _reason in result.dropped] == [2, 4]
    assert result.answers.contributor is None


@pytest.mark.parametrize("audience", ["leerlingen", "personeel"])
def test_who_answers_for_himself_has_one_form(audience: str) -> None:
    result = made(export(TABLE), survey=SURVEY.model_copy(update={"audience": audience}))
    assert [row for row, _reason in result.dropped] == [2, 4]
    assert result.answers.contributor is None


def test_a_form_about_a_child_needs_no_group_column_to_be_told_apart() -> None:
    asked = SURVEY.model_copy(update={"one_response_per": "child"})
    found = by_row(made(export(TABLE), group_column=None, survey=asked))
    assert found[2] == found[5] == found[6]


def test_where_every_family_has_several_children_they_are_families_still() -> None:
    lines = [f"| o{n}@x.be | {kind} | Mee eens |" for n in range(8) for kind in ("1A", "2B", "3C")]
    result = made(export("\n".join(["| E-mail | Klas | veilig |", *lines])))
    assert len(result.answers) == 24
    assert len(set(by_row(result).values())) == 8


def test_the_schools_own_address_in_every_row_makes_no_family() -> None:
    lines = [f"| info@school.be | {kind} | Mee eens |" for kind in ("1A", "2B", "3C", "4D", "5E") * 3]
    result = made(export("\n".join(["| E-mail | Klas | veilig |", *lines])))
    assert (len(result.answers), result.answers.contributor) == (15, None)


def test_two_imports_draw_other_numbers() -> None:
    first, second = by_row(made(export(TABLE))), by_row(made(export(TABLE)))
    assert set(first.values()).isdisjoint(second.values())


def test_a_form_whose_family_was_stored_before_adds_nobody() -> None:
    found = by_row(made(export(TABLE), stored_before=frozenset({0})))  # row 2, in an earlier import
    assert found[5] == found[6] == COUNTED_BEFORE
    assert COUNTED_BEFORE not in (found[3], found[7])
    alone = made(export(TABLE), stored_before=frozenset({0, 3}))  # rows 2 and 5: one is left
    assert by_row(alone)[6] == COUNTED_BEFORE
    assert any(one.message.startswith("1 antwoord komt") for one in alone.findings)


@drawn(st.lists(st.lists(st.integers(0, 8), max_size=3), max_size=12))
def test_families_are_the_connected_rows(rows: list[list[int]]) -> None:
    """Against a walk from row to row along what they share."""
    found = families_of((place, [bytes([name]) for name in names]) for place, names in enumerate(rows))
    for start in range(len(rows)):
        reached, todo = {start}, [start]
        while todo:
            names = set(rows[todo.pop()])
            more = {place for place, others in enumerate(rows) if names & set(others)} - reached
            reached |= more
            todo += more
        assert {place for place, first in found.items() if first == found.get(start)} == (
            reached if len(reached) > 1 else set()
        )
        assert found.get(start, start) == min(reached)
