"""The goal desk: what the forms of the dashboard do to the goals of a workspace, by the same recipe as the commands.

The four texts of the first meeting are written here too: goals begin with them.

Nothing is kept here between two questions; who looks at a goal while somebody else changes it, is told so.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from monitor.definition.workgroup import WORKGROUP_FILE, Start, workgroup
from monitor.errors import WorkspaceRefused
from monitor.goals import Declared, Goal
from monitor.texts import _
from monitor.workspace import Workspace, open_workspace


class GoalDeskOfWorkspace:
    """The goals of the workspace in one folder; `changed` is told when something was done to them.

    Every method refuses what the command of the same name refuses, with the part of the form that it is about.
    """

    def __init__(self, root: Path, changed: Callable[[], None] = lambda: None) -> None:
        self._root, self._changed = root, changed

    @property
    def _workspace(self) -> Workspace:
        return open_workspace(self._root)

    def goals(self) -> tuple[Declared, ...]:
        """The goals as they are now, by number.

        Raises:
            WorkspaceRefused: what was written down is damaged, or another command is busy.
        """
        from monitor import declaring

        return declaring.declared(self._workspace)

    def draft(self, goal: Goal) -> Declared:
        """A new goal, that may still change.

        Raises:
            CallError: it names what is not there, or a target that cannot be.
            WorkspaceRefused: there are three already, its number is not shown or not comparable, or it is too late.
        """
        from monitor import declaring

        return self._told(declaring.draft(self._workspace, goal))

    def freeze(self, number: int, seen: str) -> Declared:
        """A draft is final from now on; `seen` is the hash of what was looked at.

        Raises:
            CallError: there is no such goal.
            WorkspaceRefused: it is no draft, may not be declared any more, or is not what was looked at.
        """
        from monitor import declaring

        return self._told(declaring.freeze(self._workspace, number, seen=seen))

    def amend(self, number: int, changed: Mapping[str, Any], reason: str, seen: str) -> Declared:
        """Another target, margin, deadline or why; of a frozen goal what it was stays.

        Raises:
            CallError: nothing is changed, or a frozen goal is changed without a reason.
            WorkspaceRefused: it was withdrawn, it is too late, or it is not what was looked at.
        """
        from monitor import declaring

        return self._told(declaring.amend(self._workspace, number, dict(changed), reason, seen=seen))

    def withdraw(self, number: int, reason: str, seen: str) -> Declared:
        """A goal is given up; it stays to be seen.

        Raises:
            CallError: there is no such goal, or no reason.
            WorkspaceRefused: it was withdrawn before, or is not what was looked at.
        """
        from monitor import declaring

        return self._told(declaring.withdraw(self._workspace, number, reason, seen=seen))

    def start(self) -> Start:
        """The four texts of the first meeting, as they stand in `werkgroep.yaml` now.

        Raises:
            DefinitionRefused: the file has faults, each named with its line.
        """
        return workgroup(self._root / WORKGROUP_FILE).start

    def write_start(self, start: Start, seen: str) -> None:
        """Write the four texts in `werkgroep.yaml`; `seen` is the stamp of those that were looked at.

        Raises:
            CallError: a text is too long, or somebody changed the texts meanwhile.
            DefinitionRefused: the file has a fault that is to be mended first.
            WorkspaceRefused: these lines of the file cannot be changed from here, or it cannot be written.
        """
        from monitor.definition.start_texts import write_start

        try:
            write_start(self._root / WORKGROUP_FILE, start, seen=seen)
        except OSError as error:
            raise WorkspaceRefused(
                _("The file werkgroep.yaml cannot be written. Nothing was changed."),
                remedy=_("Close it in other programs, and look whether the disk is full."),
            ) from error

    def _told(self, found: Declared) -> Declared:
        self._changed()
        return found
