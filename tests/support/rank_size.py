"""How often a whole scale is said to have changed although nothing did, when its counts were rounded at random.

`python -m tests.support.rank_size` prints the table of docs/methods/whole-scale.md.
"""

import numpy as np

from monitor.statistics.ordinal import answers, mann_whitney
from monitor.statistics.rounding import variance

SCHOOLS = ((60, (0.05, 0.1, 0.2, 0.4, 0.25)), (60, (0.02, 0.03, 0.05, 0.3, 0.6)), (150, (0.05, 0.1, 0.2, 0.4, 0.25)))
"""Answers per year, and the chance of each of five steps in both years."""


def size(
    base: int, school: tuple[int, tuple[float, ...]], random: np.random.Generator, *, schools: int = 10_000
) -> tuple[float, float]:
    """The part of schools with p below .05, without and with the variance of rounding."""
    n, chances = school
    exact = random.multinomial(n, chances, size=(schools, 2))
    rounded = exact // base * base + base * (random.random(exact.shape) < exact % base / base)
    found = [
        [mann_whitney(*(answers(year, added) for year in pair)).p < 0.05 for added in (0.0, variance(base))]
        for pair in rounded
    ]
    without, with_ = np.mean(found, axis=0).tolist()
    return without, with_


def table() -> str:
    """A row per base and school."""
    lines = ["| base | answers per year | steps, in % | plain | with rounding |", "|---|---|---|---|---|"]
    for base in (1, 3, 5):
        for school in SCHOOLS:
            plain, mended = size(base, school, np.random.default_rng(20261126))
            steps = " ".join(f"{100 * one:.0f}" for one in school[1])
            lines.append(f"| {base} | {school[0]} | {steps} | {100 * plain:.1f} | {100 * mended:.1f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())  # noqa: T201  # a table to paste
