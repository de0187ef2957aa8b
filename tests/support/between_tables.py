"""How figures of many schools keep what they promise: the tables in docs/methods of a network's share and its schools.

`python -m tests.support.between_tables` prints them; it takes minutes. A few of the networks are in
tests/statistics/test_between_schools.py.
"""

import sys
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np

from monitor.statistics.between_schools.counts import Counts
from monitor.statistics.between_schools.network import network_share
from monitor.statistics.between_schools.shrunken import shrunken
from monitor.statistics.between_schools.spread import WINSORISED, spread, within
from monitor.statistics.between_schools.unlike import Place, unlike
from monitor.statistics.intervals import wilson
from tests.support.many_schools import Made, made

WORLDS = ((0.7, 0.0), (0.7, 0.05), (0.95, 0.02))
SIZES = ((15, 60), (40, 400))
SCHOOLS = (6, 20, 200)
NETWORKS = 300


def table(figure: Callable[[Made, float], tuple[float, ...]]) -> Iterator[str]:
    """A row per world and size of schools, a cell per number of schools: the means of a figure over networks."""
    random = np.random.default_rng(2027)
    for (mean, tau), sizes in product(WORLDS, SIZES):
        cells = []
        for schools in SCHOOLS:
            drawn = [figure(made(random, schools, mean, tau, sizes=sizes), mean) for _each in range(NETWORKS)]
            cells.append(" ".join(f"{one:.3f}" for one in np.mean(drawn, axis=0)))
        yield f"| {mean:.0%}, tau {tau:.2f}, {sizes[0]} to {sizes[1]} forms | {' | '.join(cells)} |"


def held_by_network(drawn: Made, mean: float) -> tuple[float, ...]:
    found = network_share(drawn.counts)
    assert found.low is not None
    assert found.high is not None
    return (float(found.low <= mean <= found.high),)


def held_by_school(drawn: Made, _mean: float) -> tuple[float, ...]:
    """How many true shares are within the limits of the drawn estimate, and how wide those are beside its own."""
    found, counts = shrunken(drawn.counts), drawn.counts
    own = wilson(counts.x, counts.n, noise=counts.noise(counts.shares))
    wide = float(np.mean(found.high - found.low) / np.mean(np.asarray(own.high) - own.low))
    return float(np.mean((found.low <= drawn.truth) & (drawn.truth <= found.high))), wide


def of_spiegelhalter(counts: Counts) -> float:
    """The tau of DerSimonian and Laird on Winsorised z, as Spiegelhalter (2005) has it."""
    mean = counts.pooled
    weight = 1 / within(counts, mean, 0.0)
    z = (counts.shares - mean) * np.sqrt(weight)
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    more = np.sum(np.clip(z, low, high) ** 2) - (len(counts) - 1)
    return float(np.sqrt(max(0.0, more / (weight.sum() - (weight**2).sum() / weight.sum()))))


def spreads() -> Iterator[str]:
    random = np.random.default_rng(2026)
    for tau, special in product((0.0, 0.03, 0.05), (0, 10)):
        drawn = [made(random, 200, tau=tau, special=special).counts for _each in range(NETWORKS)]
        both = np.mean([(spread(one).tau, of_spiegelhalter(one)) for one in drawn], axis=0)
        yield f"| {tau:.2f} | {special} | {both[0]:.4f} | {both[1]:.4f} |"


def flagged() -> Iterator[str]:
    """The part of those flagged that is ordinary, and the part of the special ones that is found."""
    random = np.random.default_rng(2026)
    for tau, (special, off) in product((0.0, 0.03, 0.05), ((0, 0.0), (10, 0.10), (10, 0.15), (10, 0.20))):
        wrong, found = [], []
        for _each in range(NETWORKS):
            drawn = made(random, 200, tau=tau, special=special, off=off)
            told = np.array([one.place is not Place.UNDECIDED for one in unlike(drawn.counts)])
            wrong.append((told & ~drawn.special).sum() / max(1, told.sum()))
            found.append((told & drawn.special).sum() / max(1, special))
        yield f"| {tau:.2f} | {special} x {off:.2f} | {np.mean(wrong):.3f} | {np.mean(found):.2f} |"


if __name__ == "__main__":
    for rows in (table(held_by_network), table(held_by_school), spreads(), flagged()):
        for row in rows:
            sys.stdout.write(row + "\n")
            sys.stdout.flush()
        sys.stdout.write("\n")
