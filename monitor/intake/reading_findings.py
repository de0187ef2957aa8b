"""What reading a file has to say about it: never a person's answer, always where and how often."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from monitor.intake.export import Column, Finding
from monitor.intake.formats.base import is_whole
from monitor.intake.layout import Table, letters
from monitor.intake.letters import Letters
from monitor.intake.normalise import cell_text
from monitor.texts import _, n_

_COMPUTED = 0.9
_EXAMPLES, _EXAMPLE = 3, 60
"""How many headings are shown as examples, and how many letters of each."""


def about_sheets(table: Table, others: Sequence[Table]) -> Iterator[Finding]:
    """Which sheet was read where there was a choice, and what stood above its headings."""
    name = table.sheet.name
    if others:
        names = ", ".join(other.sheet.name or "" for other in others)
        message = _(
            "Sheet {sheet} was read; these sheets look like answers too: {others}. Put them in files of their own."
        )
        yield Finding("warning", "W-SHEETS", message.format(sheet=name, others=names), sheet=name)
    elif name is not None and table.above == 0:
        yield Finding("info", "I-SHEET", _("Sheet {sheet} was read.").format(sheet=name), sheet=name)
    if table.above:
        message = n_(
            "The headings were found in row {row}; the one row above them was not read.",
            "The headings were found in row {row}; the {count} rows above them were not read.",
            table.above,
        )
        text = message.format(row=table.heading_row, count=table.above)
        yield Finding("info", "I-ABOVE-HEADINGS", text, sheet=name, row=table.heading_row)


def about_repeated_groups(table: Table, groups: Sequence[str]) -> Iterator[Finding]:
    """The sheets that were left unread because they hold several rows of one person."""
    if groups:
        message = n_(
            "Sheet {sheets} was not read: it holds a repeated group, of which one person fills in several rows.",
            "Sheets {sheets} were not read: they hold repeated groups, of which one person fills in several rows.",
            len(groups),
        ).format(sheets=", ".join(groups))
        yield Finding("warning", "W-REPEATED-GROUPS", message, sheet=table.sheet.name)


def about_file(table: Table) -> Iterator[Finding]:
    """What was odd about the way the file was written."""
    sheet = table.sheet
    if sheet.encoding is not None and not sheet.encoding.startswith("utf"):
        yield Finding("info", "I-ENCODING", _about_encoding(sheet.encoding, table))
    if table.heading_row == 0:
        message = _("The table begins with answers: there are no headings. Its columns are called by their letters.")
        yield Finding("warning", "W-NO-HEADINGS", message, sheet=sheet.name)
    if sheet.broken_quotes:
        yield Finding(
            "warning", "W-QUOTES", _("The quotes in this text file are out of order; check the number of rows.")
        )
    yield from _about_cells(table)


def _about_cells(table: Table) -> Iterator[Finding]:
    """Cells that are empty because a spreadsheet could not compute them."""
    sheet = table.sheet
    if sheet.error_cells:
        message = n_(
            "{count} cell holds an error of the spreadsheet (such as #N/A); it was read as empty.",
            "{count} cells hold an error of the spreadsheet (such as #N/A); they were read as empty.",
            sheet.error_cells,
        )
        row, column = _place(sheet.first_error)
        text = message.format(count=sheet.error_cells)
        yield Finding("warning", "W-ERROR-CELLS", text, sheet=sheet.name, row=row, column=column)
    if sheet.formulas_without_value:
        message = n_(
            "{count} cell holds a formula without a result; it is read as empty. Save the file in Excel.",
            "{count} cells hold a formula without a result; they are read as empty. Save the file in Excel.",
            sheet.formulas_without_value,
        )
        text = message.format(count=sheet.formulas_without_value)
        yield Finding("warning", "W-NO-RESULT", text, sheet=sheet.name)


def about_rows(table: Table) -> Iterator[Finding]:
    """Which cells were filled in below merged ones, and which rows are sums and nobody."""
    if table.merged_cells:
        message = n_(
            "{count} cell below a merged cell got the value of that cell.",
            "{count} cells below merged cells got the value of those cells.",
            table.merged_cells,
        )
        yield Finding("info", "I-MERGED", message.format(count=table.merged_cells), sheet=table.sheet.name)
    for row in table.totals:
        message = _("This row was left out: it adds up the others, and is nobody's answer.")
        yield Finding("warning", "W-TOTALS", message, sheet=table.sheet.name, row=row)


def _about_encoding(encoding: str, table: Table) -> str:
    """How the letters were read, with headings to judge it by; never with answers."""
    odd = dict.fromkeys(" ".join(text.split()) for row in table.headings for text in row if not text.isascii())
    if not odd:
        message = _("The letters of this file were read as {encoding}; no heading has an accent to check that by.")
        return message.format(encoding=encoding)
    message = _("The letters of this file were read as {encoding}. Check whether these headings are right: {headings}.")
    return message.format(encoding=encoding, headings=", ".join(f'"{text[:_EXAMPLE]}"' for text in [*odd][:_EXAMPLES]))


def about_letters(letters: Letters, *, mended: bool) -> Iterator[Finding]:
    """Letters that were saved wrongly: proposed to be mended, or that it was done; an example only from a heading."""
    before, after = letters.before or "Ã©", letters.after or "é"
    if letters.mendable and mended:
        message = n_(
            'In {count} cell or heading the letters were mended: "{before}" became "{after}".',
            'In {count} cells and headings the letters were mended: "{before}" became "{after}".',
            letters.mendable,
        )
        text = message.format(count=letters.mendable, before=before[:_EXAMPLE], after=after[:_EXAMPLE])
        yield Finding("info", "I-LETTERS-MENDED", text)
    elif letters.mendable:
        message = n_(
            'In {count} cell or heading the letters are broken: "{before}" was probably "{after}". Mend them with '
            "--mend-letters, or export the file again.",
            'In {count} cells and headings the letters are broken: "{before}" was probably "{after}". Mend them with '
            "--mend-letters, or export the file again.",
            letters.mendable,
        )
        text = message.format(count=letters.mendable, before=before[:_EXAMPLE], after=after[:_EXAMPLE])
        yield Finding("warning", "W-LETTERS", text)
    if letters.hopeless:
        message = n_(
            "In {count} cell or heading the letters look broken and cannot be mended. Export the file again.",
            "In {count} cells and headings the letters look broken and cannot be mended. Export the file again.",
            letters.hopeless,
        )
        yield Finding("warning", "W-LETTERS-LOST", message.format(count=letters.hopeless))


def about_columns(table: Table, columns: Iterable[Column]) -> Iterator[Finding]:
    """Columns that are nobody's question: formulas, and cells without a heading; a row number needs no word."""
    for column in columns:
        if column.heading and column.role == "ignored" and _is_computed(table, column):
            message = _("This column holds formulas and was left out: the spreadsheet computes it, nobody answered it.")
            yield Finding("info", "I-FORMULAS", message, sheet=table.sheet.name, column=column.heading)
        if column.heading or column.told or not table.texts(column.index) or _counts_rows(table, column.index):
            continue
        message = _("Column {letter} has no heading and was not read.").format(letter=letters(column.index))
        yield Finding("warning", "W-NO-HEADING", message, sheet=table.sheet.name, column=letters(column.index))


def without_formulas(table: Table, columns: Sequence[Column]) -> tuple[Column, ...]:
    """The columns with those set aside that a spreadsheet computes: no person fills in a formula."""
    computed = [column.index for column in columns if _is_computed(table, column)]
    if len(computed) >= len(columns) / 2:
        return tuple(columns)  # a sheet that shows another one; somebody chose it
    return tuple(replace(c, role="ignored", purpose=None) if c.index in computed else c for c in columns)


def _is_computed(table: Table, column: Column) -> bool:
    formulas = table.sheet.formula_columns.get(letters(column.index), 0)
    return column.purpose is None and formulas >= max(2, _COMPUTED * len(table.rows))


def _counts_rows(table: Table, index: int) -> bool:
    cells = table.column(index)
    if not all(is_whole(cell) for cell in cells):
        return False
    numbers = [int(float(cell_text(cell))) for cell in cells]
    return all(after > before for before, after in pairwise(numbers))


def _place(reference: str | None) -> tuple[int | None, str | None]:
    if reference is None:
        return None, None
    column = reference.rstrip("0123456789")
    return int(reference[len(column) :]), column
