"""The tally: how many people gave which answer, per group. Beyond it answers of people are read for alpha alone.

One kernel, `_count`: a `bincount` over group and code. Tallies of parts of a wave add up, so batches may be
counted anywhere and in any order, as long as the forms of a family stay in one batch.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from monitor.anonymous import AnonymousAnswers
from monitor.counting.people import People, families_in, people_who
from monitor.counting.score import scored
from monitor.definition.codebook import NO_ANSWER, NOT_TICKED, TICKED, columns_of
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Condition, Item, ItemType, Survey

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.int8]
    Counts = NDArray[np.int64]

NO_GROUP = ""
"""The label of the group of everyone without a class."""
EVERY_FORM = "*"
"""What stands in `Tally.people` for the forms themselves, whatever is answered in them."""
NOTHING, ANSWERED, NOT_SHOWN = 0, 1, 2
"""Codes of the column `item` that the tally adds for a multiple-choice item."""


@dataclass(frozen=True)
class Tally:
    """Exact counts of a wave; never leaves `monitor.disclosure` and the pipeline.

    `groups`: class labels, `""` (no class given) first. `forms`: how many people per group, shape (groups,).
    `counts`: per column of the codebook an array (groups, codes), code 0 = no answer first, "not shown" last. A
    multiple-choice item has a column of its own besides those of its options: nothing, answered, not shown.
    `people`: who answered each item, and (`EVERY_FORM`) who sent forms; empty where every form is of somebody else.
    """

    groups: tuple[str, ...]
    forms: "Counts"
    counts: "Mapping[str, Counts]"
    people: Mapping[str, People] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        """The tally of both parts together; groups are matched by label."""
        groups = (NO_GROUP, *sorted({*self.groups, *other.groups} - {NO_GROUP}))
        mine, theirs = self._spread(groups), other._spread(groups)
        return Tally(
            groups,
            mine.forms + theirs.forms,
            {name: mine.counts[name] + theirs.counts[name] for name in mine.counts},
            {name: self.people_of(name) + other.people_of(name) for name in {**self.people, **other.people}},
        )

    def _spread(self, groups: tuple[str, ...]) -> "Tally":
        import numpy as np

        place_of = {label: place for place, label in enumerate(groups)}
        places = [place_of[label] for label in self.groups]

        def spread(counts: "Counts") -> "Counts":
            wide = np.zeros((len(groups), *counts.shape[1:]), dtype=np.int64)
            wide[places] = counts
            return wide

        return Tally(
            groups, spread(self.forms), {name: spread(part) for name, part in self.counts.items()}, self.people
        )

    def people_of(self, name: str = EVERY_FORM) -> People:
        """Who answered an item, or who sent forms."""
        if self.people:
            return self.people[name]
        given = self.forms if name == EVERY_FORM else self.counts[name][:, NO_ANSWER + 1 : -1].sum(axis=1)
        return People(dict(zip(self.groups, given.tolist(), strict=True)), {})

    def contributors(self, labels: Collection[str], item: str = EVERY_FORM) -> int:
        """How many different people sent a form from these classes, or answered the item there: a family is one."""
        return self.people_of(item).among(labels)

    def forms_by_group(self) -> dict[str, int]:
        """How many people per class label, `""` for those without one."""
        return dict(zip(self.groups, (int(n) for n in self.forms), strict=True))


def tally(answers: AnonymousAnswers, survey: Survey, scales: Sequence[DerivedScale] = ()) -> Tally:
    """The exact counts of a wave or a part of it, derived scales among them.

    What the attack on the facts takes for granted is made true here: an item counts only for those to whom its
    conditions showed it, and an exclusive option ("none of these") only for those who ticked nothing else.
    A column that the answers lack counts as "no answer" for everyone.
    """
    import numpy as np

    groups = (NO_GROUP, *answers.groups)
    settled = settle(answers.codes, survey, len(answers))
    settled |= {scale.id: scored(settled, scale, [survey.item(name) for name in scale.items]) for scale in scales}
    sizes = _column_sizes(survey) | {scale.id: len(scale.categories) + 2 for scale in scales}
    group = answers.group.astype(np.intp)
    return Tally(
        groups,
        np.bincount(group, minlength=len(groups)),
        {name: _count(group, column, (len(groups), sizes[name])) for name, column in settled.items()},
        {} if answers.contributor is None else _people(answers.contributor, group, groups, settled, sizes),
    )


def _people(
    contributor: "np.ndarray", group: "NDArray[np.intp]", groups: tuple[str, ...], settled: "Mapping[str, Codes]",
    sizes: Mapping[str, int],
) -> dict[str, People]:  # fmt: skip
    """Who answered each item; nothing where every form is of somebody else."""
    import numpy as np

    families = families_in(contributor, group)
    if families is None:
        return {}
    given = {
        name: (codes > NO_ANSWER) & (codes < sizes[name] - 1) for name, codes in settled.items() if ":" not in name
    }
    everyone = {EVERY_FORM: np.ones(len(group), dtype=bool)}
    return {name: people_who(those, group, groups, families) for name, those in (everyone | given).items()}


def _count(group: "NDArray[np.intp]", codes: "Codes", shape: tuple[int, int]) -> "Counts":
    """How often each code occurs in each group: the kernel."""
    import numpy as np

    cells = group * shape[1] + codes
    return np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)


def _column_sizes(survey: Survey) -> dict[str, int]:
    sizes = {column.name: column.answers + 2 for item in survey.items for column in columns_of(item)}
    return sizes | {item.id: 3 for item in survey.items if item.type is ItemType.MULTIPLE}


def settle(codes: "Mapping[str, Codes]", survey: Survey, n: int) -> "dict[str, Codes]":
    """The columns with routing and exclusive options enforced, and one column more per multiple-choice item."""
    import numpy as np

    settled: dict[str, Codes] = {}
    for item in survey.items:
        empty = np.zeros(n, dtype=np.int8)
        columns = {column.name: codes.get(column.name, empty) for column in columns_of(item)}
        if item.type is ItemType.MULTIPLE:
            columns = _settle_multiple(item, columns)
        if item.routing and columns:
            shown = np.logical_or.reduce([_met(settled, survey, condition, n) for condition in item.routing])
            columns = {name: np.where(shown, column, _absent(item, name)) for name, column in columns.items()}
        settled |= columns
    return settled


def _settle_multiple(item: Item, columns: "dict[str, Codes]") -> "dict[str, Codes]":
    import numpy as np

    columns = dict(columns)
    # Ticks that exclude each other: what was chosen from the list wins, then the first of the exclusive ones.
    order = sorted(item.options, key=lambda option: option.exclusive)
    ticked = np.zeros_like(columns[f"{item.id}:{item.options[0].code}"], dtype=bool)
    for option in order:
        name = f"{item.id}:{option.code}"
        column = columns[name]
        if option.exclusive:
            column = np.where((column == TICKED) & ticked, np.int8(NOT_TICKED), column)
        columns[name] = column
        ticked = ticked | (column == TICKED)
    absent = np.logical_and.reduce([columns[f"{item.id}:{code}"] == TICKED + 1 for code in item.codes()])
    state = np.where(ticked, ANSWERED, np.where(absent, NOT_SHOWN, NOTHING)).astype(np.int8)
    return columns | {item.id: state}


def _met(settled: "Mapping[str, Codes]", survey: Survey, condition: Condition, n: int) -> "NDArray[np.bool_]":
    import numpy as np

    parent = survey.item(condition.item)
    if parent.type is ItemType.MULTIPLE:
        ticks = [settled[f"{parent.id}:{code}"] == TICKED for code in condition.options]
        return np.logical_or.reduce(ticks) if ticks else np.zeros(n, dtype=bool)
    if parent.id not in settled:  # a number or a ranking has no options that could be counted
        return np.ones(n, dtype=bool)
    places = [place for place, code in enumerate(parent.codes(), start=1) if code in condition.options]
    return np.isin(settled[parent.id], places)


def _absent(item: Item, column: str) -> "np.int8":
    import numpy as np

    if item.type is ItemType.MULTIPLE:
        return np.int8(NOT_SHOWN if column == item.id else TICKED + 1)
    return np.int8(len(item.options) + 1)


def answered(counts: Tally, item: Item) -> "Counts":
    """How many people answered the item (refusals included), per group; shape (groups,)."""
    import numpy as np

    last = ANSWERED if item.type is ItemType.MULTIPLE else len(item.options)
    given: Counts = np.sum(counts.counts[item.id][:, NO_ANSWER + 1 : last + 1], axis=1)
    return given


def chosen(counts: Tally, item: Item) -> "Counts":
    """How many people chose each option, per group; shape (groups, options)."""
    import numpy as np

    if item.type is ItemType.MULTIPLE:
        ticks = [counts.counts[f"{item.id}:{code}"][:, TICKED] for code in item.codes()]
        return np.stack(ticks, axis=1)
    return counts.counts[item.id][:, 1 : len(item.options) + 1]
