"""A goal in words: reached, not reached, or not to be told yet and which way it leans."""

from monitor.definition.indicators import Direction
from monitor.report.numerals import percent
from monitor.results import Reason
from monitor.statistics.sureness import Reached, leans, reached
from monitor.texts import _


def goal_sentence(goal: float, sureness: float | Reason, better: Direction = "up", locale: str = "nl-BE") -> str:
    """Whether a goal was reached, as sure as the answers allow.

    Args:
        goal: the share that was aimed at, 0 to 1.
        sureness: how sure it is that it was reached, 0 to 1; or why nothing can be said.
        better: `up` for a goal of at least so much, `down` for one of at most so much.
        locale: region, for numbers.
    """
    aimed = percent(goal, locale)
    led = _("Goal: at least {goal}.") if better == "up" else _("Goal: at most {goal}.")
    said = led.format(goal=aimed)
    if isinstance(sureness, Reason):
        return f"{said} {_('Whether it was reached cannot be told.')} {sureness.text}"
    sure = min(94, max(6, round(100 * sureness)))  # 95 and 5 would be a verdict
    match reached(sureness), leans(sureness):
        case Reached.YES, _way:
            return f"{said} {_('Reached, and that is almost certain.')}"
        case Reached.NO, _way:
            return f"{said} {_('Not reached, and that is almost certain.')}"
        case _, True:
            told = _("Whether it was reached cannot be told yet: rather yes than no (sureness {sure} of 100).")
        case _, False:
            told = _("Whether it was reached cannot be told yet: rather no than yes (sureness {sure} of 100).")
        case _:
            told = _("Whether it was reached cannot be told yet: it may as well be as not.")
    return f"{said} {told.format(sure=sure)}"
