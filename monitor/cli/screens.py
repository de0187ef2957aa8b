"""Open answers on a screen: of which wave, to whom, and whether it is meant."""

import sys
from pathlib import Path

from monitor.cli.asking import is_meant
from monitor.cli.opening import opened
from monitor.errors import CallError
from monitor.texts import _
from monitor.workspace import Workspace


def meant(workspace: Path | None, survey: str, year: str) -> tuple[Workspace, str]:
    """The workspace, and the name of the wave that a survey and a year mean in it.

    Raises:
        WorkspaceRefused: there is no workspace.
        CallError: it may mean two waves.
    """
    from monitor import pipeline

    school = opened(workspace)
    return school, pipeline.wave_meant(school, survey, year)


def is_meant_at_the_keyboard() -> bool:
    """Ask somebody whether it is meant.

    Raises:
        CallError: there is nobody to ask.
    """
    require_somebody()
    return is_meant()


def require_somebody() -> None:
    """Check that somebody sits at the keyboard.

    Raises:
        CallError: there is nobody to ask.
    """
    if not sys.stdin.isatty():
        raise CallError(
            _("Nobody can be asked here what becomes of an open answer. Nothing was changed."),
            remedy=_("Give this command in a window where you can type."),
        )


def require_screen() -> None:
    """Check that somebody at the keyboard reads what is shown: a file or another program would keep the originals.

    Raises:
        CallError: what is shown goes elsewhere, or there is nobody.
    """
    require_somebody()
    if not sys.stdout.isatty():
        raise CallError(
            _("Open answers are shown on a screen only: never in a file or in another program. Nothing was changed."),
            remedy=_("Give this command in a window where you can type, without `>` or `|`."),
        )


def indented(text: str) -> str:
    """A text a little to the right, so that it stands apart from what the program says."""
    return "\n".join(f"  {line}" for line in text.splitlines())
