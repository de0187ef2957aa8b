"""Damaged files and tables without end: whatever comes in, what comes out is answers or a refusal, nothing else.

A quarter minute each; longer with `SCHOOLKLIMAAT_FUZZ_SECONDS=3600 python -m pytest -m fuzz -n 0`. What fails names
its seed: `SCHOOLKLIMAAT_FUZZ_SEED=...` begins there. Bytes are read in a process of its own (`fuzz_worker`), since a
library in C may end it or never come back; see decision 23.
"""

import json
import logging
import os
import secrets
import selectors
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

from tests.intake.command_runs import ROOT
from tests.intake.damaged_files import damaged_files, tables
from tests.intake.fuzz_worker import outcome_of_tables, reply

pytestmark = [
    pytest.mark.fuzz,
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the limits of the process that reads are those of POSIX systems"),
]

SECONDS = float(os.environ.get("SCHOOLKLIMAAT_FUZZ_SECONDS", "15"))
EXAMPLE_SECONDS = 10
"""Of a processor, for a file of a few kilobytes."""
SILENT_SECONDS = 60
"""After which the process that reads is said to hang, on a machine that does much else."""
MEGABYTES = 700
"""For one file. A process tells the most it ever held, so only one that read no other file can charge a file."""
SPSS = (b"$FL2", b"$FL3")
"""Files that ReadStat, written in C, may end the process on; the sandbox refuses them then, see `hostile_files`."""
TOLD = logging.getLogger("fuzz")  # shown by --log-cli-level=INFO
ROUND = settings(
    max_examples=200,
    deadline=None,
    database=None,
    phases=(Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)


class Worker:
    """The process that reads, begun again when a file has ended it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def __call__(self, data: bytes) -> dict[str, Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                [sys.executable, "-B", "-m", "tests.intake.fuzz_worker"],
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(struct.pack("<I", len(data)) + data)
        self._process.stdin.flush()
        with selectors.DefaultSelector() as ready:
            ready.register(self._process.stdout, selectors.EVENT_READ)
            in_time = ready.select(SILENT_SECONDS)
        line = self._process.stdout.readline() if in_time else b""
        if line:
            return dict(json.loads(line))
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=1)  # it says itself how it ended, if it did
        code = self.end()
        return {"fault": f"the process that reads ended with {code}" if in_time else "it never comes back"}

    def judged_by_itself(self, data: bytes) -> dict[str, Any]:
        """What became of a file, and what it cost by itself: not what earlier files in the same process took."""
        told = self(data)
        if told.get("megabytes", 0) < MEGABYTES:
            return told
        self.end()
        return self(data)

    def end(self) -> int:
        """Stop the process; gives the code with which it ended."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        process.kill()
        process.communicate()
        return process.returncode


def run_until(seconds: float, strategy: SearchStrategy[Any], check: Callable[[Any], str]) -> dict[str, int]:
    """Checks examples until the time is up, in rounds that each have a seed; gives how often came what."""
    first = int(os.environ.get("SCHOOLKLIMAAT_FUZZ_SEED") or secrets.randbelow(2**32))
    ends = [time.monotonic() + seconds]
    outcomes: dict[str, int] = {}
    number = first
    while time.monotonic() < ends[0]:

        @ROUND
        @seed(number)
        @given(strategy)
        def one_round(example: Any) -> None:
            if time.monotonic() > ends[-1]:
                return
            try:
                outcome = check(example)
            except BaseException:
                ends.append(ends[0] + 60)  # to find the smallest that fails
                raise
            outcomes[outcome] = outcomes.get(outcome, 0) + 1

        try:
            one_round()
        except BaseException as fault:
            fault.add_note(f"SCHOOLKLIMAAT_FUZZ_SEED={number} python -m pytest -m fuzz finds this again")
            raise
        number += 1
    TOLD.info("%d examples in %.0f s from seed %d: %s", sum(outcomes.values()), seconds, first, outcomes)
    return outcomes


def test_damaged_files_are_read_or_refused() -> None:
    worker = Worker()

    def check(data: bytes) -> str:
        told = worker.judged_by_itself(data)
        if data.startswith(SPSS) and "ended with -" in told.get("fault", ""):
            return "ended by ReadStat"
        assert "fault" not in told, told["fault"]
        assert told["seconds"] < EXAMPLE_SECONDS
        assert told["megabytes"] < MEGABYTES
        return str(told["outcome"])

    try:
        outcomes = run_until(SECONDS, damaged_files, check)
    finally:
        worker.end()
    assert outcomes["read"] > 0  # else the damage is so great that nothing behind the first check is tried
    assert sum(outcomes.values()) > outcomes["read"]


def test_tables_of_any_kind_are_read_or_refused() -> None:
    def check(contents: Any) -> str:
        start = time.process_time()
        outcome = outcome_of_tables(contents)
        assert time.process_time() - start < EXAMPLE_SECONDS
        return outcome

    outcomes = run_until(SECONDS, tables, check)
    assert outcomes["read"] > 0


def test_a_fault_is_seen_whether_it_raises_ends_the_process_or_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    assert reply(b"Vraag 1;Vraag 2\nja;nee\nnee;ja\n")["outcome"] == "read"
    assert reply(b"%PDF-1.7")["outcome"] == "refused: pdf"
    monkeypatch.setattr("tests.intake.fuzz_worker.outcome", lambda data: str(1 // len(data)))
    assert reply(b"")["fault"].startswith("ZeroDivisionError in test_fuzz.py:")
    for code, fault in (
        ("import os; os.abort()", "ended with -6"),
        ("import time; time.sleep(60)", "never comes back"),
    ):
        worker = Worker()
        worker._process = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        monkeypatch.setitem(Worker.__call__.__globals__, "SILENT_SECONDS", 1)
        assert fault in worker(b"x")["fault"]
        assert worker._process is None
    with pytest.raises(AssertionError) as caught:
        run_until(5, tables, _planted)
    assert "SCHOOLKLIMAAT_FUZZ_SEED=" in caught.value.__notes__[-1]


HOLDING = """
import os, sys
held = 0
while head := sys.stdin.buffer.read(4):
    held += int(sys.stdin.buffer.read(int.from_bytes(head, "little")))
    os.write(1, b'{"megabytes": %d}\\n' % held)
"""


def test_a_file_is_not_charged_for_what_others_took(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that holds more with every file: 400 and 400 are 800, though neither file takes that."""
    begun, begin = [], subprocess.Popen
    monkeypatch.setattr(subprocess, "Popen", lambda _command, **options: begun.append(1) or planted(**options))

    def planted(**options: Any) -> Any:
        return begin([sys.executable, "-c", HOLDING], **options)

    worker = Worker()
    try:
        told = [worker.judged_by_itself(size)["megabytes"] for size in (b"400", b"400", b"900", b"100")]
    finally:
        worker.end()
    assert told == [400, 400, 900, 100]
    assert len(begun) == 4


def _planted(_contents: Any) -> str:
    raise AssertionError("planted")
