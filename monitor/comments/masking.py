"""Masking: a comment without names, classes, addresses, numbers and dates, by rules that anyone can read.

What a rule cannot see stays: "de dochter van de directeur", and without a roster a name in lower case that nothing
beside it gives away. So a person reads every comment before it is shown (docs/decisions/0034).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.comments.names import names
from monitor.comments.patterns import found_by_form
from monitor.comments.plain import Plain, plain
from monitor.comments.roster import NO_ROSTER, Roster
from monitor.comments.schools import found_school
from monitor.comments.words import words_of_comment

__all__ = ["NO_ROSTER", "Masked", "Span", "has_mask", "mask"]

SAID = {
    "email": "e-mail",
    "link": "link",
    "handle": "account",
    "date": "datum",
    "phone": "telefoon",
    "number": "nummer",
    "street": "adres",
    "class": "klas",
    "school": "school",
    "name": "naam",
}
"""What stands in the place of each kind; of two that are found in one place the longer counts, else the first here."""
_PLACEHOLDER = re.compile(r"\[(?:" + "|".join(map(re.escape, SAID.values())) + r")\]")
_ORDER = tuple(SAID)
_MOST_TIMES = 4
"""A word that only stands out once its neighbour is masked is found the next time; no comment asks for many."""
_BETWEEN_NAMES = re.compile(r"[ \t\xa0]{1,3}|['.*-]")


@dataclass(frozen=True)
class Span:
    """A part of a comment that gives somebody away; `start` and `end` in the comment, `kind` a key of `SAID`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True)
class Masked:
    """A comment with a word in brackets for everything that gives somebody away, and where that stood."""

    text: str
    spans: tuple[Span, ...]


def mask(text: str, roster: Roster = NO_ROSTER, *, school: Sequence[str] = ()) -> Masked:
    """The comment without what gives somebody away.

    `roster` holds the names of pupils and staff, `school` what the school is called. The spans are in order and do
    not overlap; masking a masked text changes nothing.
    """
    masked = _shown(text, _once(text, roster, school))
    for _again in range(_MOST_TIMES):
        more = _once(masked.text, roster, school)
        if not more:
            break
        masked = _shown(text, [*masked.spans, *_before_masking(masked, more)])
    return masked


def has_mask(text: str) -> bool:
    """Whether something stands masked in a text."""
    return _PLACEHOLDER.search(text) is not None


def _once(text: str, roster: Roster, school: Sequence[str]) -> list[Span]:
    shown = plain(text)
    return list(_in_comment(shown, _found(shown.text, roster, school)))


def _shown(text: str, spans: Iterable[Span]) -> Masked:
    """The comment with these spans said in brackets."""
    pieces: list[str] = []
    done = 0
    ordered = tuple(sorted(spans, key=lambda span: span.start))
    for span in ordered:
        pieces += [text[done : span.start], f"[{SAID[span.kind]}]"]
        done = span.end
    return Masked("".join([*pieces, text[done:]]), ordered)


def _before_masking(masked: Masked, found: Iterable[Span]) -> Iterable[Span]:
    """Where in the comment that stood which was found in its masked text, outside the brackets."""
    known = iter(masked.spans)
    shift, following = 0, next(known, None)
    for span in found:
        while following and following.start - shift < span.start:
            shift += following.end - following.start - len(SAID[following.kind]) - 2
            following = next(known, None)
        yield Span(span.start + shift, span.end + shift, span.kind)


def _found(text: str, roster: Roster, school: Sequence[str]) -> list[Span]:
    """The spans in the plain text, merged."""
    masked = [match.span() for match in _PLACEHOLDER.finditer(text)]
    formed = [Span(*found) for found in (*found_by_form(text), *found_school(text, school))]
    formed = [span for span in formed if not _touches(masked, span)]
    covered = [(span.start, span.end) for span in formed]
    words = words_of_comment(text, [*masked, *covered])
    classes = [(span.start, span.end) for span in formed if span.kind == "class"]
    named = [Span(words[place].start, words[place].end, "name") for place in names(text, words, classes, roster)]
    return _merged(text, [*formed, *named])


def _touches(masked: Sequence[tuple[int, int]], span: Span) -> bool:
    """Whether a span overlaps one of the ranges, which are in order and apart."""
    place = bisect_right(masked, (span.start, span.end))
    return any(start < span.end and span.start < end for start, end in masked[max(place - 1, 0) : place + 1])


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """One span for those that overlap, and for the names of one person."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        last = merged[-1] if merged else None
        if last and (span.start < last.end or _same_person(text, last, span)):
            kind = min(last, span, key=_weight).kind
            merged[-1] = Span(last.start, max(last.end, span.end), kind)
        else:
            merged.append(span)
    return merged


def _weight(span: Span) -> tuple[int, int]:
    return span.start - span.end, _ORDER.index(span.kind)


def _same_person(text: str, one: Span, other: Span) -> bool:
    if one.kind != other.kind or one.kind != "name":
        return False
    return _BETWEEN_NAMES.fullmatch(text, one.end, other.start) is not None


def _in_comment(shown: Plain, spans: Iterable[Span]) -> Iterable[Span]:
    """The spans where they stand in the comment itself."""
    end = 0
    for span in spans:
        first, last = shown.original(span.start, span.end)
        if last > end:
            yield Span(max(first, end), last, span.kind)
            end = last
