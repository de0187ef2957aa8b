"""Own words: the questions that people answer in words of their own, told by what the heading asks.

Two people who both write "geen" make no option: what stands below such a heading is never learnt from.
"""

import re

from monitor.intake import words
from monitor.intake.export import Column
from monitor.intake.normalise import fold, key

LEAST = 5
"""Respondents who must have given a text before it is told that it was given (OurSchool, Panorama: five)."""
_OWN_WORDS = re.compile(
    r"(?<!\w)(?:opmerking|opmerkingen|toelichting|suggesties?|commentaar|comments?|remarks?|bemerkungen|remarques?"
    r"|other|andere?s?|sonstiges|autre) ?(?:\(.*\))?(?:, namelijk)?:?\??$"
    r"|(?:nog|andere|any other|any|verdere) (?:opmerkingen|suggesties|vragen|comments|feedback|remarks)"
    r"|wat kan (?:er )?beter|licht .{0,40}toe(?!\w)"
)


def asks_own_words(column: Column) -> bool:
    """True for "Opmerkingen", for the text behind "other", for remarks beside a question, or if a reader says so."""
    if column.role == "free_text":
        return True
    if column.part is not None and (key(column.part) in words.OTHER or words.is_comment(column.part)):
        return True
    return (column.code or "").endswith("_TEXT") or _OWN_WORDS.search(fold(column.heading)) is not None
