"""The headings of Qualtrics: a variable (`Q2_1`), its text (`question - option`) and its import id."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.intake.export import Column
from monitor.intake.formats.base import ignored, made, plain_text
from monitor.intake.formats.named import with_purpose
from monitor.intake.layout import Table
from monitor.intake.normalise import cell_text, key

_IMPORT_ID = re.compile(r"\s*\{\s*['\"]ImportId['\"]")
_NAMES = frozenset(
    (
        "StartDate",
        "EndDate",
        "RecordedDate",
        "Finished",
        "Status",
        "Progress",
        "ResponseId",
        "ResponseID",
        "IPAddress",
        "DistributionChannel",
        "RecipientLastName",
        "RecipientFirstName",
        "RecipientEmail",
        "ExternalReference",
        "UserLanguage",
        "LocationLatitude",
    )
)
_ENOUGH_NAMES = 4
_ORDER = re.compile(r".*_DO(?:_.*)?", re.DOTALL)
_ABOUT_FILLING_IN = re.compile(
    r"Q_[A-Z][A-Za-z]+"
    r"|.+_(?:First Click|Last Click|Page Submit|Click Count)"
    r"|.+_(?:Browser|Version|Operating System|Resolution)"
    r"|.+ - (?:Parent )?Topics(?: Hierarchy.*)?|.+ - Sentiment(?: .*)?"
)
_LONGEST_CODE = 200
_QUESTION = re.compile(r"(?:\d{1,3}_)?QI?D?\d{1,4}(?:[#.]\d{1,3})?(?:_-?\d{1,4}){0,4}(?:_TEXT)?")
_MOST, _LONG_TEXT, _ENOUGH_ROWS = 0.7, 15, 4
_OLD_NAME = re.compile(r"V\d{1,2}")
_NUMBERED = re.compile(r"(?P<root>.+?)(?P<places>(?:_-?\d+)+)(?:_TEXT)?")


def has_variables(table: Table) -> bool:
    """Whether the first row has the variables that Qualtrics puts first, always in English, in this spelling."""
    return len(_NAMES & set(table.headings[0])) >= _ENOUGH_NAMES


def has_import_ids(table: Table) -> bool:
    """Whether the last row of headings holds import ids, as JSON or with the quotes of Python."""
    last = [text for text in table.headings[-1] if text]
    return len(table.headings) > 1 and sum(_IMPORT_ID.match(text) is not None for text in last) > len(last) / 2


def is_codes_over_texts(table: Table) -> bool:
    """Whether nothing but questions is left: names such as `Q2_1`, and their texts in what looks like a first person.

    Texts of questions are long, stand in nearly every column, and none of them comes back as an answer.
    """
    codes = sum(_QUESTION.fullmatch(heading) is not None for heading in table.headings[0])
    if len(table.headings) > 1 or len(table.rows) < _ENOUGH_ROWS or codes < _MOST * table.width:
        return False
    texts = [cell_text(cell) for cell in table.rows[0]]
    said = [text for text in texts if any(map(str.isalpha, text))]
    if len(said) < _MOST * table.width or sum(map(len, said)) < _LONG_TEXT * len(said):
        return False
    return not any(text and text in table.texts(index)[1:] for index, text in enumerate(texts))


def texts_of_names() -> frozenset[str]:
    """The texts of variables that no other tool has, in the languages in which they were seen."""
    return frozenset(
        map(key, ("Distribution Channel", "Recipient Last Name", "Response Type", "Verteilungskanal", "Antworttyp"))
    )


def qualtrics_columns(table: Table) -> tuple[Column, ...]:
    """A column per variable; what Qualtrics adds about order, time and browser is no item."""
    codes, texts = _codes_and_texts(table)
    parts = _parts(codes, texts)
    return tuple(
        _column(index, code, text, parts.get(index))
        for index, (code, text) in enumerate(zip(codes, texts, strict=True))
    )


def _codes_and_texts(table: Table) -> tuple[list[str], list[str]]:
    """The variable and the text of every column; the text for both where a row was taken out."""
    first, *others = table.headings
    below = next((row for row in others if not _IMPORT_ID.match(next(filter(None, row), ""))), first)
    texts = [plain_text(text) or code for code, text in zip(first, below, strict=True)]
    codes = [text if _OLD_NAME.fullmatch(code) else code for code, text in zip(first, texts, strict=True)]
    return codes, texts


def _column(index: int, code: str, text: str, part: tuple[str, str] | None) -> Column:
    column = replace(made(index, text), code=code or None)
    if _ORDER.fullmatch(code):
        return ignored(column)
    if _ABOUT_FILLING_IN.fullmatch(code):
        return with_purpose(column, "other")
    return replace(column, question=part[0], part=part[1]) if part else column


def _parts(codes: Sequence[str], texts: Sequence[str]) -> dict[int, tuple[str, str]]:
    """Question and part of every column that is one of several of a question.

    Variables with one number are options or rows (`Q2_1`), with two the columns of a row (`Q5_1_2`).
    """
    found: dict[int, tuple[str, str]] = {}
    for group in _groups(codes):
        shared = _shared_question([texts[index] for index in group])
        for index in group if shared else ():
            found[index] = shared.rstrip(" -"), texts[index][len(shared) :].strip()
    return found


def _groups(codes: Sequence[str]) -> Iterator[list[int]]:
    roots: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for index, code in enumerate(codes):
        if len(code) <= _LONGEST_CODE and (match := _NUMBERED.fullmatch(code)):
            before = match["places"].rpartition("_")[0]
            roots[match["root"]][before].append(index)
    for rows in roots.values():
        alone = [indices for indices in rows.values() if len(indices) == 1]
        together = [indices for indices in rows.values() if len(indices) > 1]
        yield from together
        yield sorted(index for indices in alone for index in indices)


def _shared_question(texts: Iterable[str]) -> str:
    """The common beginning of the texts up to its last hyphen, one between blanks if it can; else nothing."""
    different = set(texts)
    if len(different) < 2:
        return ""
    first, last = min(different), max(different)
    length = next(
        (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )
    spaced = first.rfind(" - ", 0, length + 1)
    return first[: spaced + 3] if spaced > 0 else first[: first.rfind("-", 0, length) + 1]
