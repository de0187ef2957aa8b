"""Commands about goals: goals, goals add, freeze, amend, withdraw."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from monitor.cli.opening import opened
from monitor.cli.options import JsonOption, WorkspaceOption
from monitor.cli.output import print_json, print_table, say, say_done
from monitor.errors import CallError
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.definition.indicators import Indicator
    from monitor.goals import Declared, Goal, GoalStatus
    from monitor.results import Results
    from monitor.workspace import Workspace

NumberArgument = Annotated[int, typer.Argument(metavar="GOAL", help="Number of the goal, as `goals` shows it.")]
SurveyChoice = Annotated[str, typer.Option("--survey", metavar="ID", help="Survey of the goal, such as `ouders`.")]
ItemOption = Annotated[
    str,
    typer.Option(
        "--item",
        metavar="CODE",
        help="Code of the question, as `survey items` shows it; its first number, unless --measure names one.",
    ),
]
MeasureOption = Annotated[
    str | None, typer.Option("--measure", metavar="NAME", help="Which number of the question (see `results --json`).")
]
TargetOption = Annotated[int, typer.Option("--target", metavar="60", help="What you want to reach, in percent.")]
DeadlineOption = Annotated[
    str, typer.Option("--deadline", metavar="2026-2027", help="School year whose survey decides whether it is reached.")
]
StartOption = Annotated[
    str | None, typer.Option("--start", metavar="2025-2026", help="School year from which you start (else the latest).")
]
DirectionOption = Annotated[
    Literal["up", "down"] | None,
    typer.Option("--direction", metavar="up|down", help="At least so much, or at most (else as the number asks)."),
]
BaseOption = Annotated[
    Literal["A", "B"] | None,
    typer.Option("--base", metavar="A|B", help="Of everybody who answered, or of those with an opinion."),
]
GroupOption = Annotated[str, typer.Option("--group", metavar="CODE", help="Group, if not the whole school.")]
MarginOption = Annotated[
    int, typer.Option("--margin", metavar="2", help="Points short of the target that still count as reached.")
]
WhyOption = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why you choose this goal; write no name.")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why you change it; it stays to be seen, so write no name.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    goals = typer.Typer(invoke_without_command=True)
    goals.callback()(list_)
    goals.command("add", help="A new goal, as a draft; says which change so many answers can show.")(add)
    goals.command("freeze", help="Freeze a draft, before the answers of its deadline come in.")(freeze)
    goals.command("amend", help="Change target, margin, deadline or why; what it was stays beside it.")(amend)
    goals.command("withdraw", help="Withdraw a goal; it stays to be seen.")(withdraw)
    app.add_typer(goals, name="goals", help="The goals of the school, and whether they were reached.")


def list_(context: typer.Context, json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """List the goals with their verdicts, unless another command about goals follows."""
    if context.invoked_subcommand is not None:
        if json_ or workspace:
            raise CallError(
                _("What stands before `{command}` is not read.").format(command=context.invoked_subcommand),
                remedy=_("Put the options behind it: `schoolklimaat goals {command} ... --workspace MAP`.").format(
                    command=context.invoked_subcommand
                ),
            )
        return
    found = with_goals(opened(workspace))
    if json_:
        from monitor.rows import goal_rows

        print_json(goal_rows(found))
        return
    if not found.goals:
        say(_("There are no goals yet. Make one with `schoolklimaat goals add`."))
        return
    headings = (
        _("goal"), _("about"), _("survey"), _("target"), _("deadline"), _("frozen on"),
        _("year"), _("share"), _("from"), _("to"), _("verdict"),
    )  # fmt: skip
    print_table(headings, [_row(found, status) for status in found.goal_statuses])
    say()
    for line in _told(found):
        say(line)


def add(
    survey: SurveyChoice,
    item: ItemOption,
    target: TargetOption,
    deadline: DeadlineOption,
    measure: MeasureOption = None,
    start: StartOption = None,
    direction: DirectionOption = None,
    base: BaseOption = None,
    group: GroupOption = "school",
    margin: MarginOption = 0,
    why: WhyOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Write a goal down as a draft, and say which change so many answers can show."""
    from monitor import declaring, pipeline

    school = opened(workspace)
    results = pipeline.results(school)
    goal = _proposed(
        results, survey, item, start, measure,
        {"base": base, "direction": direction},
        {"target": target, "deadline": deadline, "node": group, "margin": margin, "why": why},
    )  # fmt: skip
    _say_kept(results, declaring.draft(school, goal))
    _say_feasible(results, goal)


