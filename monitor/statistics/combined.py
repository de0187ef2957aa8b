"""Between which limits a figure lies that is put together of several shares, each with limits of its own."""

from collections.abc import Iterable

import numpy as np

from monitor.statistics.intervals import Interval, Numbers, plain


def combined(
    figure: Numbers, slopes: Iterable[Numbers], shares: Iterable[Numbers], limits: Iterable[Interval]
) -> Interval:
    """The limits of a figure from those of its shares: MOVER.

    The distance of each share to its own limit, times how much it moves the figure, added in squares: with g_i the
    slope of the figure in share i the lower limit lies sqrt(sum (g_i (p_i - l_i))^2) below it, where for a g_i below
    nought u_i - p_i takes the place of p_i - l_i; the upper limit likewise. The shares are independent. Of p2 - p1 it
    is Newcombe's interval. Source: Zou & Donner 2008.

    Args:
        figure: the figure, one or an array.
        slopes: how much it moves with each share.
        shares: the shares.
        limits: of each share.
    """
    below: Numbers = 0.0
    above: Numbers = 0.0
    for g, p, (low, high) in zip(slopes, shares, limits, strict=True):
        down, up = np.multiply(g, np.subtract(p, low)), np.multiply(g, np.subtract(high, p))
        below = below + np.where(np.greater(g, 0), down, up) ** 2
        above = above + np.where(np.greater(g, 0), up, down) ** 2
    return Interval(plain(figure - np.sqrt(below)), plain(figure + np.sqrt(above)))
