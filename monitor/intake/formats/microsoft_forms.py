"""Microsoft Forms: the native workbook, and the same saved again as csv.

The names of the tool's own columns follow the language of whoever downloads, not of the form; so they are known
by name in a few languages and else by their place and kind (whole number, time, time, text, text). People delete
some of them. Choices of one cell are joined by `;` with one at the end. A repeated question gets a digit glued to
it, because the headings of an Excel table must differ.
"""

import re
from dataclasses import replace

from monitor.intake.export import Column, Export, Finding, Purpose, Tool
from monitor.intake.formats.base import built, ignored, is_whole, made, share_of_times
from monitor.intake.formats.own_columns import FORMS, OTHERS
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, fold, key
from monitor.texts import n_

_BY_PLACE: tuple[Purpose, ...] = ("response_id", "start", "end", "email", "name")
_REMAINS = re.compile(r"(?:column|kolom|spalte|colonne)\d{1,4}")
_QUIZ = re.compile(r"(?:points|feedback|punten|punkte) ?[-\u2013] ?\S.*", re.DOTALL)
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
        if _has_places(table):
            return 0.85
        return 0.5 if len(table.headings) == 1 and any(_is_list(table, index) for index in range(table.width)) else 0.0

    def read(self, table: Table) -> Export:
        """The table as an export of Microsoft Forms."""
        own = _named(table)
        if not {"start", "end"} & set(own.values()) and _has_places(table):
            own = dict(enumerate(_BY_PLACE))
        columns: list[Column] = []
        for index, heading in enumerate(table.headings[0]):
            columns.append(_column(index, heading, own.get(index), columns))
        spoken = (language_of(table.headings[0][index]) for index in own)
        language = next(filter(None, spoken), None)
        return built(table, self.tool, columns, joiners=(";",), findings=_findings(columns), language=language)


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
        purpose = FORMS.get(key(heading))
        if purpose is None or (purpose in own.values() and purpose not in ("score", "other")):
            break
        if purpose in ("start", "end") and not _may_be_times(table, index):
            break
        own[index] = purpose
    return own


def _may_be_times(table: Table, index: int) -> bool:
    return not table.texts(index) or share_of_times(table.column(index)) > 0.9


def _has_places(table: Table) -> bool:
    if table.width <= len(_BY_PLACE) or len(table.headings) > 1 or not table.rows:
        return False
    if any(key(heading) in OTHERS for heading in table.headings[0][1:3]):
        return False
    numbers = table.column(0)
    return (
        all(is_whole(cell) for cell in numbers)
        and len(set(numbers)) == len(numbers)
        and all(share_of_times(table.column(index)) == 1.0 for index in (1, 2))
        and share_of_times(table.column(3)) == 0.0
    )


def _column(index: int, heading: str, purpose: Purpose | None, before: list[Column]) -> Column:
    if purpose is not None:
        return made(index, heading, purpose)
    folded = fold(heading)
    if not folded or (_REMAINS.fullmatch(folded) and before):
        return ignored(made(index, heading))
    if _QUIZ.fullmatch(folded) or FORMS.get(key(heading)) == "score":
        return made(index, heading, "score")
    column = made(index, heading)
    match = _REPEATED.fullmatch(column.question)
    if match and any(key(match[1]) == key(other.heading) for other in before):
        return replace(column, question=match[1])
    return column


def _findings(columns: list[Column]) -> list[Finding]:
    remains = [column for column in columns if column.role == "ignored" and column.heading]
    if not remains:
        return []
    message = n_(
        "Column {first} was left out: it looks like a piece of an answer that was split into columns.",
        "{count} columns from {first} on were left out: they look like pieces of answers that were split into columns.",
        len(remains),
    )
    return [
        Finding(
            "warning",
            "W-SPLIT-COLUMNS",
            message.format(count=len(remains), first=remains[0].heading),
            column=remains[0].heading,
        )
    ]
