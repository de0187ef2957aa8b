"""The folder of the school, or of the network, that a command is about, and the Dutch of its region."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from monitor.errors import WorkspaceRefused
from monitor.texts import use_region
from monitor.workspace import Workspace, is_network, open_workspace, workspace_path

if TYPE_CHECKING:
    from monitor.network.settings import Network


def opened(given: Path | None) -> Workspace:
    """The workspace that is meant; from here on its messages are in the Dutch of its region.

    Raises:
        WorkspaceRefused: there is none, or it is that of a network.
    """
    found = open_workspace(workspace_path(given))
    _speak_as(found)
    return found


def opened_either(given: Path | None) -> "Workspace | Network":
    """The workspace that is meant, of a school or of a network; for commands that both have.

    Raises:
        WorkspaceRefused: there is none.
    """
    root = workspace_path(given)
    if not is_network(root):
        return opened(root)
    from monitor.network.settings import Network

    found = Network(root)
    _speak_as(found)
    return found


def _speak_as(found: "Workspace | Network") -> None:
    with suppress(WorkspaceRefused):  # whoever needs the settings is told; what reads releases does without them
        use_region(found.settings.locale)
