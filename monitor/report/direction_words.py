"""What a change means: whether it goes the right way.

Direction is data: it comes from the measure or the indicator. A rise of bullying is worse, a rise of awareness better.
"""

from monitor.definition.indicators import Direction
from monitor.report.words import change_sentence
from monitor.results import Change, Verdict
from monitor.texts import _


def judged_sentence(change: Change, better: Direction | None, locale: str = "nl-BE") -> str:
    """A change in sentences, and which way it goes.

    Args:
        change: what became of a share.
        better: what an improvement of its measure is, as the measure or the indicator says; None: neither way.
        locale: region, for numbers.
    """
    return " ".join(filter(None, (change_sentence(change, locale), way(change, better))))


def way(change: Change, better: Direction | None) -> str:
    """Whether a change beyond chance goes the right way; empty where nothing is sure, or neither way is better."""
    if better is None or not change.beyond_chance:
        return ""
    if (change.verdict is Verdict.RISE) == (better == "up"):
        return _("It is going the right way.")
    return _("It is going the wrong way.")
