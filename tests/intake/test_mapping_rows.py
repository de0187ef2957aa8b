"""Every row has one fate; what leaves is nameless, shuffled and in groups that the school knows."""

import numpy as np
import pytest

from monitor.definition.codebook import codebook
from monitor.errors import FileRefused
from monitor.intake.anonymise import Anonymised, anonymise
from monitor.intake.export import Export
from monitor.intake.mapping import map_export
from monitor.intake.validate import validate
from tests.intake.export_tables import SURVEY, export


def made(given: Export, **more: object) -> Anonymised:
    return anonymise(validate(map_export(given, SURVEY)), **more)


def fates(given: Export, **more: object) -> str:
    """Row and reason of what was dropped, and the account."""
    result = made(given, **more)
    rows = result.rows
    assert rows.read == rows.stored + rows.incomplete + rows.test + rows.duplicate + rows.rejected
    assert len(result.answers) == rows.stored == len(result.kept)
    return ", ".join(f"{row} {reason}" for row, reason in result.dropped)


ROWS = """
| ID | Begintijd       | E-mail    | Naam       | veilig    | beter  |
| 1  | 1-9-2024 8:00   | a@x.be    | Ann Smet   | Mee eens  |        |
| 2  | 1-9-2024 8:01   | b@x.be    | Bert Maes  |           |        |
| 3  | 1-9-2024 8:02   | A@X.be    | Ann S.     | Mee oneens|        |
| 4  | 1-9-2024 8:03   | test@x.be | Cis        | Mee eens  |        |
| 5  | 1-9-2024 8:04   | anonymous |            | Mee eens  | Test 1 |
| 6  | 1-9-2024 8:05   | anonymous |            | Mee eens  |        |
| 7  | 1-9-2024 8:05   | anonymous |            | Mee eens  |        |
| 8  | 1-9-2024 8:05   | anonymous |            | Tussenin  |        |
| 9  | 1-9-2024 8:09   | d@x.be    | Dirk       | Mee eens  | onbekend |
| 10 | 1-9-2024 8:10   |           | Dirk       | Mee eens  |        |
| 11 | 1-9-2024 8:11   |           | Eva Claes  | Mee eens  |        |
| 12 | 1-9-2024 8:12   |           | eva claes  | Tussenin  |        |
"""


def test_the_fate_of_every_row() -> None:
    assert fates(export(ROWS)) == "2 duplicate, 3 rejected, 5 test, 6 test, 8 duplicate, 12 duplicate"


def test_unfinished_and_previews_go_first() -> None:
    given = export(ROWS, unfinished=(3, 5), previews=(7,))
    assert fates(given).startswith("2 duplicate, 3 incomplete, 5 incomplete, 6 test, 7 test, 12 duplicate")
    assert "incomplete" not in fates(given, include_incomplete=True)


@pytest.mark.parametrize("word", ["test", "TEST", "Proef", "test test", "testje", "test 2", "Test.", "dit is een test"])
def test_words_that_announce_a_test(word: str) -> None:
    assert fates(export(f"| veilig | beter |\n| Mee eens | {word} |\n| Mee eens | goed |")) == "2 test"


@pytest.mark.parametrize("word", ["testen op luizen", "een proefles", "Testelmans", "protest"])
def test_words_that_do_not(word: str) -> None:
    assert fates(export(f"| veilig | beter |\n| Mee eens | {word} |\n| Mee eens | goed |")) == ""


def test_a_second_use_of_a_token_is_a_double() -> None:
    given = export("| Token | veilig |\n| abc1 | Mee eens |\n| abc2 | Mee eens |\n| ABC1 | Tussenin |")
    assert fates(given) == "2 duplicate"


def test_without_times_only_an_equal_response_number_makes_a_double() -> None:
    assert fates(export("| veilig |\n| Mee eens |\n| Mee eens |")) == ""
    given = export("| ID | Begintijd | veilig |" + "\n| 7 | 1980-01-01 00:00:00 | Mee eens |" * 2)
    assert fates(given) == "3 duplicate"


