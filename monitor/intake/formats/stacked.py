"""Headings of two or three rows: a question over its options, or a variable over its text.

SurveyMonkey writes the question over its first option only; merged workbooks over all of them; Qualtrics puts
variable, text and an import id below each other.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from monitor.intake.export import Column
from monitor.intake.formats.base import made, plain_text
from monitor.intake.layout import OPTION_WORDS, Table
from monitor.intake.normalise import key

_WHOLE_QUESTION = frozenset(
    map(key, ("Response", "Open-Ended Response", "Antwoord", "Open antwoord", "Antwoord op open vraag"))
)
_IMPORT_ID = re.compile(r"\s*\{\s*['\"]ImportId['\"]")
_QUALTRICS_NAMES = frozenset(
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
_LONG_ID = 7
_QUALTRICS_ROOT = re.compile(r"(.+?)(?:_-?\d+)+(?:_TEXT)?")


def has_qualtrics_names(headings: Iterable[str]) -> bool:
    """Whether these are the variables that Qualtrics puts first, always in English, in this spelling."""
    return len(_QUALTRICS_NAMES & set(headings)) >= _ENOUGH_NAMES


def is_qualtrics(table: Table) -> bool:
    """Whether the rows of headings are those of Qualtrics: variables on top and import ids or texts below."""
    if has_qualtrics_names(table.headings[0]):
        return True
    if len(table.headings) == 1:
        return False
    last = [text for text in table.headings[-1] if text]
    if sum(_IMPORT_ID.match(text) is not None for text in last) > len(last) / 2:
        return True
    return table.headings[0][0] == "V1" and key(table.headings[1][0]) == "responseid"


def is_surveymonkey(table: Table) -> bool:
    """Whether SurveyMonkey wrote it: its own first columns, and nothing below those in a second row of headings.

    In other languages the numbers of respondents tell: long, in the first column, with nothing in the second row.
    """
    if is_qualtrics(table):
        return False
    first = table.headings[0]
    if len(table.headings) == 1:
        return [key(heading) for heading in first[:2]] == ["respondent id", "collector id"]
    second = table.headings[1]
    numbered = all(text.isdecimal() and len(text) > _LONG_ID for text in table.texts(0)) and bool(table.texts(0))
    named = key(first[0]) == "respondent id" or (numbered and any(key(text) in OPTION_WORDS for text in second))
    return named and bool(first[0]) and not second[0]


def qualtrics_columns(table: Table) -> tuple[Column, ...]:
    """A column per variable; the text of a matrix is split where its rows begin to differ."""
    codes = table.headings[0]
    has_texts = len(table.headings) > 1 and not _IMPORT_ID.match(table.headings[1][0])
    texts = [plain_text(text) for text in (table.headings[1] if has_texts else codes)]
    roots: dict[str, list[int]] = defaultdict(list)
    for index, code in enumerate(codes):
        if match := _QUALTRICS_ROOT.fullmatch(code):
            roots[match[1]].append(index)
    columns = [
        replace(made(index, text or codes[index]), code=codes[index] or None) for index, text in enumerate(texts)
    ]
    for indices in roots.values():
        shared = _shared_question([texts[index] for index in indices])
        for index in indices if shared else ():
            part = texts[index][len(shared) :].strip()
            columns[index] = replace(columns[index], question=shared.rstrip(" -"), part=part)
    return tuple(columns)


def _shared_question(texts: list[str]) -> str:
    """The common beginning of the texts up to its last hyphen; nothing if there is none."""
    if len(set(texts)) < 2:
        return ""
    first, last = min(texts), max(texts)
    length = next(
        (place for place, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first)
    )
    return first[: first.rfind("-", 0, length) + 1]


def stacked_columns(table: Table) -> tuple[Column, ...]:
    """A column per option, row of a matrix or answer, under the question that stands above it."""
    return tuple(
        _stacked(index, plain_text(question), plain_text(below))
        for index, (question, below) in enumerate(zip(_spread(table), table.headings[1], strict=True))
    )


def _stacked(index: int, question: str, part: str) -> Column:
    if not part or key(part) in _WHOLE_QUESTION:
        return made(index, question)
    if not question:
        return made(index, part)
    return replace(made(index, f"{question} [{part}]"), question=question, part=part)


def _spread(table: Table) -> list[str]:
    """The question over every column: over the merged cells, or up to the next one where nothing is merged."""
    above = list(table.headings[0])
    merged = [area for area in table.sheet.merged if area[0] == area[2] == table.heading_row - 1]
    if merged:
        for _top, left, _bottom, right in merged:
            for index in range(left, min(right + 1, table.width)):
                above[index] = table.headings[0][left]
        return above
    question = ""
    for index, text in enumerate(above):
        question = text or question
        above[index] = question if table.headings[1][index] else text
    return above
