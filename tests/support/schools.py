"""A small school whose workspace is broken off, filled up, used by several at once; and what may be found after."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from monitor import pipeline, waves
from monitor.disclosure import release_file
from monitor.mending import in_hand
from monitor.workspace import Workspace, open_workspace
from tests.support.dialects import DIALECTS
from tests.support.people import WAVE, YEAR, people
from tests.support.saving import saved


@dataclass(frozen=True)
class School:
    """A closed wave, an open one with two imports, and a file that adds six people to it."""

    folder: Path

    @property
    def workspace(self) -> Workspace:
        """Its workspace."""
        return open_workspace(self.folder / "werkmap")

    def use_its_key(self) -> None:
        """From here on this process locks and unlocks with the key of this school."""
        os.environ["SCHOOLKLIMAAT_KEY_FILE"] = str(self.folder / "sleutels" / "workspace.key")

    def bring(self, name: str = "meer.xlsx", year: str = YEAR) -> None:
        """Import a file."""
        self.use_its_key()
        pipeline.import_file(self.folder / name, survey="proef", year=year, workspace=self.workspace)

    def undo(self) -> None:
        """Take the last import back."""
        self.use_its_key()
        pipeline.undo(self.workspace, None)

    def close(self) -> None:
        """Close the open wave."""
        self.use_its_key()
        pipeline.close_wave(self.workspace, "proef", YEAR)

    def forget(self) -> None:
        """Destroy the answers of the open wave."""
        self.use_its_key()
        pipeline.forget(self.workspace, "proef", YEAR)


COMMANDS: dict[str, Callable[[School], None]] = {
    "first import": School.bring,
    "import": School.bring,
    "undo": School.undo,
    "close": School.close,
    "forget": School.forget,
}


def make_school(folder: Path, *, begun: bool = True) -> School:
    """The school; if it has not `begun`, its workspace is empty and has no key."""
    school = School(folder)
    (folder / "sleutels").mkdir(parents=True)
    school.use_its_key()
    pipeline.new_workspace(folder / "werkmap", "De Linde")
    for year, last in (("2024-2025", 30), (YEAR, 24), (YEAR, 30)) if begun else ():
        group = people(last, seed=4, day=0 if year == YEAR else -365)
        file = saved(DIALECTS["forms"].grid(group), "xlsx", folder, f"{year} {last}")
        pipeline.import_file(file, survey="proef", year=year, workspace=school.workspace)
        if year != YEAR:
            pipeline.close_wave(school.workspace, "proef", year)
    saved(DIALECTS["forms"].grid(people(36, seed=4)), "xlsx", folder, "meer")
    saved(DIALECTS["forms"].grid(people(20, seed=8, day=2)), "xlsx", folder, "anderen")
    saved(DIALECTS["forms"].grid(people(20, seed=8, day=-730)), "xlsx", folder, "vroeger")
    return school


def copy_of(school: School, folder: Path) -> School:
    """The same school somewhere else."""
    return School(shutil.copytree(school.folder, folder))


def state(school: School) -> tuple[object, ...]:
    """What the workspace holds, as the next command finds it; never half, never damaged."""
    school.use_its_key()
    workspace, found = school.workspace, []
    with in_hand(workspace, WAVE) as change:
        for wave in change.waves():
            imports = [(record.number, record.rows["stored"], record.undone) for record in change.imports(wave.name)]
            stored = {}
            if wave.vault_sha256 is not None and wave.name == WAVE:
                vault = waves._vault(workspace, change, wave)
                stored = {number: len(part) for number, part in vault.read(wave.vault_sha256).items()}
                marks = {number: len(part) for number, part in vault.read_marks(wave.vault_sha256).items()}
                assert marks == (stored if wave.status == "open" else {})
                assert sum(stored.values()) == sum(n for _number, n, undone in imports if not undone)
            found.append((wave.name, wave.status, wave.wrapped_key is not None, tuple(stored.items()), tuple(imports)))
        logged = [f"{one.wave}: {one.done} {one.data} {bool(one.sha256)}" for one in change.log.entries()]
        last = change.last_release()
    releases = sorted(workspace.releases_folder.iterdir())
    assert last in {release_file.manifest_sha256(folder) for folder in releases} | (set() if releases else {None})
    return (*found, *logged, *files_of(school))


def files_of(school: School) -> list[str]:
    """Every file of the school by its name.

    But for the key, which the next command that needs it tidies up, and the mapping files: those are written after the
    answers are stored, hold none of them, and are made again by the next import.
    """
    files = (path.relative_to(school.folder) for path in school.folder.rglob("*") if path.is_file())
    return sorted(str(path) for path in files if not {"sleutels", "mappings"} & {*path.parts})


def keys_of(school: School) -> list[str]:
    """Every file where the key lies."""
    return sorted(path.name for path in (school.folder / "sleutels").iterdir())


_ATTACKED: dict[frozenset[tuple[str, str]], bool] = {}


def audits_clean(school: School) -> bool:
    """Whether every release stands the attack; what has the same bytes is attacked once."""
    folder = school.workspace.releases_folder
    files = (path for path in folder.rglob("*") if path.is_file())
    found = frozenset((str(path.relative_to(folder)), sha256(path.read_bytes()).hexdigest()) for path in files)
    if found not in _ATTACKED:
        _ATTACKED[found] = all(result.passed for _name, result in pipeline.audit(folder))
    return _ATTACKED[found]
