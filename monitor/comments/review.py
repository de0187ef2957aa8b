"""Review: people read open answers one by one, and say which may be shown.

What may name danger to a child is read first, by the head of the school alone; no reader gets it, and it is never
shown. Then a first reader keeps, edits or drops each text; a second person confirms or drops what the first kept. That
a text was kept by one or by two is stored, never by whom. A decision is kept at once, so a reader may stop at any time.
The roster of names serves this session and is never kept.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Literal

from monitor.catalogue.catalogue import Wave
from monitor.comments.danger import dangers, titles
from monitor.comments.masking import mask
from monitor.comments.roster import NO_ROSTER, Roster
from monitor.comments.store import Comment, CommentStore, opened, require_seen
from monitor.definition.model import ItemType, Survey
from monitor.disclosure.comments_file import already_there
from monitor.errors import CallError, WorkspaceRefused
from monitor.mending import in_hand
from monitor.shuffled import shuffled
from monitor.texts import _
from monitor.workspace import Workspace

Reader = Literal["first", "second"]


@dataclass(frozen=True)
class Pending:
    """An open answer that waits for a reader, with the question in the words of the school's region.

    `proposed` is what would be shown. `original` is empty for the second reader, who needs only that; and `proposed`
    is empty in the list of what may name danger, which has the `signals` of it in words.
    """

    id: str
    item: str
    question: str
    original: str
    proposed: str
    signals: tuple[str, ...] = ()


@contextmanager
def in_review(workspace: Workspace, wave: str) -> Iterator[tuple[CommentStore, Wave]]:
    """One change of the open answers of a wave.

    Raises:
        WorkspaceRefused: there is no such wave, or nothing of it (any more) to read.
    """
    with in_hand(workspace, wave) as change:
        known = change.wave(wave)
        if known is None:
            raise WorkspaceRefused(
                _("There is no wave {wave} in this workspace.").format(wave=wave),
                remedy=_("Check the survey and the school year."),
            )
        if change.comments.published(wave) is not None:
            raise already_there(wave)
        if known.wrapped_key is None or change.comments.named(wave) is None:
            raise WorkspaceRefused(
                _("There are no open answers of {wave} to read.").format(wave=wave),
                remedy=_(
                    "They are kept of imports that came after `on = true` was written under [open_answers] in "
                    "schoolklimaat.toml, until they are released or destroyed."
                ),
            )
        yield opened(workspace, change, known), known


def urgent(workspace: Workspace, wave: str) -> tuple[Pending, ...]:
    """What may name danger to a child, in full, for the director alone; that it was read is logged.

    Raises:
        WorkspaceRefused: there is nothing (any more) to read.
    """
    with in_review(workspace, wave) as (store, known):
        store.change.comments.log("read", wave)
        found = [comment for comment in store.read() if comment.urgent]
        shown = (_pending(workspace, known.survey, comment, comment.original, "") for comment in found)
        return shuffled(replace(one, signals=_signals(one.original)) for one in shown)


def mark_seen(workspace: Workspace, wave: str, ids: Collection[str]) -> None:
    """The director read these texts.

    Raises:
        WorkspaceRefused: there is nothing (any more) to read.
    """
    with in_review(workspace, wave) as (store, _known):
        store.write(replace(one, seen=one.seen or one.id in ids) for one in store.read())


def pending(
    workspace: Workspace, wave: str, *, reader: Reader = "first", item: str | None = None, roster: Roster = NO_ROSTER
) -> tuple[Pending, ...]:
    """What waits for this reader, in random order; that it was asked for is logged.

    What may name danger to a child waits for no reader: `urgent` gives it.

    Args:
        workspace: the school.
        wave: the name of the wave.
        reader: `first` reads originals beside what would be shown, `second` only what the first kept.
        item: only the answers to this item.
        roster: the names of the school, for this session.

    Raises:
        CallError: the survey has no such open item.
        WorkspaceRefused: there is nothing to read, or what may name danger to a child was not read yet.
    """
    with in_review(workspace, wave) as (store, known):
        survey = known.survey
        _require_open_item(survey, item)
        comments = store.read()
        require_seen(comments, known)
        store.change.comments.log("review-second" if reader == "second" else "review-first", wave)
        wanted = [one for one in comments if item in (None, one.item)]
        if reader == "second":
            kept = (one for one in wanted if one.kept_once)
            return shuffled(_pending(workspace, survey, one, "", masked(workspace, one.text, roster)) for one in kept)
        return shuffled(
            _pending(workspace, survey, one, one.original, masked(workspace, one.original, roster))
            for one in wanted
            if one.unread
        )


def decide(
    workspace: Workspace, wave: str, comment: str, kept: str | None, *, roster: Roster = NO_ROSTER
) -> str | None:
    """What the first reader decides: the text as it may be shown, or nothing of it. The original goes at once.

    Args:
        workspace: the school.
        wave: the name of the wave.
        comment: the id of the open answer.
        kept: the text; what would be masked in it is masked again. None or blank: it is dropped.
        roster: the names of the school, for this session.

    Returns:
        The text as it would be shown.

    Raises:
        WorkspaceRefused: it was decided already, or is not there; or it is for the head of the school alone.
    """

    def decided(one: Comment) -> Comment | None:
        if not kept or not kept.strip():
            return None
        return replace(one, text=masked(workspace, kept, roster), original="")

    return _decided(workspace, wave, comment, lambda one: one.unread, decided)


def confirm(workspace: Workspace, wave: str, comment: str, *, keep: bool, roster: Roster = NO_ROSTER) -> str | None:
    """What the second reader decides: the text may be shown as the first kept it, or it is dropped.

    Raises:
        WorkspaceRefused: the first did not keep it, or it was decided already.
    """

    def decided(one: Comment) -> Comment | None:
        return replace(one, text=masked(workspace, one.text, roster), confirmed=True) if keep else None

    return _decided(workspace, wave, comment, lambda one: one.kept_once, decided)


def masked(workspace: Workspace, text: str, roster: Roster) -> str:
    """The text as it would be shown: what may be a name is masked, and nothing in it steers a screen."""
    shown = "".join(letter for letter in text.strip() if letter.isprintable() or letter == "\n")
    return mask(shown, roster, school=(workspace.settings.name,)).text


def _decided(
    workspace: Workspace, wave: str, comment: str, waits: Callable[[Comment], bool],
    decided: Callable[[Comment], Comment | None],
) -> str | None:  # fmt: skip
    with in_review(workspace, wave) as (store, known):
        comments = store.read()
        require_seen(comments, known)
        found = next((one for one in comments if one.id == comment and waits(one)), None)
        if found is None:
            raise WorkspaceRefused(
                _("This open answer was decided on already, or taken back."),
                remedy=_("Start the review again: it goes on where it was."),
            )
        now = decided(found)
        store.write((*(one for one in comments if one is not found), *((now,) if now else ())))
        return now.text or None if now else None


def _signals(text: str) -> tuple[str, ...]:
    said = titles()
    return tuple(said[name] for name in dangers(text))


def _require_open_item(survey: Survey, item: str | None) -> None:
    known = [one.id for one in survey.items if one.type is ItemType.OPEN]
    if item is not None and item not in known:
        raise CallError(
            _("The survey has no open question {item}.").format(item=item),
            remedy=_("Its open questions are: {items}.").format(items=", ".join(known)),
        )


def _pending(workspace: Workspace, survey: Survey, one: Comment, original: str, proposed: str) -> Pending:
    question = survey.say(survey.item(one.item).text, workspace.settings.locale)
    return Pending(one.id, one.item, question, original, proposed)
