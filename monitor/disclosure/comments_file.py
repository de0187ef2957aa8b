"""The released open answers of a wave: `<wave>.comments.json` beside the releases, written once and never changed.

The file names the hash of the release it belongs to and that of its own texts. The texts of a question stand in an
order drawn at random; nothing tells who wrote one, of which class, or when.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import ValidationError

from monitor.definition.model import Frozen
from monitor.disclosure.release_file import manifest_sha256
from monitor.durable import TEMPORARY, write_durably
from monitor.errors import WorkspaceRefused
from monitor.texts import _

ENDING = ".comments.json"


class ReleasedComments(Frozen):
    """The texts that may be shown, by item; `release` is the SHA-256 of the manifest of the wave's release."""

    format: int = 1
    survey: str
    year: str
    release: str
    texts: dict[str, tuple[str, ...]]
    texts_sha256: str


def texts_sha256(texts: Mapping[str, tuple[str, ...]]) -> str:
    """SHA-256 in hex of the texts as they are written."""
    written = json.dumps(dict(texts), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def write_comments(releases: Path, wave: str, comments: ReleasedComments) -> None:
    """Write the released texts of a wave: all of them or, after a kill, nothing.

    Raises:
        WorkspaceRefused: there are some already; what was shown is never added to.
        OSError: it cannot be written; nothing of it is left.
    """
    file = releases / f"{wave}{ENDING}"
    if file.exists():
        raise already_there(wave)
    try:
        write_durably(file, comments.model_dump_json(indent=1).encode(), private=False)
    except OSError:
        if not file.exists():  # else it lies there, and may be seen: there is no way back
            raise


def clear_unfinished(releases: Path) -> None:
    """Remove what a kill left of texts that were being written."""
    for unfinished in releases.glob(f"*{ENDING}{TEMPORARY}"):
        unfinished.unlink()


def read_comments(file: Path) -> ReleasedComments:
    """The released texts in a file.

    Raises:
        WorkspaceRefused: it is damaged or was changed.
    """
    try:
        comments = ReleasedComments.model_validate_json(file.read_bytes())
    except ValidationError:
        raise _damaged(file) from None
    if texts_sha256(comments.texts) != comments.texts_sha256:
        raise _damaged(file)
    return comments


def waves_in(releases: Path) -> tuple[str, ...]:
    """The names of the waves of which open answers were released."""
    return tuple(file.name.removesuffix(ENDING) for file in sorted(releases.glob(f"*{ENDING}")))


def belongs(releases: Path, wave: str) -> bool:
    """Whether the file of this wave is whole, and of the release that lies beside it."""
    try:
        return read_of_release(releases, wave) is not None
    except WorkspaceRefused:
        return False


def read_of_release(releases: Path, wave: str) -> ReleasedComments:
    """The released texts of a wave, which belong to the release that lies beside them.

    Raises:
        WorkspaceRefused: they are damaged, were changed, or belong to another release.
    """
    file = releases / f"{wave}{ENDING}"
    comments = read_comments(file)
    if comments.release != manifest_sha256(releases / wave):
        raise _damaged(file)
    return comments


def texts_in(found: Iterable[ReleasedComments], survey: str, year: str) -> dict[str, tuple[str, ...]]:
    """Of these, the texts of one wave by item; nothing where none were released."""
    return next((one.texts for one in found if (one.survey, one.year) == (survey, year)), {})


def sha256_of(releases: Path, wave: str) -> str:
    """SHA-256 in hex of the file with the released texts of a wave."""
    return hashlib.sha256((releases / f"{wave}{ENDING}").read_bytes()).hexdigest()


def already_there(wave: str) -> WorkspaceRefused:
    """The refusal to release open answers of a wave a second time."""
    return WorkspaceRefused(
        _("Open answers of {wave} were released already; none can be added.").format(wave=wave),
        remedy=_("`schoolklimaat comments show` prints them."),
    )


def _damaged(file: Path) -> WorkspaceRefused:
    return WorkspaceRefused(
        _("The file {file} with released open answers is damaged or was changed.").format(file=file.name),
        remedy=_("Put this file back from a backup."),
    )
