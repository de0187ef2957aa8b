"""Adding up: the tallies of very many parts as one, in the memory of one."""

from typing import TYPE_CHECKING

from monitor.counting.tally import NO_GROUP, Tally

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]


class Total:
    """The sum of the tallies that were added, in whatever order: what `+` over all of them gives.

    Each is added in place, groups matched by label, so that a part costs what its own groups cost. Where forms are of
    families (`Tally.people`) a part is all of a school, and there are few of them: those are added apart.
    """

    def __init__(self) -> None:
        self._places: dict[str, int] = {}
        self._forms: Counts | None = None
        self._counts: dict[str, Counts] = {}
        self._with_people: Tally | None = None

    def add(self, part: Tally) -> None:
        """Add the tally of one more part."""
        if part.people:
            self._with_people = part if self._with_people is None else self._with_people + part
            return
        places = [self._places.setdefault(label, len(self._places)) for label in part.groups]
        self._forms = self._added(self._forms, part.forms, places)
        for name, counts in part.counts.items():
            self._counts[name] = self._added(self._counts.get(name), counts, places)

    def tally(self) -> Tally:
        """Everything that was added, together.

        Raises:
            ValueError: nothing was.
        """
        if self._forms is None:
            if self._with_people is None:
                raise ValueError("nothing was added")
            return self._with_people
        labels = (NO_GROUP, *sorted(self._places.keys() - {NO_GROUP}))
        order = [self._places[label] for label in labels]
        counts = {name: whole[order] for name, whole in self._counts.items()}
        alone = Tally(labels, self._forms[order], counts)
        return alone if self._with_people is None else alone + self._with_people

    def _added(self, whole: "Counts | None", part: "Counts", places: list[int]) -> "Counts":
        """The counts so far with those of a part; room is made for twice the groups, so that it is seldom made."""
        import numpy as np

        if whole is None or len(whole) < len(self._places):
            wider = np.zeros((2 * len(self._places), *part.shape[1:]), dtype=np.int64)
            if whole is not None:
                wider[: len(whole)] = whole
            whole = wider
        whole[places] += part
        return whole
