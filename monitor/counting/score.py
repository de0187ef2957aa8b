"""Scores: in which category of a derived scale each person is, as one more column of small codes."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from monitor.definition.cutting import categories, weights_of
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int8]


def scored(columns: "Mapping[str, Codes]", scale: DerivedScale, items: Sequence[Item]) -> "Codes":
    """The column of a derived scale from the columns of its items, routing enforced; int8, length of the columns."""
    import numpy as np

    sums = np.sum([weights_of(scale, item)[columns[item.id]] for item in items], axis=0)
    return categories(sums, scale.least_answered).astype(np.int8)
