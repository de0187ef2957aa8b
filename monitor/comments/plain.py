"""Plain: a comment without the tricks of writing that hide a name from a reader of letters.

Full-width letters, combining marks, zero-width characters and curly apostrophes are brought to one spelling; each
character knows where it stood in the comment, so that a span found here is a span there.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u02bb\u00b4`\u2032\uff07", "'")
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-")
)
_MOST_MARKS = 30
"""Marks on one letter that are composed with it; more is a trick, and sorting them takes long."""
_WITHOUT_MARK = str.maketrans({"\u0131": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"})


@dataclass(frozen=True)
class Plain:
    """The text in one spelling; `starts` and `ends` say per character where it stood in the comment."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Where a range of this text stood in the comment; it is not empty."""
        return self.starts[start], self.ends[end - 1]


def plain(comment: str) -> Plain:
    """The comment in one spelling."""
    if comment.isascii():
        places = tuple(range(len(comment) + 1))
        return Plain(comment.translate(_SAME), places[:-1], places[1:])
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(comment):
        for letter in _one_spelling(comment[start:end]).translate(_SAME):
            letters.append(letter)
            starts.append(start)
            ends.append(end)
    return Plain("".join(letters), tuple(starts), tuple(ends))


def _clusters(comment: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks and the unseen characters behind it."""
    start = 0
    for place in range(1, len(comment) + 1):
        goes_on = place < len(comment) and place - start < _MOST_MARKS and _leans(comment[place])
        if not goes_on:
            yield start, place
            start = place


def _one_spelling(cluster: str) -> str:
    """A character and its marks as a keyboard has them; what is several signs and no letters (\u00bc) stays."""
    shown = "".join(letter for letter in cluster if not _unseen(letter))
    wide = unicodedata.normalize("NFKC", shown)
    return wide if len(wide) <= 1 or wide.isalpha() else unicodedata.normalize("NFC", shown)


@lru_cache(maxsize=5000)
def _leans(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me") or _unseen(letter)


@lru_cache(maxsize=5000)
def _unseen(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


@lru_cache(maxsize=20_000)
def bare(word: str) -> str:
    """The word as somebody types it who leaves out capitals and marks: `Oğuzhan` is `oguzhan`."""
    folded = unicodedata.normalize("NFKD", word.casefold()).translate(_WITHOUT_MARK)
    return folded if folded.isascii() else "".join(letter for letter in folded if not unicodedata.combining(letter))


WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""A word, with the hyphens and apostrophes inside it; digits count as letters, so that `Daan12` is one word."""
