"""Normalise: two texts that a reader would call the same get the same key.

Exports spell one question in many ways: no-break spaces, curly quotes, trailing blanks, HTML entities, U+2010
hyphens, an ellipsis where a tool cut the heading. Evidence for each: formats of the tools (Microsoft Forms,
LimeSurvey, Google Forms). The original text is kept for display; only keys are compared.
"""

import datetime as dt
import html
import re
import unicodedata
from functools import lru_cache

from monitor.intake.export import Cell

_SAME = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u00b4`\u2032", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad", "-")
    | {"\u2026": "..."}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "")
)
_SOFT_HYPHEN = "\u00ad"
_EDGE = " .,:;?!*"
_SHORTEST_PREFIX = 10
_NUMBERED = re.compile(r"^(?:[qv]|vraag |question )?\d{1,3} ?[.):-] ")
_NUMBER_BEFORE = re.compile(r"^(?:[(\[]-?\d{1,3}[)\]]|-?\d{1,3} ?(?:[=.:)]|- ))\s*(?=[^\d\s])")
_NUMBER_BEHIND = re.compile(r"(?<=\S)\s*(?:[(\[]\s*=?\s*-?\d{1,3}\s*[)\]]|=\s*-?\d{1,3})$")
_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,20})?(?:[eE][+-]?\d{1,2})? ?%?")


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """The text with one spelling of blanks, quotes, hyphens and case; punctuation is kept."""
    plain = unicodedata.normalize("NFKC", html.unescape(text).replace(_SOFT_HYPHEN, "")).translate(_SAME)
    plain = " ".join(plain.split()).casefold()
    return plain[1:] if re.match(r"'[=+\-@]", plain) else plain


@lru_cache(maxsize=20_000)
def key(text: str) -> str:
    """What two spellings of one heading or label share; the text itself if it is nothing but punctuation."""
    folded = fold(text)
    return folded.strip(_EDGE) or folded


def cell_text(cell: Cell) -> str:
    """A cell as text, the way a person would have typed it: `3.0` is `3`, an empty cell is nothing."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip("\u200b\ufeff \t\r\n\xa0")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime | dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def number(cell: Cell) -> float | None:
    """The number in a cell, also when it was typed as text, with a decimal comma or as a percentage; else nothing."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()):
        return float(cell.strip().rstrip("% ").replace(",", "."))
    return None


def beginning(heading: str) -> str | None:
    """The key of what is left of a heading that the tool cut off with dots, if it is long enough."""
    folded = fold(heading)
    if not folded.endswith(".."):
        return None
    start = folded.rstrip(". ")
    return start if len(start) >= _SHORTEST_PREFIX else None


def without_suffix(heading: str) -> str | None:
    """The key of a heading without the digit that Microsoft Forms glues to a repeated question (`Vader2`)."""
    match = re.fullmatch(r"(.*\D)\d{1,2}", fold(heading))
    return key(match[1]) if match and not match[1].endswith(" ") else None


def without_marks(heading: str) -> str:
    """The key of a heading without the number before it (`3. Hoe gaat het?`) and the hyphen at its end.

    LimeSurvey's old Excel files have a hyphen for every question mark.
    """
    return key(_NUMBERED.sub("", key(heading)).rstrip("- "))


def without_numbering(label: str) -> str:
    """A label without the number that a tool or a maker set beside it: `1 = nooit`, `(9) weet niet`, `Oneens (2)`."""
    return _NUMBER_BEHIND.sub("", _NUMBER_BEFORE.sub("", label.strip())).strip()
