"""Doelen: what did the school want to reach, and was it reached?"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from dash.development.base_component import Component

from dashboards.address import Menu, link
from dashboards.declaring.new import PATH as NEW
from dashboards.declaring.one import address as one_address
from dashboards.pages.page import GOALS, QUESTION, Chosen, Page
from dashboards.pages.question_charts import dot
from dashboards.ui.cards import Badge
from dashboards.ui.chart import Chart
from dashboards.ui.goals import GoalCard, goals
from dashboards.ui.leading import whole_links
from dashboards.ui.parts import bullets, notice
from dashboards.ui.shell import section
from monitor.goals import Done, Goal, GoalStatus
from monitor.report import sentences as say
from monitor.report import words
from monitor.report.figures import Dot, LegendEntry, dots
from monitor.report.goal_words import aim, frozen_on, goal_number, sentences, standing_name, subject, verdict_name
from monitor.report.tables import Column, Table, of_shares
from monitor.results import Results
from monitor.statistics.sureness import Reached
from monitor.texts import _

SHORT = 12
"""Signs of a hash that are enough to hold it against the minutes."""
SIGNS = {
    Reached.YES: Badge("", "up", "good"), Reached.NO: Badge("", "down", "bad"), Reached.UNDECIDED: Badge("", "unclear"),
}  # fmt: skip


def _menus(_results: Results, _asked: Mapping[str, str]) -> tuple[Menu, ...]:
    return ()


def _judged(results: Results) -> list[GoalStatus]:
    """The goals with a verdict, or with a reason why there is none."""
    return [one for one in results.goal_statuses if one.declared.counts and one.final]


def _lead(results: Results, _chosen: Chosen) -> str:
    if not results.goal_statuses:
        return _("There are no goals yet.")
    judged = _judged(results)
    told = [_summed(results, one, judged) for one in (Reached.YES, Reached.NO, Reached.UNDECIDED)]
    if not any(told):
        return _("There is no verdict yet: it comes with the numbers of the year that was chosen beforehand.")
    return " ".join(part for part in told if part)


def _summed(results: Results, verdict: Reached, judged: Iterable[GoalStatus]) -> str:
    """The goals with this verdict, by what they are about."""
    named = [say.quoted([subject(results, one.goal)]) for one in judged if one.verdict is verdict]
    return f"{verdict_name(verdict)}: {', '.join(named)}." if named else ""


def _body(results: Results, _chosen: Chosen) -> Sequence[Component]:
    if not results.goal_statuses:
        return [_none_yet(), _reading()]
    drafts = [one for one in results.goal_statuses if one.declared.state == "draft"]
    dropped = [one for one in results.goal_statuses if one.declared.withdrawn and not one.declared.counts]
    shown = [one for one in results.goal_statuses if one not in drafts and one not in dropped]
    parts = ((_("Our goals"), shown), (_("Drafts"), drafts), (_("Withdrawn"), dropped))
    return [
        *(section(title, [goals([_card(results, one) for one in part])]) for title, part in parts if part),
        _reading(),
    ]


def _none_yet() -> Component:
    return notice(
        _("No goal was declared yet."),
        _("The werkgroep and the head of the school make one. So does the command `schoolklimaat goals add`."),
    )


def _card(results: Results, status: GoalStatus) -> GoalCard:
    declared, goal, locale = status.declared, status.goal, results.locale
    amended = declared.amendments
    return GoalCard(
        name=f"doel-{declared.number}",
        kicker=goal_number(declared.number),
        title=_title(results, goal),
        link=link(
            QUESTION,
            vragenlijst=goal.survey,
            vraag=goal.item,
            maat=goal.measure,
            basis=goal.base,
            jaar=status.latest.year if status.latest else goal.start,
        ),
        badge=_badge(status),
        sentences=sentences(status, locale),
        why=goal.why,
        facts=tuple(_facts(results, status)),
        chart=_chart(results, status) if status.shares else None,
        changes_title=_("What was changed since it was frozen") if amended else "",
        changes=_changes(amended, locale) if amended else None,
    )


def _title(results: Results, goal: Goal) -> str:
    return f"{subject(results, goal)}: {aim(goal, results.locale)}"


def _badge(status: GoalStatus) -> Badge:
    judged = status.final and status.declared.counts and status.declared.intact
    look = SIGNS[status.verdict if judged else Reached.UNDECIDED]
    return Badge(standing_name(status), look.sign, look.tone)


def _facts(results: Results, status: GoalStatus) -> Iterable[tuple[str, str]]:
    goal, declared, locale = status.goal, status.declared, results.locale
    yield _("Who answered"), say.survey_name(results, goal.survey)
    if status.start is not None:
        yield (
            _("Where it began"),
            _("{level} in {year}").format(level=words.level(status.start, locale), year=goal.start),
        )
    yield _("Decided by"), _("the survey of {year}").format(year=goal.deadline)
    if declared.frozen is not None:
        yield _("Frozen on"), frozen_on(results, declared, locale)
        yield _("Hash"), declared.frozen.sha256[:SHORT]
        if declared.amendments:
            yield _("Hash of the last change"), declared.amendments[-1][1].sha256[:SHORT]
    if declared.withdrawn is not None:
        yield _("Withdrawn on"), f"{_day(declared.withdrawn, locale)}. {declared.withdrawn.reason}"


def _day(deed: Done, locale: str) -> str:
    return words.date(dt.datetime.fromisoformat(deed.at).date(), locale)


def _chart(results: Results, status: GoalStatus) -> Chart:
    goal, locale = status.goal, results.locale
    rows = [dot(one.year, one, locale, emphasised=one.year == goal.deadline) for one in status.shares]
    if not status.final:
        rows.append(Dot(goal.deadline, _("decides; not yet known")))
    caption = _("{about}, year by year").format(about=subject(results, goal))
    return Chart(
        name=f"verloop-{status.declared.number}",
        title=_chart_title(status, locale),
        sentence=_sentence(goal, locale),
        figure=dots(rows, beside=goal.reached_from),
        table=of_shares(caption, _("School year"), [(one.year, one) for one in status.shares]),
        link=GOALS,
        legend=(
            LegendEntry(_("from here on it is reached"), "aim"),
            *([LegendEntry(_("the year that decides"), "diamond")] if status.final else []),
            LegendEntry(_("answer given"), "dot"),
            LegendEntry(_("where the figure probably lies"), "middle"),
        ),
    )


def _chart_title(status: GoalStatus, locale: str) -> str:
    latest = status.latest
    assert latest is not None, "a chart has a year"
    return (
        f"{_('{level} in {year}').format(level=words.level(latest, locale), year=latest.year)} "
        f"\N{EN DASH} {say.lowered(standing_name(status))}"
    )


def _sentence(goal: Goal, locale: str) -> str:
    """Where the upright line stands, and why there."""
    aimed, counts = words.percent(goal.aimed, locale), words.percent(goal.reached_from, locale)
    if not goal.margin:
        return _("The upright line is the goal: {goal}.").format(goal=aimed)
    return _("The goal is {goal}; with the margin it counts as reached from the upright line, at {line}.").format(
        goal=aimed, line=counts
    )


def _changes(amended: Sequence[tuple[Goal, Done]], locale: str) -> Table:
    rows = tuple(
        (_day(done, locale), _as_it_was(was, locale), _as_it_was(done.goal, locale), done.reason)
        for was, done in amended
    )
    columns = (Column(_("When")), Column(_("It was")), Column(_("It became")), Column(_("Why")))
    return Table(_("Changes, the oldest first"), columns, rows)


def _as_it_was(goal: Goal, locale: str) -> str:
    return _("{aim}, decided by {year}").format(aim=aim(goal, locale), year=goal.deadline)


def _reading() -> Component:
    return section(
        _("How a verdict comes about"),
        [
            bullets(
                [
                    _("A goal is frozen before the answers come in. What is changed later stays to be seen here."),
                    _("“Reached” and “not reached” are only said when that is almost certain: 95 in 100 or more."),
                    _("More goals in one year are judged together, and then more certainty is asked of each."),
                    _("“Cannot be told yet” is no failure: with so many answers it cannot be seen."),
                ]
            )
        ],
    )


def _deeds(results: Results, _chosen: Chosen) -> Sequence[Component]:
    """Where goals are made and changed, for who may."""
    standing = [one.declared for one in results.goal_statuses if not one.declared.withdrawn]
    changed = [(_change(one.frozen is None, one.number), one_address(one.number)) for one in standing]
    return [whole_links(_("Make and keep goals"), (_("A new goal"), NEW), changed)]


def _change(is_draft: bool, number: int) -> str:
    told = _("Goal {number}: change or freeze the draft") if is_draft else _("Goal {number}: amend or withdraw")
    return told.format(number=number)


PAGE = Page(
    path=GOALS,
    name=lambda: _("Goals"),
    question=lambda _results, _chosen: _("Were our goals reached?"),
    menus=_menus,
    lead=_lead,
    body=_body,
    deeds=_deeds,
)
