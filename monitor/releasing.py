"""From the exact counts of a wave to its release: one recipe, whether a school closes the wave itself or a network.

tally -> tree -> protect (round, attack, redraw) -> witnesses -> release
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from monitor.anonymous import AnonymousAnswers
from monitor.counting.complete import complete_cases
from monitor.counting.tally import Tally
from monitor.definition.derived import DerivedScale
from monitor.definition.differences import Observed, Standing
from monitor.definition.model import Survey
from monitor.definition.scales import scales_of
from monitor.disclosure import release_file
from monitor.disclosure.enrolled import enrolled_by_node
from monitor.disclosure.groups import reporting_tree
from monitor.disclosure.protect import protect
from monitor.disclosure.release import Fact, Manifest, Policy, Release, ScaleReliability
from monitor.disclosure.reliability import LEAST_COMPLETE, step_of, stepped, surely_complete
from monitor.disclosure.witnesses import witnessed
from monitor.intake.enrolment import as_spelt
from monitor.legal import Grounds
from monitor.progress import Progress, part
from monitor.standing import classes_shown, register
from monitor.statistics.one_person import settled

Reliable = Callable[[DerivedScale, Sequence[Fact]], ScaleReliability]
"""How well the questions of a scale hang together, as it may be told beside these facts."""


@dataclass(frozen=True)
class Declared:
    """What a release tells of its wave that was not counted.

    `total` and `classes` are the enrolment; `seen` is what the files of the wave showed, `before` the wave before it.
    `previous` is the hash of the release before it. `code`, `contribution` and `answers_sha256` are of a network: see
    `Manifest`.
    """

    wave: str
    school: str
    locale: str
    year: str
    survey: Survey
    policy: Policy
    grounds: Grounds
    stages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    total: int | None = None
    classes: Mapping[str, int] = field(default_factory=dict)
    seen: Observed = ()
    before: Standing | None = None
    previous: str | None = None
    weighted_headline: bool = False
    code: str = ""
    contribution: str | None = None
    answers_sha256: str | None = None


def released(declared: Declared, counted: Tally, reliable: Reliable, *, progress: Progress | None = None) -> Release:
    """The release of a wave: its counts protected, attacked, and told beside what was declared of it.

    Raises:
        PrivacyRefused: fewer answers than a group must have, or no draw of the noise that stands the attack.
    """
    survey, policy = declared.survey, declared.policy
    scales = scales_of(survey)
    tree = reporting_tree(counted.forms_by_group(), declared.stages, policy.k, counted.contributors)
    protected = protect(counted, tree, survey, policy, progress=part(progress, 0, of=2), scales=scales)
    classes = as_spelt(declared.classes, counted.forms_by_group())
    shown = classes_shown(protected.nodes)
    now = Standing(survey, declared.year, declared.locale, declared.seen, declared.total, shown)
    manifest = Manifest(
        wave=declared.wave,
        school=declared.school,
        locale=declared.locale,
        year=declared.year,
        survey=survey,
        survey_hash=survey.hash,
        policy=policy,
        nodes=protected.nodes,
        enrolment={**({"total": declared.total} if declared.total else {}), **classes},
        enrolled=enrolled_by_node(tree, classes, declared.stages),
        audit=protected.audit,
        facts_sha256=release_file.facts_sha256(protected.facts),
        previous=declared.previous,
        closed_on=dt.date.today(),
        breaks=register(declared.before, now, declared.seen),
        legal_basis=declared.grounds.legal_basis or "",
        notice=declared.grounds.notice or "",
        scales=scales,
        surely=protected.surely,
        reliability=tuple(reliable(one, protected.facts) for one in scales),
        weighted_headline=declared.weighted_headline,
        code=declared.code,
        contribution=declared.contribution,
        answers_sha256=declared.answers_sha256,
    )
    release = Release(manifest, protected.facts)
    return witnessed(release, known=protected.attacked, progress=part(progress, 1, of=2))


def reliable_from(read: Callable[[], AnonymousAnswers], survey: Survey, k: int) -> Reliable:
    """How well the questions of each scale hang together, from answers that are read once, and only for a scale."""
    answers = cache(read)

    def told(scale: DerivedScale, facts: Sequence[Fact]) -> ScaleReliability:
        return reliability_of(answers(), survey, scale, facts, k)

    return told


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
