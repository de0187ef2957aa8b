"""The command comments urgent: the head of the school reads what may name danger to a child, before anything else."""

import sys
from typing import TYPE_CHECKING

import typer

from monitor.cli.options import SurveyOption, WorkspaceOption, YearOption, YesOption
from monitor.cli.output import say
from monitor.cli.screens import indented, meant, require_screen
from monitor.texts import _
from monitor.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitor.comments.review import Pending


def urgent(survey: SurveyOption, year: YearOption, yes: YesOption = False, workspace: WorkspaceOption = None) -> None:
    """Show what may name danger to a child, one by one, with what to do; what was shown counts as seen."""
    from monitor.comments import review

    school, wave = meant(workspace, survey, year)
    require_screen()
    if not yes and not _is_the_head():
        say(_("Only the head of the school reads these. Nothing was shown."))
        return
    found = review.urgent(school, wave)
    if not found:
        say(_("No open answer of {wave} seems to name danger to a child.").format(wave=wave))
        say(_("The program looks for words and may miss something: read all open answers soon."))
        return
    say(_("These open answers may name danger to a child. Only the head of the school reads them."))
    _say_help(school)
    _show(school, wave, found)


def _is_the_head() -> bool:
    answer: str = typer.prompt(_("Are you the head of the school? Type yes if so"), default=_("no"))
    return answer.strip().casefold() == _("yes")


def _show(school: Workspace, wave: str, found: "Sequence[Pending]") -> None:
    """Show one text at a time, and write down of each that it was read before the next comes."""
    from monitor.comments.review import mark_seen

    for number, one in enumerate(found, 1):
        if number > 1:
            typer.prompt(_("Enter for the next"), default="", show_default=False)
        say(f"\n[{number}/{len(found)}] {one.question}\n{indented(one.original)}\n  ({'; '.join(one.signals)})")
        sys.stdout.flush()  # only what was really shown counts as seen
        mark_seen(school, wave, {one.id})


def _say_help(school: Workspace) -> None:
    """Say whom to call, before the texts: who stops after the first has seen it."""
    from monitor.definition.load import load_common
    from monitor.definition.model import as_read

    say(_("Is there danger now? Call 112."))
    say(as_read(load_common().terms["kind_in_gevaar"], school.settings.locale))
    say(_("Do not look for who wrote it: talk to those who help, and follow the agreements of the school."))
