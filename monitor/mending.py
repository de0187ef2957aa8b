"""One change of a wave, with its files as the catalogue names them: what a kill left half done is mended first."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from monitor.catalogue.catalogue import Catalogue, Change, Wave, opened
from monitor.catalogue.log import LogEntry
from monitor.comments import store
from monitor.disclosure import comments_file, release_file
from monitor.disk import told_by_the_disk
from monitor.errors import WorkspaceRefused, once_kept
from monitor.legal import Grounds
from monitor.texts import _
from monitor.vault import VaultFile, remove_files
from monitor.workspace import Workspace


@contextmanager
def in_hand(workspace: Workspace, name: str) -> Iterator[Change]:
    """One change of the catalogue, with the files of this wave as it names them: before the change, and after.

    What is mended before stays mended although what is asked for next is refused. What cannot be mended afterwards
    (the disk is full, another command is quicker) the next command mends: the change itself is made.

    Raises:
        WorkspaceRefused: another command is busy; the disk is full, or may not be written to.
    """
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue:
        _mend(catalogue, workspace, name)
        with catalogue.change() as change:
            _place(change, workspace, name)
            yield change
        done = _("What you asked for may be done already. Look what is there before you do it again.")
        with once_kept(done), suppress(OSError, WorkspaceRefused):
            _mend(catalogue, workspace, name)


def _mend(catalogue: Catalogue, workspace: Workspace, name: str) -> None:
    """Write down releases that lie there unknown, and put the vault file that the catalogue names in its place.

    A release of whatever wave: the next one names the newest as the one before it, so none may be missing. Two
    changes: the file may only be put in place once the catalogue names it for good.
    """
    with catalogue.change() as change:
        release_file.clear_unfinished(workspace.releases_folder)
        comments_file.clear_unfinished(workspace.releases_folder)
        for folder in sorted(workspace.releases_folder.glob("*")):
            unknown = None if change.has_release(folder.name) else change.wave(folder.name)
            if unknown is not None:
                write_down(change, _without_marks(unknown, workspace), folder)
                store.adopt(workspace, change, unknown.name)
        known = {wave.name for wave in change.waves()}  # else they lie there from the backup of another workspace
        published = [wave for wave in comments_file.waves_in(workspace.releases_folder) if wave in known]
        for other in published:
            store.write_down(workspace, change, other)
    with catalogue.change() as change:
        wave = change.wave(name)
        vault = VaultFile(workspace.vault_folder, name, b"")
        if wave is not None:
            vault.settle(wave.vault_sha256)
        else:
            vault.drop_proposal()  # of a first import that was broken off
        for other in dict.fromkeys((name, *published)):
            store.settle(workspace, change, other)
        for one in change.waves():
            if one.wrapped_key is None:  # destroyed: without its key nothing of the wave is more than noise
                remove_files(workspace.vault_folder, one.name)
    catalogue.wipe()


def _place(change: Change, workspace: Workspace, name: str) -> None:
    """Files that another command has named since, for good, and did not get to put in place: it let go just now."""
    wave = change.wave(name)
    VaultFile(workspace.vault_folder, name, b"").sealed.place(wave.vault_sha256 if wave else None)
    store.place(workspace, change, name)


def _without_marks(wave: Wave, workspace: Workspace) -> Wave:
    """The wave with the vault file that closing it left beside the old one: the same answers, without marks."""
    proposed = VaultFile(workspace.vault_folder, wave.name, b"").proposed_sha256()
    return replace(wave, vault_sha256=proposed or wave.vault_sha256)


def write_down(change: Change, wave: Wave, folder: Path) -> None:
    """The release in this folder is the wave's, for good; the marks of its respondents are gone by it."""
    manifest, sha256 = release_file.read_release(folder).manifest, release_file.manifest_sha256(folder)
    marked = change.wave(wave.name)
    change.save_wave(replace(wave, status="closed"))
    grounds = Grounds(legal_basis=manifest.legal_basis or None, notice=manifest.notice or None)
    change.add_release(wave.name, sha256, manifest.closed_on, grounds)
    change.log.add(LogEntry("close", wave.name, "release", sha256, manifest.closed_on))
    if marked is not None and marked.vault_sha256 != wave.vault_sha256:
        change.log.add(LogEntry("destroy", wave.name, "marks", marked.vault_sha256))
