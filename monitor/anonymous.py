"""Waist 1: what may be kept of the answers of nameless people."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

COUNTED_BEFORE = 0
"""The contributor of a form whose family has a form in an earlier import: it adds nobody."""


@dataclass(frozen=True)
class AnonymousAnswers:
    """The answers of one import or one wave; a row is one nameless respondent, in shuffled order.

    `codes` maps a column of the codebook to an int8 array of length n (see `monitor.definition.codebook`).
    `group` is an int16 array of length n: 0 for "no group given", else 1 + the index in `groups`.
    Nothing here tells who, when, or in which order.

    Two things are kept only as long as the wave is open. `contributor` is an int32 array of length n with random
    numbers, the same for the forms of one family (`COUNTED_BEFORE`: see there); `None`: every form is of somebody
    else. `withdrawal` is a uint64 array (n, 4) with the keyed hash of each respondent's withdrawal code, noughts for
    who has none; `None`: nobody has one.
    """

    survey: str
    groups: tuple[str, ...]
    group: "np.ndarray"
    codes: "dict[str, np.ndarray]"
    contributor: "np.ndarray | None" = None
    withdrawal: "np.ndarray | None" = None

    def __len__(self) -> int:
        return len(self.group)

    def groups_from(self, least: int) -> frozenset[str]:
        """The groups of which so many people answered, or more."""
        return frozenset(name for number, name in enumerate(self.groups, 1) if (self.group == number).sum() >= least)

    def at(self, rows: "np.ndarray") -> "AnonymousAnswers":
        """Some of the rows: by number, or by a bool for each."""
        return replace(
            self,
            group=self.group[rows],
            codes={name: column[rows] for name, column in self.codes.items()},
            contributor=None if self.contributor is None else self.contributor[rows],
            withdrawal=None if self.withdrawal is None else self.withdrawal[rows],
        )

    def as_closed(self) -> "AnonymousAnswers":
        """The answers without what only an open wave keeps."""
        return replace(self, contributor=None, withdrawal=None)