def test_what_is_kept_is_codes_of_the_codebook_only() -> None:
    answers = made(export(ROWS)).answers
    assert list(answers.codes) == [column.name for column in codebook(SURVEY)]
    assert {column.dtype for column in answers.codes.values()} == {np.dtype(np.int8)}
    assert sorted(answers.codes["veilig"].tolist()) == [1, 2, 2, 3, 3, 3]
    assert set(answers.codes["contact"].tolist()) == {0}
    assert answers.groups == ()
    assert set(answers.group.tolist()) == {0}


def test_rows_leave_in_another_order() -> None:
    labels = ["Mee oneens", "Tussenin", "Mee eens"] * 20
    given = export("| veilig |\n" + "\n".join(f"| {label} |" for label in labels))
    orders = {tuple(made(given).answers.codes["veilig"].tolist()) for _time in range(4)}
    assert len(orders) == 4


CLASSES = """
| Klas | veilig   | Wie ben je? |
| 3A   | Mee eens | Ann Smet    |
| 3 a  | Tussenin | Bert Maes   |
| 4B   | Mee eens | Cis Peeters |
|      | Mee eens | Dirk Claes  |
| 3A   | Mee eens | Eva Wouters |
| 4B   | Mee eens | Femke Bos   |
"""


def grouped(**more: object) -> dict[str, int]:
    result = made(export(CLASSES), group_column="klas", **more).answers
    named = ("", *result.groups)
    return {name: int((result.group == place).sum()) for place, name in enumerate(named)}


def test_groups_as_the_file_has_them() -> None:
    assert grouped() == {"": 1, "3A": 3, "4B": 2}


def test_groups_as_the_school_has_them() -> None:
    assert grouped(known_groups=("3a", "5C")) == {"": 3, "3a": 3}
    findings = made(export(CLASSES), group_column="Klas", known_groups=("3A",)).findings
    assert [(finding.code, finding.column, "2" in finding.message) for finding in findings] == [
        ("W-UNKNOWN-GROUP", "Klas", True),
        ("I-GROUP-COLUMN", "Klas", False),
    ]
    (used,) = made(export(CLASSES), group_column="Klas", known_groups=("3A", "4B")).findings
    assert (used.code, used.message) == ("I-GROUP-COLUMN", "Gebruikt als klas of groep: 2 groepen.")


def test_the_groups_may_be_an_item() -> None:
    assert made(export(CLASSES), group_column="veilig").answers.groups == ("Mee eens", "Tussenin")


def test_a_group_column_that_is_not_there() -> None:
    with pytest.raises(FileRefused, match="Groep") as caught:
        made(export(CLASSES), group_column="Groep")
    assert "Klas" in caught.value.remedy
    assert "Wie ben je" not in caught.value.remedy
    with pytest.raises(FileRefused) as caught:
        made(export("| veilig |\n| Mee eens |"), group_column="Groep")
    assert "geen" in caught.value.remedy


def test_a_group_column_that_says_who_people_are() -> None:
    with pytest.raises(FileRefused, match="wie iemand is"):
        made(export(CLASSES), group_column="Wie ben je?")


NOTHING_ELSE = """
| veilig      | contact       | waar       |
| Mee eens    | Weet ik niet  |            |
|             | Weet ik niet  |            |
|             | n.v.t.        | Weet niet  |
|             | misschien     |            |
|             | Weet ik niet  | In de tuin |
|             |               |            |
| Weet ik niet|               |            |
"""


def test_who_gave_no_answer_but_kinds_of_nothing_that_the_item_lacks_gave_none() -> None:
    """Such a row has no recognised answer; row 8 chose an option of the item."""
    given = export(NOTHING_ELSE)
    for include in (False, True):
        assert fates(given, include_incomplete=include) == "3 rejected, 4 rejected, 5 rejected, 7 rejected"
