"""Fillers: the words that R, Python and databases write for "nothing", which are no answers.

`NA` can be an answer. It is a filler where it stands among numbers or moments, and in other columns too.
"""

from dataclasses import replace

from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, number
from monitor.intake.times import is_time

_FILLERS = frozenset(("NA", "NaN", "nan", "NULL", "null", "#NULL!", "#N/A", "<NA>"))
_ENOUGH = 3


def without_fillers(table: Table) -> Table:
    """The table with empty cells where a program wrote its word for nothing."""
    found: dict[str, list[int]] = {}
    for word in _FILLERS & table.sheet.different:
        found[word] = [index for index in range(table.width) if word in table.column(index)]
    fillers = {
        word for word, places in found.items() if len(places) > 1 and any(_among_numbers(table, at) for at in places)
    }
    if not fillers:
        return table
    rows = tuple(tuple(None if cell in fillers else cell for cell in row) for row in table.rows)
    kept = [place for place, row in enumerate(rows) if any(cell is not None for cell in row)]
    return replace(
        table, rows=tuple(rows[place] for place in kept), row_numbers=tuple(table.row_numbers[place] for place in kept)
    )


def _among_numbers(table: Table, index: int) -> bool:
    others = [cell for cell in table.column(index) if cell is not None and cell not in _FILLERS]
    return len(others) >= _ENOUGH and all(number(cell) is not None or is_time(cell_text(cell)) for cell in others)
