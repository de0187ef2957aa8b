"""Whether a goal may be declared: what it names is there and shown, it can be compared, and it is not too late."""

from monitor.catalogue.catalogue import Change
from monitor.definition import library
from monitor.definition.differences import Standing, item_differences
from monitor.definition.model import Survey
from monitor.errors import CallError, WorkspaceRefused
from monitor.goals import LONGEST_WHY, Declared, Goal
from monitor.results import Results
from monitor.statistics.comparable import standing
from monitor.texts import _
from monitor.waves import wave_name
from monitor.workspace import school_year


def require_declarable(change: Change, results: Results, goal: Goal) -> None:
    """Check that a goal may be declared as things are now.

    Raises:
        CallError: it names what is not there, or its target or deadline cannot be.
        WorkspaceRefused: its number is not shown, its question is another one by now, or the answers are in.
    """
    _require_target(goal)
    _require_measure(results, goal)
    _require_deadline(change, results, goal)
    _require_comparable(change, results, goal)


def answers_in(change: Change, results: Results, goal: Goal) -> bool:
    """Whether answers of the wave of the deadline were taken in, or numbers of it (or of a later one) are released."""
    if any(year >= goal.deadline for year in results.years(goal.survey)):
        return True
    name = wave_name(goal.survey, goal.deadline)
    wave = change.wave(name)
    taken = any(record.rows["stored"] and not record.undone for record in change.imports(name))
    return wave is not None and (wave.status != "open" or taken)


def is_active(one: Declared, results: Results) -> bool:
    """Whether a goal is still ahead: not withdrawn, and the wave of its deadline is not released."""
    return one.state != "withdrawn" and one.goal.deadline not in results.years(one.goal.survey)


def require_text(reason: str) -> None:
    """Check the reason of a change.

    Raises:
        CallError: there is none, or it is too long.
    """
    if not reason.strip():
        raise CallError(
            _("A frozen goal changes only with a reason. Nothing was changed."),
            remedy=_("Give it with --reason; it stays to be seen, so write no name."),
            about="reason",
        )
    require_short(reason, about="reason")


def require_short(text: str, *, about: str) -> None:
    """Check the length of a text that stays to be seen; `about` is which one.

    Raises:
        CallError: it is too long.
    """
    if len(text) > LONGEST_WHY:
        raise CallError(
            _("This text has {n} characters; at most {most} are kept.").format(n=len(text), most=LONGEST_WHY),
            remedy=_("Say it in a sentence or two."),
            about=about,
        )


def _require_target(goal: Goal) -> None:
    if not 1 <= goal.target <= 99 or not 0 <= goal.margin <= 20 or not 0 < goal.reached_from < 1:
        raise CallError(
            _("A target of {target}% with a margin of {margin} points cannot be.").format(
                target=goal.target, margin=goal.margin
            ),
            remedy=_("Take a target from 1 to 99 and a margin from 0 to 20 points that leaves something to reach."),
            about="target",
        )
    require_short(goal.why, about="why")


def _require_measure(results: Results, goal: Goal) -> None:
    """The wave, the question, the way of counting and the group are there, and the number of the start is shown."""
    release = results.release(goal.survey, goal.start)
    if goal.node not in {node.id for node in release.manifest.nodes}:
        known = ", ".join(node.id for node in release.manifest.nodes)
        raise CallError(
            _("There is no group {group} in the numbers of {year}.").format(group=goal.node, year=goal.start),
            remedy=_("Name one of these: {groups}.").format(groups=known),
            about="node",
        )
    measures = results.estimates(goal.survey, goal.start).measure(goal.item, goal.measure)
    if measures is None or goal.base not in measures.bases:
        raise CallError(
            _("There is no such number of question {item} in {year}.").format(item=goal.item, year=goal.start),
            remedy=_("`schoolklimaat results --json` shows every number with its question, its measure and its base."),
            about="item",
        )
    share = results.share(goal.survey, goal.start, goal.item, goal.measure, goal.base, goal.node)
    if not share.shown:
        raise WorkspaceRefused(
            _("No goal can be set on this number: it is not shown. {why} Nothing was changed.").format(
                why=share.reason.text if share.reason else ""
            ),
            remedy=_("Take the whole school, a larger group, or another question."),
            about="node",
        )


def _require_deadline(change: Change, results: Results, goal: Goal) -> None:
    school_year(goal.deadline)
    if goal.deadline <= goal.start:
        raise CallError(
            _("The deadline {deadline} is not after the start {start}.").format(
                deadline=goal.deadline, start=goal.start
            ),
            remedy=_("Give a later school year with --deadline."),
            about="deadline",
        )
    if answers_in(change, results, goal):
        raise WorkspaceRefused(
            _("The answers of {deadline} are in already: a goal is set before them. Nothing was changed.").format(
                deadline=goal.deadline
            ),
            remedy=_("Give a later school year with --deadline."),
            about="deadline",
        )


def _require_comparable(change: Change, results: Results, goal: Goal) -> None:
    """The question is still put as in the start year: in later releases, and in the questionnaire that comes next."""
    later = [year for year in results.years(goal.survey) if year > goal.start]
    broken = [reason for year in later for reason in results.asked_otherwise(goal.survey, goal.item, goal.start, year)]
    started = results.release(goal.survey, goal.start).manifest
    asked_next = _asked_next(change, goal)
    of_a_scale = any(one.id == goal.item for one in started.scales)
    differs = bool(broken)
    if not broken and asked_next is not None and not of_a_scale:
        differs = bool(
            item_differences(standing(started), Standing(asked_next, goal.deadline, started.locale), goal.item)
        )
    if differs:
        why = f"{broken[0].text} " if broken else ""
        raise WorkspaceRefused(
            _(
                "This question is no longer put as in {start}: no goal can be judged by it. {why}Nothing was changed."
            ).format(start=goal.start, why=why),
            remedy=_("Start from a later year with --start, or take another question."),
            about="item",
        )


def _asked_next(change: Change, goal: Goal) -> Survey | None:
    """The questionnaire of the deadline's wave where that was begun, else the one that comes with the program."""
    begun = change.wave(wave_name(goal.survey, goal.deadline))
    if begun is not None:
        return begun.survey
    return next((one for one in library.surveys() if one.id == goal.survey), None)
