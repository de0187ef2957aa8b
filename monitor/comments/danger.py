"""Danger: signals in a comment that a child may be in danger, for the director to read before anything else.

No program finds all of them: of signals said in a new way more than half were missed (docs/decisions/0034). Many that
it finds are harmless: a signal says "read this first", never "this is so". A comment without a signal is read by a
person all the same. The phrases, and why we look for them, stand in `danger.txt`.
"""

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from monitor.comments.plain import bare, plain
from monitor.texts import _

_BETWEEN = r"[^\w.!?\n]{1,3}"
_JOINTS = {
    "..": rf"(?:{_BETWEEN}\w{{1,40}}){{0,5}}{_BETWEEN}",
    "...": rf"(?:{_BETWEEN}\w{{1,40}}){{0,8}}{_BETWEEN}",
}
_REASON, _HARMLESS, _LIST = "why ", "not ", "let "


@dataclass(frozen=True)
class Signal:
    """One kind of danger: why we look for it, what says it, and what only seems to say it."""

    reason: str
    phrases: re.Pattern[str]
    harmless: re.Pattern[str] | None


def titles() -> dict[str, str]:
    """What each signal is called, in the reader's language; the heaviest first."""
    return {
        "suicide": _("Thoughts of suicide or self-harm"),
        "sexual": _("Sexual abuse or behaviour across the line"),
        "home": _("Violence or neglect at home"),
        "violence": _("Threat, weapon or serious violence"),
        "runaway": _("Running away or being locked out"),
        "fear": _("Great fear or a cry for help"),
        "online": _("Extortion or images spread online"),
    }


def dangers(text: str) -> tuple[str, ...]:
    """The ids of the signals in a comment, in the order of `titles`."""
    shown = bare(plain(text).text)
    return tuple(name for name, signal in signals().items() if _says(signal, shown))


def _says(signal: Signal, shown: str) -> bool:
    rest = signal.harmless.sub(" . ", shown) if signal.harmless else shown
    return signal.phrases.search(rest) is not None


@cache
def signals() -> dict[str, Signal]:
    """All signals with their phrases, by id."""
    text = (resources.files(__package__) / "danger.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    lists = dict(line.removeprefix(_LIST).split(" ", 1) for line in lines if line.startswith(_LIST))
    for name, words in lists.items():
        lines = [line.replace(f"${name}", words) for line in lines if not line.startswith(_LIST)]
    blocks = (block.strip().splitlines() for block in "\n".join(lines).strip().split("\n\n"))
    return {name: _signal(rest) for name, *rest in blocks}


def _signal(lines: list[str]) -> Signal:
    reasons = [line.removeprefix(_REASON) for line in lines if line.startswith(_REASON)]
    harmless = [line.removeprefix(_HARMLESS) for line in lines if line.startswith(_HARMLESS)]
    phrases = [line for line in lines if not line.startswith((_REASON, _HARMLESS))]
    return Signal(" ".join(reasons), _any_of(phrases), _any_of(harmless) if harmless else None)


def _any_of(lines: list[str]) -> re.Pattern[str]:
    phrases = (order for line in lines for phrase in line.split(" | ") for order in _orders(phrase))
    return re.compile("|".join(rf"(?<!\w)(?:{_expression(phrase)})(?!\w)" for phrase in phrases))


def _orders(phrase: str) -> tuple[str, ...]:
    """The phrase; with `~` in both orders."""
    one, both, other = phrase.partition(" ~ ")
    return (f"{one} ... {other}", f"{other} ... {one}") if both else (phrase,)


def _expression(phrase: str) -> str:
    """A phrase as a pattern: `a|b`, `word*`, `word?` for a word that may be missing, `..` and `...`."""
    made, joint = "", ""
    for word in phrase.split():
        if word in _JOINTS:
            joint = _JOINTS[word]
        elif word.endswith("?"):
            made, joint = made + rf"(?:{joint}{_word(word[:-1])})?", joint
        else:
            made, joint = made + joint + _word(word), _BETWEEN
    return made


def _word(word: str) -> str:
    ways = (re.escape(way.removesuffix("*")) + (r"\w{0,40}" if way.endswith("*") else "") for way in word.split("|"))
    return f"(?:{'|'.join(ways)})(?!\\w)"
