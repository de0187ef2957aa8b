"""How often an interval on randomly rounded counts holds the truth: every outcome enumerated with its chance.

`python -m tests.support.interval_coverage` prints the tables of docs/methods/README.md.
"""

import itertools
import math
from collections.abc import Iterator

import numpy as np

from monitor.statistics.change import Counted, newcombe
from monitor.statistics.intervals import wilson
from monitor.statistics.rounding import noise, variance

SHARES = tuple(round(0.1 * tenth, 1) for tenth in range(1, 10))
CHANGES = (0.0, 0.05, 0.10)


def rounded(value: int, base: int) -> dict[int, float]:
    """Where random rounding puts a count, and how often."""
    down, rest = value - value % base, value % base
    return {down: 1 - rest / base, down + base: rest / base} if rest else {value: 1.0}


def released(n: int, p: float, base: int) -> Iterator[tuple[float, Counted, float]]:
    """Every released pair x*, n* of n answers: its chance, the pair, and the variance of rounding."""
    spread = variance(base)
    outcomes: dict[tuple[int, int], float] = {}
    for x in range(n + 1):
        chance = math.comb(n, x) * p**x * (1 - p) ** (n - x)
        for (yes, a), (all_, b) in itertools.product(rounded(x, base).items(), rounded(n, base).items()):
            outcomes[min(yes, all_), all_] = outcomes.get((min(yes, all_), all_), 0.0) + chance * a * b
    for (yes, all_), chance in outcomes.items():
        yield chance, Counted(yes, all_), float(noise(yes / all_, all_, spread, spread))


def table(n: int, p: float, base: int, *, widened: bool) -> tuple[np.ndarray, Counted]:
    """All outcomes as arrays: their chances and what the interval is computed from."""
    rows = list(released(n, p, base))
    chances = np.array([row[0] for row in rows])
    added = np.array([row[2] for row in rows]) * widened
    return chances, Counted(
        np.array([row[1].x for row in rows], float), np.array([row[1].n for row in rows], float), added
    )


def of_share(n: int, p: float, base: int, *, widened: bool) -> float:
    """Coverage of the interval of one share."""
    chances, counted = table(n, p, base, widened=widened)
    low, high = wilson(counted.x, counted.n, noise=counted.noise)
    return float(chances[(low <= p) & (p <= high)].sum())


def of_change(n: int, p: float, change: float, base: int, *, widened: bool) -> float:
    """Coverage of the interval of a change from p, with n answers in both years."""
    first, before = table(n, p, base, widened=widened)
    second, after = table(n, p + change, base, widened=widened)
    low, high = newcombe(Counted(*(np.asarray(part)[:, None] for part in before)), after)
    return float(np.outer(first, second)[(low <= change) & (change <= high)].sum())


def line(base: int, n: int, *, widened: bool) -> str:
    """One line of the table: base, answers, kind; mean and lowest coverage of shares and of changes in percent."""
    around = range(n, n + base)
    shares = [of_share(m, p, base, widened=widened) for m in around for p in SHARES]
    pairs = [(p, d) for p in SHARES for d in CHANGES if p + d < 0.95]
    changes = [of_change(m, p, d, base, widened=widened) for m in around for p, d in pairs]
    numbers = [100 * value for value in (np.mean(shares), min(shares), np.mean(changes), min(changes))]
    kind = "widened" if widened else "plain"
    return f"| {base} | {n} | {kind} | " + " | ".join(f"{number:.1f}" for number in numbers) + " |"


if __name__ == "__main__":
    for base, n, widened in itertools.product((1, 3, 5), (30, 60, 150, 300), (False, True)):
        print(line(base, n, widened=widened))  # noqa: T201 - printing is what it is for
