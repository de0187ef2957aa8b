"""The marks of two years: where a figure stood, where it stands, and what the colour of the arrow between them says."""

from collections.abc import Iterable

from monitor.definition.indicators import Direction
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.figures import LegendEntry, Step
from monitor.report.marks import Tone
from monitor.results import Change, Share
from monitor.texts import _


def step(label: str, change: Change, better: Direction | None, locale: str, note: str = "") -> Step:
    """One figure in both years; `note` stands below what became of it."""
    moved = words.upper(say.moved(change, better, locale))
    return Step(
        label,
        "\n".join(filter(None, (moved, note))),
        change.before.share if change.before else None,
        change.after.share if change.after else None,
        say.tone(change, better),
        _limits(change.before),
        _limits(change.after),
    )


def steps_legend(before: str, after: str, tones: Iterable[Tone]) -> tuple[LegendEntry, ...]:
    """Both years, their ranges, and the arrows that are there."""
    there = set(tones)
    told = {
        "good": LegendEntry(_("better, more than chance"), "arrow-for"),
        "bad": LegendEntry(_("worse, more than chance"), "arrow-against"),
        "break": LegendEntry(_("not comparable"), "parting"),
    }
    return (
        LegendEntry(before, "ring"),
        LegendEntry(after, "dot"),
        LegendEntry(_("where the figure probably lies"), "middle"),
        *(entry for tone, entry in told.items() if tone in there),
    )


def _limits(share: Share | None) -> tuple[float, float] | None:
    return None if share is None or share.low is None or share.high is None else (share.low, share.high)
