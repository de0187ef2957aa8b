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
    Text,
)
from monitor.report.evaluation.school_year import Asked, SchoolYear, shares_series
from monitor.report.figures import Dot, LegendEntry, dots
from monitor.report.tables import of_shares
from monitor.results import SurveyInfo
from monitor.texts import _

FIRST = 6
"""Indicators of a survey that stand large."""
DRAWN = 7
"""Indicators that fit in a chart below those: the ones that do not stand large yet; its table has them all."""


def sections(view: SchoolYear, own: Workgroup) -> list[Section]:
    """One part per survey: its first numbers large, all of them in a chart, and what people wrote."""
    return [_section(view, survey, own) for survey in view.surveys()]


def key_figures(view: SchoolYear, asked: Sequence[Asked]) -> KeyFigures:
    """Indicators as numbers that stand large."""
    return KeyFigures(tuple(key_figure(view, one) for one in asked))


def key_figure(view: SchoolYear, asked: Asked) -> KeyFigure:
    """One indicator: its share and range, and what became of it since the year before."""
    name, meaning = view.title(asked), as_read(asked.indicator.sentence, view.locale)
    if not asked.share.shown:
        return KeyFigure(name, "", meaning, told=say.unseen_title(asked.share.reason))
    value, sureness = say.value(asked.share, view.locale), say.sureness(asked.share, view.locale)
    if asked.change is None:
        return KeyFigure(name, value, meaning, sureness, _("first year"))
    return KeyFigure(
        name,
        value,
        meaning,
        sureness,
        say.short_verdict(asked.change, view.locale),
        say.tone(asked.change, asked.indicator.better),
        say.sign(asked.change),
    )


def _section(view: SchoolYear, survey: SurveyInfo, own: Workgroup) -> Section:
    asked = view.asked(survey)
    if not any(one.share.shown for one in asked):
        reason = asked[0].share.reason if asked else None
        return Section(
            survey.id, title(view, survey), (Text(say.unseen_title(reason), "lead"), Text(words.hidden_words(reason)))
        )
    blocks: list[Block] = [key_figures(view, asked[:FIRST]), *remarks(view, asked[:FIRST], own)]
    blocks += [diagram(view, survey, asked), *remarks(view, asked[FIRST:], own)]
    blocks += _open_answers(view, survey)
    return Section(survey.id, title(view, survey), tuple(blocks))


def title(view: SchoolYear, survey: SurveyInfo) -> str:
    """The heading of what a group says."""
    return _("{people}: what they say").format(people=view.called(survey.id))


def diagram(view: SchoolYear, survey: SurveyInfo, asked: Sequence[Asked]) -> Diagram:
    """The indicators that do not stand large, each as a dot with the range where it probably lies."""
    drawn = drawn_of(asked)
    name = view.called(survey.id)
    lowest, highest = _ends([one for one in drawn if one.share.shown], view, survey)
    return Diagram(
        name=f"{survey.id}-cijfers",
        title=highest,
        sentence=_("The lowest of these numbers: {told}.").format(told=say.lowered(lowest)) if lowest else "",
        figure=dots([_dot(view, one) for one in drawn]),
        table=of_shares(
            _("Numbers of {survey}, {year}").format(survey=name, year=view.year),
            _("Number"),
            [(view.title(one), one.share) for one in asked],
        ),
        native=Native(
            "bars",
            tuple(view.title(one) for one in drawn),
            (shares_series(view.year, (one.share for one in drawn), colours.STRONG_FOR),),
        ),
        legend=(
            LegendEntry(_("what was answered"), "diamond"),
            LegendEntry(_("where the figure probably lies"), "for"),
        ),
    )


def drawn_of(asked: Sequence[Asked]) -> Sequence[Asked]:
    """The indicators after those that stand large; all where none of them may be shown."""
    rest = asked[FIRST : FIRST + DRAWN]
    return rest if any(one.share.shown for one in rest) else asked[:DRAWN]


def _ends(shown: Sequence[Asked], view: SchoolYear, survey: SurveyInfo) -> tuple[str, str]:
    """The lowest and the highest of these numbers in words; of one number that number, and no lowest."""
    ordered = sorted(shown, key=lambda one: one.share.share or 0.0)
    lowest, highest = (
        words.headline(as_read(one.indicator.sentence, view.locale), one.share, survey.audience, view.locale)
        for one in (ordered[0], ordered[-1])
    )
    return (lowest if len(ordered) > 1 else "", highest)


def _dot(view: SchoolYear, asked: Asked) -> Dot:
    share = asked.share
    if share.share is None or share.low is None or share.high is None:
        return Dot(view.title(asked), say.unseen(share.reason))
    note = f"{say.value(share, view.locale)}, {words.range_words(share, view.locale)}".rstrip(", ")
    return Dot(view.title(asked), note, share.share, share.low, share.high, emphasised=True)


def remarks(view: SchoolYear, asked: Sequence[Asked], own: Workgroup, *, named: bool = False) -> list[Points]:
    """What the school wrote at these indicators, to stand right below where they are; `named`: with whose they are.

    A remark is bound to its indicator by the id of that: two indicators of one question may have the same title.
    """
    told = []
    for one in asked:
        if one.indicator.id in own.remarks:
            title = view.title(one)
            about = f"{view.called(one.survey.id)}, {say.lowered(title)}" if named else title
            said = _("{about}. The school adds: {remark}")
            told.append(said.format(about=about, remark=own.remarks[one.indicator.id]))
    return [Points(tuple(told), own=True)] if told else []


def _open_answers(view: SchoolYear, survey: SurveyInfo) -> list[Block]:
    """The open answers that were released: all of them, for a choice among them would colour the picture."""
    found = view.results.comments(survey.id, view.year)
    blocks: list[Block] = []
    for item, texts in found.items():
        blocks += [Text(view.results.text(survey.id, view.year, item), "heading"), Points(tuple(texts))]
    return blocks
