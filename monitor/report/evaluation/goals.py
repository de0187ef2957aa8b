"""What became of the goals of the werkgroep: the verdict of each, its course, and what it was when it was frozen."""

import datetime as dt
from collections.abc import Iterator, Sequence

from monitor.goals import GoalStatus
from monitor.report import colours, words
from monitor.report import sentences as say
from monitor.report.evaluation.document import Block, Diagram, Native, Numbers, Points, Section, Series, Text
from monitor.report.evaluation.school_year import SchoolYear, shares_series
from monitor.report.figures import Dot, LegendEntry, dots
from monitor.report.goal_words import aim, frozen_on, goal_number, sentences, standing_name, subject
from monitor.report.tables import HIDDEN, Column, Table, of_shares
from monitor.results import Share
from monitor.statistics.estimate import SCHOOL
from monitor.statistics.sureness import Reached
from monitor.texts import _

NAME = "doelen"


def section(view: SchoolYear) -> Section | None:
    """A part per goal that was frozen; None where the school set none."""
    found = frozen(view)
    if not found:
        return None
    blocks: list[Block] = [
        Text(
            _(
                "Each goal was fixed before the answers came into this program. It is called reached, or not reached, "
                "only when that is almost certain. Where the line from which it is reached lies within the range of a "
                "number, it is mostly not certain enough."
            )
        ),
        Numbers(overview(view)),
    ]
    for status in found:
        blocks += _goal(view, status)
    return Section(NAME, _("Were our goals reached?"), tuple(blocks))


def frozen(view: SchoolYear) -> list[GoalStatus]:
    """The goals that count, begun in or before this year."""
    return [one for one in view.results.goal_statuses if one.declared.counts and one.goal.start <= view.year]


def in_a_sentence(view: SchoolYear, status: GoalStatus) -> str:
    """A goal with its number, its verdict and the share behind that, for a summary."""
    about, number = _about(view, status), say.lowered(goal_number(status.declared.number))
    stands, last = say.lowered(standing_name(status)), status.latest
    if last is not None and last.share is not None:
        found = f"{_found(last, view.locale)}{_between(status, view.locale)}"
        stands = _("{verdict} ({share} in {year})").format(verdict=stands, share=found, year=last.year)
    return " ".join((f"{about}, {aim(status.goal, view.locale)} ({number}): {stands}.", *_afterwards(view, status)))


def _between(status: GoalStatus, locale: str) -> str:
    """Of a goal that cannot be told yet: that the line from which it is reached lies within the range of the share."""
    last, line = status.latest, status.goal.reached_from
    if not status.final or status.verdict is not Reached.UNDECIDED or last is None or last.few:
        return ""
    within = last.low is not None and last.high is not None and last.low < line < last.high
    return _("; {line} lies in between").format(line=words.percent(line, locale)) if within else ""


def _found(share: Share, locale: str) -> str:
    """A share with its range; of few answers the counts alone."""
    between = "" if share.few else words.range_words(share, locale)
    return ", ".join(filter(None, (say.value(share, locale), between)))


def _later(view: SchoolYear, status: GoalStatus) -> list[Share]:
    """The shares of waves after the deadline, up to this year, as far as the question stayed the same.

    Of a class there are none: next year other children are in it.
    """
    goal, results = status.goal, view.results
    if not status.final or not status.declared.intact or goal.node != SCHOOL:
        return []
    later = (year for year in results.years(goal.survey) if goal.deadline < year <= view.year)
    same = (year for year in later if not results.asked_otherwise(goal.survey, goal.item, goal.deadline, year))
    found = (results.share(goal.survey, year, goal.item, goal.measure, goal.base, goal.node) for year in same)
    return [one for one in found if one.shown]


def _afterwards(view: SchoolYear, status: GoalStatus) -> tuple[str, ...]:
    """Where a goal whose deadline was an earlier year stands now."""
    later = _later(view, status)
    if not later:
        return ()
    told = _("In {now} it is {share}; this goal was for {year}.")
    return (told.format(year=status.goal.deadline, now=later[-1].year, share=_found(later[-1], view.locale)),)


def overview(view: SchoolYear) -> Table:
    """Every goal in a row: who answered, what is aimed at, when that is decided, the last share, and how it stands."""
    columns = (
        Column(_("Goal")), Column(_("Who answered")), Column(_("Aim")), Column(_("Decided by")), Column(_("Found")),
        Column(_("Now")),
    )  # fmt: skip
    return Table(_("Goals of the werkgroep"), columns, tuple(_row(view, one) for one in frozen(view)))


