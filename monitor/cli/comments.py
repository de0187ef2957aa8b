"""Commands about open answers: review, publish, destroy, show (and urgent, see `monitor.cli.urgent`)."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.opening import opened
from monitor.cli.options import JsonOption, SurveyOption, WorkspaceOption, YearOption, YesOption
from monitor.cli.output import print_json, say, say_done, warn
from monitor.cli.screens import indented, is_meant_at_the_keyboard, meant, require_screen
from monitor.cli.urgent import urgent
from monitor.errors import WorkspaceRefused
from monitor.texts import _
from monitor.workspace import Workspace

if TYPE_CHECKING:
    from monitor.comments.publish import Prospect
    from monitor.comments.review import Pending
    from monitor.comments.roster import Roster

RosterOption = Annotated[
    Path | None,
    typer.Option(
        "--roster",
        metavar="FILE",
        help="Class list (csv, xlsx): its names are masked. It is read for this once and never kept.",
    ),
]


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    group = typer.Typer(help="Open answers: read by people, shown only when released.", no_args_is_help=True)
    group.command("urgent", help="Read what may name danger to a child, before anything else.")(urgent)
    group.command("review", help="Read open answers one by one: keep, edit or drop.")(review)
    group.command("publish", help="Release what two people kept, once, and destroy the originals.")(publish)
    group.command("destroy", help="Destroy the open answers of a wave without releasing any.")(destroy)
    group.command("show", help="Print the released open answers.")(show)
    app.add_typer(group, name="comments")


def review(
    survey: SurveyOption,
    year: YearOption,
    item: Annotated[str | None, typer.Option("--item", metavar="ID", help="Only the answers to this question.")] = None,
    roster: RosterOption = None,
    reader: Annotated[
        int, typer.Option("--reader", metavar="1|2", min=1, max=2, help="Whether you read first, or second.")
    ] = 1,
    workspace: WorkspaceOption = None,
) -> None:
    """Let a person decide on each open answer; every decision is kept at once."""
    from monitor.comments.review import pending

    school, wave = meant(workspace, survey, year)
    require_screen()
    if roster is None:
        warn(_("Without a class list most names without a capital stay. Give it with --roster."))
    names = _names(roster)
    waiting = pending(school, wave, reader="second" if reader == 2 else "first", item=item, roster=names)
    if not waiting:
        say(_("Nothing waits for you to read."))
        return
    if reader == 2 and not _another_person():
        say(_("Then ask somebody else. Nothing was changed."))
        return
    say(_("{n} open answers wait for you. You may stop at any time: every decision is kept at once.").format(
        n=len(waiting)
    ))  # fmt: skip
    decide = _confirm if reader == 2 else _read
    for number, one in enumerate(waiting, 1):
        say(f"\n[{number}/{len(waiting)}] {one.question}")
        if not decide(school, wave, one, names):
            say(_("Stopped. Give the same command to go on."))
            return
    say(_("All were read."))


def _read(school: Workspace, wave: str, one: "Pending", names: "Roster") -> bool:
    """Have the first reader decide; gives whether to go on."""
    from monitor.comments.review import decide, masked

    say(_("As written:") + "\n" + indented(one.original))
    while True:
        say(_("As it would be shown:") + "\n" + indented(one.proposed))
        match _asked(_("[k]eep, [e]dit, [d]rop (just Enter), [s]top"), _("keds")):
            case 0:
                decide(school, wave, one.id, one.proposed, roster=names)
                return True
            case 1:
                edited: str = typer.prompt(_("New text (Enter leaves it as it is)"), default="", show_default=False)
                one = replace(one, proposed=masked(school, edited or one.proposed, names))
            case 2:
                decide(school, wave, one.id, None)
                return True
            case _:
                return False


def _confirm(school: Workspace, wave: str, one: "Pending", names: "Roster") -> bool:
    """Have the second reader decide; gives whether to go on."""
    from monitor.comments.review import confirm

    say(_("As it would be shown:") + "\n" + indented(one.proposed))
    match _asked(_("[k]eep, [d]rop (just Enter), [s]top"), _("kds")):
        case 0:
            confirm(school, wave, one.id, keep=True, roster=names)
        case 1:
            confirm(school, wave, one.id, keep=False)
        case _:
            return False
    return True


def _asked(question: str, letters: str) -> int:
    """The place in `letters` of what was answered; just Enter is the last but one: drop."""
    while True:
        answer: str = typer.prompt(question, default="", show_default=False)
        chosen = answer.strip().casefold()[:1] or letters[-2]
        if chosen in letters:
            return letters.index(chosen)
        say(_("Type one of these letters: {letters}").format(letters=", ".join(letters)))


def _another_person() -> bool:
    answer: str = typer.prompt(_("Are you somebody else than the first reader? Type yes if so"), default=_("no"))
    return answer.strip().casefold() == _("yes")


def publish(
    survey: SurveyOption,
    year: YearOption,
    roster: RosterOption = None,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Release the open answers of a closed wave, after asking whether it is meant."""
    from monitor.comments import publish as publication

    school, wave = meant(workspace, survey, year)
    names = _names(roster)
    prospect = publication.prospect(school, wave, roster=names)
    say(_("Will be shown: the open answers to {items}.").format(items=", ".join(prospect.shown)))
    _say_masked(prospect, with_roster=roster is not None)
    if prospect.too_few:
        say(_("Too few for this, and lost for good: {items}.").format(items=", ".join(prospect.too_few)))
    if prospect.waiting:
        say(_("Some open answers were not read by two people. They will be lost for good."))
    say(_("This is done once. All originals are destroyed, and nothing can be added later."))
    if not yes and not is_meant_at_the_keyboard():
        say(_("Nothing was released."))
        return
    publication.publish(school, wave, roster=names)
    say_done(_("Open answers of {wave} are released; the originals are destroyed.").format(wave=wave))


