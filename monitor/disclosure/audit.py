"""Audit: attack every release again, from the files alone.

First the rules that can be read off (`monitor.disclosure.rules`), then the attack on every set of linked items. At
closing the attacker was given the true number of answers per group as well; the files do not hold it, so here it is
one more unknown. Of a wave that was released more than once, all releases are attacked as one: whoever has both knows
more than from either.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from monitor.definition.model import Item
from monitor.definition.scales import fits
from monitor.disclosure.attack import Finding, attack
from monitor.disclosure.detail import counted_items
from monitor.disclosure.knowledge import system_of
from monitor.disclosure.release import AuditResult, Release, Witness
from monitor.disclosure.release_file import manifest_sha256, read_release
from monitor.disclosure.rules import problems_of
from monitor.disclosure.system import Wave, linked_units
from monitor.disclosure.together import Releases
from monitor.disclosure.witnesses import Attacked, attacked, read_witnesses, reports, witness_problem
from monitor.durable import TEMPORARY
from monitor.errors import WorkspaceRefused
from monitor.progress import Progress
from monitor.texts import _

Kept = Mapping[str, Sequence[Witness]]
"""Witnesses by the first of their linked items."""
Audited = tuple[str, AuditResult]
"""A release by the name of its folder, and what the attack on it found."""


@dataclass
class _Steps:
    """How many sets of linked items are attacked, of how many: the counter behind a progress bar."""

    progress: Progress | None
    total: int
    done: int = 0

    def one(self) -> None:
        self.done += 1
        if self.progress:
            self.progress(self.done, self.total)


@dataclass(frozen=True)
class _Folder:
    """A folder that should hold a release: what was read of it, and what is wrong with its files."""

    name: str
    release: Release | None
    kept: Kept | None
    problems: tuple[str, ...]


def audit_release(release: Release, *, progress: Progress | None = None) -> AuditResult:
    """Attack a release by itself, without a look at its witnesses.

    `progress` is called with how many sets of linked items are done, and how many there are.
    """
    return _attacked(release, None, _Steps(progress, len(_units(release))))


def audit_one(folder: Path, *, progress: Progress | None = None) -> AuditResult:
    """Attack the release in a folder by itself; one that is damaged or was changed does not pass."""
    ((_name, result),) = _audited([_read(folder)], progress)
    return result


def audit_folder(
    releases: Path, *, of_network: bool = False, progress: Progress | None = None
) -> list[Audited]:  # fmt: skip
    """Attack every release in a folder, those of one wave as one, and check that they form one chain.

    A damaged release does not pass. `of_network`: the folder of one school in its network. Releases that the school
    made itself are links of a chain that lies with the school, and perhaps not all of it here.
    """
    paths = release_folders(releases)
    broken = chain_problems([path for path in paths if not of_network or _is_of_network(path)])
    folders = [_read(path) for path in paths]
    return _audited([replace(one, problems=(*one.problems, *broken.get(one.name, ()))) for one in folders], progress)


def release_folders(releases: Path) -> list[Path]:
    """The folders in which a release should be, in order; none that is being written."""
    return sorted(path for path in releases.glob("*") if path.is_dir() and path.suffix != TEMPORARY)


def _is_of_network(folder: Path) -> bool:
    try:
        return read_release(folder).manifest.code != ""
    except WorkspaceRefused:
        return False  # told by the audit of that release itself


def _read(path: Path) -> _Folder:
    release, kept = None, None
    try:
        release = read_release(path)
        kept = read_witnesses(path, release.manifest)
    except WorkspaceRefused as refusal:
        return _Folder(path.name, release, kept, (f"{refusal.message} {refusal.remedy}",))
    return _Folder(path.name, release, kept, ())


def _audited(folders: Sequence[_Folder], progress: Progress | None) -> list[Audited]:
    waves = _waves_with_several(folders)
    single = sum(len(_units(one.release)) for one in folders if one.release)
    steps = _Steps(progress, single + sum(len(_units_together(releases)) for releases in waves.values()))
    results = [
        _attacked(one.release, one.kept, steps) if one.release else AuditResult(
            facts=0, targets=0, min_values=0, passed=False, seconds=0.0
        )
        for one in folders
    ]  # fmt: skip
    found = {key: tuple(problems_together(releases, step=steps.one)) for key, releases in waves.items()}
    return [
        (one.name, _with(result, (*one.problems, *found.get(_key(one), ()))))
        for one, result in zip(folders, results, strict=True)
    ]


def _with(result: AuditResult, problems: tuple[str, ...]) -> AuditResult:
    together = (*problems, *result.problems)
    return result.model_copy(update={"problems": together, "passed": not together})


def _attacked(release: Release, kept: Kept | None, steps: _Steps) -> AuditResult:
    """The rules, the attack and, where they could be read, the witnesses of one release."""
    started = time.perf_counter()
    manifest = release.manifest
    problems = tuple(problems_of(release))
    wave = Wave(manifest.survey, manifest.nodes, manifest.policy, manifest.scales, manifest.surely)
    units: list[Attacked] = []
    for unit in _units(release) if not problems else ():
        units.append(attacked(unit, release.facts, wave))
        steps.one()
    if kept is not None:
        wrong = (witness_problem(one, kept.get(one.name, ())) for one in units)
        problems += tuple(problem for problem in wrong if problem)
    findings = [one.finding for one in units]
    problems += tuple(_too_narrow(finding) for finding in findings if not finding.passed)
    return AuditResult(
        facts=len(release.facts),
        targets=sum(finding.targets for finding in findings),
        min_values=min((finding.min_values for finding in findings if finding.targets), default=0),
        passed=not problems,
        seconds=round(time.perf_counter() - started, 3),
        problems=problems,
        units=reports(units),
    )


def _too_narrow(finding: Finding) -> str:
    return _("The attack narrows {count} down too far.").format(count=finding.weakest)


def _units(release: Release) -> tuple[tuple[Item, ...], ...]:
    """The sets of linked items; a scale that cannot be made of the questionnaire is a problem, and in none of them."""
    manifest = release.manifest
    scales = [scale for scale in manifest.scales if fits(scale, manifest.survey)]
    return linked_units(manifest.survey, counted_items(manifest.survey, scales))


def _waves_with_several(folders: Sequence[_Folder]) -> dict[tuple[str, ...], Releases]:
    """The waves of which there is more than one release, whatever their folders are called."""
    found: dict[tuple[str, ...], list[Release]] = {}
    for one in folders:
        if one.release:
            found.setdefault(_key(one), []).append(one.release)
    return {key: Releases(tuple(releases)) for key, releases in found.items() if len(releases) > 1}


def _key(one: _Folder) -> tuple[str, ...]:
    """What makes a wave the same: the school, the survey and the school year."""
    if one.release is None:
        return ()
    manifest = one.release.manifest
    return " ".join(manifest.school.casefold().split()), manifest.survey.id, manifest.year


def _units_together(releases: Releases) -> tuple[tuple[Item, ...], ...]:
    return linked_units(releases.survey, counted_items(releases.survey))


def problems_together(releases: Releases, *, step: Callable[[], None] = lambda: None) -> Iterator[str]:
    """What somebody can find out who has several releases of one wave: all their facts attacked as one.

    `step` is called once for each set of linked items.
    """
    if apart := _why_not_as_one(releases):
        yield apart
        return
    if (size := releases.smallest_group()) < releases.policy.k:
        yield _(
            "Whoever has all releases of this wave can single out a group of {n}; the least allowed is {k}."
        ).format(n=size, k=releases.policy.k)
    yield from _scales_apart(releases)
    facts = releases.facts()
    for unit in _units_together(releases):
        finding = attack(system_of(unit, facts, releases.wave_for(unit), None))
        step()
        if not finding.passed:
            count = _too_narrow(finding)
            yield _("Together with another release of this wave: {problem}").format(problem=count)


def _scales_apart(releases: Releases) -> Iterator[str]:
    """The derived scales whose numbers differ between the releases: what that tells of people is not reckoned out."""
    for scale in {scale.id: scale for one in releases.each for scale in one.manifest.scales}.values():
        names = {scale.id, *scale.items}
        told = {frozenset(fact for fact in one.facts if fact.item in names) for one in releases.each}
        if len(told) > 1:
            yield _(
                "The releases of this wave give other numbers for the scale {scale}; what that tells together cannot "
                "be reckoned out."
            ).format(scale=scale.id)


def _why_not_as_one(releases: Releases) -> str | None:
    """Why releases of one wave cannot be attacked as one: then none of them passes."""
    if any(problem for one in releases.each for problem in problems_of(one)):
        return _("A release of this wave breaks a rule, so that they cannot be attacked as one.")
    if otherwise := releases.asked_otherwise():
        return _("The releases of this wave do not count {items} alike; they cannot be attacked as one.").format(
            items=", ".join(otherwise)
        )
    if releases.too_different() or not releases.people:
        return _("The groups in the releases of this wave have too little in common to be attacked as one.")
    return None


def chain_problems(folders: list[Path]) -> dict[str, tuple[str, ...]]:
    """What breaks the chain, by the name of the release: each names the one before it, and only one names none."""
    previous: dict[str, str | None] = {}
    hashes = set()
    for folder in folders:
        try:
            previous[folder.name] = read_release(folder).manifest.previous
            hashes.add(manifest_sha256(folder))
        except WorkspaceRefused:
            continue  # told by the audit of that release itself
    named = Counter(previous.values())
    missing = _("The release that this one names as the one before it is not here, or was changed.")
    forked = _("Another release names the same one before it.")
    problems: dict[str, tuple[str, ...]] = {}
    for name, before in previous.items():
        if before is not None and before not in hashes:
            problems[name] = (missing,)
        elif named[before] > 1:
            problems[name] = (forked,)
    return problems
