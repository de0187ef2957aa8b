"""Nothing: the answers that give no answer, in four kinds that are never mixed up.

"Weet ik niet", "geen mening", "zeg ik liever niet" and "niet van toepassing" stand in other bases of a share, so a
reader must tell them apart in every spelling: `9 = weet niet`, `Weet niet (9)`, `n.v.t.`, `k. A.`, `DK/NA`. The
words in four languages stand in `nothing.txt`, one kind a block. What a label that joins kinds counts as
(`Geen mening/weet niet/n.v.t.`) is decided in docs/decisions/0024.
"""

import re
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from monitor.intake.normalise import fold, key, without_numbering


class Nothing(StrEnum):
    """The kinds; of a label that joins several the first of this order counts."""

    DONT_KNOW = "dont_know"
    NO_OPINION = "no_opinion"
    PREFER_NOT = "prefer_not"
    NOT_APPLICABLE = "not_applicable"


def _spellings() -> dict[Nothing, frozenset[str]]:
    text = (resources.files(__package__) / "nothing.txt").read_text(encoding="utf-8")
    blocks = (block.strip().split("\n") for block in text.split("\n\n"))
    return {
        Nothing(kind): frozenset(
            key(spelling) for line in lines for word in line.split("|") for spelling in _both(word)
        )
        for kind, *lines in blocks
    }


def _both(word: str) -> tuple[str, str]:
    """The word as it should be, and without the apostrophe that is often left out."""
    return word, word.replace("'", "")


ORDER = tuple(Nothing)
SPELLINGS = _spellings()
KIND_OF = {spelling: kind for kind, spellings in SPELLINGS.items() for spelling in spellings}
_ABBREVIATIONS = {
    "wn": Nothing.DONT_KNOW,
    "nsp": Nothing.DONT_KNOW,
    "dk": Nothing.DONT_KNOW,
    "gm": Nothing.NO_OPINION,
    "ka": Nothing.PREFER_NOT,
    "nrp": Nothing.PREFER_NOT,
    "nvt": Nothing.NOT_APPLICABLE,
    "na": Nothing.NOT_APPLICABLE,
    "so": Nothing.NOT_APPLICABLE,
}
"""Only where every letter has its dot or blank: `w.n.`, `k. A.`; "so" alone is a word."""
_BESIDE = frozenset(("wn", "nsp", "dk", "gm", "nrp"))
"""Only beside another kind: DK/NA; "DK" alone is a country."""
_SINGLE_LETTERS = re.compile(r"[^\W\d_](?:(?:\. ?| )[^\W\d_]){1,3}\.?")
_BRACKETS = re.compile(r"[(\[{<*-]+ ?(.*?) ?[)\]}>*-]+")
_EXPLAINED = re.compile(r"(.*\S) ?[(\[][^()\[\]]*[)\]]")
_JOINTS = re.compile(r" ?[/,;|+] ?| - | (?:of|or|ou|oder|en/of|and/or) ")
_NOT_FITTING = re.compile(
    r"(?:niet van toepassing|n\.? ?v\.? ?t\.?|not applicable|n/a|sans objet|non applicable|nicht zutreffend)"
    r" ?[,:;(-] ?\S.*"
)
_LONGEST = 120


@lru_cache(maxsize=20_000)
def nothing(text: str) -> Nothing | None:
    """Which kind of no answer a label or an answer is; `None` if it answers something."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text)
    for spelling in (folded, without_numbering(folded), _without_explanation(without_numbering(folded))):
        if (kind := _kind(spelling)) is not None:
            return kind
    return Nothing.NOT_APPLICABLE if _NOT_FITTING.fullmatch(without_numbering(folded)) else None


def _kind(folded: str) -> Nothing | None:
    bracketed = _BRACKETS.fullmatch(folded)
    bare = bracketed[1] if bracketed else folded
    if (kind := _whole(bare)) is not None:
        return kind
    parts = [part for part in _JOINTS.split(bare) if part]
    kinds = [_whole(part) or (_ABBREVIATIONS[part] if part in _BESIDE else None) for part in parts]
    if len(parts) < 2 or None in kinds:
        return None
    return min(filter(None, kinds), key=ORDER.index)


def _whole(folded: str) -> Nothing | None:
    if _SINGLE_LETTERS.fullmatch(folded):
        return _ABBREVIATIONS.get(re.sub(r"[. ]", "", folded))
    return KIND_OF.get(key(folded))


def _without_explanation(folded: str) -> str:
    """The text without the bracket at its end: "niet van toepassing (ik heb geen broer of zus)"."""
    match = _EXPLAINED.fullmatch(folded)
    return match[1] if match else folded
