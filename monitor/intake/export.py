"""An export file as it stands: cells under headings, nothing interpreted yet."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np

Cell = str | int | float | bool | dt.datetime | dt.date | dt.time | None
"""A cell's value as the file holds it; empty cells are `None`."""

Severity = Literal["error", "warning", "info"]

Tool = Literal[
    "microsoft-forms", "google-forms", "limesurvey", "surveymonkey", "qualtrics", "kobo", "redcap", "spss", "generic"
]

Role = Literal["item", "metadata", "identifier", "free_text", "ignored"]

Purpose = Literal[
    "response_id", "start", "end", "submitted", "last_page", "language", "email", "name", "phone", "ip", "token",
    "user_agent", "referrer", "score", "withdrawal_code", "other",
]  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """Something the director should know about the file; never with a person's answer in it.

    `code` starts with `E-` (error), `W-` (warning) or `I-` (info) and never changes; `row` and `column` are those
    of the spreadsheet (rows from 1). `rough` is the message without the number of answers that it tells: that number
    is exact, and may be told of a trial only; empty where the message tells none.
    """

    severity: Severity
    code: str
    message: str
    sheet: str | None = None
    row: int | None = None
    column: str | None = None
    rough: str = ""


@dataclass(frozen=True)
class ToolOption:
    """One response option as the tool's own file describes it: its code, its text, and whether it stands for nothing.

    `missing` is what SPSS calls user-missing: the tool itself says that this code is no answer.
    """

    code: str
    label: str
    missing: bool = False


@dataclass(frozen=True)
class Column:
    """One column of the export, as its heading and its tool describe it.

    `question` is the heading without the part that names an option, a row of a grid or a variable; `part` is that
    part; `code` the tool's own variable name. `role` is `item` until mapping or anonymising knows better;
    `purpose` is set for the tool's own columns; `options` are the options in the order of the tool, where its file
    names them; `ordered`, whether it says that they are the steps of a scale. `told`: a finding of the reader says
    already what became of it.
    """

    index: int
    heading: str
    question: str
    part: str | None = None
    code: str | None = None
    role: Role = "item"
    purpose: Purpose | None = None
    options: tuple[ToolOption, ...] = ()
    ordered: bool = False
    told: bool = False


@dataclass(frozen=True)
class Dialect:
    """How the file was written: what contract 5.1 prints under `dialect`."""

    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    heading_rows: int = 1
    language: str | None = None


@dataclass(frozen=True)
class Encoded:
    """The cells of one column, each different one once: a column of answers has few, however many people answered.

    `values` stand in the order of their first row, and `1`, `1.0` and true are three of them; `places` tells of
    every row which of them is in it (an int32 array of n rows).
    """

    values: tuple[Cell, ...]
    places: "np.ndarray"

    @cached_property
    def counts(self) -> tuple[tuple[Cell, int], ...]:
        """Every different cell, and in how many rows it is."""
        import numpy as np

        return tuple(zip(self.values, np.bincount(self.places, minlength=len(self.values)).tolist(), strict=True))


@dataclass(frozen=True)
class Export:
    """The data rows of one file under its columns; a row is one response as the tool wrote it.

    `row_numbers` are the rows of the file (from 1), `joiners` the texts that a tool puts between several choices in
    one cell, `not_shown` the cell texts with which it says that the question was not shown, `ticked` / `unticked`
    those with which it fills a column per option. `tells_not_shown` is whether the tool tells "not shown" from "not
    answered" at all (by such a text, or by leaving every column of a question empty). `completed` tells per row
    whether the tool marks it as finished (all true where the tool does not say), `preview` whether it marks it as a
    test.
    """

    file: str
    tool: Tool
    dialect: Dialect
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    row_numbers: tuple[int, ...]
    completed: tuple[bool, ...]
    preview: tuple[bool, ...]
    joiners: tuple[str, ...] = ()
    not_shown: frozenset[str] = frozenset()
    ticked: frozenset[str] = frozenset()
    unticked: frozenset[str] = frozenset()
    tells_not_shown: bool = False
    findings: tuple[Finding, ...] = field(default=())

    @cached_property
    def cells(self) -> tuple[tuple[Cell, ...], ...]:
        """The same cells, column by column."""
        width = max((column.index for column in self.columns), default=-1) + 1
        return tuple(zip(*self.rows, strict=True)) if self.rows else ((),) * width

    @cached_property
    def _encoded(self) -> dict[int, Encoded]:
        return {}

    def encoded(self, index: int) -> Encoded:
        """One column with each different cell once."""
        if index not in self._encoded:
            self._encoded[index] = encoded(self.cells[index])
        return self._encoded[index]


def encoded(cells: Sequence[Cell]) -> Encoded:
    """Cells with each different one once."""
    import numpy as np

    names: Sequence[object] = cells
    if len({bool, int, float}.intersection(map(type, cells))) > 1:  # which Python takes for the same
        names = [(type(cell), cell) for cell in cells]
    values = dict(zip(names, cells, strict=True))
    number = {name: place for place, name in enumerate(values)}
    return Encoded(tuple(values.values()), np.fromiter(map(number.__getitem__, names), np.int32, len(names)))
