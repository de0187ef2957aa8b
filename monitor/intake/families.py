"""Families: forms of one person about several children, told from a form that was sent twice.

Where a form is about a child, a parent sends one per child. The forms of one person for different classes are those of
several children: each counts, and they share a contributor, as k counts people. For the same class the later form
replaces the earlier one. Pupils and staff answer for themselves: their later form always does.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from monitor.anonymous import COUNTED_BEFORE
from monitor.intake.answers import Answers, found
from monitor.intake.class_findings import columns_called
from monitor.intake.enrolment import names_class
from monitor.intake.export import Export, Finding
from monitor.only_while_open import drawn_numbers
from monitor.texts import n_

if TYPE_CHECKING:
    import numpy as np

_FOR_THEMSELVES = ("leerlingen", "personeel")


def class_columns(answers: Answers, group_column: str | None) -> tuple[int, ...]:
    """The columns that tell a person's children apart: that of the groups, else those that are called a class.

    None where people answer for themselves. A column of groups that is not there is told by `anonymise`.
    """
    survey = answers.survey
    if group_column is not None and survey.audience not in _FOR_THEMSELVES:
        return tuple(column.index for column in columns_called(answers.export, group_column)[:1])
    if survey.one_response_per != "child":
        return ()
    free = [link.column for link in answers.links if link.item is None and link.role != "identifier"]
    return tuple(column.index for column in free if names_class(column.heading))


def families_of(named: Iterable[tuple[int, Sequence[bytes]]]) -> dict[int, int]:
    """Of every row that shares an identity with another row (perhaps by way of a third) the first row of its family.

    Args:
        named: the place of each row, with the identities that it gives.
    """
    above: dict[int, int] = {}
    seen: dict[bytes, int] = {}

    def first_of(place: int) -> int:
        while above[place] != place:
            place = above[place] = above[above[place]]
        return place

    for place, names in named:
        above[place] = place
        for name in names:
            one, other = sorted((first_of(place), first_of(seen.setdefault(name, place))))
            above[other] = one
    firsts = {place: first_of(place) for place in above}
    several = {first for place, first in firsts.items() if place != first}
    return {place: first for place, first in firsts.items() if first in several}


def contributors(
    places: Sequence[int], families: Mapping[int, int], stored_before: Collection[int]
) -> "np.ndarray | None":
    """The contributor of every row, in random numbers; `None`: each is somebody else.

    Args:
        places: the rows that are kept, in the order in which they are.
        families: of rows that are of a family, its first row.
        stored_before: the rows that an earlier import of the wave stored: their families were counted with it, and
            nothing tells with which number.
    """
    import numpy as np

    before = {families.get(place, place) for place in stored_before}
    persons = [families.get(place, place) for place in places]
    different = {person: at for at, person in enumerate(dict.fromkeys(persons))}
    if len(different) == len(persons) and before.isdisjoint(different):
        return None
    numbers = drawn_numbers(len(different))
    numbers[[at for person, at in different.items() if person in before]] = COUNTED_BEFORE
    return numbers[np.array([different[person] for person in persons], dtype=np.intp)]


def told_of_families(export: Export, contributor: "np.ndarray | None") -> tuple[Finding, ...]:
    """That forms of one family count as those of one person where groups are made."""
    import numpy as np

    if contributor is None:
        return ()
    numbers, times = np.unique(contributor, return_counts=True)
    several = int(times[(times > 1) | (numbers == COUNTED_BEFORE)].sum())
    message = n_(
        "{n} form is of a family with a form about another child. It counts; where a group must be of enough people, "
        "the family is one.",
        "{n} forms are of families with forms about several children. They count; where a group must be of enough "
        "people, a family is one.",
        several,
    ).format(n=several)
    return (found(export, "info", "I-FAMILIES", message),)
