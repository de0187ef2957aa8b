"""Waist 1: what may be kept of the answers of nameless people."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True)
class AnonymousAnswers:
    """The answers of one import or one wave; a row is one nameless respondent, in shuffled order.

    `codes` maps a column of the codebook to an int8 array of length n (see `monitor.definition.codebook`).
    `group` is an int16 array of length n: 0 for "no group given", else 1 + the index in `groups`.
    Nothing here tells who, when, or in which order.
    """

    survey: str
    groups: tuple[str, ...]
    group: "np.ndarray"
    codes: "dict[str, np.ndarray]"

    def __len__(self) -> int:
        return len(self.group)

    def groups_from(self, least: int) -> frozenset[str]:
        """The groups of which so many people answered, or more."""
        return frozenset(name for number, name in enumerate(self.groups, 1) if (self.group == number).sum() >= least)
