"""A disk without room, or one that may not be written: a clear sentence, nothing lost, and a later try succeeds."""

import ctypes
import os
import resource
import shutil
import struct
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from monitor import cli
from monitor.errors import WorkspaceRefused
from tests.support.at_once import reading_here
from tests.support.faults import FULL, faults, full_from, points_of
from tests.support.people import YEAR
from tests.support.schools import COMMANDS, School, copy_of, make_school, state


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        yield make_school(tmp_path_factory.mktemp("school") / "begonnen")


AGAIN = 5
"""Of so many points at which the disk was full the command is given again once: what it finds is the same for all."""


def refused_on_a_full_disk(action: Callable[[], object], number: int) -> WorkspaceRefused | None:
    try:
        with faults(full_from(number, [])):
            action()
    except WorkspaceRefused as refusal:
        return refusal
    return None


@pytest.mark.slow
@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "first import"])
def test_no_room_from_any_point_on(command: str, school: School, tmp_path: Path) -> None:
    """A disk that is full from another point on is first told so at the next of FULL: that was tried already."""
    action = COMMANDS[command]
    whole = copy_of(school, tmp_path / "whole")
    before = state(whole)
    points = points_of(lambda: action(whole))
    after, refused = state(whole), 0
    numbers = [number for number, point in enumerate(points, start=1) if point in FULL]
    for place, number in enumerate(numbers, start=1):
        tried = copy_of(school, tmp_path / f"{number}")
        refusal = refused_on_a_full_disk(lambda: action(tried), number)  # noqa: B023 - run at once
        if refusal:
            refused += 1
            assert "De schijf is vol" in refusal.message
            assert refusal.remedy
            assert state(tried) == before, points[number - 1]
            if place % AGAIN == 0:
                action(tried)
        assert state(tried) == (before if refusal and place % AGAIN else after), points[number - 1]
        shutil.rmtree(tried.folder)
    assert refused or command == "forget", "forget needs no room but in the database"
    print(f"{command}: {len(numbers)} of {len(points)} points, {refused} refusals")  # noqa: T201 - figures for the reader


def in_a_process(action: Callable[[], object]) -> int:
    """0 if it was done, 3 if it was refused in a sentence about the disk, 1 if anything else went wrong."""
    child = os.fork()
    if child == 0:  # pragma: no cover - measured in the parent
        code = 1
        try:
            action()
            code = 0
        except WorkspaceRefused as refusal:
            code = 3 if "schijf" in refusal.message or "geschreven" in refusal.message else 1
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.slow
@pytest.mark.parametrize("command", ["import", "undo", "close", "forget"])
def test_no_room_for_the_database(command: str, school: School, tmp_path: Path) -> None:
    """Files may not grow beyond a limit: the writes that only the database sees fail as on a full disk."""
    action, met = COMMANDS[command], []
    whole = copy_of(school, tmp_path / "whole")
    before = state(whole)
    action(whole)
    after = state(whole)
    for limit in range(0, 120_000, 8_000):
        tried = copy_of(school, tmp_path / f"{limit}")

        def limited(tried: School = tried, limit: int = limit) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            action(tried)

        code = in_a_process(limited)
        assert code in (0, 3)
        assert state(tried) == (after if code == 0 else before)
        if code:
            action(tried)
            assert state(tried) == after
        met.append(code)
        shutil.rmtree(tried.folder)
    assert 3 in met
    print(f"{command}: {met.count(3)} of {len(met)} limits refused")  # noqa: T201 - figures for the reader


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A disk of 640 kB in this folder; gives whether one could be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=640k", "tmpfs", str(folder)]
    mounted = subprocess.run(command, check=False, capture_output=True).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(folder: Path) -> None:
    """Leave no room on a disk."""
    descriptor = os.open(folder / "rest", os.O_WRONLY | os.O_CREAT)
    try:
        with suppress(OSError):
            while True:
                os.write(descriptor, bytes(1024))
    finally:
        os.close(descriptor)


def test_a_disk_that_is_really_full(school: School, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk of its own where one may be mounted; a limit on the size of files where not."""
    with small_disk(tmp_path / "schijf") as mounted:
        tried = copy_of(school, tmp_path / "schijf/school")
        before = state(tried)
        call = ["import", str(tried.folder / "meer.xlsx"), "--survey", "proef", "--year", YEAR]
        call += ["--workspace", str(tried.workspace.root)]

        def filled() -> None:
            if mounted:
                fill(tmp_path / "schijf")
            else:
                resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
            os._exit(cli.run(call))

        assert in_a_process(filled) == 3
        (tmp_path / "schijf/rest").unlink(missing_ok=True)
        assert state(tried) == before
        assert cli.run(call) == 0
        assert state(tried) != before
    capsys.readouterr()


def give_up_powers() -> None:
    """Bind this process, also when it is root, by the modes of the files it owns (man 2 capset, version 3)."""
    header = struct.pack("=Ii", 0x20080522, 0)
    if ctypes.CDLL(None, use_errno=True).capset(header, bytes(24)) != 0:
        raise OSError(ctypes.get_errno(), "capset")


def test_a_workspace_that_may_only_be_read(school: School, tmp_path: Path) -> None:
    tried = copy_of(school, tmp_path / "school")
    for path in [tried.folder, *tried.folder.rglob("*")]:
        path.chmod(0o555 if path.is_dir() else 0o444)

    def bound_by_the_modes() -> None:
        if os.getuid() == 0:
            give_up_powers()
        tried.bring()

    try:
        assert in_a_process(bound_by_the_modes) == 3
    finally:
        for path in [tried.folder, *tried.folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert state(tried) == state(school)
