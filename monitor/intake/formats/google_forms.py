"""Google Forms, in its three dialects: a sheet saved as csv or xlsx, a sheet as tabs, and the form's own csv.

A sheet joins several choices with a comma and a blank, the form's own download with a semicolon; the time of
the download has the year first, half days and a zone. A grid becomes a column per row, `Question  [Row]`, often
with two blanks. A comma inside an option is not marked, so cells are only split against known options.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from monitor.intake.export import Column, Export, Tool
from monitor.intake.formats.base import built, ignored, made, plain_text, split_brackets
from monitor.intake.formats.joined import has_semicolons
from monitor.intake.formats.own_columns import GOOGLE
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key
from monitor.intake.times import share_of_times

_DOWNLOADED = re.compile(r"\d{4}/\d{1,2}/\d{1,2} \d{1,2}:\d\d:\d\d (?:AM|PM|a\.?m\.?|p\.?m\.?)(?: .+)?", re.IGNORECASE)
_LANGUAGES = {
    "tijdstempel": "nl",
    "timestamp": "en",
    "zeitstempel": "de",
    "horodateur": "fr",
    "marca temporal": "es",
    "informazioni cronologiche": "it",
    "carimbo de data/hora": "pt",
    "sygnatura czasowa": "pl",
}


class GoogleForms:
    """The reader of Google Forms."""

    tool: Tool = "google-forms"

    def recognises(self, table: Table) -> float:
        """Sure when the first column is called timestamp and holds times."""
        if len(table.headings) > 1 or GOOGLE.get(key(table.headings[0][0])) != "submitted":
            return 0.0
        return 1.0 if share_of_times(table.column(0)) > 0.9 else 0.6

    def read(self, table: Table) -> Export:
        """The table as an export of Google Forms."""
        columns = [_column(index, heading) for index, heading in enumerate(table.headings[0])]
        return built(
            table,
            self.tool,
            columns,
            joiners=(_joiner(table, columns),),
            language=_LANGUAGES.get(key(table.headings[0][0])),
        )


def _column(index: int, heading: str) -> Column:
    purpose = GOOGLE.get(key(heading)) if index < 4 else None
    if index == 0 or purpose not in (None, "submitted"):
        return made(index, heading, purpose)
    if not heading:
        return ignored(made(index, heading))
    question, part = split_brackets(heading)
    if part is None or not question:
        return made(index, heading)
    return replace(made(index, heading), question=plain_text(question), part=plain_text(part))


def _joiner(table: Table, columns: Iterable[Column]) -> str:
    """The joiner of this file: the form's own download has a semicolon, a sheet a comma and a blank."""
    if any(_DOWNLOADED.fullmatch(cell_text(cell)) for cell in table.column(0)):
        return ";"
    return ";" if has_semicolons(table, columns) else ", "
