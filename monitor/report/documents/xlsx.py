"""A document as a workbook: its summary, a sheet per table, and notes that explain the numbers."""

import re
from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from monitor.report.chart_sheets import of_table
from monitor.report.evaluation.document import Document, KeyFigures, Points, Section, Text
from monitor.report.sheet_files import as_workbook
from monitor.report.sheets import Column, Sheet
from monitor.texts import _

_LONGEST_NAME: Final = 31
"""Characters that the name of a sheet can have."""
_CUT: Final = "\N{HORIZONTAL ELLIPSIS}"
"""What stands for the words that a name has no room for."""
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']")


def as_xlsx(document: Document) -> bytes:
    """The bytes of an Excel workbook; the same document gives the same bytes."""
    notes = (f"{document.title}, {document.subtitle}, {document.school}", document.source)
    tables = [
        of_table(_named(place, table.caption, document.year), table, notes)
        for place, (_section, table) in enumerate(document.tables(), start=1)
    ]
    first = _summary(document, notes)
    return as_workbook(*([first] if first.rows else []), *tables)


def _named(place: int, caption: str, year: str) -> str:
    """A name that no other sheet has: its number, and in whole words what it is about; the year is that of all."""
    about = _NOT_IN_A_NAME.sub(" ", re.sub(rf"[,:] {re.escape(year)}$", "", caption))
    short = shorten(f"{place} {about}", _LONGEST_NAME, placeholder=_CUT, break_on_hyphens=False)
    return short.replace(f",{_CUT}", _CUT)


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
