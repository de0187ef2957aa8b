"""Bundles: the neighbouring columns that make up one question: a list of ticks, a ranking, or one answer spread out.

SurveyMonkey gives a question with one answer a column per option too. Where the options are the steps of a scale, or
yes and no, and nobody has two of them, it is one answer and no list of ticks.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.definition.model import ItemType
from monitor.intake import words
from monitor.intake.export import Column, Export
from monitor.intake.guess import Guess
from monitor.intake.linking import place_in
from monitor.intake.normalise import cell_text, key

MAX_OPTIONS = 125
_FEWEST_RANKED = 3
_STEP = re.compile(r"(?:- ?)?(\d{1,2})")
"""A step of a scale as the heading of its column: `3`, or SurveyMonkey's `- 3`."""
_NUMBERED_OPTION = re.compile(r"(?:_-?\d+)+")
_LONGEST_CODE = 80
Texts = Mapping[int, Sequence[str]]
"""The filled cells of every column, by its index."""


@dataclass(frozen=True)
class Question:
    """One question: its columns, and what kind it is."""

    columns: tuple[Column, ...]
    guess: Guess
    text: str
    name: str | None = None


def runs(columns: Sequence[Column]) -> Iterator[list[Column]]:
    """Neighbouring columns of one question; a part that returns begins the next question of the same text."""
    run: list[Column] = []
    for column in columns:
        same = run and column.part is not None and column.question == run[-1].question and run[-1].part is not None
        if run and not (same and column.part not in [c.part for c in run]):
            yield run
            run = []
        run.append(column)
    if run:
        yield run


def ticked_parts(export: Export, columns: Sequence[Column], texts: Texts) -> frozenset[tuple[str, ...]]:
    """The options of every list of ticks: a question that nobody was shown has the same as one that was."""
    return frozenset(tuple(map(_part, found)) for run in runs(columns) if (found := _ticks(export, run, texts)))


def bundle(
    export: Export, run: Sequence[Column], texts: Texts, known: frozenset[tuple[str, ...]] = frozenset()
) -> Question | None:
    """The question that several columns of a run make up together, if any: ranking, one answer, or list of ticks.

    Args:
        export: the file, for what its tool writes in a column per option.
        run: the columns.
        texts: the filled cells of every column.
        known: the options of the lists of ticks elsewhere in the file.
    """
    if not run[0].question and _base(run) is None:
        return None  # nothing but `[Mail]`, `[Brief]`: no name by which a later import would know them as one
    if ranks := _ranks(export, run, texts):
        found = {key(text): text for column in ranks for text in texts[column.index]}
        if 1 < len(found) <= MAX_OPTIONS:
            labels = tuple(sorted(found.values()))
            return Question(tuple(ranks), Guess(ItemType.RANKING, labels), ranks[0].question, _base(ranks))
    if (one_answer := _spread(export, run, texts) or _placed(export, run)) is not None:
        return one_answer
    ticks = _ticks(export, run, texts) or _as_elsewhere(run, texts, known)
    if 1 < len(ticks) <= MAX_OPTIONS:
        guess = Guess(ItemType.MULTIPLE, tuple(map(_part, ticks)))
        return Question(tuple(ticks), guess, ticks[0].question, _base(ticks))
    return None


def _part(column: Column) -> str:
    return column.part or ""


def _ranks(export: Export, run: Sequence[Column], texts: Texts) -> list[Column]:
    """The places of a ranking: called rank 1, 2, ... or bare numbers, when nobody names a thing twice."""
    ranks = [c for c in run if c.part is not None and place_in(c.part) is not None]
    if len(ranks) < 2 or all(not _part(c).isdigit() for c in ranks):
        return ranks if len(ranks) > 1 else []
    if [_part(c) for c in ranks] != [str(place) for place in range(1, len(ranks) + 1)]:
        return []
    if any(text.isdigit() for column in ranks for text in texts[column.index]):
        return []
    chosen = [[key(str(cell)) for c in ranks if (cell := row[c.index]) is not None] for row in export.rows]
    several = [one for one in chosen if len(one) > 1]
    return ranks if len(several) >= _FEWEST_RANKED and all(len(set(one)) == len(one) for one in several) else []


