"""Microsoft Forms: the native workbook, and the same saved again as csv.

The names of the tool's own columns follow the language of whoever downloads, not of the form; so they are known
by name in a few languages and else by their place and kind: whole number, time, time, the account (always the word
`anonymous`, or addresses), and a name beside every address. People delete some of them. Choices of one cell are
joined by `;` with one at the end. A repeated question gets a digit glued to it, because the headings of an Excel
table must differ.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from monitor.intake.export import Cell, Column, Export, Finding, Purpose, Severity, Tool
from monitor.intake.formats.base import built, ignored, is_whole, made
from monitor.intake.formats.own_columns import FORMS, OTHERS, purpose_in
from monitor.intake.layout import Table, letters
from monitor.intake.normalise import beginning, cell_text, fold, key, number
from monitor.intake.times import share_of_times
from monitor.texts import n_

_ANONYMOUS = "anonymous"
"""What stands in the column of the account in every language, when names are not recorded."""
_REMAINS = re.compile(r"(?:column|kolom|spalte|colonne)\d{1,4}")
_QUIZ = re.compile(r"\w[^-\u2013]{1,30}? ?[-\u2013] ?(\S.*)", re.DOTALL)
"""`Points - <question>`: in any language, as the rest is the heading of another column."""
_REPEATED = re.compile(r"(.*[^\d\s])(\d{1,2})", re.DOTALL)
_ENOUGH_LISTS = 3
_MOST_OTHERS = 0.1
_LANGUAGES = {
    language: frozenset(map(key, names))
    for language, names in (
        (
            "nl",
            ("Begintijd", "Starttijd", "Tijd van voltooien", "Voltooiingstijd", "Naam", "Tijd van laatste wijziging"),
        ),
        ("en", ("Start time", "Completion time", "Last modified time")),
        ("de", ("Startzeit", "Fertigstellungszeit", "Uhrzeit der letzten Änderung")),
        ("fr", ("Heure de début", "Heure de fin", "Heure de la dernière modification")),
        ("es", ("Hora de inicio", "Hora de finalización", "Correo electrónico")),
    )
}


class MicrosoftForms:
    """The reader of Microsoft Forms."""

    tool: Tool = "microsoft-forms"

    def recognises(self, table: Table) -> float:
        """Sure with a time of start or end under a known name; fairly sure with the right kinds in the right places.

        Without any column of its own a list that ends with a semicolon in every cell still tells: no other tool
        writes those.
        """
        found = set(_named(table).values())
        if {"start", "end"} <= found:
            return 1.0
        if found & {"start", "end"} and len(found) >= 2:
            return 0.9
        placed = _by_place(table)
        if placed:
            return 0.85 if "email" in placed.values() else 0.6
        return 0.5 if len(table.headings) == 1 and any(_is_list(table, index) for index in range(table.width)) else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of Microsoft Forms."""
        own = _named(table)
        if not {"start", "end"} & set(own.values()):
            own = _by_place(table) or own
        questions = frozenset(key(heading) for heading in table.headings[0])
        columns: list[Column] = []
        for index, heading in enumerate(table.headings[0]):
            columns.append(_column(index, heading, own.get(index), columns, questions))
        table, joined = _put_together(table, columns)
        spoken = (language_of(table.headings[0][index]) for index in own)
        language = next(filter(None, spoken), None)
        findings = _findings(columns, joined)
        columns = [replace(one, told=one.index in joined or _is_left(one)) for one in columns]
        return built(table, self.tool, columns, joiners=(";",), findings=findings, language=language)


def language_of(heading: str) -> str | None:
    """The language of one of the tool's own headings, where only one language spells it so."""
    return next((language for language, names in _LANGUAGES.items() if key(heading) in names), None)


def _is_list(table: Table, index: int) -> bool:
    """Whether nearly every cell of a column ends with a semicolon; given up as soon as too many do not."""
    lists = others = 0
    for row in table.rows:
        if row[index] is not None:
            listed = cell_text(row[index]).rstrip().endswith(";")
            lists, others = lists + listed, others + (not listed)
            if others > _MOST_OTHERS * len(table.rows):
                return False
    return lists + others >= _ENOUGH_LISTS and others <= _MOST_OTHERS * (lists + others)


def _named(table: Table) -> dict[int, Purpose]:
    """The tool's own columns: those at the left, as long as their headings are known."""
    own: dict[int, Purpose] = {}
    for index, heading in enumerate(table.headings[0]):
        purpose = purpose_in(FORMS, heading)
        if purpose is None or (purpose in own.values() and purpose not in ("score", "other")):
            break
        if purpose in ("start", "end") and not _may_be_times(table, index):
            break
        own[index] = purpose
    return own


def _may_be_times(table: Table, index: int) -> bool:
    cells = table.column(index)
    return cells.count(None) == len(cells) or share_of_times(cells) > 0.9


def _by_place(table: Table) -> dict[int, Purpose]:
    """The tool's own columns by what they hold, whatever they are called; nothing if the first three do not fit."""
    if table.width <= 3 or len(table.headings) > 1 or not table.rows:
        return {}
    if any(key(heading) in OTHERS for heading in table.headings[0][1:3]) or not _begins_as_forms(table):
        return {}
    own: dict[int, Purpose] = {0: "response_id", 1: "start", 2: "end"}
    if not _is_account(table, 3):
        return own
    own[3] = "email"
    if table.width > 4 and _is_name_beside(table, 4):
        own[4] = "name"
    after = len(own)
    if after < table.width and _holds_moments(table, after):
        own[after] = "other"
    return own


