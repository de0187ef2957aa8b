"""Detail by size: which sets of options are counted, given how many people answered.

From 60 answers every option, from 30 three categories, below that one number. Sensitive items stay with larger
groups: one's own experience (2) with the whole school, a delicate item (1) with stages; results of staff with the whole
school (`surveys/privacy.yaml`). A routed item stays with the whole school as well: how many people saw it tells
something about the answers that decided it. So does a derived scale.
"""

from collections.abc import Iterable, Iterator
from typing import Literal

from monitor.definition.derived import DerivedItem, DerivedScale, derived_item
from monitor.definition.indicators import Measure, measures_of, named_options
from monitor.definition.model import Item, ItemType, Survey
from monitor.disclosure.policy import finest_level, sensitivity
from monitor.disclosure.release import EVERYONE, Policy

Kind = Literal["partition", "multiple"]
Codes = tuple[str, ...]
MOST_OPTIONS = 3
"""How many options of a multiple-choice item are counted in groups of middle size."""
DEEPEST_LEVEL = ("class", "stage", "school")
"""The finest level by sensitivity 0, 1, 2."""


def kind_of(item: Item) -> Kind | None:
    """How an item is counted; `None`: not at all (open, number, ranking)."""
    match item.type:
        case ItemType.SINGLE | ItemType.LIKERT if item.options:
            return "partition"
        case ItemType.MULTIPLE if item.options:
            return "multiple"
    return None


def counted_items(survey: Survey, scales: Iterable[DerivedScale] = ()) -> tuple[Item, ...]:
    """The items of which counts may be published, in the order of the survey, then the derived scales as items."""
    asked = tuple(item for item in survey.items if kind_of(item))
    return asked + tuple(derived_item(scale, survey) for scale in scales)


def number_hidden(item: Item) -> bool:
    """Whether the number of people with a value is not taken to be known, for it may say something of answers.

    A routed item is answered by those whose earlier answers led there; a derived scale has a value for those who did
    not say "weet ik niet" too often. Both are counted for the whole school only (decisions 7 and 29).
    """
    return bool(item.routing) or isinstance(item, DerivedItem)


def deepest_level(item: Item, survey: Survey) -> str:
    """The finest level at which an item may be shown."""
    if number_hidden(item):
        return "school"
    allowed = (DEEPEST_LEVEL[sensitivity(item, survey)], finest_level(survey.audience))
    return max(allowed, key=DEEPEST_LEVEL.index)


def joined(item: Item, codes: Iterable[str]) -> str:
    """Option codes as they stand in a fact: in the order of the item, joined by `|`."""
    wanted = set(codes)
    return "|".join(code for code in item.codes() if code in wanted)


def codes_of(options: str, item: Item) -> Codes:
    """The option codes that a fact covers; for everyone (`*`) all of them."""
    return item.codes() if options == EVERYONE else tuple(options.split("|"))


def published_sets(item: Item, n: int, policy: Policy) -> tuple[str, ...]:
    """The option sets that are published for an item in a group with `n` answers, `*` first; empty below k."""
    if n < policy.k or kind_of(item) is None:
        return ()
    wanted = _multiple_sets(item, n, policy) if kind_of(item) == "multiple" else _partition_sets(item, n, policy)
    sets = dict.fromkeys(joined(item, codes) for codes in wanted)
    # The whole of a partition is `*` already; "" is a set that the item does not have, such as refusals alone.
    whole = joined(item, item.codes()) if kind_of(item) == "partition" else ""
    return (EVERYONE, *(options for options in sets if options not in ("", whole)))


def _multiple_sets(item: Item, n: int, policy: Policy) -> Iterator[Codes]:
    named = [code for code in named_options().get(item.id, ()) if code in item.codes()]
    first = [*named, *(code for code in item.valid if code not in named)]
    if n >= policy.all_options_from:
        first = list(item.codes())
    elif n >= policy.three_options_from:
        first = (named or first)[:MOST_OPTIONS]
    else:
        first = first[:1]
    yield from ((code,) for code in first)


def _partition_sets(item: Item, n: int, policy: Policy) -> Iterator[Codes]:
    measures = measures_of(item)
    yield item.valid
    if n >= policy.all_options_from:
        yield item.substantive
        yield from ((code,) for code in item.codes())
        yield from (measure.codes for measure in measures)
    elif n >= policy.three_options_from:
        yield item.substantive
        yield from _three_categories(item, measures)
    else:
        yield from (measure.codes for measure in measures[:1])


def _three_categories(item: Item, measures: tuple[Measure, ...]) -> Iterator[Codes]:
    if item.favourable:
        other = (code for code in item.substantive if code not in item.favourable + item.unknown)
        yield from (item.favourable, tuple(other), item.unknown)
    elif item.cutoffs and measures[0].id == "regularly":
        scale = tuple(option.code for option in item.options if option.value is not None)
        below = (code for code in scale[1:] if code not in measures[0].codes)
        yield from (scale[:1], tuple(below), measures[0].codes)
    else:
        yield from (measure.codes for measure in measures[:1])
