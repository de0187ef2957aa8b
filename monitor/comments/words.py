"""Words of a comment, each with its place and with what the rules ask about it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from monitor.comments.plain import WORD, bare

_ENDS_SENTENCE = frozenset(".!?:;\n•*>|/")
_BEFORE_A_WORD = frozenset(" \t\xa0\"'“”„«»()-_~")
_LOOKS_BACK = 12


@dataclass(frozen=True)
class Word:
    """One word of the plain text; `starts`: it is the first of a sentence."""

    start: int
    end: int
    text: str
    starts: bool

    @cached_property
    def bare(self) -> str:
        """The word without capitals and marks."""
        return bare(self.text)

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """What stands between its hyphens and apostrophes."""
        return tuple(part for part in re.split("['-]", self.text) if part)

    @cached_property
    def capital(self) -> bool:
        """Whether there is a capital anywhere in it."""
        return self.text != self.text.lower()


def words_of_comment(text: str, skipped: Sequence[tuple[int, int]]) -> list[Word]:
    """The words of a plain text outside the ranges that are skipped."""
    found, done = [], 0
    for start, end in [*sorted(skipped), (len(text), len(text))]:
        for match in WORD.finditer(text, done, max(start, done)):
            found.append(Word(match.start(), match.end(), match[0], _starts_sentence(text, match.start())))
        done = max(done, end)
    return found


def _starts_sentence(text: str, place: int) -> bool:
    """Whether only quotes and blanks stand between a word and the end of the sentence before."""
    for before in range(place - 1, max(place - 1 - _LOOKS_BACK, -1), -1):
        if text[before] in _ENDS_SENTENCE:
            return True
        if text[before] not in _BEFORE_A_WORD:
            return False
    return True
