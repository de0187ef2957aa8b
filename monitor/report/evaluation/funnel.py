"""Who knows enough to judge, and how those judge: the awareness funnels of the year."""

from collections.abc import Sequence

from monitor.definition.model import as_read
from monitor.report import colours, words
from monitor.report import sentences as say
from monitor.report.answer_bars import Role
from monitor.report.evaluation.document import Block, Diagram, Native, Points, Section, Text
from monitor.report.evaluation.school_year import SchoolYear, shares_series
from monitor.report.figures import LegendEntry
from monitor.report.funnel_steps import funnel_steps
from monitor.report.funnel_words import funnel_base, funnel_change_sentences, funnel_title, step_words
from monitor.report.side_figures import Bar, bars
from monitor.report.tables import of_shares
from monitor.results import Share
from monitor.statistics.funnel import Funnel, funnel_change
from monitor.texts import _

NAME = "weten-en-tevreden"
PER_SURVEY = 2
"""Subjects of a survey that have a chart: the first in the order of the indicators; the dashboard has them all."""


def section(view: SchoolYear) -> Section | None:
    """A chart per funnel and what became of its steps; None where nobody could, or did, say not to know."""
    blocks: list[Block] = []
    for survey in view.surveys():
        for funnel in _telling(view.results.funnels(survey.id, view.year))[:PER_SURVEY]:
            blocks.append(diagram(view, funnel, survey.audience))
            blocks += _changed(view, funnel, view.earlier(survey))
    if not blocks:
        return None
    lead = _(
        "Whoever does not know enough of something cannot judge it. So first who knows enough to judge, then how "
        "those judge."
    )
    return Section(NAME, _("Who knows enough to judge, and are they satisfied?"), (Text(lead), *blocks))


def _telling(funnels: Sequence[Funnel]) -> list[Funnel]:
    """Those whose first step is not everybody; a hidden one stays, for its chart says why it is hidden."""
    return [one for one in funnels if one.knows.share != 1]


def diagram(view: SchoolYear, funnel: Funnel, audience: str) -> Diagram:
    """The three steps of a funnel: the first two of everybody who answered, the last of those who know."""
    title = as_read(funnel.indicator.title, view.locale)
    caption = f"{view.called(funnel.survey)}, {say.lowered(title)}, {funnel.year}"
    told = funnel_steps(view.results, funnel)
    roles: tuple[Role, ...] = ("for", "for", "strong-for")
    steps = [(label, share, role) for (label, _base, share), role in zip(told, roles, strict=True)]
    return Diagram(
        name=f"stappen-{funnel.survey}-{funnel.indicator.item}",
        title=funnel_title(funnel, audience, view.locale),
        sentence=funnel_base(funnel, audience, view.locale),
        figure=bars([_bar(label, share, role, view.locale) for label, share, role in steps]),
        table=of_shares(caption, _("Step"), [(label, share) for label, share, _role in steps]),
        native=Native(
            "bars",
            tuple(label for label, _base, _share in told),
            (shares_series(title, (one for _label, _base, one in told), colours.STRONG_FOR),),
        ),
        legend=(
            LegendEntry(_("of everybody who answered"), "for"),
            LegendEntry(_("of those who know"), "strong-for"),
            LegendEntry(_("where the figure probably lies"), "range"),
        ),
    )


def _bar(label: str, share: Share, role: Role, locale: str) -> Bar:
    if share.share is None or share.low is None or share.high is None:
        return Bar(label, step_words(share, locale), None)
    text = "" if share.few else words.percent(share.share, locale)
    return Bar(label, step_words(share, locale), share.share, role, share.low, share.high, text)


def _changed(view: SchoolYear, funnel: Funnel, earlier: str | None) -> list[Block]:
    """What became of the steps that clearly changed; where none did, that once."""
    if earlier is None:
        return []
    change = funnel_change(view.results.changes(funnel.survey, earlier, view.year), funnel.indicator.item)
    sentences = funnel_change_sentences(change, view.locale)
    told = [one for one, step in zip(sentences, change.steps, strict=True) if step.beyond_chance]
    if told:
        return [Points(tuple(told))]
    if any(step.comparable for step in change.steps):
        return [Points((_("Since {year} no step changed by more than chance does.").format(year=earlier),))]
    return [Points(tuple(dict.fromkeys(sentences)))]
