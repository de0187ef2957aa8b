"""The goals as the catalogue has them; a dashboard follows them: now and then, without a lock, changing nothing."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

from pydantic import ValidationError

from monitor.errors import WorkspaceRefused
from monitor.goals import Declared, Deed, Done, Goal, declared_in
from monitor.texts import _

if TYPE_CHECKING:  # the database is loaded by the first question
    from monitor.catalogue.catalogue import Change
    from monitor.catalogue.goals import KeptDeed

FRESH: Final = 2.0
"""Seconds for which what was read is taken to be so still."""


def read(change: "Change") -> tuple[Declared, ...]:
    """The goals as they are written down; a row that cannot be read stands as the one before it, and fits no hash."""
    known: dict[int, Goal] = {}
    deeds = []
    for kept in change.goals.all():
        goal = _goal_in(kept) or known.get(kept.number)
        if goal is None:
            raise WorkspaceRefused(
                _("What was written down of goal {number} is damaged.").format(number=kept.number),
                remedy=_("Put back the file {file} from a backup.").format(file="catalogue.sqlite"),
            )
        known[kept.number] = goal
        deeds.append(_done(kept, goal))
    return declared_in(deeds)


def _goal_in(kept: "KeptDeed") -> Goal | None:
    try:
        return Goal.model_validate_json(kept.content)
    except ValidationError:
        return None


def _done(kept: "KeptDeed", goal: Goal) -> Done:
    """The deed; its hash is that of the row only if the row says what the goal says."""
    fits = kept.content == goal.model_dump_json()
    return Done(
        kept.number, cast(Deed, kept.deed), kept.at, goal, kept.reason, kept.answers_in, kept.release, kept.before,
        kept.sha256 if fits else "",
    )  # fmt: skip


class GoalsOfWorkspace:
    """The goals of the workspace with this catalogue, for a dashboard that asks at every visit; it changes nothing."""

    def __init__(self, catalogue_file: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._file, self._clock = catalogue_file, clock
        self._read_at: float | None = None
        self._goals: tuple[Declared, ...] = ()

    def __call__(self) -> tuple[Declared, ...]:
        """The goals as they were at most two seconds ago; where they cannot be read, as they were last."""
        now = self._clock()
        if self._read_at is None or now - self._read_at >= FRESH:
            self._goals, self._read_at = self._read(), now
        return self._goals

    def look_again(self) -> None:
        """Have the next question read them anew: something was done to them just now."""
        self._read_at = None

    def _read(self) -> tuple[Declared, ...]:
        from monitor.catalogue.glimpse import glimpsed

        try:
            found = glimpsed(self._file, read)
        except WorkspaceRefused:  # what was written down is damaged: the command says so
            return self._goals
        return self._goals if found is None else found
