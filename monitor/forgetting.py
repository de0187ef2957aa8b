"""Answers are destroyed: the key of their wave first, by the catalogue's commit; then whatever the key opened.

The entry in the log that proves it stands in the same commit. The files, and the bytes of the key that the database
would keep in pages out of use, go afterwards; a kill in between leaves noise that the next command takes away.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from monitor.catalogue.catalogue import Change, Wave
from monitor.catalogue.log import LogEntry
from monitor.comments.store import opened, require_seen
from monitor.errors import WorkspaceRefused
from monitor.mending import in_hand
from monitor.texts import _
from monitor.workspace import Workspace


def destroy(workspace: Workspace, name: str) -> None:
    """Forget the answers of a wave: its key and its files are gone for good; its release stays.

    Raises:
        WorkspaceRefused: there is no such wave, or its answers were destroyed before; or nobody read yet what may name
            danger to a child.
    """
    with in_hand(workspace, name) as change:
        wave = _with_answers(name, change.wave(name))
        _require_read(workspace, change, wave)
        for entry in _destroyed(change, wave):
            change.log.add(entry)
        status = "closed" if wave.status == "closed" else "forgotten"
        change.save_wave(replace(wave, status=status, wrapped_key=None, vault_sha256=None))
        change.comments.forget(name)
        change.wiping.ask()


def to_destroy(workspace: Workspace, name: str) -> Wave:
    """The wave of which the answers may be destroyed.

    Raises:
        WorkspaceRefused: as for `destroy`.
    """
    with in_hand(workspace, name) as change:
        wave = _with_answers(name, change.wave(name))
        _require_read(workspace, change, wave)
        return wave


def _destroyed(change: Change, wave: Wave) -> Iterator[LogEntry]:
    """That it was decided, and of each thing that goes its hash: the files as encrypted, the key as wrapped."""
    yield LogEntry("forget", wave.name, "answers")
    if wave.vault_sha256 is not None:
        yield LogEntry("destroy", wave.name, "answers", wave.vault_sha256)
    if (comments := change.comments.named(wave.name)) is not None:
        yield LogEntry("destroy", wave.name, "comments", comments)
    yield LogEntry("destroy", wave.name, "key", hashlib.sha256(wave.wrapped_key or b"").hexdigest())


def _require_read(workspace: Workspace, change: Change, wave: Wave) -> None:
    """Check that nothing goes unread that may name danger to a child; what no key opens nobody reads any more."""
    if change.comments.named(wave.name) is None:
        return
    try:
        comments = opened(workspace, change, wave).read()
    except WorkspaceRefused:
        return
    require_seen(comments, wave)


def _with_answers(name: str, wave: Wave | None) -> Wave:
    """The wave, if it has a key: without one its answers are gone for good."""
    remedy = _("Check the survey and the school year.")
    if wave is None:
        raise WorkspaceRefused(_("There is no wave {wave} in this workspace.").format(wave=name), remedy=remedy)
    if wave.wrapped_key is None:
        message = _("The answers of {wave} were destroyed before; there is nothing left to destroy.")
        raise WorkspaceRefused(message.format(wave=name), remedy=remedy)
    return wave
