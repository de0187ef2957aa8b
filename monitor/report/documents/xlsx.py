"""A document as a workbook: its summary, a sheet per table, and notes that explain the numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import Final

from monitor.report.chart_sheets import of_table
from monitor.report.evaluation import goals
from monitor.report.evaluation.document import Block, Diagram, Document, KeyFigures, Points, Section, Text
from monitor.report.sheet_files import as_workbook
from monitor.report.sheets import Column, Sheet
from monitor.report.tables import Table
from monitor.report.words import upper
from monitor.texts import _

_LONGEST_NAME: Final = 31
"""Characters that the name of a sheet can have."""
_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for the words that a name has no room for."""
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")


def as_xlsx(document: Document) -> bytes:
    """The bytes of an Excel workbook; the same document gives the same bytes."""
    notes = (f"{document.title}, {document.subtitle}, {document.school}", document.source)
    said = [_about(section, table, document.year) for section, table in document.tables()]
    tables = [
        _numbered(place, of_table(_named(place, about, said), table, notes))
        for place, (about, (_section, table)) in enumerate(zip(said, document.tables(), strict=True), start=1)
    ]
    first = _summary(document, notes)
    return as_workbook(*([first] if first.rows else []), *tables, explained=upper(_("notes")))


def _about(section: Section, table: Table, year: str) -> str:
    """What a sheet is about; the year is that of all, and a goal is told by its number."""
    goal = next((one for one in section.blocks if section.name == goals.NAME and _is_of(one, table)), None)
    told = goal.title if isinstance(goal, Diagram) else re.sub(rf"[,:] {re.escape(year)}$", "", table.caption)
    return " ".join(_NOT_IN_A_NAME.sub(" ", told).split())


def _is_of(block: Block, table: Table) -> bool:
    return isinstance(block, Diagram) and block.table is table


def _named(place: int, about: str, said: Sequence[str]) -> str:
    """A name that no other sheet has, in whole words: its number and how it begins; where others begin so, how it ends.

    Args:
        place: its number.
        about: what it is about.
        said: what all sheets are about.
    """
    whole = f"{place} {about}"
    short = shorten(whole, _LONGEST_NAME, placeholder=_CUT, break_on_hyphens=False).replace(f",{_CUT}", _CUT)
    begins = short.removeprefix(f"{place} ").removesuffix(_CUT).partition(",")[0]
    if short == whole or not any(one.startswith(begins) for one in said if one != about):
        return short
    first, *rest = about.split()
    head = f"{place} {first.rstrip(',')}{_CUT}"
    ends = (" ".join(rest[at:]) for at in range(len(rest)))
    return next((f"{head} {end}" for end in ends if len(f"{head} {end}") <= _LONGEST_NAME), short)


def _numbered(place: int, sheet: Sheet) -> Sheet:
    """A sheet whose title has its number in the notes, which so are a list of all sheets."""
    caption, *others = sheet.notes
    return replace(sheet, notes=(f"{place} {caption}", *others))


def _summary(document: Document, notes: tuple[str, ...]) -> Sheet:
    """What the first page says, a sentence per row."""
    columns = (Column("what", _("Subject")), Column("said", _("What we can say")))
    return Sheet(_("Summary"), columns, tuple(_rows(document.sections[0])), notes)


def _rows(section: Section) -> Iterator[tuple[str, str]]:
    heading = section.title
    for block in section.blocks:
        if isinstance(block, Text) and block.look == "heading":
            heading = block.words
        elif isinstance(block, Text):
            yield heading, block.words
        elif isinstance(block, Points):
            yield from ((heading, item) for item in block.items)
        elif isinstance(block, KeyFigures):
            for one in block.figures:
                yield one.title, ", ".join(part for part in (one.value, one.sureness, one.told) if part)
