"""What happens to the answers of a wave in a workspace: brought in, taken back, frozen.

Each function is one transaction of the catalogue, and the catalogue's commit decides. The files follow it in a
transaction of their own (`monitor.mending`), before and after: so what a kill leaves half done is finished or undone by
the next command, and no command takes away a file that another is about to name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from monitor import keys
from monitor.anonymous import AnonymousAnswers
from monitor.brought import Brought, J, Joining, Kept
from monitor.catalogue.catalogue import Change, ImportRecord, Wave, opened
from monitor.catalogue.log import LogEntry
from monitor.comments.store import require_seen, store_of
from monitor.disclosure import release_file
from monitor.disclosure.release import Release
from monitor.disk import told_by_the_disk
from monitor.errors import CallError, KeptDespiteFault, WorkspaceRefused
from monitor.mending import in_hand as _in_hand
from monitor.mending import write_down as _write_down
from monitor.open_waves import if_not_frozen, if_open, with_answers
from monitor.texts import _
from monitor.vault import VaultFile, together
from monitor.workspace import Workspace

Make = Callable[[Wave, AnonymousAnswers, str | None], Release]
"""Makes a release of a wave, its answers and the hash of the release before it."""


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
        if_open(change.wave(name))


def bring(workspace: Workspace, brought: Brought[J]) -> Kept[J]:
    """Add the answers of one file to its wave: of each respondent once, whatever files the wave had.

    Raises:
        WorkspaceRefused: the wave is not open, or was begun with another version of the questionnaire.
    """
    with _in_hand(workspace, wave_name(brought.survey.id, brought.year)) as change:
        wave = _wave_for(change, brought)
        vault = _vault(workspace, change, wave)
        marks = vault.read_marks(wave.vault_sha256)
        withdrawn = vault.read_withdrawn(wave.vault_sha256)
        joining = brought.join(vault.key_for, marks, withdrawn)
        counting = _counting(change, wave.name)
        stored = _stored(counting, joining)
        if joining.before and not joining.rows["stored"]:
            change.save_wave(wave)
            return Kept(None, joining, len(counting), stored, wave.enrolled)
        number = len(change.imports(wave.name)) + 1
        answers = {**vault.read(wave.vault_sha256), number: joining.answers}
        named = vault.propose(answers, {**marks, number: joining.marks}, withdrawn)
        store_of(workspace, change, wave.name, vault.key).add(number, brought.texts(joining))
        change.save_wave(replace(wave, vault_sha256=named))
        change.add_breaks(wave.name, number, brought.breaks)
        change.log.add(LogEntry("import", wave.name, "answers"))
        record = ImportRecord(wave.name, number, brought.tool, joining.rows)
        return Kept(change.add_import(record), joining, len(counting), stored, wave.enrolled)


def look(workspace: Workspace | None, brought: Brought[J]) -> Kept[J]:
    """What `bring` would do, without doing it; where it would refuse, with why, and as into a new wave."""
    refused = None
    if workspace is not None:
        try:
            if (kept := _as_things_are(workspace, brought)) is not None:
                return kept
        except WorkspaceRefused as refusal:
            refused = refusal
    joining = brought.join(partial(keys.key_for, wave_key=keys.new_wave_key()), {}, ())
    return Kept(None, joining, 0, joining.rows["stored"], brought.enrolled, refused)


def _as_things_are(workspace: Workspace, brought: Brought[J]) -> Kept[J] | None:
    """What `bring` would do to the wave that there is; nothing where it would begin one.

    Raises:
        WorkspaceRefused: it would refuse.
    """
    with _in_hand(workspace, wave_name(brought.survey.id, brought.year)) as change:
        wave = if_open(change.wave(wave_name(brought.survey.id, brought.year)))
        if change.has_keys():
            keys.workspace_key(change.workspace_id())
        if wave is None or wave.vault_sha256 is None:
            return None
        wave = _wave_for(change, brought)
        vault = _vault(workspace, change, wave)
        marks, withdrawn = vault.read_marks(wave.vault_sha256), vault.read_withdrawn(wave.vault_sha256)
        joining = brought.join(vault.key_for, marks, withdrawn)
        counting = _counting(change, wave.name)
        return Kept(None, joining, len(counting), _stored(counting, joining), wave.enrolled)


def _counting(change: Change, name: str) -> list[ImportRecord]:
    return [record for record in change.imports(name) if not record.undone]


def _stored(counting: Sequence[ImportRecord], joining: Joining) -> int:
    return sum(one.rows["stored"] for one in counting) + joining.rows["stored"]


def take_back(workspace: Workspace, import_id: int | None) -> ImportRecord:
    """Undo an import of an open wave (`None`: the last one of whatever open wave).

    Raises:
        CallError: there is no such import, or none at all.
        WorkspaceRefused: its wave is closed, or every wave is; or it brought what may name danger to a child, and
            nobody read that yet.
    """
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
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
        wave = if_not_frozen(change.wave(record.wave))
        assert wave is not None  # an import points at its wave
        vault = _vault(workspace, change, wave)
        comments = store_of(workspace, change, wave.name, vault.key)
        require_seen((one for one in comments.read() if one.brought == record.number), wave)
        stored, marks = vault.read(wave.vault_sha256), vault.read_marks(wave.vault_sha256)
        left = {number: part for number, part in stored.items() if number != record.number}
        known = {number: part for number, part in marks.items() if number != record.number}
        withdrawn = vault.read_withdrawn(wave.vault_sha256)  # stay, for when the same file comes again
        named = vault.propose(left, known, withdrawn) if left or known or withdrawn else None
        comments.take_back(record.number)
        change.save_wave(replace(wave, vault_sha256=named))
        change.mark_undone(record.id)
        change.log.add(LogEntry("undo", wave.name, "answers", wave.vault_sha256))
    return record


@dataclass(frozen=True)
class ToFreeze:
    """A wave that may be closed: the items that somebody answered, and whether what may name danger lies unread."""

    wave: Wave
    items: frozenset[str]
    unread_danger: bool


def to_freeze(workspace: Workspace, name: str) -> ToFreeze:
    """The wave that `freeze` would close, looked at before it is done for good.

    Raises:
        WorkspaceRefused: as for `freeze`.
    """
    with _in_hand(workspace, name) as change:
        wave = with_answers(change.wave(name), name)
        vault = _vault(workspace, change, wave)
        parts = vault.read(wave.vault_sha256).values()
        codes = (name for part in parts for name, column in part.codes.items() if column.any())
        comments = store_of(workspace, change, name, vault.key).read()
        unread = any(one.unseen for one in comments)
        return ToFreeze(wave, frozenset(code.partition(":")[0] for code in codes), unread)


def freeze(workspace: Workspace, name: str, make: Make) -> Release:
    """Close a wave: `make` its release from its answers and the hash of the release before, and write it down.

    Raises:
        WorkspaceRefused: there are no answers, or the wave is closed already.
    """
    made: list[Release] = []
    try:
        with _in_hand(workspace, name) as change:
            _freeze(workspace, change, name, make, made)
    except WorkspaceRefused:
        if not made:
            raise  # else the release lies there: the wave is closed, and the next command writes that down
    except Exception as fault:
        if not made:
            raise
        cause = fault.__cause__ if isinstance(fault, KeptDespiteFault) else fault
        raise KeptDespiteFault(_("The wave {wave} is closed.").format(wave=name)) from cause
    return made[0]


def _freeze(workspace: Workspace, change: Change, name: str, make: Make, made: list[Release]) -> None:
    """Close the wave; `made` gets the release as soon as it lies there for good."""
    wave = with_answers(change.wave(name), name)
    vault = _vault(workspace, change, wave)
    stored = vault.read(wave.vault_sha256)
    release = make(wave, together(stored, wave.survey.id), change.last_release())
    folder = workspace.releases_folder / name
    closed = {number: part.as_closed() for number, part in stored.items()}
    without_marks = vault.propose(closed)  # before the release: `mending` finds it there, and needs no key
    store_of(workspace, change, name, vault.key).close()
    release_file.write_release(folder, release)
    made.append(release)
    _write_down(change, replace(wave, vault_sha256=without_marks), folder)


def begin(workspace: Workspace) -> None:
    """Make the catalogue of a new workspace, and give the workspace its random name."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        change.workspace_id()