def freeze(number: NumberArgument, workspace: WorkspaceOption = None) -> None:
    """Freeze a draft."""
    from monitor import declaring, pipeline

    school = opened(workspace)
    found = declaring.freeze(school, number)
    _say_kept(pipeline.results(school), found)


def amend(
    number: NumberArgument,
    target: Annotated[int | None, typer.Option("--target", metavar="60", help="The new target, in percent.")] = None,
    deadline: Annotated[
        str | None, typer.Option("--deadline", metavar="2026-2027", help="The new school year that decides.")
    ] = None,
    margin: Annotated[int | None, typer.Option("--margin", metavar="2", help="The new margin, in points.")] = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help="The new text of why.")] = None,
    reason: ReasonOption = "",
    workspace: WorkspaceOption = None,
) -> None:
    """Change a goal; one that is frozen keeps what it was beside it."""
    from monitor import declaring, pipeline

    school = opened(workspace)
    given = {"target": target, "deadline": deadline, "margin": margin, "why": why}
    changed = {name: value for name, value in given.items() if value is not None}
    results, found = pipeline.results(school), declaring.amend(school, number, changed, reason)
    _say_kept(results, found)
    _say_feasible(results, found.goal)


def withdraw(number: NumberArgument, reason: ReasonOption = "", workspace: WorkspaceOption = None) -> None:
    """Withdraw a goal."""
    from monitor import declaring

    declaring.withdraw(opened(workspace), number, reason)
    say_done(_("Goal {number} is withdrawn. It stays to be seen.").format(number=number))


def with_goals(school: "Workspace") -> "Results":
    """What may be shown of a school, with its goals."""
    from dataclasses import replace

    from monitor import declaring, pipeline

    return replace(pipeline.results(school), goals=declaring.declared(school))


def _proposed(
    results: "Results", survey: str, item: str, start: str | None, measure: str | None,
    of_number: dict[str, Any], given: dict[str, Any],
) -> "Goal":  # fmt: skip
    """The goal that the options mean; what they leave out is that of the number itself.

    Raises:
        CallError: there is no such survey, question or number, or it does not say which way is better.
    """
    from monitor.goals import Goal

    years = results.years(survey)
    if not years:
        known = ", ".join(one.id for one in results.surveys())
        raise CallError(
            _("There are no released numbers of {survey}.").format(survey=survey),
            remedy=_("Name one of these: {surveys}.").format(surveys=known or "-"),
        )
    year = start or years[-1]
    _require_item(results, survey, year, item)
    measures = {one.id: one for one in results.measures(survey, year, item)}
    chosen = measures.get(measure) if measure else next(iter(measures.values()), None)
    if chosen is None:
        raise CallError(
            _("Question {item} has no number {measure}.").format(item=item, measure=measure),
            remedy=_("Name one of these: {measures}.").format(measures=", ".join(measures)),
        )
    known_as = _indicator(survey, item, chosen.id)
    usual = known_as.base if known_as else chosen.bases[0]
    way = of_number["direction"] or (known_as.better if known_as else None) or chosen.better
    if way is None:
        raise CallError(
            _("This number does not say itself which way is better."), remedy=_("Say it with --direction up or down.")
        )
    return Goal.model_construct(
        survey=survey, item=item, measure=chosen.id, base=of_number["base"] or usual, direction=way, start=year, **given
    )


