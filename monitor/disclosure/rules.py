"""The rules of a release that can be read off its files: policy, groups, rounding, "all or nothing"."""

from collections import Counter
from collections.abc import Iterator

from monitor.definition.model import Item
from monitor.definition.scales import fits
from monitor.disclosure.detail import codes_of, counted_items, deepest_level, joined, kind_of, number_hidden
from monitor.disclosure.policy import FLOOR_BASE, FLOOR_BASE_SENSITIVE, FLOOR_K
from monitor.disclosure.release import EVERYONE, Fact, Manifest, Node, Policy, Release
from monitor.disclosure.reliability import reliability_problems
from monitor.disclosure.rounding import possible_counts
from monitor.disclosure.system import Wave
from monitor.texts import _

LEVELS = ("school", "stage", "class")


def problems_of(release: Release) -> Iterator[str]:
    """Every rule that a release breaks, as far as can be read off without an attack."""
    manifest = release.manifest
    yield from _policy_problems(manifest.policy)
    tree = list(_tree_problems(manifest))
    yield from tree
    if tree:
        return
    nodes = {node.id: node for node in manifest.nodes}
    odd = [scale.id for scale in manifest.scales if not fits(scale, manifest.survey)]
    yield from (_("The scale {scale} cannot be made of this questionnaire.").format(scale=name) for name in odd)
    if odd:
        return
    yield from reliability_problems(manifest, release.facts)
    items = {item.id: item for item in counted_items(manifest.survey, manifest.scales)}
    wave = Wave(manifest.survey, manifest.nodes, manifest.policy, manifest.scales, manifest.surely)
    faults = [_fact_problem(fact, nodes, items, wave) for fact in release.facts]
    yield from dict.fromkeys(fault for fault in faults if fault)
    if any(faults):
        return
    places = Counter((fact.node, fact.item, fact.options) for fact in release.facts)
    for (place, name, options), times in places.items():
        if times > 1:
            yield _("The count of {item} {options} in {node} is published more than once.").format(
                item=name, options=options, node=place
            )
    for item in items.values():
        yield from _split_problems(item, release, wave.proves_k)


def _policy_problems(policy: Policy) -> Iterator[str]:
    if policy.k < FLOOR_K:
        yield _("Groups of {k} may be shown; the least allowed is {floor}.").format(k=policy.k, floor=FLOOR_K)
    for base, floor in ((policy.base, FLOOR_BASE), (policy.base_sensitive, FLOOR_BASE_SENSITIVE)):
        if base < floor:
            yield _("Counts are rounded finer than to a multiple of {floor}.").format(floor=floor)


def _tree_problems(manifest: Manifest) -> Iterator[str]:
    nodes = {node.id: node for node in manifest.nodes}
    roots = [node for node in manifest.nodes if not node.parent]
    before = {node.id: {one.id for one in manifest.nodes[:place]} for place, node in enumerate(manifest.nodes)}
    parts_first = any(node.parent in nodes and node.parent not in before[node.id] for node in manifest.nodes)
    if len(roots) != 1 or len(nodes) < len(manifest.nodes) or manifest.nodes[0] is not roots[0] or parts_first:
        yield _("The groups do not form one school.")
    for node in manifest.nodes:
        if node.forms < manifest.policy.k:
            yield _("The group {node} has fewer than {k} forms.").format(node=node.id, k=manifest.policy.k)
        if node.parent and node.parent not in nodes:
            yield _("The group {node} belongs to no group that is shown.").format(node=node.id)
        children = [child for child in manifest.nodes if child.parent == node.id]
        if children and sum(child.forms for child in children) != node.forms:
            yield _("The parts of {node} do not add up to it.").format(node=node.id)


def _fact_problem(fact: Fact, nodes: dict[str, Node], items: dict[str, Item], wave: Wave) -> str | None:
    """What is wrong with one fact on its own."""
    item = items.get(fact.item)
    node = nodes.get(fact.node)
    if node is None or item is None or node.parent != fact.parent or kind_of(item) != fact.kind:
        return _("There is a count of {item} in {node}, which is not in the manifest.").format(
            item=fact.item, node=fact.node
        )
    if LEVELS.index(node.level) > LEVELS.index(deepest_level(item, wave.survey)):
        return _("{item} may not be shown for so small a group as {node}.").format(item=item.id, node=node.id)
    if fact.options not in (EVERYONE, joined(item, codes_of(fact.options, item))):  # each set is written in one way
        return _("A count of {item} is about options that it does not have.").format(item=item.id)
    if fact.base != wave.base(item):
        return _("A count of {item} is not rounded as the policy says.").format(item=item.id)
    if fact.value < 0 or fact.value % fact.base:
        return _("A count of {item} in {node} is not rounded.").format(item=item.id, node=node.id)
    if fact.value > node.forms + fact.base - 1:
        return _("A count of {item} in {node} is more than the forms that came in.").format(item=item.id, node=node.id)
    return None


def _split_problems(item: Item, release: Release, proof: int) -> Iterator[str]:
    """Rule "all or nothing", and k: as far as the rounded number of answers can tell.

    `proof`: so many answers can only be those of k people.
    """
    nodes = {node.id: node for node in release.manifest.nodes}
    shown = {fact.node for fact in release.facts if fact.item == item.id}
    everyone = {
        fact.node: fact
        for fact in release.facts
        if fact.item == item.id and fact.options == EVERYONE and fact.node in shown
    }
    for node in sorted(shown):
        fact = everyone.get(node)
        if fact is None:
            yield _("How many people answered {item} in {node} is missing.").format(item=item.id, node=node)
            continue
        low, high = possible_counts(fact.value, fact.base)
        if low < proof if number_hidden(item) else high < release.manifest.policy.k:
            yield _("{item} is shown in {node} for too few answers.").format(item=item.id, node=node)
        parent = nodes[node].parent
        siblings = {other.id for other in nodes.values() if other.parent == parent}
        if parent and not (siblings | {parent}) <= shown:
            yield _("{item} is shown in {node}, but not in the groups beside or above it.").format(
                item=item.id, node=node
            )
