"""Chance that is the same on every machine and does not shift when a question is added.

Each draw has a name (the seed, the wave, the person, the item); its value is a hash of that name.
"""

import hashlib
from collections.abc import Sequence
from statistics import NormalDist
from typing import TypeVar

T = TypeVar("T")

_NORMAL = NormalDist()


class Chance:
    """Draws under one name; `of` gives draws under a longer name."""

    def __init__(self, *name: object) -> None:
        self._name = name

    def of(self, *name: object) -> "Chance":
        """The draws of a part."""
        return Chance(*self._name, *name)

    def uniform(self, *name: object) -> float:
        """A number between 0 and 1, neither included."""
        full = "\x1f".join(str(part) for part in (*self._name, *name))
        return (int.from_bytes(hashlib.blake2b(full.encode(), digest_size=6).digest()) + 0.5) / 2**48

    def normal(self, *name: object) -> float:
        """A standard normal number."""
        return _NORMAL.inv_cdf(self.uniform(*name))

    def below(self, limit: int, *name: object) -> int:
        """A whole number from 0 up to, but not including, the limit."""
        return int(self.uniform(*name) * limit)

    def pick(self, from_these: Sequence[T], *name: object) -> T:
        """One of these."""
        return from_these[self.below(len(from_these), *name)]

    def shuffled(self, these: Sequence[T], *name: object) -> list[T]:
        """All of these, in an order of chance."""
        order = sorted(range(len(these)), key=lambda place: self.uniform(*name, place))
        return [these[place] for place in order]


def mixed(trait: float, own: float, weight: float) -> float:
    """A uniform number between 0 and 1 that leans (weight 0..1) towards a standard normal trait."""
    return _NORMAL.cdf(weight * trait + (1 - weight**2) ** 0.5 * own)
