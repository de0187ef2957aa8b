"""Not answers: tables and workbooks that a survey tool makes of questions, choices or totals instead of people."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from monitor.intake.export import Cell
from monitor.intake.normalise import cell_text, key, number

_SUMMARY_SHEET = re.compile(r"(?:question|vraag|frage|pregunta) \d+")
_COUNTED = frozenset(
    (
        ("answered", "skipped"),
        ("beantwoord", "overgeslagen"),
        ("beantwortet", "übersprungen"),
        ("répondues", "ignorées"),
        ("respondidas", "omitidas"),
    )
)
"""How many answered a question of SurveyMonkey's summary, and how many did not."""
_SEARCHED = 200
_DICTIONARY = frozenset(("variable / field name", "form name", "field type", "field label"))
_RAW_DICTIONARY = frozenset(("field_name", "form_name", "field_type", "field_label"))
_STRUCTURE = frozenset(("class", "type/scale", "name", "relevance", "text"))
_CHOICES = frozenset(("list_name", "name"))
_QUESTIONS = frozenset(("type", "name"))


def is_summary_sheet(name: str | None) -> bool:
    """Whether a sheet is called after one question, as in a summary that a tool makes."""
    return name is not None and _SUMMARY_SHEET.fullmatch(key(name)) is not None


def summary_workbook(sheets: Iterable[str]) -> bool:
    """Whether most sheets are those of a summary: one for each question."""
    called = [is_summary_sheet(name) for name in sheets]
    return sum(called) > len(called) / 2


def is_summary_table(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table counts answers, question below question: "Answered 41", and "Skipped 0" right below it."""
    counted = [_counted(row) for row in rows[:_SEARCHED]]
    return any(pair in _COUNTED for pair in pairwise(counted))


def _counted(row: Sequence[Cell]) -> str:
    """What a row counts, if it is one word with one number behind it."""
    said = [cell for cell in row if cell is not None and cell_text(cell)]
    return key(cell_text(said[0])) if len(said) == 2 and number(said[1]) is not None else ""


def form_workbook(sheets: Iterable[str]) -> bool:
    """Whether the sheets are those of an XLSForm."""
    return {"survey", "choices"} <= {key(name) for name in sheets}


def what_it_defines(headings: Sequence[str]) -> str | None:
    """The code of the refusal if these are headings of a table of questions or choices."""
    names = {key(heading) for heading in headings}
    labelled = any(re.match(r"label(?:::|$)", name) for name in names)
    if names >= _DICTIONARY or names >= _RAW_DICTIONARY:
        return "dictionary"
    if names >= _STRUCTURE:
        return "structure"
    return "xlsform" if labelled and (names >= _CHOICES or names >= _QUESTIONS) else None
