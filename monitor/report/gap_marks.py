"""The marks of groups side by side: the same group has the same mark and colour on a screen and on paper."""

from collections.abc import Iterable, Iterator
from typing import Final

from monitor.report import words
from monitor.report.figures import LegendEntry
from monitor.report.gap_words import group_words, side_words
from monitor.report.side_figures import Mark, Tie
from monitor.statistics.gap import GapVerdict, Side

TIES: Final[dict[GapVerdict, Tie]] = {
    GapVerdict.GAP: "gap", GapVerdict.SMALL: "still", GapVerdict.UNDECIDED: "still",
}  # fmt: skip
"""How two marks are held together, by what may be said of them; what is not compared has no tie."""
_GROUPS: Final = {"personeel": "staff", "ouders": "parents", "leerlingen": "pupils"}


def group_role(side: Side) -> str:
    """The role of a group in a chart; older pupils have a mark of their own."""
    return "older-pupils" if side.survey == "leerlingen-12-18" else _GROUPS.get(side.audience, "others")


def group_marks(sides: Iterable[Side], locale: str) -> Iterator[Mark]:
    """A mark per group that has a share; few answers give no percentage."""
    for side in sides:
        if side.share is not None and side.share.share is not None:
            text = "" if side.share.few else words.percent(side.share.share, locale)
            yield Mark(group_role(side), side.share.share, text)


def group_legend(sides: Iterable[Side]) -> tuple[LegendEntry, ...]:
    """The mark of each group with its name."""
    return tuple(LegendEntry(group_words(side), group_role(side)) for side in sides)


def without_percentage(sides: Iterable[Side], locale: str) -> list[str]:
    """What is told of the groups whose mark has no percentage: few answered, or it is not shown."""
    return [side_words(side, locale) for side in sides if side.share is None or not side.share.shown or side.share.few]
