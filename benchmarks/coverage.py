"""How honest the intervals, verdicts and goals are, with the rounding and the real release in the loop.

`python -m benchmarks.coverage` prints the tables of docs/methods/coverage.md; with `--write` it puts them there.
"""

import argparse
import itertools
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from math import sqrt
from pathlib import Path

import numpy as np

from benchmarks.chances import Outcomes, outcomes
from benchmarks.drawn import Hits, released, twice
from monitor.statistics.change import Counted, newcombe
from monitor.statistics.estimate import LEAST, LEAST_TO_COMPARE
from monitor.statistics.intervals import wilson
from monitor.statistics.released_goal import of_rounded
from monitor.statistics.sureness import SURE

PAGE = Path(__file__).parents[1] / "docs" / "methods" / "coverage.md"
SEED = 20261126
FAMILIES = (60, 150, 400)
RESPONSES = (0.3, 0.5, 0.7)
SHARES = tuple(round(0.1 * tenth, 1) for tenth in range(1, 10))
CHANGES = (0.0, 0.05, 0.10)
PAIRS = tuple((p, round(p + d, 2)) for p in SHARES for d in CHANGES if p + d < 0.95)
GOALS = (0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)
PHI = 0.5
DRAWN = 20_000
"""Schools per pair of shares whose families answer twice."""
WAVES = {60: 100, 150: 40, 400: 14}
"""Waves released for real, by the number of families."""
SELDOM = 0.05
"""Where fewer schools than this have enough answers to compare, there is nothing to count."""
NONE = "-"

Row = list[str]


def counted_out(families: int, response: float, base: int) -> Row:
    """One row of the first table: a school counted out."""
    one = [_one_year(outcomes(families, response, p, base), p) for p in SHARES]
    cells = [str(base), str(families), _percent(response, 0), *_worst(one, min)]
    likely = outcomes(families, response, 0.5, base).likely(LEAST_TO_COMPARE)
    if likely < SELDOM:
        return [*cells, *[NONE] * 6]
    changes = {pair: _change(families, response, pair, base) for pair in PAIRS}
    wrong = [1 - covered for (p, q), covered in changes.items() if p == q]
    reached = [_wrongly_reached(outcomes(families, response, goal, base), goal, base) for goal in GOALS]
    return [*cells, *_worst(list(changes.values()), min), *_worst(wrong, max), *_worst(reached, max)]


def _one_year(found: Outcomes, true: float) -> float:
    """How often the interval of a share that is shown holds the truth."""
    shown = found.from_answers(LEAST)
    low, high = wilson(shown.counted.x, shown.counted.n, noise=shown.counted.noise)
    return float(shown.chance[(low <= true) & (true <= high)].sum())


def _change(families: int, response: float, shares: tuple[float, float], base: int) -> float:
    """How often the interval of a change that is shown holds the truth."""
    first, second = (outcomes(families, response, p, base).from_answers(LEAST_TO_COMPARE) for p in shares)
    low, high = newcombe(Counted(*(np.asarray(part)[:, None] for part in first.counted)), second.counted)
    true = shares[1] - shares[0]
    return float(np.outer(first.chance, second.chance)[(low <= true) & (true <= high)].sum())


def _wrongly_reached(found: Outcomes, goal: float, base: int) -> float:
    """How often "reached" is said of a school that stands exactly at the goal."""
    chances, compared = found.from_answers(LEAST_TO_COMPARE)
    said = 0.0
    for chance, x, n in zip(chances, np.asarray(compared.x), np.asarray(compared.n), strict=True):
        said += chance * (of_rounded(int(x), int(n), goal, base) >= SURE)
    return said


def answered_twice(families: int, response: float, base: int, times: int) -> Row:
    """One row of the second table: the same families in both years."""
    covered, wrong = [], []
    for pair in PAIRS:
        random = np.random.default_rng((SEED, families, round(100 * response), base, *(round(100 * p) for p in pair)))
        holds, excludes = twice(families, response, pair, PHI, base, times, random)
        if len(holds) < SELDOM * times:
            return [str(base), str(families), _percent(response, 0), *[NONE] * 4]
        covered.append(float(np.mean(holds)))
        if pair[0] == pair[1]:
            wrong.append(float(np.mean(excludes)))
    return [str(base), str(families), _percent(response, 0), *_worst(covered, min), *_worst(wrong, max)]


