"""A network closes a wave: of each school that handed in, a release of its own; then one table of them all.

dataset -> engine -> a tally per school -> release (`monitor.releasing`), or the school's own release -> projection

Nothing is published of the schools together that is not a sum of what is published of each (decision 65). A release is
written whole or not at all, and never made again: a command that was broken off is given once more, and does what is
left.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from itertools import chain

from monitor.counting.choice import EngineChoice
from monitor.counting.engines import Engine
from monitor.definition.derived import DerivedScale
from monitor.definition.model import Survey
from monitor.definition.scales import scales_of
from monitor.disclosure import release_file
from monitor.disclosure.release import Manifest
from monitor.disk import told_by_the_disk
from monitor.errors import SchoolklimaatError, WorkspaceRefused
from monitor.legal import Grounds
from monitor.network.contribution import ANSWERS, Contribution
from monitor.network.dataset import Contributions, Dataset
from monitor.network.handed import Handed, Outcome, left_out
from monitor.network.one_school import answers_within, frozen_before, is_there, settled
from monitor.network.processes import mapped
from monitor.network.projection import Projected, project
from monitor.network.same_scales import scales_of_wave
from monitor.network.settings import Network
from monitor.one_at_a_time import alone_in
from monitor.progress import Progress
from monitor.texts import _


@dataclass(frozen=True)
class Closed:
    """What closing a wave of a network came to: what became of each school by its code, and the table of them all."""

    survey: str
    year: str
    outcomes: tuple[Outcome, ...]
    projected: Projected

    def of(self, done: str) -> tuple[Outcome, ...]:
        """The schools that this became of."""
        return tuple(one for one in self.outcomes if one.done == done)

    @property
    def exit_code(self) -> int:
        """0 where every school is in, else that of what is worst: a fault of ours, what can be mended, privacy."""
        codes = {one.exit_code for one in self.outcomes}
        return next((code for code in (1, 3, 4) if code in codes), 0)


def begun(engine: str, master: str | None) -> AbstractContextManager[Engine]:
    """The engine of this name, from its start to its end; `master`: where Spark is.

    Here it counts in this process alone: protecting takes a hundred times as long, and has the others.

    Raises:
        CallError: there is no such engine, or no address that we know.
        EngineRefused: the engine is not installed, or nobody answers at its address.
    """
    return EngineChoice(engine, master).begun()


def close(
    network: Network, survey: str, year: str, engine: Engine, *, processes: int = 1, given: Grounds | None = None,
    attack: bool = False, progress: Progress | None = None,
) -> Closed:  # fmt: skip
    """Close a wave: the releases of all schools that handed in and have none yet, then the table of them all.

    `given` is the ground on which people were asked, where a school did not say so. `attack`: releases that schools
    made themselves are attacked before they are adopted. `progress` is told in schools.

    Raises:
        InputRefused: nothing was handed in, the dataset or the engine cannot be used, the disk is full, or another
            command is busy. What was done until then is kept.
        PrivacyRefused: the settings ask for less protection than is allowed.
    """
    dataset = Dataset.open(network.settings.network.dataset)
    with told_by_the_disk(), alone_in(network.root):  # what is done may not change while this looks at it
        done = _done(network, f"{survey}_{year}")
        found = dataset.contributions(survey, year, definition=done.survey if done else None)
        asked = _one_questionnaire(found, survey, year)
        grounds = (given or Grounds()).over(network.settings.grounds(asked.id, year))
        scales = scales_of_wave(done, found.usable, dataset, asked)
        work = _Work(network, dataset, asked, scales, grounds, attack)
        outcomes = [left_out(school, refused) for school, refused in found.refused.items()]
        for outcome in work.settled(found.usable, engine, processes):
            outcomes.append(outcome)
            if progress:
                progress(len(outcomes), len(found.usable) + len(found.refused))
        projected = project(network, asked.id, year)
    told = {one.school for one in outcomes}
    damaged = [Outcome(code, "left-out", text, 3) for code, text in projected.damaged.items() if code not in told]
    return Closed(asked.id, year, tuple(sorted((*outcomes, *damaged), key=lambda one: one.school)), projected)


def _done(network: Network, wave: str) -> Manifest | None:
    """The manifest of a school that is done: whatever comes later, the wave is of its questionnaire and scales."""
    for school in network.schools():
        with suppress(WorkspaceRefused):
            return release_file.read_release(network.releases_of(school) / wave).manifest
    return None


def _one_questionnaire(found: Contributions, survey: str, year: str) -> Survey:
    if found.survey is None:
        problems = "".join(f"\n- {school}: {refused.message}" for school, refused in found.refused.items())
        raise WorkspaceRefused(
            _("No school handed in anything usable of {survey} of {year}.").format(survey=survey, year=year) + problems,
            remedy=_(
                "Have the schools hand in with `schoolklimaat contribute`, and check the dataset in schoolklimaat.toml."
            ),
        )
    return found.survey


@dataclass(frozen=True)
class _Work:
    """What is the same for all schools of the wave."""

    network: Network
    dataset: Dataset
    survey: Survey
    scales: tuple[DerivedScale, ...]
    grounds: Grounds
    attack: bool

    def settled(self, given: Sequence[Contribution], engine: Engine, processes: int) -> Iterator[Outcome]:
        """What becomes of each school; those that are done come first, and cost nothing."""
        left: list[Handed] = []
        done: list[Handed] = []
        for one in map(self._handed, given):
            try:
                (done if is_there(one) else left).append(one)
            except SchoolklimaatError as refused:
                yield left_out(one.contribution.school, refused)
        yield from (Outcome(one.contribution.school, "there") for one in done)
        released = [one for one in left if one.contribution.kind == "facts"]
        uncounted = {one.contribution.school: one for one in left if one.contribution.kind == "codes"}
        yield from self._frozen_before(uncounted, done)
        uncountable: list[Outcome] = []
        yield from mapped(settled, chain(released, self._counted(uncounted, engine, uncountable)), processes)
        yield from uncountable

    def _frozen_before(self, uncounted: dict[str, Handed], done: Sequence[Handed]) -> Iterator[Outcome]:
        """Take out those of whose answers there is a release already, under another code (decision 65).

        The records of those that are `done` say what theirs were made of; of others their own release does.
        """
        if not uncounted:
            return
        told = {one.contribution.school: one.contribution.files.get(ANSWERS) for one in done}
        known = {sha256: school for school, sha256 in told.items()}
        wave = next(iter(uncounted.values())).wave
        for school in sorted({*self.network.schools()} - {*told}):
            known[answers_within(self.network.releases_of(school) / wave)] = school
        for code, one in list(uncounted.items()):
            if other := known.get(one.contribution.files[ANSWERS]):
                del uncounted[code]
                yield left_out(code, frozen_before(other, wave))

    def _handed(self, given: Contribution) -> Handed:
        settings = self.network.settings
        return Handed(
            given,
            settings.network.dataset,
            self.network.releases_of(given.school),
            settings.policy(),
            self.grounds,
            self.scales,
            weighted_headline=self.survey.id in settings.weighted_headline,
            attack=self.attack,
        )

    def _counted(self, uncounted: dict[str, Handed], engine: Engine, refused: list[Outcome]) -> Iterator[Handed]:
        """Each school with its tally; what cannot be counted is added to the `refused`."""
        parts = [self.dataset.part(one.contribution) for one in uncounted.values()]
        for school, counted in engine.tallies(parts, self.survey, scales_of(self.survey)) if parts else ():
            if isinstance(counted, SchoolklimaatError):
                refused.append(left_out(school, counted))
            else:
                yield replace(uncounted[school], counted=counted)
