"""Answers: the cells of an export read as codes of a survey, beside everything found on the way."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from monitor.definition.model import Item, Survey
from monitor.intake.export import Column, Export, Finding, Role, Severity

if TYPE_CHECKING:
    import numpy as np

_TOO_MANY_UNKNOWN = 0.25


class State(IntEnum):
    """What became of one respondent's answer to one item."""

    EMPTY = 0
    ANSWERED = 1
    NOT_SHOWN = 2
    UNRECOGNISED = 3
    """Something is there, but nothing of it is a known answer."""
    PARTLY = 4
    """Several choices in one cell, of which at least one is not known."""


@dataclass(frozen=True)
class Link:
    """Where one column of the export goes: to an item (perhaps to one of its options or places), or nowhere.

    `certainty` runs from 0 (no item) to 1 (the tool's own code, or the text to the letter).
    """

    column: Column
    role: Role
    item: str | None = None
    option: str | None = None
    rank: int | None = None
    certainty: float = 0.0


@dataclass(frozen=True)
class Proposal:
    """A column that is likely, but not surely, an item: nothing is linked until a person says so."""

    column: Column
    item: str
    certainty: float


@dataclass(frozen=True)
class ItemAnswers:
    """The answers to one item: codes as in `monitor.definition.codebook`, one per row of the export.

    `codes` maps a codebook column to an int8 array with a code per row; open items and numbers have none. `states`
    is an int8 array with a `State` per row. `columns` are the indexes of the export's columns that were read.
    """

    item: Item
    columns: tuple[int, ...]
    codes: "Mapping[str, np.ndarray]"
    states: "np.ndarray"

    def are(self, *states: State) -> "np.ndarray":
        """Of every row whether its answer is in one of these states."""
        import numpy as np

        return np.isin(self.states, states)

    @property
    def is_unread(self) -> bool:
        """Whether too many of the answers given are no known answer for the rest to stand for all.

        Who chose an option that still has its name is no fair part of those who answered.
        """
        strange, empty = self.are(State.UNRECOGNISED).sum(), self.are(State.EMPTY, State.NOT_SHOWN).sum()
        return bool(strange > _TOO_MANY_UNKNOWN * (len(self.states) - empty))


@dataclass(frozen=True)
class Answers:
    """An export under a survey: one link per column, one `ItemAnswers` per item that has a column."""

    export: Export
    survey: Survey
    links: tuple[Link, ...]
    items: tuple[ItemAnswers, ...]
    findings: tuple[Finding, ...] = ()
    proposals: tuple[Proposal, ...] = ()


@dataclass(frozen=True)
class Checked:
    """Answers that may go on, with every finding about them (those of reading and mapping included)."""

    answers: Answers
    findings: tuple[Finding, ...]


def found(export: Export, severity: Severity, code: str, message: str, column: Column | None = None) -> Finding:
    """A finding about this export, at a column if there is one."""
    return Finding(
        severity,
        code,
        message,
        sheet=export.dialect.sheet,
        column=column.heading if column is not None else None,
    )