def _spread(export: Export, run: Sequence[Column], texts: Texts) -> Question | None:
    """One answer in a column per option: each holds its own option alone, and no row has two of them."""
    asked = [c for c in run if c.part and not words.is_comment(c.part) and key(c.part) not in words.OTHER]
    parts = {c.index: _part(c) for c in asked}
    steps = {index: _step(part) for index, part in parts.items()}
    labels = next((names for names in (parts, steps) if _own_alone(names, texts)), None)
    filled = max((sum(row[c.index] is not None for c in asked) for row in export.rows), default=0)
    if len(asked) < 2 or labels is None or filled != 1:
        return None
    if all(label.isdecimal() for label in labels.values()):
        kind = ItemType.LIKERT
    elif all(key(parts[index]) in words.KNOWN_ANSWERS or step.isdecimal() for index, step in steps.items()):
        kind = ItemType.SINGLE
    else:
        return None
    return Question(tuple(asked), Guess(kind, tuple(labels.values())), asked[0].question, _base(asked))


def _own_alone(names: Mapping[int, str], texts: Texts) -> bool:
    """True if every column holds its own name and nothing else."""
    return all({key(text) for text in texts[index]} <= {key(name)} for index, name in names.items())


def _step(part: str) -> str:
    match = _STEP.fullmatch(part.strip())
    return match[1] if match else part


def _placed(export: Export, run: Sequence[Column]) -> Question | None:
    """A ranking with a column per option that holds its place: nobody gave a place twice, and some gave them all."""
    asked = [c for c in run if c.part and place_in(c.part) is None and key(c.part) not in words.OTHER]
    rows = {tuple(cell_text(row[c.index]) for c in asked) for row in export.rows}
    given = [[place for place in row if place] for row in rows if any(row)]
    places = {str(place) for place in range(1, len(asked) + 1)}
    ranked = [len(set(row)) == len(row) and places.issuperset(row) for row in given]
    whole = [row for row in given if len(row) == len(asked)]
    if len(asked) < _FEWEST_RANKED or len(whole) < _FEWEST_RANKED or not all(ranked):
        return None
    return Question(tuple(asked), Guess(ItemType.RANKING, tuple(map(_part, asked))), asked[0].question, _base(asked))


def _ticks(export: Export, run: Sequence[Column], texts: Texts) -> list[Column]:
    """The columns of a run that are one option each: ticked or not, or holding the option's own text."""
    ticked = frozenset(map(key, export.ticked | export.unticked))
    if not ticked:
        ticked = (words.TICKED | words.UNTICKED) - words.YES - words.NO | frozenset("01")
    asked = [c for c in run if c.part and not words.is_comment(c.part)]
    own = [c for c in asked if texts[c.index] and {key(t) for t in texts[c.index]} <= ticked | {key(_part(c))}]
    empty = [c for c in asked if not texts[c.index]]
    if len(own) < 2 or len(own) + len(empty) < 0.5 * len(asked):
        return []
    others = [c for c in asked if key(_part(c)) in words.OTHER]
    indexes = {c.index for c in (*own, *empty, *others)}
    return [c for c in asked if c.index in indexes]


def _as_elsewhere(run: Sequence[Column], texts: Texts, known: frozenset[tuple[str, ...]]) -> list[Column]:
    """A run in which nobody said anything, if its parts are the options of a list of ticks elsewhere."""
    asked = [c for c in run if c.part and not words.is_comment(c.part)]
    silent = not any(texts[c.index] for c in asked)
    return asked if silent and tuple(map(_part, asked)) in known else []


def _base(columns: Sequence[Column]) -> str | None:
    """The tool's name of a question: that of its columns without what names the option (`Q2` of `Q2_1` and `Q2_2`)."""
    codes = [column.code for column in columns if column.code]
    if len(codes) < len(columns) or "[" in codes[0]:
        return codes[0].split("[")[0] if codes else None
    shared = _beginning(min(codes), max(codes)).rpartition("_")[0]
    return shared if shared and all(_NUMBERED_OPTION.fullmatch(code[len(shared) :]) for code in codes) else codes[0]


def _beginning(first: str, last: str) -> str:
    """What the first and the last of names in their order have in common from the start; all between have it too."""
    length = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length]


def own_codes(question: Question) -> dict[str | None, str]:
    """Part to the tool's own code of that option: `3` of `Q2_3`, `m1` of `Q2_-1`, `SQ001` of `kanaal[SQ001]`."""
    codes = {column.part: _own_code(column, question.name) for column in question.columns}
    return {part: code for part, code in codes.items() if code is not None}


def _own_code(column: Column, name: str | None) -> str | None:
    code = column.code or ""
    if (match := re.fullmatch(r"[^\[]+\[([A-Za-z0-9][A-Za-z0-9_-]{0,39})\]", code)) is not None:
        return match[1]
    numbered = name is not None and code.startswith(name) and _NUMBERED_OPTION.fullmatch(code[len(name) :])
    return code[len(name or "") + 1 :].replace("-", "m") if numbered and len(code) < _LONGEST_CODE else None
