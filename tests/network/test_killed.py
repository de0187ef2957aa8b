"""A network that is broken off while it closes or audits goes on where it was, and makes no release again."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from monitor import cli
from monitor.counting.local import LocalEngine
from monitor.durable import TEMPORARY
from monitor.errors import WorkspaceRefused
from monitor.network.auditing import audit
from monitor.network.closing import close
from monitor.network.settings import Network
from monitor.one_at_a_time import alone_in
from tests.support import networks
from tests.support.contributed import YEAR
from tests.support.networks import ASKED, WAVE, hand_over, make_network

SCHOOLS = 12
ROOT = Path(__file__).parents[2]
_NUMBERS = """
import os, time
from monitor.network.processes import mapped
from tests.support.at_work import told_and_waiting
if __name__ == "__main__":
    list(mapped(told_and_waiting, range(4), 2))
"""
PATIENCE = 60
"""Seconds; far more than a busy machine needs."""


def releases(network: Network) -> dict[str, bytes]:
    """The files of the releases that lie there whole."""
    found = [path for path in network.schools_folder.glob("*/releases/*/*") if path.parent.suffix != TEMPORARY]
    return {str(path): path.read_bytes() for path in sorted(found)}


def soon(so: object) -> None:
    """Wait until something is so."""
    assert callable(so)
    end = time.monotonic() + PATIENCE
    while not so():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.002)


def test_a_killed_close_leaves_whole_releases_and_the_next_one_makes_the_others(tmp_path: Path) -> None:
    network, dataset = make_network(tmp_path)
    for number in range(SCHOOLS):
        hand_over(dataset, f"school-{number:03}", networks.people_of({"1A": 14, "1B": 13}, number))
    called = ["-m", "monitor", *networks.CLOSE, "--processes", "1", "--workspace", str(network.root)]
    with subprocess.Popen([sys.executable, *called], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        soon(lambda: releases(network))
        running.kill()  # SIGKILL: nothing of it gets to clean up
    before = releases(network)
    assert 0 < len(before) < 3 * SCHOOLS
    assert len(before) % 3 == 0
    found = close(network, ASKED.id, YEAR, LocalEngine())
    assert len(found.of("there")) == len(before) // 3
    assert len(found.of("closed")) == SCHOOLS - len(before) // 3
    after = releases(network)
    assert {path: content for path, content in after.items() if path in before} == before
    assert not list(network.root.rglob(f"*{TEMPORARY}"))
    assert found.projected.schools == SCHOOLS


def test_processes_work_for_one_that_is_killed_no_longer_than_it_lives() -> None:
    called = [sys.executable, "-c", _NUMBERS]
    with subprocess.Popen(called, stdout=subprocess.PIPE, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        children = {int(running.stdout.readline()) for _job in range(2)}
        running.kill()
        assert running.stdout.read() == ""  # which the children hold open as long as they live
    assert children


def test_only_one_command_closes_at_a_time(tmp_path: Path) -> None:
    network, dataset = make_network(tmp_path)
    hand_over(dataset, "eik", networks.EIK)
    with alone_in(network.root), pytest.raises(WorkspaceRefused, match="bezig"):
        close(network, ASKED.id, YEAR, LocalEngine())


@pytest.mark.skipif(os.name == "nt", reason="a process is put to sleep by a signal")
def test_of_two_commands_that_close_one_network_one_is_refused_and_the_other_finishes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first is a process that sleeps in the midst of its work while the second, this one, comes."""
    network, dataset = make_network(tmp_path)
    schools = ["beuk", "eik"]
    for number, school in enumerate(schools):
        hand_over(dataset, school, networks.people_of({"1A": 14}, number))
    handed = {path: path.read_bytes() for path in Path(dataset.store.address).rglob("*") if path.is_file()}
    called = [*networks.CLOSE, "--yes", "--processes", "1", "--json", "--workspace", str(network.root)]
    with subprocess.Popen(
        [sys.executable, "-m", "monitor", *called], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as first:
        soon(lambda: releases(network))
        first.send_signal(signal.SIGSTOP)
        asleep = everything_in(network.root)
        second = cli.run(called)
        after = everything_in(network.root)
        first.send_signal(signal.SIGCONT)
        told, complaints = first.communicate(timeout=PATIENCE)
    refused = capsys.readouterr()
    assert (second, refused.out) == (3, "")
    assert "Een ander commando is bezig in de map" in refused.err
    assert "Wacht" in refused.err
    assert after == asleep
    assert (first.returncode, complaints) == (0, "")
    assert json.loads(told)["closed"] == schools
    assert all(one.passed for one in audit(network))
    assert {path: path.read_bytes() for path in handed} == handed
    found = close(network, ASKED.id, YEAR, LocalEngine())
    assert (len(found.of("there")), found.projected.schools) == (2, 2)


def everything_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_audit_goes_on_with_what_it_had_not_attacked_yet_and_attacks_again_what_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, dataset = make_network(tmp_path)
    for number in range(3):
        hand_over(dataset, f"school-{number:03}", networks.people_of({"1A": 14, "1B": 13}, number))
    close(network, ASKED.id, YEAR, LocalEngine())

    def broken_off(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        audit(network, progress=broken_off)
    found = audit(network)
    assert [one.kept for one in found] == [True, True, False]
    assert all(one.passed for one in found)
    witnesses = network.releases_of("school-001") / WAVE / "witnesses.parquet"
    witnesses.write_bytes(witnesses.read_bytes() + b"x")
    found = audit(network)
    assert [(one.kept, one.passed) for one in found] == [(True, True), (False, False), (True, True)]
    assert not any(one.kept for one in audit(network, anew=True))
