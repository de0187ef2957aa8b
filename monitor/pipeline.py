"""The recipe: an export goes in, a release comes out, results are read from releases.

import_file   read -> map -> validate -> anonymise -> vault      (monitor.importing)
close_wave    vault -> score -> tally -> protect (round, audit, redraw) -> witnesses -> release
results       releases -> Results
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from monitor import forgetting, trend, waves, withdrawing
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import ImportRecord, Wave
from monitor.counting.complete import complete_cases
from monitor.counting.tally import tally
from monitor.definition.derived import DerivedScale
from monitor.definition.differences import Observed, Standing
from monitor.definition.draft import to_yaml
from monitor.definition.model import Survey
from monitor.definition.scales import scales_of
from monitor.disclosure import release_file
from monitor.disclosure.audit import audit_folder, audit_one
from monitor.disclosure.enrolled import enrolled_by_node
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.policy import load_policy
from monitor.disclosure.protect import protect
from monitor.disclosure.release import AuditResult, Fact, Manifest, Policy, Release, ScaleReliability
from monitor.disclosure.reliability import LEAST_COMPLETE, step_of, stepped, surely_complete
from monitor.disclosure.witnesses import witnessed
from monitor.durable import write_durably
from monitor.errors import CallError, InputRefused, WorkspaceRefused
from monitor.headline import weighted_headline
from monitor.import_terms import ImportOptions, ImportOutcome
from monitor.importing import candidates, import_file, stored_as
from monitor.intake.definitions.read import read_definition
from monitor.intake.draft import draft_survey
from monitor.intake.enrolment import as_spelt
from monitor.intake.mapping_file import open_proposals
from monitor.intake.read import read_export
from monitor.legal import Grounds, require_grounds
from monitor.progress import Progress, part
from monitor.results import Results
from monitor.statistics.one_person import settled
from monitor.texts import _
from monitor.waves import wave_name
from monitor.workspace import SETTINGS, Locale, Workspace, make_workspace, read_settings, school_year

__all__ = ["ImportOptions", "ImportOutcome", "import_file", "stored_as", "wave_name"]


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
    workspace: Workspace, survey: str | Path, year: str, *, given: Grounds | None = None,
    progress: Progress | None = None,
) -> Release:  # fmt: skip
    """Make the protected numbers of a wave, attack them, and freeze them.

    `given` are the legal basis and the notice; what it leaves out is taken from the settings.

    Raises:
        WorkspaceRefused: no answers, or closed already.
        PrivacyRefused: no legal basis or no notice, fewer answers than a group must have, or no draw of the noise that
            stands the attack.
    """
    name = _wave_of(workspace, survey, year)
    seen = trend.seen_so_far(workspace, name)
    before = trend.wave_before(workspace, name.removesuffix(f"_{school_year(year)}"), school_year(year))
    make = partial(_release, workspace, seen, before, given or Grounds(), progress=progress)
    return waves.freeze(workspace, name, make)


@dataclass(frozen=True)
class ToClose:
    """What to know of a wave before it is closed for good.

    `unread_danger`: open answers that may name danger to a child were not read. `undecided`: pairs of a heading and the
    question that it may be, of questions without answers; `unread_mapping`: why the mapping file cannot tell them.
    """

    wave: Wave
    unread_danger: bool
    undecided: tuple[tuple[str, str], ...] = ()
    unread_mapping: str = ""


def to_close(workspace: Workspace, survey: str | Path, year: str, *, given: Grounds | None = None) -> ToClose:
    """The wave that `close_wave` would close, looked at before it does.

    Raises:
        WorkspaceRefused: no answers, or closed already.
        PrivacyRefused: no legal basis or no notice, or settings that ask for less protection than is allowed.
    """
    found = waves.to_freeze(workspace, _wave_of(workspace, survey, year))
    wave = found.wave
    _policy(workspace)
    _grounds(workspace, wave, given or Grounds())
    try:
        proposed = open_proposals(workspace.mappings_folder / f"{wave.survey.id}.yaml", wave.survey)
    except InputRefused as refused:
        return ToClose(wave, found.unread_danger, unread_mapping=refused.message)
    open_ = ((heading, wave.survey.item(item)) for heading, item in proposed if item not in found.items)
    told = tuple((heading, wave.survey.say(item.text, workspace.settings.locale)) for heading, item in open_)
    return ToClose(wave, found.unread_danger, told)


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
    name = _wave_of(workspace, survey, year)
    forgetting.destroy(workspace, name)
    return name


def withdraw(workspace: Workspace, survey: str | Path, year: str, code: str) -> int:
    """Take the answers of one respondent out of an open wave, by withdrawal code; gives how many forms are left.

    Raises:
        WorkspaceRefused: no answers with this code, answers of several respondents, or a wave that is not open.
    """
    return withdrawing.withdraw(workspace, _wave_of(workspace, survey, year), code)


def to_forget(workspace: Workspace, survey: str | Path, year: str) -> Wave:
    """The wave that `forget` would destroy the answers of.

    Raises:
        WorkspaceRefused: there is no such wave, or its answers were destroyed before.
    """
    return forgetting.to_destroy(workspace, _wave_of(workspace, survey, year))


def wave_meant(workspace: Workspace, survey: str | Path, year: str, *, released: Collection[str] = ()) -> str:
    """The name of the wave that a survey and a year mean in this workspace, or among these `released` ones.

    Raises:
        CallError: it may mean two.
    """
    return _wave_of(workspace, survey, year, released)


def closed_waves(workspace: Workspace) -> frozenset[str]:
    """The names of the waves that have a release."""
    return frozenset(wave.name for wave in waves.waves(workspace) if wave.status == "closed")


def _wave_of(workspace: Workspace, survey: str | Path, year: str, released: Collection[str] = ()) -> str:
    """The wave that a survey (perhaps one with age variants) and a year mean in this workspace.

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


