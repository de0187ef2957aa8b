"""One line on stderr beside another command: what may not be kept any longer, and what to do about it."""

from monitor.cli.output import warn
from monitor.reminders import reminders
from monitor.workspace import Workspace


def remind(workspace: Workspace) -> None:
    """Say what is due, if anything is; nothing is destroyed."""
    for sentence in reminders(workspace):
        warn(sentence)
