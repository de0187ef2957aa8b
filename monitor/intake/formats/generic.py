"""Any table: a heading over every column, a person in every row.

Files of tools that have no reader of their own come here too, so that every row is accounted for: their rows of
headings are told apart from answers, and what they say about unfinished and test responses is believed.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from monitor.intake.export import Column, Export, Finding, Purpose, Tool
from monitor.intake.formats.base import built
from monitor.intake.formats.google_forms import has_semicolons
from monitor.intake.formats.own_columns import FORMS, GOOGLE, LIMESURVEY, OTHERS, role_of
from monitor.intake.formats.parts import is_dummy, plain_columns
from monitor.intake.formats.stacked import is_qualtrics, is_surveymonkey, qualtrics_columns, stacked_columns
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key
from monitor.intake.words import STEPS
from monitor.texts import _

_LEADING, _TRAILING = 20, 12
_PERSONAL: frozenset[Purpose] = frozenset(("response_id", "start", "end", "submitted", "email", "name"))
_GLUED_MARK = re.compile(r"^X\.U\.FEFF\.")
_UNFINISHED = frozenset(
    ("false", "0", "no", "nee", "onwaar", "falsch", "nein", "faux", "non", "partial", "disqualified")
)
_STATUS = frozenset(("complete", "partial", "disqualified"))
_TESTS = frozenset(("survey preview", "survey test", "1", "2"))
_KOBO_ID = frozenset(("uuid", "x uuid"))
_KOBO_TIME = frozenset(("submission time", "x submission time", "index", "x index", "version"))
_REDCAP = frozenset(("redcap event name", "redcap repeat instance", "redcap survey identifier"))
_NOT_COMPLETED = "[not completed]"
_SEVERAL_ROWS = frozenset(("redcap_event_name", "redcap_repeat_instance", "_parent_index"))


class Generic:
    """The reader of any table."""

    tool: Tool = "generic"

    def recognises(self, table: Table) -> float:
        """Barely sure of anything: every other reader goes first."""
        return 0.9 if is_qualtrics(table) or is_surveymonkey(table) else 0.1

    def read(self, table: Table) -> Export:
        """The table as an export, named after its tool only if its headings leave no doubt."""
        tool = _tool(table)
        columns = _with_one_id(_with_purpose(column, table) for column in _columns(table))
        if tool == "surveymonkey" and len(table.headings) > 1:
            columns = _without_text_below(columns, table)
        dummies = any(is_dummy(column) for column in columns)
        return built(
            table,
            tool,
            columns,
            completed=_completed(table, columns),
            preview=_preview(table, columns) if tool == "qualtrics" else None,
            joiners=(";",) if has_semicolons(table, columns) else (),
            ticked=frozenset(("1", "1.0", "Checked", "True", "TRUE")) if dummies else frozenset(),
            unticked=frozenset(("0", "0.0", "Unchecked", "False", "FALSE")) if dummies else frozenset(),
            findings=_several_rows(columns),
        )


def _tool(table: Table) -> Tool:
    """The tool whose own columns these are, else none in particular."""
    if is_qualtrics(table):
        return "qualtrics"
    if is_surveymonkey(table):
        return "surveymonkey"
    names = {key(_GLUED_MARK.sub("", heading)).replace("_", " ").strip() for heading in table.headings[0]}
    if names & _KOBO_ID and names & _KOBO_TIME:
        return "kobo"
    form = "record id" in names and any(name.endswith("complete") for name in names)
    return "redcap" if form or names & _REDCAP else "generic"


def _without_text_below(columns: tuple[Column, ...], table: Table) -> tuple[Column, ...]:
    """SurveyMonkey's own columns stand first and have nothing in the second row of headings, in any language."""
    first = next((index for index, text in enumerate(table.headings[1]) if text), table.width)
    return tuple(
        _own_of_surveymonkey(column) if column.index < first and not column.purpose else column for column in columns
    )


def _own_of_surveymonkey(column: Column) -> Column:
    purpose: Purpose = "other" if column.index else "response_id"
    return replace(column, purpose=purpose, role=role_of(purpose))


def _columns(table: Table) -> Iterable[Column]:
    if is_qualtrics(table):
        return qualtrics_columns(table)
    return plain_columns(table) if len(table.headings) == 1 else stacked_columns(table)


def _with_purpose(column: Column, table: Table) -> Column:
    """The column as one of the tool's own, if its heading says so and it stands where tools put those."""
    if not (column.index < _LEADING or column.index >= table.width - _TRAILING) or column.part is not None:
        return column
    for heading in (column.code, column.heading):
        name = key(_GLUED_MARK.sub("", heading)) if heading else ""
        purpose = OTHERS.get(name) or LIMESURVEY.get(name)
        personal = FORMS.get(name) or GOOGLE.get(name)
        purpose = purpose or (personal if personal in _PERSONAL else None) or _of_redcap(heading, table)
        if purpose is not None and not _is_scale(table, column.index):
            return replace(column, purpose=purpose, role=role_of(purpose))
    return column


def _is_scale(table: Table, index: int) -> bool:
    """True for the row of a grid that is called "E-mail": every cell is a step of some scale."""
    texts = {key(text) for text in table.texts(index)}
    return bool(texts) and texts <= STEPS


def _of_redcap(heading: str | None, table: Table) -> Purpose | None:
    """The two columns that REDCap adds to every form: when it was sent, and whether it is complete."""
    if heading is None or _tool(table) != "redcap":
        return None
    return "submitted" if heading.endswith("_timestamp") else "other" if heading.endswith("_complete") else None


def _with_one_id(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns with one response id: what other numbers a tool gives (uuid, index) need not be unique."""
    found: list[Column] = []
    for column in columns:
        again = column.purpose == "response_id" and any(other.purpose == "response_id" for other in found)
        found.append(replace(column, purpose="token") if again else column)
    return tuple(found)


def _named(columns: Iterable[Column], name: str) -> int | None:
    return next((c.index for c in columns if c.purpose and name in (key(c.heading), key(c.code or ""))), None)


def _completed(table: Table, columns: tuple[Column, ...]) -> tuple[bool, ...] | None:
    """Finished or not, where a column called Finished or Status says so."""
    sent = next((c.index for c in columns if c.purpose == "submitted" and _NOT_COMPLETED in table.texts(c.index)), None)
    if sent is not None:
        return tuple(cell_text(cell) != _NOT_COMPLETED for cell in table.column(sent))
    finished, status = _named(columns, "finished"), _named(columns, "status")
    if finished is None and status is not None:
        words = {key(text) for text in table.texts(status)}
        finished = status if words and words <= _STATUS else None
    if finished is None:
        return None
    return tuple(key(cell_text(cell)) not in _UNFINISHED for cell in table.column(finished))


def _preview(table: Table, columns: tuple[Column, ...]) -> tuple[bool, ...] | None:
    status = _named(columns, "status")
    if status is None:
        return None
    return tuple(key(cell_text(cell)) in _TESTS for cell in table.column(status))


def _several_rows(columns: tuple[Column, ...]) -> list[Finding]:
    """An error if a column says that a person has several rows: those cannot be counted as people."""
    found = next((column for column in columns if column.heading in _SEVERAL_ROWS), None)
    if found is None:
        return []
    message = _("In this file a person has several rows; the answers cannot be counted as people.")
    return [Finding("error", "E-SEVERAL-ROWS", message, column=found.heading)]
