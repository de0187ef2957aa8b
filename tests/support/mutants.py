"""Made-up schools for releases with a leak: true counts, the groups that hold them, and what is known of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from random import Random

from monitor.definition.model import Item
from monitor.disclosure.attack import attack
from monitor.disclosure.detail import published_sets
from monitor.disclosure.groups import Tree, reporting_tree
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.protect import Exact, protect_unit
from monitor.disclosure.release import EVERYONE, AuditResult, Fact, Manifest, Node, Policy, Release
from monitor.disclosure.release_file import facts_sha256
from monitor.disclosure.system import Wave
from tests.disclosure.test_release_file import a_release
from tests.support.protection import POLICY, SCALE, item, satisfaction, survey
from tests.support.second_opinion import Opinion, meant_by

ASKED = survey(
    satisfaction(),
    item("contact", ("ja", "nee")),
    item("samen", ("goed", "slecht", "weet_niet"), favourable=("goed",), shown_if={"contact": ("ja",)}),
)
SATISFIED, CONTACT, ROUTED = ASKED.items
STAGES = {"graad 1": ("1A", "1B"), "graad 2": ("2A", "2B")}
Counts = Mapping[str, Mapping[str, int]]
"""By class, how many people chose each option."""


def drawn(classes: Mapping[str, int], random: Random) -> Counts:
    """Answers to the question about satisfaction of so many people per class."""
    weights = [random.random() + 0.05 for _ in SATISFIED.options]
    codes = SATISFIED.codes()
    chosen = {name: random.choices(codes, weights, k=n) for name, n in classes.items()}
    return {name: {code: given.count(code) for code in codes} for name, given in chosen.items()}


@dataclass(frozen=True)
class School:
    """One school: forms per class, true counts per class, and the policy that its groups are made with."""

    forms: Mapping[str, int]
    counts: Counts
    policy: Policy = POLICY
    asked: Item = SATISFIED

    @cached_property
    def tree(self) -> Tree:
        stages = {stage: labels for stage, labels in STAGES.items() if set(labels) <= set(self.forms)}
        return reporting_tree(self.forms, stages, self.policy.k)

    @property
    def wave(self) -> Wave:
        return Wave(ASKED, self.tree.nodes, self.policy)

    @cached_property
    def exact(self) -> Exact:
        options = {
            (self.asked.id, node): {code: sum(self.counts[name][code] for name in names) for code in self.asked.codes()}
            for node, names in self.tree.members.items()
        }
        return Exact({place: sum(counts.values()) for place, counts in options.items()}, options)

    def protected(self, random: Random) -> tuple[Fact, ...]:
        return protect_unit([self.asked], self.exact, self.wave, random).facts

    def told(self, nodes: Iterable[Node], random: Random, policy: Policy = POLICY) -> Iterator[Fact]:
        """Counts of these groups, rounded at random and never attacked: a program without the attack."""
        for node in nodes:
            for options in published_sets(self.asked, self.exact.answers[self.asked.id, node.id], policy):
                count = self.exact.count(self.asked, node.id, options)
                value = count - count % 3 + (3 if random.randrange(3) < count % 3 else 0)
                yield Fact(node.id, node.parent, self.asked.id, "partition", options, value, 3)

    def unrounded(self, fact: Fact) -> Fact:
        return replace(fact, value=self.exact.count(self.asked, fact.node, fact.options), base=1)

    def gives_way(self, facts: Sequence[Fact]) -> bool:
        """Whether the attack of somebody who knows how many answered finds too few values."""
        return not attack(system_of([self.asked], facts, self.wave, self.exact.answers)).passed

    def release(self, facts: Sequence[Fact], policy: Policy | None = None) -> Release:
        manifest = a_release().manifest.model_dump() | {
            "survey": ASKED,
            "survey_hash": ASKED.hash,
            "nodes": self.tree.nodes,
            "policy": policy or self.policy,
            "facts_sha256": facts_sha256(facts),
            "audit": AuditResult(facts=len(facts), targets=0, min_values=0, passed=True, seconds=0.0),
        }
        return Release(Manifest(**manifest), tuple(facts))

    def opinion(self, facts: Sequence[Fact], *, answers_known: bool = True) -> Opinion:
        """What SciPy is told: the numbers of answers per class, or at most the forms, and the facts."""
        found = Opinion()
        for name, forms in self.forms.items():
            keys = [(name, code) for code in self.asked.codes()]
            for key in keys:
                found.unknown(key, forms)
            answers = sum(self.counts[name].values())
            found.knows(keys, *((answers, answers) if answers_known else (0, forms)))
        for fact in facts:
            found.knows(self.counted(fact.node, fact.options), *meant_by(fact.value, fact.base))
        return found

    def counted(self, node: str, options: str) -> list[tuple[str, str]]:
        """The unknowns that a count is the sum of."""
        codes = self.asked.codes() if options == EVERYONE else options.split("|")
        return [(name, code) for name in self.tree.members[node] for code in codes]

    def targets(self, facts: Sequence[Fact]) -> Iterator[tuple[list[tuple[str, str]], int]]:
        """Every published count, those most exact first, and every published set of options in the finest groups."""
        for fact in sorted(facts, key=lambda fact: fact.base):
            if fact.options != EVERYONE:
                yield self.counted(fact.node, fact.options), 3
        for options in sorted({fact.options for fact in facts} - {EVERYONE}):
            for node in self.tree.leaves:
                yield self.counted(node, options), 3


def usual(seed: int) -> School:
    """A school of two stages of two classes; everybody answers."""
    random = Random(seed)
    forms = {name: random.randint(12, 26) for names in STAGES.values() for name in names}
    return School(forms, drawn(forms, random))


def with_a_small_class(seed: int) -> School:
    """A school with a class of so few that it has no group of its own, from groups of one on."""
    random = Random(seed)
    forms = {"1A": random.randint(2, 9), "1B": 20, "2A": random.randint(12, 26), "2B": random.randint(12, 26)}
    return School(forms, drawn(forms, random), POLICY.model_copy(update={"k": 1}))


def with_few_answers(seed: int) -> School:
    """A school where nearly nobody in one class answered."""
    random = Random(seed)
    forms = {name: random.randint(12, 26) for names in STAGES.values() for name in names}
    return School(forms, drawn({**forms, "1A": random.randint(1, 9)}, random))


def with_one_more(school: School, seed: int) -> School:
    """The same school after one more respondent, who says the first thing on the scale."""
    name = Random(seed).choice(sorted(school.forms))
    more = {code: n + (code == SCALE[seed % 5]) for code, n in school.counts[name].items()}
    return School({**school.forms, name: school.forms[name] + 1}, {**school.counts, name: more})
