"""Read: the file of a survey tool as rows under headings, whatever tool, language, encoding or sheet.

What the file is follows from its content, never from its name.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from monitor.intake.export import Export
from monitor.intake.fillers import without_fillers
from monitor.intake.formats.alchemer import Alchemer
from monitor.intake.formats.base import Format
from monitor.intake.formats.generic import Generic
from monitor.intake.formats.google_forms import GoogleForms
from monitor.intake.formats.kobo import Kobo, is_repeated_group
from monitor.intake.formats.labelled import labelled_export
from monitor.intake.formats.limesurvey import LimeSurvey
from monitor.intake.formats.microsoft_forms import MicrosoftForms
from monitor.intake.formats.qualtrics import Qualtrics
from monitor.intake.formats.redcap import Redcap
from monitor.intake.formats.surveymonkey import SurveyMonkey
from monitor.intake.layout import Table, lay_out
from monitor.intake.letters import look_at_letters, mend
from monitor.intake.normalise import cell_text, key
from monitor.intake.not_answers import (
    form_workbook,
    is_summary_sheet,
    is_summary_table,
    summary_workbook,
    what_it_defines,
)
from monitor.intake.reading_findings import (
    about_columns,
    about_file,
    about_letters,
    about_repeated_groups,
    about_rows,
    about_sheets,
    without_formulas,
)
from monitor.intake.refusals import refusal
from monitor.intake.sandbox import Contents, Sheet, read_contents
from monitor.intake.sandbox_terms import Limits
from monitor.progress import Progress
from monitor.texts import n_

_ALIKE, _RETURNING = 0.5, 0.75
FORMATS: tuple[Format, ...] = (
    MicrosoftForms(),
    GoogleForms(),
    LimeSurvey(),
    SurveyMonkey(),
    Qualtrics(),
    Kobo(),
    Redcap(),
    Alchemer(),
    Generic(),
)
"""Every reader; the surest of a table reads it."""


def read_export(
    path: Path,
    *,
    sheet: str | None = None,
    mend_letters: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Export:
    """The answers in a file, with what the tool's own columns say; nothing is interpreted further.

    Args:
        path: the file as the survey tool, or a spreadsheet, saved it.
        sheet: the sheet to read; without it the one that looks like answers.
        mend_letters: mends letters that were saved in a wrong encoding; without it that is only proposed.
        limits: what the file may cost; without it the usual.
        progress: called with how much of the file is read, and how much there is.

    Raises:
        FileRefused: it cannot be read or holds no answers; the message says what to do.
    """
    contents = read_contents(Path(path), limits, progress=progress)
    if (labelled := labelled_export(contents)) is not None:
        return labelled
    table, others = _choose(contents, sheet)
    letters = look_at_letters(table)
    table = without_fillers(mend(table) if mend_letters else table)
    tool = max(FORMATS, key=lambda one: one.recognises(table))
    export = tool.read(table)
    columns = without_formulas(table, export.columns)
    columns = tuple(replace(column, role="ignored") if not column.heading else column for column in columns)
    export = replace(export, columns=columns)
    groups = _repeated_groups(contents, table) if export.tool == "kobo" else []
    sheets = (*about_sheets(table, others), *about_repeated_groups(table, groups))
    file = (*sheets, *about_file(table), *about_letters(letters, mended=mend_letters))
    return replace(export, findings=(*file, *about_rows(table), *about_columns(table, columns), *export.findings))


def _repeated_groups(contents: Contents, table: Table) -> list[str]:
    """The sheets beside the one that was read in which one person has several rows."""
    beside = [sheet for sheet in contents.sheets if sheet.name != table.sheet.name and sheet.rows]
    return [sheet.name or "" for sheet in beside if is_repeated_group(map(cell_text, sheet.rows[0]))]


def _choose(contents: Contents, wanted: str | None) -> tuple[Table, tuple[Table, ...]]:
    """The table with the answers, and the other sheets that look like answers too."""
    file = contents.file
    names = [sheet.name for sheet in contents.sheets if sheet.name is not None]
    if wanted is None and form_workbook(names):
        raise refusal("xlsform", file)
    sheets = [sheet for sheet in contents.sheets if wanted is None or sheet.name == wanted]
    if not sheets:
        raise refusal("no-such-sheet" if names else "no-sheets", file, wanted=wanted or "", sheets=", ".join(names))
    filled = [sheet for sheet in sheets if sheet.rows and not is_summary_table(sheet.rows)]
    tables = [table for sheet in filled if (table := lay_out(sheet, file)) is not None]
    useful = [table for table in tables if table.rows and what_it_defines(table.headings[0]) is None]
    if wanted is None and any(map(is_summary_sheet, names)):
        useful = _beside_summaries(useful, whole=summary_workbook(names))
        if not useful:
            raise refusal("summary", file)
    if not useful:
        raise _why_nothing(file, sheets, tables)
    best = max(useful, key=_likeness) if len(useful) > 1 else useful[0]
    rivals = tuple(table for table in useful if table is not best and _is_rival(table, best))
    if any(_may_be_meant(table, best) for table in rivals):
        raise _which_sheet(file, (best, *rivals))
    return best, rivals


def _beside_summaries(tables: Sequence[Table], *, whole: bool) -> list[Table]:
    """The tables that are no summary of one question; of a whole workbook of those only what is surely answers."""
    others = [table for table in tables if not is_summary_sheet(table.sheet.name)]
    return [table for table in others if not whole or _likeness(table)[2]]


def _likeness(table: Table) -> tuple[bool, bool, bool, bool, int]:
    """How much a table looks like answers: shown, not made of formulas, of a known tool, answers return, large."""
    cells = sum(cell is not None for row in table.rows for cell in row)
    known = max(one.recognises(table) for one in FORMATS) >= 0.6
    return table.sheet.visible, table.sheet.formulas <= cells / 2, known, _answers_return(table), cells


def _answers_return(table: Table) -> bool:
    """Whether in half of the columns people said the same; in a list of questions or names every row is another."""
    columns = [texts for index in range(table.width) if (texts := table.texts(index))]
    return sum(len({*texts}) <= _RETURNING * len(texts) for texts in columns) >= len(columns) / 2


def _is_rival(table: Table, best: Table) -> bool:
    """Whether a person could have meant this sheet as well."""
    return _likeness(table)[:4] == _likeness(best)[:4] and table.width >= 3 and len(table.rows) >= 3


def _may_be_meant(rival: Table, best: Table) -> bool:
    """Whether it would be a guess to read the larger one: nearly as large, or with the same headings."""
    same = {key(text) for text in rival.headings[0] if text} & {key(text) for text in best.headings[0] if text}
    return _likeness(rival)[4] >= _ALIKE * _likeness(best)[4] or len(same) >= _ALIKE * best.width


def _which_sheet(file: str, tables: Sequence[Table]) -> Exception:
    """The question which sheet is meant, with how many rows each has."""
    names = [(f'"{table.sheet.name}"', len(table.rows)) for table in tables]
    sheets = ", ".join(n_("{sheet} ({n} row)", "{sheet} ({n} rows)", n).format(sheet=name, n=n) for name, n in names)
    return refusal("which-sheet", file, sheets=sheets, example=names[0][0])


def _why_nothing(file: str, sheets: list[Sheet], tables: list[Table]) -> Exception:
    if not any(cell is not None for sheet in sheets for row in sheet.rows for cell in row):
        return refusal("empty", file)
    if any(is_summary_table(sheet.rows) for sheet in sheets):
        return refusal("summary-table", file)
    if not tables:
        return refusal("no-headings", file)
    defines = [code for table in tables if (code := what_it_defines(table.headings[0]))]
    alone = bool(defines) and defines[0] == "xlsform" and not form_workbook([sheet.name or "" for sheet in sheets])
    return refusal("xlsform-sheet" if alone else defines[0] if defines else "no-answers", file)
