"""Refusals: the sentence for each reason why a file is not read, with what to do instead."""

from monitor.errors import FileRefused, Place
from monitor.texts import _


def refusal(code: str, file: str, /, sheet: str | None = None, **details: str | int) -> FileRefused:
    """The refusal of a file: why, and what to do, in the reader's language.

    `details` are numbers and names for the sentence, never anything out of a cell.
    """
    message, remedy = _sentences(code)
    return FileRefused(message.format(**details), remedy=remedy.format(**details), place=Place(file=file, sheet=sheet))


def every() -> dict[str, tuple[str, str]]:
    """Of every code of a refusal what is said, and what to do, in the reader's language."""
    return {**_about_kinds(), **_about_choice(), **_about_size(), **_about_content()}


def _sentences(code: str) -> tuple[str, str]:
    table = every()
    return table.get(code, table["damaged"])


def _about_kinds() -> dict[str, tuple[str, str]]:
    save = _("Open it in Excel or LibreOffice, choose Save as, and choose Excel workbook (.xlsx) or CSV.")
    export = _("Export the answers from your survey tool again, as xlsx or csv.")
    return {
        "password": (
            _("This workbook is protected with a password."),
            _("Open it in Excel, take the password away (File, Info), save it, and try again."),
        ),
        "old-excel": (_("This is an Excel file of the old kind (.xls)."), save),
        "xlsb": (_("This is a binary Excel workbook (.xlsb)."), save),
        "opendocument": (_("This is an OpenDocument file (.ods)."), save),
        "macros": (_("This workbook holds macros; such a file is not opened."), save),
        "html": (_("This is a web page, even if it is called an Excel file."), save),
        "xml": (_("This is an XML file, not a table of answers."), export),
        "json": (_("This is a JSON file, not a table of answers."), export),
        "pdf": (_("This is a PDF; it holds no table of answers."), export),
        "office-document": (_("This is a document or presentation, not a table of answers."), export),
        "zipped": (
            _("This file is packed (zip)."),
            _("Unpack it first, and choose the file with the answers that is in it."),
        ),
        "not-a-workbook": (_("This file is packed like a workbook, but is none."), export),
        "binary": (_("This file is not a table: it holds no text."), export),
        "limesurvey-archive": (
            _("This LimeSurvey archive lacks the questionnaire or the responses."),
            _("In LimeSurvey, choose Responses, Export, and csv or Excel."),
        ),
    }


def _about_choice() -> dict[str, tuple[str, str]]:
    return {
        "which-sheet": (
            _("Several sheets look like answers: {sheets}."),
            _("Say which one to read with --sheet, such as: --sheet {example}"),
        )
    }


def _about_size() -> dict[str, tuple[str, str]]:
    return {
        "too-heavy": (
            _("This file is larger than {megabytes} MB."),
            _("Remove pictures and other sheets, or export the answers again as csv."),
        ),
        "too-large": (
            _("This table is larger than {rows} rows by {columns} columns, or its last cell lies far away."),
            _("Copy only the answers to a new workbook, or export them again as csv."),
        ),
        "long-text": (
            _("A cell of this file holds more than {characters} characters; no answer is that long."),
            _("Shorten or empty that cell, or export the answers again."),
        ),
        "zip-bomb": (
            _("This workbook unpacks to far more than its size; that is not opened."),
            _("Copy only the answers to a new workbook, or export them again as csv."),
        ),
        "unsafe-zip": (
            _("This workbook holds parts that do not belong in one; it is not opened."),
            _("Copy only the answers to a new workbook, or export them again as csv."),
        ),
        "unsafe-xml": (
            _("This workbook holds instructions that do not belong in one; it is not opened."),
            _("Copy only the answers to a new workbook, or export them again as csv."),
        ),
        "too-slow": (
            _("Reading this file took too long, so it was stopped."),
            _("Copy only the answers to a new workbook, or export them again as csv."),
        ),
        "crashed": (
            _("This file could not be read safely, so it was stopped."),
            _("Copy only the answers to a new workbook, or export them again as csv."),
        ),
        "damaged": (
            _("This file is damaged and cannot be read."),
            _("Download it again; do not change it before the import."),
        ),
    }


def _about_content() -> dict[str, tuple[str, str]]:
    individual = _("In SurveyMonkey, choose Export all, All individual responses, and csv or xlsx.")
    answers = _("Choose the file with the answers of the respondents.")
    return {
        "empty": (_("This file is empty."), _("Export the answers again and check that there are any.")),
        "no-answers": (
            _("This file holds no answers: there are headings, but no rows below them."),
            _("Check whether the survey has responses, and export them again."),
        ),
        "no-headings": (
            _("No row with headings was found in this file."),
            _("Put the questions in the first row, above the answers."),
        ),
        "summary": (
            _("This workbook is a summary with a sheet for each question; it holds no answers of respondents."),
            individual,
        ),
        "summary-table": (
            _("This file is a summary with a table for each question; it holds no answers of respondents."),
            individual,
        ),
        "quotes": (
            _("The quotes in this text file do not close, so the rows cannot be told apart."),
            _("Export the answers again, as xlsx if you can."),
        ),
        "folder": (_("This is a folder, not a file."), answers),
        "no-such-sheet": (_('This Excel file has no sheet "{wanted}".'), _("Its sheets are: {sheets}.")),
        "no-sheets": (_("This is a text file; it has no sheets."), _("Leave out --sheet.")),
        **_about_definitions(),
    }


def _about_definitions() -> dict[str, tuple[str, str]]:
    """Files with the questions: what they are good for is said at once."""
    draft = _(
        "Import the file with the answers. Of this file a questionnaire can be made: "
        "schoolklimaat survey draft FILE -o NAME.yaml"
    )
    limesurvey = (_("This is a LimeSurvey structure file: it holds the questions, no answers."), draft)
    return {
        "xlsform-sheet": (
            _("This is one sheet of an XLSForm: it holds questions, no answers."),
            _(
                "Import the file with the answers. A questionnaire can be made of the whole form: save it as one "
                "workbook (.xlsx) with the sheets survey and choices, and give that one to schoolklimaat survey draft."
            ),
        ),
        "xlsform": (_("This is an XLSForm: it holds questions, no answers."), draft),
        "dictionary": (_("This is a REDCap data dictionary: it holds questions, no answers."), draft),
        "structure": limesurvey,
        "limesurvey-structure": limesurvey,
    }
