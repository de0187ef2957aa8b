"""Counts as they can be read from a release: published as such, or put together from what was published."""

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from monitor.definition.model import Item, ItemType
from monitor.disclosure.release import EVERYONE, Fact, Release
from monitor.statistics.rounding import variance


@dataclass(frozen=True)
class Count:
    """How many people gave one of these answers, the variance that rounding added, and how far off it may be."""

    value: int
    variance: float
    reach: int = 0


@dataclass(frozen=True)
class Published:
    """The facts of one release, looked up by group, item and option set."""

    release: Release

    @cached_property
    def _facts(self) -> dict[tuple[str, str], dict[frozenset[str], Fact]]:
        found: dict[tuple[str, str], dict[frozenset[str], Fact]] = defaultdict(dict)
        for fact in self.release.facts:
            found[fact.node, fact.item][frozenset(fact.options.split("|"))] = fact
        return dict(found)

    def everyone(self, node: str, item: Item) -> Count | None:
        """Everyone in the group who answered the item, refusals included."""
        return self._sum(node, item, (frozenset((EVERYONE,)),))

    def count(self, node: str, item: Item, codes: tuple[str, ...]) -> Count | None:
        """How many in the group gave one of these answers; None when the published counts do not tell (`telling`)."""
        return self._sum(node, item, telling(frozenset(self._facts.get((node, item.id), ())), item, codes))

    def base(self, node: str, item: Item, base: str) -> Count | None:
        """The denominator: base A with "weet ik niet" in it, base B without, and never larger.

        Of a question with several answers both are everyone who answered it.
        """
        if item.type is ItemType.MULTIPLE:
            return self.everyone(node, item)
        valid = self.count(node, item, item.valid)
        if base == "A" or valid is None:
            return valid
        substantive = self.count(node, item, item.substantive)
        # each was rounded on its own: 33 with an opinion among 30 are 30 of 30
        return substantive and replace(substantive, value=min(substantive.value, valid.value))

    def rounding(self, node: str, item: Item) -> int:
        """The base to which the counts of an item in a group were rounded; 1 when there are none."""
        return max((fact.base for fact in self._facts.get((node, item.id), {}).values()), default=1)

    def finest(self, node: str, item: Item) -> tuple[tuple[str, ...], ...]:
        """The smallest published option sets that exclude each other, in the order of the item."""
        order = {code: place for place, code in enumerate(item.codes())}
        sets = [found for found in self._facts.get((node, item.id), ()) if EVERYONE not in found]
        ordered = [tuple(sorted(found, key=lambda code: order[code])) for found in sets]
        chosen: list[tuple[str, ...]] = []
        for codes in sorted(ordered, key=lambda codes: (len(codes), order[codes[0]])):
            if not any(set(codes) & set(other) for other in chosen):
                chosen.append(codes)
        return tuple(sorted(chosen, key=lambda codes: order[codes[0]]))

    def _sum(self, node: str, item: Item, sets: tuple[frozenset[str], ...] | None) -> Count | None:
        here = self._facts.get((node, item.id), {})
        if sets is None or any(one not in here for one in sets):
            return None
        facts = [here[one] for one in sets]
        return Count(
            sum(fact.value for fact in facts),
            sum(variance(fact.base) for fact in facts),
            sum(fact.base - 1 for fact in facts),
        )


def telling(
    published: frozenset[frozenset[str]], item: Item, codes: tuple[str, ...]
) -> tuple[frozenset[str], ...] | None:
    """Which published sets tell together how many gave one of these answers; None: none do.

    The set with exactly these options, else the fewest that exclude each other and make them up: each brings its own
    rounding along.
    """
    wanted = frozenset(codes)
    if wanted in published:
        return (wanted,)
    if item.type is ItemType.MULTIPLE:
        return None
    if wanted == frozenset(item.codes()):
        return (frozenset((EVERYONE,)),)
    return fewest(published, wanted)


@lru_cache(maxsize=4096)
def fewest(published: frozenset[frozenset[str]], wanted: frozenset[str]) -> tuple[frozenset[str], ...] | None:
    """The fewest published sets that exclude each other and make up the wanted one; None: none do."""
    if not wanted:
        return ()
    first = min(wanted)
    best: tuple[frozenset[str], ...] | None = None
    for one in sorted((s for s in published if first in s and s <= wanted), key=lambda s: (-len(s), sorted(s))):
        rest = fewest(published, wanted - one)
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = (one, *rest)
    return best
