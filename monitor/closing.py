"""The making of a release: a wave is looked at, its answers become protected numbers, and those are frozen.

vault -> score -> tally -> release (`monitor.releasing`)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from monitor import trend, waves
from monitor.anonymous import AnonymousAnswers
from monitor.catalogue.catalogue import Wave
from monitor.counting.choice import HERE, EngineChoice
from monitor.counting.of_one_school import Count, counted_by
from monitor.definition import library
from monitor.definition.differences import Observed, Standing
from monitor.definition.model import Survey
from monitor.definition.scales import scales_of
from monitor.disclosure.policy import load_policy
from monitor.disclosure.release import Policy, Release
from monitor.errors import InputRefused
from monitor.headline import require_known, weighted_headline
from monitor.intake.mapping_file import open_proposals, open_texts
from monitor.legal import Grounds, require_grounds
from monitor.progress import Progress
from monitor.releasing import Declared, released, reliable_from
from monitor.workspace import Workspace


@dataclass(frozen=True)
class ToClose:
    """What to know of a wave before it is closed for good.

    `unread_danger`: open answers that may name danger to a child were not read. `undecided`: pairs of a heading and the
    question that it may be, of questions without answers; `uncounted` pairs of a text that many gave and its question,
    of which nobody said which answer it is; `unread_mapping`: why the mapping file cannot tell them.
    """

    wave: Wave
    unread_danger: bool
    undecided: tuple[tuple[str, str], ...] = ()
    unread_mapping: str = ""
    uncounted: tuple[tuple[str, str], ...] = ()


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
    mapping = workspace.mappings_folder / f"{wave.survey.id}.yaml"
    try:
        proposed, texts = open_proposals(mapping, wave.survey), open_texts(mapping, wave.survey)
    except InputRefused as refused:
        return ToClose(wave, found.unread_danger, unread_mapping=refused.message)
    open_ = ((heading, item) for heading, item in proposed if item not in found.items)
    undecided, uncounted = (_with_questions(wave.survey, pairs, workspace) for pairs in (open_, texts))
    return ToClose(wave, found.unread_danger, undecided, uncounted=uncounted)


def _with_questions(
    survey: Survey, pairs: Iterable[tuple[str, str]], workspace: Workspace
) -> tuple[tuple[str, str], ...]:
    """What stands in a file, each with its question in the words of the region."""
    locale = workspace.settings.locale
    return tuple((text, survey.say(survey.item(item).text, locale)) for text, item in pairs)


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
    enrolled = settings.enrolled(wave.survey.id, wave.year)
    total = enrolled.total or wave.enrolled
    grounds, policy = _grounds(workspace, wave, given), policy_of(workspace)
    counted = count(answers, wave.survey, scales_of(wave.survey))
    declared = Declared(
        wave=wave.name,
        school=settings.name,
        locale=settings.locale,
        year=wave.year,
        survey=wave.survey,
        policy=policy,
        grounds=grounds,
        stages=settings.stages,
        total=total,
        classes={**wave.enrolled_by_group, **enrolled.classes},
        seen=seen,
        before=before,
        previous=previous,
        weighted_headline=weighted_headline(settings, wave.survey.id, total),
    )
    reliable = reliable_from(lambda: answers, wave.survey, policy.k)
    return released(declared, counted, reliable, progress=progress)
