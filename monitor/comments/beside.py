"""Beside: what stands next to an unknown word makes it a name, also in lower case: juf lies, gepest door amine."""

import re
from collections.abc import Sequence

from monitor.comments.dutch import looks_dutch
from monitor.comments.vocabulary import CAPITALS, COMMON, CONTEXTS, DOUBLE, PARTICLES
from monitor.comments.words import Word

_NEAR = re.compile(r"[\s.:,]{0,4}")
_TOUCHING = re.compile(r"\s{1,3}|\.\s?")
_CLASS_BEHIND = re.compile(r"\s{0,2}\(?(?:(?:uit|van|in|zit in|uit de|van de|uit het|van het)\s)?")
_HIS = frozenset(("zijn", "zn", "haar", "dr", "z'n", "d'r"))
_SHORTEST = 2


def beside(text: str, words: Sequence[Word], found: set[int], classes: Sequence[tuple[int, int]]) -> set[int]:
    """The places of further words that are names because of their neighbours."""
    starts = {start for start, _end in classes}
    names = {
        place
        for place, word in enumerate(words)
        if place not in found
        and may_be_name(word)
        and (_after_title(text, words, place) or _before_telling(text, words, place, starts))
    }
    return names | _listed(text, words, found | names)


def may_be_name(word: Word) -> bool:
    """Whether a word is none that we know for something else."""
    if len(word.text) < _SHORTEST or any(letter.isdigit() for letter in word.text):
        return False
    if word.bare in DOUBLE and word.bare not in COMMON:
        return True
    return word.bare not in CAPITALS and word.bare not in PARTICLES and not all(map(looks_dutch, _parts(word)))


def _parts(word: Word) -> list[str]:
    return word.bare.replace("-", "'").split("'")


def _after_title(text: str, words: Sequence[Word], place: int) -> bool:
    """Whether "juf", "mijn zoon", "mama van" or "gepest door" stands before it, with at most small words between."""
    before = place - 1
    while before >= 0 and words[before].bare in PARTICLES and _near(text, words, before):
        before -= 1
    if before < 0 or not _near(text, words, before):
        return False
    between = {word.bare for word in words[before + 1 : place]}
    if words[before].bare in CONTEXTS["before"]:
        return True
    if words[before].bare in CONTEXTS["relations"] and "van" in between:
        return True
    by = words[before].bare == "door"
    return by and before > 0 and words[before - 1].bare in CONTEXTS["by"]


def _near(text: str, words: Sequence[Word], place: int) -> bool:
    return _TOUCHING.fullmatch(text, words[place].end, words[place + 1].start) is not None


def _before_telling(text: str, words: Sequence[Word], place: int, classes: set[int]) -> bool:
    """Whether "uit 5C", "zijn mama" or "pest mij" stands behind it."""
    word = words[place]
    behind = _CLASS_BEHIND.match(text, word.end)
    if behind and behind.end() > word.end and behind.end() in classes:
        return True
    if place + 1 >= len(words) or not _near(text, words, place):
        return False
    if words[place + 1].bare in CONTEXTS["after"]:
        return True
    return place + 2 < len(words) and words[place + 1].bare in _HIS and words[place + 2].bare in CONTEXTS["relations"]


def _listed(text: str, words: Sequence[Word], found: set[int]) -> set[int]:
    """With the words that are listed with a name: "Daan en amine", "amine, Daan"."""
    grown = set(found)
    for order in (range(len(words)), range(len(words) - 1, -1, -1)):
        for place in order:
            if place not in grown and may_be_name(words[place]) and _beside_name(text, words, place, grown):
                grown.add(place)
    return grown


def _beside_name(text: str, words: Sequence[Word], place: int, found: set[int]) -> bool:
    for one, other in ((place - 1, place), (place, place + 1)):
        neighbour = one if other == place else other
        if neighbour in found and _comma(text, words, one, other):
            return True
    for one, middle, other in ((place - 2, place - 1, place), (place, place + 1, place + 2)):
        neighbour = one if other == place else other
        if neighbour in found and 0 <= middle < len(words) and words[middle].bare in ("en", "of", "met"):
            return True
    return False


def _comma(text: str, words: Sequence[Word], one: int, other: int) -> bool:
    between = text[words[one].end : words[other].start]
    return len(between) <= 3 and between.strip() in ("&", "/", "+")
