"""Which columns LimeSurvey makes of a question, by its type letter: one for an answer, one for each tick, row or rank.

The names are those of its database (the suffix behind survey, group and question id) and of its exports (the code
and the text in brackets). Evidence: formats of the tools, section 3.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from monitor.definition.model import LocalText
from monitor.intake.limesurvey_structure import Answer, LimeQuestion, Structure, Subquestion


class Holds(Enum):
    """What stands in a column."""

    ANSWER = auto()
    TICK = auto()
    RANK = auto()
    NUMBER = auto()
    TEXT = auto()
    BESIDE = auto()
    """Text beside an answer: the "other" that was meant, or a remark."""


@dataclass(frozen=True)
class Slot:
    """One column of a question: the end of its database name, its part as code and as text, and what it holds.

    `scale` says which of the two lists of a dual scale.
    """

    suffix: str
    holds: Holds
    code: str | None = None
    text: LocalText | None = None
    scale: int = 0


@dataclass(frozen=True)
class Place:
    """A column of the database: which question, and which of its columns."""

    question: LimeQuestion
    slot: Slot


OTHER_CODE = "-oth-"
_NAME = re.compile(r"\d+X\d+X(.+)", re.DOTALL)
_SINGLE, _BY_ROW, _TEXTS = "L!OZWY5GI", "FABCEH", "STUD*|X"
_OTHER = {"nl": "Andere", "en": "Other", "de": "Sonstiges", "fr": "Autre"}
_COMMENT = {"nl": "Opmerking", "en": "Comment", "de": "Kommentar", "fr": "Commentaire"}


def slots(question: LimeQuestion) -> tuple[Slot, ...]:
    """The columns of a question in the order of an export."""
    return tuple(_slots(question))


def place_of(name: str, structure: Structure) -> Place | None:
    """The question and part that a column of the database stands for, by the longest question id that fits."""
    match = _NAME.fullmatch(name)
    if match is None:
        return None
    fitting = [question for question in structure.questions if match[1].startswith(question.qid)]
    for question in sorted(fitting, key=lambda one: -len(one.qid)):
        if (place := _place(question, structure, match[1].removeprefix(question.qid), "")) is not None:
            return place
    return None


def place_called(name: str, structure: Structure) -> Place | None:
    """The question and part with this name in an expression: `code` or `code_part`."""
    for question in structure.questions:
        part = name.removeprefix(question.code)
        if part != name and (place := _place(question, structure, part, "_")) is not None:
            return place
    return None


def _place(bare: LimeQuestion, structure: Structure, part: str, mark: str) -> Place | None:
    """The column of a question that has this part, with `mark` before the part where there is one."""
    question = with_built_in_answers(bare, structure.languages)
    for slot in slots(question):
        if part == (mark + slot.suffix if slot.suffix else ""):
            return Place(question, slot)
    return None


def _slots(question: LimeQuestion) -> Iterator[Slot]:
    kind = question.kind
    if kind in _SINGLE:
        yield from _one_answer(question)
    elif kind in "MP":
        yield from _ticks(question)
    elif kind == "R":
        for rank in range(1, len(question.answers or question.rows) + 1):
            yield Slot(str(rank), Holds.RANK, str(rank), {"nl": f"Rang {rank}", "en": f"Rank {rank}"})
    elif kind == "N" or kind in _TEXTS:
        yield Slot("", Holds.NUMBER if kind == "N" else Holds.TEXT)
    else:
        yield from _rows(question)


def _one_answer(question: LimeQuestion) -> Iterator[Slot]:
    yield Slot("", Holds.ANSWER)
    if question.other:
        yield Slot("other", Holds.BESIDE, "other", dict(_OTHER))
    if question.kind == "O":
        yield Slot("comment", Holds.BESIDE, "comment", dict(_COMMENT))


def _ticks(question: LimeQuestion) -> Iterator[Slot]:
    for row in (*question.rows, *((Subquestion("other", dict(_OTHER)),) if question.other else ())):
        yield Slot(row.code, Holds.TICK, row.code, row.text)
        if question.kind == "P":
            text = {language: f"{label} [{_COMMENT.get(language, 'Comment')}]" for language, label in row.text.items()}
            yield Slot(f"{row.code}comment", Holds.BESIDE, f"{row.code}comment", text)


def _rows(question: LimeQuestion) -> Iterator[Slot]:
    kind = question.kind
    for row in question.rows:
        if kind in _BY_ROW:
            yield Slot(row.code, Holds.ANSWER, row.code, row.text)
        elif kind == "1":
            for scale in (0, 1):
                yield Slot(f"{row.code}#{scale}", Holds.ANSWER, f"{row.code}][{scale + 1}", _scaled(row, scale), scale)
        elif kind in ":;":
            for column in question.columns:
                holds = Holds.NUMBER if kind == ":" else Holds.TEXT
                yield Slot(f"{row.code}_{column.code}", holds, f"{row.code}_{column.code}", _crossed(row, column))
        else:
            yield Slot(row.code, Holds.NUMBER if kind == "K" else Holds.TEXT, row.code, row.text)


def _scaled(row: Subquestion, scale: int) -> LocalText:
    words = {"nl": "Schaal", "fr": "Échelle", "de": "Skala"}
    return {language: f"{text} [{words.get(language, 'Scale')} {scale + 1}]" for language, text in row.text.items()}


def _crossed(row: Subquestion, column: Subquestion) -> LocalText:
    return {
        language: f"{text} [{column.text[language]}]" for language, text in row.text.items() if language in column.text
    }


def with_built_in_answers(question: LimeQuestion, languages: tuple[str, ...]) -> LimeQuestion:
    """The question with the answers that LimeSurvey never writes down, as they are always the same."""
    points = {"5": 5, "A": 5, "B": 10}.get(question.kind, 0)
    built_in = [(str(point), dict.fromkeys(languages, str(point))) for point in range(1, points + 1)]
    built_in += [(code, _in(languages, label)) for code, label in _BUILT_IN.get(question.kind, ())]
    if not built_in:
        return question
    return replace(question, answers=tuple(Answer(code, label) for code, label in built_in))


def other_text(languages: tuple[str, ...]) -> LocalText:
    """What LimeSurvey calls "other" in these languages."""
    return _in(languages, _OTHER)


def _in(languages: tuple[str, ...], text: LocalText) -> LocalText:
    return {one: text[one.split("-")[0]] for one in languages if one.split("-")[0] in text} or {"en": text["en"]}


_YES = {"nl": "Ja", "en": "Yes", "de": "Ja", "fr": "Oui"}
_NO = {"nl": "Nee", "en": "No", "de": "Nein", "fr": "Non"}
_BUILT_IN: dict[str, tuple[tuple[str, LocalText], ...]] = {
    "Y": (("Y", _YES), ("N", _NO)),
    "C": (
        ("Y", _YES),
        ("U", {"nl": "Onzeker", "en": "Uncertain", "de": "Unsicher", "fr": "Indécis"}),
        ("N", _NO),
    ),
    "E": (
        ("I", {"nl": "Toenemen", "en": "Increase", "de": "Zunahme", "fr": "Augmenter"}),
        ("S", {"nl": "Hetzelfde", "en": "Same", "de": "Gleich", "fr": "Sans changement"}),
        ("D", {"nl": "Afnemen", "en": "Decrease", "de": "Abnahme", "fr": "Diminuer"}),
    ),
    "G": (
        ("F", {"nl": "Vrouw", "en": "Female", "de": "Weiblich", "fr": "Féminin"}),
        ("M", {"nl": "Man", "en": "Male", "de": "Männlich", "fr": "Masculin"}),
    ),
}
