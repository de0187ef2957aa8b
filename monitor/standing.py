"""How a wave stands beside the one before it, told by releases and questionnaires alone: what changed between them."""

from collections.abc import Iterable
from urllib.parse import unquote

from monitor.definition.differences import Observed, Standing, TrendBreak, breaks_between, together
from monitor.disclosure.groups import NO_GROUP_ID
from monitor.disclosure.release import Manifest, Node


def register(before: Standing | None, now: Standing, observed: Observed) -> tuple[TrendBreak, ...]:
    """What is written down of a wave: what was `observed` in its files, and what changed since the wave before."""
    return (*observed, *(breaks_between(before, now) if before is not None else ()))


def as_released(manifest: Manifest) -> Standing:
    """A wave as its release shows it, for whoever has no catalogue of the school."""
    observed, total = together((manifest.breaks,)), manifest.enrolment.get("total")
    shown = classes_shown(manifest.nodes)
    return Standing(manifest.survey, manifest.year, manifest.locale, observed, total, shown)


def classes_shown(nodes: Iterable[Node]) -> frozenset[str]:
    """The labels of the classes that were shown, those shown together one by one."""
    parts = (node.id.rpartition("/")[2].split("+") for node in nodes if node.level == "class" and "+" not in node.label)
    return frozenset(unquote(name) for names in parts for name in names) - {NO_GROUP_ID}
