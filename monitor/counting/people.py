"""People: how many different contributors a number of forms comes from, where a family sent one per child.

Forms add up over groups; people do not: a parent with a child in 1A and one in 2B is one of 1A, one of 2B and one of
both together. So families are counted by the groups from which they sent forms. Who sent one form stands apart, which
is nearly everybody: only what is left has to be looked at set by set.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from monitor.anonymous import COUNTED_BEFORE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Forms = tuple[str, ...]
"""The class labels of the forms of one family, sorted: a label for each form."""


@dataclass(frozen=True)
class People:
    """How many people sent forms (or answered an item), by class label.

    `alone`: who sent one form, by its label. `families`: how many families sent exactly these forms. A form whose
    family was counted with an earlier import stands in neither; `counted_before` says how many there are.
    """

    alone: Mapping[str, int]
    families: Mapping[Forms, int]
    counted_before: int = 0

    def among(self, labels: Collection[str]) -> int:
        """How many different people sent a form from one of these classes."""
        wanted = set(labels)
        several = sum(number for forms, number in self.families.items() if not wanted.isdisjoint(forms))
        return several + sum(self.alone.get(label, 0) for label in wanted)

    def forms_of(self, least: int) -> int:
        """The least number of forms that can only be those of so many people, or of more.

        One form less could be those of fewer: of the families with the most forms, all of them.
        """
        sizes = [len(forms) for forms, number in sorted(self.families.items()) for _family in range(number)]
        largest = sorted(sizes, reverse=True)[: least - 1]
        return 1 + self.counted_before + sum(largest) + (least - 1 - len(largest))

    def __add__(self, other: "People") -> "People":
        """Both together; nobody is in both."""
        return People(
            Counter(self.alone) + Counter(other.alone),
            Counter(self.families) + Counter(other.families),
            self.counted_before + other.counted_before,
        )


@dataclass(frozen=True)
class Families:
    """Which forms of a wave are of a family with several; of nobody else the forms are looked at one by one.

    `alone` and `counted_before` are a bool per form. `rows` are the forms of families, one family after the other and
    each by group; `family` is the family of each of these rows, a number that rises.
    """

    alone: "NDArray[np.bool_]"
    counted_before: "NDArray[np.bool_]"
    rows: "NDArray[np.intp]"
    family: "NDArray[np.intp]"


def families_in(contributor: "np.ndarray", group: "NDArray[np.intp]") -> Families | None:
    """The families among the contributors of a wave's forms; `None`: every form is of somebody else."""
    import numpy as np

    ordered = np.sort(contributor)
    if (ordered[1:] != ordered[:-1]).all() and COUNTED_BEFORE not in ordered[:1]:
        return None
    _numbers, place, times = np.unique(contributor, return_inverse=True, return_counts=True)
    before = contributor == COUNTED_BEFORE
    several = (times[place] > 1) & ~before
    rows = np.flatnonzero(several)
    rows = rows[np.lexsort((group[rows], place[rows]))]
    return Families(~several & ~before, before, rows, place[rows])


def people_who(
    given: "NDArray[np.bool_]", group: "NDArray[np.intp]", groups: Sequence[str], families: Families
) -> People:
    """The people behind the forms for which `given` is true; `group` is each form's place in `groups`."""
    import numpy as np

    alone = np.bincount(group[families.alone & given], minlength=len(groups)).tolist()
    answered = given[families.rows]
    several = _by_forms(group[families.rows[answered]], families.family[answered], groups)
    return People(dict(zip(groups, alone, strict=True)), several, int((given & families.counted_before).sum()))


def _by_forms(group: "NDArray[np.intp]", family: "NDArray[np.intp]", groups: Sequence[str]) -> Counter[Forms]:
    """How many families sent exactly which forms; the forms of a family stand together.

    All families at once, form by form: `kind` is the place in `kinds` of the forms of each that were seen so far.
    """
    import numpy as np

    first = np.flatnonzero(np.diff(family, prepend=-1))
    sizes = np.diff(first, append=len(family))
    kinds: list[Forms] = [()]
    kind = np.zeros(len(first), dtype=np.intp)
    for place in range(sizes.max(initial=0)):
        longer = sizes > place
        keys, which = np.unique(kind[longer] * len(groups) + group[first[longer] + place], return_inverse=True)
        kind[longer] = len(kinds) + which
        kinds += [(*kinds[one // len(groups)], groups[one % len(groups)]) for one in keys.tolist()]
    found: Counter[Forms] = Counter()
    for forms, number in zip(kinds, np.bincount(kind, minlength=len(kinds)).tolist(), strict=True):
        found[tuple(sorted(forms))] += number
    return +found  # without those that nobody sent
