"""Code columns: the chosen options of every row as the numbers that `monitor.definition.codebook` gives them.

In multiple choice nothing ticked is "no answer", also where the tool writes "No" in every column: Forms tools leave
the same row empty, and waves of two tools must not differ by that.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from monitor.definition.codebook import NO_ANSWER, NOT_TICKED, TICKED, CodeColumn, columns_of
from monitor.definition.model import Item, ItemType
from monitor.intake.answers import State

if TYPE_CHECKING:
    import numpy as np

Chosen = Sequence[tuple[str, ...]]
"""Per answer the codes of the chosen options, in the order written; a ranked one may carry its place (`2:option`)."""


def code_columns(item: Item, states: Sequence[State], chosen: Chosen) -> "dict[str, np.ndarray]":
    """Every column of the item's codebook with a number per answer (int8); numbers and open answers have none."""
    match item.type:
        case ItemType.SINGLE | ItemType.LIKERT:
            number_of = {code: place for place, code in enumerate(item.codes(), start=1)}
            numbers = [number_of[codes[0]] if codes else NO_ANSWER for codes in chosen]
            return {column.name: _shown(column, states, numbers) for column in columns_of(item)}
        case ItemType.MULTIPLE:
            return {column.name: _shown(column, states, _ticks(column, chosen)) for column in columns_of(item)}
        case ItemType.RANKING:
            places = [_places(codes) for codes in chosen]
            return {
                column.name: _shown(column, states, [place.get(column.option or "", NO_ANSWER) for place in places])
                for column in columns_of(item)
            }
        case _:
            return {}


def _shown(column: CodeColumn, states: Sequence[State], numbers: Sequence[int]) -> "np.ndarray":
    """The numbers, with the column's own for "not shown" where the question was not."""
    import numpy as np

    absent = [state is State.NOT_SHOWN for state in states]
    return np.where(absent, column.not_shown, numbers).astype(np.int8)


def _ticks(column: CodeColumn, chosen: Chosen) -> list[int]:
    return [NO_ANSWER if not codes else TICKED if column.option in codes else NOT_TICKED for codes in chosen]


def _places(codes: Sequence[str]) -> dict[str, int]:
    """Option to place: as numbered (`2:option`), else in the order written."""
    return {
        (code.split(":", 1)[1] if ":" in code else code): (int(code.split(":", 1)[0]) if ":" in code else place)
        for place, code in enumerate(codes, start=1)
    }