def _grounds(workspace: Workspace, wave: Wave, given: Grounds) -> Grounds:
    """The legal basis and the notice of a wave: as given, else as the settings have them.

    Raises:
        PrivacyRefused: one is missing.
    """
    survey, year = wave.survey.id, wave.year
    return require_grounds(given.over(workspace.settings.grounds(survey, year)), survey, year)


def _policy(workspace: Workspace) -> Policy:
    """The rules of protection, as strict as the workspace asks.

    Raises:
        PrivacyRefused: it asks for less than is allowed.
    """
    return load_policy(audit=workspace.settings.audit, **workspace.settings.thresholds)


def _release(
    workspace: Workspace, seen: Observed, before: Standing | None, given: Grounds, wave: Wave,
    answers: AnonymousAnswers, previous: str | None, *, progress: Progress | None,
) -> Release:  # fmt: skip
    settings = workspace.settings
    grounds = _grounds(workspace, wave, given)
    declared = settings.enrolled(wave.survey.id, wave.year)
    total = declared.total or wave.enrolled
    headline_is_weighted = weighted_headline(settings, wave.survey.id, total)
    policy = _policy(workspace)
    scales = scales_of(wave.survey)
    counted = tally(answers, wave.survey, scales)
    tree = reporting_tree(counted.forms_by_group(), settings.stages, policy.k, counted.contributors)
    protected = protect(counted, tree, wave.survey, policy, progress=part(progress, 0, of=2), scales=scales)
    classes = as_spelt({**wave.enrolled_by_group, **declared.classes}, counted.forms_by_group())
    now = Standing(wave.survey, wave.year, settings.locale, seen, total, trend.classes_shown(protected.nodes))
    manifest = Manifest(
        wave=wave.name,
        school=settings.name,
        locale=settings.locale,
        year=wave.year,
        survey=wave.survey,
        survey_hash=wave.survey.hash,
        policy=policy,
        nodes=protected.nodes,
        enrolment={**({"total": total} if total else {}), **classes},
        enrolled=enrolled_by_node(tree, classes, settings.stages),
        audit=protected.audit,
        facts_sha256=release_file.facts_sha256(protected.facts),
        previous=previous,
        closed_on=dt.date.today(),
        breaks=trend.register(before, now, seen),
        legal_basis=grounds.legal_basis or "",
        notice=grounds.notice or "",
        scales=scales,
        surely=protected.surely,
        reliability=tuple(_reliability(answers, wave.survey, one, protected.facts, policy.k) for one in scales),
        weighted_headline=headline_is_weighted,
    )
    return witnessed(Release(manifest, protected.facts), progress=part(progress, 1, of=2))


def _reliability(
    answers: AnonymousAnswers, survey: Survey, scale: DerivedScale, facts: Sequence[Fact], k: int
) -> ScaleReliability:
    """How well the questions of a scale hang together, as it may be told; whether at all, the facts decide first."""
    sure = surely_complete(scale, survey, facts, len(answers))
    step = step_of(scale, survey, sure)
    untold = ScaleReliability(scale=scale.id, step=step, n=sure)
    if sure < LEAST_COMPLETE:
        return untold.model_copy(update={"reason": "few-complete"})
    found = settled(*complete_cases(answers, survey, scale), most=step / 2, least=k)
    told = {name: stepped(value, step) for name in ("alpha", "omega") if (value := getattr(found, name)) is not None}
    return untold.model_copy(update={**told, "reason": found.reason})
