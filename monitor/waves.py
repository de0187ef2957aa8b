"""What happens to the answers of a wave in a workspace: brought in, taken back, frozen, destroyed.

Each function is one transaction of the catalogue, and the catalogue's commit decides. The files follow it in a
transaction of their own (`_in_hand`), before and after: so what a kill leaves half done is finished or undone by
the next command, and no command takes away a file that another is about to name.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from monitor import keys
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import Catalogue, Change, ImportRecord, Wave, opened
from monitor.definition.differences import TrendBreak
from monitor.definition.model import Survey
from monitor.disclosure import release_file
from monitor.disclosure.release import Release
from monitor.errors import CallError, WorkspaceRefused
from monitor.texts import _
from monitor.vault import VaultFile, together
from monitor.workspace import Workspace


@dataclass(frozen=True)
class Brought:
    """What an import brings to a wave; `digest` makes the keyed fingerprint of the file's content."""

    survey: Survey
    year: str
    answers: AnonymousAnswers
    tool: str
    rows: dict[str, int]
    digest: Callable[[bytes], str]
    enrolled: int | None = None
    breaks: tuple[TrendBreak, ...] = ()


def wave_name(survey_id: str, year: str) -> str:
    """The name of a wave, which is also that of its files: `ouders_2025-2026`."""
    return f"{survey_id}_{year}"


def require_open(workspace: Workspace, survey_id: str, year: str) -> None:
    """Check that answers may still be added to this wave.

    Raises:
        WorkspaceRefused: it is closed, or its answers were destroyed.
    """
    name = wave_name(survey_id, year)
    with _in_hand(workspace, name) as change:
        _refuse_unless_open(change.wave(name))


@dataclass(frozen=True)
class Kept:
    """An import that was stored, and its wave after it: other imports, answers in all, how many could answer."""

    import_id: int
    beside: int
    stored: int
    enrolled: int | None


def bring(workspace: Workspace, brought: Brought) -> Kept | None:
    """Add the answers of one file to its wave; gives `None` for a file that is already there.

    Raises:
        WorkspaceRefused: the wave is not open, or was begun with another version of the questionnaire.
    """
    with _in_hand(workspace, wave_name(brought.survey.id, brought.year)) as change:
        wave = _wave_for(change, brought)
        vault = _vault(workspace, change, wave)
        digest = brought.digest(vault.key)
        earlier = change.imports(wave.name)
        counting = [record for record in earlier if not record.undone]
        if any(record.digest == digest for record in counting):
            return None
        number = len(earlier) + 1
        named = vault.propose({**vault.read(wave.vault_sha256), number: brought.answers})
        change.save_wave(replace(wave, vault_sha256=named))
        record = ImportRecord(wave.name, number, brought.tool, brought.rows, digest)
        change.add_breaks(wave.name, number, brought.breaks)
        stored = sum(one.rows["stored"] for one in (*counting, record))
        return Kept(change.add_import(record), len(counting), stored, wave.enrolled)


def take_back(workspace: Workspace, import_id: int | None) -> ImportRecord:
    """Undo an import of an open wave (`None`: the last one).

    Raises:
        CallError: there is no such import.
        WorkspaceRefused: its wave is closed.
    """
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        record = change.import_by_id(import_id)
        begun = change.waves()
    if import_id is None and record is None:
        raise CallError(_("All imports were taken back already.") if begun else _("Nothing was imported yet."))
    if record is None or record.id is None:
        raise CallError(
            _("There is no such import to take back."),
            remedy=_("`schoolklimaat import` prints the number of each import."),
        )
    with _in_hand(workspace, record.wave) as change:
        wave = _refuse_if_frozen(change.wave(record.wave))
        assert wave is not None  # an import points at its wave
        vault = _vault(workspace, change, wave)
        stored = vault.read(wave.vault_sha256)
        left = {number: part for number, part in stored.items() if number != record.number}
        named = vault.propose(left) if left else None
        change.save_wave(replace(wave, vault_sha256=named))
        change.mark_undone(record.id)
    return record


def freeze(workspace: Workspace, name: str, make: Callable[[Wave, AnonymousAnswers, str | None], Release]) -> Release:
    """Close a wave: `make` its release from its answers and the hash of the release before, and write it down.

    Raises:
        WorkspaceRefused: there are no answers, or the wave is closed already.
    """
    with _in_hand(workspace, name) as change:
        wave = _refuse_if_frozen(change.wave(name))
        if wave is None or wave.vault_sha256 is None:
            raise WorkspaceRefused(
                _("There are no answers for {wave}.").format(wave=name),
                remedy=_("Import an export file first, or check the survey and the school year."),
            )
        answers = together(_vault(workspace, change, wave).read(wave.vault_sha256), wave.survey.id)
        release = make(wave, answers, change.last_release())
        folder = workspace.releases_folder / name
        release_file.write_release(folder, release)
        _write_down(change, wave, folder)
    return release


