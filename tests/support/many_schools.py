"""Made-up networks of which the truth is known: schools that differ as schools do, and some that are really special."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from monitor.statistics.between_schools.counts import Counts


class Made(NamedTuple):
    """The released counts of each school, its true share, and whether it is none of the ordinary ones."""

    counts: Counts
    truth: npt.NDArray[np.float64]
    special: npt.NDArray[np.bool_]


def made(
    random: np.random.Generator, schools: int, mean: float = 0.7, tau: float = 0.03, *, special: int = 0,
    off: float = 0.2, base: int = 3, sizes: tuple[int, int] = (40, 400),
) -> Made:  # fmt: skip
    """So many schools; every second special one lies above the others, the rest below."""
    size = mean * (1 - mean) / tau**2 - 1 if tau else np.inf
    truth = random.beta(mean * size, (1 - mean) * size, schools) if tau else np.full(schools, mean)
    odd = np.arange(schools) < special
    truth = np.where(odd, np.clip(mean + off * (-1.0) ** np.arange(schools), 0.01, 0.99), truth)
    n = random.integers(*sizes, schools)
    x = random.binomial(n, truth)
    told = np.maximum(rounded(random, n, base), base)
    names = tuple(f"school-{place:03}" for place in range(schools))
    return Made(Counts.exact(names, np.minimum(rounded(random, x, base), told), told, base), truth, odd)


def rounded(random: np.random.Generator, count: npt.NDArray[np.integer], base: int) -> npt.NDArray[np.integer]:
    """The counts rounded at random, each up or down to a multiple of the base."""
    left = count % base
    return np.asarray(count - left + base * (random.integers(0, base, count.shape) < left))
