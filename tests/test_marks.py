"""Who is known again, on rows of a few marks."""

import numpy as np
import pytest

from monitor.marks import BANDS, WIDTH, Marks, Newcomer, recognise


def row(who: int = 0, cells: int = 0, codes: int = 0, pieces: str = "") -> tuple[int, ...]:
    """`pieces` is a letter per piece; a blank is an empty one."""
    told = [0 if piece == " " else ord(piece) for piece in pieces]
    return (who, cells, codes, *told, *(0 for _place in range(WIDTH - BANDS - len(told))))


def stored(*rows: tuple[int, ...]) -> Marks:
    return Marks(np.array(sorted(rows), dtype=np.uint64).reshape(len(rows), WIDTH))


def new(person: int, marks: tuple[int, ...], by: str = "number moment", *, kept: bool = True) -> Newcomer:
    return Newcomer(person, marks, marks[BANDS:], "number" in by, "moment" in by, kept)


def found(newcomers: list[Newcomer], *imports: Marks) -> tuple[set[int], set[int]]:
    recognised = recognise(newcomers, dict(enumerate(imports, start=1)))
    return recognised.known, recognised.changed


def test_the_same_cells_or_the_same_codes_at_the_same_minute() -> None:
    one, other = row(1, 11, 21, "abcd"), row(2, 12, 22, "efgh")
    assert found([new(0, one), new(1, row(1, 99, 22, "xxxx"))], stored(one, other)) == ({0, 1}, set())


def test_a_stored_row_is_one_person() -> None:
    one = row(0, 11, 21, "abcd")
    assert found([new(n, one, "moment") for n in range(3)], stored(one, one)) == ({0, 1}, set())


def test_nothing_is_known_without_marks() -> None:
    assert found([new(0, row()), new(1, row(), "")], stored(row(), row())) == (set(), set())
    assert found([new(0, row(1, 2, 3))]) == (set(), set())
    assert found([], stored(row(1, 2, 3))) == (set(), set())


def test_an_edited_response_in_a_file_of_the_same_form() -> None:
    rows = [row(n, 10 + n, 30 + n, f"{n}bcd") for n in range(1, 7)]
    edited = row(1, 99, 98, "1bxy")
    newcomers = [new(0, edited), *(new(n, one) for n, one in enumerate(rows[1:], start=1))]
    assert found(newcomers, stored(*rows)) == (set(range(6)), {0})


def test_the_same_numbers_and_minutes_in_a_file_of_another_form() -> None:
    rows = [row(n, 10 + n, 30 + n, f"{n}bcd") for n in range(1, 7)]
    others = [new(n, row(n, 50 + n, 70 + n, f"{9 - n}{n}x{n}")) for n in range(1, 7)]
    assert found(others, stored(*rows)) == (set(), set())


@pytest.mark.parametrize(("of", "known"), [(1, {0}), (2, {0}), (9, set())])
def test_one_or_two_rows_are_judged_by_number_and_minute_alone(of: int, known: set[int]) -> None:
    rest = [new(n, row(100 + n, 200 + n, 300 + n, f"p{n}")) for n in range(1, of)]
    beside = [row(500 + n, 600 + n, 700 + n, "qr") for n in range(1, of)]
    assert found([new(0, row(1, 2, 3, "abcd")), *rest], stored(row(1, 8, 9, "wxyz"), *beside))[0] == known


def test_without_a_minute_a_few_equal_answers_are_chance() -> None:
    here = [row(0, n, 20 + n, "ab") for n in range(1, 9)]
    there = [new(n, here[n] if n < 3 else row(0, 50 + n, 70 + n, "cd"), "") for n in range(8)]
    assert found(there, stored(*here)) == (set(), set())
    assert found(there, stored(*(one.marks for one in there[:4])))[0] == {0, 1, 2, 3}


def test_the_import_with_most_in_common_is_asked_first() -> None:
    here = [row(0, n, 20 + n, "ab") for n in range(1, 9)]
    there = [here[0], *(row(0, 50 + n, 70 + n, "cd") for n in range(7))]
    again = [new(n, marks, "") for n, marks in enumerate(there)]
    assert found(again, stored(*here), stored(*there))[0] == set(range(8))


def test_by_number_alone_somebody_edited_if_the_files_overlap() -> None:
    rows = [row(n, 10 + n, 30 + n, f"{n}bcd") for n in range(1, 9)]
    newcomers = [new(0, row(1, 99, 98, "wxyz"), "number"), *(new(n, rows[n], "number") for n in range(1, 8))]
    assert found(newcomers, stored(*rows)) == (set(range(8)), {0})


def test_an_earlier_row_of_the_same_person_was_stored() -> None:
    first, last = row(1, 11, 21, "abcd"), row(2, 12, 22, "efgh")
    assert found([new(5, last), new(5, first, kept=False)], stored(first)) == ({5}, {5})