def _row(view: SchoolYear, one: GoalStatus) -> tuple[str, ...]:
    goal, latest = one.goal, one.latest
    return (
        f"{goal_number(one.declared.number)}: {say.lowered(subject(view.results, goal))}",
        view.called(goal.survey),
        aim(goal, view.locale),
        goal.deadline,
        HIDDEN if latest is None else f"{_found(latest, view.locale)} ({latest.year})",
        standing_name(one),
    )


def _about(view: SchoolYear, status: GoalStatus) -> str:
    """Whose answers a goal is about, and what it is about."""
    return f"{view.called(status.goal.survey)}, {say.lowered(subject(view.results, status.goal))}"


def _goal(view: SchoolYear, status: GoalStatus) -> Iterator[Block]:
    goal, locale = status.goal, view.locale
    if status.shares:
        yield diagram(view, status)
    else:
        yield Text(_title(view, status), "heading")
        yield Text(_sentence(view, status))
    if goal.why:
        yield Text(_("Why this goal: {why}").format(why=goal.why), "own")
    changed = [_change(status, place, locale) for place in range(len(status.declared.amendments))]
    if changed:
        yield Points(tuple(changed))


def _title(view: SchoolYear, status: GoalStatus) -> str:
    """A goal with its number, whose answers decide, what is aimed at and the verdict."""
    told = _("Goal {number}: {about}, {aim}").format(
        number=status.declared.number, about=say.lowered(_about(view, status)), aim=aim(status.goal, view.locale)
    )
    return f"{told} \N{EN DASH} {say.lowered(standing_name(status))}"


def diagram(view: SchoolYear, status: GoalStatus) -> Diagram:
    """The course of a goal: a dot per year with its range, and the line from which it is reached."""
    goal, locale, course = status.goal, view.locale, [*status.shares, *_later(view, status)]
    return Diagram(
        name=f"doel-{status.declared.number}",
        title=_title(view, status),
        sentence=_sentence(view, status),
        figure=dots([_dot(share, locale, last=share is status.latest) for share in course], beside=goal.reached_from),
        table=of_shares(
            _("{about}, year by year").format(about=_about(view, status)),
            _("School year"),
            [(share.year, share) for share in course],
        ),
        native=_native(status, course, locale),
        legend=(
            LegendEntry(_("from here on it is reached"), "aim"),
            LegendEntry(_("the survey that counts") if status.final else _("the last survey"), "diamond"),
            *([LegendEntry(_("another survey"), "dot")] if len(course) > 1 else []),
            LegendEntry(_("where the figure probably lies"), "middle"),
        ),
    )  # fmt: skip


def _native(status: GoalStatus, course: Sequence[Share], locale: str) -> Native:
    """The share of every year, and the line that is aimed at."""
    reached_from = status.goal.reached_from
    name = _("Goal: {percent}").format(percent=words.percent(reached_from, locale))
    aimed = tuple(round(100 * reached_from) for _share in course)
    return Native(
        "lines",
        tuple(share.year for share in course),
        (shares_series(_("Share"), course, colours.STRONG_FOR), Series(name, aimed, colours.STRONG_AGAINST)),
    )


def _sentence(view: SchoolYear, status: GoalStatus) -> str:
    day, later = frozen_on(view.results, status.declared, view.locale), _afterwards(view, status)
    told = _("Frozen on {date}.") if later else _("Frozen on {date}, decided by the survey of {year}.")
    frozen_at = told.format(date=day, year=status.goal.deadline)
    return " ".join((*sentences(status, view.locale), *later, frozen_at))


def _dot(share: Share, locale: str, *, last: bool) -> Dot:
    if share.share is None or share.low is None or share.high is None:
        return Dot(share.year, say.unseen(share.reason))
    note = f"{say.value(share, locale)}, {words.range_words(share, locale)}".rstrip(", ")
    return Dot(share.year, note, share.share, share.low, share.high, emphasised=last)


def _change(status: GoalStatus, place: int, locale: str) -> str:
    was, done = status.declared.amendments[place]
    day = words.date(dt.datetime.fromisoformat(done.at).date(), locale)
    return _("Changed on {date}: it was {was}, it became {now}. {reason}").format(
        date=day, was=aim(was, locale), now=aim(done.goal, locale), reason=done.reason
    )
