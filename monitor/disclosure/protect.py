"""Protect: from exact counts to facts that survived the attack.

Linked items are one unit: all their counts are rounded at random, attacked, and drawn again together until every
target keeps enough values. Whether a draw is accepted depends on the draw alone, so acceptance tells nothing more;
for the same reason there is no second plan for data that are hard to protect.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from random import Random

from monitor.counting.tally import Tally, answered, chosen
from monitor.definition.derived import DerivedItem, DerivedScale
from monitor.definition.model import Item, Survey
from monitor.disclosure.attack import Finding, attack
from monitor.disclosure.detail import codes_of, counted_items, deepest_level, kind_of, number_hidden, published_sets
from monitor.disclosure.groups import Tree
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.policy import require_floor
from monitor.disclosure.release import EVERYONE, AuditResult, Fact, Node, Policy
from monitor.disclosure.rounding import SYSTEM_RANDOM, randomly_rounded, rounded_within
from monitor.disclosure.system import Wave, linked_units
from monitor.disclosure.witnesses import Attacked, attacked
from monitor.errors import PrivacyRefused
from monitor.progress import Progress
from monitor.texts import _

MOST_TRIES = 1000
"""Far more than was ever needed (20 in measurements of lopsided answers): reaching it is a fault in the program."""
LEVELS = ("school", "stage", "class")
PROOF_BASE = 5
"""To a multiple of this the number of forms that prove k people is rounded up."""
_OBVIOUS = 2
"""With so few facts (how many answered, and one count) there is nothing that `rounded_within` has not seen."""


@dataclass(frozen=True)
class Protected:
    """What may be shown of a wave: the facts, the attack they survived, the groups they are about.

    `surely`: so many forms can only be those of k different people, see `forms_that_prove`. `attacked`: linked items
    that were attacked from the facts alone already.
    """

    facts: tuple[Fact, ...]
    audit: AuditResult
    nodes: tuple[Node, ...]
    surely: int
    attacked: tuple[Attacked, ...] = ()


@dataclass(frozen=True)
class Exact:
    """True counts of the items of a unit; never leaves this module.

    `answers` by (item, node); `options` by (item, node) and option code. `people`, by (item, node), are the different
    people behind the answers, where they are fewer: a family that answered for two children is one.
    """

    answers: Mapping[tuple[str, str], int]
    options: Mapping[tuple[str, str], Mapping[str, int]]
    people: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def people_who(self, item: Item, node: str) -> int:
        """How many different people of a node answered the item."""
        return self.people.get((item.id, node), self.answers[item.id, node])

    def count(self, item: Item, node: str, options: str) -> int:
        """How many people of a node answered the item with one of these options."""
        if options == EVERYONE:
            return self.answers[item.id, node]
        return sum(self.options[item.id, node][code] for code in codes_of(options, item))


@dataclass(frozen=True)
class ProtectedUnit:
    """The facts of linked items, what the attack on them found, and how long it took in seconds.

    The attacks on draws that were refused do not count: how many there were depends on the answers, and the seconds
    are published.
    """

    facts: tuple[Fact, ...]
    finding: Finding
    seconds: float
    tries: int
    attacked: Attacked | None = None


def protect(
    tally: Tally,
    tree: Tree,
    survey: Survey,
    policy: Policy,
    *,
    progress: Progress | None = None,
    random: Random = SYSTEM_RANDOM,
    workers: int | None = None,
    scales: Sequence[DerivedScale] = (),
) -> Protected:
    """Round, attack and draw again until the facts of a wave are safe.

    Args:
        tally: exact counts; its groups are the members of the tree.
        tree: the reporting groups.
        survey: the questionnaire as asked.
        policy: the thresholds, at or above their floors.
        progress: called with how many units are done, and how many there are.
        random: what draws; only tests give another than the operating system's.
        workers: processes to spread the units over; `None` or 1: this one.
        scales: the derived scales that are counted as well, each one unit with the items it is made of.

    Raises:
        PrivacyRefused: the policy is below a floor, or no safe draw was found.
    """
    wave = Wave(survey, tree.nodes, require_floor(policy), tuple(scales), forms_that_prove(policy.k, tally))
    units = linked_units(survey, counted_items(survey, scales))
    jobs = [(unit, exact_counts(tally, tree, unit)) for unit in units]
    protected = []
    for done in _mapped(partial(_protect_job, wave=wave, random=random), jobs, workers):
        protected.append(done)
        if progress:
            progress(len(protected), len(jobs))
    facts = tuple(fact for unit in protected for fact in unit.facts)
    known = tuple(unit.attacked for unit in protected if unit.attacked)
    return Protected(facts, summary(facts, protected), tree.nodes, wave.surely, known)


def forms_that_prove(k: int, tally: Tally) -> int:
    """So many forms can only be those of k different people; where that is more than k, rounded up.

    It is published, for the attack on a scale that is hidden needs it. Not rounded it would be the size of the largest
    families together: whoever knew all of them but one could work out that one.
    """
    least = tally.people_of().forms_of(k)
    return least if least == k else -(-least // PROOF_BASE) * PROOF_BASE


def _mapped(
    work: "partial[ProtectedUnit]", jobs: Sequence[tuple[tuple[Item, ...], Exact]], workers: int | None
) -> Iterator[ProtectedUnit]:
    if (workers or 1) == 1:
        yield from map(work, jobs)
        return
    # A generator cannot travel to another process; there each uses the operating system's.
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(_protect_job, wave=work.keywords["wave"]), jobs)


def _protect_job(job: tuple[Sequence[Item], Exact], wave: Wave, random: Random = SYSTEM_RANDOM) -> ProtectedUnit:
    return protect_unit(*job, wave, random)


def exact_counts(tally: Tally, tree: Tree, unit: Sequence[Item]) -> Exact:
    """The true counts of the items of a unit in every node."""
    answers: dict[tuple[str, str], int] = {}
    people: dict[tuple[str, str], int] = {}
    options: dict[tuple[str, str], dict[str, int]] = {}
    for item in unit:
        by_group, by_option = answered(tally, item), chosen(tally, item)
        for node, members in tree.members.items():
            places = [tally.groups.index(label) for label in members]
            answers[item.id, node] = int(by_group[places].sum())
            people[item.id, node] = tally.contributors(members, item.id)
            sums = (int(count) for count in by_option[places].sum(axis=0))
            options[item.id, node] = dict(zip(item.codes(), sums, strict=True))
    return Exact(answers, options, people)


def protect_unit(unit: Sequence[Item], exact: Exact, wave: Wave, random: Random) -> ProtectedUnit:
    """Draw the facts of linked items until they survive the attack.

    A derived scale and its items are each drawn until they stand an attack on them alone, and all of them until they
    stand the attack on them together: what gives way alone gives way together as well (decision 13). That attack is
    made twice, as somebody who knows how many answered and as somebody with the files alone: `audit` is the second,
    with the two made-up data sets that are kept, and must come out as it did here.

    Raises:
        PrivacyRefused: `MOST_TRIES` draws failed.
    """
    parts = _parts(unit, wave)
    if len(parts) == 1:
        return _protect_alone(unit, exact, wave, random)
    for tried in range(1, MOST_TRIES + 1):
        facts = tuple(f for part in parts for f in _protect_alone(part, exact, wave, random).facts)
        started = time.perf_counter()
        finding = attack(system_of(unit, facts, wave, exact.answers))
        if finding.passed and (from_files := attacked(tuple(unit), facts, wave)).leaves_room:
            return ProtectedUnit(facts, finding, time.perf_counter() - started, tried, from_files)
    raise _gave_up(unit)


def _parts(unit: Sequence[Item], wave: Wave) -> tuple[tuple[Item, ...], ...]:
    """What of a unit hangs together without its derived scale, and the scale by itself."""
    asked = [item for item in unit if not isinstance(item, DerivedItem)]
    return (*linked_units(wave.survey, asked), *((item,) for item in unit if isinstance(item, DerivedItem)))


def _protect_alone(unit: Sequence[Item], exact: Exact, wave: Wave, random: Random) -> ProtectedUnit:
    for tried in range(1, MOST_TRIES + 1):
        facts = tuple(draw(unit, exact, wave, random))
        started = time.perf_counter()
        finding = attack(system_of(unit, facts, wave, exact.answers))
        if finding.passed:
            return ProtectedUnit(facts, finding, time.perf_counter() - started, tried)
    raise _gave_up(unit)


def _gave_up(unit: Sequence[Item]) -> PrivacyRefused:
    return PrivacyRefused(
        _("No safe way was found to round the counts of {items}, in {tries} tries.").format(
            items=", ".join(item.id for item in unit), tries=MOST_TRIES
        ),
        remedy=_("This is a fault in the program. Please report it; the wave stays open."),
    )


def draw(unit: Sequence[Item], exact: Exact, wave: Wave, random: Random) -> Iterator[Fact]:
    """One draw of the facts of linked items, each group's facts standing at least an attack on them alone.

    Facts that give way alone give way together with others, so such a draw would be refused in any case. Drawing one
    group again instead of all of them leaves the chances of what is accepted as they are: the groups are drawn
    independently of each other (decision 13).
    """
    for item in unit:
        for node in shown_nodes(item, exact, wave):
            for _tried in range(MOST_TRIES):
                facts = tuple(draw_in(item, node, exact, wave, random))
                if len(facts) <= _OBVIOUS or attack(system_of(unit, facts, wave, exact.answers)).passed:
                    break
            yield from facts


def draw_in(item: Item, node: Node, exact: Exact, wave: Wave, random: Random) -> Iterator[Fact]:
    """One draw of the facts of an item in one group."""
    kind = kind_of(item)
    assert kind is not None, "a unit holds counted items"
    base, answers = wave.base(item), exact.answers[item.id, node.id]
    everyone = randomly_rounded(answers, base, random)
    most = None if number_hidden(item) else answers
    for options in _sets(item, node, exact, everyone, wave):
        count = exact.count(item, node.id, options)
        value = everyone if options == EVERYONE else rounded_within(count, base, most, random)
        yield Fact(node.id, node.parent, item.id, kind, options, value, base)


def _sets(item: Item, node: Node, exact: Exact, everyone: int, wave: Wave) -> tuple[str, ...]:
    """What is published of an item in a group.

    Who answered an item put to all is taken to be known. The number that answered a routed item, or has a score, is
    not: there what is shown may depend on nothing but the rounded number, from which it must follow that at least k
    people answered.
    """
    if not number_hidden(item):
        return published_sets(item, exact.people_who(item, node.id), wave.policy)
    least = everyone - wave.base(item) + 1
    return published_sets(item, everyone, wave.policy) if least >= wave.proves_k else ()


def shown_nodes(item: Item, exact: Exact, wave: Wave) -> Iterator[Node]:
    """The nodes in which an item is shown: all parts of a group, or none (rule "all or nothing")."""
    deepest = LEVELS.index(deepest_level(item, wave.survey))
    nodes = {node.id: node for node in wave.nodes}

    def below(node: Node) -> Iterator[Node]:
        yield node
        children = [nodes[child] for child in wave.children[node.id]]
        allowed = all(LEVELS.index(child.level) <= deepest for child in children)
        if allowed and all(exact.people_who(item, child.id) >= wave.policy.k for child in children):
            for child in children:
                yield from below(child)

    if number_hidden(item) or exact.people_who(item, wave.school) >= wave.policy.k:
        yield from below(nodes[wave.school])


def summary(facts: Sequence[Fact], units: Sequence[ProtectedUnit]) -> AuditResult:
    """The attacks on all units as one result."""
    attacked = [unit.finding for unit in units if unit.finding.targets]
    return AuditResult(
        facts=len(facts),
        targets=sum(finding.targets for finding in attacked),
        min_values=min((finding.min_values for finding in attacked), default=0),
        passed=all(finding.passed for finding in attacked),
        seconds=round(sum(unit.seconds for unit in units), 3),
    )
