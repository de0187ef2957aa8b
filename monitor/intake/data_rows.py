"""Data rows: what stands below the headings, without what a spreadsheet user put among the answers.

A cell merged over several rows holds its value once and counts for each; a row of totals at the end is nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from monitor.intake.export import Cell
from monitor.intake.normalise import cell_text, key, number
from monitor.intake.sandbox import Sheet
from monitor.intake.times import is_time

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

    def text(self, index: int) -> str:
        """The cell in one column as text; empty beside the row."""
        return cell_text(self.cells[index]) if index < len(self.cells) else ""

    def filled(self) -> list[int]:
        """The columns in which there is something."""
        return [index for index, cell in enumerate(self.cells) if cell is not None]

    def width(self) -> int:
        """The number of cells up to the last filled one."""
        if self.cells[-1] is not None:
            return len(self.cells)
        return len(self.cells) - next(n for n, cell in enumerate(reversed(self.cells)) if cell is not None)


def filled_rows(sheet: Sheet) -> list[DataRow]:
    """The rows that are not blank, each cell clean; each different text is looked at once."""
    texts = [cell for cell in sheet.different if type(cell) is str and not cell[:1].isalnum()]
    cleaned: dict[Cell, Cell] = {text: new for text in texts if (new := clean(text)) is not text}
    numbered = (DataRow(number, _cleaned(cells, cleaned)) for number, cells in enumerate(sheet.rows, start=1))
    return [row for row in numbered if row.cells.count(None) < len(row.cells)]


def _cleaned(cells: tuple[Cell, ...], cleaned: Mapping[Cell, Cell]) -> tuple[Cell, ...]:
    """The cells, each clean; the same tuple where nothing changes, as there are hundreds of thousands of rows."""
    return cells if cleaned.keys().isdisjoint(cells) else tuple(map(cleaned.get, cells, cells))


def clean(cell: Cell) -> Cell:
    """A cell without the quote or quotes that mask a formula; one with nothing but blanks is empty."""
    if not isinstance(cell, str):
        return cell
    if not cell_text(cell).strip():
        return None
    if len(cell) > 3 and cell[0] == cell[-1] == '"' and cell[1] in "=@":
        return cell[1:-1]  # so LimeSurvey wrote them into Excel files of the old kind
    return cell[1:] if cell[0] == "'" and cell[1:2] in ("=", "+", "-", "@") and len(cell) > 2 else cell


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
    """The rows without those at the end that add the others up, and the numbers of those.

    Such a row says "Totaal", or it is nothing but numbers where every other row begins with its own number or moment.
    """
    kept, signed = len(rows), len(rows)
    while kept > _FEWEST_ABOVE and _is_total(rows[kept - 1].cells):
        kept -= 1
    while signed > _FEWEST_ABOVE and (_is_total(rows[signed - 1].cells) or _is_unsigned(rows[signed - 1].cells)):
        signed -= 1
    if signed < kept and _are_signed([_at(row, 0) for row in rows[:signed]]):
        kept = signed
    return rows[:kept], tuple(row.number for row in rows[kept:])


def _is_unsigned(cells: Sequence[Cell]) -> bool:
    """True for nothing but numbers, and nothing in the first column."""
    return cells[0] is None and all(_counts(cell) for cell in cells if cell is not None)


def _are_signed(first: Sequence[Cell]) -> bool:
    """Whether a tool wrote the first column: in every row a moment, or a number that never returns."""
    if None in first:
        return False
    return (all(map(_counts, first)) and len(set(first)) == len(first)) or all(map(is_time, first))


def _is_total(cells: Sequence[Cell]) -> bool:
    """True for "Totaal" and nothing but numbers behind it."""
    first, *others = [cell for cell in cells if cell is not None]
    return isinstance(first, str) and key(cell_text(first)) in _TOTALS and bool(others) and all(map(_counts, others))


def _counts(cell: Cell) -> bool:
    return number(cell) is not None
