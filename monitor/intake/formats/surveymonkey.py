"""SurveyMonkey: all individual responses, as csv or xlsx, with two rows of headings.

A question stands over its first column only; below it `Response`, `Open-Ended Response`, an option, a row of a
matrix, `Other (please specify)` or `Comments:`. Its own columns stand first with nothing in the second row, in any
language; people blank or remove them, and some lose the second row. An empty cell means both "not answered" and
"not shown"; there is no sign of unfinished or test responses.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.intake.export import Cell, Column, Export, Finding, Purpose, Tool
from monitor.intake.formats.base import built, made
from monitor.intake.formats.named import with_purpose, with_purposes
from monitor.intake.formats.own_columns import SURVEYMONKEY
from monitor.intake.formats.two_rows import columns_below_questions, part_of_question, with_row_below
from monitor.intake.layout import OPTION_WORDS, Table, letters
from monitor.intake.normalise import cell_text, key
from monitor.intake.own_words import LEAST
from monitor.intake.times import share_of_times
from monitor.texts import _

_IDS = ("respondent id", "collector id")
_LONG_ID = re.compile(r"\d{8,}(?:\.0)?")
_ADDRESS_OF_MACHINE = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_UNNAMED = re.compile(r"Unnamed: \d+(?:_level_\d+)?")


class SurveyMonkey:
    """The reader of SurveyMonkey."""

    tool: Tool = "surveymonkey"

    def recognises(self, table: Table) -> float:
        """Sure by its own first columns or its long numbers; fairly sure by the words of its second row."""
        table = _with_second_row(table)
        first = table.headings[0]
        if [key(heading) for heading in first[:2]] == list(_IDS):
            return 1.0
        if len(table.headings) == 1:
            numbered = _has_long_ids(table, 0) and _has_long_ids(table, 1)
            return 0.8 if _is_spread(table) and (numbered or _has_options_below_nothing(table)) else 0.0
        if len(table.headings) > 2:
            return 0.0
        words = any(key(text) in OPTION_WORDS for text in table.headings[1])
        nothing_below = bool(first[0]) and not table.headings[1][0]
        if nothing_below and (key(first[0]) == _IDS[0] or (words and _has_long_ids(table, 0))):
            return 1.0
        return 0.75 if words and not table.sheet.merged else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of SurveyMonkey."""
        table = _with_second_row(table)
        if len(table.headings) > 1:
            columns = with_purposes(columns_below_questions(table), table, SURVEYMONKEY)
            columns, findings = _without_text_below(columns, table), []
        else:
            columns = with_purposes(_below_lost_headings(table), table, SURVEYMONKEY)
            findings = list(_lost(table)) if _is_spread(table) else []
        table = replace(table, rows=_with_options(table.rows, _numbered_options(table, columns)))
        return built(table, self.tool, columns, joiners=(", ",), findings=findings)


def _with_second_row(table: Table) -> Table:
    """The table with two rows of headings, where only the words of the second say that it is none of a person.

    That is so where every question has one column (`Response` below each), and where pandas called the empty
    headings `Unnamed: 7`.
    """
    headings = tuple("" if _UNNAMED.fullmatch(text) else text for text in table.headings[0])
    if headings != table.headings[0]:
        table = replace(table, headings=(headings, *table.headings[1:]))
    if len(table.headings) > 1 or len(table.rows) < 2:
        return table
    words = [cell_text(cell) for cell in table.rows[0]]
    told = [key(word) in OPTION_WORDS for word in words if word]
    gaps = any(word and not heading for word, heading in zip(words, headings, strict=True))
    if not any(told) or (sum(told) < len(told) / 2 and not gaps) or (words[0] and headings[0] and told[0] is False):
        return table
    return with_row_below(table)


def _has_long_ids(table: Table, index: int) -> bool:
    cells = [cell for cell in table.column(index) if cell is not None] if index < table.width else []
    return bool(cells) and all(_LONG_ID.fullmatch(cell_text(cell)) for cell in cells)


def _without_text_below(columns: Sequence[Column], table: Table) -> tuple[Column, ...]:
    """The columns; those before the first text in the second row are SurveyMonkey's own, whatever their language."""
    first = next((index for index, text in enumerate(table.headings[1]) if text), table.width)
    if not any(table.headings[0][:first]):
        return tuple(columns)
    taken = {column.purpose for column in columns}
    named: list[Column] = []
    for column in columns:
        if column.index < first and column.purpose is None:
            purpose = _by_content(table, column.index, taken)
            taken.add(purpose)
            column = with_purpose(column, purpose)
        named.append(column)
    return tuple(named)


