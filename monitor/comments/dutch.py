"""Dutch: whether a word is an ordinary Dutch one: on the list, or made of listed words the way Dutch makes words."""

import re
from functools import lru_cache

from monitor.comments.vocabulary import COMMON, SMALL

_ENDINGS = (
    "en",
    "s",
    "e",
    "t",
    "te",
    "ten",
    "de",
    "den",
    "je",
    "jes",
    "tje",
    "tjes",
    "er",
    "ere",
    "st",
    "ste",
    "n",
    "d",
)
_LEARNED = re.compile(
    r"(?:aan|af|be|her|in|om|ont|op|over|uit|ver|voor|onder)\w{3,}ing(?:en)?|\w{3,}(?:heid|heden|baarheid|lijk|lijke|lijkheid|atie|aties|teit|teiten|loos|loze|isch|ische|schap|schappen|erij|erijen"
    r"|ering|eringen|eling|elingen|kunde|tjes|ogie|ieve|ief|eren|eerd|eerde|eert|icatie|achtig|achtige)"
)
_BEFORE = re.compile(
    r"(?:aan|af|op|uit|mee|om|over|onder|door|voor|terug|samen|weg|binnen|buiten|los|rond|tegen|toe|be|ge|her|ont|on|"
    r"in|na|bij|oude?r|hoofd|super|mega|extra|school|klas|leer|speel|les|toets|huis|gym|zwem|sport|taak|groeps?|pest|"
    r"start|eind|week|dag|middag|avond|kind|kinder|leerlingen|vrienden|vriend|werk|zorg|taal|reken|lees|jeugd)"
)
_SHORTEST = 4


def is_common(word: str) -> bool:
    """Whether the bare word is on the lists of common words."""
    return word in COMMON or word in SMALL


@lru_cache(maxsize=20_000)
def looks_dutch(word: str) -> bool:
    """Whether the bare word is common, or a common one with an ending, with something before it, or both.

    "Schoolfeesten", "uitgelegde" and "klasreglement" are; names were tried in tests/comments/test_vocabulary.py.
    """
    if is_common(word) or _LEARNED.fullmatch(word):
        return True
    if _stem(word):
        return True
    before = _BEFORE.match(word)
    rest = word[before.end() :] if before else ""
    return len(rest) >= _SHORTEST and (rest in COMMON or _stem(rest))


def _stem(word: str) -> bool:
    """Whether a common word with an ending makes this one."""
    stems = (word[: -len(ending)] for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= _SHORTEST and stem in COMMON for stem in stems)
