"""What every test may count on: a key file of its own, Dutch, and one demo workspace for the whole run."""

import gc
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from monitor import texts, workspace
from tests.support.grounds import GROUNDS

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command line has it, and tests call it from within

gc.set_threshold(20_000, 20, 50)  # looking for rings as often as Python does by itself takes a twentieth of the time

MEMORY, ROOM = Path("/dev/shm"), 4_000_000_000
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    # Workspaces wait for the disk (`fsync`) at every step; what a test finds in them is the same on a disk of memory.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))

settings.register_profile("gate", max_examples=30, deadline=None)  # speed is measured in benchmarks/, not here
settings.register_profile("night", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "gate"))


ATTACKS = Path(__file__).parent / "attacks"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Coverage is not measured of slow tests, attacks and a browser: it takes long, and quick ones cover the same."""
    for item in items:
        slow = item.get_closest_marker("slow") or item.get_closest_marker("browser")
        if slow or item.path.is_relative_to(ATTACKS):
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(autouse=True)
def _own_key_and_dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test touches the keyring or the settings folder of whoever runs it, nor their workspace."""
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "workspace.key"))
    monkeypatch.delenv("SCHOOLKLIMAAT_WORKSPACE", raising=False)
    monkeypatch.delenv("SCHOOLKLIMAAT_LANG", raising=False)
    texts.use("nl")
    yield
    texts.use(None)
    texts.use_region("nl-BE")


@pytest.fixture(scope="session", autouse=True)
def _grounds() -> Iterator[None]:
    """Every workspace that a test begins has its grounds in its settings; one with settings of its own has not."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "_TEMPLATE", workspace._TEMPLATE + GROUNDS)
        yield


@pytest.fixture(scope="session")
def demo_workspace(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school after `schoolklimaat demo --no-serve`, made once for all workers; never written to."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    root, made = shared / "demo", shared / "demo.made"
    try:
        (shared / "demo.lock").mkdir()
    except FileExistsError:
        _wait_for(made)
        return root
    from monitor import sample

    with pytest.MonkeyPatch.context() as patch, _coverage_not_measured(request):
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(shared / "demo.key"))
        sample.make_workspace_of_sample(root, progress=lambda _done, _total: None, tell=lambda _line: None)
    made.touch()
    return root


@contextmanager
def _coverage_not_measured(request: pytest.FixtureRequest) -> Iterator[None]:
    measuring = request.config.pluginmanager.get_plugin("_cov")
    controller = measuring.cov_controller if measuring else None
    if controller:
        controller.pause()
    yield
    if controller:
        controller.resume()


def _wait_for(file: Path) -> None:
    deadline = time.monotonic() + 300
    while not file.exists():
        assert time.monotonic() < deadline, "the worker that makes the demo workspace did not finish"
        time.sleep(0.2)
