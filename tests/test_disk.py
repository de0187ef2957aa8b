"""A number of the operating system becomes a sentence, where we have one."""

import errno

import pytest

from monitor.disk import told_by_the_disk
from monitor.errors import WorkspaceRefused


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "is vol"),
        (errno.EDQUOT, "is vol"),
        (errno.EROFS, "niet geschreven"),
        (errno.EACCES, "niet geschreven"),
    ],
)
def test_a_disk_that_refuses(number: int, said: str) -> None:
    with pytest.raises(WorkspaceRefused, match=said) as refused, told_by_the_disk():
        raise OSError(number, "no")
    assert refused.value.remedy


def test_another_fault_stays_what_it_is() -> None:
    with pytest.raises(FileNotFoundError), told_by_the_disk():
        raise FileNotFoundError(errno.ENOENT, "gone")
