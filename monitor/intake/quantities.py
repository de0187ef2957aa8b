"""Quantities: the answers that are numbers or dates, and the scales that are numbers.

A statistician wants a scale whole, also where nobody chose its lowest step; and a date of birth, of a visit or of
filling in is no option, however often it returns.
"""

import re
from collections.abc import Sequence

from monitor.definition.model import ItemType
from monitor.intake.normalise import fold, key, number
from monitor.intake.words import KNOWN_ANSWERS, NO, STEPS, YES

_SCALE_POINTS = frozenset(map(float, range(11)))
_DENSE = 0.5
"""At least half of the points between the lowest and the highest are given: `1, 2, 9` is no scale."""
_ENDS = (3, 4, 5, 7, 10)
"""Where scales end; one that ends so begins at 1 or 0. Others, as the years of a school, begin where they do."""
_ASIDE = frozenset((-1.0, -2.0, -3.0, -7.0, -8.0, -9.0, -66.0, -77.0, -88.0, -97.0, -98.0, -99.0, -999.0))
"""Codes beside a scale that begins at 1: Qualtrics' "no basis for evaluation" is `-1`, its second such option `-2`."""
_NO_NUMBER = KNOWN_ANSWERS - STEPS - YES - NO
_RECOMMEND = re.compile(r"aanbevelen|aanraden|aanbeveelt|aanraadt|recommend|empfehlen|weiterempfehl|recommander")
_DATE = re.compile(r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2}))(?:[T ]0{1,2}:00(?::00)?)?")
_FEWEST_NUMBERED = 3
_WITH_NUMBER = re.compile(r"(\D*)\d.*", re.DOTALL)


def numeric(texts: Sequence[str]) -> tuple[ItemType, tuple[str, ...]] | None:
    """The kind and the options of answers that are all numbers; nothing if some are not.

    A scale has every point from its beginning to the highest that was given, then the codes beside it.
    """
    values = {number(text) for text in texts}
    if not values or None in values:
        return None
    points = {value for value in values if value is not None}
    steps = points - _ASIDE if 0.0 not in points else points
    asides = tuple(str(int(code)) for code in sorted(points - steps, reverse=True))
    if steps in ({0.0, 1.0}, {1.0, 2.0}):
        return ItemType.SINGLE, (*(str(int(point)) for point in sorted(steps)), *asides)
    if len(steps) < 2 or not steps <= _SCALE_POINTS or len(steps) < _DENSE * (max(steps) - min(steps) + 1):
        return ItemType.NUMBER, ()
    lowest, highest = int(min(steps)), int(max(steps))
    first = min(lowest, 1) if highest in _ENDS else lowest
    return ItemType.LIKERT, (*map(str, range(first, highest + 1)), *asides)


def numbers_in(texts: Sequence[str]) -> list[str]:
    """The answers without "n.v.t.", "weet niet" and the like, which may stand beside the numbers of a scale."""
    return [text for text in texts if key(text) not in _NO_NUMBER]


def scale_beside_words(texts: Sequence[str]) -> tuple[ItemType, tuple[str, ...]] | None:
    """The kind and the options of a numbered scale that offers "n.v.t." too: `7`, `10`, `N/A`; else nothing."""
    bare = numbers_in(texts)
    counted = numeric(bare) if len(bare) < len(texts) else None
    if counted is None or not counted[1]:
        return None
    beside = {key(text): " ".join(text.split()) for text in texts if key(text) in _NO_NUMBER}
    return counted[0], (*counted[1], *beside.values())


def is_code_aside(label: str) -> bool:
    """True for a code beside a numbered scale: `-1`, `-99`."""
    return re.fullmatch(r"-\d{1,3}", label) is not None


def from_nought(question: str, labels: Sequence[str]) -> tuple[str, ...]:
    """The points of a scale; those of "would you recommend us" begin at nought, also where nobody chose it."""
    if "10" in labels and "0" not in labels and _RECOMMEND.search(fold(question)):
        return (*map(str, range(int(labels[0]))), *labels)
    return tuple(labels)


def all_dates(texts: Sequence[str]) -> bool:
    """True if every answer is a day, in whatever order of day, month and year."""
    return bool(texts) and all(_DATE.fullmatch(text) for text in texts)


def number_in(label: str) -> int | None:
    """The number in `1 = nooit`, `Oneens (2)`, `3. soms`, `10 (altijd)`, `5+` or `- 2`, and that in a bare `4`."""
    match = re.match(r"(?:- )?(\d{1,2})(?:\s*[.=:)-]\s*\D|\s*\(|\+?$)", label) or re.search(r"\((\d{1,2})\)$", label)
    return int(match[1]) if match else None


def with_steps_between(labels: Sequence[str]) -> tuple[str, ...]:
    """The labels of a numbered scale, with the bare numbers between them that nobody chose: `0 - slecht`, `2`, `3`."""
    places = {number_in(label) for label in labels}
    bare = [label for label in labels if label.isdecimal()]
    if None in places or len(places) < max(_FEWEST_NUMBERED, len(labels)) or len(bare) < 2 or len(bare) == len(labels):
        return tuple(labels)
    known = {place for place in places if place is not None}
    between = [str(place) for place in range(min(known), max(known)) if place not in known]
    return (*labels, *(step for step in between if key(step) not in map(key, labels)))


def in_order_of_numbers(labels: Sequence[str]) -> list[str]:
    """Labels that differ from their first number on (`1A`, `Groep 2`, `25 to 34 years`) by their numbers."""
    matches = [_WITH_NUMBER.fullmatch(label) for label in labels]
    if len({fold(match[1]) if match else None for match in matches} | {None}) != 2 or not all(matches):
        return list(labels)
    return sorted(labels, key=lambda label: [(len(n), n) for n in re.findall(r"\d+", label)] + [(0, fold(label))])
