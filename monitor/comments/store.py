"""The store of open answers: one encrypted file per wave, under a key of its own that goes with them.

An open answer stands there without its respondent, class, time or order: only with its question and, as long as the
wave is open, with the number of the import that brought it (so that `undo` takes it along). The file is a length
(8 bytes, little-endian), JSON in an order drawn anew at every change, and zeros up to a multiple of 64 KiB, so that
its size tells nothing of one text. What a reader has decided on has no original any more; what one of both readers
dropped is gone. The key is random; the catalogue keeps it wrapped with the wave's, and destroys it when the open
answers are released or destroyed, so that no older copy of the file can be read with what is left.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

from monitor import keys
from monitor.catalogue.catalogue import Change, Wave
from monitor.comments.danger import dangers
from monitor.disclosure import comments_file
from monitor.errors import WorkspaceRefused
from monitor.sealed import COMMENTS, SealedFile
from monitor.shuffled import shuffled
from monitor.texts import _
from monitor.workspace import Workspace

_MAGIC = b"SKO1"
_BLOCK = 64 * 1024
_LENGTH = 8
_CLOSED = 0
"""The number of the import of a comment whose wave is closed."""


@dataclass(frozen=True)
class Comment:
    """An open answer under review.

    `original` is empty once the first reader decided. `text` is what the first reader kept, masked; `confirmed` whether
    the second did too. One that may name danger to a child is `urgent`: it is for the head of the school alone, who
    has `seen` it or not, and no reader decides on it.
    """

    id: str
    item: str
    brought: int
    original: str
    urgent: bool = False
    seen: bool = False
    text: str = ""
    confirmed: bool = False

    @property
    def unseen(self) -> bool:
        """Whether it may name danger to a child, and nobody has read it yet."""
        return self.urgent and not self.seen

    @property
    def unread(self) -> bool:
        """Whether it waits for the first reader."""
        return not self.text and not self.urgent

    @property
    def kept_once(self) -> bool:
        """Whether it waits for the second reader."""
        return bool(self.text) and not self.confirmed


@dataclass(frozen=True)
class CommentStore:
    """The open answers of one wave within one change of the catalogue."""

    change: Change
    wave: str
    file: SealedFile
    wrapped_key: bytes

    def read(self) -> tuple[Comment, ...]:
        """All of them, in no order.

        Raises:
            WorkspaceRefused: the file is gone, damaged or an older one, or the key is another one.
        """
        named = self.change.comments.named(self.wave)
        return () if named is None else _from_bytes(self.file.open(named))

    def write(self, comments: Iterable[Comment]) -> None:
        """These are the open answers from here on, once the change is made."""
        if left := shuffled(comments):
            self.change.comments.name(self.wave, self.file.propose(_to_bytes(left)), self.wrapped_key)
        else:
            self.change.comments.destroy(self.wave)

    def add(self, number: int, texts: Sequence[tuple[str, str]]) -> None:
        """What an import brought: pairs of the id of an item and a text."""
        if texts:
            new = [Comment(secrets.token_hex(8), item, number, text, bool(dangers(text))) for item, text in texts]
            self.write((*self.read(), *new))

    def take_back(self, number: int) -> None:
        """An import is undone, and what it brought goes."""
        comments = self.read()
        left = [comment for comment in comments if comment.brought != number]
        if len(left) < len(comments):
            self.write(left)

    def close(self) -> None:
        """The wave is closed: which import brought a text is of no more use."""
        if comments := self.read():
            self.write(replace(comment, brought=_CLOSED) for comment in comments)


def store_of(workspace: Workspace, change: Change, wave: str, wave_key: bytes) -> CommentStore:
    """The open answers of a wave with this key; the first that come get one of their own."""
    wrapped = change.comments.wrapped_key(wave) or keys.wrap(keys.new_wave_key(), wave_key)
    return CommentStore(change, wave, _file(workspace, wave, keys.unwrap(wrapped, wave_key)), wrapped)


def opened(workspace: Workspace, change: Change, wave: Wave) -> CommentStore:
    """The open answers of a wave that has its key."""
    assert wave.wrapped_key is not None  # without it there is nothing to open
    key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    return store_of(workspace, change, wave.name, key)


def require_seen(comments: Iterable[Comment], wave: Wave) -> None:
    """Check that what may name danger to a child was read.

    Raises:
        WorkspaceRefused: not yet.
    """
    if any(comment.unseen for comment in comments):
        raise WorkspaceRefused(
            _("Open answers of {wave} that may name danger to a child were not read yet.").format(wave=wave.name),
            remedy=_("Read them first: `schoolklimaat comments urgent --survey {survey} --year {year}`").format(
                survey=wave.survey.id, year=wave.year
            ),
        )


def settle(workspace: Workspace, change: Change, wave: str) -> None:
    """Put the file that the catalogue names in its place; none if it names none."""
    _file(workspace, wave, b"").settle(change.comments.named(wave))


def place(workspace: Workspace, change: Change, wave: str) -> None:
    """Put the file that the catalogue names in its place, if another command wrote it and did not get to that yet."""
    _file(workspace, wave, b"").place(change.comments.named(wave))


def adopt(workspace: Workspace, change: Change, wave: str) -> None:
    """What closing this wave left beside the old file counts: its release lies there already."""
    proposed = _file(workspace, wave, b"").proposed_sha256()
    if proposed is not None:
        change.comments.name(wave, proposed, change.comments.wrapped_key(wave))


def write_down(workspace: Workspace, change: Change, wave: str) -> None:
    """The open answers of this wave that lie released are so for good, and those under review are destroyed."""
    if change.comments.published(wave) is None and comments_file.belongs(workspace.releases_folder, wave):
        change.comments.publish(wave, comments_file.sha256_of(workspace.releases_folder, wave))


def _file(workspace: Workspace, wave: str, key: bytes) -> SealedFile:
    return SealedFile(workspace.vault_folder / f"{wave}{COMMENTS}", _MAGIC, wave, key)


def _to_bytes(comments: Sequence[Comment]) -> bytes:
    content = json.dumps([asdict(comment) for comment in comments], ensure_ascii=False).encode()
    framed = len(content).to_bytes(_LENGTH, "little") + content
    return framed + bytes(-len(framed) % _BLOCK)


def _from_bytes(content: bytes) -> tuple[Comment, ...]:
    end = _LENGTH + int.from_bytes(content[:_LENGTH], "little")
    return tuple(Comment(**one) for one in json.loads(content[_LENGTH:end]))
