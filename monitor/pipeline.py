"""The recipe: an export goes in, a release comes out, results are read from releases.

import_file   read -> map -> validate -> anonymise -> vault      (monitor.importing)
close_wave    vault -> score -> tally -> protect (round, audit, redraw) -> witnesses -> release      (monitor.closing)
results       releases -> Results
"""

from collections.abc import Collection
from pathlib import Path

from monitor import closing, forgetting, waves, withdrawing
from monitor.catalogue.catalogue import ImportRecord, Wave
from monitor.closing import ToClose
from monitor.definition.draft import to_yaml
from monitor.definition.model import Survey
from monitor.disclosure import release_file
from monitor.disclosure.audit import audit_folder, audit_one
from monitor.disclosure.release import AuditResult, Release
from monitor.durable import write_durably
from monitor.errors import CallError, WorkspaceRefused
from monitor.import_terms import ImportOptions, ImportOutcome
from monitor.importing import candidates, import_file, stored_as
from monitor.intake.definitions.read import read_definition
from monitor.intake.draft import draft_survey
from monitor.intake.read import read_export
from monitor.legal import Grounds
from monitor.progress import Progress
from monitor.results import Results
from monitor.texts import _
from monitor.waves import wave_name
from monitor.workspace import SETTINGS, Locale, Workspace, make_workspace, read_settings, school_year

__all__ = ["ImportOptions", "ImportOutcome", "ToClose", "import_file", "stored_as", "wave_name"]


def new_workspace(root: Path, name: str, locale: Locale = "nl-BE", *, settings_text: str | None = None) -> Workspace:
    """A new, empty workspace with its catalogue; `settings_text` is a settings file to use as it is.

    Raises:
        WorkspaceRefused: the folder holds something already.
    """
    if (root / SETTINGS).is_file():
        raise WorkspaceRefused(
            _("There is a workspace of {school} here already.").format(school=read_settings(root / SETTINGS).name),
            remedy=_("Use it as it is, or name another folder with --workspace."),
        )
    workspace = make_workspace(root, name, locale, settings_text)
    waves.begin(workspace)  # so that later commands find everything in place
    return workspace


def draft(path: Path, output: Path, survey_id: str, *, sheet: str | None = None, mend_letters: bool = False) -> Survey:
    """Write a definition from the file in which a tool describes a questionnaire, else from an export.

    Raises:
        FileRefused: the file cannot be read, or is neither.
    """
    survey = read_definition(path, survey_id)
    survey = survey or draft_survey(read_export(path, sheet=sheet, mend_letters=mend_letters), survey_id)
    write_durably(output, to_yaml(survey).encode("utf-8"), private=False)
    return survey


def close_wave(
    workspace: Workspace, survey: str | Path, year: str, *, given: Grounds | None = None, engine: str = "local",
    master: str | None = None, progress: Progress | None = None,
) -> Release:  # fmt: skip
    """Make the protected numbers of a wave, attack them, and freeze them.

    `given` are the legal basis and the notice; what it leaves out is taken from the settings. `engine` is what counts:
    `local` or `spark`, the latter at the address `master`.

    Raises:
        CallError: no such engine, or no address for it.
        EngineRefused: the engine is not there, does not answer, or stopped half-way.
        WorkspaceRefused: no answers, or closed already.
        PrivacyRefused: no legal basis or no notice, fewer answers than a group must have, or no draw of the noise that
            stands the attack.
    """
    name = wave_of(workspace, survey, year)
    counts = closing.engine(engine, master)
    return closing.freeze(workspace, name, school_year(year), given or Grounds(), engine=counts, progress=progress)


def require_engine(engine: str, master: str | None) -> None:
    """Check that `close_wave` would know this engine, before anybody is asked anything.

    Raises:
        CallError: no such engine, or one that has no address.
    """
    closing.engine(engine, master)


def to_close(workspace: Workspace, survey: str | Path, year: str, *, given: Grounds | None = None) -> ToClose:
    """The wave that `close_wave` would close, looked at before it does.

    Raises:
        WorkspaceRefused: no answers, or closed already.
        PrivacyRefused: no legal basis or no notice, or settings that ask for less protection than is allowed.
    """
    return closing.looked_at(workspace, wave_of(workspace, survey, year), given or Grounds())


def results(workspace: Workspace) -> Results:
    """What may be shown of this workspace; reads the releases and nothing else."""
    return Results.load(workspace.releases_folder)


def audit(folder: Path, *, single: bool = False, progress: Progress | None = None) -> list[tuple[str, AuditResult]]:
    """Attack one release by itself (`single`), or every release in a folder, from the files alone.

    In a folder all releases of one wave are attacked as one.

    Raises:
        WorkspaceRefused: the one folder holds no release at all; a damaged one is attacked, and fails.
    """
    if single:
        release_file.manifest_sha256(folder)
        return [(folder.name, audit_one(folder, progress=progress))]
    return audit_folder(folder, progress=progress)


def undo(workspace: Workspace, import_id: int | None) -> ImportRecord:
    """Take back an import of an open wave; `None`: the last one."""
    return waves.take_back(workspace, import_id)


def forget(workspace: Workspace, survey: str | Path, year: str) -> str:
    """Destroy the answers of a wave; gives its name."""
    name = wave_of(workspace, survey, year)
    forgetting.destroy(workspace, name)
    return name


def withdraw(workspace: Workspace, survey: str | Path, year: str, code: str) -> int:
    """Take the answers of one respondent out of an open wave, by withdrawal code; gives how many forms are left.

    Raises:
        WorkspaceRefused: no answers with this code, answers of several respondents, or a wave that is not open.
    """
    return withdrawing.withdraw(workspace, wave_of(workspace, survey, year), code)


def to_forget(workspace: Workspace, survey: str | Path, year: str) -> Wave:
    """The wave that `forget` would destroy the answers of.

    Raises:
        WorkspaceRefused: there is no such wave, or its answers were destroyed before.
    """
    return forgetting.to_destroy(workspace, wave_of(workspace, survey, year))


def wave_meant(workspace: Workspace, survey: str | Path, year: str, *, released: Collection[str] = ()) -> str:
    """The name of the wave that a survey and a year mean in this workspace, or among these `released` ones.

    Raises:
        CallError: it may mean two.
    """
    return wave_of(workspace, survey, year, released)


def closed_waves(workspace: Workspace) -> frozenset[str]:
    """The names of the waves that have a release."""
    return frozenset(wave.name for wave in waves.waves(workspace) if wave.status == "closed")


def wave_of(workspace: Workspace, survey: str | Path, year: str, released: Collection[str] = ()) -> str:
    """The name of the wave that a survey (perhaps one with age variants) and a year mean in this workspace.

    Raises:
        CallError: it may mean two; nothing is frozen or destroyed on a guess.
    """
    known = {*released, *(wave.name for wave in waves.waves(workspace))}
    whole = wave_name(str(survey), school_year(year))
    if whole in known:  # also the id of a school's own questionnaire, which is in no library
        return whole
    names = [wave_name(candidate.id, school_year(year)) for candidate in candidates(survey)]
    meant = [name for name in names if name in known] or names[:1]
    if len(meant) > 1:
        raise CallError(
            _("{survey} may mean {waves} here.").format(survey=survey, waves=", ".join(meant)),
            remedy=_("Give the whole name of the survey, with the ages."),
        )
    return meant[0]
