"""Random rounding is right on average and never further away than the base."""

from fractions import Fraction
from random import Random

import pytest

from monitor.disclosure.rounding import possible_counts, randomly_rounded


class Drawn(Random):
    """A generator that draws one number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def randrange(self, stop: int) -> int:  # type: ignore[override]  # rounding calls it so
        assert self.number < stop
        return self.number


@pytest.mark.parametrize("base", [3, 5])
@pytest.mark.parametrize("count", range(17))
def test_rounding_is_right_on_average(count: int, base: int) -> None:
    values = [randomly_rounded(count, base, Drawn(number)) for number in range(base)]
    assert Fraction(sum(values), base) == count
    assert all(value % base == 0 and abs(value - count) < base for value in values)


@pytest.mark.parametrize("base", [3, 5])
def test_a_value_may_stand_for_just_those_counts_that_can_become_it(base: int) -> None:
    for value in range(0, 40, base):
        sources = [
            count for count in range(50) if any(randomly_rounded(count, base, Drawn(n)) == value for n in range(base))
        ]
        assert (sources[0], sources[-1]) == possible_counts(value, base)


def test_an_exact_value_stands_for_itself() -> None:
    assert possible_counts(7, 1) == (7, 7)
