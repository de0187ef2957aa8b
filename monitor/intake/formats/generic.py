"""Any table: a heading over every column, a person in every row.

Files of tools that have no reader of their own come here too (Typeform, Nextcloud Forms, Smartschool, what people
made in a spreadsheet): what their columns say about unfinished responses is believed, and nothing is guessed about
what an empty cell means.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.intake.export import Column, Export, Tool
from monitor.intake.formats.base import built, made, plain_text, split_brackets
from monitor.intake.formats.dummies import TICKED, UNTICKED, columns_with_options, options_by_name
from monitor.intake.formats.joined import has_semicolons
from monitor.intake.formats.long_form import long_form
from monitor.intake.formats.named import finished, place_of, with_purposes
from monitor.intake.formats.own_columns import ANYWHERE
from monitor.intake.formats.two_rows import columns_below_questions
from monitor.intake.layout import Table
from monitor.intake.normalise import key

_STATES = frozenset(
    ("complete", "completed", "partial", "disqualified", "started", "true", "false", "waar", "onwaar", "1", "0",
     "yes", "no", "ja", "nee")
)  # fmt: skip


class Generic:
    """The reader of any table."""

    tool: Tool = "generic"

    def recognises(self, table: Table) -> float:
        """Barely sure of anything: every other reader goes first."""
        return 0.1

    def read(self, table: Table) -> Export:
        """The table as an export of no tool in particular."""
        options = options_by_name(table) if len(table.headings) == 1 else {}
        columns = with_purposes(_columns(table), table, ANYWHERE)
        columns = columns_with_options(table.headings[0], options, columns)
        return built(
            table,
            self.tool,
            columns,
            completed=_completed(table, columns),
            joiners=(";",) if has_semicolons(table, columns) else (),
            ticked=TICKED if options else frozenset(),
            unticked=UNTICKED if options else frozenset(),
            findings=long_form(table),
        )


def _columns(table: Table) -> Iterable[Column]:
    if len(table.headings) > 1:
        return columns_below_questions(table)
    return (_column(index, heading) for index, heading in enumerate(table.headings[0]))


def _column(index: int, heading: str) -> Column:
    column = made(index, heading)
    question, part = split_brackets(heading)
    if part is None or not question:
        return column
    return replace(column, question=plain_text(question), part=plain_text(part))


def _completed(table: Table, columns: Sequence[Column]) -> tuple[bool, ...] | None:
    """Finished or not, where a column called Finished, Status or Response Type says so."""
    said = place_of(columns, "finished", "status", "response type")
    if said is None or not {key(text) for text in table.texts(said)} <= _STATES:
        return None
    return finished(table, said)
