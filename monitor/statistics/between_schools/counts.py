"""The protected counts behind one share at many schools, as arrays: what every figure of a network is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from monitor.statistics.reasons import Reason, because

Vector = npt.NDArray[np.float64]
LEAST_SCHOOLS = 5
"""Of fewer schools nothing is shown that is theirs together (`schools` in surveys/privacy.yaml; never below 3)."""
_FLOOR = 3


@dataclass(frozen=True)
class Counts:
    """At each school `x` of `n` gave one of the answers that a measure counts, both rounded at random to `base`.

    `x` is the sum of `x_parts` published counts and `n` of `n_parts`; each brings the variance of its rounding along.
    Schools of which the share is not shown are not in the arrays: `missing` says why. `before_cut`: x and n as they
    were published, where x was cut to n (33 of 30 is 30 of 30 on a school's screen): sums and means are of those, for
    cutting pulls a thousand shares near 100 % down together. None: nothing was cut.

    Raises:
        ValueError: arrays of different lengths, an impossible count, a base or parts below 1, a school twice.
    """

    schools: tuple[str, ...]
    x: Vector
    n: Vector
    base: Vector
    x_parts: Vector
    n_parts: Vector
    missing: Mapping[str, Reason] = field(default_factory=dict)
    before_cut: tuple[Vector, Vector] | None = None

    def __post_init__(self) -> None:
        if any(one.shape != (len(self.schools),) for one in (self.x, self.n, self.base, self.x_parts, self.n_parts)):
            raise ValueError("one number per school")
        if len(set(self.schools) | set(self.missing)) < len(self.schools) + len(self.missing):
            raise ValueError("each school once, shown or missing")
        if not np.all((self.n > 0) & (self.x >= 0) & (self.x <= self.n)):  # of NaN nothing holds
            raise ValueError("a share needs 0 <= x <= n and n > 0")
        if not np.all((self.base >= 1) & (self.x_parts >= 1) & (self.n_parts >= 1)):
            raise ValueError("a count is the sum of one or more, rounded to a base of 1 or more")

    @staticmethod
    def exact(schools: tuple[str, ...], x: Vector, n: Vector, base: float = 1) -> "Counts":
        """Counts that are each one published number, rounded to one base (1: not rounded)."""
        ones = np.ones(len(schools))
        return Counts(schools, np.asarray(x, float), np.asarray(n, float), base * ones, ones, ones)

    @staticmethod
    def none(missing: Mapping[str, Reason]) -> "Counts":
        """A share that is shown of no school, and why."""
        nothing = np.zeros(0)
        return Counts((), nothing, nothing, nothing, nothing, nothing, missing)

    def __len__(self) -> int:
        return len(self.schools)

    @cached_property
    def shares(self) -> Vector:
        """The share of each school."""
        return self.x / self.n

    @property
    def summed(self) -> tuple[Vector, Vector]:
        """The x and n that sums and means are made of."""
        return self.before_cut or (self.x, self.n)

    @cached_property
    def pooled(self) -> float:
        """The share of all forms together, kept off 0 and 1 by half a form: nobody of many is not nobody for ever."""
        x, n = self.summed
        total = float(n.sum())
        return float(np.clip(x.sum() / total, 0.5 / (total + 1), 1 - 0.5 / (total + 1)))

    def noise(self, p: float | Vector, *, most: bool = True) -> Vector:
        """The variance that rounding adds to each school's share, in squared shares.

        Args:
            p: the share at which it is worked out.
            most: the most that it can be (`rounding.variance`), for what is said of one school; else what it is on
                average over all remainders, (b^2-1)/6, for what is estimated from many, of which the remainders differ.
        """
        each = np.floor(self.base**2 / 4) if most else (self.base**2 - 1) / 6
        return np.asarray(each * (self.x_parts + np.square(p) * self.n_parts) / self.n**2, float)

    def only(self, kept: npt.NDArray[np.bool_]) -> "Counts":
        """The counts of some of the schools; the others are not missing but left out."""
        return self._picked(np.flatnonzero(kept))

    def at(self, schools: tuple[str, ...]) -> "Counts":
        """The counts of these schools in this order.

        Raises:
            KeyError: one of them has none.
        """
        place = {name: here for here, name in enumerate(self.schools)}
        return self._picked(np.array([place[name] for name in schools], int))

    def _picked(self, order: npt.NDArray[np.intp]) -> "Counts":
        names = tuple(map(self.schools.__getitem__, order.tolist()))
        columns = (one[order] for one in (self.x, self.n, self.base, self.x_parts, self.n_parts))
        x, n, base, x_parts, n_parts = columns
        cut = self.before_cut and (self.before_cut[0][order], self.before_cut[1][order])
        return Counts(names, x, n, base, x_parts, n_parts, before_cut=cut)


def too_few(schools: int, least: int = LEAST_SCHOOLS) -> Reason | None:
    """Why nothing is shown of so few schools together; None where there are enough, and never of two."""
    needed = max(least, _FLOOR)
    return because("few-schools", least=needed) if schools < needed else None