def _begins_as_forms(table: Table) -> bool:
    """Whether whole numbers that never return stand before two moments."""
    numbers = table.column(0)
    return (
        all(is_whole(cell) for cell in numbers)
        and len(set(numbers)) == len(numbers)
        and all(share_of_times(table.column(index)) == 1.0 for index in (1, 2))
    )


def _is_account(table: Table, index: int) -> bool:
    texts = table.texts(index)
    return bool(texts) and all(key(text) == _ANONYMOUS or "@" in text for text in texts)


def _is_name_beside(table: Table, index: int) -> bool:
    """Whether the column is filled where an address stands before it, and empty where the word `anonymous` does."""
    return all((row[index] is not None) == ("@" in cell_text(row[index - 1])) for row in table.rows)


def _holds_moments(table: Table, index: int) -> bool:
    """Whether the filled cells are moments with a clock, as the time of the last change is; no dates of a question."""
    cells = [cell for cell in table.column(index) if cell is not None]
    return bool(cells) and share_of_times(cells) == 1.0 and all(map(_has_clock, cells))


def _has_clock(cell: Cell) -> bool:
    moment = number(cell)
    return (
        not moment.is_integer() if moment is not None else re.search(r"\d[T ]+\d{1,2}:\d", cell_text(cell)) is not None
    )


def _is_of_quiz(folded: str, questions: frozenset[str]) -> bool:
    """Whether behind the hyphen stands the heading of another column, perhaps cut off."""
    match = _QUIZ.fullmatch(folded)
    if match is None:
        return False
    start = beginning(match[1])
    return key(match[1]) in questions or (start is not None and any(other.startswith(start) for other in questions))


def _column(
    index: int, heading: str, purpose: Purpose | None, before: list[Column], questions: frozenset[str]
) -> Column:
    if purpose is not None:
        return made(index, heading, purpose)
    folded = fold(heading)
    if not folded or (_REMAINS.fullmatch(folded) and before):
        return ignored(made(index, heading))
    if _is_of_quiz(folded, questions) or FORMS.get(key(heading)) == "score":
        return made(index, heading, "score")
    column = made(index, heading)
    match = _REPEATED.fullmatch(column.question)
    if match and any(key(match[1]) == key(other.heading) for other in before):
        return replace(column, question=match[1])
    return column


def _put_together(table: Table, columns: list[Column]) -> tuple[Table, frozenset[int]]:
    """The table with the pieces of lists back in the cell of their question, and the columns that held the pieces.

    "Text to columns" of a spreadsheet leaves the first choice where the list was, and puts the others at its right.
    """
    lists = {question: pieces for question, pieces in _runs_of_pieces(columns) if _are_pieces(table, question, pieces)}
    if not lists:
        return table, frozenset()
    rows = tuple(
        tuple(_list_in(row, index, lists[index]) if index in lists else cell for index, cell in enumerate(row))
        for row in table.rows
    )
    return replace(table, rows=rows), frozenset(index for pieces in lists.values() for index in pieces)


def _runs_of_pieces(columns: list[Column]) -> Iterator[tuple[int, list[int]]]:
    """Every question with the columns directly at its right that may hold pieces of its answers."""
    for question, column in enumerate(columns):
        pieces = [one.index for one in takewhile(lambda one: one.role == "ignored", columns[question + 1 :])]
        if column.role == "item" and pieces:
            yield question, pieces


def _are_pieces(table: Table, question: int, pieces: list[int]) -> bool:
    """Whether the columns hold what others chose first, and only where a first choice stands; no list is whole."""
    first = table.texts(question)
    others = [text for index in pieces for text in table.texts(index)]
    chosen = {key(text) for text in first}
    again = sum(key(text) in chosen for text in others)
    alone = any(row[question] is None and any(row[index] is not None for index in pieces) for row in table.rows)
    return bool(others) and again >= len(others) / 2 and not alone and not any(";" in text for text in first)


def _list_in(row: tuple[Cell, ...], question: int, pieces: list[int]) -> Cell:
    chosen = [cell_text(row[index]) for index in (question, *pieces) if row[index] is not None]
    return ";".join(chosen) + ";" if chosen else None


def _is_left(column: Column) -> bool:
    """Whether a column looks like a piece of a list by its heading; one without a heading is told as such."""
    return column.role == "ignored" and bool(column.heading)


def _findings(columns: list[Column], joined: frozenset[int]) -> list[Finding]:
    together = [column for column in columns if column.index in joined]
    left = [column for column in columns if _is_left(column) and column.index not in joined]
    found = []
    if together:
        message = n_(
            "Column {first} holds a piece of an answer that was split into columns; it was put back.",
            "{count} columns from {first} on hold pieces of answers that were split into columns; they were put back.",
            len(together),
        )
        found.append(_about("info", "I-SPLIT-COLUMNS", message, together))
    if left:
        message = n_(
            "Column {first} was left out: it looks like a piece of an answer that was split into columns.",
            "{count} columns from {first} on were left out: they look like pieces of answers that were split into "
            "columns.",
            len(left),
        )
        found.append(_about("warning", "W-SPLIT-COLUMNS", message, left))
    return found


def _about(severity: Severity, code: str, message: str, columns: list[Column]) -> Finding:
    first = columns[0].heading or letters(columns[0].index)
    return Finding(severity, code, message.format(count=len(columns), first=first), column=first)
