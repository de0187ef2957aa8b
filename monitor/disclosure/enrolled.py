"""How many could answer in each shown group: the sum of its classes, where all of them are known."""

from collections.abc import Mapping, Sequence

from monitor.disclosure.groups import Tree


def enrolled_by_node(tree: Tree, classes: Mapping[str, int], stages: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """How many could answer per node below the school, for nodes whose every class is in the declared enrolment.

    A stage counts the classes too of which nobody answered. Whoever gave no class is in no class: a node that holds
    such forms has no number.
    """
    found = {}
    for node in tree.nodes[1:]:
        labels = set(tree.members[node.id])
        if node.level == "stage":
            labels |= {label for stage in stages.values() if labels & set(stage) for label in stage}
        if labels <= classes.keys():
            found[node.id] = sum(classes[label] for label in labels)
    return found
