"""What random rounding does to a share: the variance that it adds.

A count v is rounded to a neighbouring multiple of the base b without bias: up with chance r/b, where r = v
mod b. Its variance is r (b-r). Nobody knows r, so the most that it can be is counted: b^2/4 rounded down, 2 for base
3, 6 for base 5; with the average over all remainders intervals of small schools fall short of what they promise
(decision 40). A share x*/n* of two counts that were rounded apart gets, to first order, (V(x*) + p^2 V(n*)) / n^2
on top of the variance of chance. A count that is the sum of m published ones has m times the variance.
"""

from monitor.statistics.intervals import Numbers


def variance(base: int) -> float:
    """The most variance that one count has which was randomly rounded to this base; 0 for base 1.

    Proven by counting out all remainders in tests/statistics/test_rounding.py; what it does to intervals is measured in
    docs/methods/coverage.md.

    Raises:
        ValueError: the base is below 1.
    """
    if base < 1:
        raise ValueError("counts are rounded to a base of 1 or more")
    return float(base * base // 4)


def noise(p: Numbers, n: Numbers, numerator: Numbers, denominator: Numbers) -> Numbers:
    """The variance that rounding adds to a share, in squared shares.

    Args:
        p: the share.
        n: its denominator.
        numerator: summed rounding variance of the published counts in the numerator.
        denominator: the same for the denominator.
    """
    return (numerator + p * p * denominator) / (n * n)
