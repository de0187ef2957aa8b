"""The end of answers, as the import desk tells it: until when they may be kept, and what it is to destroy them."""

import datetime as dt
from typing import TYPE_CHECKING

from monitor.errors import WorkspaceRefused
from monitor.reminders import due
from monitor.texts import _
from monitor.wave_terms import BeforeForgetting
from monitor.workspace import Workspace

if TYPE_CHECKING:
    from monitor.catalogue.catalogue import Wave
    from monitor.retention import KeptData


def answers_due(workspace: Workspace) -> frozenset[str]:
    """The waves of which the answers may not be kept any longer."""
    return frozenset(one.wave for one in due(workspace) if one.data == "answers")


def until(workspace: Workspace, wave: str) -> str:
    """The first day (ISO) on which the answers of a wave may not be kept any more; empty if none is known."""
    kept = _kept(workspace, wave).get("answers")
    return str(kept.until) if kept is not None and kept.until is not None else ""


def before_forgetting(workspace: Workspace, wave: "Wave", title: str) -> BeforeForgetting:
    """What to know before the answers of a wave are destroyed.

    Raises:
        WorkspaceRefused: it is not closed: then everything of it would be lost, and no number would stay; or as for
            the command `forget`.
    """
    from monitor import pipeline

    require_closed(wave)
    pipeline.to_forget(workspace, wave.survey.id, wave.year)
    kept = _kept(workspace, wave.name)
    answers = kept.get("answers")
    return BeforeForgetting(
        wave.name,
        title,
        wave.year,
        until=str(answers.until) if answers is not None and answers.until is not None else "",
        is_due=answers is not None and answers.is_due,
        by_event=answers is not None and answers.by_event,
        has_comments="comments" in kept,
    )


def require_closed(wave: "Wave") -> None:
    """Check that the numbers of a wave are released: without them nothing of it would be left.

    Raises:
        WorkspaceRefused: it is open, or the network closes it.
    """
    if wave.status == "handed":
        raise WorkspaceRefused(
            _(
                "This survey was handed over to the network. Its numbers are not here, and once destroyed its answers "
                "cannot be handed over again."
            ),
            remedy=_("If that is meant: `schoolklimaat forget`."),
        )
    if wave.status == "open":
        raise WorkspaceRefused(
            _("This survey is not closed yet: there are no numbers of it, and destroying its answers would lose all."),
            remedy=_("Close it first, or take its imports back."),
        )


def _kept(workspace: Workspace, wave: str) -> "dict[str, KeptData]":
    from monitor import retention

    return {one.data: one for one in retention.kept_data(workspace, dt.date.today()) if one.wave == wave}
