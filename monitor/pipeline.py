"""The recipe: an export goes in, a release comes out, results are read from releases.

import_file   read -> map -> validate -> anonymise -> vault
close_wave    vault -> tally -> protect (round, audit, redraw) -> release
results       releases -> Results
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from monitor import waves
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import ImportRecord, Wave
from monitor.counting.tally import tally
from monitor.definition import library
from monitor.definition.draft import to_yaml
from monitor.definition.model import Survey
from monitor.disclosure import release_file
from monitor.disclosure.audit import audit_folder, audit_one
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.policy import load_policy
from monitor.disclosure.protect import protect
from monitor.disclosure.release import AuditResult, Manifest, Release
from monitor.durable import write_durably
from monitor.errors import CallError, WorkspaceRefused
from monitor.intake.anonymise import Anonymised, anonymise, content_digest
from monitor.intake.answers import Answers
from monitor.intake.asked import as_asked
from monitor.intake.draft import draft_survey
from monitor.intake.export import Export
from monitor.intake.mapping import map_export
from monitor.intake.mapping_file import read_mapping_file
from monitor.intake.read import read_export
from monitor.intake.report import all_double, beside, import_report, more_than_enrolled
from monitor.intake.validate import refuse_several_rows, validate
from monitor.results import Results
from monitor.texts import _
from monitor.waves import wave_name
from monitor.workspace import SETTINGS, Locale, Workspace, make_workspace, read_settings, school_year

__all__ = ["wave_name"]

Progress = Callable[[int, int], None]
"""Called with how many steps are done, and how many there are."""

_READING, _MAPPED, _NAMELESS, _ALL = 50, 80, 90, 100
"""How far an import is when it has read, mapped and anonymised a file, of how much."""


def _unheard(_done: int, _total: int) -> None:
    """Progress that nobody asked for."""


@dataclass(frozen=True)
class ImportOptions:
    """What `import` may be told besides file, survey and year (see its help)."""

    group_column: str | None = None
    mapping: Path | None = None
    enrolled: int | None = None
    dry_run: bool = False
    include_incomplete: bool = False
    sheet: str | None = None


_PLAIN = ImportOptions()


@dataclass(frozen=True)
class ImportOutcome:
    """What became of a file: the report of contract 5.1, and the rows that were not stored, by row number.

    `import_id` is what `undo` takes; `None` for a dry run and for a file that was there already.
    """

    report: dict[str, Any]
    dropped: tuple[tuple[int, str], ...]
    import_id: int | None = None


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
    waves.waves(workspace)  # makes the catalogue, so that later commands find everything in place
    return workspace


def import_file(
    path: Path,
    *,
    survey: str | Path,
    year: str,
    workspace: Workspace | None,
    options: ImportOptions = _PLAIN,
    progress: Progress = _unheard,
) -> ImportOutcome:
    """Take the answers of an export file into the wave of a survey and a school year.

    A dry run needs no workspace and stores nothing. `progress` is called in hundredths: reading is half the work.

    Raises:
        CallError: the year is no school year.
        FileRefused: the file cannot be read, or holds no answers to this survey of this year.
        WorkspaceRefused: the wave is closed, or was begun with another version of the questionnaire.
    """
    year = school_year(year)
    candidates = _candidates(survey)
    if workspace and not options.dry_run and len(candidates) == 1:
        waves.require_open(workspace, candidates[0].id, year)  # before the work; `waves.bring` asks again
    export = read_export(
        path, sheet=options.sheet, progress=lambda done, total: progress(_READING * done // max(total, 1), _ALL)
    )
    progress(_READING, _ALL)
    refuse_several_rows(export)
    answers = _mapped(export, candidates, year, options)
    checked = validate(answers, year=year, refuse_other_year=not options.dry_run, candidates=library.surveys())
    progress(_MAPPED, _ALL)
    asked, reworded = as_asked(checked.answers)
    checked = replace(checked, findings=(*checked.findings, *reworded))
    anonymised = anonymise(
        checked,
        group_column=options.group_column,
        known_groups=workspace.settings.classes if workspace else (),
        include_incomplete=options.include_incomplete,
    )
    progress(_NAMELESS, _ALL)
    report = import_report(checked, anonymised, dry_run=options.dry_run)
    if options.dry_run or workspace is None:
        return ImportOutcome(more_than_enrolled(report, anonymised.rows.stored, options.enrolled), anonymised.dropped)
    kept = waves.bring(workspace, _brought(asked, export, anonymised, year, options.enrolled))
    if kept is None:
        return ImportOutcome(all_double(report), anonymised.dropped)
    known = workspace.settings.enrolled(asked.id, year).total or kept.enrolled
    report = more_than_enrolled(beside(report, kept.beside), kept.stored, known)
    return ImportOutcome(report, anonymised.dropped, kept.import_id)


def draft(path: Path, output: Path, survey_id: str, *, sheet: str | None = None) -> Survey:
    """Write a definition of an export that we have no questionnaire for.

    Raises:
        FileRefused: the file cannot be read, or is no export.
    """
    survey = draft_survey(read_export(path, sheet=sheet), survey_id)
    write_durably(output, to_yaml(survey).encode("utf-8"), private=False)
    return survey


def close_wave(workspace: Workspace, survey: str | Path, year: str, *, progress: Progress | None = None) -> Release:
    """Make the protected numbers of a wave, attack them, and freeze them.

    Raises:
        WorkspaceRefused: no answers, or closed already.
        PrivacyRefused: fewer answers than a group must have, or no draw of the noise that stands the attack.
    """
    return waves.freeze(workspace, _wave_of(workspace, survey, year), partial(_release, workspace, progress=progress))


def results(workspace: Workspace) -> Results:
    """What may be shown of this workspace; reads the releases and nothing else."""
    return Results.load(workspace.releases_folder)


def audit(folder: Path, *, single: bool = False, progress: Progress | None = None) -> list[tuple[str, AuditResult]]:
    """Attack one release (`single`), or every release in a folder, from the files alone.

    Raises:
        WorkspaceRefused: the one folder holds no release at all; a damaged one is attacked, and fails.
    """
    if single:
        release_file.manifest_sha256(folder)
        return [(folder.name, audit_one(folder))]
    return audit_folder(folder, progress=progress)


def undo(workspace: Workspace, import_id: int | None) -> ImportRecord:
    """Take back an import of an open wave; `None`: the last one."""
    return waves.take_back(workspace, import_id)


def forget(workspace: Workspace, survey: str | Path, year: str) -> str:
    """Destroy the answers of a wave; gives its name."""
    name = _wave_of(workspace, survey, year)
    waves.destroy(workspace, name)
    return name


def to_forget(workspace: Workspace, survey: str | Path, year: str) -> Wave:
    """The wave that `forget` would destroy the answers of.

    Raises:
        WorkspaceRefused: there is no such wave, or its answers were destroyed before.
    """
    return waves.to_destroy(workspace, _wave_of(workspace, survey, year))


def closed_waves(workspace: Workspace) -> frozenset[str]:
    """The names of the waves that have a release."""
    return frozenset(wave.name for wave in waves.waves(workspace) if wave.status == "closed")


def _candidates(survey: str | Path) -> tuple[Survey, ...]:
    """The questionnaires that may be meant: one, or the age variants of a name."""
    return library.candidates(str(survey)) or (library.survey(survey),)


def _mapped(export: Export, candidates: Sequence[Survey], year: str, options: ImportOptions) -> Answers:
    """The export under the candidate that explains most of its columns."""
    return max(
        (_mapped_to(export, survey, year, options) for survey in candidates),
        key=lambda answers: sum(link.item is not None for link in answers.links),
    )


def _mapped_to(export: Export, survey: Survey, year: str, options: ImportOptions) -> Answers:
    choices = read_mapping_file(options.mapping, survey) if options.mapping else None
    crosswalk = library.crosswalk(survey.id)
    return map_export(export, survey, mapping=choices, crosswalk=crosswalk)


def _brought(survey: Survey, export: Export, anonymised: Anonymised, year: str, enrolled: int | None) -> waves.Brought:
    return waves.Brought(
        survey=survey,
        year=year,
        answers=anonymised.answers,
        tool=export.tool,
        rows=asdict(anonymised.rows),
        digest=partial(content_digest, export),
        enrolled=enrolled,
    )


def _wave_of(workspace: Workspace, survey: str | Path, year: str) -> str:
    """The wave that a survey (perhaps one with age variants) and a year mean in this workspace.

    Raises:
        CallError: it may mean two; nothing is frozen or destroyed on a guess.
    """
    known = {wave.name for wave in waves.waves(workspace)}
    whole = wave_name(str(survey), school_year(year))
    if whole in known:  # also the id of a school's own questionnaire, which is in no library
        return whole
    names = [wave_name(candidate.id, school_year(year)) for candidate in _candidates(survey)]
    meant = [name for name in names if name in known] or names[:1]
    if len(meant) > 1:
        raise CallError(
            _("{survey} may mean {waves} here.").format(survey=survey, waves=", ".join(meant)),
            remedy=_("Give the whole name of the survey, with the ages."),
        )
    return meant[0]


def _release(
    workspace: Workspace, wave: Wave, answers: AnonymousAnswers, previous: str | None, *, progress: Progress | None
) -> Release:
    settings = workspace.settings
    policy = load_policy(settings.k)
    counted = tally(answers, wave.survey)
    tree = reporting_tree(counted.forms_by_group(), settings.stages, policy.k)
    protected = protect(counted, tree, wave.survey, policy, progress=progress)
    enrolment = settings.enrolled(wave.survey.id, wave.year)
    total = enrolment.total or wave.enrolled
    manifest = Manifest(
        wave=wave.name,
        school=settings.name,
        locale=settings.locale,
        year=wave.year,
        survey=wave.survey,
        survey_hash=wave.survey.hash,
        policy=policy,
        nodes=protected.nodes,
        enrolment={**({"total": total} if total else {}), **enrolment.classes},
        audit=protected.audit,
        facts_sha256=release_file.facts_sha256(protected.facts),
        previous=previous,
        closed_on=dt.date.today(),
    )
    return Release(manifest, protected.facts)
