"""Joined: whether the cells of a file hold several choices with a semicolon between them."""

from collections import Counter
from collections.abc import Iterable

from monitor.intake.export import Column
from monitor.intake.layout import Table

_ENOUGH = 3


def has_semicolons(table: Table, columns: Iterable[Column]) -> bool:
    """Whether several choices are joined by semicolons: the pieces between them come back in other cells."""
    items = (column for column in columns if column.role == "item")
    return sum(_returning_pieces(table.texts(column.index)) for column in items) >= _ENOUGH


def _returning_pieces(cells: tuple[str, ...]) -> int:
    """How many different pieces between semicolons stand in more than one cell of a column."""
    if sum(";" in cell for cell in cells) < 2:
        return 0
    pieces = Counter(piece for cell in cells for piece in set(cell.split(";")) if piece)
    return sum(often > 1 for often in pieces.values())
