"""Several commands at once on one workspace: each is done or refused as busy, and nothing is damaged.

Every command runs in a process of its own; all start at the same moment. Six rounds of each pair.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from monitor import mending, pipeline, releasing
from monitor.catalogue import catalogue
from monitor.errors import CallError, WorkspaceRefused
from tests.support.at_once import reading_here
from tests.support.schools import School, audits_clean, copy_of, make_school, state

DONE, BUSY, FAULT = 0, 3, 1
ROUNDS = 6


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with reading_here(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", "")
        yield make_school(tmp_path_factory.mktemp("school") / "begonnen")


def begun(action: Callable[[], object], at: float) -> int:
    """Start it in a process of its own at this moment; gives the process."""
    child = os.fork()
    if child == 0:  # pragma: no cover - measured in the parent
        code = FAULT
        try:
            time.sleep(max(0.0, at - time.time()))
            action()
            code = DONE
        except (WorkspaceRefused, CallError):
            code = BUSY
        finally:
            os._exit(code)
    return child


def ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def together(*actions: Callable[[], object]) -> list[int]:
    at = time.time() + 0.05
    return [ended(child) for child in [begun(action, at) for action in actions]]


def imports(school: School) -> int:
    """How many respondents of the open wave are stored."""
    (*_rest, wave) = [part for part in state(school) if isinstance(part, tuple)]
    return sum(stored for _number, stored in wave[3])


@pytest.mark.slow
def test_two_imports_into_one_wave(school: School, tmp_path: Path) -> None:
    for turn in range(ROUNDS):
        used = copy_of(school, tmp_path / str(turn))
        assert together(used.bring, lambda: used.bring("anderen.xlsx"), used.bring) == [DONE] * 3  # noqa: B023 - at once
        assert imports(used) == 30 + 6 + 20
        shutil.rmtree(used.folder)


@pytest.mark.slow
def test_imports_into_two_waves_at_once(school: School, tmp_path: Path) -> None:
    for turn in range(ROUNDS):
        used = copy_of(school, tmp_path / str(turn))
        other = partial(used.bring, "vroeger.xlsx", "2023-2024")
        brought, elsewhere, closed = together(used.bring, other, used.close)
        assert (elsewhere, closed) == (DONE, DONE)
        assert brought in (DONE, BUSY), "busy: closed before it came"
        found = {part[0]: (part[1], sum(n for _number, n, _undone in part[4])) for part in state(used)[:3]}
        assert found["proef_2023-2024"] == ("open", 20)
        assert found["proef_2025-2026"] in (("closed", 36), ("closed", 30))
        shutil.rmtree(used.folder)


@pytest.mark.slow
def test_undo_beside_an_import(school: School, tmp_path: Path) -> None:
    for turn in range(ROUNDS):
        used = copy_of(school, tmp_path / str(turn))
        assert together(used.undo, lambda: used.bring("anderen.xlsx")) == [DONE] * 2  # noqa: B023 - at once
        assert imports(used) in (30, 24 + 20), "the one or the other was the last import"
        shutil.rmtree(used.folder)


@pytest.mark.slow
def test_closing_beside_an_import_while_somebody_reads(school: School, tmp_path: Path) -> None:
    def read(used: School) -> None:
        until = time.monotonic() + 1.5
        while time.monotonic() < until:
            found = pipeline.results(used.workspace)
            assert not found.problems
            assert len(found.releases) in (1, 2)

    for turn in range(ROUNDS):
        used = copy_of(school, tmp_path / str(turn))
        closed, brought, seen = together(used.close, used.bring, lambda: read(used))  # noqa: B023 - at once
        assert (closed, seen) == (DONE, DONE)
        used.use_its_key()
        forms = pipeline.results(used.workspace).response("proef", "2025-2026").forms
        assert forms == (36 if brought == DONE else 30)
        assert imports(used) == forms
        assert audits_clean(used)
        shutil.rmtree(used.folder)


@pytest.mark.slow
def test_while_a_wave_is_being_protected_others_are_told_and_readers_do_not_wait(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    used = copy_of(school, tmp_path / "school")
    whole = releasing.protect

    def slowly(*given: object, **named: object) -> object:
        time.sleep(6)
        return whole(*given, **named)  # type: ignore[arg-type] # handed on as it came

    monkeypatch.setattr(releasing, "protect", slowly)
    monkeypatch.setattr(catalogue, "WAIT", 500)
    busy = begun(used.close, time.time())
    time.sleep(1.5)
    for action in (used.bring, used.undo, used.forget, used.close):
        started = time.monotonic()
        with pytest.raises(WorkspaceRefused, match="bezig"):
            action()
        assert time.monotonic() - started < 3
    started = time.monotonic()
    assert len(pipeline.results(used.workspace).releases) == 1
    assert time.monotonic() - started < 1
    assert ended(busy) == DONE
    assert len(pipeline.results(used.workspace).releases) == 2


def test_a_command_finds_the_file_that_another_has_named_and_not_yet_put_in_place(
    school: School, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A lock that goes to who waits, as PostgreSQL's does, lets the next in before the first has tidied up."""
    used = copy_of(school, tmp_path / "school")
    monkeypatch.setattr(mending, "_mend", lambda *_: None)
    used.bring()
    assert sorted(path.suffix for path in used.workspace.vault_folder.glob("proef_2025*")) != [".enc"]
    used.bring("anderen.xlsx")
    monkeypatch.undo()
    assert imports(used) == 30 + 6 + 20
