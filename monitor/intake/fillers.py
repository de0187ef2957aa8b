"""Fillers: the words that R, Python and databases write for "nothing", which are no answers.

`NA` can be an answer. It is a filler where it stands among numbers or moments, and in other columns too. An error
that a spreadsheet or SPSS saved as text (`#N/A`, `#VERW!`, `#NULL!`) is nobody's answer anywhere.
"""

from collections.abc import Set
from dataclasses import replace

from monitor.intake.export import Cell
from monitor.intake.layout import Table, letters
from monitor.intake.normalise import cell_text, number
from monitor.intake.times import is_time

_FILLERS = frozenset(("NA", "NaN", "nan", "NULL", "null", "<NA>"))
_ENOUGH = 3
_ERRORS = frozenset(
    (
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"),
        *("#LEEG!", "#DEEL/0!", "#WAARDE!", "#VERW!", "#NAAM?", "#GETAL!", "#N/B"),
        *("#WERT!", "#BEZUG!", "#ZAHL!", "#NV", "#NUL!", "#VALEUR!", "#NOM?", "#NOMBRE!"),
    )
)
"""In English, Dutch, German and French."""


def without_fillers(table: Table) -> Table:
    """The table with empty cells where a program wrote its word for nothing, or its error; errors are counted."""
    return _without_words(_without_errors(table))


def _without_errors(table: Table) -> Table:
    errors = _ERRORS & table.sheet.different
    places = (
        [(row, index) for row, cells in enumerate(table.rows) for index, cell in enumerate(cells) if cell in errors]
        if errors
        else []
    )
    if not places:
        return table
    row, index = places[0]
    first = table.sheet.first_error or f"{letters(index)}{table.row_numbers[row]}"
    sheet = replace(table.sheet, error_cells=table.sheet.error_cells + len(places), first_error=first)
    return _emptied(replace(table, sheet=sheet), errors)


def _without_words(table: Table) -> Table:
    found: dict[str, list[int]] = {}
    for word in _FILLERS & table.sheet.different:
        found[word] = [index for index in range(table.width) if word in table.column(index)]
    fillers = {
        word for word, places in found.items() if len(places) > 1 and any(_among_numbers(table, at) for at in places)
    }
    return _emptied(table, fillers) if fillers else table


def _emptied(table: Table, fillers: Set[Cell]) -> Table:
    rows = tuple(tuple(None if cell in fillers else cell for cell in row) for row in table.rows)
    kept = [place for place, row in enumerate(rows) if any(cell is not None for cell in row)]
    return replace(
        table, rows=tuple(rows[place] for place in kept), row_numbers=tuple(table.row_numbers[place] for place in kept)
    )


def _among_numbers(table: Table, index: int) -> bool:
    """Whether all that is said beside the fillers is numbers, or moments; of those one will do."""
    others = [cell for cell in table.column(index) if cell is not None and cell not in _FILLERS]
    if others and all(number(cell) is None and is_time(cell_text(cell)) for cell in others):
        return True
    return len(others) >= _ENOUGH and all(number(cell) is not None or is_time(cell_text(cell)) for cell in others)
