"""The folder of the school that a command is about, and the Dutch of its region."""

from pathlib import Path

from monitor.errors import WorkspaceRefused
from monitor.texts import use_region
from monitor.workspace import Workspace, open_workspace, workspace_path


def opened(given: Path | None) -> Workspace:
    """The workspace that is meant; from here on its messages are in the Dutch of its region.

    Raises:
        WorkspaceRefused: there is none.
    """
    found = open_workspace(workspace_path(given))
    try:
        use_region(found.settings.locale)
    except WorkspaceRefused:  # whoever needs the settings is told; what reads releases does without them
        return found
    return found