def _require_item(results: "Results", survey: str, year: str, item: str) -> None:
    """Check that the question was asked.

    Raises:
        CallError: it was not.
        WorkspaceRefused: there are no numbers of that year.
    """
    estimates = results.estimates(survey, year)
    if item not in {**estimates.items, **estimates.scales}:
        remedy = _("`schoolklimaat survey items {survey}` shows the code of every question.").format(survey=survey)
        raise CallError(
            _("Question {item} was not asked in {year}.").format(item=item, year=year),
            remedy=" ".join(filter(None, (_meant(results, survey, year, item), remedy))),
        )


def _meant(results: "Results", survey: str, year: str, typed: str) -> str:
    """The code that was probably meant: one that is nearly the same, or that of a number whose title was typed."""
    from difflib import get_close_matches

    from monitor.definition.model import as_read

    known = results.estimates(survey, year).items
    titles = {as_read(one.title, results.locale).lower(): one.item for one in results.indicators(survey)}
    by_title = [titles[one] for one in get_close_matches(typed.lower(), titles, n=1)]
    near = next((one for one in (*by_title, *get_close_matches(typed, known, n=1)) if one in known), "")
    told = _("Did you mean {code} (“{question}”)?")
    return told.format(code=near, question=results.text(survey, year, near)) if near else ""


def _indicator(survey: str, item: str, measure: str) -> "Indicator | None":
    from monitor.definition.indicators import indicators

    fitting = (one for one in indicators() if survey in one.surveys and (one.item, one.measure) == (item, measure))
    return next(fitting, None)


def _row(results: "Results", status: "GoalStatus") -> tuple[str, ...]:
    from monitor.report.goal_words import aim, standing_name, subject
    from monitor.report.numerals import percent

    goal, share, locale = status.goal, status.latest, results.locale
    numbers = [percent(one, locale) for one in (share.share, share.low, share.high) if one is not None] if share else []
    frozen = status.declared.frozen
    return (
        str(status.declared.number), subject(results, goal), goal.survey, aim(goal, locale), goal.deadline,
        frozen.at[:10] if frozen else "", share.year if share else "", *(numbers or ["", "", ""]),
        standing_name(status),
    )  # fmt: skip


def _told(results: "Results") -> Iterator[str]:
    """What is said of each goal below the table."""
    from monitor.report.goal_words import sentences

    for status in results.goal_statuses:
        said = " ".join(sentences(status, results.locale))
        yield _("Goal {number}: {told}").format(number=status.declared.number, told=said)


def _say_kept(results: "Results", found: "Declared") -> None:
    """Say what the goal is now, and what comes next."""
    from monitor.report.goal_words import aim, subject

    goal = found.goal
    told = _("Goal {number}: {about}, {aim} in {deadline}.").format(
        number=found.number, about=subject(results, goal), aim=aim(goal, results.locale), deadline=goal.deadline
    )
    say_done(told)
    if found.frozen is None:
        next_step = _(
            "It is a draft. Freeze it with `schoolklimaat goals freeze {number}`, before {deadline} is taken in."
        )
        say_done(next_step.format(deadline=goal.deadline, number=found.number))
        return
    last = found.deeds[-1]
    say_done(_("Frozen on {at} (UTC), hash {sha256}.").format(at=last.at[:16].replace("T", " "), sha256=last.sha256))
    say_done(_("Note the hash in the minutes of the meeting: it shows later that nothing was changed."))


def _say_feasible(results: "Results", goal: "Goal") -> None:
    from monitor.report.goal_words import feasible_sentence, small_step_sentence

    share = results.share(goal.survey, goal.start, goal.item, goal.measure, goal.base, goal.node)
    say(feasible_sentence(share, results.locale))
    if small := small_step_sentence(share, goal):
        say(small)
