"""XLSForm (KoboToolbox, ODK): a workbook with the sheets survey, choices and settings.

The same sheets as two text files cannot be told to belong together, so a form is a workbook.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from monitor.definition.model import ItemType, LocalText
from monitor.intake.definitions.base import Asked, Questionnaire
from monitor.intake.definitions.conditions import any_of
from monitor.intake.definitions.languages import named, spoken
from monitor.intake.formats.base import plain_text
from monitor.intake.normalise import cell_text, key
from monitor.intake.not_answers import form_workbook
from monitor.intake.sandbox import Contents, Sheet
from monitor.intake.tool_options import Told

_LABEL = re.compile(r"label(?:\s*::?\s*(?P<language>.+))?", re.IGNORECASE)
_LISTS = {
    "select_one": ItemType.SINGLE,
    "select one": ItemType.SINGLE,
    "select_multiple": ItemType.MULTIPLE,
    "select multiple": ItemType.MULTIPLE,
    "rank": ItemType.RANKING,
}
_LIST_TYPE = re.compile(r"(select[_ ]one|select[_ ]multiple|rank)\s+(\S+)(\s+or_other|\s+or specify other)?")
_NUMBERS = frozenset(("integer", "int", "decimal", "range"))
_TEXTS = frozenset(("text", "string", "calculate", "date", "time", "datetime", "barcode", "hidden"))
_EQUAL = re.compile(r"""\$\{(?P<name>[\w.-]+)\}\s*=\s*(?P<quote>["'])(?P<answer>[^"']+)(?P=quote)""")
_SELECTED = re.compile(
    r"""selected\(\s*\$\{(?P<name>[\w.-]+)\}\s*,\s*(?P<quote>["'])(?P<answer>[^"']+)(?P=quote)\s*\)"""
)
_OTHER = {"nl": "Andere", "en": "Other", "de": "Sonstiges", "fr": "Autre"}


class XlsForm:
    """The reader of XLSForms."""

    def recognises(self, contents: Contents) -> bool:
        """A workbook with the sheets of a form."""
        return form_workbook([sheet.name for sheet in contents.sheets if sheet.name is not None])

    def read(self, contents: Contents) -> Questionnaire:
        """The questions of the form, in all of its languages; groups are pages."""
        sheets = {key(sheet.name): sheet for sheet in contents.sheets if sheet.name is not None}
        settings = next(iter(_rows(sheets["settings"])), {}) if "settings" in sheets else {}
        survey = list(_rows(sheets["survey"]))
        language = named(settings.get("default_language", "")) or spoken(
            text for row in survey for text in row.values()
        )
        form = _Form(language, _choices(sheets["choices"], language))
        questions = tuple(form.questions(survey))
        title = plain_text(settings.get("form_title", ""))
        return Questionnaire(
            title={language: title} if title else {},
            questions=questions,
            sections=tuple(form.pages.items()),
            language=language,
        )


def _rows(sheet: Sheet) -> Iterator[dict[str, str]]:
    """The filled rows as texts by column name."""
    names = [cell_text(cell) for cell in sheet.rows[0]] if sheet.rows else []
    names = [name if _LABEL.fullmatch(name) else name.casefold().replace(" ", "_") for name in names]
    for row in sheet.rows[1:]:
        found = {name: cell_text(cell) for name, cell in zip(names, row, strict=False) if name}
        if any(found.values()):
            yield found


def _label(row: Mapping[str, str], language: str) -> LocalText:
    """The label in every language that can be named; `label` alone is in the language of the form."""
    found: dict[str, str] = {}
    for name, text in row.items():
        match = _LABEL.fullmatch(name)
        plain = plain_text(text)
        if match and plain and (code := named(match["language"]) if match["language"] else language):
            found.setdefault(code, plain)
    return found


def _choices(sheet: Sheet, language: str) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = defaultdict(list)
    for row in _rows(sheet):
        code = row.get("name") or row.get("value", "")
        listed = found[row.get("list_name") or row.get("list", "")]
        if code and code not in [one.code for one in listed]:  # one choice may stand there once for each filter
            listed.append(Told(code, _label(row, language) or {language: code}))
    return found


@dataclass
class _Form:
    """A form while its rows are read: the groups that are open, each with its condition, and the pages met."""

    language: str
    choices: Mapping[str, Sequence[Told]]
    pages: dict[str, LocalText] = field(default_factory=dict)
    types: dict[str, ItemType] = field(default_factory=dict)
    groups: list[tuple[str, str, bool]] = field(default_factory=list)

    def questions(self, rows: Sequence[Mapping[str, str]]) -> Iterator[Asked]:
        """Every question outside repeats: those have rows of their own, not one per person."""
        for row in rows:
            kind = " ".join(row.get("type", "").split())
            if re.fullmatch(r"begin[_ ](?:group|repeat).*", kind):
                self.groups.append((row.get("name", ""), row.get("relevant", ""), "repeat" in kind))
                self.pages.setdefault(row.get("name", ""), _label(row, self.language))
            elif re.fullmatch(r"end[_ ](?:group|repeat).*", kind):
                self.groups = self.groups[:-1]
            elif row.get("name") and not any(repeats for _name, _shown, repeats in self.groups):
                yield from self._asked(row, kind)

    def _asked(self, row: Mapping[str, str], kind: str) -> Iterator[Asked]:
        listed = _LIST_TYPE.fullmatch(kind)
        word = kind.split(" ")[0]
        if listed is None and word not in _NUMBERS | _TEXTS:
            return
        options = tuple(self.choices.get(listed[2], ())) if listed else ()
        if listed and listed[3]:
            options = (*options, Told("other", {self.language: _OTHER.get(self.language, "Other")}, other=True))
        answered = ItemType.NUMBER if word in _NUMBERS else ItemType.OPEN
        asked = _LISTS[listed[1]] if listed else answered
        self.types[row["name"]] = asked
        yield Asked(
            code=row["name"],
            text=_label(row, self.language),
            type=asked,
            options=options,
            ordered="likert" in row.get("appearance", ""),
            section=self.groups[-1][0] if self.groups else "",
            shown_if=self._conditions(row.get("relevant", "")),
        )

    def _conditions(self, own: str) -> tuple[tuple[str, str], ...]:
        """By the question's own condition or that of one of its groups; two at once cannot be written down."""
        expressions = [text for text in (own, *(shown for _name, shown, _repeats in self.groups)) if text.strip()]
        return any_of(expressions[0], partial(_pair, self.types)) if len(expressions) == 1 else ()


def _pair(types: Mapping[str, ItemType], comparison: str) -> tuple[str, str] | None:
    """`${vraag} = 'code'` or `selected(${vraag}, 'code')` as question and answer."""
    match = _SELECTED.fullmatch(comparison) or _EQUAL.fullmatch(comparison)
    if match is None:
        return None
    several = types.get(match["name"]) is ItemType.MULTIPLE
    return None if several and _EQUAL.fullmatch(comparison) else (match["name"], match["answer"])
