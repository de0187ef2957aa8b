"""The statistics of a share worked out anew, another way than the program does: limits by halving, covers by trying.

`tests/golden` holds the program against other people's code; here it is held against released counts.
"""

import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

Z = 1.959963984540054
"""The quantile of a 95 % interval."""
HALVINGS = 60


@dataclass(frozen=True)
class Part:
    """A share of rounded counts with its limits."""

    count: int
    n: int
    share: float
    low: float
    high: float
    noise: float


def summed(facts: dict[frozenset[str], tuple[int, int]], wanted: frozenset[str]) -> list[tuple[int, float]]:
    """The sums, of as few published sets as possible, that make up the wanted options, each with its noise."""
    useful = [one for one in facts if one and one <= wanted]
    for size in range(1, len(wanted) + 1):
        fitting = [
            chosen
            for chosen in itertools.combinations(useful, size)
            if sum(map(len, chosen)) == len(wanted) and frozenset().union(*chosen) == wanted
        ]
        if fitting:
            return [
                (sum(facts[one][0] for one in chosen), sum(noise_of(facts[one][1]) for one in chosen))
                for chosen in fitting
            ]
    return []


@cache
def noise_of(base: int) -> float:
    """The mean square error of a count rounded at random, for the remainder that makes it largest."""
    return max((rest * (base - rest) ** 2 + (base - rest) * rest**2) / base for rest in range(base))


def angle(share: float) -> float:
    """The angle of a share, of which Cohen's h is the difference: cos of it is 1 - 2p."""
    return math.acos(1 - 2 * share)


def part(count: tuple[int, float], whole: tuple[int, float]) -> Part:
    """A share with the limits that chance and rounding give it (Wilson's definition, solved by halving)."""
    n = whole[0]
    share = min(count[0], n) / n
    noise = (count[1] + share * share * whole[1]) / n**2
    return Part(min(count[0], n), n, share, *limits(share, n, noise), noise)


@cache
def limits(share: float, n: float, noise: float) -> tuple[float, float]:
    """Between which shares chance and rounding may have put one of n answers."""

    def outside(true: float) -> bool:
        return (share - true) ** 2 > Z * Z * (true * (1 - true) / n + noise)

    low = 0.0 if not outside(0.0) else _edge(0.0, share, outside)
    high = 1.0 if not outside(1.0) else _edge(1.0, share, outside)
    return low, high


def _edge(out: float, within: float, outside: Callable[[float], bool]) -> float:
    for _halving in range(HALVINGS):
        half = (out + within) / 2
        out, within = (half, within) if outside(half) else (out, half)
    return (out + within) / 2


def change(before: Part, after: Part) -> tuple[float, float, float]:
    """The change between two shares and its limits (Newcombe's hybrid of the two intervals)."""
    moved = after.share - before.share
    return (
        moved,
        moved - math.hypot(after.share - after.low, before.high - before.share),
        moved + math.hypot(after.high - after.share, before.share - before.low),
    )


def sums(parts: Iterable[float]) -> list[float]:
    """Every sum of some of the parts, nothing included."""
    found = [0.0]
    for one in parts:
        found += [one + other for other in found]
    return found
