"""The inbox: a file lies in a private folder under a random name, and is gone in time."""

import gc
import io
import os
import stat
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from dashboards.importing.inbox import IN_USE, PREFIX, Inbox, TooLarge, sweep
from dashboards.importing.visits import MOST, Full, Visits
from monitor.desk_terms import Asked
from tests.support.desks import looked


def test_a_file_is_for_the_owner_alone_under_a_name_that_nobody_can_guess(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    files = [inbox.receive(io.BytesIO(b"antwoorden")) for _time in range(2)]
    assert len({file.name for file in files}) == 2
    for file in files:
        assert file.parent == inbox.folder
        assert len(file.name) == 32
        assert file.read_bytes() == b"antwoorden"
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(inbox.folder.stat().st_mode) == 0o700


def test_a_file_that_goes_on_too_long_leaves_nothing(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    assert inbox.receive(io.BytesIO(b"x" * 10), 10).stat().st_size == 10
    with pytest.raises(TooLarge):
        inbox.receive(io.BytesIO(b"x" * 11), 10)
    assert len([file for file in inbox.folder.iterdir() if file.name != IN_USE]) == 1


def test_a_disk_that_fails_leaves_nothing(tmp_path: Path) -> None:
    class Fails(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError("full")

    inbox = Inbox(tmp_path)
    with pytest.raises(OSError, match="full"):
        inbox.receive(Fails())
    assert [file.name for file in inbox.folder.iterdir()] == [IN_USE]


def test_the_folder_goes_when_the_program_ends(tmp_path: Path) -> None:
    inbox = Inbox(tmp_path)
    inbox.receive(io.BytesIO(b"antwoorden"))
    folder = inbox.folder
    del inbox
    gc.collect()
    assert not folder.exists()


def test_what_a_killed_program_left_behind_is_removed_at_the_next_start(tmp_path: Path) -> None:
    code = (
        "import io, os, pathlib, sys; from dashboards.importing.inbox import Inbox; "
        "inbox = Inbox(pathlib.Path(sys.argv[1])); inbox.receive(io.BytesIO(b'antwoorden')); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    (left,) = tmp_path.glob(f"{PREFIX}*")
    assert len(list(left.iterdir())) == 2
    running = Inbox(tmp_path)
    assert not left.exists()
    Inbox(tmp_path)
    assert running.folder.exists()  # that of a program that runs stays


def test_only_folders_of_ours_are_removed(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (elsewhere / "brief").touch()
    (tmp_path / f"{PREFIX}link").symlink_to(elsewhere)
    (tmp_path / f"{PREFIX}file").touch()
    young, old = tmp_path / f"{PREFIX}young", tmp_path / f"{PREFIX}old"
    young.mkdir()
    old.mkdir()
    os.utime(old, (time.time() - 600, time.time() - 600))
    sweep(tmp_path)
    assert (elsewhere / "brief").exists()
    assert (tmp_path / f"{PREFIX}file").exists()
    assert young.exists()  # another program may be marking it just now
    assert not old.exists()


def asked_in(folder: Path, name: str = "a") -> Asked:
    file = folder / name
    file.write_bytes(b"antwoorden")
    return Asked(file, "ouders.xlsx", "ouders", "2025-2026")


def test_a_visit_ends_by_itself_and_its_file_with_it(tmp_path: Path) -> None:
    visits = Visits(kept_for=0.05)
    visit = visits.begin("ik", asked_in(tmp_path))
    visit.found(looked(visit.asked))
    ends = time.monotonic() + 10
    while visits.of("ik", visit.id) is not None:
        assert time.monotonic() < ends
        time.sleep(0.01)
    assert not visit.asked.file.exists()
    assert visit.looked is None


def test_a_visit_is_seen_by_the_browser_that_began_it_alone(tmp_path: Path) -> None:
    visits = Visits()
    visit = visits.begin("ik", asked_in(tmp_path))
    assert visits.of("ik", visit.id) is visit
    assert visits.of("jij", visit.id) is None
    assert visits.of("", visit.id) is None
    assert visits.of("ik", "x" * 32) is None
    visits.end(visit)
    assert visits.of("ik", visit.id) is None


def test_another_file_takes_the_place_of_the_first(tmp_path: Path) -> None:
    visit = Visits().begin("ik", asked_in(tmp_path))
    first = visit.asked.file
    visit.given(replace(visit.asked, sheet="Blad2"))
    assert first.exists()
    visit.given(asked_in(tmp_path, "b"))
    assert not first.exists()


def test_so_many_files_and_no_more(tmp_path: Path) -> None:
    visits = Visits()
    begun = [visits.begin("ik", asked_in(tmp_path, str(n))) for n in range(MOST)]
    with pytest.raises(Full):
        visits.begin("ik", asked_in(tmp_path, "te veel"))
    assert not (tmp_path / "te veel").exists()
    visits.end(begun[0])
    visits.begin("ik", asked_in(tmp_path, "weer"))
