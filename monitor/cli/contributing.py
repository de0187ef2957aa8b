"""The command contribute: what a school gives its network of a wave, told and asked before it is given."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from monitor.cli.asking import is_meant_or_unasked
from monitor.cli.before_closing import say_open
from monitor.cli.opening import opened
from monitor.cli.options import JsonOption, SurveyOption, WorkspaceOption, YearOption, YesOption
from monitor.cli.output import print_json, say
from monitor.errors import CallError, once_kept
from monitor.texts import _

if TYPE_CHECKING:
    from monitor.network.contributing import Given, Planned
    from monitor.network.contribution import Agreement


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("contribute", help="Give the network of the school a wave: its released numbers.")(contribute)


def contribute(
    survey: SurveyOption,
    year: YearOption,
    to: Annotated[
        str, typer.Option("--to", metavar="DIR|URL", help="Dataset of the network: a folder or an address (s3://…).")
    ],
    school: Annotated[
        str, typer.Option("--school", metavar="CODE", help="Code of the school in the network, such as school-001.")
    ],
    codes: Annotated[
        bool, typer.Option("--codes", help="Hand over the answers themselves; only under a written agreement.")
    ] = False,
    agreement: Annotated[
        str | None,
        typer.Option("--agreement", metavar="TEXT", help="With --codes: which agreement (its name or number)."),
    ] = None,
    signed_on: Annotated[
        str | None,
        typer.Option("--signed-on", metavar="2026-01-15", help="With --codes: the day on which it was signed."),
    ] = None,
    yes: YesOption = False,
    json_: JsonOption = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Contribute a wave to a network, after saying what is given to whom and asking whether it is meant."""
    from monitor import pipeline
    from monitor.network import contributing
    from monitor.network.contribution import school_code
    from monitor.network.dataset import Dataset

    under = _agreement(agreement, signed_on, codes=codes)
    own, code = opened(workspace), school_code(school)
    name = pipeline.wave_of(own, survey, year)
    plan = contributing.planned(own, name, Dataset.open(to), code, under)
    _say_before(plan, silent=json_)
    if not is_meant_or_unasked(yes=yes or json_):
        say(_("Nothing was contributed."))
        return
    given = contributing.give(own, plan)
    with once_kept(_("{wave} was contributed to {dataset}.").format(wave=name, dataset=plan.address)):
        _tell(plan, given, json_=json_)


def _agreement(reference: str | None, signed_on: str | None, *, codes: bool) -> "Agreement | None":
    """The agreement under which answers are handed over; None where released numbers are contributed.

    Raises:
        CallError: it is missing, or stands beside numbers that need none; or the day cannot be.
    """
    if codes != bool(reference and signed_on) or (not codes and (reference or signed_on)):
        raise CallError(
            _("Answers are handed over under a written agreement alone, and only answers need one."),
            remedy=_(
                'Give all three: --codes --agreement "agreement 12" --signed-on 2026-01-15. Or none of them: then the '
                "released numbers are contributed."
            ),
        )
    return _under(reference or "", _day(signed_on or "")) if codes else None


def _under(reference: str, signed_on: dt.date) -> "Agreement":
    from pydantic import ValidationError

    from monitor.network.contribution import Agreement

    try:
        return Agreement(reference=reference, signed_on=signed_on)
    except ValidationError as fault:
        raise CallError(
            _("What you give after --{option} cannot be.").format(option="agreement"),
            remedy=str(fault.errors()[0]["msg"]),
        ) from None


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = dt.date.max
    if day > dt.date.today():
        raise CallError(
            _("{text!r} is not a day on which an agreement was signed.").format(text=text),
            remedy=_("Write the day as 2026-01-15; not later than today."),
        )
    return day


def _say_before(plan: "Planned", *, silent: bool) -> None:
    """Say what goes to whom, and what does not; `silent`: stdout is for something else."""
    if plan.open is not None:
        say_open(plan.open)
    if silent:
        return
    to_whom = _("You give {wave} to {dataset}, as the school {school}.")
    say(to_whom.format(wave=plan.wave.name, dataset=plan.address, school=plan.school))
    if plan.agreement is None:
        say(
            _(
                "What goes there: the released numbers as they are (rounded, of the school and its groups), the "
                "questionnaire and the proof of the protection. No answers of people, and no open answers."
            )
        )
    else:
        _say_answers(plan)


def _say_answers(plan: "Planned") -> None:
    """Say what goes with the answers themselves, under which agreement, and that it is final."""
    from monitor.report.numerals import date

    assert plan.agreement is not None, "answers go under an agreement alone"
    say(
        _(
            "What goes there: the answers, a row for each form in an order that tells nothing, with the class and with "
            "which forms are of one family. No names, no times, no withdrawal codes, and no open answers."
        )
    )
    say(
        _(
            "Also: where your files differ from the questionnaire (questions that they lack, and the headings of those "
            "that they have besides). So the network knows which years it may compare."
        )
    )
    if plan.first:
        told = _("In {dataset} there is nothing of any school yet. Is this the address that the network gave you?")
        say(told.format(dataset=plan.address))
    under = _("Agreement: {reference}, signed on {day}.")
    say(under.format(reference=plan.agreement.reference, day=date(plan.agreement.signed_on)))
    say(
        _(
            "This is final: the network closes this wave. Here nothing can be imported, taken back or closed of it any "
            "more; the answers that are kept here can still be destroyed (schoolklimaat forget)."
        )
    )


def _tell(plan: "Planned", given: "Given", *, json_: bool) -> None:
    one = given.contribution
    if json_:
        told = one.model_dump(mode="json", include={"school", "name", "kind", "year", "files", "forms", "agreement"})
        print_json({"wave": plan.wave.name, "dataset": plan.address, **told, "written": given.written})
    elif given.written:
        said = _("{wave} was contributed to {dataset}, as the school {school}.")
        say(said.format(wave=plan.wave.name, dataset=plan.address, school=one.school))
    else:
        said = _("{wave} lies in {dataset} already, just so. Nothing was written.")
        say(said.format(wave=plan.wave.name, dataset=plan.address))
