"""What parents, pupils and staff say: the indicators of each survey, one section per survey."""

from collections.abc import Sequence

from monitor.definition.model import as_read
from monitor.definition.workgroup import Workgroup
from monitor.report import colours, words
from monitor.report import sentences as say
from monitor.report.evaluation.document import (
    Block,
    Diagram,
    KeyFigure,
    KeyFigures,
    Native,
    Points,
    Section,
    Series,
    Text,
)
from monitor.report.evaluation.school_year import Asked, SchoolYear, whole_percent
from monitor.report.figures import Dot, LegendEntry, dots
from monitor.report.tables import of_shares
from monitor.results import SurveyInfo
from monitor.texts import _

FIRST = 6
"""Indicators of a survey that stand large."""
DRAWN = 10
"""Indicators that fit in a chart on half a page; its table has them all."""


def sections(view: SchoolYear, own: Workgroup) -> list[Section]:
    """One part per survey: its first numbers large, all of them in a chart, and what people wrote."""
    return [_section(view, survey, own) for survey in view.surveys()]


def key_figures(view: SchoolYear, asked: Sequence[Asked]) -> KeyFigures:
    """Indicators as numbers that stand large."""
    return KeyFigures(tuple(key_figure(view, one) for one in asked))


def key_figure(view: SchoolYear, asked: Asked) -> KeyFigure:
    """One indicator: its share and range, and what became of it since the year before."""
    title, meaning = view.title(asked), as_read(asked.indicator.sentence, view.locale)
    if not asked.share.shown:
        return KeyFigure(title, "", meaning, told=say.unseen_title(asked.share.reason))
    value, sureness = say.value(asked.share, view.locale), say.sureness(asked.share, view.locale)
    if asked.change is None:
        return KeyFigure(title, value, meaning, sureness, _("first year"))
    return KeyFigure(
        title,
        value,
        meaning,
        sureness,
        say.short_verdict(asked.change, view.locale),
        say.tone(asked.change, asked.indicator.better),
        say.sign(asked.change),
    )


def _section(view: SchoolYear, survey: SurveyInfo, own: Workgroup) -> Section:
    title = _("{people}: what they say").format(people=view.called(survey.id))
    asked = view.asked(survey)
    if not any(one.share.shown for one in asked):
        reason = asked[0].share.reason if asked else None
        return Section(survey.id, title, (Text(say.unseen_title(reason), "lead"), Text(words.hidden_words(reason))))
    blocks: list[Block] = [key_figures(view, asked[:FIRST]), diagram(view, survey, asked)]
    blocks += _own(view, asked, own)
    blocks += _open_answers(view, survey)
    return Section(survey.id, title, tuple(blocks))


def diagram(view: SchoolYear, survey: SurveyInfo, asked: Sequence[Asked]) -> Diagram:
    """Every indicator of a survey as a dot with the range where it probably lies."""
    drawn = asked[:DRAWN]
    shown = [one for one in drawn if one.share.shown] or [one for one in asked if one.share.shown]
    highest = max(shown, key=lambda one: one.share.share or 0.0)
    name = view.called(survey.id)
    return Diagram(
        name=f"{survey.id}-cijfers",
        title=words.headline(
            as_read(highest.indicator.sentence, view.locale), highest.share, survey.audience, view.locale
        ),
        sentence=_("The dot is what was answered, the line where the figure probably lies."),
        figure=dots([_dot(view, one) for one in drawn]),
        table=of_shares(
            _("Numbers of {survey}, {year}").format(survey=name, year=view.year),
            _("Number"),
            [(view.title(one), one.share) for one in asked],
        ),
        native=Native(
            "bars",
            tuple(view.title(one) for one in drawn),
            (Series(view.year, tuple(whole_percent(one.share) for one in drawn), colours.STRONG_FOR),),
        ),
        legend=(LegendEntry(_("what was answered"), "dot"), LegendEntry(_("where the figure probably lies"), "range")),
    )


def _dot(view: SchoolYear, asked: Asked) -> Dot:
    share = asked.share
    if share.share is None or share.low is None or share.high is None:
        return Dot(view.title(asked), say.unseen(share.reason))
    note = f"{say.value(share, view.locale)}, {words.range_words(share, view.locale)}".rstrip(", ")
    return Dot(view.title(asked), note, share.share, share.low, share.high, emphasised=True)


def _own(view: SchoolYear, asked: Sequence[Asked], own: Workgroup) -> list[Block]:
    """What the school wrote beside its indicators."""
    told = [f"{view.title(one)}: {own.remarks[one.indicator.id]}" for one in asked if one.indicator.id in own.remarks]
    return [Text(_("The school adds:"), "heading"), Points(tuple(told), own=True)] if told else []


def _open_answers(view: SchoolYear, survey: SurveyInfo) -> list[Block]:
    """The open answers that were released: all of them, for a choice among them would colour the picture."""
    found = view.results.comments(survey.id, view.year)
    blocks: list[Block] = []
    for item, texts in found.items():
        blocks += [Text(view.results.text(survey.id, view.year, item), "heading"), Points(tuple(texts))]
    return blocks
