"""Qualtrics: csv, tsv and xlsx, with one to three rows of headings.

The rows: variables, always in English (`V1..V10` in the old export); texts, in the language of whoever downloads;
import ids, as JSON or the like of it. People take rows out. A list is a column per option (1, or the option's text),
or one column with commas and no blank behind them. `Status` tells tests, `Finished` the unfinished.

Three kinds of nothing: with the option "recode seen but unanswered questions as -99" a cell of -99 was seen and not
answered, and so an empty one was not shown. Without it an empty cell says neither. In lists that holds only where
some option has -99 or 0 (a second choice of the export), else an empty cell there may be an option left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from monitor.intake.export import Cell, Column, Export, Finding, Tool
from monitor.intake.formats.base import built
from monitor.intake.formats.named import finished, place_of, with_purposes
from monitor.intake.formats.not_shown import NOT_SHOWN, with_cells_not_shown
from monitor.intake.formats.own_columns import QUALTRICS, QUALTRICS_LABELS
from monitor.intake.formats.qualtrics_headings import (
    has_import_ids,
    has_variables,
    is_codes_over_texts,
    qualtrics_columns,
    texts_of_names,
)
from monitor.intake.formats.two_rows import with_row_below
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key, number
from monitor.texts import _

_ENOUGH_NAMES = 4
_TESTS = frozenset(("1", "2", "9", "17"))
_SAID_OF_TESTS = re.compile(r"preview|voorbeeld|voorvertoning|vorschau|aper[cç]u|pr[eé]visuali|(?<![^\W_])test")
"""`Survey Preview`, `Survey Test` and the like, in the language of whoever exports. Plain `Spam` is no test: Qualtrics
calls it so when many answer from one address, as people at a school do."""
_TIMES = ("StartDate", "EndDate", "RecordedDate")
_SEEN = "-99"
_ZONE = re.compile(r"['\"]timeZone['\"]\s*:\s*['\"]([\w/+-]{1,40})['\"]")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{1,4}))?")


class Qualtrics:
    """The reader of Qualtrics."""

    tool: Tool = "qualtrics"

    def recognises(self, table: Table) -> float:
        """Sure by import ids, by its variables, or by the old `V1`; nearly so by the texts of its variables.

        Where people took all of these out, the names of questions (`Q2_1`) over their texts still tell.
        """
        if has_variables(table) or has_import_ids(table) or _is_legacy(table):
            return 1.0
        if is_codes_over_texts(table):
            return 0.8
        texts = sum(key(text) in QUALTRICS_LABELS for text in table.headings[0])
        return 0.97 if len(table.headings) == 1 and texts >= _ENOUGH_NAMES and _tells_state(table) else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of Qualtrics."""
        table = _with_texts(table)
        texts = not has_variables(table) and not has_import_ids(table)
        columns = with_purposes(qualtrics_columns(table), table, QUALTRICS | QUALTRICS_LABELS if texts else QUALTRICS)
        status = place_of(columns, "status", "response type", "antworttyp")
        seen = _columns_with_seen(table, columns)
        return built(
            _with_nothing_told(table, columns) if seen else table,
            self.tool,
            columns,
            completed=_completed(table, columns),
            preview=[_is_test(cell) for cell in table.column(status)] if status is not None else None,
            joiners=(",",),
            not_shown=frozenset((NOT_SHOWN,)) if seen else frozenset(),
            findings=_zone(table),
            language=_language(table, columns),
        )


def _is_test(cell: Cell) -> bool:
    """Whether a status says that nobody but the maker answered."""
    said = key(cell_text(cell))
    return said in _TESTS or _SAID_OF_TESTS.search(said) is not None


def _with_texts(table: Table) -> Table:
    """The table with the row of texts as headings, where people took out so much that it passed for a person.

    Below a variable such as `StartDate` it has words, and every response a time.
    """
    if is_codes_over_texts(table):
        return with_row_below(table)
    if len(table.headings) > 1 or len(table.rows) < 2 or not has_variables(table):
        return table
    times = [index for index, code in enumerate(table.headings[0]) if code in _TIMES]
    told = [cell_text(table.rows[0][index]) for index in times]
    words = bool(told) and all(text and not any(sign.isdigit() for sign in text) for text in told)
    return with_row_below(table) if words else table


def _is_legacy(table: Table) -> bool:
    return len(table.headings) > 1 and table.headings[0][0] == "V1" and key(table.headings[1][0]) == "responseid"


def _tells_state(table: Table) -> bool:
    """Whether the texts of variables are there that no other tool has: how far, and through which channel."""
    return bool(texts_of_names() & {key(text) for text in table.headings[0]})


def _completed(table: Table, columns: Sequence[Column]) -> tuple[bool, ...] | None:
    """Finished or not: as the tool says, else by its progress, where that column was left."""
    said = place_of(columns, "finished", "beendet")
    if said is not None:
        return finished(table, said)
    progress = place_of(columns, "progress", "aktueller stand")
    if progress is None:
        return None
    return tuple(value is None or value >= 100 for value in map(number, table.column(progress)))


def _columns_with_seen(table: Table, columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.role == "item" and _SEEN in table.texts(column.index)]


def _with_nothing_told(table: Table, columns: Sequence[Column]) -> Table:
    """The table with empty cells as not shown, and -99 as empty: seen, but not answered."""
    rows = with_cells_not_shown(table.rows, frozenset(_telling(table, columns)))
    return replace(table, rows=tuple(tuple(None if cell_text(cell) == _SEEN else cell for cell in row) for row in rows))


def _telling(table: Table, columns: Sequence[Column]) -> Iterator[int]:
    """The columns in which an empty cell says that the question was not shown.

    The text behind an option ("Anders, namelijk") is left out: it stays empty when that option is not chosen.
    """
    lists = [column for column in columns if column.part is not None and _is_option(table, column)]
    coded = any(set(table.texts(column.index)) & {_SEEN, "0"} for column in lists)
    for column in columns:
        if column.role == "item" and not (column.code or "").endswith("_TEXT") and (coded or column not in lists):
            yield column.index


def _is_option(table: Table, column: Column) -> bool:
    """Whether a column is one option of a list: ticked with 1 or with its own text."""
    return {key(text) for text in table.texts(column.index)} <= {"1", "0", _SEEN, key(column.part or "")}


def _zone(table: Table) -> Iterator[Finding]:
    """In which zone the times are; Qualtrics writes them in the zone of the account."""
    zones = [match[1] for text in table.headings[-1] if (match := _ZONE.search(text))]
    if zones:
        message = _("Qualtrics wrote the times of this file in the time zone {zone}.").format(zone=zones[0])
        yield Finding("info", "I-TIME-ZONE", message, sheet=table.sheet.name)


def _language(table: Table, columns: Sequence[Column]) -> str | None:
    """The language of the respondents, where all of them had the same."""
    spoken = next((column.index for column in columns if column.purpose == "language"), None)
    languages = set(table.texts(spoken)) if spoken is not None else set()
    if len(languages) != 1 or (match := _LANGUAGE.fullmatch(languages.pop())) is None:
        return None
    return match[1].lower() + (f"-{match[2].upper()}" if match[2] else "")
