"""LimeSurvey's structure, from a `.lss`, a `.lsa` or a text file: an item for every column with an answer."""

import re
from collections.abc import Iterator
from functools import partial

from monitor.definition.model import ItemType, LocalText
from monitor.intake.definitions.base import Asked, Questionnaire
from monitor.intake.definitions.conditions import any_of
from monitor.intake.limesurvey_columns import (
    OTHER_CODE,
    Holds,
    Slot,
    other_text,
    place_called,
    place_of,
    slots,
    with_built_in_answers,
)
from monitor.intake.limesurvey_structure import LimeQuestion, Structure, structure_of
from monitor.intake.limesurvey_text import is_structure_text, structure_in_text
from monitor.intake.sandbox import Contents
from monitor.intake.tool_options import Told

_ARRAYS = "FABEH15"
"""Type letters whose answers are the steps of a scale."""
_SHOWN = ("", "1")
_COMPARISON = re.compile(
    r"""(?P<name>\w+)(?:\.(?:NAOK|value|code))?\s*(?:==|=|\beq\b)\s*
    (?P<quote>["'])(?P<answer>[^"']*)(?P=quote)""",
    re.VERBOSE,
)
_TYPES = {Holds.NUMBER: ItemType.NUMBER, Holds.TEXT: ItemType.OPEN, Holds.ANSWER: ItemType.SINGLE}


class LimeSurveyStructure:
    """The reader of LimeSurvey's structure."""

    def recognises(self, contents: Contents) -> bool:
        """XML of LimeSurvey, or a text with its column names."""
        return any(sheet.kind == "limesurvey" for sheet in contents.sheets) or is_structure_text(contents)

    def read(self, contents: Contents) -> Questionnaire:
        """The questions of the survey, in all of its languages."""
        structure = structure_in_text(contents) if is_structure_text(contents) else structure_of(contents)
        return Questionnaire(
            title=structure.title,
            questions=tuple(asked for question in structure.questions for asked in _asked(question, structure)),
            sections=tuple((group.gid, group.title) for group in structure.groups),
            language=next(iter(structure.languages), "nl"),
        )


def _asked(bare: LimeQuestion, structure: Structure) -> Iterator[Asked]:
    question = with_built_in_answers(bare, structure.languages)
    if question.kind == "X":
        return
    shown_if = _conditions(question, structure)
    if question.kind in "MPR":
        kind = ItemType.RANKING if question.kind == "R" else ItemType.MULTIPLE
        options = tuple(_ranked(question)) if question.kind == "R" else tuple(_ticks(question, structure))
        yield Asked(question.code, question.text, kind, options, section=question.gid, shown_if=shown_if)
        return
    for slot in slots(question):
        if slot.holds is not Holds.BESIDE:
            yield Asked(
                code=question.code if slot.code is None else f"{question.code}_{slot.code}",
                text=_with_part(question.text, slot.text),
                type=_TYPES[slot.holds],
                options=tuple(_answers(question, slot, structure)) if slot.holds is Holds.ANSWER else (),
                ordered=question.kind in _ARRAYS,
                section=question.gid,
                shown_if=shown_if,
            )


def _ticks(question: LimeQuestion, structure: Structure) -> Iterator[Told]:
    for slot in slots(question):
        if slot.holds is Holds.TICK:
            other = slot.code == "other" and question.other
            text = other_text(structure.languages) if other else slot.text or {}
            yield Told(slot.code or "", text, other=other, exclusive=slot.code in question.exclusive)


def _ranked(question: LimeQuestion) -> Iterator[Told]:
    yield from (Told(answer.code, answer.label) for answer in question.answers)
    if not question.answers:
        yield from (Told(row.code, row.text) for row in question.rows)


def _answers(question: LimeQuestion, slot: Slot, structure: Structure) -> Iterator[Told]:
    yield from (Told(answer.code, answer.label) for answer in question.answers if answer.scale == slot.scale)
    if question.other:
        yield Told("other", other_text(structure.languages), other=True)


def _with_part(text: LocalText, part: LocalText | None) -> LocalText:
    """Question and part as LimeSurvey writes them above a column; a question without a text is called by its part."""
    if not part or not text:
        return text or part or {}
    return {language: f"{said} [{part[language]}]" for language, said in text.items() if language in part} or text


def _conditions(question: LimeQuestion, structure: Structure) -> tuple[tuple[str, str], ...]:
    """When the question is shown: by its own expression or that of its page; two at once cannot be written down."""
    page = next((group.relevance for group in structure.groups if group.gid == question.gid), "")
    expressions = [text.strip() for text in (question.relevance, page) if text.strip() not in _SHOWN]
    if len(expressions) != 1:
        return ()
    return any_of(expressions[0], partial(_pair, structure))


def _pair(structure: Structure, comparison: str) -> tuple[str, str] | None:
    """`12X3X45SQ001.NAOK == "Y"` or `vraag_SQ001 == "Y"` as the question and answer that it is about."""
    match = _COMPARISON.fullmatch(comparison)
    place = place_of(match["name"], structure) or place_called(match["name"], structure) if match else None
    if match is None or place is None:
        return None
    slot, code, answer = place.slot, place.question.code, match["answer"]
    if slot.holds is Holds.TICK:
        return (code, slot.code or "") if answer == "Y" else None
    answer = "other" if answer == OTHER_CODE else answer
    return code if slot.code is None else f"{code}_{slot.code}", answer
