"""The audit of a network: the releases of every school attacked, school by school, in several processes at a time.

What was found is kept per school under a fingerprint of what was attacked, so that an audit that was broken off goes on
where it was. A file that changed since, or another version of the program, is attacked again.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from pathlib import Path

from pydantic import ValidationError

from monitor import shipped
from monitor.definition.model import Frozen
from monitor.disclosure.audit import audit_folder, release_folders
from monitor.disclosure.release import AuditResult
from monitor.disk import told_by_the_disk
from monitor.durable import write_durably
from monitor.network.processes import mapped
from monitor.network.settings import Network
from monitor.progress import Progress


class Kept(Frozen):
    """What the attack on the releases of a school found, and the fingerprint of what was attacked."""

    of: str
    results: tuple[tuple[str, AuditResult], ...]


@dataclass(frozen=True)
class SchoolAudit:
    """The audit of the releases of one school; `kept`: found by an earlier command, of the same files."""

    school: str
    results: tuple[tuple[str, AuditResult], ...]
    kept: bool = False

    @property
    def passed(self) -> bool:
        """Whether every release of the school stands the attack."""
        return all(result.passed for _name, result in self.results)


@dataclass(frozen=True)
class _Job:
    school: str
    releases: Path
    file: Path
    anew: bool


def audit(
    network: Network, *, processes: int = 1, anew: bool = False, progress: Progress | None = None
) -> tuple[SchoolAudit, ...]:
    """Attack the releases of every school; `anew`: also those that were attacked before and did not change.

    `progress` is told in schools.

    Raises:
        WorkspaceRefused: the disk is full, or may not be written to. What was found until then is kept.
    """
    with told_by_the_disk():
        network.audits_folder.mkdir(exist_ok=True)
        jobs = [
            _Job(school, network.releases_of(school), network.audits_folder / f"{school}.json", anew)
            for school in network.schools()
        ]
        found: list[SchoolAudit] = []
        for one in mapped(_audited, jobs, processes):
            found.append(one)
            if progress:
                progress(len(found), len(jobs))
    return tuple(sorted(found, key=lambda one: one.school))


def _audited(job: _Job) -> SchoolAudit:
    with told_by_the_disk():
        of = _fingerprint(job.releases)
        if not job.anew and (kept := _kept(job.file)) and kept.of == of:
            return SchoolAudit(job.school, kept.results, kept=True)
        results = tuple(audit_folder(job.releases, of_network=True))
        write_durably(job.file, Kept(of=of, results=results).model_dump_json().encode(), private=False)
    return SchoolAudit(job.school, results)


def _fingerprint(releases: Path) -> str:
    """SHA-256 in hex of every file of every release, and of who attacks: this very program and its solver."""
    found = hashlib.sha256(_attacker())
    for folder in release_folders(releases):
        for path in sorted(path for path in folder.iterdir() if path.is_file()):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            found.update(f"{folder.name}/{path.name} {content}\n".encode())
    return found.hexdigest()


@cache
def _attacker() -> bytes:
    """What decides how releases are attacked: our code, the thresholds, and the version of the solver."""
    code = sorted(Path(shipped.__file__).parent.rglob("*.py"))
    found = hashlib.sha256(metadata.version("highspy").encode())
    for path in (*code, shipped.surveys_folder() / "privacy.yaml"):
        found.update(path.read_bytes())
    return found.digest()


def _kept(file: Path) -> Kept | None:
    try:
        return Kept.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return None
