"""Data rows: what stands below the headings, without what a spreadsheet user put among the answers.

A cell merged over several rows holds its value once and counts for each; a row of totals at the end is nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.intake.export import Cell
from monitor.intake.normalise import cell_text, key, number

Area = tuple[int, int, int, int]
_SUMS = (
    "totaal|eindtotaal|subtotaal|som|gemiddelde|gemiddeld|gem|mediaan|total|grand total|sum|average|mean|median|"
    "count|moyenne|somme|médiane|total général|summe|gesamt|gesamtsumme|mittelwert|durchschnitt"
)
_TOTALS = frozenset(map(key, _SUMS.split("|")))
_FEWEST_ABOVE = 3


@dataclass(frozen=True)
class DataRow:
    """A row of the file with its number, from 1."""

    number: int
    cells: tuple[Cell, ...]


def filled_down(rows: Sequence[DataRow], areas: Sequence[Area]) -> tuple[Sequence[DataRow], int]:
    """The rows with the value of a cell that was merged over several of them, and in how many cells it was filled in.

    A row with nothing of its own stays as it is: it is the lower half of one person, and no second one.
    """
    tall = [area for area in areas if area[1] == area[3] and area[0] < area[2]]
    if not tall:
        return rows, 0
    by_number = {row.number - 1: row for row in rows}
    count = 0
    for top, column, bottom, _right in tall:
        value = _at(by_number[top], column) if top in by_number else None
        for place in range(top + 1, bottom + 1):
            if value is not None and place in by_number and _at(by_number[place], column) is None:
                by_number[place] = _with(by_number[place], column, value)
                count += 1
    return [by_number[row.number - 1] for row in rows], count


def _at(row: DataRow, column: int) -> Cell:
    return row.cells[column] if column < len(row.cells) else None


def _with(row: DataRow, column: int, value: Cell) -> DataRow:
    cells = (*row.cells, *(None,) * (column + 1 - len(row.cells)))
    return replace(row, cells=(*cells[:column], value, *cells[column + 1 :]))


def without_totals(rows: Sequence[DataRow]) -> tuple[Sequence[DataRow], tuple[int, ...]]:
    """The rows without those at the end that add the others up, and the numbers of those."""
    kept = len(rows)
    while kept > _FEWEST_ABOVE and _is_total(rows[kept - 1].cells):
        kept -= 1
    return rows[:kept], tuple(row.number for row in rows[kept:])


def _is_total(cells: Sequence[Cell]) -> bool:
    """True for "Totaal" and nothing but numbers behind it."""
    first, *others = [cell for cell in cells if cell is not None]
    return isinstance(first, str) and key(cell_text(first)) in _TOTALS and bool(others) and all(map(_counts, others))


def _counts(cell: Cell) -> bool:
    return number(cell) is not None
