"""Languages: in which language a definition file is, and what its columns `label::Nederlands (nl)` hold."""

import re
from collections import Counter
from collections.abc import Iterable

_CODE = re.compile(r"([a-z]{2})(?:[-_]([A-Za-z]{2}))?")
_NAMES = {
    "nederlands": "nl", "dutch": "nl", "vlaams": "nl", "english": "en", "engels": "en", "deutsch": "de",
    "german": "de", "duits": "de", "français": "fr", "francais": "fr", "french": "fr", "frans": "fr",
    "español": "es", "spanish": "es", "arabic": "ar", "türkçe": "tr", "turkish": "tr", "polski": "pl",
}  # fmt: skip
_USUAL = {
    "nl": "de het een en van is niet met voor uw jouw je kind welke hoe wat wordt heeft",
    "en": "the a an and of is not with for your you child which how what does has",
    "de": "der die das und von ist nicht mit für ihr ihre kind welche wie was wird hat",
    "fr": "le la les un une et de est pas avec pour votre vous enfant quel quelle comment",
}
_WORDS = {language: frozenset(words.split()) for language, words in _USUAL.items()}


def named(name: str) -> str | None:
    """The code of a language that a tool names: `Nederlands (nl)`, `Dutch`, `nl`, `nl-BE`; else nothing."""
    bracket = re.search(r"\(([^()]*)\)\s*$", name)
    for text in (bracket[1] if bracket else "", name):
        if match := _CODE.fullmatch(text.strip()):
            return match[1] + (f"-{match[2].upper()}" if match[2] else "")
    return _NAMES.get(name.strip().casefold())


def spoken(texts: Iterable[str]) -> str:
    """The language that most of these texts are in, by the small words of each; Dutch if that is not clear."""
    found: Counter[str] = Counter({"nl": 0})
    for text in texts:
        words = re.findall(r"[^\W\d_]+", text.casefold())
        found.update({language: sum(word in usual for word in words) for language, usual in _WORDS.items()})
    return found.most_common(1)[0][0]
