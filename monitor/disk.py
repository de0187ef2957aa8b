"""What a disk that is full, or may not be written, means for a school: said in a sentence, with nothing lost."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from monitor.errors import WorkspaceRefused
from monitor.texts import _

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


@contextmanager
def told_by_the_disk() -> Iterator[None]:
    """Say what is wrong with the disk, where the operating system only gives a number.

    Raises:
        WorkspaceRefused: the disk is full, or the folder may not be written to.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise disk_full() from error
        if error.errno in _CLOSED:
            raise may_not_write() from error
        raise


def disk_full() -> WorkspaceRefused:
    """The refusal for a disk without room."""
    return WorkspaceRefused(
        _("The disk is full. Nothing was lost: the workspace is as it was."),
        remedy=_("Make room on the disk with the workspace, and try again."),
    )


def disk_fails() -> WorkspaceRefused:
    """The refusal for a disk that is full or broken: the database does not tell which."""
    return WorkspaceRefused(
        _("The disk is full or does not work. Nothing was lost: the workspace is as it was."),
        remedy=_("Make room on the disk with the workspace, and try again."),
    )


def may_not_write() -> WorkspaceRefused:
    """The refusal for a folder that only may be read."""
    return WorkspaceRefused(
        _("The workspace may not be written to on this computer. Nothing was changed."),
        remedy=_("Check who may write to the folder of the workspace, and whether the disk is locked."),
    )
