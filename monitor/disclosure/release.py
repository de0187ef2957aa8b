"""Waist 2: the frozen table of protected counts of one wave, and the manifest that explains it."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from pydantic import Field

from monitor.definition.derived import DerivedScale
from monitor.definition.differences import TrendBreak
from monitor.definition.model import Frozen, Survey

EVERYONE = "*"
"""The option set of everyone who answered the item, refusals included."""


@dataclass(frozen=True)
class Fact:
    """One published count: in `node`, so many answers of `item` were among `options`, rounded to `base`.

    `item` may be a derived scale, with a score for an answer. `options`: option codes joined by `|` in the order of
    the item, or `*`. `kind`: `partition` (one answer per person) or `multiple` (each option ticked or not). These
    seven are the columns of `facts.parquet`.
    """

    node: str
    parent: str
    item: str
    kind: Literal["partition", "multiple"]
    options: str
    value: int
    base: int


class Node(Frozen):
    """A reporting group: the school, a stage or a class (or classes merged because they are small).

    `forms` is the exact number of forms received, which may be shown.
    """

    id: str
    parent: str
    label: str
    level: Literal["school", "stage", "class"]
    forms: int


class Policy(Frozen):
    """The protection under which the facts were made."""

    k: int
    base: int
    base_sensitive: int
    all_options_from: int
    three_options_from: int


@dataclass(frozen=True)
class Witness:
    """One number of two made-up data sets that both give the published facts; the columns of `witnesses.parquet`.

    So many people of the group `node` chose `options` of `item`: `least` in the one data set, `greatest` in the other.
    `unit` is the first of the linked items. Numbers that only help to reckon have no item, node and options.
    """

    unit: str
    item: str
    node: str
    options: str
    least: int
    greatest: int


class UnitAudit(Frozen):
    """What was attacked of linked items: how many targets, the fewest values any keeps, and which that is.

    `weakest` names the item, the group and the options ("not": everyone but these). `min_values` is counted up to what
    a target needs.
    """

    items: tuple[str, ...]
    targets: int
    min_values: int
    weakest: str


class AuditResult(Frozen):
    """What the attack on the facts found: the fewest values any count may still have.

    `seconds` is how long the attack took. `problems` says in words what is wrong, for a reader; none if it passed.
    `units` is the attack per set of linked items, made from the facts alone.
    """

    facts: int
    targets: int
    min_values: int
    passed: bool
    seconds: float
    problems: tuple[str, ...] = ()
    units: tuple[UnitAudit, ...] = ()


class ScaleReliability(Frozen):
    """How well the questions of a derived scale hang together, as coarse as it may be told (decision 38).

    `alpha` (Cronbach) and `omega` (total) are multiples of `step`: 0 is "0 or below", the highest "so much or more".
    At least `n` people answered every question of the scale: that follows from the facts. No `alpha`: `reason` says
    why, as a code; no `omega` beside an alpha: there is no single factor that one person could not move.
    """

    scale: str
    step: float
    n: int
    alpha: float | None = None
    omega: float | None = None
    reason: str = ""


class Manifest(Frozen):
    """Everything a reader of the facts needs: the questionnaire as asked, the groups, the policy, the audit.

    `enrolment` holds families, pupils or staff as declared: `total` and per class label; `enrolled` how many of them
    belong to each node below the school, where that is known. `previous` is the SHA-256 of the manifest of the
    release before this one in the workspace: the chain. `breaks` is the register of what changed since the wave
    before (and, without a `since`, of what this wave's files showed beyond the questionnaire). `legal_basis` and
    `notice` are what the school recorded when it closed the wave. Older releases have none of these.
    `witnesses_sha256` is the hash of the two made-up data sets; without them a release does not pass its audit.
    `scales` are the derived scales that were counted, as they were defined when the wave closed; a fact of one has its
    id as item and its categories as options. `surely`: so many forms can only be those of k different people, rounded
    up so that it tells of no family (decision 27); 0 in older releases, for which it is k. `reliability` is how well
    the questions of each scale hang together; older releases do not say. `weighted_headline`: the school had declared,
    before it closed the wave, that the weighted figure is its headline. `code` is the school in its network and
    `contribution` the SHA-256 of what the school handed in, where the network closed the wave (decision 65), with in
    `answers_sha256` that of its file of answers; then `previous` is the release before this one that the network made
    of the school.
    """

    format: int = 1
    wave: str
    school: str
    locale: str
    year: str
    survey: Survey
    survey_hash: str
    policy: Policy
    nodes: tuple[Node, ...]
    enrolment: dict[str, int]
    enrolled: dict[str, int] = Field(default_factory=dict)
    audit: AuditResult
    facts_sha256: str
    witnesses_sha256: str | None = None
    previous: str | None
    closed_on: dt.date
    breaks: tuple[TrendBreak, ...] = ()
    legal_basis: str = ""
    notice: str = ""
    scales: tuple[DerivedScale, ...] = ()
    surely: int = 0
    reliability: tuple[ScaleReliability, ...] = ()
    weighted_headline: bool = False
    code: str = ""
    contribution: str | None = None
    answers_sha256: str | None = None


@dataclass(frozen=True)
class Release:
    """One wave as it may be shown, for ever."""

    manifest: Manifest
    facts: tuple[Fact, ...]
    witnesses: tuple[Witness, ...] = field(default=(), compare=False)
    """Made at closing, and read by the audit alone; not part of what is shown."""
    narrowed: bool = False
    """In memory only: groups were taken out for who is looking (`monitor.seen_by`)."""
