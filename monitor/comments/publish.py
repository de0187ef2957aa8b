"""Publication: what two readers kept becomes a file beside the releases, once; everything else is destroyed.

For the whole school, per question from ten different texts, in an order drawn at random. Nothing is added later: who
sees which texts came after would know the order. At publication the file with the originals goes.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.catalogue.catalogue import Wave
from monitor.comments.masking import has_mask
from monitor.comments.review import in_review, masked
from monitor.comments.roster import NO_ROSTER, Roster
from monitor.comments.store import Comment, require_seen
from monitor.disclosure import comments_file, release_file
from monitor.disclosure.comments_file import ReleasedComments
from monitor.disclosure.policy import load_k_text
from monitor.errors import KeptDespiteFault, PrivacyRefused, WorkspaceRefused
from monitor.mending import in_hand
from monitor.shuffled import shuffled
from monitor.texts import _
from monitor.workspace import Workspace


@dataclass(frozen=True)
class Prospect:
    """What publishing would show: ids of items with enough texts, and of those with too few.

    `waiting`: some texts were not read by both readers, and would be lost. `texts`: how many would be shown, and in how
    many of them (`masked`) something is masked.
    """

    shown: tuple[str, ...]
    too_few: tuple[str, ...]
    waiting: bool
    texts: int
    masked: int


def prospect(workspace: Workspace, wave: str, *, roster: Roster = NO_ROSTER) -> Prospect:
    """What publishing the open answers of a wave would do, with these names masked.

    Raises:
        WorkspaceRefused: the wave is open; open answers were released before; danger to a child was not read.
        PrivacyRefused: no question has enough texts that both readers kept.
    """
    with in_review(workspace, wave) as (store, known):
        comments = store.read()
        texts = _ready(workspace, known, comments, roster)
        with_any = {one.item for one in comments if not one.urgent}
        asked = [item.id for item in known.survey.items if item.id in with_any]
        shown = tuple(item for item in asked if item in texts)
        too_few = tuple(item for item in asked if item not in texts)
        waiting = any(one.unread or one.kept_once for one in comments)
        all_of_them = [text for of_item in texts.values() for text in of_item]
        return Prospect(shown, too_few, waiting, len(all_of_them), sum(map(has_mask, all_of_them)))


def publish(workspace: Workspace, wave: str, *, roster: Roster = NO_ROSTER) -> ReleasedComments:
    """Release what both readers kept, and destroy the rest with all originals. This is done once for a wave.

    Raises:
        WorkspaceRefused: the wave is open; open answers were released before; danger to a child was not read.
        PrivacyRefused: no question has enough texts that both readers kept.
    """
    made: list[ReleasedComments] = []
    try:
        with in_review(workspace, wave) as (store, known):
            released = _released(workspace, known, _ready(workspace, known, store.read(), roster))
            comments_file.write_comments(workspace.releases_folder, wave, released)
            made.append(released)
            store.change.comments.publish(wave, comments_file.sha256_of(workspace.releases_folder, wave))
    except WorkspaceRefused:
        if not made:
            raise  # else they lie there, and the next command writes that down
    except Exception as fault:
        if not made:
            raise
        raise KeptDespiteFault(_("Open answers of {wave} are released.").format(wave=wave)) from fault
    return made[0]


def destroy(workspace: Workspace, wave: str) -> None:
    """Destroy all open answers of a wave without releasing any; the answers to closed questions stay.

    Raises:
        WorkspaceRefused: there are none (any more), or what may name danger to a child was not read yet.
    """
    with in_review(workspace, wave) as (store, known):
        require_seen(store.read(), known)
        store.change.comments.destroy(wave)


def destroyed_on(workspace: Workspace, wave: str) -> dt.date | None:
    """The day on which the last open answers of a wave were destroyed; None if there are any, or never were."""
    with in_hand(workspace, wave) as change:
        if change.comments.named(wave) is not None or change.comments.published(wave) is not None:
            return None
        days = [
            one.day for one in change.log.entries() if (one.done, one.wave, one.data) == ("destroy", wave, "comments")
        ]
        return days[-1] if days else None


def _ready(workspace: Workspace, wave: Wave, comments: Sequence[Comment], roster: Roster) -> dict[str, tuple[str, ...]]:
    """The texts that may be shown, masked once more, of each item with enough of them."""
    if wave.status != "closed":
        raise WorkspaceRefused(
            _("The wave {wave} is not closed: open answers are released after it.").format(wave=wave.name),
            remedy=_("Close it first with `schoolklimaat close`. Reading them may begin now."),
        )
    require_seen(comments, wave)
    least = load_k_text()
    by_item: dict[str, list[str]] = defaultdict(list)
    for one in comments:
        if one.confirmed:
            by_item[one.item].append(masked(workspace, one.text, roster))
    enough = {item: shuffled(texts) for item, texts in by_item.items() if _different(texts) >= least}
    if not enough:
        raise PrivacyRefused(
            _("To no question are there {k} different open answers that both readers kept.").format(k=least),
            remedy=_("Fewer are not shown: who knows the school would know who wrote what."),
        )
    return enough


def _different(texts: Sequence[str]) -> int:
    """How many of the texts say something of their own: one parent may have sent the same for every child."""
    return len({" ".join(text.casefold().split()) for text in texts})


def _released(workspace: Workspace, wave: Wave, texts: dict[str, tuple[str, ...]]) -> ReleasedComments:
    return ReleasedComments(
        survey=wave.survey.id,
        year=wave.year,
        release=release_file.manifest_sha256(workspace.releases_folder / wave.name),
        texts=texts,
        texts_sha256=comments_file.texts_sha256(texts),
    )
