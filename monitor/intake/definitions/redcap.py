"""REDCap's data dictionary: a row per field, in the order of the forms; choices as `1, one | 2, two`."""

import re
from collections.abc import Iterator, Mapping
from functools import partial

from monitor.definition.model import ItemType
from monitor.intake.definitions.base import Asked, Questionnaire
from monitor.intake.definitions.conditions import any_of
from monitor.intake.definitions.languages import spoken
from monitor.intake.formats.base import plain_text
from monitor.intake.normalise import cell_text, key
from monitor.intake.not_answers import what_it_defines
from monitor.intake.sandbox import Contents, Sheet
from monitor.intake.tool_options import Told

_COLUMNS = {
    "field": ("variable / field name", "field_name"),
    "form": ("form name", "form_name"),
    "type": ("field type", "field_type"),
    "label": ("field label", "field_label"),
    "choices": ("choices, calculations, or slider labels", "select_choices_or_calculations"),
    "number": ("text validation type or show slider number", "text_validation_type_or_show_slider_number"),
    "identifier": ("identifier", "identifier"),
    "shown": ("branching logic (show field only if...)", "branching_logic"),
    "matrix": ("matrix group name", "matrix_group_name"),
    "ranking": ("matrix ranking", "matrix_ranking"),
}
"""What we call a column, its name in the file that REDCap gives, and in what its API gives."""
_LISTS = ("radio", "dropdown", "yesno", "truefalse")
_NUMBERS = ("calc", "slider")
_NO_QUESTION = ("descriptive", "file", "sql")
_BUILT_IN = {
    "yesno": {"nl": ("Ja", "Nee"), "en": ("Yes", "No"), "de": ("Ja", "Nein"), "fr": ("Oui", "Non")},
    "truefalse": {"nl": ("Waar", "Onwaar"), "en": ("True", "False"), "de": ("Wahr", "Falsch"), "fr": ("Vrai", "Faux")},
}
_COMPARISON = re.compile(
    r"""\[(?P<field>\w+)(?:\((?P<ticked>[^()]+)\))?\]\s*=\s*(?P<quote>["']?)(?P<answer>[\w.-]*)(?P=quote)"""
)


class RedcapDictionary:
    """The reader of data dictionaries."""

    def recognises(self, contents: Contents) -> bool:
        """A table with the column names of a dictionary."""
        return any(_is_dictionary(sheet) for sheet in contents.sheets)

    def read(self, contents: Contents) -> Questionnaire:
        """The questions of every form; the first field is REDCap's own record number."""
        (sheet, *_others) = [sheet for sheet in contents.sheets if _is_dictionary(sheet)]
        rows = list(_rows(sheet))
        language = spoken(text for row in rows for text in (row["label"], row["choices"]))
        types = {row["field"]: row["type"] for row in rows}
        forms = dict.fromkeys(row["form"] for row in rows)
        return Questionnaire(
            title={},
            questions=tuple(asked for row in rows[1:] for asked in _asked(row, language, types)),
            sections=tuple((form, {language: form.replace("_", " ").strip().capitalize()}) for form in forms),
            language=language,
        )


def _is_dictionary(sheet: Sheet) -> bool:
    return bool(sheet.rows) and what_it_defines([cell_text(cell) for cell in sheet.rows[0]]) == "dictionary"


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    names = [key(cell_text(cell)) for cell in sheet.rows[0]]
    places = {
        ours: next((names.index(key(name)) for name in known if key(name) in names), None)
        for ours, known in _COLUMNS.items()
    }
    for row in sheet.rows[1:]:
        found = {
            ours: cell_text(row[place]) if place is not None and place < len(row) else ""
            for ours, place in places.items()
        }
        if found["field"]:
            yield found


def _asked(row: Mapping[str, str], language: str, types: Mapping[str, str]) -> Iterator[Asked]:
    kind = row["type"].strip().lower()
    if kind in _NO_QUESTION or row["identifier"].lower().startswith("y"):
        return
    label = plain_text(row["label"])
    options = tuple(_options(row, kind, language)) if kind in (*_LISTS, "checkbox") else ()
    yield Asked(
        code=row["field"],
        text={language: label} if label else {},
        type=_type(kind, row["number"]),
        options=options,
        ordered=bool(row["matrix"]) and not row["ranking"].lower().startswith("y"),
        section=row["form"],
        shown_if=any_of(row["shown"], partial(_pair, types)),
    )


def _type(kind: str, validation: str) -> ItemType:
    if kind == "checkbox":
        return ItemType.MULTIPLE
    if kind in _LISTS:
        return ItemType.SINGLE
    counted = validation.lower().startswith(("number", "integer"))
    return ItemType.NUMBER if kind in _NUMBERS or counted else ItemType.OPEN


def _options(row: Mapping[str, str], kind: str, language: str) -> Iterator[Told]:
    if kind in _BUILT_IN:
        for place, code in enumerate("10"):  # an export has the English words, unless REDCap itself was translated
            words = _BUILT_IN[kind]
            yield Told(code, {language: words[language][place], "en": words["en"][place]})
        return
    for choice in row["choices"].split("|"):
        code, comma, label = choice.partition(",")
        if comma and code.strip():
            yield Told(code.strip(), {language: plain_text(label) or code.strip()})


def _pair(types: Mapping[str, str], comparison: str) -> tuple[str, str] | None:
    """`[veld] = '1'`, or for check boxes `[veld(1)] = '1'`, as field and choice."""
    match = _COMPARISON.fullmatch(comparison)
    if match is None or match["answer"] == "":
        return None
    if match["ticked"]:
        return (match["field"], match["ticked"]) if match["answer"] == "1" else None
    return (match["field"], match["answer"]) if types.get(match["field"], "") in _LISTS else None
