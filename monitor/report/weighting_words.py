"""How a weighted figure is said beside the headline: what it is, whether it differs, and what it cannot mend."""

from monitor.report.numerals import limit, percent
from monitor.report.words import change_sentence, hidden_words
from monitor.statistics.nonresponse import Weighted
from monitor.statistics.weighted_change import HeadlineChange
from monitor.texts import _


def weighted_sentence(found: Weighted, locale: str = "nl-BE") -> str:
    """The weighted figure in a sentence; where there is none, why."""
    if found.share is None or found.low is None or found.high is None:
        return _("There is no weighted figure. {why}").format(why=hidden_words(found.reason))
    told = _("If every group had answered as much as the others, it would be about {share}: {low} to {high}.").format(
        share=percent(found.share, locale), low=limit(found.low, locale), high=limit(found.high, locale)
    )
    parts = [told, _beside(found)]
    if found.trimmed:
        parts.append(_("Some groups answered so little that they are weighed in part only."))
    return " ".join(parts)


def _beside(found: Weighted) -> str:
    """What weighting does to the figure; that the groups think otherwise only where chance does not do as much."""
    if not found.flag:
        return _("That is about the same as the figure without weighting.")
    if found.beyond_chance:
        return _(
            "That differs by more than 2 points from the figure without weighting: groups that answered less think "
            "otherwise."
        )
    return _("That differs by more than 2 points from the figure without weighting, but chance alone may do that.")


def weighting_cannot() -> str:
    """What no weighting mends, to stand below every weighted figure."""
    return _(
        "Weighting only helps against groups that answered less. Whether people with another opinion stay silent more "
        "often, it cannot say. We do not keep when an answer came in, so early and late answers cannot be compared."
    )


def headline_change_sentence(found: HeadlineChange, locale: str = "nl-BE") -> str:
    """The change of the weighted headline; empty where it is not the headline and was never declared so."""
    if found.reason:
        return hidden_words(found.reason)
    if not found.weighted:
        return ""
    return _("Weighted by group: {change}").format(change=change_sentence(found.change, locale))
