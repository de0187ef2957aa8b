"""What every reader of a tool's format has in common."""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from monitor.intake.export import Cell, Column, Dialect, Export, Finding, Purpose, Tool
from monitor.intake.formats.own_columns import role_of
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")


class Format(Protocol):
    """One tool's way of writing answers."""

    tool: Tool

    def recognises(self, table: Table) -> float:
        """How sure it is, from 0 to 1, that this tool wrote the table."""
        ...

    def read(self, table: Table) -> Export:
        """The table as an export of this tool."""
        ...


def made(index: int, heading: str, purpose: Purpose | None = None) -> Column:
    """A column whose question is its whole heading; one of the tool's own if it has a purpose."""
    return Column(index, heading, plain_text(heading), role=role_of(purpose), purpose=purpose)


def ignored(column: Column) -> Column:
    """The column, set aside: nothing in it is an answer."""
    return replace(column, role="ignored", purpose=None)


def plain_text(heading: str) -> str:
    """A heading without mark-up and entities, on one line."""
    return " ".join(_TAG.sub(" ", html.unescape(heading)).split())


def split_brackets(heading: str) -> tuple[str, str | None]:
    """The question and what stands in the bracket at its end: a row of a grid, or an option.

    Brackets inside brackets belong to the text; two brackets in a row (a scale of LimeSurvey's dual scale) are
    one part.
    """
    text = heading.rstrip()
    parts: list[str] = []
    while text.endswith("]") and (start := _opening(text)) is not None:
        parts.insert(0, text[start + 1 : -1].strip())
        text = text[:start].rstrip()
    if not parts:
        return heading.strip(), None
    first, *others = parts
    return text, first + "".join(f" [{other}]" for other in others)


def _opening(text: str) -> int | None:
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == "]") - (text[place] == "[")
        if depth == 0:
            return place
    return None


def is_whole(cell: Cell) -> bool:
    """Whether a cell is a whole number, also when a text file holds it as text."""
    return not isinstance(cell, bool) and re.fullmatch(r"\d{1,18}(?:\.0)?", cell_text(cell).strip()) is not None


def built(
    table: Table,
    tool: Tool,
    columns: Iterable[Column],
    *,
    completed: Iterable[bool] | None = None,
    preview: Iterable[bool] | None = None,
    joiners: tuple[str, ...] = (),
    not_shown: frozenset[str] = frozenset(),
    ticked: frozenset[str] = frozenset(),
    unticked: frozenset[str] = frozenset(),
    tells_not_shown: bool = False,
    findings: Iterable[Finding] = (),
    language: str | None = None,
) -> Export:
    """The export: the table's rows under the columns as the tool's reader understands them."""
    rows = len(table.rows)
    return Export(
        file=table.file,
        tool=tool,
        dialect=Dialect(
            encoding=table.sheet.encoding,
            separator=table.sheet.separator,
            sheet=table.sheet.name,
            heading_rows=len(table.headings) if table.heading_row else 0,
            language=language,
        ),
        columns=tuple(columns),
        rows=table.rows,
        row_numbers=table.row_numbers,
        completed=tuple(completed) if completed is not None else (True,) * rows,
        preview=tuple(preview) if preview is not None else (False,) * rows,
        joiners=joiners,
        not_shown=not_shown,
        ticked=ticked,
        unticked=unticked,
        tells_not_shown=tells_not_shown or bool(not_shown),
        findings=tuple(findings),
    )
