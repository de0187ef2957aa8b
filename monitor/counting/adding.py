"""Adding up: the tallies of very many parts as one, in the memory of one."""

from typing import TYPE_CHECKING

from monitor.counting.tally import NO_GROUP, Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Total:
    """The sum of the tallies that were added, in whatever order: the same as `+` over all of them.

    It starts as nothing; groups are matched by label. What is counted per person (`Tally.people`) is added apart: such
    a tally is of a whole school, and there are few of them.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {NO_GROUP: 0}
        self._forms: NDArray[np.int64] | None = None
        self._counts: dict[str, NDArray[np.int64]] = {}
        self._with_people: Tally | None = None

    def add(self, part: Tally) -> None:
        """Add the tally of one more part."""
        raise NotImplementedError

    def tally(self) -> Tally:
        """Everything that was added, together.

        Raises:
            ValueError: nothing was.
        """
        raise NotImplementedError