def waves(workspace: Workspace) -> tuple[Wave, ...]:
    """All waves of the workspace."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return change.waves()


def with_imports(workspace: Workspace) -> tuple[tuple[Wave, tuple[ImportRecord, ...]], ...]:
    """All waves of the workspace, each with the imports that count."""
    with told_by_the_disk(), opened(workspace.catalogue_file) as catalogue, catalogue.change() as change:
        return tuple((wave, tuple(_counting(change, wave.name))) for wave in change.waves())


def _wave_for(change: Change, brought: Brought[Any]) -> Wave:
    """The open wave that the file belongs to, made when it is the first."""
    name = wave_name(brought.survey.id, brought.year)
    wave = if_open(change.wave(name))
    if wave is None or not _counting(change, name):
        enrolled = brought.enrolled or (wave.enrolled if wave else None)
        # a second key would lock this wave apart from the others: one is made for the first wave only
        key = keys.workspace_key(change.workspace_id(), create=not change.has_keys())
        wrapped = wave.wrapped_key if wave and wave.wrapped_key else keys.wrap(keys.new_wave_key(), key)
        wave = Wave(name, brought.survey, brought.year, "open", enrolled, wrapped, wave.vault_sha256 if wave else None)
        change.save_wave(wave)
    elif wave.survey.hash != brought.survey.hash:
        raise WorkspaceRefused(
            _("The wave {wave} was begun with another version of the questionnaire.").format(wave=name),
            remedy=_(
                "Was the mapping file changed, or the questionnaire? Take the earlier import back with `schoolklimaat "
                "undo`, and import that file again first; or use the same ones as then."
            ),
        )
    by_group = dict(brought.enrolled_by_group) or wave.enrolled_by_group
    return replace(wave, enrolled=brought.enrolled or wave.enrolled, enrolled_by_group=by_group)


def _vault(workspace: Workspace, change: Change, wave: Wave) -> VaultFile:
    assert wave.wrapped_key is not None  # an open wave has its key from its first import on
    key = keys.unwrap(wave.wrapped_key, keys.workspace_key(change.workspace_id()))
    return VaultFile(workspace.vault_folder, wave.name, key)
