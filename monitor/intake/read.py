"""Read: the file of a survey tool as rows under headings, whatever tool, language, encoding or sheet.

What the file is follows from its content, never from its name.
"""

from dataclasses import replace
from pathlib import Path

from monitor.intake.export import Export
from monitor.intake.fillers import without_fillers
from monitor.intake.formats.base import Format
from monitor.intake.formats.generic import Generic
from monitor.intake.formats.google_forms import GoogleForms
from monitor.intake.formats.limesurvey import LimeSurvey
from monitor.intake.formats.microsoft_forms import MicrosoftForms
from monitor.intake.layout import Table, lay_out
from monitor.intake.not_answers import form_workbook, summary_workbook, what_it_defines
from monitor.intake.reading_findings import about_columns, about_file, about_sheets
from monitor.intake.refusals import refusal
from monitor.intake.sandbox import Contents, Progress, Sheet, read_contents
from monitor.intake.sandbox_terms import Limits

FORMATS: tuple[Format, ...] = (MicrosoftForms(), GoogleForms(), LimeSurvey(), Generic())


def read_export(
    path: Path, *, sheet: str | None = None, limits: Limits | None = None, progress: Progress | None = None
) -> Export:
    """The answers in a file, with what the tool's own columns say; nothing is interpreted further.

    Args:
        path: the file as the survey tool, or a spreadsheet, saved it.
        sheet: the sheet to read; without it the one that looks like answers.
        limits: what the file may cost; without it the usual.
        progress: called with how much of the file is read, and how much there is.

    Raises:
        FileRefused: it cannot be read or holds no answers; the message says what to do.
    """
    contents = read_contents(Path(path), limits, progress=progress)
    table, others = _choose(contents, sheet)
    table = without_fillers(table)
    tool = max(FORMATS, key=lambda one: one.recognises(table))
    export = tool.read(table)
    columns = tuple(replace(column, role="ignored") if not column.heading else column for column in export.columns)
    export = replace(export, columns=columns)
    findings = (*about_sheets(table, others), *about_file(table), *about_columns(table, columns), *export.findings)
    return replace(export, findings=findings)


def _choose(contents: Contents, wanted: str | None) -> tuple[Table, tuple[Table, ...]]:
    """The table with the answers, and the other sheets that look like answers too."""
    file = contents.file
    names = [sheet.name for sheet in contents.sheets if sheet.name is not None]
    if wanted is None and summary_workbook(names):
        raise refusal("summary", file)
    if wanted is None and form_workbook(names):
        raise refusal("xlsform", file)
    sheets = [sheet for sheet in contents.sheets if wanted is None or sheet.name == wanted]
    if not sheets:
        raise refusal("no-such-sheet" if names else "no-sheets", file, wanted=wanted or "", sheets=", ".join(names))
    tables = [table for sheet in sheets if sheet.rows and (table := lay_out(sheet, file)) is not None]
    useful = [table for table in tables if table.rows and what_it_defines(table.headings[0]) is None]
    if not useful:
        raise _why_nothing(file, sheets, tables)
    best = max(useful, key=_likeness) if len(useful) > 1 else useful[0]
    rivals = tuple(table for table in useful if table is not best and _is_rival(table, best))
    return best, rivals


def _likeness(table: Table) -> tuple[bool, bool, bool, int]:
    """How much a table looks like answers: shown, not made of formulas, of a known tool, large."""
    cells = sum(cell is not None for row in table.rows for cell in row)
    known = max(one.recognises(table) for one in FORMATS) >= 0.6
    return table.sheet.visible, table.sheet.formulas <= cells / 2, known, cells


def _is_rival(table: Table, best: Table) -> bool:
    """Whether a person could have meant this sheet as well."""
    return _likeness(table)[:3] == _likeness(best)[:3] and table.width >= 3 and len(table.rows) >= 3


def _why_nothing(file: str, sheets: list[Sheet], tables: list[Table]) -> Exception:
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        return refusal("empty", file)
    if not tables:
        return refusal("no-headings", file)
    defines = [code for table in tables if (code := what_it_defines(table.headings[0]))]
    return refusal(defines[0] if defines else "no-answers", file)
