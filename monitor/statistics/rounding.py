"""What random rounding does to a share: the variance that it adds.

A count v is rounded to a neighbouring multiple of the base b without bias: up with chance r/b, where r = v
mod b. Its variance is r (b-r); over all remainders, which nobody knows, that is (b^2-1)/6 on average: 4/3 for
base 3, 4 for base 5. A share x*/n* of two counts that were rounded apart gets, to first order, (V(x*) + p^2
V(n*)) / n^2 on top of the variance of chance. A count that is the sum of m published ones has m times the
variance.
"""

from monitor.statistics.intervals import Numbers


def variance(base: int) -> float:
    """The variance of one count that was randomly rounded to this base; 0 for base 1.

    Proven by counting out all remainders in tests/statistics/test_rounding.py.

    Raises:
        ValueError: the base is below 1.
    """
    if base < 1:
        raise ValueError("counts are rounded to a base of 1 or more")
    return (base * base - 1) / 6


def noise(p: Numbers, n: Numbers, numerator: Numbers, denominator: Numbers) -> Numbers:
    """The variance that rounding adds to a share, in squared shares.

    Args:
        p: the share.
        n: its denominator.
        numerator: summed rounding variance of the published counts in the numerator.
        denominator: the same for the denominator.
    """
    return (numerator + p * p * denominator) / (n * n)
