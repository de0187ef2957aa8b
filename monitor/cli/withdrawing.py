"""The command with which a respondent takes answers back: withdraw."""

import sys

import typer

from monitor.cli.asking import is_meant_or_unasked
from monitor.cli.opening import opened
from monitor.cli.options import SurveyOption, WorkspaceOption, YearOption, YesOption
from monitor.cli.output import say, say_done
from monitor.errors import CallError
from monitor.texts import _, n_


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("withdraw", help="Take one respondent's answers out of an open wave, by withdrawal code.")(withdraw)


def withdraw(survey: SurveyOption, year: YearOption, yes: YesOption = False, workspace: WorkspaceOption = None) -> None:
    """Withdraw; the code is asked for, and is no option: options stay in the history of the terminal."""
    from monitor import pipeline

    school = opened(workspace)
    code = _code()
    say(_("The answers with this code will be lost. They do not come back, not even with a new import."))
    say(_("Open answers lie apart, without a link: no code finds them again, so if the school keeps them they stay."))
    if not is_meant_or_unasked(yes=yes):
        say(_("Nothing was withdrawn."))
        return
    left = pipeline.withdraw(school, survey, year, code)
    say_done(
        n_(
            "The answers are withdrawn. There is {n} form left in this wave.",
            "The answers are withdrawn. There are {n} forms left in this wave.",
            left,
        ).format(n=left)
    )


def _code() -> str:
    """The code: asked for on a terminal, without showing it; else the first line of the input.

    Raises:
        CallError: there is none.
    """
    if sys.stdin.isatty():
        code: str = typer.prompt(_("Withdrawal code"), hide_input=True)
    else:
        code = sys.stdin.readline()
    if not code.strip():
        raise CallError(
            _("No withdrawal code was given. Nothing was withdrawn."),
            remedy=_("Type the code when it is asked for, or give it as the first line of the input."),
        )
    return code
