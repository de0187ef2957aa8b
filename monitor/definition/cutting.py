"""How the answers of one person decide the category of a derived scale.

Whole numbers only: the mean s/n reaches a cut point p/q just when q*s - p*n is not negative, and that is a sum over
the answered items.
"""

from typing import TYPE_CHECKING

from monitor.definition.derived import DerivedScale, points_of
from monitor.definition.model import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]

NO_SCORE = 0
"""The code of who answered fewer than half of the items; the categories are 1, 2, ... from low to high."""


def weights_of(scale: DerivedScale, item: Item) -> "Integers":
    """What an answer to an item adds to the sums that decide the category; shape (codes, 1 + cut points).

    The first sum is the number of items answered, the others are q*s - p*n per cut point. The rows are the codes of
    the item's column: no answer, its options, not shown.
    """
    import numpy as np

    weights = np.zeros((len(item.options) + 2, 1 + len(scale.cuts)), dtype=np.int64)
    for code, value in enumerate(points_of(scale, item), start=1):
        if value is not None:
            weights[code] = [1, *(cut.denominator * value - cut.numerator for cut in scale.cuts)]
    return weights


def categories(sums: "Integers", least_answered: int) -> "Integers":
    """The category of each row of sums (see `weights_of`); shape without the last axis."""
    import numpy as np

    reached: Integers = 1 + (sums[..., 1:] >= 0).sum(axis=-1)
    return np.where(sums[..., 0] >= least_answered, reached, NO_SCORE)
