"""Random rounding: each count becomes one of its two neighbouring multiples of the base, right on average.

Source: random rounding to base 3 (RR3), Stats NZ, census confidentiality rules: 17 becomes 15 with chance 1/3 and
18 with chance 2/3.
"""

from random import Random, SystemRandom

SYSTEM_RANDOM = SystemRandom()
"""The generator of the operating system: it has no seed that could be kept or guessed."""


def randomly_rounded(count: int, base: int, random: Random = SYSTEM_RANDOM) -> int:
    """The count rounded down or up to a multiple of `base`, with chances that make it right on average."""
    remainder = count % base
    return count - remainder + (base if random.randrange(base) < remainder else 0)


def possible_counts(value: int, base: int) -> tuple[int, int]:
    """The fewest and the most that a published value may stand for (base 1: it is exact)."""
    return max(0, value - base + 1), value + base - 1
