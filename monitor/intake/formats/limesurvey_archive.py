"""LimeSurvey's archive (`.lsa`): the responses as they stand in its database, read with the labels of the survey.

The columns are called `<survey>X<group>X<question><part>`, question and part run together: `8464` and `1` or `846`
and `41`. The longest question id that fits is the one. A field that is absent from a response was not shown; one
that is empty was shown and not answered; a response without `submitdate` was not finished.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from monitor.definition.model import LocalText, wording
from monitor.intake.export import Cell, Column, Export, Finding, ToolOption
from monitor.intake.formats.base import built, ignored, made
from monitor.intake.formats.limesurvey import TICKED, UNTICKED, without_dates
from monitor.intake.formats.not_shown import NOT_SHOWN
from monitor.intake.formats.own_columns import LIMESURVEY
from monitor.intake.layout import Table
from monitor.intake.limesurvey_columns import Holds, Place, place_of
from monitor.intake.limesurvey_structure import Structure, structure_of
from monitor.intake.normalise import cell_text, key
from monitor.intake.sandbox import Contents, Sheet

Say = Callable[[LocalText], str]
"""A text in the survey's own language."""


def read_limesurvey_archive(contents: Contents) -> Export:
    """The responses of an archive under columns that carry code, text and options of their questions."""
    structure = structure_of(contents)
    (sheet,) = [sheet for sheet in contents.sheets if sheet.name == "responses"]
    say = partial(wording, locale=next(iter(structure.languages), "nl"))
    columns, table = _with_labels(contents.file, sheet, structure, say)
    sent = next((column.index for column in columns if column.purpose == "submitted"), None)
    dates = table.column(sent) if sent is not None else ()
    return built(
        table,
        "limesurvey",
        columns,
        completed=[cell is not None for cell in dates] if sent is not None else None,
        not_shown=frozenset((NOT_SHOWN,)),
        ticked=TICKED,
        unticked=UNTICKED,
        tells_not_shown=True,
        findings=_findings(dates, columns),
        language=next(iter(structure.languages), None),
    )


def _with_labels(file: str, sheet: Sheet, structure: Structure, say: Say) -> tuple[tuple[Column, ...], Table]:
    """The columns by what the survey says of them, and the responses with labels where the database has codes."""
    names = [cell_text(name) for name in sheet.rows[0]]
    places = [place_of(name, structure) for name in names]
    columns = tuple(
        _column(index, name, place, say) for index, (name, place) in enumerate(zip(names, places, strict=True))
    )
    labels = [_labels(place, say) for place in places]
    rows = tuple(
        tuple(_shown(cell, place, said) for cell, place, said in zip(row, places, labels, strict=True))
        for row in sheet.rows[1:]
    )
    headings = tuple(column.heading for column in columns)
    return columns, Table(file, replace(sheet, name=None), (headings,), rows, tuple(range(1, len(rows) + 1)))


def _findings(dates: Sequence[Cell], columns: tuple[Column, ...]) -> list[Finding]:
    return without_dates([cell_text(date) for date in dates if date is not None], columns)


def _column(index: int, name: str, place: Place | None, say: Say) -> Column:
    if place is None:
        purpose = LIMESURVEY.get(key(name))
        column = made(index, name, purpose)
        return column if purpose is not None else ignored(column)
    question, slot = place.question, place.slot
    code = question.code if slot.code is None else f"{question.code}[{slot.code}]"
    text = say(question.text) or question.code
    part = say(slot.text) if slot.text else slot.code
    heading = f"{code}. {text}" + (f" [{part}]" if part else "")
    options = tuple(ToolOption(one.code, say(one.label)) for one in question.answers if one.scale == slot.scale)
    column = replace(made(index, heading), question=text, part=part or None, code=code)
    if question.kind == "X":
        return ignored(column)
    return replace(column, options=options) if slot.holds is Holds.ANSWER else column


def _labels(place: Place | None, say: Say) -> Mapping[str, str]:
    """Code to label where the cell is one of the answers; a label that two answers share is no name for either."""
    if place is None or place.slot.holds not in (Holds.ANSWER, Holds.RANK):
        return {}
    question = place.question
    listed: Iterable[tuple[str, LocalText]] = [
        (one.code, one.label) for one in question.answers if one.scale == place.slot.scale
    ] or [(one.code, one.text) for one in question.rows]
    found = {code: say(label) for code, label in listed}
    texts = list(found.values())
    return {code: label for code, label in found.items() if label and texts.count(label) == 1}


def _shown(cell: Cell, place: Place | None, labels: Mapping[str, str]) -> Cell:
    if place is None:
        return None if cell == NOT_SHOWN else cell
    if cell is None or cell == NOT_SHOWN:
        return cell
    text = cell_text(cell)
    if place.slot.holds is Holds.NUMBER and re.fullmatch(r"-?\d+\.0+", text):
        return text.partition(".")[0]
    return labels.get(text, text) or None
