"""Why a wave has no share of a question at all."""

from monitor.statistics.estimate import Estimates
from monitor.statistics.reasons import Reason, because


def missing(estimates: Estimates, item: str, node: str) -> Reason:
    """What the wave lacks: the question, the group, or a measure of that name."""
    year = estimates.manifest.year
    if item not in estimates.items:
        return because("no-item", year=year)
    return because("no-group" if node not in estimates.nodes else "no-measure", year=year)
