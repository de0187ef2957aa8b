"""The variance of random rounding, counted out, and whether intervals on released counts hold what they say."""

from fractions import Fraction
from statistics import mean

import pytest

from monitor.disclosure.rounding import randomly_rounded
from monitor.statistics.rounding import noise, variance
from tests.support.interval_coverage import CHANGES, SHARES, of_change, of_share


class EveryDraw:
    """A generator that gives one number after the other, so that all chances are counted out."""

    def __init__(self, draw: int) -> None:
        self.draw = draw

    def randrange(self, _base: int) -> int:
        return self.draw


@pytest.mark.parametrize("base", [1, 2, 3, 4, 5])
def test_the_variance_is_the_most_that_the_rounding_we_do_has(base: int) -> None:
    variances = []
    for count in range(30, 30 + base):
        errors = [
            randomly_rounded(count, base, EveryDraw(draw)) - count  # type: ignore[arg-type]  # all that the rounding asks of a generator
            for draw in range(base)
        ]
        assert sum(errors) == 0
        variances.append(Fraction(sum(error * error for error in errors), base))
    assert float(max(variances)) == variance(base)


def test_a_base_below_one_is_an_error() -> None:
    with pytest.raises(ValueError, match="base of 1 or more"):
        variance(0)


def test_rounding_matters_less_with_more_answers() -> None:
    assert noise(0.5, 60, 2, 2) == pytest.approx(0.0264**2, rel=0.01)
    assert noise(0.5, 600, 2, 2) == pytest.approx(0.00264**2, rel=0.01)


PAIRS = [(p, change) for p in SHARES for change in CHANGES if p + change < 0.95]


@pytest.mark.parametrize(
    ("base", "n", "on_average", "at_least"), [(3, 60, 0.95, 0.935), (3, 150, 0.95, 0.94), (5, 60, 0.95, 0.94)]
)
def test_changes_of_released_counts_are_covered(base: int, n: int, on_average: float, at_least: float) -> None:
    covered = [of_change(m, p, change, base, widened=True) for m in range(n, n + base) for p, change in PAIRS]
    assert mean(covered) >= on_average
    assert min(covered) >= at_least


def test_without_the_variance_of_rounding_they_are_not() -> None:
    covered = [of_change(m, p, change, 3, widened=False) for m in (60, 61, 62) for p, change in PAIRS]
    assert mean(covered) < 0.94


@pytest.mark.parametrize("base", [3, 5])
def test_shares_of_released_counts_are_covered(base: int) -> None:
    covered = [of_share(m, p, base, widened=True) for m in range(60, 60 + base) for p in SHARES]
    assert mean(covered) >= 0.94
