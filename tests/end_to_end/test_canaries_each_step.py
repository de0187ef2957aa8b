"""What tells who answered is nowhere: searched in every byte after each step, at every write, and after kills.

In the workspace, the folder for temporary files, what was printed, the folder of the key, and copies of all of it.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor import cli, pipeline
from monitor.pipeline import ImportOptions
from monitor.workspace import open_workspace
from tests.support.canaries import Search, everything_in, found_in, search_for
from tests.support.faults import faults, killed, left_by_kills
from tests.support.planted import FILE, planted_file

YEAR = "2025-2026"
WAVE = ("--survey", "ouders", "--year", YEAR)
CLASS = ("--group-column", "In welke klas zit je kind?")


class Place:
    """A folder with everything that the program may write to, and two exports outside it."""

    def __init__(self, root: Path) -> None:
        self.root = root / "plaats"
        self.workspace = self.root / "werkmap"
        exports = [root / "uitvoer 1", root / "uitvoer 2"]
        for folder in (*exports, self.root / "tijdelijk", self.root / "kopie"):
            folder.mkdir(parents=True)
        first, planted = planted_file(exports[0], 40)
        second, more = planted_file(exports[1], 25, when="2025-11-20")
        self.files = (str(first), str(second))
        self.people: Search = search_for([*planted, *more])
        self.search: Search = search_for([*planted, *more, FILE])
        assert found_in(everything_in(root), self.search), "they stand in the exports"
        assert cli.run(["init", "--name", "De Linde", "--workspace", str(self.workspace)]) == 0

    def run(self, *arguments: str) -> int:
        return cli.run([*arguments, "--workspace", str(self.workspace)])

    def found(self) -> list[str]:
        return found_in(everything_in(self.root), self.search)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "plaats/tijdelijk"))
    monkeypatch.setenv("SCHOOLKLIMAAT_KEY_FILE", str(tmp_path / "plaats/sleutel/workspace.key"))
    monkeypatch.setattr(tempfile, "tempdir", None)  # asked for again, with the variable
    monkeypatch.setenv("SCHOOLKLIMAAT_DEBUG", "yes")
    return Place(tmp_path)


def test_after_each_step(place: Place, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    first, second = place.files
    steps: dict[str, tuple[str, ...]] = {
        "trial": ("import", first, *WAVE, *CLASS, "--dry-run"),
        "trial as JSON": ("import", first, *WAVE, *CLASS, "--dry-run", "--json"),
        "import": ("import", first, *WAVE, *CLASS),
        "second import": ("import", second, *WAVE, *CLASS, "--json"),
        "once more": ("import", first, *WAVE, *CLASS),
        "undo": ("undo",),
        "close": ("close", *WAVE),
        "results": ("results", "--json"),
        "compare": ("compare",),
        "audit": ("audit", "--json"),
        "retention": ("retention",),
        "forget": ("forget", *WAVE, "--yes"),
        "log": ("log",),
    }
    told = b""
    for name, call in steps.items():
        assert place.run(*call) == 0, name
        said = capfdbinary.readouterr()
        assert found_in([("stdout", said.out), ("stderr", said.err)], place.people) == [], name
        shutil.copytree(place.workspace, place.root / "kopie" / name)
        assert place.found() == [], name
        told += said.out
    assert b"vernietigd" in told
    assert list((place.root / "tijdelijk").iterdir()) == []


def test_refused_files_and_broken_commands_tell_nothing(
    place: Place, capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another year, another questionnaire, a column that is no class, and a fault of ours that is shown in full."""
    first, _second = place.files
    name = "Naam"
    assert place.run("import", first, "--survey", "ouders", "--year", "2019-2020") == 3
    assert place.run("import", first, "--survey", "personeel", "--year", YEAR) == 3
    assert place.run("import", first, *WAVE, "--group-column", name) == 3
    monkeypatch.setattr("monitor.importing.validate", _broken)
    assert place.run("import", first, *WAVE) == 1
    said = capfdbinary.readouterr()
    assert b"Traceback" in said.err
    assert found_in([("said", said.out + said.err)], place.people) == []
    assert place.found() == []


def _broken(answers: object, **_named: object) -> None:
    raise RuntimeError


def _import(place: Place, heard: Callable[[], object], workspace: Path | None = None) -> None:
    options = ImportOptions(group_column=CLASS[1])
    workspace = open_workspace(workspace or place.workspace)
    pipeline.import_file(
        Path(place.files[0]), survey="ouders", year=YEAR, workspace=workspace, options=options,
        progress=lambda _done, _total: heard(),
    )  # fmt: skip


def test_at_every_write_of_every_command(place: Place) -> None:
    """Also what is gone a moment later was never readable: the search runs before each write, rename and commit."""
    found: list[str] = []
    looked: dict[str, int] = {}

    def look(command: str) -> None:
        looked[command] = looked.get(command, 0) + 1
        found.extend(f"{command}: {one}" for one in place.found())

    commands: dict[str, Callable[[], object]] = {
        "import": lambda: _import(place, lambda: look("import")),
        "second import": lambda: place.run("import", place.files[1], *WAVE, *CLASS),
        "undo": lambda: place.run("undo"),
        "close": lambda: place.run("close", *WAVE),
        "forget": lambda: place.run("forget", *WAVE, "--yes"),
    }
    for name, command in commands.items():
        with faults(lambda _point, name=name: look(name)):  # type: ignore[misc] # a default binds the name
            command()
    assert found == []
    assert min(looked.values()) > 8, looked


def test_after_a_kill_in_the_middle_of_an_import(place: Place, tmp_path: Path) -> None:
    """At every fifth point at which something reaches the disk, from the second."""

    def imported(root: Path) -> None:
        os.environ["SCHOOLKLIMAAT_KEY_FILE"] = str(root / "sleutel/workspace.key")
        os.environ["TMPDIR"] = tempfile.tempdir = str(root / "tijdelijk")
        _import(place, lambda: None, root / "werkmap")

    number = 0
    for number, left in left_by_kills(imported, place.root, tmp_path, at=range(2, 1000, 5)):
        assert found_in(everything_in(left), place.search) == [], number
    assert number > 15


def test_after_a_kill_while_the_file_is_read(place: Place) -> None:
    def die() -> None:
        os.kill(os.getpid(), 9)

    assert killed(lambda: _import(place, die))
    assert place.found() == []
    assert place.run("import", place.files[0], *WAVE, *CLASS) == 0


def test_the_open_vault_tells_of_nobody_either(place: Place) -> None:
    from monitor import keys
    from monitor.catalogue.catalogue import opened
    from monitor.vault import VaultFile, _parts

    assert place.run("import", place.files[0], *WAVE, *CLASS) == 0
    with opened(place.workspace / "catalogue.sqlite") as catalogue, catalogue.change() as change:
        (wave,) = change.waves()
        assert wave.wrapped_key is not None
        key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    file = VaultFile(place.workspace / "vault", wave.name, key)
    answers, marks = _parts(file.sealed.decrypt(file.path.read_bytes()))
    (place.root / "answers.parquet").write_bytes(answers)
    (place.root / "marks.parquet").write_bytes(marks)
    assert place.found() == []
