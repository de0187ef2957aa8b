"""A kill -9 at every point at which something reaches the disk: the workspace is as before, or as after.

Figures of the run are printed (`-s`): what a kill leaves at every point is looked at; up to 50 more at instants
between them, 100 at night.
"""

import os
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.at_once import reading_here
from tests.support.faults import digest_of, killed, left_by_kills, points_of
from tests.support.schools import COMMANDS, School, audits_clean, copy_of, keys_of, make_school, state

AGAIN = 5
"""After so many kills the first import is given again once: what it finds is the same for all."""


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, School]]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        folder = tmp_path_factory.mktemp("scholen")
        begun, new = make_school(folder / "begonnen"), make_school(folder / "nieuw", begun=False)
        yield {command: new if command == "first import" else begun for command in COMMANDS}


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_every_point(command: str, schools: dict[str, School], tmp_path: Path) -> None:
    action = COMMANDS[command]
    whole = copy_of(schools[command], tmp_path / "whole")
    before = state(whole)
    points = points_of(lambda: action(whole))
    after = state(whole)
    assert after != before
    met: dict[str, int] = {"old": 0, "new": 0}
    looked_at: dict[bytes, object] = {}
    started = copy_of(schools[command], tmp_path / "started")
    for number, left in left_by_kills(lambda folder: action(School(folder)), started.folder, tmp_path):
        school = School(left)
        content = digest_of(left)  # before a look at it: that leaves files of the database
        if content not in looked_at:  # around an `fsync`, say, stands what stood there before
            looked_at[content] = state(school)
            assert looked_at[content] in (before, after), points[number - 1]
            assert audits_clean(school)
        found = looked_at[content]
        if command == "first import" and found == before and number % AGAIN == 0:
            action(school)
            assert (state(school), keys_of(school)) == (after, ["workspace.key"])
        met["old" if found == before else "new"] += 1
    assert sum(met.values()) == len(points)
    assert met["old"]
    assert met["new"]
    print(f"{command}: {len(points)} points, all of them met, {len(looked_at)} differ; {met}")  # noqa: T201 - figures for the reader


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_killed_at_any_instant(command: str, schools: dict[str, School], tmp_path: Path) -> None:
    """Between the points of Python lie those of the database: ten instants drawn with a fixed seed, twenty at night."""
    action, dice = COMMANDS[command], random.Random(command)
    whole = copy_of(schools[command], tmp_path / "whole")
    before, started = state(whole), time.monotonic()
    killed(lambda: action(whole))
    lasted, after = time.monotonic() - started, state(whole)
    kills = 0
    for number in range(20 if os.environ.get("HYPOTHESIS_PROFILE") == "night" else 10):
        school = copy_of(schools[command], tmp_path / f"{number}")
        kills += killed(lambda: action(school), after=dice.uniform(0, lasted))  # noqa: B023 - run at once
        assert state(school) in (before, after)
        assert audits_clean(school)
        shutil.rmtree(school.folder)
    print(f"{command}: {kills} kills in {lasted:.2f} seconds")  # noqa: T201 - figures for the reader
