"""What the forms for goals need of whoever keeps the goals: the dashboard itself has no way to them.

Without such a desk the goals are shown, and nobody changes them here. `monitor.goal_desk` has one for a workspace; the
command `serve` brings it along.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from monitor.definition.workgroup import Start
from monitor.goals import Declared, Goal


class GoalDesk(Protocol):
    """Where goals are declared, and the four texts written that they begin with.

    Every method may refuse with a `SchoolklimaatError` that says which part of the form it is about. `seen` is the hash
    of the last deed that was looked at: a goal that somebody changed meanwhile is not changed by who did not see it.
    """

    def goals(self) -> tuple[Declared, ...]:
        """The goals as they are now, by number."""

    def draft(self, goal: Goal) -> Declared:
        """A new goal, that may still change."""

    def freeze(self, number: int, seen: str) -> Declared:
        """A draft is final from now on."""

    def amend(self, number: int, changed: Mapping[str, Any], reason: str, seen: str) -> Declared:
        """Another target, margin, deadline or why; of a frozen goal what it was stays."""

    def withdraw(self, number: int, reason: str, seen: str) -> Declared:
        """A goal is given up; it stays to be seen."""

    def start(self) -> Start:
        """The four texts of the first meeting, as they are now."""

    def write_start(self, start: Start, seen: str) -> None:
        """Other texts; `seen` is the stamp of those that were looked at."""
