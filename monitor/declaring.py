"""Goals of a workspace: drafted, frozen, amended and withdrawn, each in one change of the catalogue.

A goal is only worth its verdict if it was there before the answers were. So it is frozen while nothing of the wave of
its deadline was taken in, and after that only a withdrawal can be added; all of it stays to be seen.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from monitor.catalogue.catalogue import Change, opened
from monitor.catalogue.goals import KeptDeed
from monitor.declarable import answers_in, is_active, require_declarable, require_text
from monitor.disclosure import release_file
from monitor.disk import told_by_the_disk
from monitor.errors import CallError, WorkspaceRefused
from monitor.goals import MOST_ACTIVE, Declared, Deed, Done, Goal
from monitor.goals_read import read
from monitor.results import Results
from monitor.texts import _
from monitor.waves import wave_name
from monitor.workspace import Workspace


def declared(workspace: Workspace) -> tuple[Declared, ...]:
    """Every goal of the workspace, by number."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.look() as change:
        return read(change)


def draft(workspace: Workspace, goal: Goal) -> Declared:
    """Write a goal down that may still change.

    Raises:
        CallError: it names what is not there, or a target that cannot be.
        WorkspaceRefused: there are three active goals already, its number is not shown, its question is another one by
            now, or the answers of its deadline are in.
    """
    with _in_hand(workspace) as hand:
        _require_room(hand)
        require_declarable(hand.change, hand.results, goal)
        number = max((one.number for one in read(hand.change)), default=0) + 1
        return _add(hand, Declared(number, ()), "draft", goal)


def freeze(workspace: Workspace, number: int, *, seen: str | None = None) -> Declared:
    """Freeze a draft: from now on it can only be added to.

    Args:
        workspace: where.
        number: of the goal.
        seen: the hash of the last deed that was looked at; None: whatever the goal is now.

    Raises:
        CallError: there is no such goal.
        WorkspaceRefused: it is no draft, it may not be declared (any more), or it is not what was looked at.
    """
    with _in_hand(workspace) as hand:
        found = _goal(hand.change, number, seen)
        if found.state != "draft":
            raise WorkspaceRefused(
                _("Goal {number} is frozen already, or was withdrawn. Nothing was changed.").format(number=number),
                remedy=_("Add a change with `schoolklimaat goals amend`: it stands beside what was frozen."),
                about="state",
            )
        require_declarable(hand.change, hand.results, found.goal)
        return _add(hand, found, "freeze", found.goal)


def amend(
    workspace: Workspace, number: int, changed: dict[str, Any], reason: str = "", *, seen: str | None = None
) -> Declared:
    """Change target, margin, deadline or why; of a frozen goal what it was stays beside it, with the reason.

    `seen` is that of `freeze`.

    Raises:
        CallError: nothing is changed, or a frozen goal is changed without a reason.
        WorkspaceRefused: it was withdrawn, the answers of its deadline are in, or it is not what was looked at.
    """
    with _in_hand(workspace) as hand:
        found = _goal(hand.change, number, seen)
        _require_standing(found)
        goal = found.goal.model_copy(update=changed)
        if goal == found.goal:
            raise CallError(_("Nothing of goal {number} would change.").format(number=number), about="same")
        if found.frozen:
            require_text(reason)
            _refuse_if_in(hand, found)
        require_declarable(hand.change, hand.results, goal)
        return _add(hand, found, "amend" if found.frozen else "draft", goal, reason)


def withdraw(workspace: Workspace, number: int, reason: str, *, seen: str | None = None) -> Declared:
    """Withdraw a goal; it stays to be seen, and one of which the answers are in is judged all the same.

    `seen` is that of `freeze`.

    Raises:
        CallError: there is no such goal, or no reason.
        WorkspaceRefused: it was withdrawn before, or is not what was looked at.
    """
    with _in_hand(workspace) as hand:
        found = _goal(hand.change, number, seen)
        _require_standing(found)
        require_text(reason)
        return _add(hand, found, "withdraw", found.goal, reason)


class _Hand(NamedTuple):
    """One change of the catalogue, what is released, and where."""

    change: Change
    results: Results
    releases: Path


@contextmanager
def _in_hand(workspace: Workspace) -> Iterator[_Hand]:
    """One change of the catalogue, beside what is released."""
    results = Results.load(workspace.releases_folder)
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        yield _Hand(change, results, workspace.releases_folder)


def _goal(change: Change, number: int, seen: str | None) -> Declared:
    """The goal with this number, if it is still what was looked at."""
    goals = read(change)
    found = next((one for one in goals if one.number == number), None)
    if found is None:
        raise CallError(
            _("There is no goal {number}.").format(number=number),
            remedy=_("`schoolklimaat goals` shows the goals and their numbers."),
            about="number",
        )
    if seen is not None and seen != found.deeds[-1].sha256:
        raise WorkspaceRefused(
            _("Somebody changed goal {number} meanwhile. Nothing was changed by you.").format(number=number),
            remedy=_("Look at it as it is now, and decide again."),
            about="meanwhile",
        )
    return found


def _require_room(hand: _Hand) -> None:
    active = [one for one in read(hand.change) if is_active(one, hand.results)]
    if len(active) >= MOST_ACTIVE:
        raise WorkspaceRefused(
            _(
                "There are {n} goals already: {numbers}. At most {most} can be active at once. Nothing was added."
            ).format(n=len(active), numbers=", ".join(str(one.number) for one in active), most=MOST_ACTIVE),
            remedy=_("Withdraw one with `schoolklimaat goals withdraw`, or wait until one is judged."),
            about="room",
        )


def _require_standing(found: Declared) -> None:
    if found.withdrawn:
        raise WorkspaceRefused(
            _("Goal {number} was withdrawn. Nothing was changed.").format(number=found.number),
            remedy=_("Declare a new goal with `schoolklimaat goals add`."),
            about="state",
        )


def _refuse_if_in(hand: _Hand, found: Declared) -> None:
    if answers_in(hand.change, hand.results, found.goal):
        raise WorkspaceRefused(
            _(
                "The answers of {deadline} are in, so goal {number} can no longer be changed. Nothing was changed."
            ).format(deadline=found.goal.deadline, number=found.number),
            remedy=_("Declare a new goal for a later year; or withdraw this one, which stays to be seen."),
            about="late",
        )


def _add(hand: _Hand, found: Declared, deed: Deed, goal: Goal, reason: str = "") -> Declared:
    """Write the deed down behind those before it, with the hash that fits."""
    done = Done(
        number=found.number,
        deed=deed,
        at=dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        goal=goal,
        reason=reason.strip(),
        answers_in=answers_in(hand.change, hand.results, goal),
        release=release_file.manifest_sha256(hand.releases / wave_name(goal.survey, goal.start)),
        before=found.deeds[-1].sha256 if found.deeds else "",
    ).sealed()
    kept = {**vars(done), "content": goal.model_dump_json()}
    del kept["goal"]
    hand.change.goals.add(KeptDeed(**kept))
    return Declared(found.number, (*found.deeds, done))
