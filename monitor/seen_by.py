"""What a role sees of the results: the same facts, fewer of them.

The groups that a role may not see are taken out of the releases in memory, before a menu, a page, a callback or a
download reads them: what is not there cannot be asked for, by whatever is forged.
"""

from dataclasses import replace

from monitor.disclosure.release import Manifest, Node, Release
from monitor.goals import GoalStatus
from monitor.results import SCHOOL, Results
from monitor.roles import Rights, Role, Viewer, rights_in


def seen_by_viewer(results: Results, viewer: Viewer) -> Results:
    """The results as this account may see them: in a network those of its own school alone, or of the one it chose.

    Whoever hands over the results of another school, or of the network as a whole, hands over nothing.
    """
    network = results.network
    if viewer.in_network is not (network is not None):
        return Results.of([])
    if network is not None and (network.school != viewer.school or not (viewer.school or viewer.rights.every_school)):
        return Results.of([])
    return seen_by(results, viewer.role)


def seen_by(results: Results, role: Role) -> Results:
    """The results as this role may see them: nothing at all, groups down to a level, or everything."""
    rights = rights_in(network=results.network is not None)[role]
    if not rights.numbers:
        return Results.of([])
    narrowed = tuple(_narrowed(release, rights) for release in results.releases)
    if all(new is old for new, old in zip(narrowed, results.releases, strict=True)) and rights.comments:
        return results
    seen = replace(
        Results.of(narrowed),
        problems=results.problems,
        own_benchmarks=results.own_benchmarks,
        written=results.written,
        network=results.network,
    )
    judged = tuple(one for one in results.goal_statuses if _sees(one, seen))
    seen = replace(seen, judged=judged, goals=tuple(one.declared for one in judged))
    return replace(seen, open_answers=results.open_answers if rights.comments else ())


def _sees(status: GoalStatus, seen: Results) -> bool:
    """Whether a goal is about a group that is seen, and is more than a draft."""
    goal = status.goal
    known = goal.start in seen.years(goal.survey) and {node.id for node in seen.nodes(goal.survey, goal.start)}
    return status.declared.frozen is not None and bool(known) and goal.node in (known or ())


def _narrowed(release: Release, rights: Rights) -> Release:
    """The release without the groups below the levels of a role; itself where there are none."""
    nodes = tuple(node for node in release.manifest.nodes if node.level in rights.levels)
    if len(nodes) == len(release.manifest.nodes):
        return release
    kept = {node.id for node in nodes}
    facts = tuple(fact for fact in release.facts if fact.node in kept)
    return Release(_told(release.manifest, nodes), facts, narrowed=True)


def _told(manifest: Manifest, nodes: tuple[Node, ...]) -> Manifest:
    """The manifest of fewer groups: neither the sizes nor the names of the others stand in it."""
    kept = {node.id for node in nodes}
    labels = {node.label for node in nodes if node.id != SCHOOL}
    return manifest.model_copy(
        update={
            "nodes": nodes,
            "enrolled": {node: people for node, people in manifest.enrolled.items() if node in kept},
            "enrolment": {of: n for of, n in manifest.enrolment.items() if of == "total" or of in labels},
            "breaks": tuple(one for one in manifest.breaks if one.kind != "classes"),
            "audit": manifest.audit.model_copy(update={"units": ()}),
        }
    )
