"""The facts of a release by group and question, and the shares that they make; read anew, not by the program."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from monitor.definition.derived import derived_item
from monitor.definition.indicators import measures_of
from monitor.definition.model import Item, ItemType
from monitor.disclosure.release import Release
from tests.support.shown import arithmetic

LEAST = 10
"""Fewer answers are never shown, whatever the policy of the school."""
LEAST_TO_COMPARE = 30
Parts = dict[tuple[str, str], list[arithmetic.Part]]
"""Shares by measure and base; more than one where a sum may be made in several ways."""


@dataclass(frozen=True)
class Wave:
    """The facts of a release by group and question."""

    release: Release
    worked_out: dict[tuple[str, str], Parts] = field(default_factory=dict)

    @cached_property
    def facts(self) -> dict[tuple[str, str], dict[frozenset[str], tuple[int, int]]]:
        found: dict[tuple[str, str], dict[frozenset[str], tuple[int, int]]] = {}
        for fact in self.release.facts:
            found.setdefault((fact.node, fact.item), {})[frozenset(fact.options.split("|"))] = fact.value, fact.base
        return found

    @cached_property
    def items(self) -> dict[str, Item]:
        """The questions that were asked, and the scales that were made of them."""
        manifest = self.release.manifest
        made = (derived_item(scale, manifest.survey) for scale in manifest.scales)
        return {item.id: item for item in (*manifest.survey.items, *made)}

    def counts(self, node: str, item: Item, codes: Iterable[str]) -> list[tuple[int, float]]:
        """What the facts say of so many options together, each with its noise; some may be summed in two ways."""
        here, wanted = self.facts.get((node, item.id), {}), frozenset(codes)
        if item.type is ItemType.MULTIPLE:
            return [(value, arithmetic.noise_of(base)) for value, base in filter(None, [here.get(wanted)])]
        if wanted == frozenset(item.codes()):
            wanted = frozenset("*")
        return arithmetic.summed(here, wanted)

    def base(self, node: str, item: str) -> int:
        """To what the counts of a question in a group were rounded."""
        return max((base for _value, base in self.facts.get((node, item), {}).values()), default=1)

    def parts(self, node: str, item: Item) -> Parts:
        """Every share of a question in a group, by measure and base."""
        if (node, item.id) not in self.worked_out:
            self.worked_out[node, item.id] = {
                (measure.id, base): list(self._shares(node, item, measure.codes, base))
                for measure in measures_of(item)
                for base in measure.bases
            }
        return self.worked_out[node, item.id]

    def _shares(self, node: str, item: Item, codes: Iterable[str], base: str) -> Iterator[arithmetic.Part]:
        for whole in self.answers(node, item, base):
            if whole[0] >= max(LEAST, self.release.manifest.policy.k):
                yield from (arithmetic.part(count, whole) for count in self.counts(node, item, codes))

    def answers(self, node: str, item: Item, base: str = "A") -> list[tuple[int, float]]:
        """The number of answers that a share is of: with those who do not know (A), or without (B)."""
        if item.type is ItemType.MULTIPLE:
            return self.counts(node, item, "*")
        valid = self.counts(node, item, item.valid)
        if base == "A":
            return valid
        known = self.counts(node, item, item.substantive)
        return [(min(one[0], most[0]), one[1]) for one in known for most in valid]
