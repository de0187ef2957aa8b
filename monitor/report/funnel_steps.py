"""The three steps of an awareness funnel as a reader meets them: what each counts, of whom, and its share."""

from monitor.report import sentences as say
from monitor.results import Results, Share
from monitor.statistics.funnel import FAVOURABLE, Funnel
from monitor.texts import _


def funnel_steps(results: Results, funnel: Funnel) -> list[tuple[str, str, Share]]:
    """Label, base and share of each step: both bases, the first two steps over the same people."""
    survey, year, item_id = funnel.survey, funnel.year, funnel.indicator.item
    item = next(each for each in results.items(survey, year) if each.id == item_id)
    measure = next(each for each in results.measures(survey, year, item_id) if each.id == FAVOURABLE)
    answered = say.counted(results, survey, year, item, measure)
    everybody, knowing = _("of everybody who answered"), _("of those who know")
    return [
        (_("Knows enough to judge"), everybody, funnel.knows),
        (_("Answered {answers}").format(answers=answered), everybody, funnel.of_all),
        (_("Answered {answers}, of those who know").format(answers=answered), knowing, funnel.satisfied),
    ]
