"""The making of a release: a wave is looked at, its answers become protected numbers, and those are frozen.

vault -> score -> tally -> protect (round, audit, redraw) -> witnesses -> release
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from monitor import trend, waves
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import Wave
from monitor.counting.choice import HERE, EngineChoice
from monitor.counting.complete import complete_cases
from monitor.counting.of_one_school import Count, counted_by
from monitor.definition import library
from monitor.definition.derived import DerivedScale
from monitor.definition.differences import Observed, Standing
from monitor.definition.model import Survey
from monitor.definition.scales import scales_of
from monitor.disclosure import release_file
from monitor.disclosure.enrolled import enrolled_by_node
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.policy import load_policy
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Fact, Manifest, Policy, Release, ScaleReliability
from monitor.disclosure.reliability import LEAST_COMPLETE, step_of, stepped, surely_complete
from monitor.disclosure.witnesses import witnessed
from monitor.errors import InputRefused
from monitor.headline import require_known, weighted_headline
from monitor.intake.enrolment import as_spelt
from monitor.intake.mapping_file import open_proposals
from monitor.legal import Grounds, require_grounds
from monitor.progress import Progress, part
from monitor.statistics.one_person import settled
from monitor.workspace import Workspace


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


def looked_at(workspace: Workspace, name: str, given: Grounds) -> ToClose:
    """The wave of this name as `freeze` would close it, looked at before it does.

    Raises:
        WorkspaceRefused: no answers, closed already, or settings that name a survey that there is not.
        PrivacyRefused: no legal basis or no notice, or settings that ask for less protection than is allowed.
    """
    found = waves.to_freeze(workspace, name)
    wave = found.wave
    policy_of(workspace)
    _known_headlines(workspace)
    _grounds(workspace, wave, given)
    try:
        proposed = open_proposals(workspace.mappings_folder / f"{wave.survey.id}.yaml", wave.survey)
    except InputRefused as refused:
        return ToClose(wave, found.unread_danger, unread_mapping=refused.message)
    open_ = ((heading, wave.survey.item(item)) for heading, item in proposed if item not in found.items)
    told = tuple((heading, wave.survey.say(item.text, workspace.settings.locale)) for heading, item in open_)
    return ToClose(wave, found.unread_danger, told)


def engine(name: str, master: str | None) -> EngineChoice:
    """What is to count: `local`, or `spark` at this address.

    Raises:
        CallError: no such engine, or one that has no address.
    """
    return EngineChoice(name, master)


def freeze(
    workspace: Workspace, name: str, year: str, given: Grounds, *, engine: EngineChoice = HERE,
    progress: Progress | None = None,
) -> Release:  # fmt: skip
    """Make the protected numbers of the wave of this name and school year, attack them, and freeze them.

    Raises:
        EngineRefused: the engine that is to count cannot; nothing was changed.
        WorkspaceRefused: no answers, closed already, or settings that name a survey that there is not.
        PrivacyRefused: no legal basis or no notice, fewer answers than a group must have, or no draw of the noise that
            stands the attack.
    """
    _known_headlines(workspace)
    seen = trend.seen_so_far(workspace, name)
    before = trend.wave_before(workspace, name.removesuffix(f"_{year}"), year)
    with counted_by(engine) as count:
        make = partial(_release, workspace, seen, before, given, count, progress=progress)
        return waves.freeze(workspace, name, make)


def _known_headlines(workspace: Workspace) -> None:
    """Refuse settings whose weighted headline is of a survey that neither the program nor this school has."""
    shipped = (survey.id for survey in library.surveys())
    require_known(workspace.settings, (*shipped, *(wave.survey.id for wave in waves.waves(workspace))))


def _grounds(workspace: Workspace, wave: Wave, given: Grounds) -> Grounds:
    """The legal basis and the notice of a wave: as given, else as the settings have them.

    Raises:
        PrivacyRefused: one is missing.
    """
    survey, year = wave.survey.id, wave.year
    return require_grounds(given.over(workspace.settings.grounds(survey, year)), survey, year)


def policy_of(workspace: Workspace) -> Policy:
    """The rules of protection, as strict as the workspace asks.

    Raises:
        PrivacyRefused: it asks for less than is allowed.
    """
    return load_policy(audit=workspace.settings.audit, **workspace.settings.thresholds)


def _release(
    workspace: Workspace, seen: Observed, before: Standing | None, given: Grounds, count: Count, wave: Wave,
    answers: AnonymousAnswers, previous: str | None, *, progress: Progress | None,
) -> Release:  # fmt: skip
    settings = workspace.settings
    grounds = _grounds(workspace, wave, given)
    declared = settings.enrolled(wave.survey.id, wave.year)
    total = declared.total or wave.enrolled
    headline_is_weighted = weighted_headline(settings, wave.survey.id, total)
    policy = policy_of(workspace)
    scales = scales_of(wave.survey)
    counted = count(answers, wave.survey, scales)
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
        reliability=tuple(reliability_of(answers, wave.survey, one, protected.facts, policy.k) for one in scales),
        weighted_headline=headline_is_weighted,
    )
    return witnessed(Release(manifest, protected.facts), progress=part(progress, 1, of=2))


def reliability_of(
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
