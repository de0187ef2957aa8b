"""Options: from the text of an answer to the code of an option, and never to a code that is only likely."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from monitor.definition.model import Item, Option, Survey
from monitor.intake import words
from monitor.intake.codes import as_code
from monitor.intake.normalise import fold, key, without_numbering
from monitor.intake.nothing import SPELLINGS, Nothing, nothing

T = TypeVar("T")
_CODE = re.compile(r"-?[A-Za-z0-9_.-]+")
"""What a tool's code may look like: `-9`, `1.5`; "5+" is another answer than "5"."""
_FLAGGED: dict[Nothing, Callable[[Option], bool]] = {
    Nothing.DONT_KNOW: lambda option: option.dont_know or option.counts_as_unknown,
    Nothing.NO_OPINION: lambda option: option.dont_know,
    Nothing.PREFER_NOT: lambda option: option.prefer_not,
    Nothing.NOT_APPLICABLE: lambda option: option.not_applicable,
}
_MEANINGS: tuple[tuple[frozenset[str], Callable[[Option], bool]], ...] = (
    (words.OTHER, lambda option: option.other),
    (words.YES, lambda option: option.code.casefold() in words.YES),
    (words.NO, lambda option: option.code.casefold() in words.NO),
)


class OptionBook:
    """The texts under which the options of one item may come back from a survey tool.

    In order: the label in any wording to the letter, the label normalised, the option's code, what the
    mapping file says, the label with a number beside it ("Oneens (2)", "1 = nooit"), and a usual wording of "weet
    ik niet", "n.v.t.", yes or no if exactly one option has that meaning; last the code as its tool spells it (`-9`
    for `min9`). Two options with one normalised text: neither. `nothings` is the option for each kind of no answer;
    `borrowed` are the kinds whose option has the words of another kind ("geen mening" where only "weet ik niet" was
    offered).
    """

    def __init__(self, item: Item, survey: Survey, chosen: Mapping[str, str] | None = None) -> None:
        self.item = item
        spoken = [(option, wording) for option in item.options for wording in survey.wordings(option.label)]
        self.exact = {wording.strip(): option.code for option, wording in reversed(spoken)}
        self.labels = _unambiguous((key(wording), option.code) for option, wording in spoken)
        self._chosen = dict(chosen or {})
        self._codes = _unambiguous((option.code.casefold(), option.code) for option in item.options)
        self.nothings, self.borrowed = _nothings(item.options, survey)
        meant = _meanings(item.options) | {
            text: code for kind, code in self.nothings.items() for text in SPELLINGS[kind]
        }
        self._keys = {**meant, **self._codes, **self.labels, **self._chosen}
        self.values = _unambiguous((float(o.value), o.code) for o in item.options if o.value is not None)
        self.other = next((option.code for option in item.options if option.other), None)
        self.exclusive = frozenset(option.code for option in item.options if option.exclusive)

    def label(self, text: str) -> str | None:
        """The code of the option with this very label."""
        return self.exact.get(text) or self._chosen.get(key(text)) or self.labels.get(key(text))

    def code(self, text: str) -> str | None:
        """The code of the option that this text surely means."""
        bare = without_numbering(text)
        code = self.label(text) or self._keys.get(key(text)) or self.exact.get(bare) or self._keys.get(key(bare))
        if code is None and (kind := nothing(text)) is not None:
            return self.nothings.get(kind)
        return code or (self._codes.get(as_code(text).casefold()) if _CODE.fullmatch(text) else None)

    def folded(self) -> list[tuple[str, str]]:
        """Every spelling of a label or code, case and blanks folded, with its code; longest first."""
        texts = {fold(text): code for text, code in self.exact.items()}
        return sorted({**self._keys, **texts}.items(), key=lambda pair: -len(pair[0]))


def _unambiguous(pairs: Iterable[tuple[T, str]]) -> dict[T, str]:
    found: dict[T, set[str]] = {}
    for text, code in pairs:
        found.setdefault(text, set()).add(code)
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}


def _meanings(options: Iterable[Option]) -> dict[str, str]:
    meant: dict[str, str] = {}
    for spellings, means in _MEANINGS:
        having = [option.code for option in options if means(option)]
        if len(having) == 1:
            meant |= dict.fromkeys(spellings, having[0])
    return meant


def _nothings(options: Iterable[Option], survey: Survey) -> tuple[dict[Nothing, str], frozenset[Nothing]]:
    """The one option for each kind of no answer, by its words or else by its flag; and the kinds without own words."""
    kinds = {option.code: {nothing(wording) for wording in survey.wordings(option.label)} for option in options}
    codes: dict[Nothing, str] = {}
    borrowed = set()
    for kind, flagged in _FLAGGED.items():
        named = [code for code, spoken in kinds.items() if kind in spoken]
        having = named or [option.code for option in options if flagged(option)]
        if len(having) == 1:
            codes[kind] = having[0]
            borrowed |= {kind} if kinds[having[0]] - {kind, None} and not named else set()
    return codes, frozenset(borrowed)
