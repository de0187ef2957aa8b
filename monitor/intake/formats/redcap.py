"""REDCap: raw values under variables, or labels under labels, with any separator and either decimal mark.

The first column is the record, under `record_id` or a name of the school's own. A list of check boxes is a column per
option: `kanaal___1` with 0 and 1, or `Kanaal? (choice=Mail)` with Unchecked and Checked. To every form it adds
`<form>_timestamp` (`[not completed]`) and `<form>_complete` (0 incomplete, 1 unverified, 2 complete). Projects with
events or repeated forms have several rows per record.

Nothing: a check box is 0 also where the question was not shown, so this tool does not tell.
"""

import re
from collections.abc import Iterator, Sequence

from monitor.intake.export import Column, Export, Finding, Tool
from monitor.intake.formats.base import built, made
from monitor.intake.formats.dummies import (
    TICKED,
    UNTICKED,
    Option,
    columns_with_options,
    is_ticked_or_not,
    of_several,
)
from monitor.intake.formats.named import own_name, with_purpose, with_purposes
from monitor.intake.formats.own_columns import REDCAP
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key
from monitor.intake.times import is_time
from monitor.texts import _

_CHOICE = "(choice="
_CODED_CHOICE = re.compile(r"(\w{1,200}?)___(\w{1,200})")
_OWN = ("redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance", "redcap_survey_identifier",
        "redcap_data_access_group")  # fmt: skip
_SEVERAL = frozenset(
    (
        "redcap_event_name",
        "redcap_repeat_instrument",
        "redcap_repeat_instance",
        "event name",
        "repeat instrument",
        "repeat instance",
    )
)
_STATES = frozenset(("0", "1", "2", "incomplete", "unverified", "complete"))
_DONE = frozenset(("2", "complete"))
_NOT_COMPLETED = "[not completed]"


class Redcap:
    """The reader of REDCap."""

    tool: Tool = "redcap"

    def recognises(self, table: Table) -> float:
        """Sure by its own names; fairly sure by what it adds to a form beside check boxes, or by these alone."""
        if len(table.headings) > 1:
            return 0.0
        names = [own_name(heading) for heading in table.headings[0]]
        forms = bool(_forms(table))
        if set(names) & set(_OWN) or (forms and names[0] in ("record_id", "record id")):
            return 1.0
        if len(_options(table)) > 1:
            return 0.9 if forms else 0.75
        return 0.8 if forms and _is_variables(table) else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of REDCap."""
        options = _options(table)
        found = columns_with_options(
            table.headings[0], options, [made(index, heading) for index, heading in enumerate(table.headings[0])]
        )
        columns = with_purposes(_with_forms(found, table), table, REDCAP)
        return built(
            table,
            self.tool,
            columns,
            completed=_completed(table, columns),
            ticked=TICKED if options else frozenset(),
            unticked=UNTICKED if options else frozenset(),
            findings=[*_several_rows(table), *_unticked(table, options)],
        )


def _is_variables(table: Table) -> bool:
    """Whether the headings are names of variables as REDCap makes them, in small letters."""
    return all(re.fullmatch(r"[a-z][a-z0-9_]*", heading) for heading in table.headings[0])


def _options(table: Table) -> dict[int, Option]:
    """Question and option of every check box, by code or by label."""
    found: dict[int, Option] = {}
    for index, heading in enumerate(table.headings[0]):
        option = _option(heading)
        if option is not None and is_ticked_or_not(table, index):
            found[index] = option
    return of_several(found)


def _option(heading: str) -> Option | None:
    """Question and option in the heading of a check box, if it is one."""
    question, mark, option = heading.rstrip().partition(_CHOICE)
    if mark and question.strip() and option.endswith(")"):
        return question.rstrip(), option[:-1]
    match = _CODED_CHOICE.fullmatch(heading)
    return (match[1], match[2]) if match is not None else None


def _forms(table: Table) -> list[int]:
    """The columns that say whether a form is complete."""
    return [
        index
        for index, heading in enumerate(table.headings[0])
        if (heading.endswith("_complete") or heading == "Complete?")
        and {key(text) for text in table.texts(index)} <= _STATES
    ]


def _sent(table: Table) -> list[int]:
    """The columns that say when a form was sent."""
    return [
        index
        for index, heading in enumerate(table.headings[0])
        if (heading.endswith("_timestamp") or heading == "Survey Timestamp")
        and all(text == _NOT_COMPLETED or is_time(text) for text in table.texts(index))
    ]


def _with_forms(columns: Sequence[Column], table: Table) -> Iterator[Column]:
    forms, sent = _forms(table), _sent(table)
    for column in columns:
        if column.index == 0 and column.part is None:
            yield with_purpose(column, "response_id")
        elif column.index in forms:
            yield with_purpose(column, "other")
        else:
            yield with_purpose(column, "submitted") if column.index in sent else column


def _completed(table: Table, columns: Sequence[Column]) -> tuple[bool, ...] | None:
    """Finished if some form is: one that a person sent, or, where nobody sends any, one that is complete.

    Where no form of the whole file is complete nobody used that column, and it says nothing.
    """
    sent = [column.index for column in columns if column.purpose == "submitted"]
    if any(_NOT_COMPLETED in table.texts(index) for index in sent):
        return tuple(any(cell_text(row[at]) not in ("", _NOT_COMPLETED) for at in sent) for row in table.rows)
    forms = _forms(table)
    done = tuple(any(key(cell_text(row[index])) in _DONE for index in forms) for row in table.rows)
    return done if any(done) else None


def _several_rows(table: Table) -> Iterator[Finding]:
    """An error if a record has several rows, as events and repeated forms have; one event for all is fine."""
    several = next((heading for heading in table.headings[0] if own_name(heading) in _SEVERAL), None)
    records = table.texts(0)
    if several is not None and len(set(records)) < len(records):
        message = _("In this file a person has several rows; the answers cannot be counted as people.")
        yield Finding("error", "E-SEVERAL-ROWS", message, sheet=table.sheet.name, column=several)


def _unticked(table: Table, options: dict[int, Option]) -> Iterator[Finding]:
    if options:
        message = _(
            "REDCap writes the same for a box that was not ticked and for a question that was not shown. Such a "
            "question counts as not answered."
        )
        yield Finding("info", "I-UNTICKED", message, sheet=table.sheet.name, column=table.headings[0][min(options)])
