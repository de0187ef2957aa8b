"""Rows of one person, told apart before anything is learnt from how often an answer returns."""

from collections.abc import Iterator
from dataclasses import replace

from monitor.intake.export import Cell, Export
from monitor.intake.normalise import cell_text, key

_PEOPLE = ("email", "name", "token")
_TIMES = ("start", "end", "submitted")
_NOBODY = "anonymous"
_TELLING_APART = 0.5


def one_row_each(export: Export) -> Export:
    """The export without a second row of the same person, or a second row with the same times and answers.

    A text that one person sent twice is then seen once, and cannot be taken for an answer that returns.
    """
    seen: set[tuple[object, ...]] = set()
    people = tuple(c.index for c in export.columns if c.purpose in _PEOPLE and _tells_apart(export, c.index))
    places = []
    for place, row in enumerate(export.rows):
        marks = set(_marks(export, row, people))
        if not marks & seen:
            places.append(place)
        seen |= marks
    return replace(
        export,
        rows=tuple(export.rows[place] for place in places),
        row_numbers=tuple(export.row_numbers[place] for place in places),
        completed=tuple(export.completed[place] for place in places),
        preview=tuple(export.preview[place] for place in places),
    )


def _tells_apart(export: Export, index: int) -> bool:
    """False for one collector's number, or the school's own address, in every row: it is about who asked."""
    values = [text for row in export.rows if (text := key(cell_text(row[index]))) and text != _NOBODY]
    return len(set(values)) > _TELLING_APART * len(values)


def _marks(export: Export, row: tuple[Cell, ...], people: tuple[int, ...]) -> Iterator[tuple[object, ...]]:
    """What tells a person's rows: each identity, and the row as a whole if it has a time."""
    for index in people:
        text = key(cell_text(row[index]))
        if text and text != _NOBODY:
            yield index, text
    whole = tuple(cell_text(row[c.index]) for c in export.columns if c.purpose in (None, *_TIMES))
    if any(row[column.index] is not None for column in export.columns if column.purpose in _TIMES):
        yield whole
