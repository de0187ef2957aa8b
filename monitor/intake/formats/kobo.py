"""KoboToolbox and ODK: names or labels as headings, groups before a stroke, lists as one column, several, or both.

`groep/kanaal` holds the chosen options with blanks between them, `groep/kanaal/mail` 1 or 0; ODK joins groups with a
hyphen, R makes dots of strokes. Own columns: `start`, `end` and others first, `_id`, `_uuid`, `_submission_time` and
others (ODK: `KEY`, `SubmissionDate`) last. A repeated group is a table of its own, with several rows per person.

Three kinds of nothing: no option of a list was recorded where all of its columns are empty, and that is what happens
when the question was not shown. A list that was shown, need not be answered and was passed over looks the same; of
other questions an empty cell says nothing.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.intake.export import Cell, Column, Export, Finding, Tool
from monitor.intake.formats.base import built, ignored, made, plain_text
from monitor.intake.formats.dummies import TICKED, UNTICKED, Option, columns_with_options, options_by_name
from monitor.intake.formats.groups import is_name, without_groups
from monitor.intake.formats.named import own_name, with_purpose, with_purposes
from monitor.intake.formats.not_shown import NOT_SHOWN, with_lists_not_shown
from monitor.intake.formats.own_columns import KOBO
from monitor.intake.layout import Table
from monitor.intake.times import share_of_times
from monitor.texts import _

_IDS = frozenset(("_uuid", "x_uuid", "_id", "x_id"))
_OF_KOBO = _IDS | frozenset(
    ("_submission_time", "x_submission_time", "_index", "x_index", "__version__", "x__version__", "_validation_status")
)
_OF_ODK = frozenset(("key", "submissiondate"))
_REPEATED = frozenset(("_parent_index", "x_parent_index", "_parent_table_name", "parent_key"))
_ENOUGH = 2
_FIRST_COLUMNS = 5
_PLACE = re.compile(r"_.+_(?:latitude|longitude|altitude|precision)|.+-(?:Latitude|Longitude|Altitude|Accuracy)")


class Kobo:
    """The reader of KoboToolbox, ODK Central and ODK Briefcase."""

    tool: Tool = "kobo"

    def recognises(self, table: Table) -> float:
        """Sure by the columns at the end; less so of a repeated group, so that a sheet with people goes before it."""
        names = _names(table)
        if len(table.headings) > 1:
            return 0.0
        if is_repeated_group(table.headings[0]):
            return 0.5
        if (names & _IDS and len(names & _OF_KOBO) >= _ENOUGH) or names >= _OF_ODK:
            return 1.0
        return 0.7 if _begins_with_times(table) and options_by_name(table) else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of KoboToolbox or ODK."""
        table = _without_tags(table)
        options = options_by_name(table)
        columns = with_purposes(_columns(table, options), table, KOBO)
        lists = [[index for index, found in options.items() if found[0] == question] for question in _lists(options)]
        rows = with_lists_not_shown(table.rows, lists)
        return built(
            replace(table, rows=rows),
            self.tool,
            columns,
            joiners=() if options else (" ",),
            ticked=TICKED if options else frozenset(),
            unticked=UNTICKED if options else frozenset(),
            not_shown=frozenset((NOT_SHOWN,)) if options else frozenset(),
            findings=_repeated(table),
        )


def _names(table: Table) -> frozenset[str]:
    return frozenset(map(own_name, table.headings[0]))


def _begins_with_times(table: Table) -> bool:
    """Whether `start` and `end` stand first, with times: all that is left where people remove the last columns."""
    first = [own_name(heading) for heading in table.headings[0][:_FIRST_COLUMNS]]
    if not {"start", "end"} <= set(first):
        return False
    return all(share_of_times(table.column(first.index(name))) == 1.0 for name in ("start", "end"))


def _without_tags(table: Table) -> Table:
    """The table without the row of HXL tags (`#adm1`) that Kobo can put below the headings."""
    if not table.rows or not _is_tags(table.rows[0]):
        return table
    return replace(table, rows=table.rows[1:], row_numbers=table.row_numbers[1:])


def _is_tags(row: Sequence[Cell]) -> bool:
    filled = [cell for cell in row if cell is not None]
    return all(isinstance(cell, str) and re.fullmatch(r"#[a-z]\S*(?: \+\S+)*", cell) for cell in filled)


def _lists(options: Mapping[int, Option]) -> list[str]:
    return list(dict.fromkeys(question for question, _option in options.values()))


def _columns(table: Table, options: Mapping[int, Option]) -> Iterator[Column]:
    """The columns; that in which the ticks of a list are joined again is left out, as is where somebody was."""
    headings = table.headings[0]
    summaries = frozenset(_lists(options))
    places = {heading.strip("_").rpartition("_")[0] for heading in headings if _PLACE.fullmatch(heading)}
    asked = [options[index][0] if index in options else heading for index, heading in enumerate(headings)]
    bare = without_groups(asked, "-" if _names(table) >= _OF_ODK else "/")
    others = []
    for index, heading in enumerate(headings):
        column = made(index, heading)
        if heading in summaries:
            column = ignored(column)
        elif _PLACE.fullmatch(heading) or heading in places:
            column = with_purpose(column, "other")
        else:
            column = _question(column, bare[asked[index]])
        others.append(column)
    inner = {index: (bare[question], option) for index, (question, option) in options.items()}
    yield from columns_with_options(headings, inner, others)


def _question(column: Column, name: str) -> Column:
    """The column without its group; in a file of names it has its name as a code too."""
    if name == column.heading:
        return column
    return replace(column, question=plain_text(name), code=name if is_name(column.heading) else None)


def is_repeated_group(headings: Iterable[str]) -> bool:
    """Whether a table holds the rows of a repeated group, of which one person has several."""
    return not _REPEATED.isdisjoint(map(own_name, headings))


def _repeated(table: Table) -> Iterator[Finding]:
    """An error if these are the rows of a repeated group: they cannot be counted as people."""
    found = next((heading for heading in table.headings[0] if own_name(heading) in _REPEATED), None)
    if found is not None:
        message = _("These are the rows of a repeated group: one person has several of them. Choose the main table.")
        yield Finding("error", "E-SEVERAL-ROWS", message, sheet=table.sheet.name, column=found)
