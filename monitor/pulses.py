"""What pulses say of a goal in between: a share, how sure it is that it would do, and which way that leans.

It is never a verdict, and no verdict reckons with it. Nothing here reads a workspace.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from monitor.definition.indicators import Base
from monitor.definition.model import Pulse
from monitor.disclosure.release import Manifest, Release
from monitor.goals import Declared, Goal, Interim
from monitor.statistics.comparable import differences
from monitor.statistics.estimate import SCHOOL, Share
from monitor.statistics.reasons import Reason, because
from monitor.statistics.released_goal import sureness_of
from monitor.statistics.response import response


class Waves(Protocol):
    """What is read of the results of a school."""

    @property
    def releases(self) -> tuple[Release, ...]:
        """Every release."""

    def share(self, survey: str, year: str, item: str, measure: str, base: Base = "A", node: str = SCHOOL) -> Share:
        """A share of a wave."""


@dataclass(frozen=True)
class _Held:
    """A pulse with what its release tells."""

    pulse: Pulse
    manifest: Manifest


def interims(declared: Declared, waves: Waves) -> tuple[Interim, ...]:
    """What each pulse says of a goal that counts, the oldest first; nothing where none put its question.

    A pulse lies between when its school year is none before the start and none after the deadline, it was closed after
    the goal was frozen (else the goal was set by somebody who could see it), and, in the deadline's own year, on a day
    before the wave that decides.
    """
    goal = declared.goal
    started = _manifest(waves, goal.survey, goal.start)
    if not declared.counts or started is None:
        return ()
    return tuple(_interim(goal, started, held, waves) for held in _between(declared, waves))


def _between(declared: Declared, waves: Waves) -> Iterator[_Held]:
    goal, frozen = declared.goal, declared.frozen
    decides = _manifest(waves, goal.survey, goal.deadline)
    for held in sorted(_pulses(goal.survey, waves), key=lambda one: one.pulse.month):
        manifest = held.manifest
        in_time = goal.start <= manifest.year <= goal.deadline
        unseen = frozen is not None and manifest.closed_on.isoformat() >= frozen.at[:10]
        late = manifest.year == goal.deadline and decides is not None and manifest.closed_on >= decides.closed_on
        if in_time and unseen and not late and goal.item in {item.id for item in manifest.survey.items}:
            yield held


def _pulses(survey: str, waves: Waves) -> Iterator[_Held]:
    for release in waves.releases:
        pulse = release.manifest.survey.pulse
        if pulse is not None and pulse.of == survey:
            yield _Held(pulse, release.manifest)


def _manifest(waves: Waves, survey: str, year: str) -> Manifest | None:
    found = (one.manifest for one in waves.releases)
    return next((one for one in found if (one.survey.id, one.year) == (survey, year)), None)


def _interim(goal: Goal, started: Manifest, held: _Held, waves: Waves) -> Interim:
    """The share of the pulse, with its sureness; the reason where it says nothing of the goal."""
    manifest = held.manifest
    share = waves.share(manifest.survey.id, manifest.year, goal.item, goal.measure, goal.base, goal.node)
    found = Interim(share, held.pulse.month, manifest.survey.audience, response(manifest))
    if other := _otherwise(goal, started, manifest):
        return replace(found, share=Share(*_named(share), reason=other), reason=other)
    sure = sureness_of(share, goal.reached_from, goal.direction)
    return replace(found, reason=sure) if isinstance(sure, Reason) else replace(found, sureness=sure)


def _named(share: Share) -> tuple[str, str, str, str, str, Base]:
    """What names a share: of a figure that may not stand beside the goal nothing else is kept."""
    return share.survey, share.year, share.node, share.item, share.measure, share.base


def _otherwise(goal: Goal, started: Manifest, pulse: Manifest) -> Reason | None:
    """What makes the pulse another measurement than the one from which the goal starts."""
    if pulse.survey.audience != started.survey.audience:
        return because("audience")
    if pulse.survey.one_response_per != started.survey.one_response_per:
        return because("one-response-per")
    return next(iter(differences(started, pulse, goal.item)), None)
