"""The files of the first step: the answers, and beside them an own questionnaire and a list of classes."""

from collections.abc import Iterable, Mapping
from contextlib import closing

from werkzeug.datastructures import FileStorage

from dashboards.importing import forms
from dashboards.importing.fields import ANSWERS, CLASS_LIST, MEGABYTES, QUESTIONNAIRE
from dashboards.importing.inbox import Inbox, TooLarge
from monitor.desk_terms import Asked, Handed
from monitor.disk import told_by_the_disk


class FileTooLarge(Exception):
    """One of the files is larger than it may be: `megabytes`."""

    def __init__(self, megabytes: int) -> None:
        super().__init__(megabytes)
        self.megabytes = megabytes


def received(inbox: Inbox, sent: Mapping[str, FileStorage]) -> dict[str, Handed]:
    """Write down what was sent, by the names of the fields; a field without a file is none.

    Raises:
        FileTooLarge: one is; nothing of any is left.
        WorkspaceRefused: the disk is full, or may not be written to; nothing is left either.
    """
    found: dict[str, Handed] = {}
    for name, megabytes in MEGABYTES.items():
        upload = sent.get(name)
        if upload is None or not upload.filename:
            continue
        try:
            with closing(upload.stream), told_by_the_disk():
                path = inbox.receive(upload.stream, megabytes * 1_000_000)
        except TooLarge:
            discard(found.values())
            raise FileTooLarge(megabytes) from None
        except Exception:
            discard(found.values())
            raise
        found[name] = Handed(path, forms.file_name(upload.filename))
    return found


def with_earlier(sent: Mapping[str, Handed], before: Asked | None, *, without_list: bool = False) -> dict[str, Handed]:
    """What was sent now, and what lies here already in the place of what was not; the list of classes on demand not."""
    if before is None:
        return dict(sent)
    lies = {
        ANSWERS: Handed(before.file, before.name),
        QUESTIONNAIRE: before.questionnaire,
        CLASS_LIST: None if without_list else before.class_list,
    }
    return {**{name: one for name, one in lies.items() if one is not None}, **sent}


def discard(files: Iterable[Handed]) -> None:
    """Remove files that are of no use."""
    for one in files:
        one.file.unlink(missing_ok=True)