def _say_masked(prospect: "Prospect", *, with_roster: bool) -> None:
    """Say what masking did to the texts that will be shown, and what it cannot have done."""
    if not with_roster:
        warn(_("Without a class list most names without a capital stay. Give it with --roster."))
    if prospect.masked:
        told = _(
            "Of these {texts} open answers {n} have something masked, such as [naam]: there stood a name, a class or a "
            "number. Who knows the school may know what it was."
        )
        say(told.format(n=prospect.masked, texts=prospect.texts))


def destroy(
    survey: SurveyOption,
    year: YearOption,
    yes: YesOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Destroy the open answers of a wave, after asking whether it is meant."""
    from monitor.comments import publish as publication

    school, wave = meant(workspace, survey, year)
    say(_("All open answers of {wave} that were not released will be lost; its other answers stay.").format(wave=wave))
    if not yes and not is_meant_at_the_keyboard():
        say(_("Nothing was destroyed."))
        return
    publication.destroy(school, wave)
    say_done(_("The open answers of {wave} are destroyed.").format(wave=wave))


def show(survey: SurveyOption, year: YearOption, json_: JsonOption = False, workspace: WorkspaceOption = None) -> None:
    """Print the released open answers of a wave."""
    from monitor import pipeline

    school = opened(workspace)
    found = pipeline.results(school)
    for one in found.problems:
        warn(f"{one.release}: {one.message} {one.remedy}")
    released = {pipeline.wave_name(one.survey, one.year): one for one in found.open_answers}
    known = released.get(pipeline.wave_meant(school, survey, year, released=released))
    if known is None:
        _refuse_destroyed(school, pipeline.wave_meant(school, survey, year))
        raise WorkspaceRefused(
            _("No open answers of {survey} in {year} are released.").format(survey=survey, year=year),
            remedy=_("Two people read them first: `schoolklimaat comments review`"),
        )
    if json_:
        about = {"survey": known.survey, "year": known.year}
        print_json([{**about, "item": item, "texts": list(texts)} for item, texts in known.texts.items()])
        return
    questions = {item: found.text(known.survey, known.year, item) for item in known.texts}
    for line in _lines(questions, known.texts):
        say(line)


def _refuse_destroyed(school: Workspace, wave: str) -> None:
    """Say of open answers that were destroyed that they were, instead of that they may still come.

    Raises:
        WorkspaceRefused: they were destroyed.
    """
    from monitor.comments.publish import destroyed_on
    from monitor.report.numerals import date

    day = destroyed_on(school, wave)
    if day is not None:
        raise WorkspaceRefused(
            _("The open answers of {wave} were destroyed on {day}; none were released.").format(
                wave=wave, day=date(day)
            ),
            remedy=_("Nothing of them is left. `schoolklimaat log` shows when what was destroyed."),
        )


def _lines(questions: dict[str, str], texts: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for item, question in questions.items():
        yield question
        yield from ("- " + indented(text).lstrip() for text in texts[item])


def _names(roster: Path | None) -> "Roster":
    from monitor.comments.roster import NO_ROSTER, read_roster

    return NO_ROSTER if roster is None else read_roster(roster)
