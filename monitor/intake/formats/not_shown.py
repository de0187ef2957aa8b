"""Not shown: empty cells of which the tool says that the question was not put to this person.

Such cells are filled with words of our own, because an empty cell means "not answered" everywhere else.
"""

from collections.abc import Collection, Iterable

from monitor.intake.export import Cell
from monitor.intake.sandbox_terms import NOT_SHOWN

__all__ = ["NOT_SHOWN", "with_cells_not_shown", "with_lists_not_shown"]

Row = tuple[Cell, ...]


def with_cells_not_shown(rows: Iterable[Row], columns: Collection[int]) -> tuple[Row, ...]:
    """The rows, with every empty cell of these columns as not shown."""
    return tuple(
        tuple(NOT_SHOWN if cell is None and index in columns else cell for index, cell in enumerate(row))
        for row in rows
    )


def with_lists_not_shown(rows: Iterable[Row], lists: Iterable[Collection[int]]) -> tuple[Row, ...]:
    """The rows, with a list as not shown where all of its columns are empty."""
    known = [frozenset(columns) for columns in lists]
    return tuple(_without_empty_lists(row, known) for row in rows)


def _without_empty_lists(row: Row, lists: Iterable[Collection[int]]) -> Row:
    silent = {index for columns in lists if all(row[index] is None for index in columns) for index in columns}
    return tuple(NOT_SHOWN if index in silent else cell for index, cell in enumerate(row)) if silent else row
