"""Bundles: the neighbouring columns that make up one question, a list of ticks or a ranking."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from monitor.definition.model import ItemType
from monitor.intake import words
from monitor.intake.export import Column, Export
from monitor.intake.guess import Guess
from monitor.intake.linking import place_in
from monitor.intake.normalise import key

MAX_OPTIONS = 125
_FEWEST_RANKED = 3
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
    """The question that several columns of a run make up together, if any: a ranking or a list of ticks.

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
    code = columns[0].code
    return code.split("[")[0] if code else None
