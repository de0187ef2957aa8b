"""Grids: what the rows of one question tell of each other, and neighbouring columns with the same answers.

The rows of a grid have one list of options, though one row may show a few of them only. A grid of check boxes shows
what it is in all rows together: where few people ticked two boxes, "Voormiddag, Namiddag" looks like a third answer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.definition.model import ItemType
from monitor.intake.export import Column, Export
from monitor.intake.guess import USUAL_JOINERS, Guess, guess_column
from monitor.intake.normalise import key
from monitor.intake.splitting import parts
from monitor.intake.words import scale_order

_FEW_ANSWERS = 20
"""So few answers to a row of a grid may miss steps of a scale that the file shows elsewhere."""


def as_its_grid(export: Export, guess: Guess, rows: Sequence[Sequence[str]], shared: frozenset[str]) -> Guess:
    """The guess for a row of a grid; that of all rows together if these hold lists of what it holds.

    Args:
        export: the file, for what its tool puts between choices.
        guess: what the row alone looks like.
        rows: the filled cells of every row of the grid.
        shared: options that the rows share.
    """
    joiners = export.joiners or USUAL_JOINERS
    if guess.type is not ItemType.SINGLE or not any(len(parts(label, joiners)) > 1 for label in guess.labels):
        return guess
    together = guess_column(export, [text for row in rows for text in row], shared)
    return together if together.type is ItemType.MULTIPLE else guess


def rows_of(column: Column, run: Sequence[Column]) -> list[Column]:
    """The rows of the grid to which a column belongs; nothing for a question that stands alone."""
    return [one for one in run if one.part is not None] if column.part is not None else []


def pooled(columns: Mapping[int, Sequence[str]], grids: Mapping[int, str | None]) -> dict[int, frozenset[str]]:
    """The options that neighbouring columns share: rows of one grid have one list of answers.

    Args:
        columns: index to filled cells, in the order of the file.
        grids: index to the question of which the column is a row, if its heading says so.

    Returns:
        index to the keys that return, and stand in two columns or more, of the run to which the column
        belongs.
    """
    sets = {index: Counter(map(key, texts)) for index, texts in columns.items()}
    runs: list[list[int]] = []
    for index in columns:
        last = runs[-1][-1] if runs else None
        one_grid = last is not None and grids[index] is not None and grids[index] == grids[last]
        if last is not None and (one_grid or _alike(sets[last], sets[index])):
            runs[-1].append(index)
        else:
            runs.append([index])
    return {index: _returning([sets[one] for one in run]) for run in runs for index in run}


def _returning(run: Sequence[Counter[str]]) -> frozenset[str]:
    """Labels that two columns have, given three times or more: not one person writing the same twice."""
    together = sum(run, Counter[str]())
    return frozenset(name for name, count in together.items() if count > 2 and sum(name in one for one in run) > 1)


def like_another(guess: Guess, texts: Sequence[str], grid: Sequence[Guess], others: Sequence[Guess]) -> Guess:
    """The guess for a grid's row that few people answered: that of a question with all of its answers.

    Args:
        guess: what the row alone looks like.
        texts: its filled cells.
        grid: the guesses for the other rows of the grid.
        others: those for every other question.
    """
    keys = frozenset(map(key, texts))
    if not keys or guess.type not in (ItemType.OPEN, ItemType.SINGLE):
        return guess
    fuller = [one for one in grid if one.type is ItemType.SINGLE and keys <= one.keys > guess.keys]
    if guess.type is ItemType.OPEN:
        fuller += [one for one in others if one.type is ItemType.SINGLE and keys <= one.keys]
    elif not fuller and len(texts) < _FEW_ANSWERS:
        fuller += [one for one in others if guess.keys < one.keys and scale_order(one.keys) is not None]
    return next(iter(fuller), guess)


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    """True if two columns have the same few labels: all that return in the poorer one stand in the other."""
    small, large = sorted((one, other), key=len)
    if len(large) > 15 or len(small) < 2:
        return False
    common = small.keys() & large.keys()
    return len(common) >= 2 and len(common) >= 0.6 * len(small)


def with_shared(guess: Guess, shared: frozenset[str], labels: Mapping[str, str]) -> Guess:
    """The guess of a grid's row with the labels that only its neighbours show, if that makes up one grid."""
    missing = [labels[name] for name in sorted(shared - guess.keys) if name in labels]
    if guess.type is not ItemType.SINGLE or not missing or len(guess.keys & shared) < 0.6 * len(shared):
        return guess
    return replace(guess, labels=(*guess.labels, *missing))
