"""Named: the columns that a tool added of itself, found by their headings and their place."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from monitor.intake.export import Column, Purpose
from monitor.intake.formats.own_columns import PEOPLE, role_of
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key
from monitor.intake.words import STEPS

LEADING, TRAILING = 20, 14
"""Tools put their own columns before and after the questions; in between such a heading is a question's."""
_GLUED_MARK = re.compile(r"^X\.U\.FEFF\.")
_UNFINISHED = frozenset(
    ("false", "0", "no", "nee", "onwaar", "falsch", "nein", "faux", "non", "partial", "disqualified", "started")
)


def own_name(heading: str) -> str:
    """A heading as names are compared; the mark of the encoding that R glued to the first one is off."""
    return key(_GLUED_MARK.sub("", heading))


def with_purposes(columns: Iterable[Column], table: Table, words: Mapping[str, Purpose]) -> tuple[Column, ...]:
    """The columns, those with one of these names marked as the tool's own.

    What any tool calls an address or a name is known too. Only one column is the response's id: other numbers
    that a tool gives need not be unique.
    """
    return _with_one_id(_with_purpose(column, table, words) for column in columns)


def with_purpose(column: Column, purpose: Purpose) -> Column:
    """The column as one of the tool's own."""
    return replace(column, purpose=purpose, role=role_of(purpose))


def _with_purpose(column: Column, table: Table, words: Mapping[str, Purpose]) -> Column:
    outside = column.index < LEADING or column.index >= table.width - TRAILING
    if not outside or column.part is not None or column.purpose or column.role != "item":
        return column
    names = [own_name(text) for text in (column.code, column.heading) if text]
    purpose = next((words.get(name) or PEOPLE.get(name) for name in names if name in words or name in PEOPLE), None)
    return column if purpose is None or _is_scale(table, column.index) else with_purpose(column, purpose)


def _is_scale(table: Table, index: int) -> bool:
    """True for the row of a grid that is called "E-mail": every cell is a step of some scale."""
    texts = {key(text) for text in table.texts(index)}
    return bool(texts) and texts <= STEPS


def _with_one_id(columns: Iterable[Column]) -> tuple[Column, ...]:
    found: list[Column] = []
    for column in columns:
        again = column.purpose == "response_id" and any(other.purpose == "response_id" for other in found)
        found.append(replace(column, purpose="token") if again else column)
    return tuple(found)


def place_of(columns: Iterable[Column], *names: str) -> int | None:
    """Where the tool's own column with the first of these names stands, if there is one."""
    own = [column for column in columns if column.purpose]
    places = (
        column.index for name in names for column in own if name in (own_name(column.heading), key(column.code or ""))
    )
    return next(places, None)


def finished(table: Table, index: int) -> tuple[bool, ...]:
    """Per row whether a column such as "Finished" or "Status" says that the response was finished."""
    return tuple(key(cell_text(cell)) not in _UNFINISHED for cell in table.column(index))
