"""What the program knows to be done of the year of a werkgroep: by what was released, declared and written down.

It only ever says that something is there; what people did together, they tick themselves in `werkgroep.yaml`.
"""

import datetime as dt
from collections.abc import Iterator

from monitor.definition.workgroup import AT_ONCE, Action, Workgroup
from monitor.goals import GoalStatus
from monitor.report.meetings import Planned, meetings
from monitor.results import Results
from monitor.school_years import school_year


def meetings_of(results: Results, year: str, own: Workgroup) -> tuple[Planned, ...]:
    """The meetings of a school year, with what the werkgroep ticked and what the program knows."""
    now = year == working_year(results, own)
    return meetings(year, own, frozenset(_known(results, year, own, now=now)), undated=now, locale=results.locale)


def working_year(results: Results, own: Workgroup) -> str:
    """The school year that the werkgroep is in: that of its last dated meeting, or of the last closed survey if later.

    Empty where neither is there.
    """
    return max((*(school_year(one.date) for one in own.meetings if one.date), *results.years()), default="")


def years_on_offer(results: Results, own: Workgroup) -> tuple[str, ...]:
    """The school years that a werkgroep may look at, the latest first: all with numbers, and the one to prepare."""
    last = working_year(results, own)
    years = {*results.years(), *([last, following(last)] if last else [])}
    return tuple(sorted(years, reverse=True))


def following(year: str) -> str:
    """The next school year."""
    return f"{int(year[:4]) + 1}-{int(year[5:]) + 1}"


def actions_in(year: str, own: Workgroup) -> tuple[Action, ...]:
    """The actions that run in a school year, for a day at least."""
    return tuple(one for one in own.actions if school_year(one.begin) <= year and _lasts_to(one) >= year)


def unwritten(year: str, own: Workgroup) -> tuple[str, ...]:
    """The parts of the evaluation and the letter that only the school can write and did not yet, as in its file."""
    written = {
        "voorwoord": own.preface,
        "acties": actions_in(year, own),
        "vervolg": own.next_steps,
        "ondertekening": own.signed,
    }
    return tuple(name for name, there in written.items() if not there)


def _lasts_to(one: Action) -> str:
    """The school year in which an action ends; one without an end is of the year in which it began."""
    return school_year(one.end or one.begin)


def goals_in(results: Results, year: str) -> tuple[GoalStatus, ...]:
    """The frozen goals of a school year: those from whose freezing to whose deadline it lies.

    That of the deadline always is, also where its answers came in so late that another year had begun by the clock: a
    goal can only be frozen before them.
    """
    return tuple(one for one in results.goal_statuses if one.declared.frozen and _is_of(one, year))


def _is_of(one: GoalStatus, year: str) -> bool:
    frozen = one.declared.frozen
    assert frozen is not None
    begins = min(school_year(day_of(frozen.at)), one.goal.deadline)
    return begins <= year <= one.goal.deadline and not (
        one.declared.withdrawn and school_year(day_of(one.declared.withdrawn.at)) < year
    )


def day_of(moment: str) -> dt.date:
    """The day of a deed."""
    return dt.datetime.fromisoformat(moment).date()


def _known(results: Results, year: str, own: Workgroup, *, now: bool) -> Iterator[str]:
    """The facts of the checklists that are so; `now`: what has no date in the file is of this year."""
    goals = goals_in(results, year)
    yield from (["closed"] if year in results.years() else [])
    yield from (["frozen"] if goals else [])
    decided = [one for one in goals if one.goal.deadline == year and one.declared.counts]
    yield from (["judged"] if decided and all(one.final for one in decided) else [])
    yield from _of_actions(actions_in(year, own))
    yield from (["told"] if any(one.sent and school_year(one.sent) == year for one in own.told) else [])
    if now:
        yield from (["start"] if all(vars(own.start).values()) else [])
        yield from (["next"] if own.next_steps else [])


def _of_actions(actions: tuple[Action, ...]) -> Iterator[str]:
    if not actions:
        return
    at_once = max(sum(one.runs_on(each.begin) for one in actions) for each in actions)
    yield from (["actions"] if at_once <= AT_ONCE and all(one.goal for one in actions) else [])
    yield from (["cared"] if all(one.who and one.end for one in actions) else [])
    yield from (["learned"] if all(one.hours is not None and one.learned for one in actions) else [])
