"""A derived scale: the mean of what one person answered to several items, cut into a few ordered categories.

The mean is over the answered items, and only for who answered at least half of them; "weet ik niet", a refusal and
"not applicable" are no answers here. The cut points are whole-number fractions, so nothing at an edge depends on the
rounding of a computer. A scale stands in the manifest of a release as it was when the wave closed.
"""

from fractions import Fraction
from typing import NamedTuple

from pydantic import Field

from monitor.definition.model import Frozen, Item, ItemType, LocalText, Option, Survey


class ScaleCategory(Frozen):
    """One step of a derived scale: whoever has this mean or a higher one, up to the next step."""

    code: str
    label: LocalText
    least: str | None = None
    """The lowest mean of the step, as a decimal number such as `3.5`; none for the first."""


class Made(NamedTuple):
    """What decides who is in which category of a scale; not what anything is called."""

    items: frozenset[str]
    reversed: frozenset[str]
    steps: tuple[tuple[str, Fraction | None], ...]
    favourable: frozenset[str]


class DerivedScale(Frozen):
    """A scale as it is made of the items of one survey."""

    id: str
    title: LocalText
    items: tuple[str, ...]
    reversed: tuple[str, ...] = ()
    """Items of which a high value means little of what the scale is about."""
    categories: tuple[ScaleCategory, ...] = Field(min_length=2)
    favourable: tuple[str, ...]

    @property
    def cuts(self) -> tuple[Fraction, ...]:
        """The lowest mean of every step but the first, in rising order."""
        return tuple(Fraction(step.least) for step in self.categories if step.least is not None)

    @property
    def made(self) -> Made:
        """How the scale is made: two that are made alike count the same, whatever they are called."""
        steps = tuple((step.code, cut) for step, cut in zip(self.categories, (None, *self.cuts), strict=True))
        return Made(frozenset(self.items), frozenset(self.reversed), steps, frozenset(self.favourable))

    @property
    def least_answered(self) -> int:
        """How many of the items somebody must have answered: at least half."""
        return (len(self.items) + 1) // 2


class DerivedItem(Item):
    """A derived scale in the shape of an item: its categories are the options, and nobody was asked it."""

    made_of: DerivedScale
    number_tells: bool
    """Whether how many have a score tells something of answers, as of "weet ik niet"; else only of who skipped."""


def derived_item(scale: DerivedScale, survey: Survey) -> DerivedItem:
    """The scale as an item of a survey: as sensitive as the most sensitive item it is made of."""
    items = [survey.item(name) for name in scale.items]
    return DerivedItem(
        id=scale.id,
        type=ItemType.SINGLE,
        text=scale.title,
        options=tuple(Option(code=step.code, label=step.label) for step in scale.categories),
        favourable=scale.favourable,
        sensitive=max(item.sensitive for item in items),
        made_of=scale,
        number_tells=all(without_value(item) for item in items),
    )


def without_value(item: Item) -> bool:
    """Whether one can answer an item without it counting in a mean, as with "weet ik niet"."""
    return any(option.value is None for option in item.options)


def points_of(scale: DerivedScale, item: Item) -> tuple[int | None, ...]:
    """What each option of an item counts for in the mean; None: it is no answer there."""
    values = [option.value for option in item.options]
    if item.id not in scale.reversed:
        return tuple(values)
    known = [value for value in values if value is not None]
    ends = min(known) + max(known)
    return tuple(None if value is None else ends - value for value in values)
