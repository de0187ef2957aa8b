"""Headings of two rows: a question over its options, the rows of its grid or its answer.

SurveyMonkey writes the question over its first column only; merged workbooks over all of them.
"""

from dataclasses import replace

from monitor.intake.export import Column
from monitor.intake.formats.base import made, plain_text
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key

_WHOLE_QUESTION = frozenset(
    map(key, ("Response", "Open-Ended Response", "Antwoord", "Open antwoord", "Antwoord op open vraag"))
)


def columns_below_questions(table: Table) -> tuple[Column, ...]:
    """A column per option, row of a matrix or answer, under the question that stands above it."""
    return tuple(
        part_of_question(index, plain_text(question), plain_text(below))
        for index, (question, below) in enumerate(zip(_spread(table), table.headings[1], strict=True))
    )


def with_row_below(table: Table) -> Table:
    """The table whose first row of answers is a second row of headings after all."""
    row, *rows = table.rows
    texts = tuple(map(cell_text, row))
    return replace(table, headings=(*table.headings, texts), rows=tuple(rows), row_numbers=table.row_numbers[1:])


def part_of_question(index: int, question: str, part: str) -> Column:
    """A column for a part of a question, called as one heading would; without a part it is the whole question."""
    if not part or key(part) in _WHOLE_QUESTION:
        return made(index, question)
    if not question:
        return made(index, part)
    return replace(made(index, f"{question} [{part}]"), question=question, part=part)


def _spread(table: Table) -> list[str]:
    """The question over every column: over the merged cells, or up to the next one where nothing is merged."""
    above = list(table.headings[0])
    merged = [area for area in table.sheet.merged if area[0] == area[2] == table.heading_row - 1]
    if merged:
        for _top, left, _bottom, right in merged:
            for index in range(left, min(right + 1, table.width)):
                above[index] = table.headings[0][left]
        return above
    question = ""
    for index, text in enumerate(above):
        question = text or question
        above[index] = question if table.headings[1][index] else text
    return above