def _by_content(table: Table, index: int, taken: set[Purpose | None]) -> Purpose:
    """What an own column with an unknown name is for, by its place and its cells."""
    texts = table.texts(index)
    if index == 0:
        return "response_id"
    if texts and all(map(_ADDRESS_OF_MACHINE.fullmatch, texts)):
        return "ip"
    if any("@" in text for text in texts):
        return "email"
    if _has_long_ids(table, index):
        return "token"
    if share_of_times(table.column(index)) == 1.0:
        return "end" if "start" in taken else "start"
    return "other"


def _is_spread(table: Table) -> bool:
    """Whether questions stand over several columns in the only row of headings: empty ones with cells below."""
    return any(not text and table.texts(index) for index, text in enumerate(table.headings[0]) if index)


def _has_options_below_nothing(table: Table) -> bool:
    """Whether below empty headings stand options: in several columns one text that people share, else nothing."""
    given = [set(table.texts(index)) for index, text in enumerate(table.headings[0]) if not text and index]
    return sum(len(texts) == 1 and not next(iter(texts)).isdigit() for texts in given) > 1


def _below_lost_headings(table: Table) -> Iterator[Column]:
    """A column per option or part, where the second row of headings was lost.

    What five people or more share and nobody contradicts is an option's own text; else the column is called by its
    letter, and what fewer share may be their own words. The first column of a question keeps the question's name.
    """
    headings, question = table.headings[0], ""
    for index, heading in enumerate(headings):
        question = heading or question
        several = bool(heading) and index + 1 < table.width and not headings[index + 1] and table.texts(index + 1)
        if not question or not (several or (not heading and table.texts(index))):
            yield made(index, heading)
            continue
        given = Counter(table.texts(index))
        alone = next(iter(given)) if len(given) == 1 else ""
        few = bool(alone) and given[alone] < LEAST and not alone.isdigit()
        if few or alone.isdigit() or (not alone and not heading):
            alone = "" if heading else _("Column {letter}").format(letter=letters(index))
        column = part_of_question(index, question, alone)
        yield replace(column, role="free_text") if few else column


def _lost(table: Table) -> Iterator[Finding]:
    message = _(
        "The second row of headings of SurveyMonkey is gone. Options were read from the answers below; columns that "
        "could not be named so are called by their letter. Export the responses again if you can."
    )
    yield Finding("warning", "W-ROW-LOST", message, sheet=table.sheet.name, row=table.heading_row)


def _numbered_options(table: Table, columns: Sequence[Column]) -> dict[int, tuple[str, str]]:
    """Column to its number and its option, where options were exported as numbers: 3 in that of the third option.

    A matrix or a ranking has several numbers in a column, so nothing is taken for a number of an option unless
    every column of the question holds its own alone, and all leave cells empty.
    """
    found: dict[int, tuple[str, str]] = {}
    for group in _questions(columns):
        numbers = {column.index: (str(place), column.part or "") for place, column in enumerate(group, start=1)}
        filled = [column.index for column in group if table.texts(column.index)]
        empty_too = all(None in table.column(index) for index in filled)
        if len(filled) > 1 and empty_too and all(set(table.texts(index)) == {numbers[index][0]} for index in filled):
            found |= numbers
    return found


def _questions(columns: Iterable[Column]) -> Iterator[list[Column]]:
    """The neighbouring columns of a question that are its options; those of text beside them are left out."""
    run: list[Column] = []
    for column in columns:
        if column.part is not None and key(column.part) in OPTION_WORDS:
            continue
        if run and (column.part is None or column.question != run[0].question):
            yield run
            run = []
        if column.part is not None:
            run.append(column)
    yield run


def _with_options(
    rows: tuple[tuple[Cell, ...], ...], numbered: dict[int, tuple[str, str]]
) -> tuple[tuple[Cell, ...], ...]:
    """The rows with the option's text where its own number stood."""
    if not numbered:
        return rows
    return tuple(
        tuple(
            numbered[index][1] if index in numbered and cell_text(cell) == numbered[index][0] else cell
            for index, cell in enumerate(row)
        )
        for row in rows
    )