def for_real(families: int, response: float, waves: int) -> tuple[Row, Hits, Hits]:
    """One row of the third table: releases as they are made, beside counts that are rounded once."""
    real, alone = released(families, response, waves, SEED)
    cells = [str(families), _percent(response, 0), str(len(real.one_year))]
    return [*cells, *_both(real, alone)], real, alone


def tables(*, smoke: bool = False) -> Iterator[tuple[str, str]]:
    """Every section of the page by its name; `smoke`: a few cells, a few schools."""
    started = time.process_time()
    settings = [(60, 0.5)] if smoke else list(itertools.product(FAMILIES, RESPONSES))
    cells = [(n, r, base) for base in (3, 5) for n, r in settings]
    exact = [] if smoke else [(n, r, 1) for n, r in settings if n < max(FAMILIES)]
    yield "counted", _table(COUNTED, [counted_out(*cell) for cell in (*exact, *cells)])
    times = 200 if smoke else DRAWN
    yield "twice", _table(TWICE, [answered_twice(*cell, times) for cell in cells])
    rows, hits = [], (Hits(), Hits())
    for families, response in settings:
        cells_of_row, *found = for_real(families, response, 2 if smoke else WAVES[families])
        rows.append(cells_of_row)
        for whole, part in zip(hits, found, strict=True):
            whole.one_year += part.one_year
            whole.change += part.change
    yield "released", _table(RELEASED, [*rows, _all_of(*hits)])
    yield "run", _run(time.process_time() - started, times, hits[0])


COUNTED = (
    "base", "families", "response", "one year", "lowest", "change", "lowest", 'wrong "stijging" or "daling"', "highest",
    'wrong "bereikt"', "highest",
)  # fmt: skip
TWICE = ("base", "families", "response", "change", "lowest", 'wrong "stijging" or "daling"', "highest")
RELEASED = (
    "families", "response", "intervals", "one year, released", "rounded once", "change, released", "rounded once",
)  # fmt: skip


def _all_of(real: Hits, alone: Hits) -> Row:
    return ["all", NONE, str(len(real.one_year)), *_both(real, alone)]


def _both(real: Hits, alone: Hits) -> Row:
    """The parts that held the truth; none where hardly ever enough answered."""
    parts = (real.one_year, alone.one_year, real.change, alone.change)
    least = max(1.0, SELDOM * len(real.one_year))
    return [_percent(float(np.mean(hits))) if len(hits) >= least else NONE for hits in parts]


def _run(seconds: float, times: int, real: Hits) -> str:
    """What the tables are made of, in a sentence or two."""
    errors = [100 * sqrt(0.95 * 0.05 / max(1, count)) for count in (times, len(real.one_year), len(real.change))]
    return (
        f"Seed {SEED}. First table: counted out, no error of drawing. Second: {times} schools per pair of shares "
        f"(standard error {errors[0]:.2f} points). Third: {len(real.one_year)} shares (standard error "
        f"{errors[1]:.1f} points over all rows) and {len(real.change)} changes ({errors[2]:.1f}). Run time "
        f"{seconds:.0f} s of one core."
    )


def _worst(values: Sequence[float], worst: Callable[[Sequence[float]], float]) -> Row:
    """The mean of some chances, and the worst of them."""
    return [_percent(float(np.mean(values))), _percent(worst(values))]


def _percent(share: float, decimals: int = 1) -> str:
    return f"{100 * share:.{decimals}f}"


def _table(heading: Sequence[str], rows: Sequence[Row]) -> str:
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def written(page: str, name: str, text: str) -> str:
    """The page with one of its sections made anew.

    Raises:
        ValueError: it has no such section.
    """
    before, start, rest = page.partition(f"<!-- {name} -->\n")
    _old, end, after = rest.partition(f"\n<!-- /{name} -->")
    if not (start and end):
        raise ValueError(f"the page has no section {name}")
    return f"{before}{start}{text}{end}{after}"


def main() -> None:
    """Work the tables out; print them, or write them into the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/methods/coverage.md")
    parser.add_argument("--smoke", action="store_true", help="a few cells and a few schools: does it still run?")
    arguments = parser.parse_args()
    for name, text in tables(smoke=arguments.smoke):
        if arguments.write:
            PAGE.write_text(written(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")
        sys.stdout.write(f"{text}\n\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