def destroy(workspace: Workspace, name: str) -> None:
    """Forget the answers of a wave: its key and its file are gone for good; its release stays.

    Raises:
        WorkspaceRefused: there is no such wave, or its answers were destroyed before.
    """
    with _in_hand(workspace, name) as change:
        wave = _with_answers(name, change.wave(name))
        status = "closed" if wave.status == "closed" else "forgotten"
        change.save_wave(replace(wave, status=status, wrapped_key=None, vault_sha256=None))


def to_destroy(workspace: Workspace, name: str) -> Wave:
    """The wave of which the answers may be destroyed.

    Raises:
        WorkspaceRefused: there is no such wave, or its answers were destroyed before.
    """
    with _in_hand(workspace, name) as change:
        return _with_answers(name, change.wave(name))


def waves(workspace: Workspace) -> tuple[Wave, ...]:
    """All waves of the workspace."""
    with opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return change.waves()


def _wave_for(change: Change, brought: Brought) -> Wave:
    """The open wave that the file belongs to, made when it is the first."""
    name = wave_name(brought.survey.id, brought.year)
    wave = _refuse_unless_open(change.wave(name))
    if wave is None or wave.vault_sha256 is None:
        enrolled = brought.enrolled or (wave.enrolled if wave else None)
        # a second key would lock this wave apart from the others: one is made for the first wave only
        first = all(other.wrapped_key is None for other in change.waves())
        key = keys.workspace_key(change.workspace_id(), create=first)
        wrapped = wave.wrapped_key if wave and wave.wrapped_key else keys.wrap(keys.new_wave_key(), key)
        wave = Wave(name, brought.survey, brought.year, "open", enrolled, wrapped, None)
        change.save_wave(wave)
    elif wave.survey.hash != brought.survey.hash:
        raise WorkspaceRefused(
            _("The wave {wave} was begun with another version of the questionnaire.").format(wave=name),
            remedy=_("Use the same questionnaire, or take the earlier import back with `schoolklimaat undo`."),
        )
    return replace(wave, enrolled=brought.enrolled or wave.enrolled)


def _vault(workspace: Workspace, change: Change, wave: Wave) -> VaultFile:
    assert wave.wrapped_key is not None  # an open wave has its key from its first import on
    key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    return VaultFile(workspace.vault_folder, wave.name, key)


@contextmanager
def _in_hand(workspace: Workspace, name: str) -> Iterator[Change]:
    """One change of the catalogue, with the files of this wave as it names them: before the change, and after.

    What is mended before stays mended although what is asked for next is refused.
    """
    with opened(workspace.catalogue_file) as catalogue:
        _mend(catalogue, workspace, name)
        with catalogue.change() as change:
            yield change
        _mend(catalogue, workspace, name)


def _mend(catalogue: Catalogue, workspace: Workspace, name: str) -> None:
    """Put the vault file that the catalogue names in its place, and write down releases that lie there unknown.

    A release of whatever wave: the next one names the newest as the one before it, so none may be missing.
    """
    with catalogue.change() as change:
        for folder in sorted(workspace.releases_folder.glob("*")):
            unknown = None if change.has_release(folder.name) else change.wave(folder.name)
            if unknown is not None:
                _write_down(change, unknown, folder)
        wave = change.wave(name)
        if wave is not None:
            VaultFile(workspace.vault_folder, name, b"").settle(wave.vault_sha256)


def _write_down(change: Change, wave: Wave, folder: Path) -> None:
    """The release in this folder is the wave's, for good."""
    release = release_file.read_release(folder)
    change.save_wave(replace(wave, status="closed"))
    change.add_release(wave.name, release_file.manifest_sha256(folder), release.manifest.closed_on)


def _with_answers(name: str, wave: Wave | None) -> Wave:
    """The wave, if it has a key: without one its answers are gone for good."""
    remedy = _("Check the survey and the school year.")
    if wave is None:
        raise WorkspaceRefused(_("There is no wave {wave} in this workspace.").format(wave=name), remedy=remedy)
    if wave.wrapped_key is None:
        message = _("The answers of {wave} were destroyed before; there is nothing left to destroy.")
        raise WorkspaceRefused(message.format(wave=name), remedy=remedy)
    return wave


def _refuse_if_frozen(wave: Wave | None) -> Wave | None:
    """The wave as something to close or to take an import back from: neither can be done once it is closed."""
    if wave is not None and wave.status == "closed":
        raise WorkspaceRefused(
            _("The wave {wave} is closed already; that cannot be undone any more.").format(wave=wave.name),
            remedy=_("`schoolklimaat results` prints its numbers."),
        )
    return _refuse_unless_open(wave)


def _refuse_unless_open(wave: Wave | None) -> Wave | None:
    if wave is None or wave.status == "open":
        return wave
    if wave.status == "closed":
        raise WorkspaceRefused(
            _("The wave {wave} is closed; its numbers are frozen.").format(wave=wave.name),
            remedy=_("Answers that come later belong to the next school year. Check the year you gave."),
        )
    raise WorkspaceRefused(
        _("The answers of the wave {wave} were destroyed.").format(wave=wave.name),
        remedy=_("A destroyed wave cannot be filled again. Check the survey and the year you gave."),
    )
