"""The corpus of made-up comments with what is to be masked in them, and how a masker is judged on it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from monitor.comments.masking import Masked

HERE = Path(__file__).parent
ORIGINS = {
    "be": "Flemish", "nl": "Dutch", "tr": "Turkish", "ma": "Moroccan", "pl": "Polish", "ng": "Nigerian",
    "ua": "Ukrainian",
}  # fmt: skip
_MARK = re.compile(r"\{(\w+)(!?):([^}]+)\}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Part:
    """A part of a comment that is to be masked; `listed`: a person on the roster."""

    start: int
    end: int
    kind: str
    listed: bool

    @property
    def person(self) -> bool:
        return self.kind in ORIGINS


@dataclass(frozen=True)
class Marked:
    """A comment and the parts of it that are to be masked; `held_out`: nobody tuned a rule on it."""

    text: str
    parts: tuple[Part, ...]
    held_out: bool = False

    def said(self, part: Part) -> str:
        return self.text[part.start : part.end]


def parse(line: str, *, held_out: bool = False) -> Marked:
    text, parts, done = "", [], 0
    for match in _MARK.finditer(line):
        text += line[done : match.start()]
        parts.append(Part(len(text), len(text) + len(match[3]), match[1], not match[2]))
        text += match[3]
        done = match.end()
    return Marked(text + line[done:], tuple(parts), held_out)


def corpus(name: str = "corpus.txt") -> list[Marked]:
    """All comments; every third is held out."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line and not line.startswith("#")]
    return [parse(line, held_out=place % 3 == 2) for place, line in enumerate(comments)]


@dataclass(frozen=True)
class Judged:
    """Per part whether every letter of it is masked, and per masked word whether it was to be masked."""

    parts: tuple[tuple[Marked, Part, bool], ...]
    words: tuple[tuple[Marked, str, bool], ...]

    def recall(self, wanted: Callable[[Marked, Part], bool] = lambda marked, part: True) -> tuple[int, int]:
        chosen = [masked for marked, part, masked in self.parts if wanted(marked, part)]
        return sum(chosen), len(chosen)

    def precision(self) -> tuple[int, int]:
        return sum(right for _marked, _word, right in self.words), len(self.words)


def judge(comments: Iterable[Marked], mask: Callable[[str], Masked]) -> Judged:
    parts: list[tuple[Marked, Part, bool]] = []
    words: list[tuple[Marked, str, bool]] = []
    for marked in comments:
        hidden = {place for span in mask(marked.text).spans for place in range(span.start, span.end)}
        meant = {place for part in marked.parts for place in range(part.start, part.end)}
        parts += [(marked, part, _hidden(marked.text, part, hidden)) for part in marked.parts]
        for match in _WORD.finditer(marked.text):
            places = set(range(*match.span()))
            if places & hidden:
                words.append((marked, match[0], bool(places & meant)))
    return Judged(tuple(parts), tuple(words))


def _hidden(text: str, part: Part, hidden: set[int]) -> bool:
    return all(place in hidden for place in range(part.start, part.end) if text[place].isalnum())


def share(counted: Sequence[int]) -> float:
    return counted[0] / counted[1]
