"""What every test may count on: a key file of its own, Dutch, and one demo workspace for the whole run."""

import csv
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
from tests.support import unmeasured
from tests.support.catalogues import copied
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


TESTS = Path(__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    """Where coverage is measured it looks at our code alone."""
    if config.getoption("cov_source", None):
        unmeasured.close_doors()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[object]:
    """Coverage is not measured of slow tests, attacks and screens: it takes long, and quick ones cover the same."""
    marked = any(item.get_closest_marker(name) for name in unmeasured.MARKS)
    if not marked and not unmeasured.is_unmeasured(item.path.relative_to(TESTS)):
        return (yield)
    with _coverage_not_measured(item.config):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[object]:
    """Of a property the body is measured, and not how Hypothesis comes to its examples."""
    with unmeasured.but_for_its_body(getattr(item, "obj", None)):
        return (yield)


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
    csv.field_size_limit(131_072)  # the sandbox sets it for its process; in a test that is ours


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the catalogue that new ones are copies of."""
    return tmp_path_factory.mktemp("catalogues")


@pytest.fixture(autouse=True)
def _catalogue_is_a_copy(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, catalogues: Path) -> None:
    """The migrations of a new workspace are run where they are what is tested."""
    copied(monkeypatch, request.path, catalogues)


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

    with pytest.MonkeyPatch.context() as patch, _coverage_not_measured(request.config):
        patch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(shared / "demo.key"))
        sample.make_workspace_of_sample(root, progress=lambda _done, _total: None, tell=lambda _line: None)
    made.touch()
    return root


@contextmanager
def _coverage_not_measured(config: pytest.Config) -> Iterator[None]:
    measuring = config.pluginmanager.get_plugin("_cov")
    controller = measuring.cov_controller if measuring else None
    if controller is None or not controller.started:  # not measured, or put aside already
        yield
        return
    controller.pause()
    try:
        yield
    finally:
        controller.resume()


def _wait_for(file: Path) -> None:
    deadline = time.monotonic() + 300
    while not file.exists():
        assert time.monotonic() < deadline, "the worker that makes the demo workspace did not finish"
        time.sleep(0.2)
