"""What happens to an export on its way: each takes a grid, how many heading rows it has, and a die."""

import random
from collections.abc import Callable

from tests.support.dialects import Grid

Damage = Callable[[Grid, int, random.Random], Grid]


def _column(grid: Grid, dice: random.Random) -> int:
    return dice.randrange(len(grid[0]))


def _rows_cut(grid: Grid, heads: int, dice: random.Random) -> Grid:
    return grid[: dice.randrange(heads, len(grid) + 1)]


def _row_twice(grid: Grid, heads: int, dice: random.Random) -> Grid:
    return [*grid, dice.choice(grid[heads:])] if grid[heads:] else grid


def _rows_shuffled(grid: Grid, heads: int, dice: random.Random) -> Grid:
    return [*grid[:heads], *dice.sample(grid[heads:], len(grid) - heads)]


def _blank_lines(grid: Grid, heads: int, _dice: random.Random) -> Grid:
    blank = [None] * len(grid[0])
    return [*grid[: heads + 1], blank, *grid[heads + 1 :], blank, blank]


def _column_dropped(grid: Grid, _heads: int, dice: random.Random) -> Grid:
    at = _column(grid, dice)
    return [row[:at] + row[at + 1 :] for row in grid]


def _column_twice(grid: Grid, _heads: int, dice: random.Random) -> Grid:
    at = _column(grid, dice)
    return [[*row, row[at]] for row in grid]


def _columns_moved(grid: Grid, _heads: int, dice: random.Random) -> Grid:
    order = dice.sample(range(len(grid[0])), len(grid[0]))
    return [[row[at] for at in order] for row in grid]


def _heading_other(grid: Grid, _heads: int, dice: random.Random) -> Grid:
    at = _column(grid, dice)
    return [[*row[:at], row[at] if n else "Iets heel anders", *row[at + 1 :]] for n, row in enumerate(grid)]


def _heading_empty(grid: Grid, heads: int, dice: random.Random) -> Grid:
    at = _column(grid, dice)
    return [[*row[:at], None if n < heads else row[at], *row[at + 1 :]] for n, row in enumerate(grid)]


def _column_empty(grid: Grid, heads: int, dice: random.Random) -> Grid:
    at = _column(grid, dice)
    return [[*row[:at], row[at] if n < heads else None, *row[at + 1 :]] for n, row in enumerate(grid)]


def _cells(grid: Grid, heads: int, dice: random.Random, share: float, put: tuple[object, ...]) -> Grid:
    """Here and there another cell."""
    for row in grid[heads:]:
        if dice.random() < share:
            row[dice.randrange(len(row))] = dice.choice(put)
    return grid


def _blanked(grid: Grid, heads: int, dice: random.Random) -> Grid:
    return _cells(grid, heads, dice, 1.0, (None,))


def _garbage(grid: Grid, heads: int, dice: random.Random) -> Grid:
    return _cells(grid, heads, dice, 0.4, ("#N/B", "\u2603\u2603", "=1+1", -1, "a;b;c", 1e9, "test"))


DAMAGES: dict[str, Damage] = {
    "rows cut": _rows_cut,
    "row twice": _row_twice,
    "rows shuffled": _rows_shuffled,
    "blank lines": _blank_lines,
    "column dropped": _column_dropped,
    "column twice": _column_twice,
    "columns moved": _columns_moved,
    "column empty": _column_empty,
    "heading other": _heading_other,
    "heading empty": _heading_empty,
    "cells blanked": _blanked,
    "garbage": _garbage,
}
"""By name."""


def damaged(grid: Grid, heads: int, name: str, dice: random.Random) -> Grid:
    """A copy of the grid with one thing wrong in it."""
    return DAMAGES[name]([list(row) for row in grid], heads, dice)
