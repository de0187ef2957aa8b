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


def rounded_within(count: int, base: int, most: int | None, random: Random = SYSTEM_RANDOM) -> int:
    """The count rounded at random, drawn again while the value by itself leaves fewer than `base` possible counts.

    `most` is the number of people it is a part of, where that is taken to be known: of 16 people "18 said yes" can
    only mean 16. The attack on all facts together would refuse such a value in any case, and then have every fact
    drawn again; drawn again at once it comes out with the same chances, in fewer tries (decision 13).
    """
    while True:
        value = randomly_rounded(count, base, random)
        low, high = possible_counts(value, base)
        if most is None or most < base or min(high, most) - low + 1 >= base:
            return value


def possible_counts(value: int, base: int) -> tuple[int, int]:
    """The fewest and the most that a published value may stand for (base 1: it is exact)."""
    return max(0, value - base + 1), value + base - 1
